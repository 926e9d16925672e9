"""Which schemas a document is held against, where they come from, and what it includes."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tei.check import Options, check
from tei.check.catalog import catalog
from tei.check.fetch import fetched
from tei.files import cache
from tei.report import Finding, TeiError

ANY = '<element name="{name}" xmlns="http://relaxng.org/ns/structure/1.0"><empty/></element>'
RULE = '<pattern id="{id}" xmlns="http://purl.oclc.org/dsdl/schematron"><rule context="x"><assert test="@{id}">no {id}</assert></rule></pattern>'
SCH = '<schema xmlns="http://purl.oclc.org/dsdl/schematron"><phase id="one"><active pattern="a"/></phase><phase id="two"><active pattern="b"/></phase>{rules}</schema>'


@pytest.fixture(autouse=True)
def _in_an_empty_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "x.rng").write_text(ANY.format(name="x"), "utf-8")
    (tmp_path / "y.rng").write_text(ANY.format(name="y"), "utf-8")
    (tmp_path / "x.rnc").write_text("element x { empty }", "utf-8")
    (tmp_path / "x.dtd").write_text("<!ELEMENT x EMPTY>", "utf-8")
    (tmp_path / "y.dtd").write_text("<!ELEMENT y EMPTY>", "utf-8")
    (tmp_path / "a.sch").write_text(SCH.format(rules=RULE.format(id="a") + RULE.format(id="b")), "utf-8")
    return tmp_path


def told(folder: Path, document: str, *schemas: str, **options: object) -> list[Finding]:
    path = folder / "a.xml"
    path.write_text(document, "utf-8")
    return check(path, "", [folder / name for name in schemas], options=Options(**options))  # type: ignore[arg-type]


def codes(folder: Path, document: str, *schemas: str, **options: object) -> list[str]:
    return [f.code for f in told(folder, document, *schemas, **options)]


# -- what a document names


@pytest.mark.parametrize(
    ("instruction", "expected"),
    [
        ('href="x.rng"', []),
        ('href="y.rng"', ["V002"]),
        ("href='y.rng' type='application/xml'", ["V002"]),
        ('href="x.rnc"', []),
        ('href="x.rnc" type="application/relax-ng-compact-syntax"', []),
        ('href="x.rng" schematypens="http://relaxng.org/ns/structure/1.0"', []),
        ('href="a.sch"', ["V003", "V003"]),
        ('href="a.sch" phase="two"', ["V003"]),
        ('href="a.sch" phase="two" schematypens="http://purl.oclc.org/dsdl/schematron"', ["V003"]),
        ('href="none.rng"', ["V006"]),
        ('href=""', ["V006"]),
        ("", ["V006"]),
        ('href="x.rng"?><?xml-model href="y.dtd" type="application/xml-dtd"', []),
    ],
)
def test_an_instruction_names_a_schema(instruction: str, expected: list[str], folder: Path) -> None:
    assert [c for c in codes(folder, f"<?xml-model {instruction}?><x/>") if c != "V030"] == expected


def test_a_finding_about_an_instruction_has_its_place(folder: Path) -> None:
    (one,) = told(folder, '<!-- -->\n  <?xml-model href="none.rng"?><x/>')
    assert (one.code, one.severity, one.line, one.column) == ("V006", "error", 2, 3)
    assert "none.rng" in one.message


def test_an_instruction_after_the_root_began_counts_for_nothing(folder: Path) -> None:
    assert codes(folder, '<?xml-model href="x.rng"?><x><?xml-model href="y.rng"?></x><?xml-model href="y.rng"?>') == []


def test_what_is_given_is_used_instead(folder: Path) -> None:
    assert codes(folder, '<?xml-model href="y.rng"?><x/>', "x.rng") == []
    assert codes(folder, "<x/>", "a.sch", phase="one") == ["V003"]
    assert codes(folder, "<x/>", "y.dtd") == ["V009"]
    assert codes(folder, "<x/>", "x.dtd") == []


def test_a_schema_is_known_by_its_root_when_its_name_says_nothing(folder: Path) -> None:
    (folder / "schema.xml").write_text(ANY.format(name="y"), "utf-8")
    assert codes(folder, "<x/>", "schema.xml") == ["V002"]
    (folder / "schema.txt").write_text("no schema", "utf-8")
    assert codes(folder, "<x/>", "schema.txt") == ["V006"]
    assert codes(folder, "<x/>", "nothing.rng") == ["V006"]


def test_the_rules_within_a_grammar_are_run_too(folder: Path) -> None:
    grammar = ANY.format(name="x").replace("<empty/>", RULE.format(id="a") + "<empty/>")
    (folder / "rules.rng").write_text(grammar, "utf-8")
    assert codes(folder, "<x/>", "rules.rng") == ["V003"]
    one = '<?xml-model href="rules.rng" schematypens="http://{}"?>'
    assert codes(folder, one.format("relaxng.org/ns/structure/1.0") + "<x/>") == []
    assert codes(folder, one.format("purl.oclc.org/dsdl/schematron") + "<x/>") == ["V003"]


def test_the_dtd_and_hints_count_only_when_asked_for(folder: Path) -> None:
    document = '<?xml-model href="x.rng"?><!DOCTYPE x SYSTEM "y.dtd"><x/>'
    assert codes(folder, document) == ["V010"]
    assert codes(folder, document, dtd=True) == ["V009"]
    assert codes(folder, '<?xml-model href="x.rng"?><!DOCTYPE x [<!ELEMENT x (y)>]><x/>') == []
    assert codes(folder, '<?xml-model href="x.rng"?><!DOCTYPE x [<!ELEMENT x (y)>]><x/>', dtd=True) == ["V009"]
    (folder / "x.xsd").write_text(
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="x" type="xs:integer"/></xs:schema>',
        "utf-8",
    )
    hint = '<?xml-model href="x.rnc"?><x xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="x.xsd"/>'
    assert "V004" not in codes(folder, hint)
    assert "V004" in codes(folder, hint, hints=True)


# -- catalogs

CATALOG = """<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">
  <uri name="https://example.org/whole.rng" uri="y.rng"/>
  <group xml:base="more/"><rewriteURI uriStartString="https://example.org/" rewritePrefix="all/"/>
    <rewriteSystem systemIdStartString="https://example.org/deep/" rewritePrefix="deep/"/></group>
  <public publicId="-//X//DTD  x//EN" uri="y.dtd"/>
  <systemSuffix systemIdSuffix="/tail.rng" uri="y.rng"/>
  <nextCatalog catalog="next.xml"/>
