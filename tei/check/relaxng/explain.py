"""Why a document is not valid: every problem with its place, one for each cause.

The way on after a problem is that of Jing, so that the same documents give the same problems in the same places: what
is missing is taken for present, what should not be there is passed over, an element out of place is held to its own
pattern.  Where Jing says the same thing twice, the second problem is marked `again`.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from xml.parsers import expat

from tei.check.relaxng.automaton import WHITE, Start, tokens
from tei.check.relaxng.loading import Schema
from tei.check.relaxng.patterns import After, Choice, NotAllowed, Pattern, Patterns, id_type
from tei.check.relaxng.places import Path, Places


class Kind(Enum):
    """What can be wrong."""

    ELEMENT = "an element that is not allowed here"
    EARLY = "an element before one that must come first"
    ATTRIBUTE = "an attribute that is not allowed"
    VALUE = "the value of an attribute"
    LACKS = "attributes are missing"
    TEXT = "text that is not allowed"
    DATA = "the text of an element"
    INCOMPLETE = "an element ends too early"
    ID = "an ID that is there already"
    IDREF = "a reference to no ID"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong.

    `line` and `column` count from 1, the column in characters; both are those of the end of the tag, or of the line of
    text, as SAX has them.  `state` is what would have been allowed.  `name` is that of the element or attribute,
    `value` the text in question, `of` the name of the element that it is about.
    """

    kind: Kind
    line: int
    column: int
    path: Path
    state: Pattern
    name: str = ""
    value: str = ""
    of: str = ""
    again: bool = False


MOST = 100_000
"""Problems after which a document is not read on."""


class _EnoughError(Exception):
    """There are as many problems as anybody could want."""


def problems(schema: Schema, chunks: Iterable[bytes]) -> list[Problem]:
    """What is wrong with the document in `chunks` (UTF-8), in the order of its text; the first `MOST` problems.

    Raises:
        expat.ExpatError: when it is not well-formed.
    """
    parser = expat.ParserCreate("utf-8", " ")
    parser.ordered_attributes = True
    places = Places(parser)
    explainer = Explainer(schema, places)
    parser.StartElementHandler = explainer.start
    parser.EndElementHandler = explainer.end
    parser.CharacterDataHandler = explainer.text
    parser.StartNamespaceDeclHandler = explainer.declared
    parser.EndNamespaceDeclHandler = explainer.gone
    with contextlib.suppress(_EnoughError):
        for chunk in chunks:
            places.read(chunk)
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    return explainer.finished()


_Key = tuple[Pattern, str, tuple[str, ...]]  # the state before a tag, its name, and those of its attributes


