"""Quoted documents that no record covers: 《…》, “关于……的决议”, "Resolution on …"."""

from __future__ import annotations

import re

from tei.annotate.span import Context, Span

_DOCUMENT = (
    "决议|決議|决定|決定|指示|公报|公報|报告|報告|宣言|条例|條例|"
    "纲要|綱要|方案|计划|計劃|规定|規定|通知|意见|意見|草案|声明|聲明"
)
_HAN = re.compile(rf"《([^《》]{{1,60}})》|[“「『]((?:关于|關於)[^“”「」『』]{{2,60}}(?:{_DOCUMENT}))[”」』]")
_LATIN = re.compile(
    r"[\"“](((?:The )?(?:Draft )?(?:Resolution|Decision|Communiqu[eé]|Report|Directive|Instructions?|Declaration|"
    r"Regulations?|Program(?:me)?|Outline|Circular|Notice|Statement|Treaty|Agreement|Opinions?)\b[^\"“”]{2,200}?))[,.]?[\"”]"
)


def quotations(text: str, context: Context) -> list[Span]:
    """Quoted documents as ``title`` without a record; the quotation marks stay outside."""
    del context
    found = []
    for pattern in (_HAN, _LATIN):
        for match in pattern.finditer(text):
            group = 1 if match[1] else 2
            found.append(Span(match.start(group), match.end(group), "title"))
    return found
