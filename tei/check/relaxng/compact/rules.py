"""The rules of the compact syntax for patterns and grammars.

Source: RELAX NG Compact Syntax (OASIS, 21 November 2002), appendix A.1; each function is one or a few of its rules.
"""

from __future__ import annotations

from tei.check.relaxng.compact.annotations import NONE, Annotations, annotated, annotation, followers, leading
from tei.check.relaxng.compact.names import name_class
from tei.check.relaxng.compact.reader import Node, Reader, Rule
from tei.check.relaxng.compact.tokens import KEYWORDS, Token
from tei.check.relaxng.datatypes.uri import is_uri
from tei.check.relaxng.syntax import RNG

_OPERATORS = {"|": "choice", ",": "group", "&": "interleave"}
_QUANTIFIERS = {"*": "zeroOrMore", "+": "oneOrMore", "?": "optional"}
_ASSIGN = {"=": {}, "|=": {"combine": "choice"}, "&=": {"combine": "interleave"}}
_MINUS = '"-" cannot be combined with other operators'
_GROUP = "say what belongs together with ( … )"
_BRACE = "patterns are joined by , or | or &"


def top(of: Reader) -> Rule[Node]:
    """``topLevelBody``: the one pattern, or the grammar, that a schema is.

    Raises:
        TeiError: V005 where the syntax does not allow what stands there.
    """
    if of.token.kind == "end" or _is_grammar(of):
        at = of.token.at
        content = yield _members(of, "end", within="grammar")
        return of.rng("grammar", at, {}, content)
    first = of.token
    found: list[Node] = yield _pattern(of)
    of.need("end", hint="patterns are joined by , or | or &; definitions have the form name = pattern")
    if len(found) > 1:
        raise of.error(first, "an annotation cannot follow the only pattern of a schema", "put it before, in [ … ]")
    return found[0]


def _is_grammar(of: Reader) -> bool:
    """Whether a component of a grammar comes next, after its annotations if it has some."""
    by = depth = 0
    while depth or of.ahead(by).kind in ("documentation", "["):
        kind = of.ahead(by).kind
        if kind == "end":
            return False
        depth += (kind == "[") - (kind == "]")
        by += 1
    kind, follows = of.ahead(by).kind, of.ahead(by + 1).kind
    return kind in ("start", "div", "include") or (
        kind in ("name", "quoted", "cname") and (follows == "[" or (follows in _ASSIGN and kind != "cname"))
    )


def _members(of: Reader, end: str, *, within: str) -> Rule[list[Node]]:
    """What a grammar, a ``div`` or an ``include`` holds, up to `end`, which is read; `within`: grammar or include."""
    found: list[Node] = []
    while not of.take(end):
        if of.token.kind in ("name", "quoted", "cname") and of.ahead().kind == "[":
            found.append((yield annotation(of, foreign=True)))
            continue
        by = yield leading(of)
        node = yield _component(of, end, within=within)
        found += annotated(of, by, node)
    return found


def _component(of: Reader, end: str, *, within: str) -> Rule[Node]:
    token = of.token
    if of.take("div"):
        of.need("{")
        return of.rng("div", token.at, {}, (yield _members(of, "}", within=within)))
    if within == "grammar" and of.take("include"):
        attributes = {"href": _href(of), **_inherited(of)}
        content = (yield _members(of, "}", within="include")) if of.take("{") else []
        return of.rng("include", token.at, attributes, content)
    if not of.take("start", "name", "quoted"):
        wanted = f"a definition or {'the end' if end == 'end' else _quoted(end)}"
        hint = "what is included may not include by itself" if token.kind == "include" else "write name = pattern"
        raise of.unexpected(wanted, hint)
    attributes = _ASSIGN[of.need("=", "|=", "&=", hint="a definition has the form name = pattern").kind]
    content = yield _pattern(of)
    if token.kind == "start":
        return of.rng("start", token.at, attributes, content)
    return of.rng("define", token.at, {"name": token.value, **attributes}, content)


def _quoted(kind: str) -> str:
    return f'"{kind}"'


def _href(of: Reader) -> str:
    token = of.token
    href = of.literal("the URI of a schema in quotation marks")
    if not is_uri(href) or "#" in href:
        raise of.error(token, f'"{href}" cannot be the URI of a schema', "name a file, without #")
    return href


def _inherited(of: Reader) -> dict[str, str]:
    """The namespace that a schema inherits: ``inherit = prefix``, or the default one."""
    uri = of.scope.default
    if of.take("inherit"):
        of.need("=")
        token = of.any_name("a prefix")
        uri = of.namespace(token, token.value)
    return {} if uri is None else {"ns": uri}


def _pattern(of: Reader, by: Annotations = NONE) -> Rule[list[Node]]:
    """``innerPattern``: particles, with one kind of operator between them.  `by` annotates the whole."""
    at = of.token.at
    first: list[Node]
    first, form = yield _particle(of, alone=True)
    operator = of.token.kind
    if operator not in _OPERATORS:
        if form == "repeated" or not by:
            return [*annotated(of, by, first[0]), *first[1:]]
        return annotated(of, by, of.rng("group", at, {}, first))
    if form == "except":
        raise of.error(of.token, _MINUS, _GROUP)
    found = list(first)
    while of.take(operator):
        particle, _ = yield _particle(of, alone=False)
        found += particle
    if of.token.kind in _OPERATORS:
        raise of.error(of.token, f'"{operator}" and "{of.token.kind}" stand side by side', _GROUP)
    return annotated(of, by, of.rng(_OPERATORS[operator], at, {}, found))


