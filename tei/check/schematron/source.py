"""The elements of a schema as they are to be read: included files in their places, embedded rules gathered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from lxml import etree

from tei.names import SCH, TEI, XML_ID, XML_LANG
from tei.report import TeiError
from tei.xml import parse

RNG = "http://relaxng.org/ns/structure/1.0"
XSL = "http://www.w3.org/1999/XSL/Transform"
#: How many files may include one another, and how many rules extend one another.
DEEPEST = 20
_MOST = 100_000  # elements; a schema of TEI's has 400
_PREFIXES = {
    "tei": TEI,
    "teix": "http://www.tei-c.org/ns/Examples",
    "rng": RNG,
    "xs": "http://www.w3.org/2001/XMLSchema",
}


def sch(name: str) -> str:
    """The qualified name of a Schematron element."""
    return f"{{{SCH}}}{name}"


class Source(NamedTuple):
    """An element of a schema, the file that it stands in, and how it came here.

    `parameters` replace ``$name`` in its expressions (those of an abstract pattern); `context` is that of embedded
    assertions without a rule; `lang` the language that is in force here.
    """

    element: etree._Element
    file: Path
    read: list[int]  # how many elements so far, of the whole schema
    files: list[Path]  # what the whole schema includes, so far
    within: tuple[tuple[Path, str], ...] = ()
    parameters: tuple[tuple[str, str], ...] = ()
    lang: str = ""
    inner: tuple[Source, ...] = ()  # its children, when `element` was made for them
    at: int = 0  # the line, when `element` was made

    @property
    def line(self) -> int:
        """Where it stands in its file."""
        return self.at or self.element.sourceline or 1

    @property
    def name(self) -> str:
        """The local name of a Schematron element; of others in Clark's notation."""
        return str(self.element.tag).removeprefix(f"{{{SCH}}}")

    def get(self, name: str) -> str | None:
        """The attribute `name` with parameters replaced."""
        value = self.element.get(name)
        return value if value is None or not self.parameters else replaced(value, self.parameters)

    def below(self, element: etree._Element) -> Source:
        """`element`, which stands in the same file."""
        return self._replace(element=element, lang=element.get(XML_LANG) or self.lang, inner=(), at=0)

    def error(self, message: str, hint: str = "") -> TeiError:
        """V005 at this element."""
        return TeiError("V005", message, file=str(self.file), line=self.line, hint=hint, engine="schematron")

    def children(self) -> Iterator[Source]:
        """The elements within, with what is included in the place of ``include``.

        Raises:
            TeiError: V005 when a file cannot be included, or includes itself.
        """
        children = self.inner or tuple(self.below(child) for child in self.element if isinstance(child.tag, str))
        for child in children:
            self.read[0] += 1
            if self.read[0] > _MOST:
                raise self.error(f"the schema has more than {_MOST} elements with all that it includes")
            yield child.included() if child.element.tag == sch("include") else child

    def included(self) -> Source:
        """The element that ``@href`` leads to; an ``include`` there is followed too."""
        href = self.get("href") or ""
        parts = urlsplit(href)
        if parts.scheme or parts.netloc or parts.path.startswith("/") or not (parts.path or parts.fragment):
            raise self.error(f"{self.name} of {href!r}: only relative paths to local files are followed")
        path = (self.file.parent / unquote(parts.path)).resolve() if parts.path else self.file
        step = (path, parts.fragment)
        if step in self.within or len(self.within) >= DEEPEST:
            raise self.error(f"{self.name} of {href!r}: files include one another without end")
        try:
            root = parse(path).getroot()
            self.files.append(path)
        except TeiError as error:
            raise self.error(f"{self.name} of {href!r}: {error}", "mend the href") from error
        if parts.fragment:
            named = [e for e in root.iter(etree.Element) if parts.fragment in (e.get(XML_ID), e.get("id"))]
            if not named:
                raise self.error(f"{self.name} of {href!r}: nothing there has this id", "mend the href")
            root = named[0]
        found = self.below(root)._replace(file=path, within=(*self.within, step))
        return found.included() if root.tag == sch("include") else found

    def holding(self, element: etree._Element, inner: tuple[Source, ...]) -> Source:
        """`element`, made here, with `inner` as its children."""
        return self.below(element)._replace(inner=inner, at=self.line)

    def with_parameters(self, parameters: Mapping[str, str]) -> Source:
        """It as part of an abstract pattern that is used with `parameters`."""
        longest = tuple(sorted(parameters.items(), key=lambda pair: -len(pair[0])))
        return self._replace(parameters=longest)


