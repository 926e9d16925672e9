"""Step 6.  A `Document` becomes one TEI tree, and its bytes.

`encode` is deterministic to the byte.  `source.extract` is its way back: the seed's bytes from the TEI alone.
"""

from __future__ import annotations

from lxml import etree

from tei.encode import digest
from tei.encode.build import child
from tei.encode.header import declare_languages, header
from tei.encode.layout import indent
from tei.encode.source import source_doc
from tei.encode.standoff import stand_off
from tei.encode.text import text_element
from tei.model import Document, Edition
from tei.names import TEI, XML_ID, XML_LANG, tei

_RNG = 'type="application/xml" schematypens="http://relaxng.org/ns/structure/1.0"'
_SCH = 'type="application/xml" schematypens="http://purl.oclc.org/dsdl/schematron"'


def encode(document: Document, edition: Edition) -> bytes:
    """The TEI document: UTF-8, indented where white space means nothing, with its digest in the last line of
    ``revisionDesc``.  White space and Unicode forms of the text are left as found.
    """
    root = etree.Element(tei("TEI"), nsmap={None: TEI})
    root.set(XML_ID, document.id)
    root.set(XML_LANG, "en")
    root.append(header(document, edition))
    text, marks = text_element(document)
    apart = stand_off(document, edition, marks)
    if len(apart):
        root.append(apart)
    root.append(source_doc(document))
    child(root, "text").append(text)
    declare_languages(root)
    indent(root)
    schemas = edition.schemas.rstrip("/")
    for name, schema in (("edition.rng", _RNG), ("edition.sch", _SCH)):
        root.addprevious(etree.ProcessingInstruction("xml-model", f'href="{schemas}/{name}" {schema}'))
    return digest.seal(root.getroottree())
