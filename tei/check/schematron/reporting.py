"""What happened, in the Schematron Validation Report Language (ISO/IEC 19757-3:2020, annex D)."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Mapping

from lxml import etree

from tei.check.schematron.documents import Document
from tei.check.schematron.model import Assertion, Copy, Note, Schema
from tei.check.schematron.places import Node, Steps
from tei.check.schematron.running import Active, Event, Failed, Fired
from tei.names import XML
from tei.report import Finding

SVRL = "http://purl.oclc.org/dsdl/svrl"
_TEXT = ("see", "icon", "fpi", "xml:lang", "xml:space")
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def report(schema: Schema, document: str, events: Iterable[Event]) -> bytes:
    """The report on `events`, which came of holding `document` against `schema`; UTF-8 with a declaration.

    What is wrong with the schema itself, or with its expressions, stands as ``error`` elements.
    """
    root = etree.Element(_svrl("schematron-output"), nsmap={"svrl": SVRL})
    if schema.title:
        root.set("title", _clean(schema.title))
    _set(root, schema.attributes, ("schemaVersion",))
    root.set("phase", schema.phase)
    for prefix, uri in schema.namespaces.items():
        etree.SubElement(root, _svrl("ns-prefix-in-attribute-values"), prefix=prefix, uri=uri)
    paths: dict[Document, Steps] = {}
    for event in events:
        if isinstance(event, Active):
            element = etree.SubElement(root, _svrl("active-pattern"))
            _set(element, event.pattern.attributes, ("id", "role"))
            element.set("documents", _uri(event.document))
        elif isinstance(event, Fired):
            element = etree.SubElement(root, _svrl("fired-rule"))
            _set(element, event.rule.attributes, ("id", "context", "role", "flag"))
            element.set("document", _uri(event.document))
        elif isinstance(event, Failed):
            root.append(_failed(event, paths.setdefault(event.document, long_steps())))
        elif isinstance(event, Finding):
            etree.SubElement(root, _svrl("error"), code=event.code, document=document).text = _clean(event.message)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def _failed(event: Failed, steps: Steps) -> etree._Element:
    assertion: Assertion = event.assertion
    element = etree.Element(_svrl("failed-assert" if assertion.expected else "successful-report"))
    element.set("location", location(event.place, steps))
    element.set("test", _clean(assertion.test.text))
    _set(element, assertion.attributes, ("id", "role", "flag", "severity"))
    for note in assertion.diagnostics:
        inner = etree.SubElement(element, _svrl("diagnostic-reference"), diagnostic=note.id)
        _text(inner, note, event)
    for note in assertion.properties:
        inner = etree.SubElement(element, _svrl("property-reference"), property=note.id)
        _set(inner, note.attributes, ("role", "scheme"))
        _text(inner, note, event)
    text = etree.SubElement(element, _svrl("text"))
    _set(text, assertion.attributes, _TEXT)
    text.text = _clean(event.words(assertion.message))
    return element


def _text(element: etree._Element, note: Note, event: Failed) -> None:
    text = etree.SubElement(element, _svrl("text"))
    _set(text, note.attributes, _TEXT)
    text.text = _clean(event.words([part for part in note.parts if not isinstance(part, Copy)]))
    for copied in event.copied(note):
        made = copy.deepcopy(copied)
        made.tail = None
        element.append(made)


def long_steps() -> Steps:
    """The steps of `location`, for one document."""
    return Steps(_step, bare=False)


def location(node: Node, steps: Steps) -> str:
    """The path of `node` with namespaces written out, as ``fn:path()`` gives it."""
    if node.sort == "document":
        return "/"
    path = steps.path(node.element)
    if node.sort == "attribute":
        name = etree.QName(node.name)
        return f"{path}/@Q{{{name.namespace}}}{name.localname}" if name.namespace else f"{path}/@{name.localname}"
    return f"{path}/text()[{node.nth}]" if node.sort == "text" else path


def _step(node: etree._Element) -> str:
    if isinstance(node, etree._Comment):
        return "comment()"
    if isinstance(node, etree._ProcessingInstruction):
        return f"processing-instruction({node.target})"
    name = etree.QName(node)
    return f"Q{{{name.namespace or ''}}}{name.localname}"


def _uri(document: Document) -> str:
    return document.path.resolve().as_uri()


def _set(element: etree._Element, attributes: Mapping[str, str], names: Iterable[str]) -> None:
    for name in names:
        if name in attributes:
            element.set(name.replace("xml:", f"{{{XML}}}"), _clean(attributes[name]))


def _clean(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)


def _svrl(name: str) -> str:
    return f"{{{SVRL}}}{name}"
