"""The ``teiHeader`` (#HD): what the document is, what it was made from, and how."""

from __future__ import annotations

from lxml import etree

from tei.encode.build import child, element
from tei.encode.policy import editorial_decl, refs_decl
from tei.encode.source import newline
from tei.model import Document, Edition, Texts, primary
from tei.names import XML_LANG, tei
from tei.reading import NOT_XML, reading
from tei.version import __version__

_LANGUAGES = {
    "en": "English",
    "zh": "Chinese",
    "zh-Hans": "Chinese in simplified characters",
    "zh-Hant": "Chinese in traditional characters",
    "ja": "Japanese",
    "ko": "Korean",
    "ru": "Russian",
    "und": "Undetermined",
}


def header(document: Document, edition: Edition) -> etree._Element:
    """The header of `document`, as an editor of `edition` would write it."""
    made = element("teiHeader")
    made.append(_file_desc(document, edition))
    made.append(_encoding_desc(document, edition))
    made.append(_profile_desc(document, edition))
    revision = child(made, "revisionDesc")
    change = child(
        revision,
        "change",
        "Written by tei. SHA-256 of the canonical form, this digest left out: ",
        when=edition.date,
        who="#tool",
        type="digest",
    )
    child(change, "idno", type="sha256")
    return made


def _titles(document: Document, *, as_found: bool) -> Texts:
    """The title of each version that has one: as found, or as emended."""
    found = []
    for text in document.texts:
        for head in text.heads[:1]:
            mine = [] if as_found else [e for e in document.emendations if e.block == head.n]
            words = reading(head.text, mine).text
            found.append((text.lang, words if as_found else " ".join(words.split())))
    return tuple(found)


def _file_desc(document: Document, edition: Edition) -> etree._Element:
    made = element("fileDesc")
    title_stmt = child(made, "titleStmt")
    for lang, words in _titles(document, as_found=False) or (("", document.seed.title or document.id),):
        child(title_stmt, "title", words, type="main", xml_lang=lang)
    if document.seed.author:
        child(title_stmt, "author", document.seed.author)
    if document.seed.translator:
        child(title_stmt, "editor", document.seed.translator, role="translator")
    for editor in edition.editors:
        statement = child(title_stmt, "respStmt", xml_id=editor.id)
        for lang, words in editor.resp or (("en", "edited by"),):
            child(statement, "resp", words, xml_lang=lang)
        ref = f"https://orcid.org/{editor.orcid}" if editor.orcid else ""
        child(statement, "orgName" if editor.org else "persName", editor.name, ref=ref)
    if edition.version != "0":
        child(child(made, "editionStmt"), "edition", f"Version {edition.version}", n=edition.version)
    made.append(_publication(document, edition))
    made.append(_source_desc(document, edition))
    return made


def _publication(document: Document, edition: Edition) -> etree._Element:
    made = element("publicationStmt")
    if edition.publisher:
        child(made, "publisher", edition.publisher)
    else:
        child(made, "authority", "not published")
    if edition.date:
        child(made, "date", edition.date, when=edition.date)
    availability = child(made, "availability", status="free" if edition.licence_target else "unknown")
    if edition.licence_target:
        child(availability, "licence", edition.licence_text or edition.licence_target, target=edition.licence_target)
    for lang, words in edition.rights:
        child(availability, "p", words, xml_lang=lang)
    if not edition.licence_target and not edition.rights:
        child(availability, "p", "No licence is stated.")
    child(made, "idno", document.id, type="tei")
    return made