class Explainer:
    """Follows a document; `found` are the problems so far."""

    def __init__(self, schema: Schema, places: Places) -> None:
        self.schema, self.places = schema, places
        self.automaton, self.of = schema.automaton, schema.automaton.of
        self.state: Pattern = schema.start
        self.found: list[Problem] = []
        self.names: list[str] = []
        self.typed = False  # the text that comes next is data
        self.words: list[str] = []
        self.in_text = False  # a problem with the text that is being read has been told
        self.scopes: list[Mapping[str, str]] = [{}]
        self.ids: dict[str, None] = {}
        self.wanted: list[tuple[str, Problem]] = []
        self._recovered: dict[str, Pattern] = {}
        self._known: dict[_Key, tuple[tuple[Pattern, ...], Pattern, tuple[int, ...]]] = {}
        self._left: dict[Pattern, Pattern] = {}

    # -- what the parser says

    def declared(self, prefix: str | None, uri: str | None) -> None:
        """A prefix is declared."""
        self.scopes.append({**self.scopes[-1], prefix or "": uri or ""})

    def gone(self, _: str | None) -> None:
        """A prefix is no longer declared."""
        self.scopes.pop()

    def start(self, name: str, attributes: Sequence[str]) -> None:
        """An element begins."""
        self.in_text = False
        self.places.start(name)
        if self.words:
            text = "".join(self.words)
            self.words.clear()
            if text.strip(WHITE):
                self._untyped(text, "")
                self.in_text = False
        self.names.append(name)
        key = (self.state, name, tuple(attributes[::2]))
        if not self._known_way(key, attributes[1::2]):
            self._look(key, attributes[1::2])
        self.typed = self.state.typed

    def _known_way(self, key: _Key, values: Sequence[str]) -> bool:
        """Take the way that a tag like this took before, if the values allow it."""
        known = self._known.get(key)
        if known is None:
            return False
        checks, state, ided = known
        for check, value in zip(checks, values, strict=True):
            if value not in check.good and not self.automaton.allows(check, value, self.scopes[-1]):
                return False
        for k in ided:
            self._identify(checks[k], key[2][k], values[k])
        self.state = state
        return True

    def _look(self, key: _Key, values: Sequence[str]) -> None:
        """Find the way after this tag; if nothing is wrong with it, it is known from now on."""
        told = len(self.found)
        silent = self._silent()
        checks: list[Pattern] = []
        self._open(key[1])
        for attribute, value in zip(key[2], values, strict=True):
            checks += self._attribute(attribute, value)
        closed = self.automaton.closed(self.state)
        if not refused(closed):
            self.state = closed
            if not silent and len(self.found) == told and len(checks) == len(values):
                ided = tuple(k for k, check in enumerate(checks) if self.schema.with_ids and id_type(check))
                self._known[key] = tuple(checks), closed, ided
        else:
            if not self._silent():
                self._tell(Kind.LACKS, self.state, of=key[1])
            self.state = self.automaton.without_attributes(self.state, self.of.empty)

    def text(self, data: str) -> None:
        """A stretch of text on one line."""
        self.places.opened = False
        if self.typed:
            self.words.append(data)
        elif data.strip(WHITE):
            self._untyped(data, data)

    def end(self, name: str) -> None:
        """An element ends."""
        self.places.ends()
        self.in_text = False
        text: str | None = None
        if self.typed:
            text = "".join(self.words)
            self.words.clear()
        following = self._left.get(self.state) if text is None else None
        if following is None:
            following = self.automaton.leave(self.state, text, self.scopes[-1])
            if text is None:
                self._left[self.state] = following
        if not refused(following):
            if text is not None and isinstance(self.state, After):
                self._identify(self.state.inner, name, text)
            self.state = following
        else:
            if not self._silent():
                self._ends(name, text)
            self.state = abandoned(self.state, self.of)
        self.typed = False
        self.names.pop()
        self.places.end()

    def _ends(self, name: str, text: str | None) -> None:
        """Say that the content is not complete; but not if it is, and only what is around it was not allowed."""
        alone = self.automaton.leave(by_itself(self.state, self.of), text, self.scopes[-1])
        if refused(abandoned(self.state, self.of)) and not refused(alone):
            self._again()
        elif text is None:
            self._tell(Kind.INCOMPLETE, self.state, of=name)
        else:
            self._tell(Kind.DATA, self.state, of=name, value=text)

    def finished(self) -> list[Problem]:
        """All problems, those of dangling references among them, in order of place."""
        dangling = [problem for id_, problem in self.wanted if id_ not in self.ids]
        return sorted(self.found + dangling, key=lambda p: (p.line, p.column)) if dangling else self.found

    # -- derivatives and the way on

    def _open(self, name: str) -> None:
        automaton, of = self.automaton, self.of
        opened = self._within(automaton.starts(self.state, name))
        if not refused(opened):
            self.state = opened
            return
        silent = self._silent()
        opened = self._within(automaton.starts(self.state, name, lenient=True))
        early = not refused(opened)
        if not silent:
            within = self.names[-2] if len(self.names) > 1 else ""
            self._tell(Kind.EARLY if early else Kind.ELEMENT, self.state, name, of=within)
        self.state = opened if early else of.after(self._content_of(name), self.state)

    def _within(self, pairs: Iterable[Start]) -> Pattern:
        contents = ((element.content, rest) for element, rest in pairs if element.content is not self.of.not_allowed)
        return self.of.choice(self.of.after(content, rest) for content, rest in contents)

    def _content_of(self, name: str) -> Pattern:
        """What elements with this name hold, wherever the schema has them; not allowed if it has none.

        Of those that mean the name itself, its namespace or any name, the first that there are count.
        """
        found = self._recovered.get(name)
        if found is None:
            near = [(e.names.nearness(name), e.content) for e in self.schema.elements]
            most = max((n for n, _ in near), default=0)
            found = self.of.choice(content for n, content in near if n == most > 0)
            self._recovered[name] = found
        return found

    def _attribute(self, name: str, value: str) -> list[Pattern]:
        """Go on after an attribute; what its value had to satisfy, if that does not decide what else is allowed."""
        ways = self.automaton.attribute(self.state, name)
        if not ways:
            if not self._silent():
                self._tell(Kind.ATTRIBUTE, self.state, name, value, self.names[-1])
            return []
        scope = self.scopes[-1]
        good = [inner for inner in ways if self.automaton.allows(inner, value, scope)]
        if good:
            self._identify(good[0], name, value)
        else:
            self._tell(Kind.VALUE, self.of.choice(ways), name, value, self.names[-1])
        self.state = self.of.choice(ways[inner] for inner in good or ways)
        return good if len(ways) == 1 else []

    def _untyped(self, text: str, chunk: str) -> None:
        following = self.automaton.text(self.state)
        if not refused(following):
            self.state = following
        elif not self._silent():
            if self.in_text:
                self._again(chunk)
            else:
                of = self.names[-1] if self.names else ""
                self._tell(Kind.TEXT, self.state, "", text.strip(WHITE), of=of, chunk=chunk)
            self.in_text = True

    def _identify(self, check: Pattern, name: str, value: str) -> None:
        kind = id_type(check) if self.schema.with_ids else ""
        if kind == "ID":
            id_ = " ".join(tokens(value))
            if id_ in self.ids:
                self._tell(Kind.ID, check, name, id_, self.names[-1])
                self._again()
            self.ids[id_] = None
        elif kind:
            problem = self._problem(Kind.IDREF, check, name, "", self.names[-1])
            self.wanted += [(id_, replace(problem, value=id_)) for id_ in tokens(value)]

    def _silent(self) -> bool:
        """Whether nothing is said, since an error before has left nothing that could be allowed."""
        return bool(self.found) and refused(self.state)

    # -- problems

    def _tell(self, kind: Kind, state: Pattern, name: str = "", value: str = "", of: str = "", chunk: str = "") -> None:
        if len(self.found) >= MOST:
            raise _EnoughError
        self.found.append(self._problem(kind, state, name, value, of, chunk))

    def _problem(self, kind: Kind, state: Pattern, name: str, value: str, of: str, chunk: str = "") -> Problem:
        line, column = self.places.here(chunk)
        return Problem(kind, line, column, self.places.path(), state, name, value, of)

    def _again(self, chunk: str = "") -> None:
        line, column = self.places.here(chunk)
        self.found.append(replace(self.found[-1], line=line, column=column, again=True))


def refused(state: Pattern) -> bool:
    """Whether nothing can come, not even the end of the innermost element."""
    return isinstance(state.inner if isinstance(state, After) else state, NotAllowed)


def abandoned(state: Pattern, of: Patterns) -> Pattern:
    """The state after the innermost element, whatever it holds."""
    if isinstance(state, Choice):
        return of.choice(abandoned(member, of) for member in state.members)
    return state.rest if isinstance(state, After) else state


def by_itself(state: Pattern, of: Patterns) -> Pattern:
    """The state as if the innermost element were the root."""
    if isinstance(state, Choice):
        return of.choice(by_itself(member, of) for member in state.members)
    return of.after(state.inner, of.empty) if isinstance(state, After) else state
