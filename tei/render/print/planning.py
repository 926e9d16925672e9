"""Planning a text of which a typesetter has made a galley."""

from __future__ import annotations

from tei.render.print.facing import faced
from tei.render.print.mending import paged
from tei.render.print.places import Places, told
from tei.render.print.plan import Plan
from tei.render.print.setting import Typesetter
from tei.render.print.survey import Survey


def planned(typesetter: Typesetter, first: Survey | None) -> tuple[Plan, Places] | None:
    """The plan of the one text of a document, and where all stands in it; the document is set by that then.

    `first` is the survey of what the typesetter set without a plan.  None if Typst refuses something.
    """
    if first is None:
        return None

    def setting(plan: Plan, places: Places) -> Survey | None:
        typesetter.learn(plan.told(), told([places]))
        return typesetter.survey()

    found = faced(first, setting) if any(first.of("unit")) else paged(first, setting)
    if found is not None:
        plan, places = found
        typesetter.learn(plan.told(), told([places]))
    return found
