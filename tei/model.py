"""The values that travel along the road, all frozen; from `encode` on there are trees instead.

Offsets count Unicode code points.  A *block* is a head or a paragraph of one version; its `text` is exactly what the
seed has, and no later step changes it: emendations, mentions and sentences are spans over it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

Role = Literal["translation", "original"]
BlockKind = Literal["title", "main", "sub", "head", "p"]
Cert = Literal["high", "medium", "low"]

#: Names, dates and numbers, by the TEI element that marks them.
NAME_TYPES = ("persName", "placeName", "orgName", "eventName", "title")


# --- seed -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a seed: ``indent + label + gap + words + trail + eol`` is the line, to the character.

    `label` is what is no text (``Title:``, ``<hr />``, a date line); `words` belong to the block number `block`.
    """

    n: int  # from 1
    indent: str = ""
    label: str = ""
    gap: str = ""
    words: str = ""
    trail: str = ""
    eol: str = "\n"  # "\n", "\r\n", "\r", or "" at the end of a file without a last newline
    block: int | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A head or a paragraph as the seed has it.

    `breaks` are the offsets in `text` at which a further line of the seed begins; where a space stands just before
    such an offset it stands for the line break (words in one Latin paragraph), otherwise nothing does (Chinese).
    """

    n: int  # its number among all blocks of the seed, from 0
    kind: BlockKind
    text: str
    line: int  # where it begins
    column: int  # from 1
    breaks: tuple[int, ...] = ()
    id: str = ""  # its xml:id, given by `align.sections`
    dateline: int = 0  # length of the dateline at its start, 0 if there is none


@dataclass(frozen=True, slots=True)
class Version:
    """One version of the text: its heads and paragraphs in order."""

    role: Role
    lang: str  # BCP 47: "en", "zh-Hans"
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Seed:
    """A source as found.  `lines` give back its bytes exactly (`seed.write`)."""

    name: str  # the file's name without folders
    format: str  # "translated-article"
    size: int  # bytes
    sha256: str
    bom: bool
    lines: tuple[Line, ...]
    versions: tuple[Version, ...]  # the translation first
    title: str = ""
    author: str = ""
    translator: str = ""
    date: str = ""  # ISO, or "" when none could be read
    page: str = ""
    column: str = ""


# --- annotate -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mention:
    """A name, date or number: the span ``[start, end)`` of block number `block`.

    `ref` is the xml:id of a record, or "".  `attrs` are TEI attributes with their normalised values, in the order in
    which they are written, such as ``(("from", "1958-12-20"), ("to", "1958-12-30"))``.
    """

    block: int
    start: int
    end: int
    type: str  # the TEI element: persName, placeName, orgName, eventName, title, date, num, measure
    ref: str = ""
    attrs: tuple[tuple[str, str], ...] = ()
    cert: Cert | None = None
    resp: str = ""  # xml:id of the editor who added it; "" when it is computed
    candidates: tuple[str, ...] = ()  # the records that have this name, as long as it is open which is meant

    @property
    def value(self) -> tuple[str, ...]:
        """What it stands for, comparable across languages; nothing where it may stand for several records."""
        if self.type in NAME_TYPES:
            return ("name", self.ref) if self.ref and not self.candidates else ()
        kind = "date" if self.type == "date" else "num"
        return (kind, *(v for name, v in self.attrs if name not in ("type", "unit")))


# --- edit -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Place:
    """Where a decision applies: a block by its xml:id, and the words quoted there."""

    at: str
    quote: str | None = None  # None: the whole block
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """The file and line that a decision stands in."""

    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Emend:
    """``[[emend]]``: choice, surplus, supplied, unclear or gap, by `kind`."""

    source: Source
    place: Place
    kind: Literal["choice", "surplus", "supplied", "unclear", "gap"]
    corr: str
    who: str
    cert: Cert
    evidence: str
    why: str


@dataclass(frozen=True, slots=True)
class NoteDecision:
    """``[[note]]``: one note, in one or more languages, on one or more places."""

    source: Source
    targets: tuple[Place, ...]
    type: str
    who: str
    text: tuple[tuple[str, str], ...]  # (BCP 47, words)


@dataclass(frozen=True, slots=True)
class MentionDecision:
    """``[[mention]]``: add a name, date or number, refuse a computed one, or assign it to another record."""

    source: Source
    place: Place
    action: Literal["add", "refuse", "assign"]
    type: str
    ref: str
    attrs: tuple[tuple[str, str], ...]
    who: str


@dataclass(frozen=True, slots=True)
class AlignDecision:
    """``[[align]]``: these paragraphs or sentences go together in one bead, or do not."""

    source: Source
    together: tuple[str, ...]
    apart: tuple[str, ...]
    who: str


@dataclass(frozen=True, slots=True)
class Dismiss:
    """``[[dismiss]]``: a computed finding that needs no note, and why."""

    source: Source
    code: str
    place: Place
    who: str
    why: str


@dataclass(frozen=True, slots=True)
class Decisions:
    """All that the editors decided on one seed."""

    emends: tuple[Emend, ...] = ()
    notes: tuple[NoteDecision, ...] = ()
    mentions: tuple[MentionDecision, ...] = ()
    aligns: tuple[AlignDecision, ...] = ()
    dismissals: tuple[Dismiss, ...] = ()


@dataclass(frozen=True, slots=True)
class Emendation:
    """An `Emend` that was found: the span ``[start, end)`` of block number `block` (empty for supplied and gap)."""

    block: int
    start: int
    end: int
    order: Emend


@dataclass(frozen=True, slots=True)
class Annotation:
    """A note and the spans it speaks of: (block number, start, end), or a whole block or div by its xml:id."""

    spans: tuple[tuple[int, int, int], ...]
    ids: tuple[str, ...]
    type: str
    resp: str  # xml:id of an editor, or "tool"
    text: tuple[tuple[str, str], ...]
    cert: Cert | None = None


# --- the edition ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Name:
    """One form of a record's name.  `inner` are the names nested in it: (start, end, element, ref)."""

    lang: str
    text: str
    inner: tuple[tuple[int, int, str, str], ...] = ()
    type: str = ""  # variant, abbreviation, former; "" is the preferred form


