"""Where the last round is posted, for all the pages that wait for it."""

from __future__ import annotations

import threading

from tei.serve.rounds import Round


class Board:
    """The last round, if there was one.  One thread begins and posts rounds, any number of others wait."""

    def __init__(self) -> None:
        self._news = threading.Condition()
        self._round: Round | None = None
        self.building = False
        self.closed = False

    def begin(self) -> None:
        """Let everybody who waits know that a round is being made."""
        with self._news:
            self.building = True
            self._news.notify_all()

    def post(self, made: Round) -> None:
        """Let everybody who waits know the round."""
        with self._news:
            self._round, self.building = made, False
            self._news.notify_all()

    def close(self) -> None:
        """Let nobody wait any longer."""
        with self._news:
            self.closed = True
            self._news.notify_all()

    def newer(self, than: Round | None, seconds: float) -> Round | None:
        """The last round: at once if it is not `than`, else when another one begins or is made, or after `seconds`."""
        with self._news:
            idle = not self.building
            self._news.wait_for(lambda: self.closed or self._round is not than or (idle and self.building), seconds)
            return self._round
