"""Where the command line begins: ``tei`` and ``python -m tei``."""

from __future__ import annotations

import os
import sys

from tei.version import __version__


def main() -> None:
    """Run the command line.  Whatever goes wrong is said in a line, never in a traceback."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        print(__version__)
        return
    if sys.stdout is None or sys.stderr is None:
        raise SystemExit(2)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        _run()
        sys.stdout.flush()
    except BrokenPipeError:
        sys.stderr.close()
        raise SystemExit(2) from None
    except OSError as error:
        trouble = f"G002 standard output cannot be written: {error.strerror}" if error.strerror else str(error)
        print(f"tei: {trouble}", file=sys.stderr)
        os._exit(2)  # what is left in the buffer cannot be written either
    except KeyboardInterrupt:
        print("tei: stopped", file=sys.stderr)
        raise SystemExit(2) from None


def _run() -> None:
    from tei.cli import app, narrow
    from tei.report import TeiError, as_line

    narrow(sys.argv[1:])
    try:
        app(prog_name="tei")
    except TeiError as error:
        print(as_line(error.finding), file=sys.stderr)
        raise SystemExit(2) from None


if __name__ == "__main__":
    main()