@dataclass(frozen=True, slots=True)
class Entity:
    """A record of the authority: a person, place, organisation, event or document."""

    id: str
    type: str  # the element of its mentions: persName, placeName, orgName, eventName, title
    names: tuple[Name, ...]
    xml: str  # the record, serialised
    line: int
    related: tuple[str, ...] = ()  # the records it points to: the province of a town, the party of a committee


@dataclass(frozen=True, slots=True)
class Condition:
    """When `forms` are names: only, or never, where one of `words` stands directly before or after them."""

    lang: str
    forms: tuple[str, ...]
    side: Literal["before", "after"]  # where the name stands: before the words or after them
    only: bool  # False: these words forbid what is a name anywhere else
    words: tuple[str, ...]
    ref: str = ""  # of this record; "" for every record with such a name


@dataclass(frozen=True, slots=True)
class Editor:
    """Somebody who answers for decisions."""

    id: str
    name: str
    resp: tuple[tuple[str, str], ...]  # (language, words)
    orcid: str = ""
    org: bool = False


Texts = tuple[tuple[str, str], ...]
"""The same words in several languages: ``(("en", "People's Daily"), ("zh-Hans", "人民日报"))``."""


#: In print: side by side; the original on left pages and the translation on right ones; one of them alone.
LAYOUTS = ("aligned", "facing", "original", "translation")