</catalog>"""


def test_a_catalog_leads_to_local_copies(folder: Path) -> None:
    (folder / "catalog.xml").write_text(CATALOG, "utf-8")
    (folder / "next.xml").write_text(
        '<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog"><nextCatalog catalog="catalog.xml"/>'
        '<system systemId="https://example.com/z" uri="z.rng"/></catalog>',
        "utf-8",
    )
    made = catalog([folder / "catalog.xml"])
    expected = {
        "https://example.org/whole.rng": "y.rng",
        "https://example.org/a/b.rng": "more/all/a/b.rng",
        "https://example.org/deep/b.rng": "more/deep/b.rng",
        "https://example.net/x/tail.rng": "y.rng",
        "https://example.com/z": "z.rng",
        "https://example.com/": None,
    }
    for address, path in expected.items():
        assert made.local(address) == (folder / path if path else None), address
    assert made.local("http://x.org/x.dtd", "-//X//DTD x//EN") == folder / "y.dtd"
    document = '<?xml-model href="https://example.org/whole.rng"?><x/>'
    assert codes(folder, document) == ["V006"]
    assert codes(folder, document, catalogs=(folder / "catalog.xml",)) == ["V002"]


def test_what_a_schema_includes_is_mapped_too(folder: Path) -> None:
    grammar = (
        '<grammar xmlns="http://relaxng.org/ns/structure/1.0"><include href="https://example.org/part.rng"/></grammar>'
    )
    (folder / "main.rng").write_text(grammar, "utf-8")
    (folder / "part.rng").write_text(
        '<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start><externalRef href="y.rng"/></start></grammar>',
        "utf-8",
    )
    (folder / "catalog.xml").write_text(
        '<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog"><rewriteURI uriStartString="https://example.org/" '
        'rewritePrefix="./"/></catalog>',
        "utf-8",
    )
    assert codes(folder, "<x/>", "main.rng") == ["V005"]
    found = told(folder, "<x/>", "main.rng", catalogs=(folder / "catalog.xml",))
    assert [f.code for f in found] == ["V002"] and '"y"' in found[0].hint


@pytest.mark.parametrize(
    "text", ["<x/>", CATALOG.replace(' uri="y.rng"', "", 1), CATALOG.replace("systemIdSuffix=", "x=")]
)
def test_a_catalog_that_is_none_is_refused(text: str, folder: Path) -> None:
    (folder / "catalog.xml").write_text(text, "utf-8")
    assert codes(folder, "<x/>", "x.rng", catalogs=(folder / "catalog.xml",)) == ["V017"]


# -- the network


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers with what is in `pages`, and counts."""

    pages: dict[str, bytes] = {}  # noqa: RUF012  # each server has a class of its own
    asked: list[str] = []  # noqa: RUF012

    def do_GET(self) -> None:
        self.asked.append(self.path)
        page = self.pages.get(self.path)
        if self.path.startswith("/to:"):
            self.send_response(302)
            self.send_header("Location", self.path[4:])
            self.end_headers()
        elif page is None:
            self.send_error(404)
        else:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(page)

    def log_message(self, *_: object) -> None:
        """Nothing is said."""


