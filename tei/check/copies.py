"""Schemas that name others by addresses: all of them side by side in the cache, pointing to one another.

A schema whose parts all lie in local files is used where it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from tei.check.catalog import Catalog, local
from tei.check.fetch import fetched
from tei.files import cache, read, write
from tei.report import TeiError

_MOST = 300  # files of one schema
_REMOTE = ("http", "https")
_XML = re.compile(
    rb"(<(?:[\w.-]+:)?(?:include|externalRef|import|redefine|override|extends)\b[^<>]*?\s(?:href|schemaLocation)\s*=\s*)"
    rb"([\"'])(.*?)\2",
    re.DOTALL,
)
_COMPACT = re.compile(rb"(\b(?:include|external)\s+)([\"'])(.*?)\2")
_WITHOUT = re.compile(rb"<!--.*?-->", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where addresses lead: a catalog's local copies, and the network if `fetch` is set."""

    catalog: Catalog = field(default_factory=Catalog)
    fetch: bool = False

    def path(self, address: str, public: str = "") -> Path:
        """A local file for `address`, which is absolute, and for all that the schema there names.

        Raises:
            TeiError: V006 when there is none.
        """
        start = self._mapped(address, public)
        found = local(start)
        if found is not None and not found.is_file():
            raise TeiError("V006", f"there is no such schema: {found}", hint="mend the path")
        if found is not None and not self.catalog.entries and not self.fetch:
            return found
        return self._gathered(start)

    def _mapped(self, address: str, public: str = "") -> str:
        """The address that is really looked at.

        Raises:
            TeiError: V006 when it is not local, and may not be fetched.
        """
        target = self.catalog.target(address, public) or address
        scheme = urlsplit(target).scheme
        if (scheme in _REMOTE and self.fetch) or local(target) is not None:
            return target
        hint = "--fetch gets it; or name a local copy by --schema, or map the address by --catalog"
        raise TeiError("V006", f"the schema {address} is not fetched", hint=hint)

    def _gathered(self, start: str) -> Path:
        texts: dict[str, bytes] = {}
        named: dict[str, dict[bytes, str]] = {}
        waiting = [start]
        while waiting:
            address = waiting.pop(0)
            if address in texts:
                continue
            if len(texts) >= _MOST:
                raise TeiError("V006", f"the schema {start} has more than {_MOST} files", hint="is it a schema?")
            path = local(address)
            texts[address] = read(path) if path is not None else fetched(address)
            named[address] = self._names(texts[address], address)
            waiting += named[address].values()
        path = local(start)
        if path is not None and all(_as_said(address, names) for address, names in named.items()):
            return path
        return _written(start, texts, named)

    def _names(self, text: bytes, base: str) -> dict[bytes, str]:
        """What a file names, as it is written → its address.  What cannot be had is left to the schema's engine."""
        found: dict[bytes, str] = {}
        for match in (_COMPACT if base.lower().endswith(".rnc") else _XML).finditer(_WITHOUT.sub(b"", text)):
            said = match[3].decode("utf-8", "replace").replace("&amp;", "&").strip()
            try:
                address = self._mapped(urljoin(base, said).partition("#")[0])
            except TeiError:
                continue
            path = local(address)
            if path is None or path.is_file():
                found[match[3]] = address
        return found


def _as_said(address: str, names: dict[bytes, str]) -> bool:
    """Whether all that a local file names is where it says."""
    return all(urljoin(address, said.decode("utf-8", "replace").strip()) == target for said, target in names.items())


def _written(start: str, texts: dict[str, bytes], named: dict[str, dict[bytes, str]]) -> Path:
    """The files of the schema in a folder of their own, each naming the others there; the path of the first."""
    files = {address: f"{number}-{_name(address)}" for number, address in enumerate(texts)}

    def renamed(address: str, text: bytes) -> bytes:
        def there(match: re.Match[bytes]) -> bytes:
            target = named[address].get(match[3])
            return match[0] if target is None else match[1] + match[2] + files[target].encode() + match[2]

        return (_COMPACT if address.lower().endswith(".rnc") else _XML).sub(there, text)

    copies = {files[address]: renamed(address, text) for address, text in texts.items()}
    digest = sha256(b"".join(name.encode() + b"\0" + text + b"\0" for name, text in copies.items())).hexdigest()
    folder = cache() / "schemas" / digest
    for name, text in copies.items():
        write(folder / name, text)
    return folder / files[start]


def _name(address: str) -> str:
    return re.sub(r"[^\w.-]", "_", urlsplit(address).path.rpartition("/")[2])[-80:] or "schema.rng"
