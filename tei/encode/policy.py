"""The ``editorialDecl`` and ``refsDecl`` (#HD): what is computed, by what, how certain, and how passages are cited."""

from __future__ import annotations

from lxml import etree

from tei.encode.build import child, element
from tei.model import Document

_CORRECTION = (
    "Corrections stand beside what was found: choice holds the reading found (sic) and the reading proposed (corr), "
    "surplus what should be left out, supplied what should be added. Each names who answers for it (resp) and how "
    "certain it is (cert). The seed itself is never changed."
)
_NORMALIZATION = (
    "The text is not normalized: spelling, punctuation, white space and Unicode forms are as found, to the character."
)
_STD_VALS = (
    "Dates have their values in the forms of ISO 8601, numbers in digits, in attributes. Relative dates are resolved "
    "against the day of issue of the newspaper, and “now” against the day of the dispatch."
)
_SOURCE_DOC = (
    "In sourceDoc each line of the source is a line. Its rend counts white space, in this order: indent(n) before "
    "all else; then the content of the line, which is no text; then gap(n); then the words of the block that corresp "
    "points to; then trail(n). A bare number counts spaces, U+3000*2 counts other characters; eol(…) names a line "
    "end that is not the usual one of the source. Where a block goes on in a further line, the text has an lb."
)
_SEGMENTATION = (
    "Each version is a div, divided into the same reports, these into paragraphs (p) and sentences (s). Line breaks "
    "and indentation of the source are in sourceDoc. Reports follow the heads of either version, or else its datelines."
)
_ALIGNMENT = (
    "Reports, paragraphs and sentences were aligned by tei: by dynamic programming over their lengths and over the "
    "names, dates, numbers and terms that both versions share. Each bead is a link in standOff with its type (how many "
    "units of the first version go with how many of the second) and its certainty: high stands for a probability above "
    "0.95, medium above 0.7, low below. The attribute corresp repeats it at each element."
)
_QUOTATION = "Quotation marks are kept as characters. Quoted documents are marked as title, inside the quotation marks."
_INTERPRETATION = (
    "Names, dates and numbers were marked by tei: names by longest match against the records of the edition's "
    "authority, dates and numbers by rules. A mark without resp is computed; cert says where the computation was in "
    "doubt. What editors decided bears their resp. Notes of type crux with resp #tool are computed: they show where "
    "the versions disagree and nobody has answered yet."
)
_TRANSLATION = (
    "The translation is given as found. It is not improved; where it departs from the original, a note says so."
)


def editorial_decl(document: Document) -> etree._Element:
    """The declaration, limited to what applies to this document."""
    made = element("editorialDecl")
    if document.emendations:
        correction = child(made, "correction", method="markup")
        child(correction, "p", _CORRECTION)
    child(child(made, "normalization"), "p", _NORMALIZATION)
    child(child(made, "stdVals"), "p", _STD_VALS)
    segmentation = child(made, "segmentation")
    child(segmentation, "p", _SEGMENTATION)
    child(segmentation, "p", _SOURCE_DOC)
    if len(document.texts) > 1:
        child(segmentation, "p", _ALIGNMENT)
    child(child(made, "quotation", marks="all"), "p", _QUOTATION)
    interpretation = child(made, "interpretation")
    child(interpretation, "p", _INTERPRETATION)
    if any(text.role == "translation" for text in document.texts):
        child(interpretation, "p", _TRANSLATION)
    return made


def refs_decl() -> etree._Element:
    """``citeStructure`` for version, report, paragraph and sentence (#SACRCS): ``zh``, ``zh.2``, ``zh.2.3.s1``."""
    made = element("refsDecl")
    version = child(made, "citeStructure", unit="version", match="/TEI/text/body/div", use="@xml:id")
    report = child(version, "citeStructure", unit="report", match="div[@type='report']", use="@n", delim=".")
    paragraph = child(report, "citeStructure", unit="paragraph", match="p", use="position()", delim=".")
    child(paragraph, "citeStructure", unit="sentence", match="s", use="position()", delim=".s")
    return made
