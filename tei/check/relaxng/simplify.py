"""A schema in full syntax becomes patterns in simple form (RELAX NG 1.0, section 4)."""

from __future__ import annotations

import contextlib
from collections import deque
from collections.abc import Callable, Mapping
from pathlib import Path

from lxml import etree

from tei.check.relaxng.classes import named
from tei.check.relaxng.datatypes import Datatype, DatatypeError, datatype
from tei.check.relaxng.grammar import START, Files, Grammar, Reader, combination, gather
from tei.check.relaxng.patterns import Element, Pattern, Patterns
from tei.check.relaxng.syntax import (
    ANY,
    Node,
    Place,
    broken,
    ncname,
    node,
    text_of,
)
from tei.report import TeiError

_REF = ANY[:-1] + "ref"
_XMLNS = "http://www.w3.org/2000/xmlns"
_Names = tuple[list[etree._Element], Place, Grammar | None]


class EndlessError(TeiError):
    """A definition holds itself."""


class Simplifier:
    """Reads one schema.  `start` is its pattern, `elements` are all that can be reached, in the order found."""

    def __init__(self, path: Path, read: Reader) -> None:
        """Read the schema at `path`.

        Raises:
            TeiError: V005 when it is not as section 4 says, G001 when it cannot be read.
        """
        self.patterns = Patterns()
        self.elements: list[Element] = []
        self.by_context = False  # whether a datatype looks at the namespaces in scope
        self.with_ids = False
        self.types: dict[Datatype, tuple[str, str, tuple[tuple[str, str], ...]]] = {}
        self.files = Files(read)
        self._waiting: deque[tuple[Element, _Names]] = deque()
        self._defined: dict[tuple[Grammar | None, str], Pattern] = {}
        self._open: set[tuple[Grammar, str]] = set()  # what is being defined
        root, place = self.files.first(path.resolve())
        self.start = self._pattern(root, place, None)
        while self._waiting:
            element, (children, where, grammar) = self._waiting.popleft()
            element.content = self._row(children, where, grammar)

    # -- patterns

    def _pattern(self, element: etree._Element, place: Place, grammar: Grammar | None) -> Pattern:
        if element.tag == _REF and not len(element) and len(element.attrib) == 1:  # the commonest, and met before
            known = self._defined.get((grammar, element.get("name", "").strip()))
            if known is not None:
                return known
        found = node(element, place)
        make = _MAKERS.get(found.local)
        if make is None:
            raise broken(element, place, f'"{found.local}" may not stand here', "a pattern is expected")
        return make(self, element, found, grammar)

    def _row(self, children: list[etree._Element], place: Place, grammar: Grammar | None) -> Pattern:
        """The group of `children`."""
        whole: Pattern = self.patterns.empty
        made = [self._pattern(child, place, grammar) for child in children]
        for member in reversed(made):
            whole = self.patterns.pair(member, whole)
        return whole

    def _content(self, element: etree._Element, found: Node, grammar: Grammar | None) -> Pattern:
        """The group of the children, of which there must be one."""
        if not found.children:
            raise broken(element, found.place, f'"{found.local}" is empty', "give it a pattern, or <empty/>")
        return self._row(found.children, found.place, grammar)

    def _element(self, element: etree._Element, found: Node, grammar: Grammar | None) -> Pattern:
        names, children = named(element, found, found.place.ns)
        if not children:
            raise broken(element, found.place, '"element" has no content', "give it a pattern, or <empty/>")
        made = self.patterns.element(names, str(found.place.file), element.sourceline or 0)
        self.elements.append(made)
        self._waiting.append((made, (children, found.place, grammar)))
        return made

    def _attribute(self, element: etree._Element, found: Node, grammar: Grammar | None) -> Pattern:
        names, children = named(element, found, found.attributes.get("ns", ""))
        if len(children) > 1:
            raise broken(children[1], found.place, '"attribute" holds one pattern', "put them into a group or choice")
        for name in names.samples():
            if name == "xmlns" or name.rpartition(" ")[0] == _XMLNS:
                raise broken(element, found.place, "a declaration of namespaces is no attribute", "leave xmlns away")
        inner = self._pattern(children[0], found.place, grammar) if children else self.patterns.text
        return self.patterns.attribute(names, inner)

    def _group(self, element: etree._Element, found: Node, grammar: Grammar | None) -> Pattern:
        return self._content(element, found, grammar)

    def _choice(self, element: etree._Element, found: Node, grammar: Grammar | None) -> Pattern:
        return self.patterns.choice(self._members(element, found, grammar))

    def _interleave(self, element: etree._Element, found: Node, grammar: Grammar | None) -> Pattern:
        return self.patterns.interleave(self._members(element, found, grammar))

    def _members(self, element: etree._Element, found: Node, grammar: Grammar | None) -> list[Pattern]:
        if not found.children:
            raise broken(element, found.place, f'"{found.local}" is empty')
        return [self._pattern(child, found.place, grammar) for child in found.children]

    def _mixed(self, element: etree._Element, found: Node, grammar: Grammar | None) -> Pattern:
        return self.patterns.interleave((self.patterns.text, self._content(element, found, grammar)))

    def _optional(self, element: etree._Element, found: Node, grammar: Grammar | None) -> Pattern:
        return self.patterns.optional(self._content(element, found, grammar))

    def _one_or_more(self, element: etree._Element, found: Node, grammar: Grammar | None) -> Pattern:
        return self.patterns.one_or_more(self._content(element, found, grammar))

    def _zero_or_more(self, element: etree._Element, found: Node, grammar: Grammar | None) -> Pattern:
        return self.patterns.optional(self._one_or_more(element, found, grammar))

    def _list_of(self, element: etree._Element, found: Node, grammar: Grammar | None) -> Pattern:
        return self.patterns.list_of(self._content(element, found, grammar))

    def _empty(self, element: etree._Element, found: Node, grammar: Grammar | None) -> Pattern:
        del element, found, grammar
        return self.patterns.empty

    def _not_allowed(self, element: etree._Element, found: Node, grammar: Grammar | None) -> Pattern:
        del element, found, grammar
        return self.patterns.not_allowed

    def _text(self, element: etree._Element, found: Node, grammar: Grammar | None) -> Pattern:
        del element, found, grammar
        return self.patterns.text

    # -- data

    def _data(self, element: etree._Element, found: Node, grammar: Grammar | None) -> Pattern:
        params: list[tuple[str, str]] = []
        excepted: Pattern | None = None
        for child in found.children:
            inner = node(child, found.place)
            if excepted is not None or inner.local not in ("param", "except"):
                raise broken(child, found.place, f'"{inner.local}" may not stand here in "data"')
            if inner.local == "param":
                params.append((ncname(child, inner), text_of(child)))
            else:
                excepted = self.patterns.choice(self._members(child, inner, grammar))
        type_ = self._type(element, found.place.library, found.attributes["type"], params, found.place)
        return self.patterns.data(type_, excepted)

    def _value(self, element: etree._Element, found: Node, grammar: Grammar | None) -> Pattern:
        del grammar
        name = found.attributes.get("type")
        library = found.place.library if name is not None else ""
        type_ = self._type(element, library, "token" if name is None else name, [], found.place)
        said = text_of(element)
        value = type_.value(said, _context(element, found.place))
        if value is None:
            raise broken(element, found.place, f'"{said}" is not {type_.wanted}', "mend the value, or its type")
        return self.patterns.value(type_, value, said)

    def _type(
        self, element: etree._Element, library: str, name: str, params: list[tuple[str, str]], place: Place
    ) -> Datatype:
        try:
            found = datatype(library, name.strip(), params, _context(element, place) if params else {})
        except DatatypeError as error:
            raise broken(element, place, str(error)) from error
        self.by_context = self.by_context or found.context_dependent
        self.with_ids = self.with_ids or bool(found.id_type)
        self.types[found] = library, name.strip(), tuple(params)
        return found

    # -- references

    def _ref(self, element: etree._Element, found: Node, grammar: Grammar | None) -> Pattern:
        return self._referred(element, found, grammar)

    def _parent_ref(self, element: etree._Element, found: Node, grammar: Grammar | None) -> Pattern:
        if grammar is None or grammar.parent is None:
            raise broken(element, found.place, "there is no grammar around this one", "use ref")
        return self._referred(element, found, grammar.parent)

    def _referred(self, element: etree._Element, found: Node, grammar: Grammar | None) -> Pattern:
        name = ncname(element, found)
        if grammar is None or name not in grammar.definitions:
            raise broken(element, found.place, f'"{name}" is not defined', "define it, or mend the name")
        return self.defined(element, found.place, grammar, name)

    def defined(self, element: etree._Element, place: Place, grammar: Grammar, name: str) -> Pattern:
        """What a name stands for, made once."""
        key = (grammar, name)
        known = self._defined.get(key)
        if known is not None:
            return known
        if key in self._open:
            raise EndlessError(
                "V005",
                f'"{name or "start"}" refers to itself without an element between',
                file=str(place.file),
                line=element.sourceline,
                hint="only an element may hold itself",
                engine="relaxng",
            )
        self._open.add(key)
        try:
            definitions = grammar.definitions[name]
            how = combination(definitions)
            parts = [self._row(d.node.children, d.node.place, grammar) for d in definitions]
        finally:
            self._open.remove(key)
        made = self.patterns.interleave(parts) if how == "interleave" else self.patterns.choice(parts)
        self._defined[key] = made
        return made

    def _grammar(self, element: etree._Element, found: Node, grammar: Grammar | None) -> Pattern:
        inner = Grammar(grammar)
        gather(inner, found.children, found.place, self.files)
        if START not in inner.definitions:
            raise broken(element, found.place, "the grammar has no start", "say <start> with the root's pattern")
        made = self.defined(element, found.place, inner, START)
        for name in inner.definitions:  # what is not used must be right, too; but it may be endless
            with contextlib.suppress(EndlessError):
                self.defined(element, found.place, inner, name)
        return made

    def _external(self, element: etree._Element, found: Node, grammar: Grammar | None) -> Pattern:
        del grammar
        root, place = self.files.other(element, found.attributes["href"], found.place)
        return self._pattern(root, place, None)


def _context(element: etree._Element, place: Place) -> Mapping[str, str]:
    """The namespaces in scope; the default one is what `ns` says."""
    return {**{prefix: uri for prefix, uri in element.nsmap.items() if prefix}, "": place.ns}


_Maker = Callable[[Simplifier, etree._Element, Node, Grammar | None], Pattern]
_MAKERS: Mapping[str, _Maker] = {
    "element": Simplifier._element,
    "attribute": Simplifier._attribute,
    "group": Simplifier._group,
    "choice": Simplifier._choice,
    "interleave": Simplifier._interleave,
    "mixed": Simplifier._mixed,
    "optional": Simplifier._optional,
    "oneOrMore": Simplifier._one_or_more,
    "zeroOrMore": Simplifier._zero_or_more,
    "list": Simplifier._list_of,
    "empty": Simplifier._empty,
    "notAllowed": Simplifier._not_allowed,
    "text": Simplifier._text,
    "data": Simplifier._data,
    "value": Simplifier._value,
    "ref": Simplifier._ref,
    "parentRef": Simplifier._parent_ref,
    "grammar": Simplifier._grammar,
    "externalRef": Simplifier._external,
}
