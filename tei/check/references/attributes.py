"""Which attributes hold what: pointers, languages, dates.  Source: the TEI Guidelines, P5 4.9.0, by their datatypes."""

from __future__ import annotations

from collections.abc import Mapping

#: The attributes that hold pointers (teidata.pointer) wherever they stand.
_EVERYWHERE = """
adj adjFrom adjTo ana calendar change code copyOf corresp datcat datingMethod datingPoint decls domains edRef end
exclude facs feats follow fVal given hand inst lemmaRef mergedIn mutual next nymRef parts perf period prev ref rendition
replyTo resp sameAs scribeRef scriptRef select since source spanTo synch target targetDatcat targetEnd toWhom unitRef
url valueDatcat who wit
""".split()

#: Those that do so on certain elements only.
_SOMEWHERE: Mapping[str, frozenset[str]] = {
    "active": frozenset(["relation"]),
    "children": frozenset(["iNode", "root"]),
    "class": frozenset(["msContents", "msItem", "msItemStruct"]),
    "filter": frozenset(["equiv"]),
    "from": frozenset("app arc rt span".split()),
    "fromUnit": frozenset(["conversion"]),
    "location": frozenset(
        "case colloc def entryFree etym form gen gram gramGrp hom hyph iType lang lbl mood number oRef orth pRef per "
        "pos pron re sense subc syll tns usg xr".split()
    ),
    "new": frozenset(["handShift"]),
    "origin": frozenset(["timeline"]),
    "parent": frozenset(["iNode", "leaf"]),
    "passive": frozenset(["relation"]),
    "require": frozenset("lem rdg rdgGrp".split()),
    "scheme": frozenset("catRef classCode keywords locus locusGrp occupation socecStatus".split()),
    "start": frozenset(
        "annotationBlock binaryObject ellipsis gap incident kinesic line media path pause post surface u vocal writing "
        "zone".split()
    ),
    "to": frozenset("app arc rt span".split()),
    "toUnit": frozenset(["conversion"]),
    "uri": frozenset(["equiv"]),
    "value": frozenset("eLeaf eTree iNode leaf node root triangle".split()),
    "where": frozenset(["conversion", "event"]),
}

#: Attribute → the elements on which it holds pointers; None for all.
POINTERS: Mapping[str, frozenset[str] | None] = {**dict.fromkeys(_EVERYWHERE), **_SOMEWHERE}

#: Attribute → the elements on which it holds languages (teidata.language); ``xml:lang`` does so everywhere.
LANGUAGES: Mapping[str, frozenset[str]] = {
    "docLang": frozenset(["schemaSpec"]),
    "ident": frozenset(["language"]),
    "mainLang": frozenset(["textLang"]),
    "otherLangs": frozenset(["textLang"]),
    "tag": frozenset(["langKnown"]),
    "tags": frozenset(["langKnowledge"]),
}

#: The attributes of dates (teidata.temporal.w3c), and the elements on which two of them are something else.
DATES = frozenset("when notBefore notAfter from to".split())
NO_DATES: Mapping[str, frozenset[str]] = dict.fromkeys(
    ("from", "to"), frozenset("app arc rt span biblScope citedRange locus".split())
)
