"""Whether a document is valid: as quickly as can be, without a word on why not (`tei.check.relaxng.explain` says that).

The parser's events drive the automaton; nothing of the document is kept but a state for each open element, and its IDs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from xml.parsers import expat

from tei.check.relaxng.automaton import WHITE, Automaton
from tei.check.relaxng.ids import Ids
from tei.check.relaxng.loading import Schema
from tei.check.relaxng.patterns import Pattern

_UNKNOWN: tuple[Pattern, Pattern | None] | None = ()  # type: ignore[assignment]  # told from None, and never read


class _RefusedError(Exception):
    """The document is not valid."""


def accepts(schema: Schema, chunks: Iterable[bytes]) -> bool:
    """Whether the document in `chunks` (UTF-8) is valid.

    Raises:
        expat.ExpatError: when it is not well-formed.
    """
    ids = Ids()
    parser = expat.ParserCreate("utf-8", " ")
    parser.buffer_text = True
    parser.ordered_attributes = True
    _drive(parser, schema, ids)
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except _RefusedError:
        return False
    return not ids.dangling()


def _drive(parser: expat.XMLParserType, schema: Schema, ids: Ids) -> None:
    """Set the parser's handlers.  One function, since each look at a name beyond it takes time."""
    automaton: Automaton = schema.automaton
    not_allowed = automaton.of.not_allowed
    state: Pattern = schema.start
    stack: list[Pattern | None] = []
    words: list[str] = []  # the text of the typed element that is open
    scopes: list[Mapping[str, str]] = [{}]
    with_ids, by_context = schema.with_ids, automaton.by_context
    step, plan_of, allows = automaton.step, automaton.plan, automaton.allows

    def start(name: str, attributes: list[str]) -> None:
        nonlocal state
        if words:
            if "".join(words).strip(WHITE):
                state = automaton.text(state)
            words.clear()
        found = state.steps.get(name, _UNKNOWN)
        if found is _UNKNOWN:
            found = step(state, name)
        if found is None:
            raise _RefusedError
        child, rest = found
        stack.append(rest)
        names = tuple(attributes[::2])
        plan = child.plans[names] if names in child.plans else plan_of(child, names)
        if plan is None:
            values = list(zip(names, attributes[1::2], strict=True))
            state = automaton.walk(child, values, scopes[-1])
            if state is not_allowed:
                raise _RefusedError
            if with_ids and not all(ids.walk(automaton, child, values, scopes[-1])):
                raise _RefusedError
            return
        checks, state, ided = plan
        at = 1
        for check in checks:
            if check is not None:
                value = attributes[at]
                if value not in check.good and not allows(check, value, scopes[-1]):
                    raise _RefusedError
                if ided and not ids.note(check, value):
                    raise _RefusedError
            at += 2

    def end(_: str) -> None:
        nonlocal state
        text: str | None = None
        if state.typed:
            text = "".join(words)
            words.clear()
        rest = stack.pop()
        if rest is None:
            state = automaton.leave(state, text, scopes[-1])
            if state is not_allowed:
                raise _RefusedError
            return
        if text is None:
            if not state.nullable:
                raise _RefusedError
        elif not allows(state, text, scopes[-1]):
            raise _RefusedError
        elif with_ids:
            ids.note(state, text)
        state = rest

    def text(data: str) -> None:
        nonlocal state
        if state.typed:
            words.append(data)
            return
        following = state.after_text
        if following is state or not data.strip(WHITE):
            return
        if following is None:
            following = automaton.text(state)
        if following is not_allowed:
            raise _RefusedError
        state = following

    def declared(prefix: str | None, uri: str | None) -> None:
        scopes.append({**scopes[-1], prefix or "": uri or ""})

    def gone(_: str | None) -> None:
        scopes.pop()

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    if by_context:
        parser.StartNamespaceDeclHandler = declared
        parser.EndNamespaceDeclHandler = gone
