"""What an edition says of its printed pages: the table ``[print]`` of edition.toml."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tei.model import LAYOUTS
from tei.report import TeiError

if TYPE_CHECKING:
    from tei.edit.toml import Table

_SIZE = re.compile(r"(\d{2,3}(?:\.\d+)?)\s*(?:x|×|by)\s*(\d{2,4}(?:\.\d+)?)\s*mm", re.IGNORECASE)
_NARROW, _BINDING = 90, 40  # millimetres


def paper(printed: Table) -> str | tuple[float, float]:
    """The paper that the table names, as `paper_named`."""
    try:
        return paper_named(printed.text("paper", "a4"))
    except TeiError as error:
        raise printed.error("E003", error.finding.message, "paper", hint=error.finding.hint) from error


def paper_named(text: str) -> str | tuple[float, float]:
    """A paper: a name, which Typst will know or not, or width and height in millimetres.

    Raises:
        TeiError: E003 when it is neither.
    """
    size = _SIZE.fullmatch(text.strip())
    if size is None:
        if re.fullmatch(r"[a-z][a-z0-9-]*", text) is None:
            hint = 'a name such as "a4", "a5", "us-letter", or a size such as "155 x 235 mm"'
            raise TeiError("E003", f'"{text}" is no paper', hint=hint)
        return text
    width, height = float(size[1]), float(size[2])
    if min(width, height) < _NARROW:
        raise TeiError("E003", f'"{text}" is too small for a page', hint=f"at least {_NARROW} mm each way")
    return width, height


def layout(printed: Table) -> str:
    """One of `LAYOUTS`."""
    return printed.text("layout", LAYOUTS[0], among=LAYOUTS)


def binding(printed: Table) -> float:
    """Millimetres that the binding takes of the inner margin."""
    found = printed.number("binding", 0)
    if not 0 <= found <= _BINDING:
        raise printed.error("E003", f"{found:g} mm is no margin", "binding", hint=f"from 0 to {_BINDING} millimetres")
    return found