def _source_desc(document: Document, edition: Edition) -> etree._Element:
    seed = document.seed
    made = element("sourceDesc")
    struct = child(made, "biblStruct", xml_id="source")
    titles = dict(_titles(document, as_found=True))
    translated = [text.lang for text in document.texts if text.role == "translation"]
    if seed.author or titles:
        analytic = child(struct, "analytic")
        if seed.author:
            child(analytic, "author", seed.author)
        for text in document.texts:
            if text.role == "original" and text.lang in titles:
                child(analytic, "title", titles[text.lang], level="a", xml_lang=text.lang)
        if len(analytic) == 0:
            struct.remove(analytic)
    monogr = child(struct, "monogr")
    for lang, words in edition.source_title or (("", "Source not named"),):
        child(monogr, "title", words, level="j", xml_lang=lang)
    imprint = child(monogr, "imprint")
    for name, texts in (("pubPlace", edition.source_place), ("publisher", edition.source_publisher)):
        for lang, words in texts:
            child(imprint, name, words, xml_lang=lang)
    child(imprint, "date", seed.date or "not dated", when=seed.date)
    for unit, value in (("page", seed.page), ("column", seed.column)):
        if value:
            child(monogr, "biblScope", value, unit=unit)
    for lang in translated:
        made.append(_translation(document, lang, titles.get(lang, "")))
    made.append(_seed(document))
    return made


def _translation(document: Document, lang: str, title: str) -> etree._Element:
    """The translation as a source of its own: where it comes from is another question than where the original does."""
    made = element("bibl", "", (("type", "translation"), ("xml:id", "translation")))
    child(made, "title", title or document.id, level="a", xml_lang=lang)
    if document.seed.translator:
        child(made, "editor", document.seed.translator, role="translator")
    else:
        child(made, "note", "The source does not name the translator.")
    if any(text.role == "original" for text in document.texts):
        child(made, "relatedItem", type="translationOf", target="#source")
    return made


def _seed(document: Document) -> etree._Element:
    seed = document.seed
    made = element("bibl", "", (("type", "seed"), ("xml:id", "seed")))
    child(made, "idno", seed.name, type="file")
    child(made, "idno", seed.sha256, type="sha256")
    child(made, "measure", f"{seed.size} bytes", quantity=str(seed.size), unit="byte")
    child(made, "note", seed.format, type="format")
    child(made, "note", newline(seed.lines), type="newline")
    child(made, "note", "UTF-8" if seed.bom else "none", type="bom")
    return made


def _encoding_desc(document: Document, edition: Edition) -> etree._Element:
    made = element("encodingDesc")
    app = child(child(made, "appInfo"), "application", xml_id="tool", ident="tei", version=__version__)
    child(app, "label", "tei, a toolkit for editions of texts in parallel languages")
    if edition.description:
        project = child(made, "projectDesc")
        for lang, words in edition.description:
            child(project, "p", words, xml_lang=lang)
    made.append(editorial_decl(document))
    made.append(refs_decl())
    whole = "".join(x.indent + x.label + x.gap + x.words + x.trail for x in document.seed.lines)
    controls = sorted(set(NOT_XML.findall(whole)))
    if controls:
        declaration = child(made, "charDecl")
        for control in controls:
            char = child(declaration, "char", xml_id=f"u{ord(control):04x}")
            child(char, "mapping", f"U+{ord(control):04X}", type="codepoint")
    return made


def _profile_desc(document: Document, edition: Edition) -> etree._Element:
    made = element("profileDesc")
    usage = child(made, "langUsage")
    for text in document.texts:
        child(usage, "language", f"{language_name(text.lang)} ({text.role})", ident=text.lang)
    keywords = [(lang, words) for lang, words in edition.keywords if words]
    if keywords:
        text_class = child(made, "textClass")
        for lang, words in keywords:
            element_ = child(text_class, "keywords", xml_lang=lang)
            for word in words:
                child(element_, "term", word)
    return made


def declare_languages(root: etree._Element) -> None:
    """Add to ``langUsage`` the languages that only names, notes and the header use."""
    usage = root.find(f"{tei('teiHeader')}/{tei('profileDesc')}/{tei('langUsage')}")
    if usage is None:
        return
    known = {language.get("ident", "") for language in usage}
    for lang in sorted({lang for node in root.iter(etree.Element) if (lang := node.get(XML_LANG))} - known):
        child(usage, "language", f"{language_name(lang)} (names, notes, header)", ident=lang)


def language_name(lang: str) -> str:
    """The English name of a language: "Chinese in simplified characters" for ``zh-Hans``; the tag, if unknown."""
    return _LANGUAGES.get(lang) or _LANGUAGES.get(primary(lang)) or lang
