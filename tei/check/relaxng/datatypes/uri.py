"""References to resources, as ``xsd:anyURI`` means them.

What no URI may hold as it stands (spaces, Chinese characters, quotation marks) may be written all the same, for it can
be escaped.  What escaping cannot mend is refused: a stray ``%``, two ``#``, a scheme that is none, brackets around
what is no address.

Source: https://www.w3.org/TR/xmlschema-2/#anyURI; RFC 2396 section 3; RFC 2732; where they leave room, what Jing does.
"""

from __future__ import annotations

import re

_PLAIN = re.compile(r"(?!//)[A-Za-z0-9._/-]*(?:#[A-Za-z0-9._/-]*)?")
_STRAY_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
_SCHEME = re.compile("[A-Za-z][A-Za-z0-9+.-]*")
_BRACKET = re.compile(r"[\[\]]")
_ADDRESS = re.compile(r"(?:[^\[\]@]*@)?\[([^\[\]%]*)(?:%[0-9A-Za-z]+)?\](?::[0-9]*)?")


def is_uri(text: str) -> bool:
    """Whether `text` is a reference to a resource, absolute or relative.  The empty one is."""
    if _PLAIN.fullmatch(text):
        return True
    if _STRAY_PERCENT.search(text) or text.count("#") > 1:
        return False
    head, fragment, _ = text.partition("#")
    before = re.split("[/?]", head, maxsplit=1)[0]
    scheme, colon, _ = before.partition(":")
    if colon:
        head = head[len(scheme) + 1 :]
        if not head or not _SCHEME.fullmatch(scheme):
            return False
        if not head.startswith("/"):
            return True  # opaque, such as urn:isbn:…
    return _is_hierarchical(head, bool(fragment))


def _is_hierarchical(head: str, more: bool) -> bool:
    """Whether `head` is ``//authority/path?query`` or a part of it; `more`: a fragment follows."""
    path = head
    if head.startswith("//"):
        authority = re.split("[/?]", head[2:], maxsplit=1)[0]
        path = head[2 + len(authority) :]
        if not authority and not path and not more:
            return False
        if _BRACKET.search(authority) and not _is_address(authority):
            return False
    return not _BRACKET.search(path.partition("?")[0])


def _is_address(authority: str) -> bool:
    """Whether the brackets of `authority` hold an address of IP version 6."""
    from ipaddress import AddressValueError, IPv6Address

    match = _ADDRESS.fullmatch(authority)
    if not match:
        return False
    try:
        IPv6Address(match[1])
    except AddressValueError:
        return False
    return True
