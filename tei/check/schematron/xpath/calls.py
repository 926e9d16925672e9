"""The functions whose calls mean the same in XPath 1.0, or can be lent to it (see `registered`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tei.check.schematron.xpath.terms import (
    NotProvedError,
    Term,
    argument,
    boolean,
    call,
    handed,
    number,
    quoted,
    string,
)

Terms = list[Term]
Rule = Callable[[Terms], Term]


def _same(name: str, type_: str, *kinds: Callable[[Term], str]) -> Rule:
    """A function of XPath 1.0 whose arguments are converted by `kinds`."""

    def rule(terms: Terms) -> Term:
        inner = ", ".join(kind(term) for kind, term in zip(kinds, terms, strict=False))
        return Term(f"{name}({inner})", type_)  # type: ignore[arg-type]  # only types are given below

    return rule


def _own(name: str, type_: str, *kinds: Callable[[Term], str]) -> Rule:
    """One of our functions."""

    def rule(terms: Terms) -> Term:
        text = call(name, *(kind(term) for kind, term in zip(kinds, terms, strict=False)))
        return Term(text, type_, one=False, some=False)  # type: ignore[arg-type]  # only types are given below

    return rule


def _node(term: Term) -> str:
    if term.type != "nodes" or not term.one or term.kind == "boxed":
        raise NotProvedError("perhaps several nodes")
    return term.text


def _set(term: Term) -> str:
    if not term.plural:
        raise NotProvedError("not nodes")
    return term.text


def _handed_set(term: Term) -> str:
    _set(term)
    return handed(term)


def _atom(term: Term) -> str:
    if term.plural and not term.some:
        raise NotProvedError("perhaps nothing")
    return string(term)


def _concat(terms: Terms) -> Term:
    if len(terms) < 2:
        raise NotProvedError("too few arguments")
    return Term(f"concat({', '.join(string(t) for t in terms)})", "string")


def _exists(terms: Terms) -> Term:
    if terms[0].type == "maybe":
        raise NotProvedError("perhaps nothing")
    if not terms[0].plural:
        return Term(f"(boolean({terms[0].text}) or true())", "boolean")  # it may give up
    return Term(boolean(terms[0]) if terms[0].held else f"boolean({terms[0].text})", "boolean")


def _empty(terms: Terms) -> Term:
    return Term(f"not({_exists(terms).text})", "boolean")


def _count(terms: Terms) -> Term:
    if terms[0].held:
        return Term(call("counted", quoted(terms[0].held)), "integer")
    return Term(f"count({_set(terms[0])})", "integer")


def _rounded(name: str) -> Rule:
    def rule(terms: Terms) -> Term:
        return Term(f"{name}({number(terms[0])})", terms[0].type)

    return rule


def _number(terms: Terms) -> Term:
    if terms[0].type in ("integer", "number"):
        return Term(terms[0].text, "number")
    return Term(call("number", argument(terms[0])), "number")


def _integer(terms: Terms) -> Term:
    term = terms[0]
    if term.type == "integer":
        return term
    if term.type == "string" or term.plural:
        return Term(call("integer", handed(term)), "integer")
    raise NotProvedError("not a numeral")


def _id(terms: Terms) -> Term:
    if not terms[0].plural and terms[0].type != "string":
        raise NotProvedError("not a string")
    text = handed(terms[0]) if terms[0].plural else string(terms[0])
    return Term(call("id", text), "nodes", one=False, some=False)


def _key(terms: Terms) -> Term:
    text = handed(terms[1]) if terms[1].plural else argument(terms[1])
    return Term(call("key", argument(terms[0]), text), "nodes", one=False, some=False)


#: Name → the fewest and the most arguments, whether the context item stands for one that is missing, and the rule.
CALLS: Mapping[str, tuple[int, int, bool, Rule]] = {
    "boolean": (1, 1, False, lambda t: Term(boolean(t[0]), "boolean")),
    "not": (1, 1, False, lambda t: Term(f"not({boolean(t[0])})", "boolean")),
    "true": (0, 0, False, _same("true", "boolean")),
    "false": (0, 0, False, _same("false", "boolean")),
    "string": (1, 1, True, lambda t: Term(string(t[0]), "string")),
    "string-length": (1, 1, True, _same("string-length", "integer", argument)),
    "normalize-space": (1, 1, True, _same("normalize-space", "string", argument)),
    "contains": (2, 2, False, _same("contains", "boolean", argument, argument)),
    "starts-with": (2, 2, False, _same("starts-with", "boolean", argument, argument)),
    "ends-with": (2, 2, False, _own("ends-with", "boolean", argument, argument)),
    "substring-before": (2, 2, False, _same("substring-before", "string", argument, argument)),
    "substring-after": (2, 2, False, _same("substring-after", "string", argument, argument)),
    "substring": (2, 3, False, _same("substring", "string", argument, number, number)),
    "translate": (3, 3, False, _same("translate", "string", argument, argument, argument)),
    "concat": (2, 99, False, _concat),
    "count": (1, 1, False, _count),
    "exists": (1, 1, False, _exists),
    "empty": (1, 1, False, _empty),
    "name": (1, 1, True, _same("name", "string", _node)),
    "local-name": (1, 1, True, _same("local-name", "string", _node)),
    "namespace-uri": (1, 1, True, _same("namespace-uri", "string", _node)),
    "number": (1, 1, True, _number),
    "floor": (1, 1, False, _rounded("floor")),
    "ceiling": (1, 1, False, _rounded("ceiling")),
    "round": (1, 1, False, _rounded("round")),
    "matches": (2, 3, False, _own("matches", "boolean", argument, argument, argument)),
    "replace": (3, 4, False, _own("replace", "string", argument, argument, argument, argument)),
    "tokenize": (2, 3, False, _own("tokenize", "strings", argument, argument, argument)),
    "lower-case": (1, 1, False, _own("lower-case", "string", argument)),
    "upper-case": (1, 1, False, _own("upper-case", "string", argument)),
    "string-join": (2, 2, False, _own("string-join", "string", _handed_set, argument)),
    "distinct-values": (1, 1, False, _own("distinct-values", "strings", _handed_set)),
    "id": (1, 1, False, _id),
    "key": (2, 2, False, _key),
    "xs:integer": (1, 1, False, _integer),
    "xs:string": (1, 1, False, lambda t: Term(_atom(t[0]), "string")),
}
