"""The forms in which findings are handed over: to people, to code hosts, to build servers.

A form is a function from a `Verdict` to a text.  Forms are plug-ins: a module of this folder, with a line in `FORMS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module

from tei.report import as_json
from tei.reports.text import PLAIN, Look, as_text
from tei.reports.verdict import Verdict


def _by_module(name: str) -> Callable[[Verdict], str]:
    """The form of the module ``tei.reports.<name>``, its function ``as_<name>``; it is imported when it is used."""

    def form(verdict: Verdict) -> str:
        made: str = getattr(import_module(f"tei.reports.{name}"), f"as_{name}")(verdict)
        return made

    return form


#: The forms that ``--format`` offers, besides ``text``.
FORMS: Mapping[str, Callable[[Verdict], str]] = {
    "json": lambda verdict: as_json(verdict.findings),
    **{name: _by_module(name) for name in ("github", "sarif", "junit", "gitlab", "html")},
}

NAMES = ("text", *FORMS)


def render(form: str, verdict: Verdict, look: Look = PLAIN) -> str:
    """`verdict` in the form that is called `form`, one of `NAMES`; `look` is of use to ``text`` only."""
    return as_text(verdict, look) if form == "text" else FORMS[form](verdict)
