"""Where a node stands: its line, and an XPath that leads to it again."""

from __future__ import annotations

from collections import Counter

from lxml import etree

from tei.names import TEI, XML


class Places:
    """The paths of nodes of one tree.  Siblings are counted once, so that all nodes of a tree take linear time."""

    def __init__(self) -> None:
        self._paths: dict[etree._Element, str] = {}
        self._texts: dict[etree._Element, dict[etree._Element | None, int]] = {}

    def of(self, node: etree._Element) -> str:
        """The path of an element, comment or processing instruction: ``/tei:TEI/tei:text/tei:body/tei:p[2]``."""
        around = list[etree._Element]()
        here: etree._Element | None = node
        while here is not None and here not in self._paths:
            around.append(here)
            here = here.getparent()
        for each in reversed(around):
            parent = each.getparent()
            if parent is None:
                same = [s for s in _siblings(each) if step(s) == step(each)]
                self._paths[each] = f"/{step(each)}" + (f"[{same.index(each) + 1}]" if len(same) > 1 else "")
            else:
                self._children(parent, self._paths[parent])
        return self._paths[node]

    def _children(self, parent: etree._Element, path: str) -> None:
        steps = [step(child) for child in parent]
        many, seen = Counter(steps), Counter[str]()
        for child, name in zip(parent, steps, strict=True):
            seen[name] += 1
            self._paths[child] = f"{path}/{name}" + (f"[{seen[name]}]" if many[name] > 1 else "")

    def of_text(self, parent: etree._Element, after: etree._Element | None) -> str:
        """The path of the text in `parent` that follows its child `after`, or that it begins with (None)."""
        if parent not in self._texts:
            owners: list[etree._Element | None] = [None] if parent.text else []
            owners += [child for child in parent if child.tail]
            self._texts[parent] = {owner: number for number, owner in enumerate(owners, 1)}
        numbers = self._texts[parent]
        return f"{self.of(parent)}/text()" + (f"[{numbers[after]}]" if len(numbers) > 1 and after in numbers else "")

    def of_attribute(self, parent: etree._Element, name: str) -> str:
        """The path of the attribute with this qualified name (``{uri}name``)."""
        return f"{self.of(parent)}/@{_named(name)}"


def _siblings(node: etree._Element) -> list[etree._Element]:
    """`node` and what stands beside it: at the top of a document comments and processing instructions do."""
    return [*reversed(list(node.itersiblings(preceding=True))), node, *node.itersiblings()]


def step(node: etree._Element) -> str:
    """The last step to a node, without its position."""
    if isinstance(node.tag, str):
        return _named(node.tag)
    if isinstance(node, etree._Comment):
        return "comment()"
    return f"processing-instruction('{node.target}')" if isinstance(node, etree._ProcessingInstruction) else "node()"


def _named(name: str) -> str:
    uri, _, local = name.removeprefix("{").rpartition("}")
    prefix = {TEI: "tei:", XML: "xml:", "": ""}.get(uri)
    return f"*[local-name()='{local}']" if prefix is None else prefix + local