@dataclass(frozen=True, slots=True)
class Edition:
    """What an edition's folder says, but for its seeds.  The default is a sound one for a single file."""

    folder: str = ""
    id: str = "tei"
    seeds: tuple[str, ...] = ("seeds/*.txt",)
    format: str = ""  # "" detects it
    version: str = "0"
    date: str = ""  # ISO: when this version of the edition was made
    publisher: str = ""
    title: Texts = ()
    description: Texts = ()  # what the edition is, in a few sentences
    languages: tuple[tuple[str, str], ...] = ()  # (role, BCP 47): overrides what is detected
    licence_target: str = ""
    licence_text: str = ""
    rights: Texts = ()
    source_title: Texts = ()
    source_place: Texts = ()
    source_publisher: Texts = ()
    keywords: tuple[tuple[str, tuple[str, ...]], ...] = ()
    editors: tuple[Editor, ...] = ()
    schemas: str = "schemas"
    outputs: tuple[str, ...] = ("site", "print")
    exports: tuple[str, ...] = ()  # the formats that a release holds; all when empty
    address: str = ""  # where the site will be, with a last slash; "" when nobody said
    paper: str | tuple[float, float] = "a4"  # a name that Typst knows, or width and height in millimetres
    layout: str = "aligned"  # how versions stand in print: one of `LAYOUTS`
    binding: float = 0.0  # millimetres that the binding takes of the inner margin; left and right pages, if any
    fonts: tuple[tuple[str, tuple[str, ...]], ...] = ()
    system_fonts: bool = True
    attach: bool = False  # whether a PDF holds the TEI it was made of
    book: bool = False  # whether a build makes a book of all texts
    print_notes: tuple[str, ...] = ()  # languages of the notes in print; the edition's first one when empty
    authority: tuple[Entity, ...] = ()
    stop: tuple[Name, ...] = ()
    conditions: tuple[Condition, ...] = ()
    lexicon: tuple[tuple[str, str, str, str], ...] = ()  # (language, term, language, rendering)
    induced: tuple[tuple[str, str, str, str, float], ...] = ()  # words that translate each other, and how probably


# --- align, compare -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence: the span ``[start, end)`` of block number `block`."""

    id: str  # its xml:id: "zh.1.3.s2"
    block: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Report:
    """A report of one version: its heads and paragraphs."""

    n: int  # from 1, the same number in every version
    heads: tuple[Block, ...]
    paragraphs: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A version divided: its heads and its reports.  `id` is the xml:id of its div."""

    id: str
    role: Role
    lang: str
    heads: tuple[Block, ...]
    reports: tuple[Report, ...]

    @property
    def blocks(self) -> tuple[Block, ...]:
        """All heads and paragraphs in order."""
        inner = (block for report in self.reports for block in (*report.heads, *report.paragraphs))
        return (*self.heads, *inner)


@dataclass(frozen=True, slots=True)
class Bead:
    """A set of units of the first version and the units of the second that say the same; either may be empty.

    `cert` is a probability.  `within` are the xml:ids of what encloses them (for a bead without counterpart).
    `evidence` says what speaks for it (positive) and against it, in nats: ``(("length", 0.9), ("date 1959-01", 2.1))``.
    """

    first: tuple[str, ...]
    second: tuple[str, ...]
    cert: float
    within: tuple[str, str] = ("", "")
    evidence: tuple[tuple[str, float], ...] = ()

    @property
    def type(self) -> str:
        """As in ``link/@type``: "2-1"."""
        return f"{len(self.first)}-{len(self.second)}"


@dataclass(frozen=True, slots=True)
class Alignment:
    """All beads, by level: version, head, report, paragraph, sentence."""

    levels: Mapping[str, tuple[Bead, ...]]
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Crux:
    """A place where the versions disagree.

    `spans` are the words in question, (block number, start, end); `context` are the xml:ids of what stands opposite;
    `wanting` is where, in the other version, words that are missing should stand, or those that are too few do.
    """

    code: str
    message: str
    spans: tuple[tuple[int, int, int], ...]
    context: tuple[str, ...] = ()
    cert: Cert = "medium"
    hint: str = ""
    wanting: tuple[tuple[int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class SuppliedHead:
    """A head that stands in the other version only (`corresp`), put into the words of this one."""

    id: str
    corresp: str
    text: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the versions share and where they part."""

    links: tuple[tuple[Mention, Mention], ...]
    cruxes: tuple[Crux, ...]
    supplied: tuple[SuppliedHead, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """All that `encode` needs to write one TEI document."""

    id: str
    seed: Seed
    texts: tuple[Text, ...]
    mentions: tuple[Mention, ...] = ()
    emendations: tuple[Emendation, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    alignment: Alignment = field(default_factory=lambda: Alignment({}, ()))
    comparison: Comparison = Comparison((), ())


def primary(lang: str) -> str:
    """The primary language subtag: ``zh`` of ``zh-Hans``."""
    return lang.split("-")[0].lower()


def by_block(mentions: Iterable[Mention]) -> dict[int, list[Mention]]:
    """Mentions by the number of their block, in order of start, longer first."""
    found: dict[int, list[Mention]] = {}
    for mention in sorted(mentions, key=lambda m: (m.block, m.start, -m.end)):
        found.setdefault(mention.block, []).append(mention)
    return found
