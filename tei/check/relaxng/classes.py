"""Name classes as schemas write them (RELAX NG 1.0, sections 4.8 to 4.10 and 4.16)."""

from __future__ import annotations

from lxml import etree

from tei.check.relaxng.nameclass import Names, Wild, name_of
from tei.check.relaxng.syntax import NAME_CLASSES, Node, Place, broken, local_of, node, qualified, text_of


def named(element: etree._Element, found: Node, default: str) -> tuple[Names, list[etree._Element]]:
    """The names of an element or attribute pattern, and the children that are its content.

    `default` is the namespace of a name without prefix in the attribute "name".

    Raises:
        TeiError: V005 when the name, or name class, is not as it must be.
    """
    if "name" in found.attributes:
        name = qualified(element, found.attributes["name"], found.place, default)
        return Names(frozenset((name_of(*name),))), found.children
    if not found.children:
        raise broken(element, found.place, f'"{found.local}" has no name')
    return _names(found.children[0], found.place, ""), found.children[1:]


def _names(element: etree._Element, place: Place, within: str) -> Names:
    """A name class; `within` is the kind that it is excepted from."""
    found = node(element, place)
    if found.local not in NAME_CLASSES:
        raise broken(element, place, f'"{found.local}" is no name class', "name, anyName, nsName or choice")
    if found.local == "name":
        name = qualified(element, text_of(element), found.place, found.place.ns)
        return Names(frozenset((name_of(*name),)))
    if found.local == "choice":
        if not found.children:
            raise broken(element, place, '"choice" is empty')
        names = Names()
        for child in found.children:
            names |= _names(child, found.place, within)
        return names
    if within in ("nsName", found.local):
        raise broken(element, place, f'"{found.local}" may not be excepted from "{within}"')
    return Names(wild=(Wild(None if found.local == "anyName" else found.place.ns, _excepted(found)),))


def _excepted(found: Node) -> Names | None:
    if not found.children:
        return None
    but = node(found.children[0], found.place)
    if but.local != "except" or len(found.children) > 1:
        child = found.children[0] if but.local != "except" else found.children[1]
        raise broken(child, found.place, f'"{local_of(child)}" may not stand here', "at most one except")
    if not but.children:
        raise broken(found.children[0], found.place, '"except" is empty')
    names = Names()
    for child in but.children:
        names |= _names(child, but.place, found.local)
    return names