@pytest.fixture
def server() -> Iterator[tuple[str, type[Handler]]]:
    handler = type("Own", (Handler,), {"pages": {}, "asked": []})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as made:
        threading.Thread(target=made.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{made.server_address[1]}", handler
        made.shutdown()


def test_nothing_is_fetched_unless_asked_for(server: tuple[str, type[Handler]], folder: Path) -> None:
    address, handler = server
    handler.pages["/y.rng"] = ANY.format(name="y").encode()
    (folder / "net.rng").write_text(
        f'<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start><externalRef href="{address}/y.rng"/></start></grammar>',
        "utf-8",
    )
    (folder / "net.xsd").write_text(
        f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:include schemaLocation="{address}/x.xsd"/></xs:schema>',
        "utf-8",
    )
    (folder / "net.dtd").write_text(f'<!ENTITY % p SYSTEM "{address}/x.dtd">%p;<!ELEMENT x EMPTY>', "utf-8")
    (folder / "net.sch").write_text(
        f'<schema xmlns="http://purl.oclc.org/dsdl/schematron"><include href="{address}/x.sch"/></schema>', "utf-8"
    )
    document = (
        f'<?xml-model href="{address}/y.rng"?><!DOCTYPE x SYSTEM "{address}/x.dtd" [<!ENTITY e SYSTEM "{address}/e">]>'
        f'<x xmlns:xi="http://www.w3.org/2001/XInclude" ref="{address}/#a"><xi:include href="{address}/y.xml"/>&e;</x>'
    )
    found = told(folder, document)
    assert ("V006", "warning") in [(f.code, f.severity) for f in found]
    for options in ({}, {"dtd": True}, {"xinclude": True}, {"hints": True}, {"stream": True}):
        told(folder, document, **options)
        for schema in ("net.rng", "net.xsd", "net.dtd", "net.sch"):
            told(folder, document, schema, **options)
    assert handler.asked == []


def test_schemas_are_fetched_once_with_what_they_include(server: tuple[str, type[Handler]], folder: Path) -> None:
    address, handler = server
    grammar = '<grammar xmlns="http://relaxng.org/ns/structure/1.0"><include href="{}"/></grammar>'
    handler.pages |= {
        "/a/main.rng": grammar.format("part.rng").encode(),
        "/a/part.rng": grammar.format(f"{address}/b/start.rng").encode(),
        "/b/start.rng": f'<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start>{ANY.format(name="y")}</start></grammar>'.encode(),
    }
    document = f'<?xml-model href="{address}/a/main.rng"?><x/>'
    assert codes(folder, document, fetch=True) == ["V002"]
    assert handler.asked == ["/a/main.rng", "/a/part.rng", "/b/start.rng"]
    assert codes(folder, document, fetch=True) == ["V002"]
    assert len(handler.asked) == 3
    kept = [path for path in (cache() / "fetched").iterdir() if not path.suffix]
    assert len(kept) == 3
    kept[0].write_bytes(b"<changed/>")  # what is not as it was is fetched anew
    assert codes(folder, document, fetch=True) == ["V002"]
    assert len(handler.asked) == 4


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/none.rng", "Not Found"),
        ("/to:file:///etc/hostname", "not allowed"),
        ("/to:ftp://127.0.0.1/x.rng", "not followed"),
        ("/to:/to:/to:/to:/to:/to:/to:/x", ""),
    ],
)
def test_what_cannot_be_fetched_is_said_with_the_reason(
    path: str, words: str, server: tuple[str, type[Handler]], folder: Path
) -> None:
    address, _ = server
    (one,) = told(folder, f'<?xml-model href="{address}{path}"?><x/>', fetch=True)
    assert (one.code, one.severity) == ("V006", "error") and words in one.message
    assert "--schema" in one.hint


