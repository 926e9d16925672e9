"""The compact syntax: name classes.  Source: RELAX NG Compact Syntax, appendix A.1, from `nameClass` on."""

from __future__ import annotations

from tei.check.relaxng.compact.annotations import NONE, Annotations, annotated, followers, leading
from tei.check.relaxng.compact.reader import Node, Reader, Rule
from tei.check.relaxng.compact.tokens import Token
from tei.check.relaxng.syntax import RNG

_MINUS = '"-" and "|" stand side by side'
_GROUP = "say what belongs together with ( … )"
_WILD = {"*": "anyName", "nsname": "nsName"}
# What may not be taken away from a name class: all names, and from those of a namespace all of another.
_BARRED = {"*": frozenset(("*",)), "nsname": frozenset(("*", "nsname"))}
# Nor a name of an inherited namespace, within a namespace that is told.
_FIXED = "a name of an inherited namespace"


def name_class(
    of: Reader, *, element: bool, by: Annotations = NONE, barred: frozenset[str] = frozenset()
) -> Rule[list[Node]]:
    """``innerNameClass``: names, ``*`` and ``ns:*``, with ``|`` between them, or with ``-``.  `by` annotates the whole.

    `element`: a name without prefix is in the default namespace; `barred`: the kinds that may not stand here.

    Raises:
        TeiError: V005 where the syntax does not allow it.
    """
    at = of.token.at
    first: list[Node]
    first, excepting = yield _names(of, element=element, barred=barred, alone=True)
    if of.token.kind == ">>":
        first = first + (yield followers(of))
    if of.token.kind != "|":
        return annotated(of, by, of.rng("choice", at, {}, first)) if by else first
    if excepting:
        raise of.error(of.token, _MINUS, _GROUP)
    found = list(first)
    while of.take("|"):
        names, _ = yield _names(of, element=element, barred=barred, alone=False)
        found += names + (yield followers(of))
    return annotated(of, by, of.rng("choice", at, {}, found))


def _names(of: Reader, *, element: bool, barred: frozenset[str], alone: bool) -> Rule[tuple[list[Node], bool]]:
    """A name class without ``|``, and whether it has an exception.  `alone`: it may have one."""
    by = (yield leading(of)) if of.token.kind in ("documentation", "[") else NONE
    if of.take("("):
        inner: list[Node] = yield name_class(of, element=element, by=by, barred=barred)
        of.need(")", hint="names are joined by |")
        return inner, False
    token = of.token
    if token.kind in barred:
        shown = "*" if token.kind == "*" else f"{token.value}:*"
        raise of.error(token, f'"{shown}" may not stand after this "-"', "take single names away")
    node = _simple(of, element=element)
    if _FIXED in barred and node.tag == f"{{{RNG}}}name" and "ns" not in node.attributes:
        message = f'"{token.value}" is in an inherited namespace, which cannot be told within ns:*'
        raise of.error(token, message, "give it the prefix that stands before :*")
    minus = of.token
    if minus.kind != "-":
        return annotated(of, by, node), False
    if token.kind not in _WILD:
        raise of.error(minus, '"-" takes names away from * or ns:* only')
    if not alone:
        raise of.error(minus, _MINUS, _GROUP)
    of.next()
    fixed = _BARRED[token.kind] | ({_FIXED} if "ns" in node.attributes else set())
    names, _ = yield _names(of, element=element, barred=barred | fixed, alone=False)
    exception = of.rng("except", minus.at, {}, names)
    return annotated(of, by, node._replace(content=(*node.content, exception))), True


def _simple(of: Reader, *, element: bool) -> Node:
    token = of.token
    if token.kind == "*":
        return of.rng("anyName", of.next().at)
    if token.kind == "nsname":
        return of.rng("nsName", of.next().at, _ns(of.namespace(token, token.value)))
    if token.kind == "cname":
        prefix, _, local = of.next().value.partition(":")
        return _name(of, token, local, of.namespace(token, prefix))
    of.any_name("the name of an element" if element else "the name of an attribute")
    return _name(of, token, token.value, of.scope.default if element else "")


def _name(of: Reader, token: Token, local: str, uri: str | None) -> Node:
    return of.rng("name", token.at, _ns(uri), (local,))


def _ns(uri: str | None) -> dict[str, str]:
    return {} if uri is None else {"ns": uri}
