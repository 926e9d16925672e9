"""The report card: what it sees, what it says is missing, and that each of its forms is what it claims to be."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import axe_playwright_python
import pytest
from conftest import CI, ROOT
from lxml import etree
from lxml import html as lxml_html
from typer.testing import CliRunner
from varied import varied

from tei.appraise import appraise
from tei.appraise.criteria import AREAS, CRITERIA, FOR_A_READER, SOURCES, address
from tei.appraise.facts import PageFacts
from tei.appraise.forms import FORMS, Look, failed, summary
from tei.appraise.model import VERDICTS, Answer, Card, words
from tei.appraise.outputs import EXPORTS, outputs
from tei.appraise.pages import page
from tei.appraise.surroundings import beside, releases
from tei.check.relaxng import validate
from tei.cli import app
from tei.cli.exporting import Format
from tei.model import primary
from tei.names import NS, TEI
from tei.report import TeiError
from tei.start import start

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SAMPLE = ROOT / "editions" / "peoples-daily"
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
HOSTILE = "<b>\"x\" & 'y'</b> {curly} %s `tick` \u202e ]]> </style><script>document.title='taken'</script>"
BARE = f'<TEI xmlns="{TEI}"><teiHeader><fileDesc><titleStmt><title>Lettre</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader><text><body><p>Une <persName>lettre</persName>.</p></body></text></TEI>'


def answers(card: Card) -> dict[str, Answer]:
    return {each.id: each.answer for each in card.answers}


def words_of(answer: Answer) -> str:
    """All that an answer says in English."""
    seen = [f"{each.words[0]} {each.at}" for each in answer.evidence]
    return "\n".join([*seen, *(missing[0] for missing in answer.missing), answer.advice[0]])


def sample(folder: Path) -> Path:
    """A copy of the sample's sources and TEI, without what was built."""
    shutil.copytree(SAMPLE, folder, ignore=shutil.ignore_patterns("build"))
    (document,) = (folder / "tei").glob("*.xml")
    schemas = (ROOT / "schemas").as_posix()
    document.write_text(document.read_text("utf-8").replace("../../../schemas", schemas), "utf-8")
    return folder


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with some of what can be made of it."""
    folder = sample(tmp_path_factory.mktemp("card") / "edition")
    (document,) = (folder / "tei").glob("*.xml")
    site = folder / "build" / "site"
    (site / "downloads").mkdir(parents=True)
    shutil.copy(document, site / "downloads")
    good = "<!DOCTYPE html><html lang=en><title>x</title><meta name=viewport content=x><a href='#main'>x</a><main id=main><h1>x</h1></main>"
    for name in (f"{document.stem}.html", "index.html", "search.html"):
        (site / name).write_text(good, "utf-8")
    (site / "map.html").write_text("<html><img src='https://tiles.example.org/1.png'>", "utf-8")
    (folder / "build" / "print").mkdir()
    (folder / "build" / "print" / f"{document.stem}.pdf").write_bytes(
        b"%PDF-1.7 /MarkInfo<</Marked true>> /Lang(en) <pdfuaid:part>1</pdfuaid:part>"
        b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>"
    )
    export = folder / "build" / "export"
    (export / "epub").mkdir(parents=True)
    with zipfile.ZipFile(export / "epub" / "rmrb.epub", "w") as book:
        book.writestr("EPUB/package.opf", '<meta property="schema:accessMode">textual</meta>')
    (export / "epub" / "rmrb.en.epub").write_bytes(b"no book")
    (export / "rmrb.tmx").write_text("<tmx/>", "utf-8")
    (folder / "LICENSE").write_text(f"\n# {HOSTILE}\n", "utf-8")
    return folder


@pytest.fixture(scope="module")
def card(edition: Path) -> Card:
    return appraise(edition, workers=1)


@pytest.fixture(scope="module")
def pages(card: Card, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    for lang in ("en", "zh"):
        (folder / f"{lang}.html").write_text(FORMS["html"](card, Look(lang=lang)), "utf-8")
    return {lang: folder / f"{lang}.html" for lang in ("en", "zh")}


# The criteria


def test_every_criterion_has_its_area_its_sources_and_words_in_both_languages() -> None:
    ids = [each.id for each in CRITERIA]
    assert len(set(ids)) == len(ids) and {each.area for each in CRITERIA} == set(AREAS)
    for told in (*(each.question for each in CRITERIA), *AREAS.values(), *(question for _, question in FOR_A_READER)):
        assert told[0].isascii() or "’" in told[0]
        assert re.search("[\u4e00-\u9fff]", told[1])
    for ref in (*(ref for each in CRITERIA for ref in each.refs), *(ref for ref, _ in FOR_A_READER)):
        assert ref.partition(" ")[0] in SOURCES and address(ref).startswith("https://")


def test_every_criterion_is_documented_and_nothing_else_is() -> None:
    text = (ROOT / "docs" / "report.md").read_text("utf-8")
    assert re.findall(r"^\| `([a-z]+\.[a-z]+)` \|", text, re.M) == [each.id for each in CRITERIA]
    for each in CRITERIA:
        assert ", ".join(each.refs) in text, each.id


def test_every_format_of_tei_export_is_looked_for() -> None:
    assert set(EXPORTS) == set(Format)


def test_what_is_put_into_words_is_never_taken_for_a_place() -> None:
    assert words("{x}", "{x}", x="{y} %s {") == ("{y} %s {", "{y} %s {")


# What is seen


def test_the_sample_meets_what_its_files_show(card: Card) -> None:
    found = answers(card)
    assert found["rights.open"].verdict == "met" and "CC-BY-4.0" in words_of(found["rights.open"])
    assert re.search(r"1 of 1 text tei/rmrb.*\.xml:\d+$", words_of(found["rights.licence"]), re.M)
    assert "signed emendations: 5 of 5" in words_of(found["responsibility.signed"])
    assert found["policy.emendations"].verdict == "met" and "high 3, medium 2" in words_of(found["policy.emendations"])
    assert found["conformance.intact"].verdict == "met"
    assert "citeStructure" not in words_of(found["documentation.places"])
    assert {each.verdict for key, each in found.items() if key.startswith("conformance.")} == {"met"}
    assert {name: n for name, _, n in card.figures}["emendations"] == 5


def test_the_digest_that_tei_writes_is_no_record_of_changes(card: Card, tmp_path: Path) -> None:
    assert answers(card)["longevity.changes"].verdict == "unmet"
    folder = sample(tmp_path / "edition")
    (document,) = (folder / "tei").glob("*.xml")
    own = '<revisionDesc><change when="2026-11-01" who="#ed">Notes added.</change>'
    document.write_text(document.read_text("utf-8").replace("<revisionDesc>", own), "utf-8")
    assert answers(appraise(folder, workers=1))["longevity.changes"].verdict == "met"


def test_whatever_is_not_met_says_what_is_missing_and_what_would_help(card: Card, tmp_path: Path) -> None:
    start(tmp_path / "new")
    for each in (*card.answers, *appraise(tmp_path / "new", workers=1).answers):
        if each.answer.verdict in ("partly", "unmet"):
            assert each.answer.missing and all(told[0] and told[1] for told in each.answer.missing), each.id
            assert all(each.answer.advice), each.id
        else:
            assert not each.answer.missing and not each.answer.advice[0], each.id
        if each.answer.verdict == "met":
            assert each.answer.evidence, each.id


def test_what_was_made_is_seen_and_what_it_lacks(card: Card) -> None:
    found = answers(card)
    assert (
        found["interfaces.site"].verdict
        == found["interfaces.data"].verdict
        == found["interfaces.print"].verdict
        == "met"
    )
    assert found["interfaces.search"].verdict == found["accessibility.print"].verdict == "met"
    assert "PDF/A-2a" in words_of(found["longevity.archival"])
    assert found["interfaces.formats"].verdict == "met" and "tmx build/export/rmrb.tmx" in words_of(
        found["interfaces.formats"]
    )
    assert found["interfaces.api"].verdict == "unmet"
    assert found["accessibility.language"].verdict == "partly" and "map.html" in words_of(
        found["accessibility.language"]
    )
    assert found["accessibility.images"].verdict == "partly"
    assert "loads https://tiles.example.org/1.png" in words_of(found["longevity.contained"])
    assert found["accessibility.books"].verdict == "partly" and "1 of 2" in words_of(found["accessibility.books"])
    assert found["rights.file"].verdict == "met" and "LICENSE" in words_of(found["rights.file"])


def test_an_older_tei_on_the_site_is_noticed(edition: Path, tmp_path: Path) -> None:
    folder = tmp_path / "edition"
    shutil.copytree(edition, folder)
    (offered,) = (folder / "build" / "site" / "downloads").glob("*.xml")
    offered.write_bytes(offered.read_bytes() + b"\n")
    found = answers(appraise(folder, workers=1))["interfaces.data"]
    assert found.verdict == "partly" and "offers an older TEI: 1" in words_of(found)


def test_a_new_edition_has_no_texts_yet_and_is_told_to_build(tmp_path: Path) -> None:
    start(tmp_path / "new")
    made = appraise(tmp_path / "new", workers=1)
    found = answers(made)
    assert found["rights.licence"].verdict == "unmet" and "tei build" in found["rights.licence"].advice[0]
    assert found["documentation.introduction"].verdict == "met"
    assert made.counts()["met"] < 5 and "A Sample Edition" in FORMS["text"](made, Look())


def test_a_folder_of_tei_files_needs_no_edition(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "a.xml").write_text(BARE, "utf-8")
    (tmp_path / "letters" / "b.xml").write_text(
        BARE.replace(
            "<p/></publ",
            '<availability><licence target="https://creativecommons.org/licenses/by-nc/4.0/"/></availability></publ',
        ).replace("<persName>", '<persName ref="#x">'),
        "utf-8",
    )
    made = appraise(tmp_path / "letters", workers=1)
    found = answers(made)
    assert made.subject.id == "letters"
    assert found["rights.licence"].verdict == "partly" and "in a.xml" in words_of(found["rights.licence"])
    assert found["rights.open"].verdict == "partly" and "CC-BY-NC-4.0" in words_of(found["rights.open"])
    assert found["identifiers.names"].verdict == "partly" and "names that point to a record: 1 of 2" in words_of(
        found["identifiers.names"]
    )
    assert found["policy.alignment"].verdict == "not applicable"


def test_broken_files_are_evidence_and_stop_nothing(tmp_path: Path) -> None:
    folder = sample(tmp_path / "edition")
    (document,) = (folder / "tei").glob("*.xml")
    text = document.read_text("utf-8")
    (folder / "tei" / "broken.xml").write_text(text.replace("</teiHeader>", ""), "utf-8")
    document.write_text(text.replace('corresp="#zh.1"', 'corresp="#nowhere"', 1), "utf-8")
    (folder / "tei" / "other.xml").write_text("<list/>", "utf-8")
    (folder / "build" / "export" / "epub").mkdir(parents=True)
    found = answers(appraise(folder, workers=1))
    assert found["conformance.xml"].verdict == "partly" and "tei/broken.xml:" in words_of(found["conformance.xml"])
    assert "V001" in words_of(found["conformance.xml"])
    assert found["conformance.references"].verdict == "unmet" and "R002" in words_of(found["conformance.references"])
    assert found["rights.licence"].verdict == "met"


def test_files_beside_the_texts_are_known_by_their_names(tmp_path: Path) -> None:
    for name in ("License-CC-BY.txt", "readme.md", "newspaper.txt", "NEWS.md", "citations.csv", ".zenodo.json"):
        (tmp_path / name).write_text(f"\n== {name} ==\n", "utf-8")
    found = {kind: (each.file, each.words, each.here) for kind, each in beside(tmp_path).items()}
    assert found == {
        "licence": ("License-CC-BY.txt", "License-CC-BY.txt", True),
        "readme": ("readme.md", "readme.md", True),
        "changes": ("NEWS.md", "NEWS.md", True),
        "deposit": (".zenodo.json", ".zenodo.json", True),
    }
    (tmp_path / "releases" / "x-1").mkdir(parents=True)
    assert list(releases(tmp_path)) == []
    (tmp_path / "releases" / "x-1" / "SHA256SUMS").touch()
    assert list(releases(tmp_path)) == ["releases/x-1"]


def test_an_edition_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(TeiError) as error:
        appraise(tmp_path)
    assert error.value.finding.code == "G003"
    with pytest.raises(TeiError) as error:
        appraise(tmp_path / "nowhere")
    assert error.value.finding.code == "G001"
    (tmp_path / "edition.toml").write_text("id = 7", "utf-8")
    with pytest.raises(TeiError) as error:
        appraise(tmp_path)
    assert error.value.finding.code.startswith("E")


def test_a_page_is_seen_for_what_it_is() -> None:
    found = page("x", b"<html><link rel=canonical href='https://a/'><link rel=stylesheet href='//b/c.css'><img src=x>")
    assert found == PageFacts("x", frozenset(), ("//b/c.css",))
    assert "alt" in page("x", b"<img src=x alt=''>").has


def test_a_folder_that_was_never_built_has_no_outputs(tmp_path: Path) -> None:
    assert outputs(tmp_path, {}).pages == () and outputs(tmp_path, {}).exports == {}


# The forms


def test_the_forms_are_the_same_whoever_counts(tmp_path: Path) -> None:
    (document,) = (SAMPLE / "tei").glob("*.xml")
    for n in range(3):
        stem, data = varied(document.read_bytes(), n)
        (tmp_path / f"{stem}.xml").write_bytes(data)
    one, two = appraise(tmp_path, workers=1), appraise(tmp_path, workers=2)
    for form in FORMS.values():
        assert form(one, Look()) == form(two, Look())


def test_the_json_has_the_keys_that_are_documented(card: Card) -> None:
    told: dict[str, Any] = json.loads(FORMS["json"](card, Look()))
    assert list(told) == ["form", "version", "tool", "edition", "figures", "counts", "areas", "for-a-reader"]
    assert told["form"] == "tei report card" and told["version"] == 1
    assert list(told["counts"]) == list(VERDICTS) and sum(told["counts"].values()) == len(CRITERIA)
    assert [area["id"] for area in told["areas"]] == list(AREAS)
    for area in told["areas"]:
        for each in area["criteria"]:
            assert list(each) == ["id", "references", "question", "verdict", "evidence", "missing", "advice"]
            assert set(each["question"]) == {"en", "zh-Hans"} and each["verdict"] in VERDICTS
            assert all(set(seen) == {"en", "zh-Hans", "at"} for seen in each["evidence"])
            assert (each["advice"] is None) == (each["verdict"] in ("met", "not applicable"))
    text = (ROOT / "docs" / "report.md").read_text("utf-8")
    assert all(f"`{key}`" in text for key in (*told, *told["areas"][0], *told["areas"][0]["criteria"][0]))


def test_the_fact_sheet_is_valid_tei_and_gives_each_answer_once(card: Card, data: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "card.xml"
    sheet.write_text(FORMS["tei"](card, Look()), "utf-8")
    assert list(validate(data / "tei" / "schema" / "tei_all.rng", sheet.read_bytes(), sheet.name)) == []
    root = etree.parse(str(sheet)).getroot()
    given = root.xpath("//tei:taxonomy//tei:category[tei:catDesc/tei:num/@value = '1']/@xml:id", namespaces=NS)
    named = root.xpath("//tei:div[@type = 'answer']/@ana", namespaces=NS)
    classed = root.xpath("//tei:catRef/@target", namespaces=NS)
    assert len(given) == len(CRITERIA) and [f"#{id_}" for id_ in given] == named == classed


def test_the_page_is_of_its_language_and_needs_nothing_else(pages: dict[str, Path]) -> None:
    for lang, path in pages.items():
        root = lxml_html.parse(str(path)).getroot()
        assert root.get("lang") == lang and len(root.findall(".//h1")) == 1
        assert not root.xpath("//script | //link | //img | //@style | //@*[starts-with(name(), 'on')]")
        assert len(root.xpath("//article")) == len(CRITERIA)
        ids = root.xpath("//@id")
        assert len(set(ids)) == len(ids)
        assert {str(at)[1:] for at in root.xpath("//a/@href[starts-with(., '#')]")} <= set(ids)
        (policy,) = root.xpath("//meta[@http-equiv]/@content")
        assert "default-src 'none'" in policy and "unsafe" not in policy
        heads = [str(head.text_content()) for head in root.findall(".//h3")]
        assert heads == [each.question[lang == "zh"] for each in CRITERIA]
    assert primary(lxml_html.parse(str(pages["zh"])).getroot().find(".//h1/span").get("lang")) == "zh"


def test_the_nu_checker_finds_nothing(pages: dict[str, Path]) -> None:
    jar = os.environ.get("VNU_JAR", "")
    if not jar or not shutil.which("java"):
        if CI:
            pytest.fail("VNU_JAR is not set, or there is no java")
        pytest.skip("set VNU_JAR to the Nu HTML checker's jar (npm: vnu-jar), and have java")
    command = ["java", "-jar", jar, "--format", "json", "--stdout", *map(str, pages.values())]
    done = subprocess.run(command, capture_output=True, check=False)
    # It does not compute the digest that the policy allows the style by; the browser below does.
    found = [
        message["message"]
        for message in json.loads(done.stdout)["messages"]
        if not re.search("Content Security Policy .*blocked by", message["message"])
    ]
    assert found == []


@pytest.mark.browser
def test_axe_finds_nothing_the_style_is_allowed_and_nothing_scrolls_sideways(
    browser: Browser, pages: dict[str, Path]
) -> None:
    for lang, width, scheme in (("en", 1440, "light"), ("zh", 360, "dark")):
        view = browser.new_page(
            viewport={"width": width, "height": 900}, color_scheme="dark" if scheme == "dark" else "light"
        )
        trouble: list[str] = []
        view.on("console", lambda message, told=trouble: told.append(message.text))
        view.goto(pages[lang].as_uri())
        assert trouble == [] and view.title() != "taken"
        assert view.evaluate("getComputedStyle(document.querySelector('.mark.met')).borderRadius") == "50%"
        assert view.evaluate("document.documentElement.scrollWidth") <= width
        view.evaluate(AXE)
        result = view.evaluate("axe.run(document, {resultTypes: ['violations']})")
        assert [(each["id"], each["nodes"][0]["html"][:200]) for each in result["violations"]] == []
        view.close()


def test_hostile_words_stay_words_in_every_form(card: Card) -> None:
    shown = HOSTILE[:80]
    (seen,) = answers(card)["rights.file"].evidence
    assert shown in seen.words[0]
    assert json.loads(FORMS["json"](card, Look()))["areas"][0]["criteria"][3]["evidence"][0]["en"] == seen.words[0]
    root = etree.fromstring(FORMS["tei"](card, Look()).encode())
    assert shown.replace("`", "") in "".join(root.xpath("//tei:ab//text()", namespaces=NS))
    made = FORMS["html"](card, Look())
    assert "<script" not in made and "<b>&quot;" not in made
    assert "\u202e" not in FORMS["text"](card, Look()) and "\\u202e" in FORMS["text"](card, Look())


def test_control_characters_and_awkward_names_stop_no_form(tmp_path: Path) -> None:
    start(tmp_path / "new")
    (tmp_path / "new" / "LICENSE").write_bytes(b"A \x00\x07\xff <licence> {x}")
    (tmp_path / "new" / "tei").mkdir()
    (tmp_path / "new" / "tei" / 'a "b" <c> & {d}\x07.xml').write_text(BARE, "utf-8")
    made = appraise(tmp_path / "new", workers=1)
    for form in FORMS.values():
        assert "{d}" in form(made, Look())
    assert "A \ufffd\ufffd\ufffd &lt;licence&gt; {x}" in FORMS["tei"](made, Look())


# The command


def test_the_command_writes_each_form_and_answers_never_fail_it_unless_asked(edition: Path, tmp_path: Path) -> None:
    run = CliRunner()
    start(tmp_path / "new")
    for form in FORMS:
        done = run.invoke(app, ["report", str(tmp_path / "new"), "--to", form, "-q"])
        assert done.exit_code == 0 and len(done.stdout) > 2000
    out = tmp_path / "card.html"
    done = run.invoke(app, ["report", str(tmp_path / "new"), "--to", "html", "--lang", "zh", "-o", str(out)])
    assert done.exit_code == 0 and done.stdout.strip() == str(out) and 'lang="zh"' in out.read_text("utf-8")
    assert re.search(r"\d+ met, \d+ partly, \d+ unmet, \d+ not applicable", done.stderr)
    assert run.invoke(app, ["report", str(tmp_path / "new"), "-q", "--fail-on", "unmet"]).exit_code == 1
    assert run.invoke(app, ["report", str(tmp_path / "new"), "--lang", "zh"]).exit_code == 2


def test_the_summary_and_the_gate_count_all_answers(card: Card) -> None:
    counts = card.counts()
    assert sum(counts.values()) == len(CRITERIA) and f"{counts['met']} met" in summary(card)
    assert failed(card, "unmet") and failed(card, "partly") and not failed(card, "never")