def test_without_a_network_this_is_said(folder: Path) -> None:
    (one,) = told(folder, '<?xml-model href="http://127.0.0.1:9/x.rng"?><x/>', fetch=True)
    assert one.code == "V006" and "cannot be fetched" in one.message and "--catalog" in one.hint


def test_an_answer_without_end_is_not_waited_for(
    server: tuple[str, type[Handler]], monkeypatch: pytest.MonkeyPatch
) -> None:
    import tei.check.fetch

    address, handler = server
    handler.pages["/large"] = b"x" * 200_000
    monkeypatch.setattr(tei.check.fetch, "LARGEST", 100_000)
    with pytest.raises(TeiError) as error:
        fetched(f"{address}/large")
    assert error.value.finding.code == "V006"
    with pytest.raises(TeiError):
        fetched("file:///etc/hostname")


# -- inclusions

XI = 'xmlns:xi="http://www.w3.org/2001/XInclude"'


@pytest.fixture
def book(tmp_path: Path) -> Path:
    folder = tmp_path / "book"
    (folder / "parts").mkdir(parents=True)
    (folder / ".git").mkdir()
    (folder / "any.rng").write_text(
        '<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start><ref name="b"/></start><define name="b"><element name="b">'
        '<zeroOrMore><choice><ref name="b"/><text/><attribute name="xml:id"/></choice></zeroOrMore></element></define></grammar>',
        "utf-8",
    )
    (folder / "parts" / "one.xml").write_text('<b xml:id="one">\n  <b xml:id="in">text</b>\n  <c/>\n</b>', "utf-8")
    (folder / "parts" / "text.txt").write_text("1 < 2\r\n", "utf-8")
    (tmp_path / "secret.xml").write_text("<b>secret</b>", "utf-8")
    return folder


def including(book: Path, inner: str) -> list[Finding]:
    (book / "a.xml").write_text(f"<b {XI}>{inner}</b>", "utf-8")
    return check(book / "a.xml", "a.xml", [book / "any.rng"], options=Options(xinclude=True))


def within(book: Path, inner: str, monkeypatch: pytest.MonkeyPatch) -> list[Finding]:
    monkeypatch.chdir(book)
    return including(book, inner)


