"""Tables of what is marked in the texts and of what is wrong with them: as CSV, and as JSON Lines.

Offsets count Unicode code points in the reading text of a sentence or head, from 0; the end is not included.
Sources: RFC 4180 (CSV: lines end in CR LF, the first has the names of the columns), https://jsonlines.org
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, fields

from tei.render.exports.corpus import Corpus, Occurrence
from tei.render.exports.text import NAMES, VALUES
from tei.report import Finding

Row = Mapping[str, str | int | None]

_PLACE = ("text", "date", "language", "role", "sentence", "element", "id", "surface", "start", "end")
_WHO = ("cert", "resp")
#: Normalised values, by the attributes of TEI.
NORMALISED = (
    *("when", "from", "to", "notBefore", "notAfter"),
    *("value", "quantity", "unit", "atLeast", "atMost", "min", "max", "type"),
)


def as_csv(corpus: Corpus) -> Iterator[tuple[str, bytes]]:
    """``csv/mentions.csv``, ``csv/dates.csv``, ``csv/findings.csv``."""
    for name, (columns, rows) in _tables(corpus).items():
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(columns)
        writer.writerows([row.get(column) for column in columns] for row in rows)
        yield f"csv/{name}.csv", out.getvalue().encode()


def as_jsonl(corpus: Corpus) -> Iterator[tuple[str, bytes]]:
    """``jsonl/mentions.jsonl``, ``jsonl/dates.jsonl``, ``jsonl/findings.jsonl``: what is empty is left out."""
    for name, (columns, rows) in _tables(corpus).items():
        lines = ({column: row[column] for column in columns if row.get(column) not in ("", None)} for row in rows)
        yield f"jsonl/{name}.jsonl", "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()


def _tables(corpus: Corpus) -> Mapping[str, tuple[Sequence[str], Iterator[Row]]]:
    """By name the columns and the rows of each table."""
    tongues = sorted({name.lang for record in corpus.records.values() for name in record.names if not name.type})
    called = tuple(f"name:{lang}" for lang in tongues)
    return {
        "mentions": ((*_PLACE, "key", "record", *called, *_WHO), _mentions(corpus, tongues)),
        "dates": ((*_PLACE, *NORMALISED, *_WHO), _values(corpus)),
        "findings": ([field.name for field in fields(Finding)], (asdict(found) for found in corpus.findings)),
    }


def _place(found: Occurrence) -> dict[str, str | int | None]:
    span, text = found.span, found.text
    return {
        "text": text.id or text.stem,
        "date": text.source.date,
        "language": found.version.lang,
        "role": found.version.role,
        "sentence": found.unit.id,
        "element": span.element,
        "id": span.id,
        "surface": found.unit.text[span.start : span.end],
        "start": span.start,
        "end": span.end,
        "cert": span.get("cert"),
        "resp": span.get("resp").removeprefix("#"),
    }


def _mentions(corpus: Corpus, tongues: Sequence[str]) -> Iterator[Row]:
    """A row for each record that a name points to, or one for a name that points to none."""
    for found in corpus.occurrences(NAMES):
        for ref in found.span.refs or ("",):
            record = corpus.records.get(ref)
            names = {n.lang: n.text for n in reversed(record.names) if not n.type} if record else {}
            called = {f"name:{lang}": names.get(lang, "") for lang in tongues}
            yield {**_place(found), "key": ref, "record": record.kind if record else "", **called}


def _values(corpus: Corpus) -> Iterator[Row]:
    for found in corpus.occurrences(VALUES):
        yield {**_place(found), **{name: found.span.get(name) for name in NORMALISED}}
