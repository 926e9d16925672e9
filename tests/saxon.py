"""An oracle for Schematron: the rules as an XSLT 3.0 stylesheet of our own making, run by SaxonC (PyPI `saxonche`).

    python tests/saxon.py SCHEMA DOCUMENT…

prints one JSON object: document → list of [line of the assertion in the schema, fn:path() of the node, message].
It knows what `tei_all.isosch` has: patterns, rules, lets, assertions, value-of and name; no phases, no includes.
`python tests/saxon.py --time …` prints the seconds of compiling and of all documents instead.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from lxml import etree

SCH = "{http://purl.oclc.org/dsdl/schematron}"
XSL = "http://www.w3.org/1999/XSL/Transform"


def stylesheet(path: Path) -> str:
    """One mode; a template for each rule, the first of a pattern winning; each hands the node on to the next pattern."""
    schema = etree.parse(str(path)).getroot()
    prefixes = {ns.get("prefix"): ns.get("uri") for ns in schema.iter(f"{SCH}ns")}
    sheet = etree.Element(f"{{{XSL}}}stylesheet", {"version": "3.0"}, nsmap={"xsl": XSL, **prefixes})

    def add(parent: etree._Element, tag: str, /, **attributes: str) -> etree._Element:
        names = {key.replace("_", "-"): value for key, value in attributes.items()}
        return etree.SubElement(parent, f"{{{XSL}}}{tag}", names)

    add(sheet, "mode", name="rules", on_no_match="shallow-skip")
    walk = add(sheet, "template", match="*", mode="rules", priority="-1")
    add(walk, "apply-templates", select="@*, node()", mode="#current")
    start = etree.SubElement(add(sheet, "template", match="/"), "findings")
    add(start, "apply-templates", select=".", mode="rules")
    rules = [(n, rule) for n, pattern in enumerate(schema.iter(f"{SCH}pattern")) for rule in pattern.iter(f"{SCH}rule")]
    for k, (pattern, rule) in enumerate(rules):
        template = add(sheet, "template", match=rule.get("context"), mode="rules", priority=str(len(rules) - k))
        add(template, "param", name="done", select="()")
        fires = add(template, "if", test=f"not({pattern} = $done)")
        for child in rule:
            if child.tag == f"{SCH}let":
                add(fires, "variable", name=child.get("name"), select=child.get("value"))
            elif child.tag in (f"{SCH}assert", f"{SCH}report"):
                test = child.get("test") if child.tag == f"{SCH}report" else f"not({child.get('test')})"
                found = etree.SubElement(add(fires, "if", test=test), "finding", line=str(child.sourceline))
                add(found, "attribute", name="path", select="path(.)")
                message(found, child, add)
        onwards = add(template, "next-match")
        add(onwards, "with-param", name="done", select=f"($done, {pattern})")
    return etree.tostring(sheet, encoding="unicode")


def message(found, assertion, add) -> None:
    add(found, "text").text = assertion.text or ""
    for part in assertion:
        if part.tag == f"{SCH}value-of":
            add(found, "value-of", select=part.get("select"))
        elif part.tag == f"{SCH}name":
            add(found, "value-of", select=part.get("path", "name()"))
        elif isinstance(part.tag, str):
            add(found, "text").text = "".join(part.itertext())
        add(found, "text").text = part.tail or ""


def main(schema: str, documents: list[str], timed: bool) -> int:
    from saxonche import PySaxonProcessor

    begin = time.perf_counter()
    with PySaxonProcessor(license=False) as processor:
        runner = processor.new_xslt30_processor().compile_stylesheet(stylesheet_text=stylesheet(Path(schema)))
        found = {}
        for document in documents:
            result = etree.fromstring(runner.transform_to_string(source_file=document).encode())
            found[document] = [
                [int(f.get("line")), f.get("path"), " ".join((f.text or "").split())] for f in result.iter("finding")
            ]
    sys.stdout.write(json.dumps(time.perf_counter() - begin if timed else found))
    return 0


if __name__ == "__main__":
    timed = "--time" in sys.argv
    schema, *documents = [argument for argument in sys.argv[1:] if argument != "--time"]
    raise SystemExit(main(schema, documents, timed))
