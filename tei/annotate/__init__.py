"""Step 2.  Each version by itself: its names, dates, numbers and quoted documents become mentions.

An annotator is a function from a block's reading text to spans.  `ANNOTATORS` lists them in order of precedence: what
one has taken, a later one leaves alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from tei.annotate import dates, names, numbers, quotations
from tei.annotate.span import Context, Span
from tei.model import Block, Edition, Emendation, Mention
from tei.reading import reading

ANNOTATORS: Mapping[str, Callable[[str, Context], list[Span]]] = {
    "names": names.names,
    "dates": dates.dates,
    "numbers": numbers.numbers,
    "quotations": quotations.quotations,
}


def annotate(
    blocks: Sequence[Block], lang: str, issue: str, edition: Edition, emendations: Iterable[Emendation] = ()
) -> list[Mention]:
    """The mentions in the `blocks` of one version in order, resolved against the date of issue (ISO, or "").

    Offsets are those of the words as found, values those of the reading text.
    """
    orders: dict[int, list[Emendation]] = {}
    for emendation in emendations:
        orders.setdefault(emendation.block, []).append(emendation)
    context = Context(lang, names.matcher(edition, lang), issue, issue)
    mentions: list[Mention] = []
    for block in blocks:
        read = reading(block.text, orders.get(block.n, ()))
        spans = _spans(read.text, context)
        if block.dateline:
            context = context.dispatched(spans, block.dateline)
        for span in spans:
            start, end = read.found(span.start, span.end)
            if start < end:
                rest = (span.ref, span.attrs, span.cert, "", span.candidates)
                mentions.append(Mention(block.n, start, end, span.type, *rest))
    return mentions


def _spans(text: str, context: Context) -> list[Span]:
    taken = bytearray(len(text))  # 1 where an earlier annotator was
    found: list[Span] = []
    for annotator in ANNOTATORS.values():
        free = [span for span in annotator(text, context) if not any(taken[span.start : span.end])]
        for span in free:
            taken[span.start : span.end] = b"\1" * (span.end - span.start)
        found.extend(free)
    return sorted(found, key=lambda s: (s.start, -s.end))
