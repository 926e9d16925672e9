"""Schemas from the network, when asked for: each is fetched once, kept, and checked whenever it is used.

What was fetched lies in ``$XDG_CACHE_HOME/tei/fetched``, named by the SHA-256 of its address; beside it stands what it
is.  To fetch it anew, remove the folder.
"""

from __future__ import annotations

import json
import time
from hashlib import sha256
from pathlib import Path
from typing import IO, TYPE_CHECKING

from tei.files import cache, read, write
from tei.report import TeiError

if TYPE_CHECKING:
    from http.client import HTTPMessage
    from urllib.request import OpenerDirector, Request

LIMIT = 20.0
"""Seconds that an answer may take, from the question to its last byte."""

LARGEST = 32 << 20
"""Bytes that a schema may have."""


def fetched(address: str, limit: float = LIMIT) -> bytes:
    """The bytes at `address` (http or https), from the cache if they are there and as they were.

    Raises:
        TeiError: V006 when they cannot be had; G002 when they cannot be kept.
    """
    place = cache() / "fetched" / sha256(address.encode()).hexdigest()
    about = place.with_suffix(".json")
    known = _known(place, about, address)
    if known is not None:
        return known
    data = _asked(address, limit)
    write(place, data)
    write(about, json.dumps({"address": address, "sha256": sha256(data).hexdigest()}).encode())
    return data


def _known(place: Path, about: Path, address: str) -> bytes | None:
    """What is kept for `address`; None when there is nothing, or not what was fetched."""
    if not place.is_file() or not about.is_file():
        return None
    data = read(place)
    try:
        said = json.loads(read(about))
        whole = said["address"] == address and said["sha256"] == sha256(data).hexdigest()
    except (ValueError, KeyError, TypeError):
        return None
    return data if whole else None


def _asked(address: str, limit: float) -> bytes:
    from http.client import HTTPException
    from urllib.error import URLError

    end = time.monotonic() + limit
    hint = "is there a network? name a local copy by --schema, or map the address by --catalog"
    try:
        with _opener().open(address, timeout=limit) as answer:
            data = bytearray()
            while piece := answer.read(1 << 16):
                data += piece
                if len(data) > LARGEST:
                    raise _failed(address, f"it has more than {LARGEST >> 20} MiB", "is it a schema?")
                if time.monotonic() > end:
                    raise _failed(address, f"it takes more than {limit:g} s", hint)
    except URLError as error:
        raise _failed(address, str(getattr(error, "reason", error)), hint) from error
    except (OSError, HTTPException, ValueError) as error:
        raise _failed(address, str(error) or type(error).__name__, hint) from error
    return bytes(data)


def _failed(address: str, why: str, hint: str) -> TeiError:
    return TeiError("V006", f"{address} cannot be fetched: {why}", hint=hint, engine="fetch")


def _opener() -> OpenerDirector:
    """What asks the network: http and https, nothing else; what led to https does not lead back to http."""
    from urllib import request
    from urllib.error import HTTPError
    from urllib.parse import urlsplit

    class Redirect(request.HTTPRedirectHandler):
        max_redirections = 5

        def redirect_request(
            self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
        ) -> Request | None:
            before, after = urlsplit(req.full_url).scheme, urlsplit(newurl).scheme
            if after != before and after != "https":
                raise HTTPError(newurl, code, f"it leads on to {newurl}, which is not followed", headers, fp)
            return super().redirect_request(req, fp, code, msg, headers, newurl)

    made = request.OpenerDirector()
    for handler in (
        request.ProxyHandler(),
        request.UnknownHandler(),
        request.HTTPHandler(),
        request.HTTPSHandler(),
        request.HTTPDefaultErrorHandler(),
        request.HTTPErrorProcessor(),
        Redirect(),
    ):
        made.add_handler(handler)
    made.addheaders = [("User-Agent", "tei"), ("Accept", "application/xml, text/plain, */*")]
    return made
