"""Comparisons: which of them XPath 1.0 makes as the later versions do, and which are left to our functions."""

from __future__ import annotations

from tei.check.schematron.xpath.held import among
from tei.check.schematron.xpath.terms import NotProvedError, Term, call, handed, quoted

#: Value comparisons and the general comparisons that they resemble.
SYMBOLS = {"eq": "=", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}


def general(operator: str, left: Term, right: Term) -> Term:
    """``=`` and its kin: true when it is for any two items."""
    plain = f"({left.text} {operator} {right.text})"
    types = {left.type, right.type}
    if types <= {"integer", "number"} or (types == {"boolean"} and operator in ("=", "!=")):
        return Term(plain, "boolean")
    if types <= {"nodes", "strings", "string"}:
        if operator == "=" and (found := among(left, right)):
            return Term(found, "boolean")
        if operator in ("=", "!="):
            return Term(plain, "boolean")
        return Term(call("general", quoted(operator), handed(left), handed(right)), "boolean")
    if "nodes" in types and types <= {"nodes", "integer", "number"}:
        return Term(call("general", quoted(operator), handed(left), handed(right)), "boolean")
    raise NotProvedError("values that are compared otherwise")


def value(operator: str, left: Term, right: Term) -> Term:
    """``eq`` and its kin: of single items, and nothing when one of them is."""
    symbol = SYMBOLS[operator]
    types = {left.type, right.type}
    sure = all(term.some or not term.plural for term in (left, right))
    plain = f"({left.text} {symbol} {right.text})"
    if types <= {"integer", "number"} or (types == {"boolean"} and symbol in ("=", "!=")):
        return Term(plain, "boolean")
    if types <= {"nodes", "strings", "string"}:
        if left.one and right.one and symbol in ("=", "!="):
            return Term(plain, "boolean" if sure else "maybe")
        return Term(call("value", quoted(symbol), handed(left), handed(right)), "boolean" if sure else "maybe")
    raise NotProvedError("values that are compared otherwise")
