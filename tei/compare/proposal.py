"""What an editor may answer: a note, an emendation or a dismissal, as TOML ready for ``editorial/<seed>.toml``."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace

from tei.compare.view import Span, View
from tei.han import is_han
from tei.model import Crux

_PLAIN = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def note(view: View, spans: Iterable[Span], words: str, type_: str = "crux") -> str:
    """A ``[[note]]`` that says `words` of all `spans`."""
    targets = ", ".join(f"{{ {', '.join(_place(view, at))} }}" for at in spans)
    head = ["[[note]]", f"type = {string(type_)}", _who(view)]
    return "\n".join([*head, f"targets = [ {targets} ]", f"text.en = {string(words)}"])


def emend(view: View, at: Span, corr: str, why: str, cert: str = "medium") -> str:
    """An ``[[emend]]`` of the words at `at`, which may be an empty span: then `corr` is put between its neighbours."""
    tail = [f"corr = {string(corr)}", _who(view), f"cert = {string(cert)}", 'evidence = "internal"']
    return "\n".join(["[[emend]]", *_place(view, at, quoted=True), *tail, f"why = {string(why)}"])


def dismiss(view: View, code: str, at: Span, why: str) -> str:
    """A ``[[dismiss]]`` of a finding, with a reason to be made sure of."""
    return "\n".join(["[[dismiss]]", f"code = {string(code)}", *_place(view, at), _who(view), f"why = {string(why)}"])


def or_dismiss(view: View, crux: Crux) -> Crux:
    """`crux` with a dismissal as an alternative, below the note that it proposes, if it proposes one."""
    if "\n[[note]]\n" not in crux.hint:
        return crux
    other = dismiss(view, crux.code, crux.spans[0], "Of no consequence: …")
    return replace(crux, hint=f"{crux.hint}\n\n# or:\n{other}")


def string(text: str) -> str:
    """`text` as a basic string of TOML."""
    return '"' + "".join(_PLAIN.get(c, c if c >= " " and c != "\x7f" else f"\\u{ord(c):04x}") for c in text) + '"'


def _who(view: View) -> str:
    return f"who = {string(view.edition.editors[0].id if view.edition.editors else 'ed')}"


def _place(view: View, at: Span, *, quoted: bool = False) -> list[str]:
    """The keys that name the span, with as much of what stands around it as makes it the only one."""
    block, start, end = at
    text = view.blocks[block].text
    keys = [f"at = {string(view.blocks[block].id)}"]
    if (start, end) == (0, len(text)) and not quoted:
        return keys
    widths = range(start + len(text) - end + 1)  # the wider, the fewer places
    width = bisect_left(widths, True, key=lambda n: _occurs(text, text[slice(*_around(at, len(text), n))]) == 1)
    left, right = _around(at, len(text), width)
    while start > left > 0 and _within_word(text, left):
        left -= 1
    while end < right < len(text) and _within_word(text, right):
        right += 1
    keys.append(f"quote = {string(text[start:end])}")
    if left < start:
        keys.append(f"prefix = {string(text[left:start])}")
    if right > end:
        keys.append(f"suffix = {string(text[end:right])}")
    return keys


def _around(at: Span, size: int, width: int) -> tuple[int, int]:
    """The span with `width` more characters of a text of `size`, as many before it as after, as far as there are."""
    _, start, end = at
    left = min(start, (width + 1) // 2)
    right = min(size - end, width - left)
    return start - min(start, width - right), end + right


def _within_word(text: str, at: int) -> bool:
    """Whether `at` divides a word of an alphabet."""
    return text[at - 1 : at + 1].isalnum() and not (is_han(text[at - 1]) or is_han(text[at]))


def _occurs(text: str, words: str) -> int:
    """How often `words` stands in `text`, once for every place where it begins."""
    at, count = text.find(words), 0
    while at >= 0 and count < 2:
        count, at = count + 1, text.find(words, at + 1)
    return count if words else 2
