"""Show an edition while it is being made: build it, serve its site on this machine, and build anew what changes.

`tei.serve.rounds` builds whenever a file of the edition changes; `tei.serve.server` gives the pages to a browser, to
which it adds a script of its own; `tei.serve.board` stands between them: the script asks there what the last building
came to, loads its page anew when that changed, and lists the findings.
"""

from __future__ import annotations

from tei.serve.board import Board
from tei.serve.rounds import Asked, Round, rounds
from tei.serve.server import listening

__all__ = ["Asked", "Board", "Round", "listening", "rounds"]