def test_a_finding_in_an_included_file_names_it_and_its_line(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (one,) = within(book, '<xi:include href="parts/one.xml"/>', monkeypatch)
    assert (one.code, one.file, one.line) == ("V002", "parts/one.xml", 3)
    (one,) = within(book, '<c/><xi:include href="parts/one.xml" xpointer="in"/>', monkeypatch)
    assert (one.code, one.file, one.line) == ("V002", "a.xml", 1)


def test_an_inclusion_that_is_not_followed_is_noted(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(book)
    including(book, '<xi:include href="parts/one.xml"/>')
    assert ("V013", "info") in [(f.code, f.severity) for f in check(Path("a.xml"), "", [book / "any.rng"])]


@pytest.mark.parametrize(
    "inner",
    [
        '<xi:include href="parts/text.txt" parse="text"/>',
        '<xi:include href="parts/one.xml" xpointer="in"/>',
        '<xi:include href="parts/one.xml" xpointer="element(in)"/>',
        '<xi:include href="parts/one.xml" xpointer="element(/1/1)"/>',
        '<xi:include href="parts/one.xml" xpointer="xpointer(id(\'in\'))"/>',
        '<xi:include href="none.xml"><xi:fallback>a<b/>c</xi:fallback></xi:include>',
        '<xi:include href="none.xml"><xi:fallback/></xi:include>',
        '<xi:include href="none.xml"><xi:fallback><xi:include href="parts/text.txt" parse="text"/></xi:fallback></xi:include>',
        '<b>x<xi:include href="parts/one.xml" xpointer="in"/>y<xi:include href="parts/text.txt" parse="text"/>z</b>',
    ],
)
def test_what_can_be_included_is(inner: str, book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert within(book, inner, monkeypatch) == []


@pytest.mark.parametrize(
    ("inner", "words"),
    [
        ('<xi:include href="none.xml"/>', "no such file"),
        ('<xi:include href="../secret.xml"/>', "does not lie below"),
        ('<xi:include href="/etc/hostname" parse="text"/>', "does not lie below"),
        ('<xi:include href="https://example.org/x.xml"/>', "no network"),
        ('<xi:include href="parts/one.xml#in"/>', "no fragment"),
        ('<xi:include href="parts/one.xml" xpointer="nothing"/>', 'nothing at "nothing"'),
        ('<xi:include href="parts/one.xml" xpointer="xpath(//p)"/>', "not understood"),
        ('<xi:include href="a.xml"/>', "includes itself"),
        ('<xi:include href=""/>', "part of itself"),
        ('<xi:include href="parts/one.xml" parse="text" encoding="nothing"/>', "not in nothing"),
    ],
)
def test_what_cannot_be_included_is_said(inner: str, words: str, book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = within(book, inner, monkeypatch)
    assert [f.code for f in found] == ["V014"] and words in found[0].message
    assert "secret" not in found[0].message.replace("secret.xml", "")


def test_a_link_out_of_the_project_is_not_followed(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (book / "link.xml").symlink_to(book.parent / "secret.xml")
    assert [f.code for f in within(book, '<xi:include href="link.xml"/>', monkeypatch)] == ["V014"]


def test_loops_and_bombs_of_inclusions_end(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (book / "loop.xml").write_text(f'<b {XI}><xi:include href="pool.xml"/></b>', "utf-8")
    (book / "pool.xml").write_text(f'<b {XI}><xi:include href="loop.xml"/></b>', "utf-8")
    assert [f.code for f in within(book, '<xi:include href="loop.xml"/>', monkeypatch)] == ["V014"]
    for n in range(12):
        (book / f"n{n}.xml").write_text(f"<b {XI}>" + f'<xi:include href="n{n + 1}.xml"/>' * 5 + "</b>", "utf-8")
    (book / "n12.xml").write_text("<b/>", "utf-8")
    found = within(book, '<xi:include href="n0.xml"/>', monkeypatch)
    assert {f.code for f in found} == {"V014"} and "inclusions" in found[-1].message


def test_a_file_that_is_not_well_formed_is_told_with_its_own_place(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (book / "bad.xml").write_text("<b>\n<c></b>", "utf-8")
    found = within(book, '<xi:include href="bad.xml"/>', monkeypatch)
    assert [(f.code, f.file, f.line) for f in found] == [("V001", "bad.xml", 2), ("V014", "a.xml", 1)]


def test_pointers_between_included_parts_arrive(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(book)
    tei = 'xmlns="http://www.tei-c.org/ns/1.0"'
    (book / "p.xml").write_text(f'<p {tei} xml:id="p" corresp="#q #nothing"/>', "utf-8")
    (book / "a.xml").write_text(
        f'<TEI {tei} {XI}>\n<p xml:id="q" corresp="#p"/><xi:include href="p.xml"/></TEI>', "utf-8"
    )
    (book / "anything.rng").write_text(
        '<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start><ref name="x"/></start><define name="x"><element><anyName/>'
        "<zeroOrMore><choice><attribute><anyName/></attribute><text/><ref name='x'/></choice></zeroOrMore></element></define></grammar>",
        "utf-8",
    )
    (one,) = check(Path("a.xml"), "", [book / "anything.rng"], options=Options(xinclude=True))
    assert (one.code, one.file, one.line) == ("R002", "p.xml", 1)


def test_findings_beyond_two_thousand_are_counted_as_one(folder: Path) -> None:
    document = "<x>" + "<z/>" * 3000 + "</x>"
    found = codes(folder, document, "x.rng")
    assert found.count("V002") == 2000 and found[-1] == "V016"


def test_a_tei_document_without_rules_is_no_schema(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text('<TEI xmlns="http://www.tei-c.org/ns/1.0"/>', "utf-8")
    (found,) = check(tmp_path / "a.xml", schemas=[tmp_path / "a.xml"])
    assert (found.code, found.message) == ("V006", "holds no Schematron rules")
