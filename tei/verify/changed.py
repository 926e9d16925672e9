"""Which files were changed, as git knows it."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from pathlib import Path

from tei.report import TeiError

_GIT = ("git", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false")


def changed(paths: Iterable[Path], revision: str) -> list[Path]:
    """Those of `paths` that were changed since the last commit that `revision` and HEAD share, or are new to git.

    Raises:
        TeiError: G003 when there is no git, no repository around the working folder, or no such revision.
    """
    root = Path(_git("rev-parse", "--show-toplevel").rstrip("\n"))
    if not _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}", fails=True):
        there = Path(revision).exists()
        raise TeiError(
            "G003",
            f'git knows no revision "{revision}"',
            hint=f"to check {revision}, write --changed=HEAD {revision}" if there else "is the history fetched?",
        )
    base = _git("merge-base", "--end-of-options", revision, "HEAD", fails=True).strip()
    if not base:
        raise TeiError(
            "G003",
            f'"{revision}" and HEAD have no commit in common that is here',
            hint="fetch the history, in GitHub's actions/checkout by fetch-depth: 0",
        )
    listed = [
        *_git("diff", "--name-only", "-z", "--no-ext-diff", "--diff-filter=d", base, "--").split("\0"),
        *_git("ls-files", "--others", "--exclude-standard", "--full-name", "-z", "--", ":/").split("\0"),
    ]
    differ = {(root / name).resolve() for name in listed if name}
    return [path for path in paths if path.resolve() in differ]


def _git(*words: str, fails: bool = False) -> str:
    """What git prints; "" when it fails and may (`fails`)."""
    try:
        done = subprocess.run([*_GIT, *words], capture_output=True, check=False, stdin=subprocess.DEVNULL)
    except OSError as error:
        raise TeiError("G003", f"git cannot be run: {error.strerror}", hint="--changed needs git") from error
    if done.returncode == 0:
        return done.stdout.decode("utf-8", "surrogateescape")
    if fails:
        return ""
    reason = done.stderr.decode("utf-8", "replace").strip().splitlines()
    raise TeiError(
        "G003",
        f"git says: {reason[0] if reason else 'nothing'}",
        hint="--changed works within a git repository",
    )
