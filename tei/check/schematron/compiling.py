"""From the elements of a schema to its values.  What is wrong in it is noted and left out; the rest is run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from lxml import etree

from tei.check.schematron.contexts import Context
from tei.check.schematron.documents import Wanted
from tei.check.schematron.expressions import Reader
from tei.check.schematron.model import Assertion, Key, Note, Pattern, Rule, Schema
from tei.check.schematron.source import DEEPEST, XSL, Source, root_of, sch
from tei.check.schematron.targets import context_of
from tei.check.schematron.values import Scope
from tei.check.schematron.xpath.expression import Place
from tei.files import stamp
from tei.names import XML_LANG
from tei.report import TeiError

_OLD = frozenset({"", "xslt", "xslt1", "xpath", "xpath1", "exslt"})
_NEW = frozenset({"xslt2", "xslt3", "xpath2", "xpath3", "xpath30", "xpath31"})
_KEPT = ("id", "role", "severity", "flag", "see", "icon", "fpi", "context", "scheme")
_XML_SPACE = f"{XML_LANG.removesuffix('lang')}space"


def compile_schema(path: Path, phase: str = "") -> Schema:
    """The schema at `path` for `phase`: "" or ``#DEFAULT`` is the one it names itself, ``#ALL`` every pattern.

    Raises:
        TeiError: V005 when it is no schema or has no such phase, V007 when its query binding is not supported.
    """
    root = root_of(path)
    binding = (root.get("queryBinding") or "").strip().lower()
    if binding not in _OLD | _NEW:
        raise TeiError(
            "V007",
            f"the query binding {root.get('queryBinding')!r} is not supported",
            file=str(path),
            line=root.line,
            hint="supported are xslt, xslt2, xslt3, xpath, xpath2, xpath3 and xpath31",
            engine="schematron",
        )
    return _Compiler(root, binding in _OLD).schema(phase)


class _Compiler:
    def __init__(self, root: Source, old: bool) -> None:
        self.root = root
        self.children = list(root.children())
        declared = {s.get("prefix") or "": s.get("uri") or "" for s in self.children if s.name == "ns"}
        self.reader = Reader(old, declared, root)
        self.notes: dict[tuple[str, str], Source] = {}

    def schema(self, phase: str) -> Schema:
        for source in self.children:
            self.foreign(source)
        name, lets, active = self.phase(phase)
        patterns = [self.instance(s) for s in self.children if s.name == "pattern" and s.get("abstract") != "true"]
        self.collect_notes(patterns)
        outer = self.reader.scope((s for s in self.children if s.name == "let"), None, "the schema")
        scopes = [self.pattern_scope(source, outer) for source in patterns]
        self.reader.globals(outer, lets, scopes)
        keys = [key for source in self.children if (key := self.key(source, outer)) is not None]
        chosen = [
            self.pattern(source, scope)
            for source, scope in zip(patterns, scopes, strict=True)
            if active is None or source.get("id") in active
        ]
        title = next(("".join(s.element.itertext()) for s in self.children if s.name == "title"), "")
        return Schema(
            self.root.file,
            tuple(chosen),
            outer,
            tuple(keys),
            name,
            dict(self.reader.declared),
            _attributes(self.root, ("schemaVersion",)),
            " ".join(title.split()),
            tuple(dict.fromkeys([*self.reader.troubles, *self.reader.unrun()])),
            tuple((file, stamp(file)) for file in self.root.files),
            _wanted([rule.context for pattern in chosen for rule in pattern.rules] + [key.match for key in keys]),
        )

    def phase(self, wanted: str) -> tuple[str, Sequence[Source], frozenset[str] | None]:
        """The phase's name, its variables, and the ids of its patterns (None: all)."""
        name = wanted
        if wanted in ("", "#DEFAULT"):
            name = self.root.get("defaultPhase") or "#ALL"
        if name == "#ALL":
            return name, (), None
        phases = [source for source in self.children if source.name == "phase"]
        found = next((source for source in phases if source.get("id") == name), None)
        if found is None:
            known = ", ".join(source.get("id") or "" for source in phases) or "none"
            raise self.root.error(f"there is no phase {name!r}", f"its phases are: {known}")
        inner = list(found.children())
        ids = {source.get("id") for source in self.children if source.name == "pattern"}
        for source in inner:
            if source.name == "active" and source.get("pattern") not in ids:
                self.reader.trouble(source, f"there is no pattern {source.get('pattern')!r} to be active")
        active = frozenset(source.get("pattern") or "" for source in inner if source.name == "active")
        return name, [source for source in inner if source.name == "let"], active

    def foreign(self, source: Source) -> None:
        """What is no part of Schematron, or not in this place, is said to be."""
        if source.element.tag == f"{{{XSL}}}key":
            return
        if etree.QName(source.element).namespace == XSL:
            self.reader.unsupported(source)
        elif source.name in ("rule", "assert", "report", "extends", "value-of", "active", "param", "schema"):
            self.reader.trouble(source, f"{source.name} must not stand in schema", "put it into a pattern")

    def instance(self, source: Source) -> Source:
        """A pattern, with the content of the abstract pattern that it is one of."""
        wanted = source.get("is-a")
        if not wanted:
            return source
        patterns = [s for s in self.children if s.name == "pattern" and s.get("abstract") == "true"]
        abstract = next((s for s in patterns if s.get("id") == wanted), None)
        own = list(source.children())
        if abstract is None:
            self.reader.trouble(source, f"there is no abstract pattern {wanted!r}", "see its @id and @abstract")
            return source
        inner = list(abstract.children())
        given = {s.get("name") or "": s.get("value") or "" for s in own if s.name == "param"}
        for param in inner:
            if param.name == "param" and param.get("name") not in given:
                if param.get("value") is None:
                    self.reader.trouble(source, f"the parameter {param.get('name')!r} of {wanted!r} is not given")
                given[param.get("name") or ""] = param.get("value") or ""
        element = etree.Element(source.element.tag, dict(source.element.attrib), nsmap=source.element.nsmap)
        if abstract.get("documents") and not element.get("documents"):
            element.set("documents", abstract.with_parameters(given).get("documents") or "")
        taken = [s.with_parameters(given) for s in inner if s.name != "param"]
        return source.holding(element, (*taken, *(s for s in own if s.name != "param")))

    def pattern_scope(self, source: Source, outer: Scope) -> Scope:
        lets = (s for s in source.children() if s.name == "let")
        return self.reader.scope(lets, outer, "the pattern")

    def pattern(self, source: Source, scope: Scope) -> Pattern:
        inner = list(source.children())
        abstract = {s.get("id") or "": s for s in inner if s.name == "rule" and s.get("abstract") == "true"}
        rules = []
        for child in inner:
            if child.name == "rule" and child.get("abstract") != "true":
                rule = self.rule(child, abstract, scope)
                rules += [rule] if rule is not None else []
            elif child.name in ("assert", "report", "extends", "active", "pattern", "schema"):
                self.reader.trouble(child, f"{child.name} must not stand in pattern", "put it into a rule")
        documents = None
        if source.get("documents") is not None:
            documents = self.reader.expression(source, "documents", outer_of(scope))
            if documents is None:
                rules = []
        return Pattern(tuple(rules), scope, documents, place_of(source), _attributes(source, _KEPT))

    def rule(self, source: Source, abstract: Mapping[str, Source], outer: Scope) -> Rule | None:
        if source.get("context") is None:
            self.reader.trouble(source, "a rule without a context", "add @context, or make it abstract")
            return None
        inner = list(self.content(source, abstract, ()))
        scope = self.reader.scope((s for s in inner if s.name == "let"), outer, "the rule", local=True)
        context = self.reader.expression(source, "context", outer)
        if context is None:
            return None
        assertions = [
            made for s in inner if s.name in ("assert", "report") and (made := self.assertion(s, scope)) is not None
        ]
        return Rule(context_of(context), scope, tuple(assertions), place_of(source), _attributes(source, _KEPT))

    def content(self, source: Source, abstract: Mapping[str, Source], within: tuple[str, ...]) -> Iterator[Source]:
        """What stands in a rule, with that of the rules that it extends."""
        for child in source.children():
            if child.name != "extends":
                yield child
            elif child.get("rule") is not None:
                wanted = child.get("rule") or ""
                if wanted in within:
                    self.reader.trouble(child, f"the rule {wanted!r} extends itself")
                elif len(within) >= DEEPEST:
                    self.reader.trouble(child, f"more than {DEEPEST} rules extend one another")
                elif wanted not in abstract:
                    hint = "it must be an abstract rule of the same pattern"
                    self.reader.trouble(child, f"there is no rule {wanted!r} to extend", hint)
                else:
                    yield from self.content(abstract[wanted], abstract, (*within, wanted))
            else:
                other = child.included()
                if other.name != "rule":
                    self.reader.trouble(child, f"extends leads to {other.name}, not to a rule")
                else:
                    yield from self.content(other, abstract, within)

    def assertion(self, source: Source, scope: Scope) -> Assertion | None:
        test = self.reader.expression(source, "test", scope)
        message = self.reader.message(source, scope)
        if test is None:
            return None
        subject = None
        if source.get("subject") is not None:
            subject = self.reader.expression(source, "subject", scope)
        return Assertion(
            source.name == "assert",
            test,
            message,
            place_of(source),
            subject,
            tuple(self.referred(source, "diagnostics", "diagnostic", scope)),
            tuple(self.referred(source, "properties", "property", scope)),
            _attributes(source, _KEPT),
        )

    def collect_notes(self, patterns: Iterable[Source]) -> None:
        """Finds the diagnostics and properties, which stand in the schema or in a pattern."""
        for holder in (self.root, *patterns):
            for group in holder.children() if holder is not self.root else self.children:
                if group.name in ("diagnostics", "properties"):
                    for note in group.children():
                        self.notes.setdefault((note.name, note.get("id") or ""), note)

    def referred(self, source: Source, attribute: str, name: str, scope: Scope) -> Iterator[Note]:
        """The notes that an assertion names."""
        for wanted in (source.get(attribute) or "").split():
            note = self.notes.get((name, wanted))
            if note is None:
                self.reader.trouble(source, f"there is no {name} {wanted!r}", f"see @{attribute}")
                continue
            note = note.with_parameters(dict(source.parameters))
            attributes = _attributes(note, ("role", "scheme", "see", "icon", "fpi"))
            yield Note(wanted, self.reader.message(note, scope), attributes)

    def key(self, source: Source, scope: Scope) -> Key | None:
        if source.element.tag not in (f"{{{XSL}}}key", sch("key")):
            return None
        name, match = source.get("name"), "match" if source.get("match") is not None else "context"
        if not name or source.get(match) is None:
            self.reader.trouble(source, "a key needs @name and @match")
            return None
        found = self.reader.expression(source, match, scope)
        local = Scope({}, scope, local=True)
        use = self.reader.key_use(source, local)
        return Key(name, context_of(found), use) if found is not None and use is not None else None


def outer_of(scope: Scope) -> Scope:
    """The scope of the schema."""
    return scope if scope.outer is None else outer_of(scope.outer)


def _wanted(contexts: Iterable[Context]) -> Wanted:
    each = [context.wanted for context in contexts]
    return Wanted(
        frozenset(tag for wanted in each for tag in wanted.tags),
        frozenset(name for wanted in each for name in wanted.attributes),
    )


def place_of(source: Source) -> Place:
    """Where an element stands."""
    return Place(source.file, source.line)


def _attributes(source: Source, names: Iterable[str]) -> Mapping[str, str]:
    found = {name: value for name in names if (value := source.get(name)) is not None}
    if source.lang:
        found["xml:lang"] = source.lang
    if (space := source.element.get(_XML_SPACE)) is not None:
        found["xml:space"] = space
    return found
