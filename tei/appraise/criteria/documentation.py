"""What the edition tells about itself: its subject, sources, aims; how to cite it."""

from __future__ import annotations

from collections.abc import Callable

from tei.appraise.facts import Facts
from tei.appraise.grading import having, listed, share, there
from tei.appraise.model import Answer, Criterion, Evidence, Words, words


def _introduction(facts: Facts) -> Answer:
    told = facts.introduction
    advice = words(
        "Write introduction.xml, in each language of the readers.", "撰写 introduction.xml，读者所用语言各一。"
    )
    if told is None or not told.counts.get("body"):
        return Answer("unmet", (), (words("an introduction (introduction.xml)", "导言（introduction.xml）"),), advice)
    langs = sorted(told.values.get("division", ()) or told.values.get("version", ()))
    size = words(
        "{n:,} characters; languages: {langs}",
        "{n:,} 字；语言：{langs}",
        n=told.counts.get("characters", 0),
        langs=", ".join(langs) or "–",
    )
    return Answer("met", (Evidence(size, told.at("body")),))


def _declared(key: str, what: Words, element: str) -> Callable[[Facts], Answer]:
    """The answer to whether headers, or that of the introduction, have an element of encodingDesc."""

    def answer(facts: Facts) -> Answer:
        told = facts.introduction
        at = told.at(key) if told and told.counts.get(key) else facts.first(key)
        seen = [Evidence(what, at)] if at else []
        advice = words(
            "Write it into the encodingDesc of introduction.xml ({element}), or of the texts.",
            "写入 introduction.xml 或各篇文件头的 encodingDesc（{element}）。",
            element=element,
        )
        return there(seen, what, advice)

    return answer


def _source(facts: Facts) -> Answer:
    found = [text for text in facts.texts if text.counts.get("source.title") and text.counts.get("source.date")]
    advice = words(
        "Describe the source in edition.toml ([source]) and give seeds a date.",
        "在 edition.toml 的 [source] 中描述底本，并为源文本注明日期。",
    )
    answer = having(facts, found, "source", words("its source, with title and date", "底本题名与日期"), advice)
    if answer.verdict == "unmet" and facts.total("source"):
        return Answer("partly", (Evidence(words("a source", "底本"), facts.first("source")),), answer.missing, advice)
    return answer


def _citation(facts: Facts) -> Answer:
    seen = []
    if cited := facts.beside.get("citation"):
        seen.append(Evidence(words("a file that says how to cite", "引用说明文件"), cited.file))
    elif "cff" in facts.outputs.exports:
        seen.append(Evidence(words("a file that says how to cite", "引用说明文件"), facts.outputs.exports["cff"]))
    entries = [
        at for at in sorted(facts.outputs.site) if at.startswith("downloads/") and at.endswith((".bib", ".csl.json"))
    ]
    if entries:
        seen.append(
            Evidence(
                words("entries for reference managers: {n:,}", "供文献管理软件的条目 {n:,} 个", n=len(entries)),
                f"build/site/{entries[0]}",
            )
        )
    return there(
        seen,
        words(
            "how to cite the edition: CITATION.cff, or entries for reference managers",
            "引用方式：CITATION.cff 或文献管理软件条目",
        ),
        words(
            "`tei export --to cff`, and keep the file beside the texts; or build the site.",
            "运行 `tei export --to cff` 并将文件置于文本旁；或构建网站。",
        ),
    )


def _places(facts: Facts) -> Answer:
    return share(
        facts,
        "refsDecl",
        words("how places in it are cited (refsDecl)", "文中位置的引用方式（refsDecl）"),
        words("Declare it: refsDecl with citeStructure.", "以 refsDecl 与 citeStructure 声明。"),
    )


def _bibliography(facts: Facts) -> Answer:
    told = facts.introduction
    number = (told.counts.get("bibl", 0) if told else 0) + facts.total("bibl")
    at = told.at("bibl") if told and told.counts.get("bibl") else facts.first("bibl")
    seen = [Evidence(words("references: {n:,}", "参考文献 {n:,} 条", n=number), at)] if number else []
    return there(
        seen,
        words(
            "references to what others wrote (bibl), in the introduction or the texts", "导言或文本中的参考文献（bibl）"
        ),
        words("List the literature in introduction.xml, as bibl.", "在 introduction.xml 中以 bibl 列出文献。"),
    )


def _languages(facts: Facts) -> Answer:
    found = [text for text in facts.texts if text.counts.get("language") and all(text.values.get("version", ("",)))]
    said = facts.values("version")
    also = (
        [Evidence(words("languages of the versions: {said}", "各文本语言：{said}", said=listed(said)))] if said else []
    )
    return having(
        facts,
        found,
        "language",
        words("its languages, in header and text", "文件头与正文标明语言"),
        words("Declare them in langUsage and xml:lang.", "以 langUsage 与 xml:lang 标明。"),
        also=also,
    )


def _keywords(facts: Facts) -> Answer:
    return share(
        facts,
        "keywords",
        words("keywords", "关键词"),
        words("Set [keywords] in edition.toml.", "在 edition.toml 中填写 [keywords]。"),
    )


CRITERIA = (
    Criterion(
        "documentation.introduction",
        ("RIDE 4.15",),
        words("Is there an introduction to the subject?", "是否有介绍主题的导言？"),
        _introduction,
    ),
    Criterion(
        "documentation.aims",
        ("RIDE 3.1", "RIDE 3.3"),
        words("Are aims and purpose of the project told?", "是否说明项目目的与宗旨？"),
        _declared(
            "project", words("a description of the project (projectDesc)", "项目说明（projectDesc）"), "projectDesc"
        ),
    ),
    Criterion(
        "documentation.selection",
        ("RIDE 2.1",),
        words("Is it told what was chosen, and why?", "是否说明选材及其理由？"),
        _declared(
            "sampling",
            words("a description of the selection (samplingDecl)", "选材说明（samplingDecl）"),
            "samplingDecl",
        ),
    ),
    Criterion(
        "documentation.source",
        ("RIDE 2.1", "FAIR R1.2", "CDE Repository of source material(s)"),
        words("Is the source of each text described?", "是否描述各篇底本？"),
        _source,
    ),
    Criterion(
        "documentation.citation",
        ("RIDE 4.8", "CDE Citation"),
        words("Is it told how to cite the edition?", "是否说明如何引用？"),
        _citation,
    ),
    Criterion(
        "documentation.places",
        ("RIDE 4.8",),
        words("Is it told how to cite a place in a text?", "是否说明如何引用文中某处？"),
        _places,
    ),
    Criterion(
        "documentation.bibliography",
        ("RIDE 2.3",),
        words("Is there a bibliography?", "是否有参考书目？"),
        _bibliography,
    ),
    Criterion(
        "documentation.languages",
        ("FAIR F2", "CDE Language"),
        words("Are the languages of the texts declared?", "是否声明文本语言？"),
        _languages,
    ),
    Criterion(
        "documentation.keywords",
        ("FAIR F2", "RIDE 1.3"),
        words("Do keywords say what the texts are about?", "是否以关键词说明内容？"),
        _keywords,
    ),
)
