"""Accessibility: what can be seen of it in pages, PDFs and e-books without a reader's help."""

from __future__ import annotations

from tei.appraise.facts import Facts
from tei.appraise.grading import part
from tei.appraise.model import Answer, Criterion, Evidence, Words, words

_NO_SITE = words("a site that could be looked at", "可供查看的网站")
_BUILD = words("Build the edition (`tei build`).", "构建版本（`tei build`）。")
_LIKE_OURS = words("Compare the stylesheets with those of tei.", "请与 tei 自带的样式表比较。")


def _pages(facts: Facts, wanted: tuple[str, ...], what: Words) -> Answer:
    """How many of the pages that were looked at have all that is wanted."""
    looked = facts.outputs.pages
    if not looked:
        return Answer("unmet", (), (_NO_SITE,), _BUILD)
    good = [page for page in looked if page.has >= set(wanted)]
    lacking = [page for page in looked if not page.has >= set(wanted)]
    said = words(
        "{en}: {n:,} of {of:,} pages that were looked at",
        "{zh}：所查 {of:,} 页中 {n:,} 页",
        n=len(good),
        of=len(looked),
        en=what[0],
        zh=what[1],
    )
    seen = [Evidence(said, good[0].file)] if good else []
    missing = words("{en}, in {file}", "{zh}：{file}", en=what[0], zh=what[1], file=lacking[0].file if lacking else "")
    return part(len(good), len(looked), seen, missing, _LIKE_OURS)


def _language(facts: Facts) -> Answer:
    return _pages(facts, ("lang",), words("its language is declared", "已声明语言"))


def _structure(facts: Facts) -> Answer:
    wanted = ("title", "h1", "main", "skip")
    return _pages(
        facts, wanted, words("title, heading, main part, a way to skip to it", "标题、大标题、正文区及直达链接")
    )


def _images(facts: Facts) -> Answer:
    return _pages(facts, ("alt",), words("no image without words in its place", "图像均有替代文字"))


def _narrow(facts: Facts) -> Answer:
    return _pages(facts, ("viewport",), words("made for narrow screens, too", "亦为窄屏而设"))


def _pdfs(facts: Facts) -> Answer:
    pdfs = facts.outputs.pdfs
    if not pdfs:
        return Answer("unmet", (), (words("a PDF that could be looked at", "可供查看的 PDF"),), _BUILD)
    wanted = {"tagged", "language", "PDF/UA-1"}
    good = [pdf for pdf in pdfs if pdf.has >= wanted]
    said = words(
        "PDFs with tags and languages that say they are PDF/UA-1: {n:,} of {of:,}",
        "PDF {of:,} 份，其中 {n:,} 份加标签、标语言、自称 PDF/UA-1",
        n=len(good),
        of=len(pdfs),
    )
    bad = next((pdf for pdf in pdfs if not pdf.has >= wanted), None)
    missing = words(
        "tags, language or PDF/UA-1 in {file}", "{file} 缺标签、语言或 PDF/UA-1", file=bad.file if bad else ""
    )
    return part(
        len(good),
        len(pdfs),
        [Evidence(said, good[0].file)] if good else [],
        missing,
        words("Set them again (`tei build`).", "重新排版（`tei build`）。"),
    )


def _books(facts: Facts) -> Answer:
    books = facts.outputs.books
    good = [file for file, told in books if told]
    said = words(
        "e-books that say how accessible they are: {n:,} of {of:,}",
        "电子书 {of:,} 份，说明无障碍情形者 {n:,} 份",
        n=len(good),
        of=len(books),
    )
    return part(
        len(good),
        len(books),
        [Evidence(said, good[0])] if good else [],
        words("metadata on accessibility in each e-book", "每份电子书的无障碍元数据"),
        words("`tei export --to epub`.", "运行 `tei export --to epub`。"),
    )


CRITERIA = (
    Criterion(
        "accessibility.language",
        ("WCAG 3.1.1",),
        words("Do pages declare their language?", "页面是否声明语言？"),
        _language,
    ),
    Criterion(
        "accessibility.structure",
        ("WCAG 1.3.1", "WCAG 2.4.1"),
        words("Are pages divided so that one can find one’s way by ear?", "页面结构是否便于听读？"),
        _structure,
    ),
    Criterion(
        "accessibility.images",
        ("WCAG 1.1.1",),
        words("Have images words in their place?", "图像是否有替代文字？"),
        _images,
    ),
    Criterion(
        "accessibility.narrow",
        ("WCAG 1.4.10", "CDE Mobile friendly/application"),
        words("Do pages fit small screens?", "页面是否适应小屏幕？"),
        _narrow,
    ),
    Criterion(
        "accessibility.print",
        ("PDF/UA-1",),
        words("Are the PDFs tagged?", "PDF 是否加标签？"),
        _pdfs,
    ),
    Criterion(
        "accessibility.books",
        ("EPUB Accessibility 1.1",),
        words("Do e-books say how accessible they are?", "电子书是否说明无障碍情形？"),
        _books,
    ),
)