def replaced(text: str, parameters: tuple[tuple[str, str], ...]) -> str:
    """`text` with ``$name`` replaced by the value of that parameter, once; ``$name-more`` too if that is none."""
    values = dict(parameters)

    def value(match: re.Match[str]) -> str:
        name = match[1]
        if name in values:
            return values[name]
        for short in values:
            if name.startswith(short) and name[len(short)] in "-.":
                return values[short] + name[len(short) :]
        return match[0]

    return re.sub(r"\$([\w.\-]+)", value, text)


def namespaces_of(source: Source) -> dict[str, str]:
    """The prefixes that stand for namespaces at this element: those of XML."""
    return {prefix: uri for prefix, uri in source.element.nsmap.items() if prefix}


def root_of(path: Path) -> Source:
    """The root of the schema at `path`: an element ``schema``, gathered if the rules are embedded.

    Raises:
        TeiError: V005 when there are no rules; what reading raises.
    """
    root = parse(path).getroot()
    source = Source(root, path, [0], [], ((path.resolve(), ""),), lang=root.get(XML_LANG) or "")
    if root.tag == sch("schema"):
        return source
    name = etree.QName(root)
    if name.namespace == RNG:
        gathered = _gathered(source, (e for e in root.iter(etree.Element) if _outermost(e)), {})
    elif name.namespace == TEI:
        gathered = _gathered(source, _constraints(root), _PREFIXES)
    else:
        raise source.error("is not a Schematron schema", "the root of one is schema in the namespace of Schematron")
    if not gathered.inner:
        raise source.error("has no Schematron rules within")
    return gathered


def _outermost(element: etree._Element) -> bool:
    parent = element.getparent()
    ours = etree.QName(element).namespace == SCH and element.tag != sch("schema")
    inside = parent is not None and etree.QName(parent).namespace == SCH and parent.tag != sch("schema")
    return ours and not inside


def _gathered(root: Source, found: Iterable[etree._Element], prefixes: Mapping[str, str]) -> Source:
    """A schema of the elements `found`, where they stand; what lacks a pattern or a rule gets one."""
    schemas = root.element.iter(sch("schema"))
    binding = next((e.get("queryBinding") for e in [root.element, *schemas] if e.get("queryBinding")), "xslt2")
    schema = etree.Element(sch("schema"), queryBinding=str(binding))
    inner = []
    for prefix, uri in prefixes.items():
        inner.append(root.below(etree.Element(sch("ns"), prefix=prefix, uri=uri)))
    inner += [placed for element in found if (placed := _placed(root.below(element))) is not None]
    return root._replace(element=schema, inner=tuple(inner), at=root.line)


def _placed(source: Source) -> Source | None:
    """It within what a schema wants around it; None for an assertion of nothing."""
    if source.name in ("assert", "report"):
        context = _declared(source.element)
        if not context:
            return None
        source = _around("rule", source, context=context)
    return _around("pattern", source) if source.name == "rule" else source


def _around(name: str, source: Source, **attributes: str) -> Source:
    element = etree.Element(sch(name), attributes, nsmap=source.element.nsmap)
    return source._replace(element=element, inner=(source,), at=source.line)


def _constraints(root: etree._Element) -> Iterator[etree._Element]:
    """The Schematron elements directly within ``constraint`` elements of an ODD that are in force."""
    for spec in root.iter(f"{{{TEI}}}constraintSpec"):
        if spec.get("mode") == "delete" or spec.get("scheme", "schematron") not in ("schematron", "isoschematron"):
            continue
        for constraint in spec.iter(f"{{{TEI}}}constraint"):
            for element in constraint.iter(etree.Element):
                if _outermost(element):
                    yield element


def _declared(element: etree._Element) -> str:
    """The context of an assertion without a rule: the element or attribute whose declaration it stands in."""
    attribute = ""
    for outer in element.iterancestors():
        if outer.tag == f"{{{TEI}}}attDef":
            attribute = "/@" + outer.get("ident", "*")
        elif outer.tag == f"{{{TEI}}}elementSpec":
            return f"tei:{outer.get('ident', '*')}{attribute}"
        elif outer.tag == f"{{{TEI}}}classSpec" and attribute:
            return f"tei:*{attribute}"
        elif outer.tag == f"{{{RNG}}}element" and outer.get("name"):
            return str(outer.get("name"))
    return ""
