"""What a teiHeader says, by the keys that the criteria ask for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from tei.names import tei
from tei.render.exports.nodes import plain, select

_PUBLICATION = "tei:fileDesc/tei:publicationStmt"
_WHO = "tei:fileDesc/tei:titleStmt/*[self::tei:respStmt or self::tei:editor or self::tei:author or self::tei:principal]"
_DATED = "@when or @from or @to or @notBefore or @notAfter or @when-iso"

#: By key: the elements of the header that have it.
_PATHS: Mapping[str, str] = {
    "licence": f"{_PUBLICATION}/tei:availability/tei:licence",
    "rights": f"{_PUBLICATION}/tei:availability/tei:p",
    "publisher": f"{_PUBLICATION}/*[self::tei:publisher or self::tei:authority or self::tei:distributor]",
    "published": f"{_PUBLICATION}/tei:date[{_DATED}]",
    "contact": "tei:fileDesc/*[self::tei:titleStmt or self::tei:publicationStmt]"
    "//*[self::tei:email or self::tei:address]",
    "idno": f"{_PUBLICATION}//tei:idno",
    "responsible": _WHO,
    "task": f"{_WHO}[self::tei:respStmt[normalize-space(tei:resp)] or not(self::tei:respStmt)]",
    "edition": "tei:fileDesc/tei:editionStmt/tei:edition",
    "source": "tei:fileDesc/tei:sourceDesc"
    "//*[self::tei:bibl or self::tei:biblStruct or self::tei:biblFull or self::tei:msDesc]",
    "source.title": "tei:fileDesc/tei:sourceDesc//tei:title | tei:fileDesc/tei:sourceDesc//tei:msIdentifier",
    "source.date": f"tei:fileDesc/tei:sourceDesc//*[self::tei:date or self::tei:origDate][{_DATED}]",
    "source.hash": "tei:fileDesc/tei:sourceDesc//tei:idno[@type = 'sha256']",
    "application": "tei:encodingDesc/tei:appInfo/tei:application",
    "project": "tei:encodingDesc/tei:projectDesc",
    "sampling": "tei:encodingDesc/tei:samplingDecl",
    "editorialDecl": "tei:encodingDesc/tei:editorialDecl",
    "refsDecl": "tei:encodingDesc/tei:refsDecl",
    "language": "tei:profileDesc/tei:langUsage/tei:language",
    "keywords": "tei:profileDesc/tei:textClass/*[self::tei:keywords or self::tei:classCode or self::tei:catRef]",
    "change": "tei:revisionDesc//tei:change[not(starts-with(@who, '#tool'))]",
}
_PERSISTENT = ("doi", "ark", "urn", "handle", "hdl", "purl", "uri.persistent")
_RESOLVERS = ("doi.org/", "hdl.handle.net/", "n2t.net/ark:", "purl.org/", "w3id.org/", "nbn-resolving.org/")


def header(root: etree._Element) -> Iterator[tuple[str, int | None, str]]:
    """(key, line, value) of what the header of a document has, in the order of the keys.

    The value is what tells one from another: the address of a licence, the type of an idno, the name of somebody.
    """
    found = root.find(tei("teiHeader"))
    for key, path in _PATHS.items():
        for element in select(found, path):
            if plain(element) or element.attrib or len(element):
                yield key, element.sourceline, _value(key, element)
    for element in select(found, "tei:encodingDesc/tei:editorialDecl/*"):
        yield "policy", element.sourceline, etree.QName(element).localname
    for element in select(found, f"{_PUBLICATION}//tei:idno | tei:fileDesc/tei:seriesStmt//tei:idno"):
        if _persistent(element):
            yield "pid", element.sourceline, plain(element)
    for element in select(found, _WHO):
        if identified(element):
            yield "identified", element.sourceline, plain(element)


def _value(key: str, element: etree._Element) -> str:
    if key == "licence":
        return element.get("target", "").strip()
    if key == "idno":
        return element.get("type", "")
    if key == "application":
        return f"{element.get('ident', '')} {element.get('version', '')}".strip()
    if key == "language":
        return element.get("ident", "")
    if key == "responsible":
        names = select(element, "tei:persName | tei:orgName | tei:name")
        return plain(names[0]) if names else plain(element)
    return plain(element) if key in ("publisher", "edition") else ""


def _persistent(idno: etree._Element) -> bool:
    said = plain(idno)
    return bool(said) and (
        idno.get("type", "").lower() in _PERSISTENT
        or any(part in said for part in _RESOLVERS)
        or said.startswith(("ark:", "urn:nbn:", "doi:"))
    )


def identified(element: etree._Element) -> bool:
    """Whether somebody who is responsible is pointed to outside of the document: an ORCID, a GND number …"""
    inside = element.iter(tei("persName"), tei("orgName"), tei("name"))
    refs = (word for each in (element, *inside) for word in each.get("ref", "").split())
    return any(not ref.startswith("#") for ref in refs) or bool(select(element, ".//tei:idno"))
