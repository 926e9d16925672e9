"""Suggestions: what looks like a name and has no record, what goes together in two languages, and terms."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from articles import ANYTHING, CHINESE, ENGLISH, HOSTILE, articles
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tei.annotate import annotate
from tei.annotate.candidates import candidates, compared, stop_list
from tei.compare.likeness import likeness
from tei.compare.pairs import best, pairs
from tei.compare.sounds import alike
from tei.edit.authority import authority
from tei.edit.load import load
from tei.induce import induce
from tei.model import Block, Edition, Entity, Name
from tei.names import NS, XML_ID
from tei.run import Job, convert
from tei.suggest import Suggestion, suggest
from tei.suggest.names import Form, suggestions
from tei.suggest.sheet import sheet
from tei.suggest.show import SHOWN, as_tei, as_tsv, summary
from tei.verify import check_all

SAMPLE = ROOT / "editions" / "peoples-daily"
SEEDS = sorted((ROOT / "seeds" / "peoples-daily").glob("*.txt"))
TITLE = "Title: A\n\nDate: 1959-01-13\n\n"


def found(text: str, lang: str, edition: Edition | None = None) -> list[str]:
    edition = edition or Edition()
    mentions = annotate([Block(0, "p", text, 1, 1)], lang, "1959-01-13", edition)
    return [c.form for c in candidates(text, lang, mentions, stop_list(edition.stop))]


def article(folder: Path, english: list[str], chinese: list[str], name: str = "seed.txt") -> Path:
    path = folder / name
    lines = [f"    {line}\n" for line in chinese]
    path.write_text(
        TITLE
        + "\n\n".join(english)
        + "\n\n<hr />\n\nOriginal:\n\n### 题\n\n1959-01-13\n第2版()\n专栏：\n\n"
        + "".join(lines),
        "utf-8",
    )
    return path


def forms(suggestion: Suggestion, lang: str) -> set[str]:
    return {form.text for form in suggestion.names if form.lang == lang}


# --- candidates -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Then Mao Zedong met Edgar Snow.", ["Mao Zedong", "Edgar Snow"]),
        ("He works at the Bank of China in Peking.", ["Bank of China", "China", "Peking"]),
        ("The meeting was held. Agriculture is important.", ["Agriculture"]),
        ("It came on Monday, and in March the Chinese left.", []),
        ("They saw Comrade Liu Shaoqi and Mr. Nixon there.", ["Liu Shaoqi", "Nixon"]),
        ("The words of Chairman Mao are known.", ["Chairman Mao"]),
        ("He praised the Baotou Iron and Steel Company.", ["Baotou Iron and Steel Company"]),
        ("The Guizhou Provincial Committee met.", ["Guizhou Provincial Committee", "Guizhou"]),
        ("They sang of the May Fourth Movement.", ["May Fourth Movement"]),
        (
            'They studied the "Resolution on Some Questions Concerning the Communes" again.',
            ["Resolution on Some Questions Concerning the Communes"],
        ),
        ("Castro's men came with Khrushchev's letter.", ["Castro", "Khrushchev"]),
        ("Run Agriculture in a Big Way", []),
        ("They met at New Year, before National Day, in Guiyang.", ["Guiyang"]),
        ("In his New Year Message and on New Year's Day he spoke.", []),
        ("On May Day they sang of the May Fourth Movement.", ["May Fourth Movement"]),
        ("It was said in Nový Bor by Ivan de la Tour.", ["Nový Bor", "Ivan de la Tour"]),
    ],
)
def test_capitals_make_candidates_but_not_every_capital(text: str, wanted: list[str]) -> None:
    assert found(text, "en") == wanted


@pytest.mark.parametrize(
    ("text", "wanted", "not_wanted"),
    [
        ("中共贵州省委员会在贵阳举行会议。", ["中共贵州省委员会", "贵阳"], ["会议"]),
        (
            "会上决定成立内蒙古自治区支援包钢建设委员会。",
            ["内蒙古自治区支援包钢建设委员会", "内蒙古自治区"],
            ["委员会"],
        ),
        ("毛泽东同志和周恩来总理接见了代表团。", ["毛泽东", "周恩来"], ["代表团"]),
        ("毛主席说：各省、各县都要办人民公社。", ["毛主席"], ["各省", "各县", "人民公社"]),
        ("菲德尔·卡斯特罗今天率领起义军进入哈瓦那。", ["菲德尔·卡斯特罗", "哈瓦那"], ["菲德尔·卡斯特罗今天"]),
        ("朱　德　　刘少奇　　陈　云", ["朱德", "刘少奇", "陈云"], []),
        ("塔斯社莫斯科十六日电　会议开幕。", ["塔斯社", "莫斯科"], []),
        ("根据党的八届六中全会决议的精神。", ["党的八届六中全会决议", "党的八届六中全会"], ["党的八届"]),
        ("执行农业生产的“八字宪法”，学习《矛盾论》。", ["八字宪法", "矛盾论"], []),
        ("中美两国政府的关系。", [], ["中美", "两国"]),
        ("据澄湖通讯社柳塘4日电", ["澄湖通讯社", "柳塘"], ["据澄湖通讯社", "社柳塘"]),
        ("新華社貴陽十二日電", ["新華社", "貴陽"], []),
        ("河南省遂平县嵖岈山人民公社成立。", ["河南省", "遂平县", "嵖岈山人民公社"], ["人民公社"]),
        ("技术员刘玉兰说。", ["刘玉兰"], ["玉兰"]),
        ("站长马志远来了。", ["马志远"], ["志远"]),
        ("大家向雷锋学习。", [], ["向雷锋"]),
        ("红星人民公社成立，东风人民公社也成立了。", ["红星人民公社", "东风人民公社"], ["人民公社"]),
        ("先锋公社和红旗公社的社员", ["先锋公社", "红旗公社"], ["公社"]),
        ("全县人民公社都办起来了。", [], ["全县人民公社"]),
        ("总结公社的经验。", [], ["总结公社"]),
        ("农业公社和城市人民公社", [], ["农业公社", "城市人民公社"]),
        ("院子里有两棵树。", [], ["两棵树"]),
        ("这里有三条江，村里种了十棵树。", [], ["三条江", "十棵树"]),
    ],
)
def test_suffixes_surnames_and_sounds_make_candidates_in_chinese(
    text: str, wanted: list[str], not_wanted: list[str]
) -> None:
    got = found(text, "zh-Hans")
    assert set(wanted) <= set(got), got
    assert not set(not_wanted) & set(got), got


def test_what_a_record_covers_is_no_candidate_unless_a_longer_name_has_it() -> None:
    entity = Entity("place.guizhou", "placeName", (Name("en", "Guizhou"), Name("zh", "贵州")), "", 1)
    edition = Edition(authority=(entity,))
    assert found("Then Guizhou Province and Guizhou came.", "en", edition) == []
    assert found("The Guizhou Provincial Committee met.", "en", edition) == ["Guizhou Provincial Committee"]
    assert found("贵州省和贵州", "zh-Hans", edition) == []
    assert "中共贵州省委员会" in found("中共贵州省委员会", "zh-Hans", edition)


def test_the_stop_list_is_respected_in_either_script() -> None:
    edition = Edition(stop=(Name("zh", "新华社"), Name("en", "Bank of China")))
    assert "新華社" not in found("據新華社貴陽電", "zh-Hant", edition)
    assert "Bank of China" not in found("He saw the Bank of China.", "en", edition)


@given(st.lists(st.one_of(ENGLISH, CHINESE, HOSTILE, ANYTHING), max_size=5).map("".join), st.sampled_from(["en", "zh"]))
@settings(deadline=None, max_examples=150)
def test_every_candidate_lies_in_its_text_and_has_a_form_that_is_there(text: str, lang: str) -> None:
    mentions = annotate([Block(0, "p", text, 1, 1)], lang, "1959-01-13", Edition())
    for candidate in candidates(text, lang, mentions, stop_list(())):
        assert 0 <= candidate.start < candidate.end <= len(text)
        assert "".join(candidate.form.split()) == "".join(text[candidate.start : candidate.end].split())


# --- sounds, likeness, pairs ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("latin", "han"),
    [
        ("Guiyang", "贵阳"),
        ("Kweiyang", "贵阳"),
        ("Peking", "北京"),
        ("Tientsin", "天津"),
        ("Urumqi", "乌鲁木齐"),
        ("Hohhot", "呼和浩特"),
        ("Mao Tse-tung", "毛泽东"),
        ("Chou En-lai", "周恩来"),
        ("Xi'an", "西安"),
        ("Castro", "卡斯特罗"),
        ("Khrushchev", "赫鲁晓夫"),
        ("Moscow", "莫斯科"),
        ("Shaanxi", "陕西"),
    ],
)
def test_a_name_sounds_most_like_its_own_characters(latin: str, han: str) -> None:
    others = [
        "贵州",
        "北平",
        "天水",
        "毛泽东",
        "周恩来",
        "莫斯科",
        "武汉",
        "乌鲁木齐",
        "呼和浩特",
        "卡斯特罗",
        "赫鲁晓夫",
    ]
    own = alike(latin, han)
    assert own > 0.6
    assert all(alike(latin, other) < own for other in others if other != han)


@given(st.text(max_size=12), st.text(max_size=12))
@settings(deadline=None)
def test_likeness_is_between_nothing_and_everything(one: str, other: str) -> None:
    assert 0.0 <= likeness(one, other, {}) <= 1.0
    assert 0.0 <= alike(one, other) <= 1.0


def test_long_names_are_alike_by_their_words() -> None:
    committee = "Guizhou Provincial Committee of the Communist Party of China"
    assert likeness(committee, "中共贵州省委员会", {}) > 0.9
    assert likeness(committee, "中共贵州省委员会", {}) > likeness(committee, "中共内蒙古自治区委员会", {})
    assert likeness("Inner Mongolia", "内蒙古", {}) == 1.0


def test_names_without_likeness_pair_by_standing_together() -> None:
    beads = [(["the old tower"], ["鹤楼"])] * 6 + [(["other"], ["异"]), (["else"], ["别"])]
    types = ({"the old tower": "placeName"}, {"鹤楼": "placeName"})
    (pair, *_) = pairs(beads, types, {})
    assert (pair.first, pair.second, pair.together, pair.dice) == ("the old tower", "鹤楼", 6, 1.0)
    assert not pairs([(["x y"], ["异"])], ({}, {}), {})


@given(st.lists(st.tuples(st.lists(st.sampled_from("abc")), st.lists(st.sampled_from("甲乙丙"))), max_size=12))
@settings(deadline=None)
def test_of_the_best_pairs_none_shares_a_name(beads: list[tuple[list[str], list[str]]]) -> None:
    kept = best(pairs(beads, ({}, {}), {}))
    assert len({p.first for p in kept}) == len({p.second for p in kept}) == len(kept)


# --- the whole -------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def edition() -> Edition:
    return load(SAMPLE)


def recovered(names: tuple[Suggestion, ...], edition: Edition) -> dict[str, int]:
    """For each record, the rank of the first suggestion of its type that has one of its forms in every language."""
    text = compared(SEEDS[0].read_text("utf-8"))
    ranks: dict[str, int] = {}
    for entity in edition.authority:
        own = {lang: {compared(n.text) for n in entity.names if n.lang == lang} for lang in ("en", "zh-Hans")}
        there = {lang: {n for n in names_ if n in text} for lang, names_ in own.items()}
        for rank, s in enumerate(names, 1):
            same = all({compared(f) for f in forms(s, lang)} & there[lang] or not there[lang] for lang in there)
            if same and any(there.values()) and s.type == entity.type:
                ranks.setdefault(entity.id, rank)
    return ranks


def test_of_the_sample_without_authority_all_records_that_stand_in_it_come_back(edition: Edition) -> None:
    result = suggest(SEEDS, replace(edition, authority=(), stop=()), workers=1)
    ranks = recovered(result.names, edition)
    missing = {e.id for e in edition.authority} - set(ranks)
    assert missing <= {"place.baotou"}, missing  # it stands within other names only
    assert max(ranks.values()) <= 25
    right = set(ranks.values())
    assert sum(rank in right for rank in range(1, 26)) >= 22


def test_with_its_authority_the_sample_has_nothing_to_suggest(edition: Edition) -> None:
    result = suggest(SEEDS, edition, workers=1)
    assert [s.names for s in result.names] == []
    assert as_tei(result) == ""


REMOVED = ["place.guiyang", "place.urumqi", "pers.mao-zedong", "org.xinhua", "doc.eight-character-charter"]


def test_removed_records_come_back_and_pasted_they_are_found(edition: Edition, tmp_path: Path) -> None:
    kept = tuple(e for e in edition.authority if e.id not in REMOVED)
    result = suggest(SEEDS, replace(edition, authority=kept), workers=1)
    ranks = recovered(result.names, edition)
    assert set(REMOVED) <= set(ranks)
    assert max(ranks[id_] for id_ in REMOVED) <= len(REMOVED)
    path = tmp_path / "authority.xml"
    path.write_text(as_tei(result), "utf-8")
    assert check_all([path], workers=1) == []
    pasted = authority(path)[0]
    assert not {e.id for e in pasted} & {e.id for e in kept}
    whole = replace(edition, authority=(*kept, *pasted))
    assert suggest(SEEDS, whole, workers=1).names == ()
    made = convert(Job(SEEDS[0].name, SEEDS[0].read_bytes(), whole))
    assert made.tei is not None
    root = etree.fromstring(made.tei)
    for record in pasted:
        refs = root.xpath(
            f"//tei:text//tei:*[@ref='#{record.id}']/ancestor::tei:div[@xml:lang][1]/@xml:lang", namespaces=NS
        )
        assert {"en", "zh-Hans"} <= set(refs), record.id


def test_the_ids_are_new_and_say_what_the_name_is(edition: Edition) -> None:
    result = suggest(SEEDS, replace(edition, authority=(), stop=()), workers=1)
    ids = [s.id for s in result.names]
    assert len(set(ids)) == len(ids)
    assert {"pers.mao-zedong", "place.guiyang", "place.inner-mongolia"} <= set(ids)
    taken = tuple(e for e in edition.authority if e.id == "place.xinjiang")
    other = replace(taken[0], id="place.guiyang")
    again = suggest(SEEDS, replace(edition, authority=(other,), stop=()), workers=1)
    assert "place.guiyang-2" in {s.id for s in again.names}


def test_passages_show_the_name_in_both_languages_at_its_place(edition: Edition) -> None:
    result = suggest(SEEDS, replace(edition, authority=(), stop=()), workers=1)
    guiyang = next(s for s in result.names if s.id == "place.guiyang")
    english, chinese = guiyang.passages[0]
    lines = SEEDS[0].read_text("utf-8").splitlines()
    for passage in (english, chinese):
        assert lines[passage.line - 1][passage.column - 1 :].startswith(passage.words)
    assert (english.words, chinese.words) == ("Guiyang", "贵阳")


def test_forms_of_one_name_are_one_suggestion(tmp_path: Path) -> None:
    path = article(
        tmp_path,
        [
            "Xinhua News Agency, Guiyang, 12th January: Mao Zedong came to Guizhou Province today.",
            "The words of Chairman Mao are known in Guizhou, it was said here, and everywhere else.",
        ],
        ["新华社贵阳十二日电　毛泽东今天来到贵州省。", "毛主席的话在贵州是有名的，大家都这样说，到处都这样说。"],
    )
    names = suggest([path], Edition(), workers=1).names
    (mao,) = [s for s in names if s.type == "persName"]
    assert forms(mao, "en") == {"Mao Zedong", "Chairman Mao"}
    assert forms(mao, "zh-Hans") == {"毛泽东", "毛主席"}
    assert mao.names[0].text == "Mao Zedong"
    (guizhou,) = [s for s in names if s.id == "place.guizhou"]
    assert {"Guizhou", "Guizhou Province", "贵州", "贵州省"} == {form.text for form in guizhou.names}


def test_a_common_word_at_the_start_of_a_sentence_is_no_name_but_a_paired_one_is(tmp_path: Path) -> None:
    path = article(
        tmp_path,
        ["Agriculture is the foundation. Anshan produced steel. Everybody knows that agriculture matters."],
        ["农业是基础。鞍山产了钢。大家都知道农业重要。"],
    )
    names = suggest([path], Edition(), workers=1).names
    assert [sorted(f.text for f in s.names) for s in names] == [["Anshan", "鞍山"]]


def test_a_version_alone_gives_suggestions_too(tmp_path: Path) -> None:
    path = tmp_path / "seed.txt"
    path.write_text(TITLE + "Then Anna Louise Strong went to the Potala with Tang Ming-chao.\n", "utf-8")
    names = suggest([path], Edition(), workers=1).names
    assert {"Anna Louise Strong", "Potala", "Tang Ming-chao"} == {f.text for s in names for f in s.names}


def test_a_seed_the_other_way_round_counts_its_names_with_the_others(tmp_path: Path) -> None:
    one = article(tmp_path, ["Then Mao Zedong met Nixon."], ["毛泽东会见了尼克松。"])
    other = article(tmp_path, ["毛泽东会见了尼克松。"], ["Then Mao Zedong met Nixon."], "turned.txt")
    names = suggest([one, other], Edition(), workers=1).names
    mao = next(s for s in names if "毛泽东" in {f.text for f in s.names})
    assert {(f.text, f.count) for f in mao.names} == {("Mao Zedong", 2), ("毛泽东", 2)}


def test_one_process_and_two_suggest_the_same(tmp_path: Path, edition: Edition) -> None:
    seeds = [*SEEDS, article(tmp_path, ["Then Mao Zedong met Nixon."], ["毛泽东会见了尼克松。"])]
    bare = replace(edition, authority=(), stop=())
    one, two = (suggest(seeds, bare, workers=n) for n in (1, 2))
    assert SHOWN["json"](one) == SHOWN["json"](two)


def test_rare_names_are_left_out_on_demand_and_the_list_ends_where_it_is_told(edition: Edition) -> None:
    bare = replace(edition, authority=(), stop=())
    often = suggest(SEEDS, bare, least=5, workers=1)
    assert often.names and all(s.count >= 5 for s in often.names)
    first = suggest(SEEDS, bare, limit=3, workers=1)
    assert len(first.names) == 3 and first.totals[0] > 3
    assert "the first 3 are shown" in summary(first)


@given(st.lists(articles(), min_size=1, max_size=2))
@settings(deadline=None, max_examples=25)
def test_whatever_the_seeds_are_the_records_are_sound(seeds: list[bytes]) -> None:
    sheets = [sheet(Job(f"{n}.txt", data, Edition())) for n, data in enumerate(seeds)]
    made = suggestions([s for s in sheets if s.langs], Edition(), 1)
    assert len({s.id for s in made}) == len(made)
    assert all(0 < s.cert < 1 and s.names for s in made)
    xml = as_tei(_suggested(tuple(made)))
    if made:
        root = etree.fromstring(xml.encode())
        assert len(root.xpath("//@xml:id")) == len(made)


def _suggested(names: tuple[Suggestion, ...]):  # type: ignore[no-untyped-def]
    from tei.suggest import Suggested

    return Suggested(1, (len(names), 0), names, (), ())


@given(st.text(min_size=1, max_size=30))
def test_no_text_breaks_the_records(text: str) -> None:
    form = Form("en", text.encode("utf-8", "replace").decode(), 1)
    suggestion = Suggestion("place.x", "placeName", (form,), 1, 0.5, 0.5, (("a--b-->", 1.0),), ())
    root = etree.fromstring(as_tei(_suggested((suggestion,))).encode())
    assert root.xpath("//tei:place", namespaces=NS)[0].get(XML_ID) == "place.x"
    assert len(SHOWN["text"](_suggested((suggestion,))).splitlines()) == 2


def test_a_record_of_one_language_says_that_no_form_in_the_other_was_found(tmp_path: Path) -> None:
    path = article(
        tmp_path, ["Then Mao Zedong met Nixon.", "He saw the Potala."], ["毛泽东会见了尼克松。", "他去看了。"]
    )
    result = suggest([path], Edition(), workers=1)
    comments = [str(c.text) for c in etree.fromstring(as_tei(result).encode()).iter(etree.Comment)]
    names = [{form.lang for form in s.names} for s in result.names]
    assert {len(langs) for langs in names} == {1, 2}
    assert sum("no form in zh-Hans was found" in c for c in comments) == names.count({"en"}) > 0
    assert sum("no form in" in c for c in comments) == sum(len(langs) == 1 for langs in names)
    path.write_text(TITLE + "Then Anna Louise Strong went to the Potala.\n", "utf-8")
    assert "no form" not in as_tei(suggest([path], Edition(), workers=1))


def test_a_pasted_record_of_one_language_makes_no_crux(tmp_path: Path) -> None:
    path = article(tmp_path, ["Then Mao Zedong went to the Potala."], ["毛泽东到那里去了。"])
    folder = tmp_path / "edition"
    folder.mkdir()
    made = as_tei(suggest([path], Edition(), workers=1))
    (folder / "authority.xml").write_text(made, "utf-8")
    records = authority(folder / "authority.xml")[0]
    assert any({n.lang for n in e.names} == {"en"} for e in records)

    def cruxes(entities: tuple[Entity, ...]) -> list[str]:
        job = Job("seed.txt", path.read_bytes(), Edition(authority=entities))
        return [f.message for f in convert(job).findings if f.code == "C003"]

    assert cruxes(records) == []
    both = tuple(replace(e, names=(*e.names, Name("zh", "布达拉宫"))) for e in records if len(e.names) == 1)
    assert len(cruxes(both)) == 1


# --- terms -----------------------------------------------------------------------------------------------------------


def test_a_term_that_is_rendered_in_two_ways_is_shown_with_both_and_inflections_are_one(tmp_path: Path) -> None:
    path = article(
        tmp_path,
        ["We improve the work here.", "The work was improving there.", "We enhance the work of all."],
        ["我们在这里提高工作。", "那里的工作提高了。", "我们提高大家的工作。"],
    )
    lexicon = (("zh", "提高", "en", "improve"), ("zh", "提高", "en", "improving"), ("zh", "提高", "en", "enhance"))
    (term,) = suggest([path], Edition(lexicon=lexicon), workers=1).terms
    assert [(r.forms, r.count) for r in term.renderings] == [(("improve", "improving"), 2), (("enhance",), 1)]
    assert term.unrendered == 0 and term.count == 3
    assert term.renderings[1].passages[0][1].words == "enhance"


def test_a_term_that_is_rendered_in_one_way_is_not_shown_nor_one_within_a_longer_term(tmp_path: Path) -> None:
    path = article(tmp_path, ["The people's communes grow well."], ["人民公社办得很好。"])
    lexicon = (("zh", "人民公社", "en", "people's communes"), ("zh", "公社", "en", "club"))
    assert suggest([path], Edition(lexicon=lexicon), workers=1).terms == ()


def test_the_lexicon_the_suggestions_and_the_findings_agree_on_what_is_rendered(tmp_path: Path) -> None:
    english = [
        "Two reservoirs were built here.",
        "They were decided on and rectified.",
        "The tools are not big enough.",
    ]
    chinese = ["这里修了两个水库。", "决定进行整顿。", "这些农具还不够。"]
    english += ["The committee of the party saw many canals there.", "They built a dam."]
    chinese += ["党的委员会在那里看到许多水渠。", "他们修建了水库。"]
    path = article(tmp_path, english, chinese)
    rows = [("水库", "reservoir"), ("整顿", "rectify"), ("农具", "agricultural tools"), ("水渠", "a canal")]
    lexicon = tuple(("zh-Hans", term, "en", rendering) for term, rendering in rows)
    edition = Edition(folder=str(tmp_path), lexicon=lexicon, seeds=("*.txt",))
    used = {u.term: (u.count, u.otherwise) for u in induce(edition, workers=1).terms}
    assert used == {"水库": (2, 1), "整顿": (1, 0), "农具": (1, 1), "水渠": (1, 0)}
    terms = suggest([path], edition, workers=1).terms
    assert {t.text: (t.count, t.unrendered) for t in terms} == {term: n for term, n in used.items() if n[1]}
    found = [f for f in convert(Job(path.name, path.read_bytes(), edition)).findings if f.code == "C007"]
    lost = {term for term, _ in rows for f in found if f"“{term}”" in f.message}
    assert lost == {"水库", "农具"} and len(found) == 2
    reservoir = next(t for t in terms if t.text == "水库")
    assert [(r.forms, r.count) for r in reservoir.renderings] == [(("reservoirs",), 1)]
    (one, other) = reservoir.renderings[0].passages[0]
    lines = path.read_text("utf-8").splitlines()
    for passage in (one, other):
        assert lines[passage.line - 1][passage.column - 1 :].startswith(passage.words)


def test_a_term_on_two_lines_of_the_lexicon_is_a_warning(tmp_path: Path) -> None:
    path = article(tmp_path, ["It rains here today."], ["今天下雨。"])
    text = "公社\tcommune\n会议\tmeeting\t\tauto 0.50 3\n会议\tmeetings\n公社\tcommune | team\n"
    (tmp_path / "lexicon.tsv").write_text(text, "utf-8")
    edition = Edition(folder=str(tmp_path), seeds=("*.txt",))
    for findings in (suggest([path], edition, workers=1).findings, induce(edition, workers=1).findings):
        assert [(f.code, f.line, f.severity) for f in findings] == [("E021", 4, "warning")]
        assert "line 1" in findings[0].message and findings[0].file.endswith("lexicon.tsv")


def test_no_help_advises_to_append_to_the_lexicon() -> None:
    shown = tei("--help").stdout
    assert ">> lexicon.tsv" not in shown and "by hand" in shown


def test_for_a_term_without_its_rendering_the_words_opposite_are_proposed(tmp_path: Path) -> None:
    trades = "carpenter baker potter miller tailor weaver mason farmer sailor printer".split()
    names = "木 面 陶 磨 衣 布 石 田 船 书".split()
    english = [f"The {trade} has his own house." for trade in trades]
    chinese = [f"做{name}的有自己的房子。" for name in names]
    english += [f"The {trade} consolidates his own house." for trade in trades]
    chinese += [f"做{name}的巩固自己的房子。" for name in names]
    path = article(tmp_path, english, chinese)
    result = suggest([path], Edition(lexicon=(("zh", "巩固", "en", "strengthen"),)), workers=1)
    (term,) = result.terms
    assert term.unrendered == 10 and term.renderings == ()
    assert "consolidates" in " ".join(term.proposed)
    assert as_tsv(result).startswith("巩固\tstrengthen | ")


# --- the command -----------------------------------------------------------------------------------------------------


def tei(*args: object) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1", "TERM": "dumb", "COLUMNS": "100"}
    command = [sys.executable, "-m", "tei", "suggest", *map(str, args)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, check=False)


def test_the_command_takes_an_edition_or_seeds(tmp_path: Path) -> None:
    whole = tei(SAMPLE, "--format", "json")
    assert whole.returncode == 0, whole.stderr
    assert json.loads(whole.stdout)["names"] == []
    path = article(tmp_path, ["Then Mao Zedong met Nixon."], ["毛泽东会见了尼克松。"])
    seeds = tei(path, "-e", SAMPLE)
    assert seeds.returncode == 0, seeds.stderr
    assert "1. Nixon = 尼克松" in seeds.stdout and "Mao" not in seeds.stdout.split("seed.txt")[0]
    assert "1 seed: 1 name without a record" in seeds.stderr
    assert '<person xml:id="pers.nixon">' in tei(path, "--format", "tei", "-n", "5").stdout


def test_the_command_says_that_nothing_was_found(tmp_path: Path) -> None:
    path = article(tmp_path, ["It rains here today."], ["今天下雨。"])
    result = tei(path)
    assert result.returncode == 0 and result.stdout == ""
    assert "nothing looks like a name without a record" in result.stderr


def test_the_command_ends_with_2_without_an_edition_or_a_seed_that_can_be_read(tmp_path: Path) -> None:
    missing = tei(tmp_path / "none")
    assert missing.returncode == 2 and "E004" in missing.stderr
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"\xff\xfe\x00")
    assert tei(empty).returncode == 2
    good = article(tmp_path, ["Then Mao Zedong met Nixon."], ["毛泽东会见了尼克松。"])
    mixed = tei(empty, good)
    assert mixed.returncode == 1 and "Nixon" in mixed.stdout
