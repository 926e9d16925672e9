"""Prefixes that stand for addresses: ``prefixDef`` (TEI Guidelines, 17.2.3, Using Abbreviated Pointers)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tei.check.references.survey import Survey
from tei.report import Finding

_MOST = 10_000_000  # steps that the worst value may take
_UNKNOWN = "?:"  # an address that is not known; it has a scheme, so that nothing is looked for


@dataclass(frozen=True, slots=True)
class _Rule:
    """What the rest of a pointer must be, and the address that it stands for, with ``$1`` for its parts."""

    said: str
    pattern: re.Pattern[str] | None
    repeats: int
    replacement: str


@dataclass(slots=True)
class Prefixes:
    """The prefixes of a document; `findings` are about their declarations."""

    rules: dict[str, list[_Rule]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    _known: dict[tuple[str, str], str | None] = field(default_factory=dict)

    @property
    def names(self) -> dict[str, list[_Rule]]:
        """The prefixes that are declared."""
        return self.rules

    def resolved(self, prefix: str, rest: str) -> str | None:
        """The address for ``prefix:rest``; None when no declaration fits."""
        key = prefix, rest
        if key not in self._known:
            self._known[key] = self._resolved(prefix, rest)
        return self._known[key]

    def _resolved(self, prefix: str, rest: str) -> str | None:
        for rule in self.rules[prefix]:
            if rule.pattern is None or (len(rest) + 1) ** rule.repeats > _MOST:
                return _UNKNOWN
            match = rule.pattern.fullmatch(rest)
            if match:
                return _filled(rule.replacement, rest, match)
        return None

    def patterns(self, prefix: str) -> str:
        """A hint that names the patterns."""
        return f"after {prefix}: must come {' or '.join(rule.said for rule in self.rules[prefix])}"


def _filled(replacement: str, rest: str, match: re.Match[str]) -> str:
    """The replacement with the parts of the match for ``$1``, ``$2`` … and all of it for ``$0``."""
    parts = (rest, *match.groups(default=""))
    return re.sub(r"\$(\d)", lambda number: parts[int(number[1])] if int(number[1]) < len(parts) else "", replacement)


def prefixes(found: Survey) -> Prefixes:
    """The prefixes that the document declares."""
    made = Prefixes()
    for spot in found.spots("prefixDef"):
        ident, said = spot.element.get("ident", ""), spot.element.get("matchPattern", "")
        pattern, repeats, reason = compiled(said)
        if reason:
            message = f'the matchPattern "{said}" of the prefix "{ident}" {reason}'
            made.findings.append(found.finding("R014", message, spot, "mend the pattern", "warning"))
        made.rules.setdefault(ident, []).append(
            _Rule(said, pattern, repeats, spot.element.get("replacementPattern", ""))
        )
    return made


def compiled(said: str) -> tuple[re.Pattern[str] | None, int, str]:
    """The pattern, how many of its parts repeat, and why it is not used.

    A value of n characters takes at most (n + 1) to the power of the repeated parts: a pattern whose repetitions hold
    repetitions or alternatives, which could take for ever, is not used.
    """
    try:
        pattern = re.compile(said)
        repeats = _repeats(said)
    except (re.error, OverflowError, RecursionError):
        return None, 0, "is no regular expression"
    if repeats < 0:
        return None, 0, "is not used: its repetitions hold repetitions or alternatives, and might take for ever"
    return pattern, repeats, ""


def _repeats(said: str) -> int:
    """How many parts of the expression repeat; -1 when what repeats is more than characters."""
    count, inside, classed, at = 0, list[int](), False, 0
    alternatives = [False]
    while at < len(said):
        char = said[at]
        if char == "\\":
            at += 2
            continue
        if classed:
            classed = char != "]" or said[at - 1] == "["
        elif char == "[":
            classed = True
        elif char == "(":
            inside.append(count)
            alternatives.append(False)
        elif char == "|":
            alternatives[-1] = True
            count += 1
        elif char == ")":
            before, either = (inside.pop() if inside else count), alternatives.pop() if len(alternatives) > 1 else False
            following = said[at + 1 : at + 2]
            if following in ("*", "+", "{") and following and (count > before or either):
                return -1
        elif char in "*+?{":
            count += 1
        at += 1
    return count
