"""The nodes of a document that rules are about, in a form that both engines understand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Literal, NamedTuple

from lxml import etree

from tei.names import TEI

Sort = Literal["element", "document", "attribute", "text"]


class Node(NamedTuple):
    """A node: an element, comment or processing instruction itself, or what is reached from `element`.

    `name` is an attribute's name in Clark's notation; `nth` says which of its parent's texts a text is, from 1.
    """

    element: etree._Element
    sort: Sort = "element"
    name: str = ""
    nth: int = 0

    @property
    def line(self) -> int | None:
        """The line where the node, or what carries it, begins."""
        return self.element.sourceline

    def xpath(self, steps: Steps) -> str:
        """The path that findings show; that of an element is what `tei.xml.xpath_of` says, found faster by `steps`."""
        if self.sort == "document":
            return "/"
        path = steps.path(self.element)
        if self.sort == "attribute":
            name = etree.QName(self.name)
            prefix = (
                "xml:" if (name.namespace or "").endswith("/XML/1998/namespace") else "*:" if name.namespace else ""
            )
            return f"{path}/@{prefix}{name.localname}"
        if self.sort == "text":
            return f"{path}/text()[{self.nth}]"
        if not isinstance(self.element.tag, str):
            return f"{path}/{_kind(self.element)}"
        return path

    @property
    def full_name(self) -> str:
        """What ``name()`` says."""
        if self.sort == "attribute":
            return _prefixed(self.name, self.element)
        if self.sort in ("document", "text") or isinstance(self.element, etree._Comment):
            return ""
        if isinstance(self.element, etree._ProcessingInstruction):
            return str(self.element.target)
        return _prefixed(str(self.element.tag), self.element)


class Steps:
    """The paths of elements in one document: which child an element is, is counted once for all its siblings.

    `step` says a child's name in a path; `bare` whether an only child of its name goes without a number.
    """

    def __init__(self, step: Callable[[etree._Element], str], bare: bool) -> None:
        self.step, self.bare = step, bare
        self.known: dict[etree._Element, dict[etree._Element, str]] = {}

    def path(self, element: etree._Element) -> str:
        """The path of `element`; for a comment or instruction in the short form that of its parent."""
        steps = []
        node: etree._Element | None = element
        if self.bare and not isinstance(element.tag, str):
            node = element.getparent()
        while node is not None:
            parent = node.getparent()
            if parent is None:
                steps.append(self.step(node) + ("" if self.bare else "[1]"))
            else:
                if parent not in self.known:
                    self.known[parent] = self.counted(parent)
                steps.append(self.known[parent][node])
            node = parent
        return "".join(f"/{step}" for step in reversed(steps))

    def counted(self, parent: etree._Element) -> dict[etree._Element, str]:
        """The step to each child of `parent`."""
        names = [self.step(child) for child in parent]
        total, seen = Counter(names), Counter[str]()
        found = {}
        for child, name in zip(parent, names, strict=True):
            seen[name] += 1
            found[child] = name if self.bare and total[name] == 1 else f"{name}[{seen[name]}]"
        return found


def short_step(element: etree._Element) -> str:
    """An element's step in findings: the prefix ``tei`` is the only one."""
    if not isinstance(element.tag, str):
        return _kind(element)
    name = etree.QName(element)
    return f"tei:{name.localname}" if name.namespace == TEI else f"*[local-name()='{name.localname}']"


def _kind(element: etree._Element) -> str:
    return "comment()" if isinstance(element, etree._Comment) else "processing-instruction()"


def _prefixed(clark: str, element: etree._Element) -> str:
    name = etree.QName(clark)
    if not name.namespace or clark == element.tag:
        return f"{element.prefix}:{name.localname}" if element.prefix and clark == element.tag else name.localname
    if name.namespace == "http://www.w3.org/XML/1998/namespace":
        return f"xml:{name.localname}"
    prefix = next((p for p, uri in element.nsmap.items() if uri == name.namespace and p), "")
    return f"{prefix}:{name.localname}" if prefix else name.localname


def text_nodes(texts: list[str]) -> list[Node]:
    """The nodes of text that libxml2 found (smart strings), in their order."""
    counts: dict[etree._Element, dict[etree._Element | None, int]] = {}
    found = []
    for text in texts:
        near = text.getparent()  # type: ignore[attr-defined]  # a smart string
        if near is None:
            continue
        before = near if text.is_tail else None  # type: ignore[attr-defined]  # a smart string
        parent = near.getparent() if before is not None else near
        if parent not in counts:
            counts[parent] = _counted(parent)
        found.append(Node(parent, "text", nth=counts[parent][before]))
    return found


def _counted(parent: etree._Element) -> dict[etree._Element | None, int]:
    """Which text stands at the beginning (None) and after each child."""
    count = int(bool(parent.text))
    found: dict[etree._Element | None, int] = {None: count}
    for child in parent:
        count += bool(child.tail)
        found[child] = count
    return found
