"""Read editorial/<seed>.toml: the editors' decisions on one seed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tei.codes import CODES
from tei.edit.toml import Table, read_toml
from tei.model import (
    AlignDecision,
    Cert,
    Decisions,
    Dismiss,
    Editor,
    Emend,
    MentionDecision,
    NoteDecision,
    Place,
)

#: The codes that can be dismissed.
CRUXES = tuple(code for code in CODES if code.startswith("C"))
CERTS = ("high", "medium", "low")
NOTE_TYPES = ("editorial", "translation", "crux", "commentary")
MENTION_TYPES = ("persName", "placeName", "orgName", "eventName", "title", "date", "num", "measure")
_VALUES = ("when", "from", "to", "notBefore", "notAfter", "value", "atLeast", "atMost", "quantity", "unit")


def decisions(folder: Path, stem: str, editors: Sequence[Editor]) -> Decisions:
    """The decisions on the seed whose file is named `stem`, its ending aside; none when there is no file.

    Raises:
        TeiError: E001 to E003 and E042, with file and line.
    """
    path = folder / "editorial" / f"{stem}.toml"
    if not path.exists():
        return Decisions()
    root = read_toml(path)
    known = [editor.id for editor in editors]
    found = Decisions(
        tuple(_emend(t, known) for t in root.tables("emend")),
        tuple(_note(t, known) for t in root.tables("note")),
        tuple(_mention(t, known) for t in root.tables("mention")),
        tuple(_align(t, known) for t in root.tables("align")),
        tuple(_dismiss(t, known) for t in root.tables("dismiss")),
    )
    root.done()
    return found


def _who(table: Table, known: Sequence[str]) -> str:
    who = table.text("who", required=True)
    if who not in known:
        raise table.error(
            "E042", f'there is no editor "{who}"', "who", hint=f"edition.toml knows: {', '.join(known) or 'none'}"
        )
    return who


def _place(table: Table, *, quote_required: bool = False) -> Place:
    at = table.text("at", required=True)
    quote = table.text("quote", "\0", required=quote_required)
    place = Place(at, None if quote == "\0" else quote, table.text("prefix"), table.text("suffix"))
    if place.quote is None and (place.prefix or place.suffix):
        raise table.error(
            "E003", "a prefix or suffix needs a quote", "prefix", hint='quote = "…", or quote = "" for a point'
        )
    if place.quote == "" and not place.prefix and not place.suffix:
        raise table.error(
            "E003", "an empty quote needs a prefix or a suffix", "quote", hint="say what stands around it"
        )
    return place


def _cert(table: Table) -> Cert:
    return table.text("cert", "high", among=CERTS)  # type: ignore[return-value]  # checked against CERTS


def _emend(table: Table, known: Sequence[str]) -> Emend:
    place = _place(table, quote_required=True)
    kind = table.text("kind", among=("choice", "surplus", "supplied", "unclear", "gap"))
    corr = table.text("corr", required=kind not in ("unclear", "gap", "surplus"))
    if not kind:
        kind = "supplied" if place.quote == "" else "surplus" if corr == "" else "choice"
    if (place.quote == "") != (kind in ("supplied", "gap")):
        raise table.error(
            "E003",
            f"{kind} does not go with this quote",
            "quote",
            hint='supplied and gap have quote = "" and a prefix or suffix, the others quote words',
        )
    if kind in ("choice", "supplied") and corr == "":
        raise table.error("E003", f"{kind} needs a corr", "corr", hint='corr = "…"')
    if kind == "choice" and corr == place.quote:
        raise table.error("E003", "the correction is what stands there already", "corr", hint="change one of them")
    order = Emend(
        table.source,
        place,
        kind,  # type: ignore[arg-type]  # checked by `among`
        corr,
        _who(table, known),
        _cert(table),
        table.text("evidence", among=("internal", "external", "conjecture")),
        table.text("why"),
    )
    table.done()
    return order


def _note(table: Table, known: Sequence[str]) -> NoteDecision:
    targets = tuple(_target(t) for t in table.tables("targets", required=True))
    text = table.texts("text")
    note = NoteDecision(
        table.source, targets, table.text("type", "editorial", among=NOTE_TYPES), _who(table, known), text
    )
    table.done()
    if not targets or not text:
        raise table.error("E003", "a note needs targets and text", hint='targets = [{ at = "zh.1.1" }], text.en = "…"')
    return note


def _target(table: Table) -> Place:
    place = _place(table)
    table.done()
    return place


def _mention(table: Table, known: Sequence[str]) -> MentionDecision:
    place = _place(table, quote_required=True)
    action = table.text("action", required=True, among=("add", "refuse", "assign"))
    attrs = tuple((name, table.text(name)) for name in _VALUES if name in table.data)
    found = MentionDecision(
        table.source,
        place,
        action,  # type: ignore[arg-type]  # checked by `among`
        table.text("type", required=action == "add", among=MENTION_TYPES),
        table.text("ref"),
        attrs,
        _who(table, known),
    )
    table.done()
    return found


def _align(table: Table, known: Sequence[str]) -> AlignDecision:
    found = AlignDecision(table.source, table.words("together"), table.words("apart"), _who(table, known))
    table.text("why")
    table.done()
    if len(found.together) < 2 and len(found.apart) < 2:
        raise table.error(
            "E003", "an [[align]] needs two ids in together or apart", hint='together = ["en.1.2.s1", "zh.1.2.s1"]'
        )
    return found


def _dismiss(table: Table, known: Sequence[str]) -> Dismiss:
    found = Dismiss(
        table.source,
        table.text("code", required=True, among=CRUXES),
        _place(table),
        _who(table, known),
        table.text("why", required=True),
    )
    table.done()
    return found
