"""Expressions, variables and messages read from the elements of a schema; what is wrong with them is collected."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from lxml import etree

from tei.check.schematron.model import Copy, NodeName, Part
from tei.check.schematron.source import XSL, Source, namespaces_of, sch
from tei.check.schematron.values import Let, Scope
from tei.check.schematron.xpath import names
from tei.check.schematron.xpath.expression import Expression, Place
from tei.check.schematron.xpath.plain import NEEDS_2
from tei.check.schematron.xpath.terms import quoted
from tei.check.schematron.xpath.tokens import NotXPathError
from tei.report import Finding, finding

_LONGEST = 200  # characters of an expression in a message
_ATOMIC = ("xs:anyURI", "xs:boolean", "xs:date", "xs:dateTime", "xs:decimal", "xs:double", "xs:float", "xs:integer")


class Reader:
    """Reads with the prefixes of the schema (`declared`); XPath 1.0 when `old`."""

    def __init__(self, old: bool, declared: Mapping[str, str], root: Source) -> None:
        self.old, self.declared, self.root = old, declared, root
        self.troubles: list[Finding] = []
        self.functions: dict[str, Source] = {}  # those of XSLT that are not run
        self.skipped: Counter[str] = Counter()

    def trouble(self, source: Source, message: str, hint: str = "") -> None:
        """Notes V005."""
        self.troubles.append(
            finding("V005", message, file=str(source.file), line=source.line, engine="schematron", hint=hint)
        )

    def unsupported(self, source: Source) -> None:
        """Notes what of XSLT is not run, unless its users tell."""
        name = source.element.get("name") or source.element.get("href") or ""
        if source.element.tag == f"{{{XSL}}}function":
            self.functions[_expanded(name, {**namespaces_of(source), **self.declared})] = source
            return
        local = etree.QName(source.element).localname
        self.troubles.append(
            finding(
                "V007",
                f"xsl:{local} {name}".strip() + " is not supported",
                file=str(source.file),
                line=source.line,
                severity="warning",
                engine="schematron",
                hint="say the same in XPath",
            )
        )

    def unrun(self) -> Iterator[Finding]:
        """V007 for each function of XSLT, with the number of places that call it."""
        for name, source in self.functions.items():
            shown = source.element.get("name") or name
            count = self.skipped[name]
            uses = f"; what calls it ({count}) is left out" if count else ""
            yield finding(
                "V007",
                f"the function {shown} (xsl:function) is not supported{uses}",
                file=str(source.file),
                line=source.line,
                severity="warning",
                engine="schematron",
                hint="say the same in XPath, or run this schema by an XSLT processor",
            )

    def expression(self, source: Source, attribute: str, scope: Scope) -> Expression | None:
        """The expression in an attribute, or None with the trouble noted."""
        text = source.get(attribute)
        if text is None or not text.strip():
            self.trouble(source, f"{source.name} needs @{attribute}")
            return None
        found = self.read(source, text, attribute, scope)
        return found if found is not None and self.defined(source, found) else None

    def read(self, source: Source, text: str, attribute: str, scope: Scope) -> Expression | None:
        """`text` as an expression; None with the trouble noted.  Its variables are not looked for yet."""
        namespaces = {**namespaces_of(source), **self.declared}
        for called in names.calls_in_text(text) if self.functions else ():
            if (name := _expanded(called, namespaces)) in self.functions:
                self.skipped[name] += 1
                return None
        try:
            return Expression.of(text, Place(source.file, source.line, attribute), namespaces, self.old, scope)
        except NotXPathError as error:
            said, hint = str(error), "an ns element declares a prefix" if "prefix" in str(error) else ""
            if said.endswith(NEEDS_2):
                said, hint = said.removesuffix(NEEDS_2) + "is not XPath 1.0", f"it {NEEDS_2}"
            self.trouble(source, f"@{attribute}: {said}: {shortened(text)}", hint)
            return None

    def defined(self, source: Source, expression: Expression) -> bool:
        """Whether all variables of `expression` have a value; the first that has not is noted."""
        for name in expression.free:
            let = expression.scope.find(name)
            if let is None:
                said = f"@{expression.place.attribute}: the variable ${name} is not defined"
                hint = "define it by let: before it in the rule, or in its pattern or the schema"
                self.trouble(source, f"{said}: {shortened(expression.text)}", hint)
                return False
            if let.broken:
                return False
        return True

    # Variables

    def scope(self, lets: Iterable[Source], outer: Scope | None, what: str, local: bool = False) -> Scope:
        """The variables that `lets` define.  Those of a rule see what stands before them, all others one another."""
        scope = Scope({}, outer, local)
        for source in lets:
            name = source.get("name") or ""
            let = self.let(source, name, scope)
            if not name:
                self.trouble(source, "let needs @name")
            elif name in scope.lets:
                self.trouble(source, f"the variable ${name} is defined twice in {what}", "rename one of them")
                scope.lets[name] = let._replace(broken=True)
            else:
                broken = local and let.expression is not None and not self.defined(source, let.expression)
                scope.lets[name] = let._replace(broken=let.broken or broken)
        return scope

    def let(self, source: Source, name: str, scope: Scope) -> Let:
        """One variable, its own variables not yet looked for; broken when its value cannot be read."""
        place = Place(source.file, source.line, "value")
        text = source.get("value")
        if text is None:
            content = copy.deepcopy(source.element)
            if self.old:
                holder = etree.Element("holder")
                holder.append(content)
                content = holder
            return Let(name, place, None, content, source=source)
        type_ = (source.get("as") or "").rstrip("?*+")
        if type_ in _ATOMIC and not self.old:
            text = f"(for $value in ({text}) return {type_}($value))"
        found = self.read(source, text, "value", scope)
        return Let(name, place, found, broken=found is None, source=source)

    def globals(self, outer: Scope, phase: Sequence[Source], patterns: Sequence[Scope]) -> None:
        """Makes the variables of the phase, which hide those of the schema, and of the patterns seen from everywhere.

        A name that two patterns define is seen within each of them only.
        """
        outer.lets.update(self.scope(phase, None, "the phase").lets)
        for name, let in list(outer.lets.items()):
            if let.expression is not None:
                outer.lets[name] = let._replace(expression=replace(let.expression, scope=outer))
        counts = Counter(name for scope in patterns for name in scope.lets)
        fixed = dict(outer.lets)
        for scope in patterns:
            for name, let in scope.lets.items():
                if name in fixed:
                    source = let.source
                    if source is not None:
                        hint = f"it is defined in line {fixed[name].place.line} for all patterns: rename one of them"
                        self.trouble(source, f"the variable ${name} is defined twice", hint)
                    scope.lets[name] = let._replace(broken=True)
                elif counts[name] == 1:
                    outer.lets[name] = let
        for scope in (outer, *patterns):
            for name, let in scope.lets.items():
                if let.expression is not None and let.source is not None and not let.broken:
                    scope.lets[name] = let._replace(broken=not self.defined(let.source, let.expression))

    # Messages

    def message(self, source: Source, scope: Scope) -> tuple[Part, ...]:
        """What an assertion, diagnostic or property says; an expression that is wrong stands there as it is."""
        parts: list[Part] = []
        for event, element in etree.iterwalk(source.element, events=("start", "end", "comment", "pi")):
            if event == "start":
                parts += self.part(source.below(element), scope) if element is not source.element else []
                parts.append(element.text or "")
            elif element is not source.element:
                parts.append(element.tail or "")
        return tuple(part for part in parts if part != "")

    def part(self, source: Source, scope: Scope) -> list[Part]:
        """What an element within a message stands for; nothing for one that only marks words."""
        tag = source.element.tag
        if tag == sch("name") and source.get("path") is None:
            return [NodeName()]
        attribute = {sch("name"): "path", sch("value-of"): "select", **_OF_XSLT}.get(str(tag), "")
        if not attribute:
            return []
        found = self.expression(source, attribute, scope)
        if found is None:
            return [f"{{{source.get(attribute) or ''}}}"]
        return [Copy(found) if tag == f"{{{XSL}}}copy-of" else found]

    def key_use(self, source: Source, scope: Scope) -> Expression | None:
        """The expression of a key's strings: ``@use``, or the one instruction within."""
        if source.get("use") is not None:
            return self.expression(source, "use", scope)
        inner = [element for element in source.element if isinstance(element.tag, str)]
        first = source.below(inner[0]) if len(inner) == 1 else None
        if first is not None and first.element.tag == f"{{{XSL}}}text":
            return self.read(source, quoted(first.element.text or ""), "use", scope)
        if first is not None and first.element.tag in (f"{{{XSL}}}value-of", f"{{{XSL}}}sequence"):
            return self.expression(first, "select", scope)
        self.trouble(source, "a key needs @use")
        return None


_OF_XSLT = {f"{{{XSL}}}value-of": "select", f"{{{XSL}}}copy-of": "select"}


def shortened(text: str) -> str:
    """`text` on one line, cut if it is long."""
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else flat[:_LONGEST] + " …"


def _expanded(name: str, namespaces: Mapping[str, str]) -> str:
    prefix, _, local = name.rpartition(":")
    return f"{{{namespaces.get(prefix, '')}}}{local}" if prefix else local
