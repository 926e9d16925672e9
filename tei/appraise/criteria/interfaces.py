"""Interfaces: for readers who browse, search and print; for programs that fetch and reuse."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tei.appraise.facts import Facts
from tei.appraise.grading import BUILD, NO_TEXTS, among, graded, there
from tei.appraise.model import Answer, Criterion, Evidence, Words, words

_WAYS = {
    "persons.html": ("persons", "人物"),
    "places.html": ("places", "地点"),
    "organisations.html": ("organisations", "机构"),
    "events.html": ("events", "事件"),
    "documents.html": ("documents", "文献"),
    "calendar.html": ("calendar", "日历"),
    "pages.html": ("newspaper pages", "版面"),
    "timeline.html": ("timeline", "时间轴"),
    "map.html": ("map", "地图"),
}
_SITE = words("Build the site (`tei build`).", "构建网站（`tei build`）。")
_CORPORA = ("tmx", "moses", "tsv", "text", "markdown", "csv", "jsonl", "epub")
_LINKED = ("jsonld", "turtle", "beacon", "geojson")


def _of_texts(facts: Facts, stems: Sequence[str], what: Words, at: str, advice: Words) -> Answer:
    """How many of the texts have something made of them."""
    if not facts.texts:
        return Answer("unmet", (), (NO_TEXTS,), BUILD)
    verdict = graded(len(stems), len(facts.texts))
    seen = (Evidence(among(len(stems), len(facts.texts), what), at),) if stems else ()
    return Answer(verdict, seen) if verdict == "met" else Answer(verdict, seen, (what,), advice)


def _site(facts: Facts) -> Answer:
    site = facts.outputs.site
    stems = [text.stem for text in facts.texts if f"{text.stem}.html" in site]
    return _of_texts(facts, stems, words("a page of its own", "独立页面"), "build/site/index.html", _SITE)


def _browse(facts: Facts) -> Answer:
    site = facts.outputs.site
    ways = [(name, told) for name, told in _WAYS.items() if name in site]
    seen = (
        [
            Evidence(
                words("{en}", "{zh}", en=", ".join(w[0] for _, w in ways), zh="、".join(w[1] for _, w in ways)),
                f"build/site/{ways[0][0]}",
            )
        ]
        if ways
        else []
    )
    return there(
        seen,
        words("indexes, a calendar, a map: ways into the texts besides their list", "索引、日历、地图等入口"),
        _SITE,
    )


def _search(facts: Facts) -> Answer:
    seen = (
        [Evidence(words("a page for searching", "检索页"), "build/site/search.html")]
        if "search.html" in facts.outputs.site
        else []
    )
    return there(seen, words("a search of the texts", "全文检索"), _SITE)


def _languages(facts: Facts) -> Answer:
    said = sorted(at[len("assets/ui.") : -len(".js")] for at in facts.outputs.site if at.startswith("assets/ui."))
    seen = [Evidence((", ".join(said), "、".join(said)), f"build/site/assets/ui.{said[0]}.js")] if said else []
    return there(seen, words("words of the interface in the languages of its readers", "以读者语言呈现的界面"), _SITE)


def _data(facts: Facts) -> Answer:
    offered = [text.stem for text in facts.texts if f"downloads/{text.stem}.xml" in facts.outputs.site]
    fresh = [stem for stem in offered if stem in facts.outputs.fresh]
    what = words("its TEI, as it is now, to be downloaded", "可下载的现行 TEI")
    at = f"build/site/downloads/{fresh[0]}.xml" if fresh else ""
    answer = _of_texts(facts, fresh, what, at, _SITE)
    if len(fresh) < len(offered):
        stale = words(
            "texts of which the site offers an older TEI: {n:,}",
            "网站所供 {n:,} 篇 TEI 已过时",
            n=len(offered) - len(fresh),
        )
        return Answer("partly", (*answer.evidence, Evidence(stale)), (what,), _SITE)
    return answer


def _print(facts: Facts) -> Answer:
    there_are = {pdf.file: pdf for pdf in facts.outputs.pdfs}
    stems = [text.stem for text in facts.texts if f"build/print/{text.stem}.pdf" in there_are]
    at = f"build/print/{stems[0]}.pdf" if stems else ""
    advice = words("`tei render --to print`, or `tei build`.", "运行 `tei render --to print` 或 `tei build`。")
    return _of_texts(facts, stems, words("a PDF", "PDF"), at, advice)


def _exported(formats: Sequence[str], missing: Words, advice: Words) -> Callable[[Facts], Answer]:
    """The answer to whether one of these formats was exported."""

    def answer(facts: Facts) -> Answer:
        found = [(name, facts.outputs.exports[name]) for name in formats if name in facts.outputs.exports]
        return there([Evidence((name, name), at) for name, at in found], missing, advice)

    return answer


def _metadata(facts: Facts) -> Answer:
    site, exports = facts.outputs.site, facts.outputs.exports
    seen = [
        Evidence(words("{en}", "{zh}", en=en, zh=zh), f"build/site/{at}")
        for at, en, zh in (("sitemap.xml", "a sitemap", "网站地图"), ("feed.atom", "a feed", "订阅源"))
        if at in site
    ]
    described = [page for page in facts.outputs.pages if "json-ld" in page.has]
    if described:
        seen.append(
            Evidence(
                words("metadata in the pages (schema.org, JSON-LD)", "页面内的元数据（schema.org，JSON-LD）"),
                described[0].file,
            )
        )
    seen += [
        Evidence(("metadata of a deposit", "典藏元数据"), exports[name])
        for name in ("codemeta", "zenodo")
        if name in exports
    ]
    return there(
        seen,
        words("metadata that catalogues can fetch", "可供目录收割的元数据"),
        words(
            "Set [site] address, build the site; `tei export --to codemeta --to zenodo`.",
            "填写 [site] address 并构建网站；运行 `tei export --to codemeta --to zenodo`。",
        ),
    )


CRITERIA = (
    Criterion(
        "interfaces.site",
        ("RIDE 4.3", "CDE URL"),
        words("Can each text be read in a browser?", "各篇能否在浏览器中阅读？"),
        _site,
    ),
    Criterion(
        "interfaces.browse",
        ("RIDE 4.3", "RIDE 4.5", "CDE Indices"),
        words("Are there several ways into the texts?", "是否有多种入口？"),
        _browse,
    ),
    Criterion(
        "interfaces.search",
        ("RIDE 4.4", "CDE String matching"),
        words("Can the texts be searched?", "能否检索全文？"),
        _search,
    ),
    Criterion(
        "interfaces.languages",
        ("CDE Website language",),
        words("Does the interface speak the languages of its readers?", "界面是否使用读者的语言？"),
        _languages,
    ),
    Criterion(
        "interfaces.data",
        ("RIDE 4.12", "CDE XML(-TEI) available to download"),
        words("Is the TEI of each text offered, as it is now?", "是否提供各篇现行的 TEI？"),
        _data,
    ),
    Criterion(
        "interfaces.print",
        ("RIDE 4.11", "CDE Print-friendly view"),
        words("Can each text be had for printing?", "各篇能否打印？"),
        _print,
    ),
    Criterion(
        "interfaces.formats",
        ("RIDE 4.9", "FAIR I1"),
        words("Can the texts be had in formats of other tools?", "能否以其他工具的格式取得？"),
        _exported(
            _CORPORA,
            words(
                "a form that other tools read: TMX, tables, plain text, e-book",
                "其他工具可读的形式：TMX、表格、纯文本、电子书",
            ),
            words("`tei export --to tmx --to csv --to epub`.", "运行 `tei export --to tmx --to csv --to epub`。"),
        ),
    ),
    Criterion(
        "interfaces.api",
        ("RIDE 4.9", "FAIR A1.1", "CDE API"),
        words("Can programs fetch passages by their references?", "程序能否按引用取得段落？"),
        _exported(
            ("dts",),
            words("an interface for programs, such as DTS", "程序接口，如 DTS"),
            words("`tei export --to dts`, and put it beside the site.", "运行 `tei export --to dts`，并置于网站旁。"),
        ),
    ),
    Criterion(
        "interfaces.linked",
        ("FAIR I2", "FAIR I3", "CDE Linked Open Data"),
        words("Are records and mentions offered as linked data?", "是否以关联数据提供条目及其出处？"),
        _exported(
            _LINKED,
            words("linked data: JSON-LD, Turtle, BEACON", "关联数据：JSON-LD、Turtle、BEACON"),
            words("`tei export --to jsonld --to beacon`.", "运行 `tei export --to jsonld --to beacon`。"),
        ),
    ),
    Criterion(
        "interfaces.metadata",
        ("FAIR F4", "FAIR A2"),
        words("Can catalogues and search engines fetch metadata?", "目录与搜索引擎能否取得元数据？"),
        _metadata,
    ),
)
