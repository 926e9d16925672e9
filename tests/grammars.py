"""Random RELAX NG grammars, and documents that are valid against them or nearly so (Hypothesis).

`cases()` gives grammars that keep the restrictions of the specification's section 7 by the way they are made: what may
stand where is handed down (`Room`).  `cases(wild=True)` sometimes takes no heed of it, so that some grammars are
incorrect; whether one is, is for the engines to say.  Recursion goes through elements only, as it must.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from hypothesis import strategies as st

RNG = "http://relaxng.org/ns/structure/1.0"
XSD = "http://www.w3.org/2001/XMLSchema-datatypes"
NAMESPACES = ("", "u")
LOCALS = ("a", "b", "c", "d")
ELEMENTS = tuple((ns, local) for ns in NAMESPACES for local in LOCALS)
ATTRIBUTES = (("", "x"), ("", "y"), ("", "z"), ("u", "x"))
#: Type, parameters, values that it allows, values that it does not.
TYPES = (
    ("integer", (), ("1", " -20 ", "007"), ("", "1.5", "x")),
    ("integer", (("minInclusive", "3"),), ("3", "12"), ("2", "-3")),
    ("date", (), ("1959-01-13", "2000-02-29Z"), ("1959", "1900-02-29")),
    ("boolean", (), ("true", "0"), ("yes", "")),
    ("token", (("pattern", "[a-c]+(-[a-c]+)*"),), ("a-b", " abc "), ("a b", "-a", "d")),
    ("string", (("maxLength", "2"),), ("", "ab"), ("abc", " a ")),
    ("NCName", (), ("a", "x1"), ("1x", "", "a b")),
)
WORDS = ("a", "b", "1", "a b", "")

Name = tuple[str, str]
Draw = Callable[..., Any]


@dataclass(frozen=True)
class Pattern:
    """`kind` is that of the XML syntax; `names` a name class; `type` an index of `TYPES`, or -1; `text` a value or a name."""

    kind: str
    inner: tuple[Pattern, ...] = ()
    names: NameClass | None = None
    type: int = -1
    text: str = ""


@dataclass(frozen=True)
class NameClass:
    """Single names, or all (of a namespace, if `ns` is not None) but some."""

    names: tuple[Name, ...] = ()
    wild: bool = False
    ns: str | None = None
    without: tuple[Name, ...] = ()

    def has(self, name: Name) -> bool:
        """Whether `name` belongs to it."""
        if not self.wild:
            return name in self.names
        return (self.ns is None or name[0] == self.ns) and name not in self.without


@dataclass(frozen=True)
class Room:
    """What a pattern may hold: elements and attributes by name, text, strings; and how deep it may go."""

    elements: tuple[Name, ...] = ELEMENTS
    attributes: tuple[Name, ...] = ATTRIBUTES
    text: bool = True
    strings: bool = False
    depth: int = 3


@dataclass(frozen=True)
class Grammar:
    """`definitions[i]` is the element pattern that refs call ``di``; the first one is the root."""

    definitions: tuple[Pattern, ...]


@dataclass(frozen=True)
class Case:
    """A grammar in XML syntax, and documents."""

    grammar: str
    documents: tuple[str, ...]


@dataclass
class Element:
    """An element of a document that is being made."""

    name: Name
    attributes: dict[Name, str] = field(default_factory=dict)
    content: list[Element | str] = field(default_factory=list)


# ---- Grammars
@st.composite
def grammars(draw: Draw, *, wild: bool = False) -> Grammar:
    """A grammar of one to four elements that may hold each other."""
    count = draw(st.integers(1, 4))
    names = draw(st.permutations(ELEMENTS))
    made = tuple(_definition(draw, name, names[:count], wild=wild) for name in names[:count])
    return Grammar(made)


def _one(draw: Draw, *of: Any) -> Any:
    return draw(st.sampled_from(of))


def _definition(draw: Draw, name: Name, defined: tuple[Name, ...], *, wild: bool) -> Pattern:
    return Pattern("element", (_body(draw, Room(), defined, wild=wild),), names=NameClass((name,)))


def _body(draw: Draw, room: Room, defined: tuple[Name, ...], *, wild: bool) -> Pattern:
    """The content of an element: structured, or a string, with attributes."""
    if _one(draw, True, True, False):
        if room.depth < 2:
            return _pattern(draw, room, defined, wild=wild)
        kind = _one(draw, "group", "group", "interleave", "interleave", "choice", "zeroOrMore", "mixed")
        return _MAKERS[kind](draw, kind, room, defined, wild)
    some = replace(room, elements=(), text=False, depth=1)
    return Pattern("group", (_pattern(draw, some, defined, wild=wild), _string(draw, 2)))


def _pattern(draw: Draw, room: Room, defined: tuple[Name, ...], *, wild: bool) -> Pattern:
    if wild and _one(draw, *([False] * 4), True):
        room = Room(depth=room.depth, strings=True)
    kinds = ["empty"]
    kinds += ["text"] if room.text else []
    kinds += ["ref", "ref", "element"] if room.elements else []
    kinds += ["attribute", "attribute"] if room.attributes else []
    kinds += ["string"] if room.strings else []
    if room.depth > 0:
        kinds += ["group", "group", "choice", "choice", "interleave", "optional", "zeroOrMore", "oneOrMore"]
        kinds += ["mixed"] if room.text else []
        kinds += ["notAllowed", "attributes"] if _one(draw, True, False, False) else []
    kind = _one(draw, *kinds)
    return _MAKERS.get(kind, _plain)(draw, kind, replace(room, depth=room.depth - 1), defined, wild)


def _plain(_: Draw, kind: str, *__: object) -> Pattern:
    return Pattern(kind)


def _ref(draw: Draw, _: str, room: Room, defined: tuple[Name, ...], wild: bool) -> Pattern:
    known = [number for number, name in enumerate(defined) if wild or name in room.elements]
    return Pattern("ref", text=f"d{_one(draw, *known)}") if known else Pattern("empty")


def _element(draw: Draw, _: str, room: Room, defined: tuple[Name, ...], wild: bool) -> Pattern:
    names = _names(draw, room.elements)
    return Pattern("element", (_body(draw, Room(depth=room.depth), defined, wild=wild),), names=names)


def _attribute(draw: Draw, _: str, room: Room, *__: object) -> Pattern:
    if not room.attributes:
        return Pattern("empty")
    content = Pattern("text") if _one(draw, True, False) else _string(draw, 1)
    some = draw(st.lists(st.sampled_from(room.attributes), min_size=1, max_size=2, unique=True))
    return Pattern("attribute", (content,), names=NameClass(tuple(some)))


def _attributes(draw: Draw, _: str, room: Room, *__: object) -> Pattern:
    """All attributes but those that other patterns may have: only where no other pattern has any."""
    if room.attributes != ATTRIBUTES:
        return Pattern("empty")
    names = NameClass(wild=True, ns=None if _one(draw, True, False) else "v", without=())
    return Pattern("zeroOrMore", (Pattern("attribute", (Pattern("text"),), names=names),))


def _names(draw: Draw, among: tuple[Name, ...]) -> NameClass:
    """A name class within `among`; a wild one only if all names may be used."""
    if set(among) == set(ELEMENTS) and _one(draw, *([False] * 4), True):
        ns = _one(draw, None, "", "u")
        without = draw(st.lists(st.sampled_from([n for n in ELEMENTS if ns in (None, n[0])]), max_size=2, unique=True))
        return NameClass(wild=True, ns=ns, without=tuple(without))
    return NameClass(tuple(draw(st.lists(st.sampled_from(among), min_size=1, max_size=2, unique=True))))


def _joined(draw: Draw, kind: str, room: Room, defined: tuple[Name, ...], wild: bool) -> Pattern:
    """A group or an interleave: its parts share out the attributes, and an interleave the elements and the text too."""
    first = {name for name in room.attributes if _one(draw, True, False)}
    rooms = [
        replace(room, attributes=tuple(n for n in room.attributes if (n in first) == one)) for one in (True, False)
    ]
    if kind == "interleave":
        half = {name for name in room.elements if _one(draw, True, False)}
        shares = (True, False)
        rooms = [
            replace(r, elements=tuple(n for n in room.elements if (n in half) == one))
            for r, one in zip(rooms, shares, strict=True)
        ]
        rooms[1] = replace(rooms[1], text=False)
    return Pattern(kind, tuple(_pattern(draw, replace(r, strings=False), defined, wild=wild) for r in rooms))


def _choice(draw: Draw, kind: str, room: Room, defined: tuple[Name, ...], wild: bool) -> Pattern:
    return Pattern(kind, tuple(_pattern(draw, room, defined, wild=wild) for _ in range(2)))


def _wrapped(draw: Draw, kind: str, room: Room, defined: tuple[Name, ...], wild: bool) -> Pattern:
    if kind != "optional":  # what is repeated has no attributes
        room = replace(room, attributes=(), strings=False)
    if kind == "mixed":
        room = replace(room, text=False)
    return Pattern(kind, (_pattern(draw, room, defined, wild=wild),))


def _string(draw: Draw, depth: int) -> Pattern:
    """A pattern of strings: data, a value, a list, a choice of them."""
    kind = _one(draw, "data", "data", "value", "except", *(("list", "choice") if depth else ()))
    if kind == "value":
        return Pattern("value", text=_one(draw, *WORDS))
    if kind == "choice":
        return Pattern("choice", (_string(draw, depth - 1), _string(draw, depth - 1)))
    if kind == "list":
        items = (_string(draw, 0), _string(draw, 0))
        repeated = Pattern(_one(draw, "oneOrMore", "zeroOrMore", "optional"), items[1:])
        return Pattern("list", (Pattern("group", (items[0], repeated)),))
    number = draw(st.integers(0, len(TYPES) - 1))
    inner = (Pattern("value", text=TYPES[number][2][0], type=number),) if kind == "except" else ()
    return Pattern("data", inner, type=number)


def _string_here(draw: Draw, *_: object) -> Pattern:
    return _string(draw, 1)


_MAKERS: dict[str, Callable[..., Pattern]] = {
    "ref": _ref,
    "element": _element,
    "attribute": _attribute,
    "attributes": _attributes,
    "group": _joined,
    "interleave": _joined,
    "choice": _choice,
    "optional": _wrapped,
    "zeroOrMore": _wrapped,
    "oneOrMore": _wrapped,
    "mixed": _wrapped,
    "string": _string_here,
}


# ---- Grammars, written
def written(grammar: Grammar) -> str:
    """`grammar` in XML syntax."""
    defined = "".join(f'<define name="d{i}">{_xml(one)}</define>\n' for i, one in enumerate(grammar.definitions))
    return f'<grammar xmlns="{RNG}" datatypeLibrary="{XSD}">\n<start><ref name="d0"/></start>\n{defined}</grammar>\n'


def _xml(pattern: Pattern) -> str:
    inner = "".join(_xml(one) for one in pattern.inner)
    if pattern.kind in ("element", "attribute") and pattern.names:
        return f"<{pattern.kind}>{_names_xml(pattern.names)}{inner}</{pattern.kind}>"
    if pattern.kind == "ref":
        return f'<ref name="{pattern.text}"/>'
    if pattern.kind == "value":
        kind = f' type="{TYPES[pattern.type][0]}"' if pattern.type >= 0 else ' type="token" datatypeLibrary=""'
        return f"<value{kind}>{escape(pattern.text)}</value>"
    if pattern.kind == "data":
        name, params, *_ = TYPES[pattern.type]
        limits = "".join(f'<param name="{param}">{escape(value)}</param>' for param, value in params)
        return f'<data type="{name}">{limits}{f"<except>{inner}</except>" if inner else ""}</data>'
    return f"<{pattern.kind}>{inner}</{pattern.kind}>"


def _names_xml(names: NameClass) -> str:
    single = "".join(f"<name ns={quoteattr(ns)}>{local}</name>" for ns, local in names.names or names.without)
    if not names.wild:
        return f"<choice>{single}</choice>" if len(names.names) > 1 else single
    inner = f"<except>{single}</except>" if single else ""
    return f"<anyName>{inner}</anyName>" if names.ns is None else f"<nsName ns={quoteattr(names.ns)}>{inner}</nsName>"


# ---- Documents
_DEEPEST = 6


def sample(draw: Draw, grammar: Grammar) -> Element:
    """A document that follows `grammar` as far as it can be followed within a few levels."""
    holder = Element(("", "holder"))
    _follow(draw, grammar, grammar.definitions[0], holder, 0)
    found = holder.content[0]
    assert isinstance(found, Element)
    return found


def _follow(draw: Draw, grammar: Grammar, pattern: Pattern, into: Element, depth: int) -> None:
    """Add to `into` something that `pattern` allows."""
    kind, inner = pattern.kind, pattern.inner
    if kind == "ref":
        pattern = grammar.definitions[int(pattern.text[1:])]
        kind, inner = pattern.kind, pattern.inner
    if kind == "element" and pattern.names:
        if depth < _DEEPEST:
            child = Element(_name_of(draw, pattern.names, ELEMENTS))
            _follow(draw, grammar, inner[0], child, depth + 1)
            into.content.append(child)
    elif kind == "attribute" and pattern.names:
        value = Element(("", "value"))
        _follow(draw, grammar, inner[0], value, depth)
        into.attributes[_name_of(draw, pattern.names, ATTRIBUTES)] = "".join(map(str, value.content))
    elif kind == "text":
        into.content.append(_one(draw, "a", "x y", " ", ""))
    elif kind in ("data", "value", "list"):
        into.content.append(_text_of(draw, pattern))
    else:
        _combined(draw, grammar, pattern, into, depth)


def _combined(draw: Draw, grammar: Grammar, pattern: Pattern, into: Element, depth: int) -> None:
    parts = list(pattern.inner)
    if pattern.kind == "choice":
        parts = [draw(st.sampled_from(parts))]
    elif pattern.kind in ("optional", "zeroOrMore", "oneOrMore"):
        least, most = {"optional": (0, 1), "zeroOrMore": (0, 3), "oneOrMore": (1, 3)}[pattern.kind]
        parts *= draw(st.integers(least, most if depth < _DEEPEST - 1 else least))
    elif pattern.kind == "mixed":
        parts += [Pattern("text")]
    if pattern.kind not in ("interleave", "mixed"):
        for part in parts:
            _follow(draw, grammar, part, into, depth)
        return
    sides = []
    for part in parts:
        side = Element(into.name)
        _follow(draw, grammar, part, side, depth)
        into.attributes |= side.attributes
        sides.append(side.content)
    while any(sides):
        chosen = draw(st.sampled_from([side for side in sides if side]))
        into.content.append(chosen.pop(0))


def _name_of(draw: Draw, names: NameClass, among: tuple[Name, ...]) -> Name:
    fitting = [*names.names, *(name for name in (*among, ("v", "a")) if names.has(name))]
    return draw(st.sampled_from(fitting or [("v", "b")]))


def _text_of(draw: Draw, pattern: Pattern) -> str:
    if pattern.kind == "value":
        return pattern.text
    if pattern.kind == "data":
        return _one(draw, *TYPES[pattern.type][2])
    if pattern.kind in ("list", "group"):
        return " ".join(_text_of(draw, part) for part in pattern.inner)
    if pattern.kind == "choice":
        return _text_of(draw, draw(st.sampled_from(pattern.inner)))
    times = draw(st.integers(pattern.kind == "oneOrMore", 1 if pattern.kind == "optional" else 2))
    return " ".join(_text_of(draw, pattern.inner[0]) for _ in range(times))


def spoil(draw: Draw, document: Element) -> None:
    """Change `document` in one place: a name, an attribute, a text, or the order of what it holds."""
    everywhere = [document]
    for element in everywhere:
        everywhere += [child for child in element.content if isinstance(child, Element)]
    at = draw(st.sampled_from(everywhere))
    what = _one(draw, "name", "drop", "double", "swap", "text", "add", "attribute", "value", "unset")
    if what == "name":
        at.name = _one(draw, *ELEMENTS, ("v", "a"))
    elif what in ("drop", "double", "swap") and at.content:
        place = draw(st.integers(0, len(at.content) - 1))
        taken = at.content.pop(place)
        if what == "double":
            at.content[place:place] = [taken, taken]
        elif what == "swap":
            at.content.append(taken)
    elif what in ("text", "add"):
        extra = "x" if what == "text" else Element(_one(draw, *ELEMENTS))
        at.content.insert(draw(st.integers(0, len(at.content))), extra)
    elif what == "attribute":
        at.attributes[_one(draw, *ATTRIBUTES, ("v", "x"))] = _one(draw, *WORDS)
    elif at.attributes:
        name = draw(st.sampled_from(sorted(at.attributes)))
        value = at.attributes.pop(name)
        if what == "value":
            wrong = [text for _, _, _, bad in TYPES for text in bad]
            at.attributes[name] = _one(draw, *wrong, value)


def serialized(element: Element, *, top: bool = True) -> str:
    """The document as XML, without a declaration."""
    prefixes = {"": "", "u": "p:", "v": "q:"}
    spaces = ' xmlns:p="u" xmlns:q="v"' if top else ""
    name = prefixes[element.name[0]] + element.name[1]
    attributes = "".join(
        f" {prefixes[ns]}{local}={quoteattr(text)}" for (ns, local), text in element.attributes.items()
    )
    inner = "".join(escape(c) if isinstance(c, str) else serialized(c, top=False) for c in element.content)
    return f"<{name}{spaces}{attributes}>{inner}</{name}>"


@st.composite
def cases(draw: Draw, *, wild: bool = False, documents: int = 4) -> Case:
    """A grammar with `documents` documents; about half of them are spoilt in one or two places."""
    grammar = draw(grammars(wild=wild))
    made = []
    for _ in range(documents):
        document = sample(draw, grammar)
        for _ in range(draw(st.sampled_from((0, 0, 1, 2)))):
            spoil(draw, document)
        made.append(serialized(document))
    return Case(written(grammar), tuple(made))
