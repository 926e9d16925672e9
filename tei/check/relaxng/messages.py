"""Problems in words: what was found, what is allowed there, and what may be meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from tei.check.relaxng.expected import attributes, completing, expected, missing, parents, shortest, values, wanted
from tei.check.relaxng.explain import Kind, Problem
from tei.check.relaxng.loading import Schema
from tei.check.relaxng.nameclass import parts_of
from tei.check.relaxng.patterns import Attribute, Element, Pattern
from tei.names import TEI, XML

_SHOWN = 12  # names in a list
_LONGEST = 60  # characters of a text that is quoted
_XINCLUDE = "http://www.w3.org/2001/XInclude"
_PREFIXES = {
    XML: "xml:",
    _XINCLUDE: "xi:",
    "http://www.w3.org/2001/XMLSchema-instance": "xsi:",
    "http://www.w3.org/1998/Math/MathML": "mathml:",
    "http://www.w3.org/2000/svg": "svg:",
    "http://www.w3.org/1999/xlink": "xlink:",
    "http://relaxng.org/ns/structure/1.0": "rng:",
    "http://purl.oclc.org/dsdl/schematron": "sch:",
}


def told(schema: Schema, problem: Problem) -> tuple[str, str]:
    """The message about a problem, and the hint what to do."""
    return _TELLERS[problem.kind](schema, problem)


# -- elements


def _element(schema: Schema, problem: Problem) -> tuple[str, str]:
    name, where = problem.name, _within(problem)
    allowed = _allowed(schema, problem.state)
    own = parents(schema).get(name)
    if own is not None:
        again = "no more of it may come" if problem.of in own else ""
        return f"{shown(name)} is not allowed here{where}{_elsewhere(problem, own)}", _joined(again, allowed)
    namespace, local = parts_of(name)
    others = sorted({parts_of(n)[0] for n in parents(schema) if parts_of(n)[1] == local})
    if others and not _wild(schema, name):
        said = f"is in the namespace {namespace}" if namespace else "is in no namespace"
        hint = f'declare xmlns="{others[0]}" on the root' if others[0] and not namespace else "see its namespace"
        return f'"{local}" {said}; the schema has it in {others[0] or "none"}', hint
    if namespace == _XINCLUDE:
        return f"{shown(name)} is not allowed here{where}", "resolve inclusions by --xinclude"
    close = _near(name, expected(schema.automaton, problem.state).elements) or _near(name, parents(schema))
    if _wild(schema, name):
        return f"{shown(name)} is not allowed here{where}", _joined(close, allowed)
    return f"{shown(name)} is not an element of the schema", _joined(close, allowed)


def _elsewhere(problem: Problem, own: frozenset[str]) -> str:
    """Where an element may stand instead: the nearest around it, or those that there are if they are few."""
    around = [step.name for step in reversed(problem.path.steps[:-2]) if step.name in own]
    if around:
        return f", but in the {shown(around[0])} around it"
    places = [shown(other) if other else "the root" for other in shortest(own - {problem.of})]
    return f", but within {some(places)}" if 0 < len(places) <= _SHOWN else ""


def _wild(schema: Schema, name: str) -> bool:
    return any(name in element.names for element in schema.elements if element.names.wild)


def _early(schema: Schema, problem: Problem) -> tuple[str, str]:
    needed = missing(schema.automaton, problem.state, Element) - {problem.name}
    allowed = _allowed(schema, problem.state)
    if needed:
        first = some(_sorted(needed), 5, "and")
        return f"{shown(problem.name)} comes too early{_within(problem)}: {first} must come first", ""
    return f"{shown(problem.name)} comes too early{_within(problem)}", allowed


def _incomplete(schema: Schema, problem: Problem) -> tuple[str, str]:
    needed = missing(schema.automaton, problem.state, Element)
    if needed:
        return f"{shown(problem.of)} is not complete: {some(_sorted(needed), 5, 'and')} must come", ""
    ends = completing(schema.automaton, problem.state)
    if 0 < len(ends) <= _SHOWN:
        return f"{shown(problem.of)} is not complete: {some(_sorted(ends), _SHOWN)} must come", ""
    return f"{shown(problem.of)} is not complete", _allowed(schema, problem.state)


def _allowed(schema: Schema, state: Pattern) -> str:
    may = expected(schema.automaton, state)
    said = [*(["the end of the element"] if may.end else []), *(["text"] if may.text else []), *may.texts]
    names = list(may.elements)
    if not may.end and len(names) > _SHOWN:  # what completes the element first
        ends = completing(schema.automaton, state)
        names.sort(key=lambda name: name not in ends)
    said += [shown(name) for name in names]
    said += ["elements of other names"] if may.wild else []
    return f"allowed here: {some(said)}" if said else "nothing is allowed here"


# -- attributes


def _attribute(schema: Schema, problem: Problem) -> tuple[str, str]:
    names = attributes(schema.automaton, problem.state)
    close = _near(problem.name, names.names, "@")
    owners = [e for e in schema.elements if problem.name in _own(schema, e)]
    own = any(problem.of in owner.names for owner in owners)
    message = f"{shown(problem.of)} has no attribute {_at(problem.name)}"
    if own:
        message = f"{_at(problem.name)} is not allowed on {shown(problem.of)} here"
    elif owners and not close:
        places = shortest({name for owner in owners for name in owner.names.names})
        if len(places) <= 5:
            message += f"; it belongs to {some([shown(p) for p in places], 5, 'and')}"
    listed = [_at(name) for name in shortest(names.names)]
    return message, _joined(close, f"it may have {some(listed)}" if listed else "it has no attributes")


@lru_cache(maxsize=4096)
def _own(schema: Schema, element: Element) -> frozenset[str]:
    return attributes(schema.automaton, element.content).names


def _lacks(schema: Schema, problem: Problem) -> tuple[str, str]:
    needed = missing(schema.automaton, problem.state, Attribute)
    if needed:
        plural = "s" if len(needed) > 1 else ""
        return (
            f"{shown(problem.of)} lacks the attribute{plural} {some([_at(n) for n in shortest(needed)], 9, 'and')}",
            "",
        )
    names = attributes(schema.automaton, problem.state).names
    return f"{shown(problem.of)} lacks an attribute", f"it needs one of {some([_at(n) for n in shortest(names)])}"


def _value(schema: Schema, problem: Problem) -> tuple[str, str]:
    del schema
    said = list(dict.fromkeys(wanted(problem.state)))
    must = f"; it must be {some(said, last='or')}" if said else ""
    return f"{_at(problem.name)} may not be {quoted(problem.value)}{must}", _near_value(problem)


# -- text


def _text(schema: Schema, problem: Problem) -> tuple[str, str]:
    return f"text is not allowed here{_within(problem)}: {quoted(problem.value)}", _allowed(schema, problem.state)


def _data(schema: Schema, problem: Problem) -> tuple[str, str]:
    may = expected(schema.automaton, problem.state)
    must = f"must be {some(list(dict.fromkeys(may.texts)), last='or')}" if may.texts else "is not right"
    return f"the text of {shown(problem.of)} {must}, not {quoted(problem.value)}", _near(
        problem.value, values(problem.state)
    )


def _id(schema: Schema, problem: Problem) -> tuple[str, str]:
    del schema
    return f'the ID "{problem.value}" stands here for the second time', "give one of the elements another"


def _idref(schema: Schema, problem: Problem) -> tuple[str, str]:
    del schema
    return f'{_at(problem.name)} refers to "{problem.value}", but nothing has this ID', "mend the reference"


# -- words


def shown(name: str) -> str:
    """A name in quotation marks, with a prefix if its namespace has a usual one."""
    namespace, local = parts_of(name)
    if namespace in ("", TEI):
        return f'"{local}"'
    prefix = _PREFIXES.get(namespace)
    return f'"{prefix}{local}"' if prefix else f'"{local}" (of {namespace})'


def _at(name: str) -> str:
    namespace, local = parts_of(name)
    prefix = _PREFIXES.get(namespace, f"{{{namespace}}}") if namespace else ""
    return f"@{prefix}{local}"


def quoted(text: str) -> str:
    """`text` in quotation marks, cut when it is long."""
    text = " ".join(text.split())
    return f'"{text[:_LONGEST]}…"' if len(text) > _LONGEST else f'"{text}"'


def some(names: Sequence[str], most: int = _SHOWN, last: str = "or") -> str:
    """The first of `names`, and how many more there are."""
    if len(names) > most + 1:
        return f"{', '.join(names[:most])} and {len(names) - most} more"
    return f" {last} ".join(part for part in (", ".join(names[:-1]), names[-1]) if part) if names else ""


def _sorted(names: Iterable[str]) -> list[str]:
    return [shown(name) for name in shortest(names)]


def _within(problem: Problem) -> str:
    return f" within {shown(problem.of)}" if problem.of else " as the root"


def _joined(*hints: str) -> str:
    return "; ".join(hint for hint in hints if hint)


def near(name: str, names: Iterable[str]) -> str:
    """The local name among `names`, of the same namespace, that was probably meant; "" if there is none."""
    from difflib import get_close_matches

    namespace, sought = parts_of(name)
    local = sorted({parts_of(other)[1] for other in names if parts_of(other)[0] == namespace})
    for other in local:
        if other.casefold() == sought.casefold():
            return other
    return next(iter(get_close_matches(sought, local, 1, 0.75)), "")


def _near_value(problem: Problem) -> str:
    from difflib import get_close_matches

    said = list(dict.fromkeys(values(problem.state)))
    folded = {value.casefold(): value for value in said}
    found = folded.get(problem.value.strip().casefold()) or next(
        iter(get_close_matches(problem.value, said, 1, 0.7)), ""
    )
    return f"did you mean {found}?" if found else ""


def _near(name: str, names: Iterable[str], mark: str = "") -> str:
    """A question after the name that was meant, if one is near."""
    found = near(name, names)
    return f"did you mean {mark}{found}?" if found else ""


_TELLERS = {
    Kind.ELEMENT: _element,
    Kind.EARLY: _early,
    Kind.INCOMPLETE: _incomplete,
    Kind.ATTRIBUTE: _attribute,
    Kind.LACKS: _lacks,
    Kind.VALUE: _value,
    Kind.TEXT: _text,
    Kind.DATA: _data,
    Kind.ID: _id,
    Kind.IDREF: _idref,
}