def _particle(of: Reader, *, alone: bool) -> Rule[tuple[list[Node], str]]:
    """A primary, its quantifier, what follows by ``>>``; and its form: ``plain``, ``repeated`` or ``except``.

    `alone`: nothing stands before it in its pattern, so that it may be a datatype with an exception.
    """
    at = of.token.at
    found: list[Node]
    found, form = yield _primary(of, alone=alone)
    if of.token.kind == ">>":
        found = found + (yield followers(of))
    quantifier = of.token.kind
    if quantifier not in _QUANTIFIERS:
        return found, form
    if form == "except":
        raise of.error(of.token, _MINUS, _GROUP)
    of.next()
    if of.token.kind in _QUANTIFIERS:
        raise of.error(of.token, f'"{of.token.kind}" after "{quantifier}" is one too many', "use one of ? * +")
    repeated = of.rng(_QUANTIFIERS[quantifier], at, {}, found)
    return [repeated, *((yield followers(of)) if of.token.kind == ">>" else ())], "repeated"


def _primary(of: Reader, *, alone: bool) -> Rule[tuple[list[Node], str]]:
    """``leadAnnotatedPrimary`` or ``leadAnnotatedDataExcept``, and its form."""
    by = (yield leading(of)) if of.token.kind in ("documentation", "[") else NONE
    if of.take("("):
        inner: list[Node] = yield _pattern(of, by)
        of.need(")", hint=_BRACE)
        return inner, "plain"
    node: Node = _word(of) or (yield _simple(of))
    minus = of.token
    if minus.kind != "-":
        return annotated(of, by, node), "plain"
    if node.tag != f"{{{RNG}}}data":
        raise of.error(minus, '"-" takes values away from a datatype only')
    if not alone:
        raise of.error(minus, _MINUS, _GROUP)
    of.next()
    excepted, _ = yield _primary(of, alone=False)
    exception = of.rng("except", minus.at, {}, excepted)
    return annotated(of, by, node._replace(content=(*node.content, exception))), "except"


def _word(of: Reader) -> Node | None:
    """The pattern that a single token is, if it is one: most are."""
    token = of.token
    if token.kind in ("name", "quoted"):
        return of.rng("ref", of.next().at, {"name": token.value})
    if token.kind in ("empty", "text", "notAllowed"):
        return of.rng(token.kind, of.next().at)
    return None


def _simple(of: Reader) -> Rule[Node]:
    """A pattern without operators that has several tokens."""
    token = of.token
    kind = token.kind
    if kind in ("cname", "string", "token", "literal"):
        node: Node = yield _datatype(of)
        return node
    if kind in ("element", "attribute"):
        of.next()
        names: list[Node] = yield name_class(of, element=kind == "element")
        of.need("{")
        content: list[Node] = yield _pattern(of)
        of.need("}", hint=_BRACE)
        return of.rng(kind, token.at, {}, names + content)
    if kind in ("list", "mixed"):
        of.next()
        of.need("{")
        content = yield _pattern(of)
        of.need("}", hint=_BRACE)
        return of.rng(kind, token.at, {}, content)
    if of.take("grammar"):
        of.need("{")
        return of.rng("grammar", token.at, {}, (yield _members(of, "}", within="grammar")))
    if of.take("parent"):
        return of.rng("parentRef", token.at, {"name": of.need("name", "quoted").value})
    if of.take("external"):
        return of.rng("externalRef", token.at, {"href": _href(of), **_inherited(of)})
    raise of.unexpected("a pattern", _hint(token))


def _hint(token: Token) -> str:
    if token.kind in KEYWORDS:
        return f'"{token.kind}" is a keyword: write "\\{token.kind}" for the name'
    return "an element without content is written { empty }" if token.kind == "}" else ""


def _datatype(of: Reader) -> Rule[Node]:
    """``data`` with its parameters, or ``value``."""
    token = of.token
    if token.kind == "literal":
        return of.rng("value", token.at, {}, _texts(of.literal()))
    of.next()
    library, local = "", token.value
    if token.kind == "cname":
        prefix, _, local = token.value.partition(":")
        library = of.library(token, prefix)
    attributes = {"datatypeLibrary": library, "type": local}
    if of.token.kind == "literal":
        return of.rng("value", token.at, attributes, _texts(of.literal()))
    params: list[Node] = []
    if of.take("{"):
        while not of.take("}"):
            by = yield leading(of)
            name = of.any_name('a parameter or "}"')
            of.need("=")
            params += annotated(of, by, of.rng("param", name.at, {"name": name.value}, _texts(of.literal())))
    return of.rng("data", token.at, attributes, params)


def _texts(text: str) -> tuple[str, ...]:
    return (text,) if text else ()
