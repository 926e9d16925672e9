"""Where the shipped stylesheets, schemas and the sample edition are.

A wheel carries ``xslt/`` and ``schemas/`` in ``tei/_shipped``; a checkout and an editable install have them beside
the package.  Both are looked at, in this order, so that every kind of installation behaves alike.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def shipped(name: str) -> Path:
    """The path of a shipped file or folder, such as ``"xslt/site/site.xsl"`` or ``"schemas"``.

    Raises:
        FileNotFoundError: when the installation is incomplete.
    """
    for base in (_PACKAGE / "_shipped", _PACKAGE.parent):
        path = base / name
        if path.exists():
            return path
    raise FileNotFoundError(f"{name} is missing from this installation of tei: install it again")


def sample() -> Path:
    """The folder of the sample edition that ``tei new`` copies."""
    return _PACKAGE / "sample"
