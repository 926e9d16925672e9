"""Annotations in the compact syntax (section 5 of its specification): documentation, ``[ … ]`` and ``>>``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from tei.check.relaxng.compact.declarations import is_namespace
from tei.check.relaxng.compact.reader import Node, Reader, Rule
from tei.check.relaxng.syntax import RNG

ANNOTATIONS = "http://relaxng.org/ns/compatibility/annotations/1.0"
_XMLNS = ("http://www.w3.org/2000/xmlns", "http://www.w3.org/2000/xmlns/")
# An element cannot have these as children.
_BARREN = frozenset(f"{{{RNG}}}{local}" for local in ("name", "value", "param"))


class Annotations(NamedTuple):
    """What stands before a pattern, a name class or a definition: documentation, attributes, elements."""

    documentation: tuple[Node, ...] = ()
    attributes: Mapping[str, str] = {}
    elements: tuple[Node, ...] = ()
    at: int = 0

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self.documentation or self.attributes or self.elements)


NONE = Annotations()


def leading(of: Reader) -> Rule[Annotations]:
    """Documentation and ``[ attributes elements ]``, each if it is there."""
    at = of.token.at
    documentation = []
    while token := of.take("documentation"):
        of.documented = True
        content = (token.value,) if token.value else ()
        documentation.append(Node(f"{{{ANNOTATIONS}}}documentation", of.source.line(token.at), {}, content))
    if not of.take("["):
        return Annotations(tuple(documentation), {}, (), at)
    attributes = _attributes(of, foreign=True)
    elements = []
    while not of.take("]"):
        if of.token.kind == "literal":
            raise of.unexpected('an element, or "]",', "text may stand within an element only")
        elements.append((yield annotation(of, foreign=True)))
    return Annotations(tuple(documentation), attributes, tuple(elements), at)


def followers(of: Reader) -> Rule[list[Node]]:
    """The elements that ``>>`` puts after a pattern or a name class."""
    found = []
    while of.take(">>"):
        found.append((yield annotation(of, foreign=True)))
    return found


def annotation(of: Reader, *, foreign: bool) -> Rule[Node]:
    """``name [ attributes content ]``; `foreign`: it must not be an element of RELAX NG."""
    token = of.token
    tag = _annotation_name(of)
    if foreign and tag.startswith(f"{{{RNG}}}"):
        raise of.error(token, f'"{token.value}" is an element of RELAX NG, not an annotation')
    of.need("[")
    attributes = _attributes(of, foreign=False)
    content: list[Node | str] = []
    while not of.take("]"):
        content.append(of.literal() if of.token.kind == "literal" else (yield annotation(of, foreign=False)))
    return Node(tag, of.source.line(token.at), attributes, tuple(content))


def _attributes(of: Reader, *, foreign: bool) -> Mapping[str, str]:
    found: dict[str, str] = {}
    while of.ahead().kind == "=":
        token = of.token
        name = _annotation_name(of)
        of.next()
        if name == "xmlns" or any(name.startswith(f"{{{uri}}}") for uri in _XMLNS):
            raise of.error(token, f'"{token.value}" would declare a namespace', "declare it at the beginning")
        if foreign and (name[0] != "{" or name.startswith(f"{{{RNG}}}")):
            hint = "an annotation has a prefix, and another namespace than RELAX NG"
            raise of.error(token, f'the attribute "{token.value}" is none of an annotation', hint)
        if name in found:
            raise of.error(token, f'the attribute "{token.value}" stands here twice')
        found[name] = of.literal()
    return found


def _annotation_name(of: Reader) -> str:
    """The name of an annotation, in Clark notation; without prefix it has no namespace."""
    token = of.take("cname")
    if not token:
        return of.any_name("the name of an annotation").value
    prefix, _, local = token.value.partition(":")
    uri = of.namespace(token, prefix)
    if uri is None:
        raise of.error(token, f'the prefix "{prefix}" stands for an inherited namespace', "annotations need a URI")
    if uri and not is_namespace(uri):
        raise of.error(token, f'"{uri}", for which the prefix "{prefix}" stands, is no URI', "annotations need a URI")
    return f"{{{uri}}}{local}" if uri else local


def annotated(of: Reader, by: Annotations, node: Node) -> list[Node]:
    """`node` with its annotations; documentation of what holds only text comes after it.

    Raises:
        TeiError: V005 when `node` holds only text and there are elements to annotate it.
    """
    if not by:
        return [node]
    attributes = {**by.attributes, **node.attributes} if by.attributes else node.attributes
    if node.tag not in _BARREN:
        return [node._replace(attributes=attributes, content=by.documentation + by.elements + node.content)]
    if by.elements:
        raise of.error(by.at, "a name, a value or a parameter cannot hold elements", "let them follow, after >>")
    return [node._replace(attributes=attributes), *by.documentation]
