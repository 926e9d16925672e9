"""Where the command line begins: ``tei`` and ``python -m tei``."""

from __future__ import annotations

import sys

from tei.version import __version__


def main() -> None:
    """Run the command line.  Whatever goes wrong is said in a line, never in a traceback."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        print(__version__)
        return
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        _run()
    except BrokenPipeError:
        sys.stderr.close()
        raise SystemExit(2) from None
    except KeyboardInterrupt:
        print("tei: stopped", file=sys.stderr)
        raise SystemExit(2) from None


def _run() -> None:
    from tei.cli import app
    from tei.report import TeiError, as_line

    try:
        app(prog_name="tei")
    except TeiError as error:
        print(as_line(error.finding), file=sys.stderr)
        raise SystemExit(2) from None


if __name__ == "__main__":
    main()
