"""Longevity: versions, what changed, formats and places that last."""

from __future__ import annotations

from tei.appraise.facts import Facts
from tei.appraise.grading import having, part, quoted, share, there
from tei.appraise.model import Answer, Criterion, Evidence, words


def _version(facts: Facts) -> Answer:
    said = facts.values("edition")
    also = quoted(said)
    what = words("a version (edition)", "版本号（edition）")
    return share(
        facts, "edition", what, words("Set version in edition.toml.", "在 edition.toml 中填写 version。"), also=also
    )


def _changes(facts: Facts) -> Answer:
    found = [text for text in facts.texts if text.counts.get("change")]
    if file := facts.beside.get("changes"):
        return Answer("met", (Evidence(words("a list of changes", "变更记录"), file.file),))
    what = words("a record of changes (revisionDesc)", "修订记录（revisionDesc）")
    advice = words(
        "Tell in CHANGES.md beside edition.toml what changes from version to version.",
        "在 edition.toml 旁的 CHANGES.md 中说明各版之变更。",
    )
    return having(facts, found, "change", what, advice)


def _control(facts: Facts) -> Answer:
    seen = [Evidence(words("a repository of git", "git 代码库"))] if facts.repository else []
    return there(
        seen,
        words("version control", "版本控制"),
        words("Keep the edition in git: `git init`.", "以 git 管理版本：`git init`。"),
    )


def _readme(facts: Facts) -> Answer:
    found = facts.beside.get("readme")
    advice = words("Write a README that says what the folder holds.", "撰写 README，说明文件夹内容。")
    if found is None:
        return Answer("unmet", (), (words("a README", "README"),), advice)
    seen = Evidence(words("it begins “{words}”", "其首行为“{words}”", words=found.words), found.file)
    if found.here:
        return Answer("met", (seen,))
    return Answer("partly", (seen,), (words("one in the folder of the edition", "版本文件夹内的 README"),), advice)


def _release(facts: Facts) -> Answer:
    seen = (
        [
            Evidence(
                words("releases with checksums: {n:,}", "带校验和的发布版 {n:,} 个", n=len(facts.releases)),
                facts.releases[-1],
            )
        ]
        if facts.releases
        else []
    )
    return there(
        seen,
        words("a release with checksums", "带校验和的发布版"),
        words("`tei release` makes one.", "`tei release` 可生成发布版。"),
    )


def _deposit(facts: Facts) -> Answer:
    seen = (
        [Evidence(words("metadata for a deposit", "典藏所需元数据"), facts.beside["deposit"].file)]
        if "deposit" in facts.beside
        else []
    )
    seen += [
        Evidence(words("metadata for a deposit", "典藏所需元数据"), facts.outputs.exports[n])
        for n in ("zenodo",)
        if n in facts.outputs.exports
    ]
    if facts.total("pid"):
        seen.append(
            Evidence(
                words("a persistent identifier, as archives give them", "典藏机构所授的持久标识"), facts.first("pid")
            )
        )
    return there(
        seen,
        words("a deposit in an archive, or metadata for one", "典藏记录或其所需元数据"),
        words("`tei export --to zenodo`, and deposit a release.", "运行 `tei export --to zenodo`，并存入发布版。"),
    )


def _addresses(facts: Facts) -> Answer:
    seen = (
        [
            Evidence(
                words(
                    "the addresses of the last release, which builds are held against",
                    "上一发布版的网址清单，构建时据以核对",
                ),
                facts.addresses,
            )
        ]
        if facts.addresses
        else []
    )
    if seen:
        return Answer("met", tuple(seen))
    advice = words(
        "Copy build/site/addresses.txt into the folder of the edition when you release it.",
        "发布时将 build/site/addresses.txt 复制到版本文件夹。",
    )
    missing = words("a kept list of the addresses that were published", "已公布网址的存档清单")
    if "addresses.txt" in facts.outputs.site:
        told = Evidence(
            words("a list of the addresses that the site has now", "网站现有网址清单"), "build/site/addresses.txt"
        )
        return Answer("partly", (told,), (missing,), advice)
    return Answer("unmet", (), (missing,), advice)


def _self_contained(facts: Facts) -> Answer:
    looked = facts.outputs.pages
    if not looked:
        return Answer(
            "unmet",
            (),
            (words("a site that could be looked at", "可供查看的网站"),),
            words("Build the edition (`tei build`).", "构建版本（`tei build`）。"),
        )
    alone = [page for page in looked if not page.outside]
    other = next((page for page in looked if page.outside), None)
    said = words(
        "pages that load nothing from elsewhere, of those that were looked at: {n:,} of {of:,}",
        "所查 {of:,} 页中 {n:,} 页不从别处载入",
        n=len(alone),
        of=len(looked),
    )
    missing = words(
        "{file} loads {at}", "{file} 载入 {at}", file=other.file if other else "", at=other.outside[0] if other else ""
    )
    advice = words("Keep what pages need in the edition itself.", "页面所需之物应存于版本之内。")
    return part(len(alone), len(looked), [Evidence(said, alone[0].file)] if alone else [], missing, advice)


def _archival(facts: Facts) -> Answer:
    pdfs = facts.outputs.pdfs
    good = [pdf for pdf in pdfs if any(name.startswith("PDF/A") for name in pdf.has)]
    kinds = sorted({name for pdf in pdfs for name in pdf.has if name.startswith("PDF/A")})
    said = words(
        "PDFs that say they are {kinds}: {n:,} of {of:,}",
        "PDF {of:,} 份，其中 {n:,} 份自称 {kinds}",
        n=len(good),
        of=len(pdfs),
        kinds=", ".join(kinds),
    )
    return part(
        len(good),
        len(pdfs),
        [Evidence(said, good[0].file)] if good else [],
        words("PDF/A for each", "均为 PDF/A"),
        words("Set them again (`tei build`).", "重新排版（`tei build`）。"),
    )


CRITERIA = (
    Criterion(
        "longevity.version",
        ("RIDE 4.16", "FAIR R1.2"),
        words("Does each text bear a version?", "各篇是否有版本号？"),
        _version,
    ),
    Criterion(
        "longevity.changes",
        ("RIDE 4.16", "FAIR R1.2"),
        words("Is it recorded what changed?", "是否记录修订？"),
        _changes,
    ),
    Criterion(
        "longevity.control",
        ("RIDE 4.16",),
        words("Is the edition under version control?", "是否受版本控制？"),
        _control,
    ),
    Criterion(
        "longevity.readme",
        ("RIDE 4.15",),
        words("Does a README say what lies where?", "是否有 README 说明内容？"),
        _readme,
    ),
    Criterion(
        "longevity.release",
        ("RIDE 4.16",),
        words("Is there a release that can be checked?", "是否有可校验的发布版？"),
        _release,
    ),
    Criterion(
        "longevity.deposit",
        ("RIDE 4.16", "FAIR F4"),
        words("Is it, or can it be, deposited in an archive?", "是否已经或可以典藏？"),
        _deposit,
    ),
    Criterion(
        "longevity.addresses",
        ("RIDE 4.8", "FAIR A2"),
        words("Is it watched that addresses stay?", "是否确保网址不变？"),
        _addresses,
    ),
    Criterion(
        "longevity.contained",
        ("RIDE 4.16",),
        words("Do pages need nothing from elsewhere?", "页面是否无需外部资源？"),
        _self_contained,
    ),
    Criterion(
        "longevity.archival", ("PDF/A",), words("Are the PDFs made to last?", "PDF 是否便于长期保存？"), _archival
    ),
)
