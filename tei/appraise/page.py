"""A card as a page that needs nothing else: made by XSLT from the fact sheet, in the look of the site.

Its style stands in it, and the policy of the page allows this style alone, by its digest; there is no script.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence

from lxml import etree

from tei.appraise.factsheet import factsheet
from tei.appraise.model import Card
from tei.data import shipped
from tei.model import primary
from tei.render.xslt import languages, transform


def as_html(card: Card, lang: str = "") -> str:
    """The page, in the language `lang`; without one, in that of the edition's first title, else in English."""
    style = shipped("xslt/export/report.css").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    params = {
        "ui": lang or _language([of for of, _ in card.subject.title]),
        "style": style,
        "policy": f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
    }
    page = transform(shipped("xslt/export/report.xsl"), etree.ElementTree(factsheet(card)), params)
    made = etree.tostring(page, method="html", encoding="utf-8", doctype="<!DOCTYPE html>")
    return made.decode().rstrip() + "\n"


def _language(tags: Sequence[str]) -> str:
    return next((tag for tag in map(primary, tags) if tag in languages()), "en")
