"""A card for the terminal, and as JSON for other programs (docs/report.md)."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Mapping

from tei.appraise.criteria import AREAS, FOR_A_READER, address
from tei.appraise.model import LANGUAGES, VERDICTS, Answered, Card, Verdict, Words
from tei.report import printable
from tei.version import __version__

MARKS: Mapping[Verdict, str] = {"met": "●", "partly": "◐", "unmet": "○", "not applicable": "–"}
_COLOURS: Mapping[Verdict, str] = {"met": "32", "partly": "33", "unmet": "31", "not applicable": "2"}
_VERSION = 1  # of the form of the JSON


def as_text(card: Card, *, width: int = 100, colour: bool = False) -> str:
    """The card in English: counts by area, then each criterion with what was seen, what is missing, what would help."""
    subject = card.subject
    title = dict(subject.title).get("en") or next((title for _, title in subject.title), subject.id)
    version = f", version {subject.version}" if subject.version else ""
    lines = [printable(f"{title}{version}"), "; ".join(f"{told[0]}: {n:,}" for _, told, n in card.figures if n), ""]
    lines += _overview(card)
    for area, name in AREAS.items():
        lines += ["", name[0]]
        for each in card.answers:
            if each.area == area:
                lines += _criterion(each, width, colour)
    lines += ["", "For a reader to judge"]
    lines += [f"  ? {question[0]} [{ref}]" for ref, question in FOR_A_READER]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _overview(card: Card) -> Iterator[str]:
    wide = max(len(name[0]) for name in AREAS.values())
    yield " " * wide + "".join(f"{verdict:>16}" for verdict in VERDICTS)
    for area, name in (*AREAS.items(), ("", ("All", "总计"))):
        yield f"{name[0]:{wide}}" + "".join(f"{n:>16}" for n in card.counts(area).values())


def _criterion(each: Answered, width: int, colour: bool) -> Iterator[str]:
    answer = each.answer
    mark = MARKS[answer.verdict]
    if colour:
        mark = f"\x1b[{_COLOURS[answer.verdict]}m{mark}\x1b[0m"
    refs = ", ".join(each.refs)
    yield f"  {mark} {each.question[0]} {answer.verdict} [{refs}]"
    for seen in answer.evidence:
        yield from _wrapped("+", f"{seen.words[0]} ({seen.at})" if seen.at else seen.words[0], width)
    for missing in answer.missing:
        yield from _wrapped("-", missing[0], width)
    if answer.advice[0]:
        yield from _wrapped(">", answer.advice[0], width)


def _wrapped(sign: str, said: str, width: int) -> list[str]:
    return textwrap.wrap(
        printable(said),
        max(40, width),
        initial_indent=f"      {sign} ",
        subsequent_indent="        ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def as_json(card: Card) -> str:
    """The card as one object; every key is always there."""
    subject = card.subject
    told = {
        "form": "tei report card",
        "version": _VERSION,
        "tool": f"tei {__version__}",
        "edition": {
            "id": subject.id,
            "title": dict(subject.title),
            "version": subject.version,
            "date": subject.date,
            "publisher": subject.publisher,
            "address": subject.address,
            "editors": list(subject.editors),
            "licence": {"text": subject.licence[0], "target": subject.licence[1]},
        },
        "figures": {name: n for name, _, n in card.figures},
        "counts": card.counts(),
        "areas": [
            {
                "id": area,
                "title": _both(name),
                "counts": card.counts(area),
                "criteria": [_criterion_json(each) for each in card.answers if each.area == area],
            }
            for area, name in AREAS.items()
        ],
        "for-a-reader": [{**_reference(ref), "question": _both(question)} for ref, question in FOR_A_READER],
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _criterion_json(each: Answered) -> Mapping[str, object]:
    answer = each.answer
    return {
        "id": each.id,
        "references": [_reference(ref) for ref in each.refs],
        "question": _both(each.question),
        "verdict": answer.verdict,
        "evidence": [{**_both(seen.words), "at": seen.at} for seen in answer.evidence],
        "missing": [_both(missing) for missing in answer.missing],
        "advice": _both(answer.advice) if answer.advice[0] else None,
    }


def _reference(ref: str) -> Mapping[str, str]:
    return {"ref": ref, "target": address(ref)}


def _both(told: Words) -> Mapping[str, str]:
    return dict(zip(LANGUAGES, told, strict=True))
