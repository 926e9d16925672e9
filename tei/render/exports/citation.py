"""What the files that say how to cite the edition have in common: people, the licence, the languages."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tei.model import Edition, Editor, Texts
from tei.render.exports.corpus import Corpus

#: The licences whose addresses are known: their SPDX identifiers (https://spdx.org/licenses/).
_LICENCES = re.compile(r"https?://creativecommons\.org/licenses/(by(?:-nc)?(?:-nd|-sa)?)/(\d\.\d)(?:/.*)?")
_OTHERS: Mapping[str, str] = {
    "creativecommons.org/publicdomain/zero/1.0": "CC0-1.0",
    "opendatacommons.org/licenses/by/1-0": "ODC-By-1.0",
    "opendatacommons.org/licenses/odbl/1-0": "ODbL-1.0",
    "opendatacommons.org/licenses/pddl/1-0": "PDDL-1.0",
    "www.etalab.gouv.fr/licence-ouverte-open-licence": "etalab-2.0",
}


def spdx(address: str) -> str:
    """The SPDX identifier of the licence at `address`, or ""."""
    if found := _LICENCES.fullmatch(address.strip()):
        return f"CC-{found[1].upper()}-{found[2]}"
    bare = re.sub(r"^https?://", "", address.strip()).rstrip("/")
    return next((name for start, name in _OTHERS.items() if bare.startswith(start)), "")


def person(editor: Editor) -> tuple[str, str]:
    """Family and given names: as ``Family, Given`` says; else the last of several Latin words is the family's.

    A name that cannot be divided (李安) is the family's, and there is no given one.
    """
    name = " ".join(editor.name.split())
    if "," in name:
        family, _, given = name.partition(",")
        return family.strip(), given.strip()
    given, _, family = name.rpartition(" ")
    return family, given


def titles(edition: Edition) -> str:
    """The edition's titles in all languages, the first one first."""
    return " / ".join(title for _, title in edition.title) or edition.id


def abstract(corpus: Corpus) -> str:
    """What the edition is: as it says itself, and in a sentence."""
    spoken = list(dict.fromkeys(v.lang for text in corpus.texts for v in text.versions if v.lang))
    number = len(corpus.texts)
    texts = f"{number:,} text{'' if number == 1 else 's'}"
    what = f"An edition of {texts}, encoded in TEI P5" + (f"; languages: {', '.join(spoken)}." if spoken else ".")
    return " ".join(words for words in (description(corpus.edition), what) if words)


def rights(edition: Edition) -> str:
    """What the edition says about rights, in its first language."""
    return _first(edition, edition.rights)


def description(edition: Edition) -> str:
    """What the edition says that it is, in its first language."""
    return _first(edition, edition.description)


def _first(edition: Edition, texts: Texts) -> str:
    told = dict(texts)
    return next((told[lang] for lang in (*(lang for lang, _ in edition.title), *told) if lang in told), "")


def keywords(edition: Edition) -> list[str]:
    """All keywords, each once."""
    return list(dict.fromkeys(word for _, words in edition.keywords for word in words))
