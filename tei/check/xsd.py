"""XML Schema: 1.0 by libxml2, and what it does not understand (1.1) by xmlschema; of two messages the better one."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from lxml import etree

from tei.files import Stamp, stamp
from tei.report import Finding, TeiError, finding
from tei.xml import parse, xpath_of

if TYPE_CHECKING:
    import xmlschema

_XS = "{http://www.w3.org/2001/XMLSchema}"
_NEW = frozenset(_XS + name for name in ("assert", "assertion", "alternative", "openContent", "override"))
_NAMING = tuple(_XS + name for name in ("include", "import", "redefine", "override"))
_VERSION = "{http://www.w3.org/2007/XMLSchema-versioning}minVersion"
_MOST = 1000  # findings
_ASKED = 20  # of which xmlschema is asked about so many,
_SMALL = 256 << 10  # when neither schema nor document has more bytes


def validate(path: Path, tree: etree._ElementTree, name: str) -> Iterator[Finding]:
    """What the schema at `path` refuses in `tree`, at most 1000 findings.

    Raises:
        TeiError: V005 when it is no schema; V001 or G001 when it cannot be read.
    """
    compiled = _schema(path.resolve(), stamp(path))
    told = _by_libxml2(compiled, tree, path) if isinstance(compiled, etree.XMLSchema) else _by_xmlschema(compiled, tree)
    for count, (message, line, element) in enumerate(told):
        if count == _MOST:
            return
        yield finding(
            "V004",
            message,
            file=name,
            line=line,
            xpath=xpath_of(element) if element is not None else None,
            engine="xsd",
            hint=f"see {path.name}",
        )


Told = tuple[str, int | None, "etree._Element | None"]


@lru_cache(maxsize=8)
def _schema(path: Path, _: Stamp) -> etree.XMLSchema | xmlschema.XMLSchema11:
    tree = parse(path)
    if _is_old(tree, path, set()):  # libxml2 passes over what is new in 1.1
        with contextlib.suppress(etree.XMLSchemaParseError):
            return etree.XMLSchema(tree)
    return _full(path)


@lru_cache(maxsize=8)
def _kept(path: Path, _: Stamp) -> xmlschema.XMLSchema11:
    return _full(path)


def _full(path: Path) -> xmlschema.XMLSchema11:
    import xmlschema

    try:
        return xmlschema.XMLSchema11(str(path), allow="local", defuse="always")
    except (xmlschema.XMLSchemaException, OSError, SyntaxError) as error:  # an ElementTree ParseError is a SyntaxError
        reason = (str(error).splitlines() or [type(error).__name__])[0]
        raise TeiError("V005", f"is not an XML Schema: {reason}", file=str(path), hint="mend the schema") from error
    except RecursionError as error:
        raise TeiError("V005", "is nested too deeply", file=str(path), engine="xsd") from error


def _is_old(tree: etree._ElementTree, path: Path, seen: set[Path]) -> bool:
    """Whether the schema and all that it names is in version 1.0 and in local files."""
    seen.add(path)
    root = tree.getroot()
    if root.get(_VERSION, "1.0") > "1.0" or any(element.tag in _NEW for element in root.iter(etree.Element)):
        return False
    for element in root.iter(*_NAMING):
        parts = urlsplit(element.get("schemaLocation", ""))
        other = (path.parent / unquote(parts.path)).resolve()
        if parts.scheme not in ("", "file") or parts.netloc:
            return False
        if parts.path and other not in seen and other.is_file() and not _is_old(parse(other), other, seen):
            return False
    return True


# -- libxml2


def _by_libxml2(compiled: etree.XMLSchema, tree: etree._ElementTree, path: Path) -> Iterator[Told]:
    compiled.validate(tree)
    spaces: Any = {prefix: uri for prefix, uri in tree.getroot().nsmap.items() if prefix}
    told: set[tuple[str | None, str]] = set()
    reasons: dict[etree._Element, list[str]] | None = None
    for entry in list(compiled.error_log):
        element = _at(tree, entry.path, spaces)
        message = _plain(entry.message or "")
        of = re.match('"[^"]*"(?: has @[^ ]*)?', message)
        if "is no value of" in message and (entry.path, of[0] if of else "") in told:
            continue  # which facet it breaks has been said
        told.add((entry.path, of[0] if of else ""))
        if "lacks an element" in message and element is not None:
            reasons = _reasons(tree, path) if reasons is None else reasons
            message = next(iter(reasons.get(element, [])), message)
        yield message, (element.sourceline if element is not None else None) or entry.line or None, element


def _at(tree: etree._ElementTree, path: str | None, spaces: Any) -> etree._Element | None:
    with contextlib.suppress(etree.XPathError):
        found = tree.xpath(path, namespaces=spaces) if path else []
        if isinstance(found, list) and found and isinstance(found[0], etree._Element):
            return found[0]
    return None


_WORDS = (
    (r"\{[^{}']*\}", ""),
    (
        r"^Element '([^']*)', attribute '([^']*)': (?:The attribute '[^']*' is not allowed\.)$",
        r'"\1" has no attribute @\2',
    ),
    (r"^Element '([^']*)', attribute '([^']*)': ", r'@\2 of "\1": '),
    (r"^Element '([^']*)': ", r'"\1": '),
    (r"\[facet '[^']*'\] ", ""),
    (r'^"([^"]*)": The attribute \'([^\']*)\' is required but missing\.$', r'"\1" lacks the attribute @\2'),
    (
        r"^(.*): '(.*)' is not a valid value of the (?:local )?(?:atomic|list|union) type(?: '([^']*)')?\.$",
        r'\1: "\2" is no value of \3',
    ),
    (r"The value '(.*)' is not an element of the set \{(.*)\}\.$", r'"\1" is none of \2'),
    (r"The value '(.*)' is not accepted by the pattern '(.*)'\.$", r'"\1" does not fit the pattern \2'),
    (r"Missing child element\(s\)\. Expected is(?: one of)? \( (.*) \)\.$", r"lacks an element: \1 is expected"),
    (
        r'^"([^"]*)": This element is not expected\. Expected is(?: one of)? \( (.*) \)\.$',
        r'"\1" is not allowed here; allowed: \2',
    ),
    (r'^"([^"]*)": This element is not expected\.$', r'"\1" is not allowed here; nothing more may come'),
    (r'^"([^"]*)": No matching global declaration available for the validation root\.$', r'"\1" cannot be the root'),
    (r'^"([^"]*)": Character content other than whitespace .*$', r'text is not allowed directly within "\1"'),
    (r'^"([^"]*)": (?:Character|Element) content is not allowed, .* empty\.$', r'"\1" must be empty'),
    (r" is no value of $", " is no value of its type"),
    (r"\.$", ""),
)


def _plain(message: str) -> str:
    """A message of libxml2 in the words that the other engines use."""
    for form, words in _WORDS:
        message = re.sub(form, words, message)
    return message


def _reasons(tree: etree._ElementTree, path: Path) -> dict[etree._Element, list[str]]:
    """What xmlschema says of each element, if schema and document are small: it names all that is expected."""
    if path.stat().st_size > _SMALL or sum(1 for _ in tree.getroot().iter()) > _SMALL // 64:
        return {}
    found: dict[etree._Element, list[str]] = {}
    with contextlib.suppress(TeiError):
        for count, (message, _, element) in enumerate(_by_xmlschema(_kept(path.resolve(), stamp(path)), tree)):
            if element is not None:
                found.setdefault(element, []).append(message)
            if count == _ASKED:
                break
    return found


# -- xmlschema


def _by_xmlschema(compiled: xmlschema.XMLSchema11, tree: etree._ElementTree) -> Iterator[Told]:
    for error in compiled.iter_errors(tree):  # type: ignore[arg-type]  # its stub knows only ElementTree, it takes lxml too
        element = error.elem if isinstance(error.elem, etree._Element) else None
        reason = re.sub(r"\{[^{}']*\}", "", str(error.reason or error.message))
        reason = re.sub(r"^invalid literal for int\(\) with base 10: '(.*)'$", r'"\1" is no integer', reason)
        reason = re.sub(r"^Invalid datetime string '(.*)' for .*$", r'"\1" is no date', reason)
        reason = re.sub(r"attribute (\w+)='.*?': ", r"@\1: ", reason)
        name = etree.QName(element).localname if element is not None else ""
        lead = f'"{name}": ' if name and f"'{name}'" not in reason else ""
        yield lead + reason.rstrip("."), element.sourceline if element is not None else None, element
