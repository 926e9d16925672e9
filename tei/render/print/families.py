"""The families of fonts that an edition names: are they there?"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from tei.render.print.setting import all_fonts, font_folders
from tei.report import Finding, finding


def unknown(fonts: Mapping[str, Sequence[str]], font_paths: Sequence[Path], system: bool) -> Iterator[Finding]:
    """A warning, W006, for each family that no font here belongs to: the next one, or ours, takes its place."""
    if not any(fonts.values()):
        return
    known = {family.casefold(): family for family in all_fonts(tuple(font_folders(font_paths)), system).families()}
    for lang, families in fonts.items():
        for family in families:
            if family.casefold() not in known:
                near = difflib.get_close_matches(family.casefold(), known, 1, 0.7)
                meant = f'did you mean "{known[near[0]]}"? Or ' if near else ""
                yield finding(
                    "W006",
                    f'there is no family of fonts "{family}", which [print.fonts] names for {lang}',
                    severity="warning",
                    engine="print",
                    hint=f"{meant}put its files into a folder, and name that with --font-path",
                )
