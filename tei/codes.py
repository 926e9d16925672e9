"""Every code a finding can have: what it means, and an example of wrong and right.  ``tei explain`` prints it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    """The meaning of a finding's code, and how to put things right."""

    title: str
    meaning: str
    wrong: str = ""
    right: str = ""


#: Families by first letter: G files, S seeds, E edition and decisions, C cruxes, X the TEI files, V validity,
#: R references, W rendering.
FAMILIES: Mapping[str, str] = {
    "G": "files and arguments",
    "S": "seeds",
    "E": "the edition and its decisions",
    "C": "cruxes: the versions disagree",
    "X": "TEI files that are built",
    "V": "validity",
    "R": "references",
    "W": "web and print",
    "Z": "releases",
}

CODES: Mapping[str, Code] = {
    "G001": Code(
        "a file cannot be read",
        "It does not exist, is a folder, or may not be read.",
        "tei check misspelt.xml",
        "tei check spelt.xml",
    ),
    "G002": Code(
        "a file cannot be written",
        "The folder may not be written, or the disk is full. Files are written whole "
        "or not at all: what stood there before still does.",
        "-o /proc/out",
        "-o out",
    ),
    "G003": Code(
        "an argument cannot be used",
        "The message says what is wrong with it and what would be right.",
        "tei check . --changed nowhere",
        "tei check . --changed origin/main",
    ),
    "G004": Code(
        "the work was ended from outside",
        "A worker process disappeared, or memory ran out. Nothing that is written is half.",
        "tei check . --jobs 64",
        "tei check . --jobs 2",
    ),
    "G005": Code(
        "an ignore that fits no finding",
        "An [[ignore]] in tei-check.toml is about something that is not found any more. Remove it, so that it does not "
        "hide what comes later.",
        '[[ignore]]\ncode = "R002"\nfile = "leters/*.xml"\nreason = "…"',
        '[[ignore]]\ncode = "R002"\nfile = "letters/*.xml"\nreason = "the persons are in a data base"',
    ),
    "G006": Code(
        "findings of the baseline that are gone",
        "The baseline has findings that are not there any more. Write it anew, so that they cannot come back unseen.",
        "tei check tei --baseline known.json",
        "tei check tei --baseline known.json --write-baseline",
    ),
    "G007": Code(
        "an XPath that cannot be used",
        "The expression is not XPath 3.1, uses a prefix that is not bound, or asks for what is not given: other files, "
        "the network, the environment. The message has the column.",
        "tei xpath '//mei:note' score.xml",
        "tei xpath '//mei:note' score.xml --ns mei=http://www.music-encoding.org/ns/mei",
    ),
    "G008": Code(
        "a port cannot be listened on",
        "Another program has it, perhaps another `tei serve`, or this user may not have it.",
        "tei serve --port 80",
        "tei serve --port 8001",
    ),
    "S001": Code("an empty seed", "A seed needs at least one paragraph."),
    "S002": Code(
        "not a text", "The file is binary: an image, a PDF, a word processor's file. A seed is plain text in UTF-8."
    ),
    "S003": Code(
        "not UTF-8",
        "The message names the first byte that is not UTF-8, counted from 0.",
        "article.txt in GB18030",
        "iconv -f GB18030 -t UTF-8 article.txt > article.utf8.txt",
    ),
    "S004": Code(
        "no original",
        "No marker such as “Original:” was found, and no Chinese text after a rule. The translation "
        "alone becomes the edition.",
        "English text, then nothing",
        "English text\n\n<hr />\n\nOriginal:\n\n### 标题",
    ),
    "S005": Code(
        "no translation", "Nothing but header fields stands before the original, which alone becomes the edition."
    ),
    "S006": Code(
        "a character that XML cannot hold",
        "Control characters such as U+0007 cannot stand in XML 1.0. They are "
        "kept as g elements and come back in `tei extract`.",
    ),
    "S007": Code(
        "a date that is missing or not understood",
        "Relative dates (12日, last year) are resolved against the date of issue; without one they have no value.",
        "Date: some day in spring",
        "Date: 1959-01-13",
    ),
    "S008": Code(
        "two seeds with one id",
        "A document's id is made from the edition's id, the date, the page and the file's "
        "name. The first seed is built, the other is not.",
        "a/001.txt and b/001.txt",
        "a/001.txt and b/002.txt",
    ),
    "S009": Code("a header field that is not known, or stands twice", "Its line is kept in sourceDoc, but not used."),
    "S010": Code(
        "the seed would not come back",
        "From every TEI document the seed's bytes can be had back. Here they could "
        "not, so nothing was written. Please report the seed.",
    ),
    "S012": Code(
        "an unknown seed format",
        "edition.toml asks for a format that does not exist.",
        'format = "article"',
        'format = "translated-article"',
    ),
    "S013": Code(
        "no seeds",
        "The patterns in `seeds` of edition.toml fit no file.",
        'seeds = ["seed/*.txt"]',
        'seeds = ["seeds/*.txt"]',
    ),
    "E001": Code(
        "not TOML", "The file cannot be parsed; the message has the line and column.", "who = ed", 'who = "ed"'
    ),
    "E002": Code(
        "an unknown key",
        "Keys are checked strictly, so that a misspelt one is not ignored.",
        'lisence = "…"',
        'licence = "…"',
    ),
    "E003": Code(
        "a value that does not fit",
        "It is missing, of another type, or not one of those allowed.",
        'cert = "very"',
        'cert = "high"',
    ),
    "E004": Code(
        "no edition here",
        "A folder is an edition when it holds edition.toml.",
        "tei build .",
        "tei new demo && tei build demo",
    ),
    "E010": Code(
        "not an authority",
        "The root of authority.xml is standOff in the TEI namespace.",
        "<listPerson>…</listPerson>",
        '<standOff xmlns="http://www.tei-c.org/ns/1.0">…</standOff>',
    ),
    "E011": Code(
        "a record without id or name",
        "Each person, place, org, event and bibl needs an xml:id and a name.",
        "<place><placeName>Urumqi</placeName></place>",
        '<place xml:id="place.urumqi"><placeName xml:lang="en">Urumqi</placeName></place>',
    ),
    "E012": Code(
        "records that contradict",
        "Two have one xml:id, a nested name points to a record that does not exist, or a name is in the stop list.",
    ),
    "E013": Code(
        "a context rule that cannot be used",
        "A list of type context says beside which words a form is a name (before, after) or is none (not-before, "
        "not-after). It has heads, which are forms of records, and items, which are the words.",
        '<list type="context" subtype="not-before"><item>委</item></list>',
        '<list type="context" subtype="not-before" xml:lang="zh-Hans"><head>党</head><item>委</item></list>',
    ),
    "E020": Code(
        "a line of the lexicon that is no pair",
        "Each line is a term, a tab and its renderings.",
        "人民公社 people's commune",
        "人民公社<TAB>people's commune",
    ),
    "E021": Code(
        "a term twice in the lexicon",
        "A term has one line, with all its renderings. What stands on several lines counts together, and is easily "
        "changed on one line only.",
        "公社<TAB>commune\n公社<TAB>commune | team",
        "公社<TAB>commune | team",
    ),
    "E040": Code(
        "a place or record that does not exist",
        "A decision names an id that the document does not have. Ids are those of the TEI: en.h1, zh.1.h1, zh.1.3.",
        'at = "zh.9.1"',
        'at = "zh.1.1"',
    ),
    "E041": Code(
        "a quote that is not found exactly once",
        "Decisions quote the words they speak of, so that they notice "
        "when the text changes. Lengthen the quote, or say what stands before and after it.",
        'quote = "forward"',
        'prefix = "leap forward "\nquote = "forward "',
    ),
    "E042": Code("an unknown editor", "`who` is the id of an [[editor]] in edition.toml.", 'who = "me"', 'who = "ed"'),
    "E043": Code("emendations that overlap", "Two decisions change the same words. The first one is carried out."),
    "E044": Code(
        "no such mention",
        "A name, date or number that a decision refuses or assigns is not marked there.",
        'action = "refuse"\nquote = "the region"',
        'action = "add"\ntype = "placeName"\nref = "place.xinjiang"\nquote = "the region"',
    ),
    "E045": Code(
        "a constraint that cannot be kept",
        "The units do not follow one another, lie in different paragraphs or reports, or two constraints contradict.",
        'together = ["en.1.1.s1", "zh.2.1.s1"]',
        'together = ["en.1.1.s1", "en.1.1.s2", "zh.1.1.s1"]',
    ),
    "E046": Code("nothing to dismiss", "The finding that a [[dismiss]] answers is not found any more."),
    "E047": Code(
        "decisions on a seed that does not exist",
        "A file in editorial/ is named like its seed: the decisions on seeds/a.txt are in editorial/a.toml.",
        "editorial/artcle.toml",
        "editorial/article.toml",
    ),
    "E048": Code("a note without a place", "None of the note's targets exists, so it is not in the edition."),
    "C001": Code(
        "numbers that differ",
        "Aligned sentences count differently, or one does not count.",
        "六百八十二个人民公社 / 628 people's communes",
        '[[note]] that explains it, [[emend]] that corrects it, or:\n[[dismiss]]\ncode = "C001"\nat = '
        '"en.2.3"\nquote = "628"\nwho = "ed"\nwhy = "…"',
    ),
    "C002": Code(
        "dates that differ",
        "Aligned sentences or titles name different dates, or one names none.",
        "促成1950年 / in 1959",
        '[[emend]]\nat = "zh.h1"\nquote = "1950"\ncorr = "1959"\nwho = "ed"',
    ),
    "C003": Code(
        "names that differ",
        "A record is named in one version and not in the other, though it has a name in both languages.",
        "中共贵州省委 / the committee",
        '[[dismiss]]\ncode = "C003"\nat = "zh.3.1"\nquote = "中共贵州省委"\nwho = "ed"\nwhy = "The English has '
        'a pronoun."',
    ),
    "C004": Code(
        "a repeated word",
        "A word stands twice in a row.",
        "leap forward forward",
        '[[emend]]\nat = "en.3.4"\nprefix = "leap forward "\nquote = "forward "\ncorr = ""\nwho = "ed"',
    ),
    "C005": Code(
        "a passage without counterpart",
        "A paragraph or sentence of one version is aligned with nothing.",
        "a paragraph that the translator left out",
        '[[note]]\ntype = "translation"\nwho = "ed"\ntargets = [ { at = "zh.2.4" } ]\ntext.en = "Not translated."',
    ),
    "C006": Code(
        "a head in one version only",
        "The other version gets a supplied head, if a record or the lexicon knows its words.",
        "新疆 before the first report, in Chinese only",
        '[[dismiss]]\ncode = "C006"\nat = "zh.1.h1"\nwho = "ed"\nwhy = "The translation has no heads; '
        'they are supplied."',
    ),
    "C007": Code(
        "a term that is not rendered",
        "A term of lexicon.tsv stands in one version, and none of its renderings in the aligned passage of the other. "
        "Reported once for each term of a document. Terms within names do not count.",
        "大民族主义 / Han chauvinism, where the lexicon has: big-nationality chauvinism",
        '[[note]]\ntype = "translation"\nwho = "ed"\ntargets = [ { at = "en.1.2", quote = "Han chauvinism" }, '
        '{ at = "zh.1.2", quote = "大民族主义" } ]\ntext.en = "…"',
    ),
    "C008": Code(
        "a term rendered in several ways",
        "One document uses more than one of the renderings that lexicon.tsv has for a term.",
        "巨大成就 / tremendous achievements … great success",
        '[[dismiss]]\ncode = "C008"\nat = "zh.1.2"\nquote = "的巨大成就"\nwho = "ed"\nwhy = "…"',
    ),
    "C009": Code(
        "two terms rendered alike",
        "Two terms of lexicon.tsv have the same rendering in this document, so that their difference is lost.",
        "健全 / improve … 提高 / improve",
        '[[dismiss]]\ncode = "C009"\nat = "zh.4.6"\nquote = "提高"\nwho = "ed"\nwhy = "…"',
    ),
    "C010": Code(
        "enumerations that differ",
        "Aligned passages count up a different number of things; or an enumeration comma is wanting.",
        "工、农、牧林等业 / industrial, agricultural, animal husbandry, and forestry",
        '[[emend]]\nat = "zh.2.6"\nprefix = "工、农、牧"\nquote = ""\nsuffix = "林"\ncorr = "、"\nwho = "ed"',
    ),
    "C011": Code(
        "quotation marks or brackets that do not match",
        "A mark has no other half in its paragraph, or words are in quotation marks in one version only.",
        "“关于人民公社若干问题的决议的精神",
        "“关于人民公社若干问题的决议”的精神",
    ),
    "C012": Code(
        "a length far off",
        "A passage is much longer or shorter, against its counterpart, than the rest of the document lets expect: "
        "something may be left out or added, or be aligned wrongly.",
        "a sentence of three lines / “They agreed.”",
        '[[note]]\ntype = "translation"\nwho = "ed"\ntargets = [ { at = "zh.2.4" } ]\ntext.en = "Abridged."',
    ),
    "C013": Code(
        "a conjunction without its second half",
        "Both … and, either … or, neither … nor: the first half stands alone in a sentence that has the pair, too.",
        "to grasp both the base and the mines; and to grasp both the communes",
        '[[emend]]\nat = "en.4.4"\nprefix = "and to grasp "\nquote = "both "\nsuffix = "the industrial"\n'
        'corr = ""\nwho = "ed"',
    ),
    "C014": Code(
        "paragraphs that are divided differently",
        "What is one paragraph in one version is several in the other.",
        "zh.1.2 / en.1.2 and en.1.3",
        '[[dismiss]]\ncode = "C014"\nat = "zh.1.2"\nwho = "ed"\nwhy = "The translator divided a long paragraph."',
    ),
    "C015": Code(
        "said more fully in one version",
        "Both versions mean the same day or record, but one has the month too, or names another record within the name "
        "where the other could.",
        "会议于6日开幕 / The meeting opened on 6th January",
        '[[dismiss]]\ncode = "C015"\nat = "zh.1.1"\nquote = "6日"\nwho = "ed"\nwhy = "Newspapers give the day."',
    ),
    "C016": Code(
        "datelines that differ in form",
        "Datelines are of one form in one version, and of several forms in the other.",
        "据新华社 … 新华社 / Xinhua News Agency … Xinhua News Agency",
        '[[dismiss]]\ncode = "C016"\nat = "zh.3.1"\nquote = "新华社"\nwho = "ed"\nwhy = "…"',
    ),
    "C017": Code(
        "a head that stands twice, and differs",
        "A version has its head once as a title and once as printed, on one line or several, but in other words.",
        "促成1950年更大跃进 / 促成1959年更大跃进",
        '[[emend]]\nat = "zh.h1"\nquote = "1950"\ncorr = "1959"\nwho = "ed"',
    ),
    "C018": Code(
        "a day that no calendar has",
        "A month is said to have more days than it has, or a year more months. The date is marked, without a value.",
        "31st June",
        '[[emend]]\nat = "en.1.1"\nquote = "31st"\ncorr = "30th"\nwho = "ed"\nwhy = "The Chinese has 30日."',
    ),
    "C020": Code(
        "a name of several records",
        "Neither the other version nor the rest of the document tells which record is meant. The likeliest is taken, "
        "with a cert of low.",
        "Jilin, where authority.xml has a province and a city of that name",
        '[[mention]]\naction = "assign"\nat = "en.2.1"\nquote = "Jilin"\nref = "place.jilin-city"\nwho = "ed"',
    ),
    "X001": Code(
        "a TEI file changed by hand",
        "The file is not as tei wrote it, so it is not overwritten. Move the change "
        "into editorial/ and build with --force, or make the file the master with `tei adopt`.",
    ),
    "X002": Code(
        "a TEI file that no seed makes",
        "No seed makes it, or its seed or the decisions on it could not be read this time. It is "
        "left alone, and stays in the edition.",
        "tei/old.xml, whose seed was removed",
        "its seed in seeds/ again, or no tei/old.xml",
    ),
    "X003": Code(
        "an adopted file that its seed has left behind",
        "The file was made the master by `tei adopt`, so it is not written any more. "
        "Its seed or the decisions changed since.",
    ),
    "V001": Code(
        "not well-formed",
        "The document is not XML; the message has the line and column, what stands there, and what to write instead.",
        "<p>Marks & Spencer</s>",
        "<p>Marks &amp; Spencer</p>",
    ),
    "V002": Code(
        "not valid (RELAX NG)",
        "An element, attribute or value stands where the schema does not allow it.",
        '<date when="January 1959">',
        '<date when="1959-01">',
    ),
    "V003": Code(
        "a Schematron rule",
        "A rule of the schema is broken; its message says how to mend it.",
        '<date from="1958-12-30" to="1958-12-20">',
        '<date from="1958-12-20" to="1958-12-30">',
    ),
    "V004": Code(
        "not valid (XSD)",
        "An element, attribute or value stands where the XML Schema does not allow it.",
        '<graphic width="wide"/>',
        '<graphic width="12cm"/>',
    ),
    "V005": Code(
        "a broken schema",
        "The schema itself has an error, so nothing was checked against it; of a Schematron schema all rules but those "
        "with the error are run. The place is one in the schema.",
        '<define name="p"><ref name="content"/></define>, where nothing defines "content"',
        '<define name="p"><ref name="content"/></define> <define name="content"><text/></define>',
    ),
    "V006": Code(
        "a schema that is not there",
        "The schema that a document or --schema names was not found, or is not local.",
        '<?xml-model href="https://example.org/tei_all.rng"?>',
        '<?xml-model href="schemas/tei_all.rng"?>',
    ),
    "V007": Code(
        "something of Schematron that is not supported",
        "Query bindings are xslt, xslt2, xslt3, xpath, xpath2, xpath3 and xpath31; of XSLT, keys are understood, but "
        "no functions, templates or imports. Rules that call such a function are left out; all others are run.",
        '<xsl:function name="f:year">…</xsl:function> <sch:assert test="f:year(@when) &gt; 1900">',
        '<sch:assert test="number(substring(@when, 1, 4)) &gt; 1900">',
    ),
    "V008": Code(
        "libxml2 did not finish",
        "Asked for by --engine lxml, libxml2 came to no end within its time, or broke down. Some schemas made from TEI "
        "take it hours; the engine of tei reads them in a moment.",
        "tei check letter.xml --schema tei_corpus.rng --engine lxml",
        "tei check letter.xml --schema tei_corpus.rng",
    ),
    "V009": Code(
        "not valid (DTD)",
        "An element, attribute or value stands where the document type definition does not allow it. DTDs are "
        "looked at only when asked for.",
        "<!ELEMENT p (#PCDATA)> and <p><hi>…</hi></p>",
        "<!ELEMENT p (#PCDATA | hi)*> and <p><hi>…</hi></p>",
    ),
    "V010": Code(
        "a DTD or entity that is not read",
        "What a DOCTYPE names outside the document is not read, so that what it holds is not checked. Entities "
        "that the document declares itself are written out.",
        '<!ENTITY chap1 SYSTEM "chap1.xml"> … &chap1;',
        '<xi:include href="chap1.xml"/>, checked by --xinclude',
    ),
    "V011": Code(
        "XML 1.1",
        "XML 1.1 differs from 1.0 in control characters and ends of lines only; most programs read nothing but 1.0.",
        '<?xml version="1.1"?>',
        '<?xml version="1.0"?>',
    ),
    "V012": Code(
        "nested too deeply",
        "A document may have 20,000 levels of elements within elements; more would exhaust what works on it. "
        "`--stream` has no such limit.",
    ),
    "V013": Code(
        "an inclusion that is not followed",
        "The document includes others by XInclude; they are not looked at, unless it is asked for.",
        "tei check book.xml",
        "tei check book.xml --xinclude",
    ),
    "V014": Code(
        "an inclusion that cannot be made",
        "The file does not exist, is not well-formed, lies outside the project's folder or on the network, includes "
        "itself, or has nothing at the pointer.",
        '<xi:include href="../../elsewhere/chapter1.xml"/>',
        '<xi:include href="chapter1.xml"/>',
    ),
    "V015": Code(
        "checks that were left out",
        "A document that is streamed is held against RELAX NG only: nothing of it is kept that rules and pointers "
        "could be looked up in.",
        "tei check corpus.xml --stream",
        "tei check corpus.xml",
    ),
    "V016": Code(
        "more findings than are listed",
        "One schema found more than 2,000 things in one document. It may be the wrong schema; after some are "
        "mended the others are listed.",
    ),
    "V017": Code(
        "a catalog that cannot be used",
        "The file is no OASIS XML catalog, or an entry lacks an attribute.",
        '<catalog><map from="…" to="…"/></catalog>',
        '<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog"><uri name="https://example.org/a.rng" '
        'uri="a.rng"/></catalog>',
    ),
    "V030": Code(
        "a schema whose rules never fired",
        "No node of the document is the context of any rule of the Schematron schema, so it says nothing of it. Often "
        "the namespace is another one, or the phase that was asked for has no rules.",
        '<sch:rule context="p"> for a TEI document',
        '<sch:ns prefix="tei" uri="http://www.tei-c.org/ns/1.0"/> … <sch:rule context="tei:p">',
    ),
    "V031": Code(
        "a document that a rule asks for and that is not read",
        "Schematron rules read other documents by document(), doc() and pattern/@documents, but only well-formed local "
        "files below the folder of the document or of the schema.",
        "document('https://example.org/persons.xml')",
        "document('persons.xml')",
    ),
    "R001": Code(
        "an xml:id twice",
        "Ids are unique in a document. The second element with one is reported; the hint tells where the first one is.",
        '<p xml:id="p1">…</p> <p xml:id="p1">…</p>',
        '<p xml:id="p1">…</p> <p xml:id="p2">…</p>',
    ),
    "R002": Code(
        "a pointer to nothing",
        "An attribute points to an xml:id that the document does not have.",
        'ref="#place.urumchi"',
        'ref="#place.urumqi"',
    ),
    "R003": Code(
        "a correspondence one way only",
        "In a document that declares an alignment @corresp is mutual: what points is pointed back to.",
        '<p xml:id="en.1" corresp="#zh.1">…</p> <p xml:id="zh.1">…</p>',
        '<p xml:id="en.1" corresp="#zh.1">…</p> <p xml:id="zh.1" corresp="#en.1">…</p>',
    ),
    "R004": Code(
        "an alignment that does not cover the text once",
        "Each paragraph and sentence is in exactly one link of its level.",
        '<link target="#en.s1 #zh.s1"/> <link target="#en.s1 #zh.s2"/>',
        '<link target="#en.s1 #zh.s1 #zh.s2"/>',
    ),
    "R006": Code(
        "the seed is not intact",
        "The seed's bytes cannot be had back from the document: its text or its sourceDoc "
        "was changed. Emend by choice, surplus and supplied, which keep what was found.",
        "leap forward forward → leap forward",
        "leap forward <surplus>forward</surplus>",
    ),
    "R010": Code(
        "a file's name where an id is meant",
        "A pointer without # is the address of a file. There is no such file, but an element with this xml:id.",
        'who="hamlet"',
        'who="#hamlet"',
    ),
    "R011": Code(
        "a pointer to a file that is not there",
        "Relative addresses are seen from the document's folder, or from its xml:base. Each missing file is told "
        "of once.",
        'target="leters/12.xml"',
        'target="letters/12.xml"',
    ),
    "R012": Code(
        "a pointer to nothing in another file",
        "The file is there, but nothing in it has the xml:id after the #.",
        'ref="people.xml#goethe"',
        'ref="people.xml#p12"',
    ),
    "R013": Code(
        "a prefix that is not declared",
        "A pointer begins with a prefix that is no known scheme (such as https or urn), and that no prefixDef "
        "declares. Each prefix is told of once.",
        'ref="psn:goethe"',
        '<prefixDef ident="psn" matchPattern="([a-z]+)" replacementPattern="people.xml#$1"/> … ref="psn:goethe"',
    ),
    "R014": Code(
        "a pointer that does not fit its prefix",
        "What follows the prefix is not as the matchPattern of its prefixDef says; or the pattern itself cannot "
        "be used.",
        '<prefixDef ident="psn" matchPattern="([a-z]+)" …/> … ref="psn:12"',
        '<prefixDef ident="psn" matchPattern="([a-z0-9]+)" …/> … ref="psn:12"',
    ),
    "R015": Code(
        "pointers that lead in a circle",
        "By next, prev, copyOf or sameAs an element leads back to itself.",
        '<l xml:id="a" next="#b"/> <l xml:id="b" next="#a"/>',
        '<l xml:id="a" next="#b"/> <l xml:id="b" prev="#a"/>',
    ),
    "R016": Code(
        "next and prev that contradict",
        "What comes next has another element as its prev.",
        '<l xml:id="a" next="#b"/> <l xml:id="b" prev="#c"/>',
        '<l xml:id="a" next="#b"/> <l xml:id="b" prev="#a"/>',
    ),
    "R017": Code(
        "a pointer to an element of another kind",
        "The Guidelines say what some attributes point to: hand to a handNote, rendition to a rendition, change to a "
        "change, calendar to a calendar, wit to a witness.",
        'hand="#goethe", which is a place',
        'hand="#hand1", which is a handNote',
    ),
    "R018": Code(
        "an address that leads nowhere else",
        "A path from the root of one computer, or an address without host, means nothing to others.",
        'url="file:///C:/scans/1.jpg"',
        'url="scans/1.jpg"',
    ),
    "R020": Code(
        "no name of a language",
        "xml:lang, and @ident of language, hold tags of BCP 47 (RFC 5646): a language, then if need be a script, a "
        "region, variants.",
        'xml:lang="en_GB"',
        'xml:lang="en-GB"',
    ),
    "R021": Code(
        "a part of a language tag that does not exist",
        "There is no such language of two letters, script or region; or it has a shorter or newer name. Languages of "
        "three letters are looked at only as far as they have a shorter name.",
        'xml:lang="jp"',
        'xml:lang="ja"',
    ),
    "R022": Code(
        "a language that langUsage does not have",
        "The header lists languages, but not this one.",
        '<langUsage><language ident="en"/></langUsage> … xml:lang="la"',
        '<langUsage><language ident="en"/><language ident="la"/></langUsage> … xml:lang="la"',
    ),
    "R024": Code(
        "a value that is no date",
        "The day, hour or form does not exist. A value that RELAX NG refuses is told of once, as V002.",
        'when="1959-02-30"',
        'when="1959-02-28"',
    ),
    "R025": Code(
        "a range that ends before it begins",
        "notBefore lies after notAfter, or from after to.",
        'notBefore="1959" notAfter="1958"',
        'notBefore="1958" notAfter="1959"',
    ),
    "R030": Code(
        "no identifier of its authority",
        "The text of an idno, or an address, has not the form of the authority that it is of: Wikidata, GeoNames, "
        "VIAF, GND, ORCID, ISNI, ISBN, ISSN, DOI, Library of Congress, Getty. Nothing is asked on the network.",
        '<idno type="Wikidata">937</idno>',
        '<idno type="Wikidata">Q937</idno>',
    ),
    "R031": Code(
        "a wrong check digit",
        "The last character of an identifier is computed from the others; here it does not fit, so that one of them is "
        "wrong.",
        '<idno type="ISBN">978-3-16-148410-1</idno>',
        '<idno type="ISBN">978-3-16-148410-0</idno>',
    ),
    "W001": Code("a stylesheet stopped", "The stylesheet has an error, or met an element that it does not know."),
    "W002": Code(
        "a missing glyph",
        "No font has a character. The PDF shows its code point instead; a font that has it goes into --font-path.",
        "tei build demo",
        "tei build demo --font-path ~/fonts",
    ),
    "W003": Code("the PDF could not be set", "Typst, which sets the pages, reports an error."),
    "W004": Code(
        "an address of the last release is gone",
        "The edition's addresses.txt tells what its last release offered: pages, downloads, and what can be cited in "
        "texts. Whoever cited an address that is gone finds nothing any more. Bring it back: files and texts should "
        "keep their names. If it is meant to be gone, take it from addresses.txt, or copy the list that the build "
        "made there; version control keeps who did it and why.",
        "articles/01.html, cited by others, is 001.html now",
        "cp build/site/addresses.txt addresses.txt",
    ),
    "W005": Code(
        "a search without Pagefind",
        "An edition of 2,000 texts and more is searched with Pagefind on a server, if it is installed; without it the "
        "edition's own index serves alone, of which a query then loads more. If Pagefind fails, there is no site.",
        "pip install tei",
        "pip install tei[pagefind]",
    ),
    "W006": Code(
        "fonts that are not there",
        "[print.fonts] names a family that neither the folders of --font-path nor the system have; pages are then set "
        "in the next one, or in ours.",
        '[print.fonts]\nen = ["Garamond Premiere"]',
        '[print.fonts]\nen = ["EB Garamond"]',
    ),
    "W008": Code(
        "addresses that differ in capitals only",
        "Windows and macOS, and some servers, take them for one file: there, one page would replace the other.",
        '<person xml:id="li"/> … <person xml:id="LI"/>',
        '<person xml:id="li"/> … <person xml:id="li-2"/>',
    ),
    "Z001": Code(
        "no name of a version",
        "A version is numbers with points between them, perhaps with a hyphen and what it is before it is finished, "
        "or a date.",
        "tei release v1",
        "tei release 1.0.0",
    ),
    "Z002": Code(
        "another version than the edition's",
        "Every text, page and PDF says which version of the edition it is of, as edition.toml says; so the version "
        "that is released must stand there, and the edition must have been built with it.",
        'tei release 1.1.0, and version = "1.0.0"',
        'tei release 1.1.0, and version = "1.1.0"',
    ),
    "Z003": Code(
        "a version before the last one",
        "A release comes after the last one in the order of versions: of those in the folder of releases, and of the "
        "one whose addresses are in addresses.txt.",
        "tei release 0.9.0, after 1.0.0",
        "tei release 1.0.1, after 1.0.0",
    ),
    "Z004": Code(
        "a release that is there already",
        "A release is cited, so it never changes. What is wrong in it is mended in the next one.",
        "tei release 1.0.0, a second time",
        "tei release 1.0.1",
    ),
    "Z005": Code(
        "a text that has not been built, or not of today",
        "A release holds what seeds and decisions give now. The TEI file is not there, or is what they gave before.",
        "tei release 1.0.0",
        "tei build && tei release 1.0.0",
    ),
    "Z006": Code(
        "a release that does not say who, what or when",
        "Whoever cites or keeps a release needs its title and its date, and should know the editors and what the "
        "licence allows.",
        'version = "1.0.0"',
        'version = "1.0.0"\ndate = 2026-11-23',
    ),
}


def explain(code: str) -> str:
    """The table's entry for `code` as a text.

    Raises:
        KeyError: when there is no such code.
    """
    entry = CODES[code.upper()]
    lines = [f"{code.upper()}  {entry.title}", "", entry.meaning]
    for name, example in (("Wrong", entry.wrong), ("Right", entry.right)):
        if example:
            lines += ["", f"{name}:", *(f"    {line}" for line in example.splitlines())]
    return "\n".join(lines) + "\n"


def overview() -> str:
    """All codes with their titles, by family."""
    lines = []
    for letter, family in FAMILIES.items():
        lines += [f"{letter}  {family}", *(f"   {c}  {CODES[c].title}" for c in CODES if c[0] == letter), ""]
    return "\n".join(lines)
