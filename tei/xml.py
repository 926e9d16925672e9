"""The one parser for all XML: no DTD is loaded, no entity expanded, no network asked, no XInclude followed."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from tei.names import TEI
from tei.report import TeiError


def parser() -> etree.XMLParser:
    """A fresh parser with the settings that every document gets."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, collect_ids=False)


def parse(
    source: Path | bytes, name: str = "", resolver: etree.Resolver | None = None, base: Path | None = None
) -> etree._ElementTree:
    """Parse a file, or bytes that go by `name` in messages and were read from `base`, if from a file.

    `resolver` finds what a stylesheet imports.

    Raises:
        TeiError: V001 when it is not well-formed XML, with line and column; G001 when it cannot be read.
    """
    where = name or (str(source) if isinstance(source, Path) else "")
    try:
        data = source.read_bytes() if isinstance(source, Path) else source
        file = source if isinstance(source, Path) else base
        reader = parser()
        if resolver:
            reader.resolvers.add(resolver)
        root = etree.fromstring(data, reader, base_url=str(file.resolve()) if file else None)
    except OSError as error:
        raise TeiError("G001", f"cannot be read: {error.strerror}", file=where) from error
    except etree.XMLSyntaxError as error:
        line, column = error.position
        reason = error.msg.split(", line ")[0] if error.msg else "no element found"
        raise TeiError(
            "V001",
            f"not well-formed XML: {reason}",
            file=where,
            line=line or 1,
            column=max(1, column or 1),
            hint="mend the markup at this place",
        ) from error
    return root.getroottree()


def xpath_of(element: etree._Element) -> str:
    """The path of `element` with the prefix ``tei``, such as ``/tei:TEI/tei:text/tei:body/tei:div[2]``."""
    steps: list[str] = []
    node: etree._Element | None = element
    while node is not None:
        if not isinstance(node.tag, str):
            node = node.getparent()
            continue
        name = etree.QName(node)
        step = f"tei:{name.localname}" if name.namespace == TEI else f"*[local-name()='{name.localname}']"
        parent = node.getparent()
        if parent is not None:
            same = [child for child in parent if child.tag == node.tag]
            if len(same) > 1:
                step += f"[{same.index(node) + 1}]"
        steps.append(step)
        node = parent
    return "/" + "/".join(reversed(steps))
