"""A document that is mended piece by piece, to find what else is wrong; places stay those of the original."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Mend:
    """Replace the bytes from `start` to `end` by `by`."""

    start: int
    end: int
    by: bytes

    def on(self, data: bytes) -> bytes:
        """`data`, mended."""
        return data[: self.start] + self.by + data[self.end :]


@dataclass(slots=True)
class Mended:
    """The bytes as they are after all `mends`."""

    original: bytes
    data: bytes
    mends: list[Mend] = field(default_factory=list)

    def mend(self, one: Mend) -> None:
        """Carry out one more."""
        self.data = one.on(self.data)
        self.mends.append(one)

    def origin(self, at: int) -> int:
        """Where in the original the byte `at` of `data` comes from."""
        for one in reversed(self.mends):
            if at >= one.start + len(one.by):
                at += one.end - one.start - len(one.by)
            elif at > one.start:
                at = min(at, one.end)
        return at

    def place(self, at: int) -> tuple[int, int]:
        """Line and column, in characters, of the byte `at` of `data`; both count from 1."""
        return place(self.original, self.origin(at))


def place(data: bytes, at: int) -> tuple[int, int]:
    """Line and column, in characters, of the byte `at`; both count from 1."""
    before = data[:at]
    if b"\r" in before:
        before = before.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return before.count(b"\n") + 1, len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "ignore")) + 1
