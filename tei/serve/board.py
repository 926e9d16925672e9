"""Where the last round is posted, for all the pages that wait for it."""

from __future__ import annotations

import threading

from tei.serve.rounds import Round


class Board:
    """The last round, if there was one.  One thread posts, any number of others wait."""

    def __init__(self) -> None:
        self._posted = threading.Condition()
        self._round: Round | None = None
        self.closed = False

    def post(self, made: Round) -> None:
        """Let everybody who waits know the round."""
        with self._posted:
            self._round = made
            self._posted.notify_all()

    def close(self) -> None:
        """Let nobody wait any longer."""
        with self._posted:
            self.closed = True
            self._posted.notify_all()

    def newer(self, than: Round | None, seconds: float) -> Round | None:
        """The last round as soon as it is another one `than` that, or what there is after so many `seconds`."""
        with self._posted:
            self._posted.wait_for(lambda: self.closed or self._round is not than, seconds)
            return self._round
