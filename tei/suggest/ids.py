"""An xml:id for every suggestion."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tei.compare.likeness import is_chinese
from tei.edit.authority import RESERVED
from tei.han import syllables
from tei.model import Edition
from tei.names import is_ncname
from tei.suggest.groups import unstatused

if TYPE_CHECKING:
    from tei.suggest.names import Suggestion

_PREFIX = {"persName": "pers", "placeName": "place", "orgName": "org", "eventName": "event", "title": "doc"}
_IDLE = re.compile(r"\b(?:the|of|and|on|in|for)\b")
_LONGEST = 60


def ids(found: Sequence[Suggestion], edition: Edition) -> list[Suggestion]:
    """The suggestions, each with an ``xml:id`` such as ``place.guiyang`` that nothing else has."""
    taken = {entity.id for entity in edition.authority} | {editor.id for editor in edition.editors}
    named = []
    for suggestion in found:
        stem = f"{_PREFIX[suggestion.type]}.{_slug(suggestion)}"
        id_, n = stem, 2
        while id_ in taken or RESERVED.fullmatch(id_) or not is_ncname(id_):
            id_, n = f"{stem}-{n}", n + 1
        taken.add(id_)
        named.append(replace(suggestion, id=id_))
    return named


def _slug(suggestion: Suggestion) -> str:
    """The name in letters, if it has one, else how it sounds."""
    letters = [form.text for form in suggestion.names if not is_chinese(form.text)]
    name = letters[0] if letters else suggestion.names[0].text
    if not letters:
        sounds = syllables(name)
        return "".join(sounds)[:_LONGEST] or "x"
    plain = unicodedata.normalize("NFKD", unstatused(name.casefold(), suggestion.type))
    plain = _IDLE.sub(" ", "".join(c for c in plain if not unicodedata.combining(c)).replace("'", ""))
    words = "-".join(re.findall("[a-z0-9]+", plain)) or "x"
    return words if len(words) <= _LONGEST else words[:_LONGEST].rsplit("-", 1)[0]
