"""Give the files of a site to a browser on this machine, and to nobody else.

Nothing is served that does not lie in the folder, no folder is listed, and a request must be addressed to this machine:
otherwise a page elsewhere could read along by a name that it lets point here (DNS rebinding).  Into pages, and only as
they are sent, a script is put that loads them anew and shows what was found; ``/-/`` is its place.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import socketserver
import sys
import threading
from collections.abc import Iterator
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

from tei.files import stamp
from tei.report import TeiError
from tei.serve.about import told
from tei.serve.board import Board
from tei.serve.rounds import Round

HOST = "127.0.0.1"
_NAMES = (HOST, "localhost", "::1")
_OWN = {name: Path(__file__).with_name(name) for name in ("serve.js", "serve.css")}
_LOOK = 0.02  # seconds between two looks at a page while a round is being made
_STILL = 10.0  # seconds after which a page that waits is sent a sign of life
_SWITCH = 0.0005  # seconds after which building lets the server have its turn: a page is loaded meanwhile
_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".jsonld": "application/ld+json; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".atom": "application/atom+xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".bib": "application/x-bibtex; charset=utf-8",
    ".ris": "application/x-research-info-systems; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".ico": "image/vnd.microsoft.icon",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".wasm": "application/wasm",
    ".pdf": "application/pdf",
    ".zip": "application/zip",
}


@contextlib.contextmanager
def listening(site: Path, port: int, board: Board) -> Iterator[str]:
    """Serve the folder `site` as long as the context lasts; the address of its start page.  Port 0 takes a free one.

    Raises:
        TeiError: G008 when the port cannot be had.
    """
    try:
        server = _Server(site, port, board)
    except OSError as error:
        raise TeiError(
            "G008",
            f"cannot be listened on: {error.strerror or error}",
            file=f"{HOST}:{port}",
            hint="give another one by --port; --port 0 takes one that is free",
        ) from error
    before = sys.getswitchinterval()
    sys.setswitchinterval(_SWITCH)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
    thread.start()
    try:
        yield f"http://{HOST}:{server.server_port}/"
    finally:
        sys.setswitchinterval(before)
        board.close()
        server.shutdown()
        server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = os.name == "posix"  # elsewhere it would let two servers have one port

    def __init__(self, site: Path, port: int, board: Board) -> None:
        self.site, self.board = site, board
        super().__init__((HOST, port), _Handler)

    def server_bind(self) -> None:
        """As HTTPServer does it, but without asking the network for the name of this machine."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, self.server_address[1]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Nothing: a browser that goes away in the middle is no trouble."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "tei", ""
    timeout = 60

    def do_GET(self) -> None:  # the name that http.server looks for
        if not self._addressed():
            self._plain(HTTPStatus.FORBIDDEN, "This server answers to 127.0.0.1 and localhost only.")
            return
        way, _, query = self.path.partition("?")
        name = way.removeprefix("/-/")
        if way == "/-/events":
            self._events(parse_qs(query).get("page", ["/"])[0])
        elif name != way and name in _OWN:
            self._send(HTTPStatus.OK, _OWN[name].read_bytes(), _TYPES[_OWN[name].suffix])
        else:
            self._file(way.partition("#")[0])

    do_HEAD = do_GET  # noqa: N815 # likewise

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 # its name in http.server
        """Nothing: what is of interest is said by the rounds."""

    def _addressed(self) -> bool:
        try:
            return urlsplit(f"//{self.headers.get('Host', '')}").hostname in _NAMES
        except ValueError:
            return False

    def _file(self, way: str) -> None:
        path, tag = found(self.server.site, way), self._tag(way)
        try:
            data = path.read_bytes() if path else None
        except OSError:  # it went away just now
            path = data = None
        if path is None or data is None:
            self._missing(way, tag)
        elif path.suffix == ".html":
            self._send(HTTPStatus.OK, injected(data, tag), _TYPES[".html"])
        else:
            self._send(HTTPStatus.OK, data, _TYPES.get(path.suffix, "application/octet-stream"))

    def _missing(self, way: str, tag: str) -> None:
        """A page that says what is missing; it is loaded anew when it is there."""
        if self.server.board.newer(None, 0) is None:
            status, words = HTTPStatus.SERVICE_UNAVAILABLE, "The edition is being built."
        else:
            status, words = HTTPStatus.NOT_FOUND, f"There is no page {unquote(way)}"
        page = (
            '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
            '<meta name="color-scheme" content="light dark">'
            f'<meta name="viewport" content="width=device-width"><title>{status.value}</title></head>\n'
            f'<body><main><h1>{status.value}</h1><p>{escape(words)}</p><p><a href="/">Start page</a></p></main></body>'
            "</html>\n"
        )
        self._send(status, injected(page.encode("utf-8", "replace"), tag), _TYPES[".html"], policy=True)

    def _tag(self, way: str) -> str:
        """What changes when the page at `way` must be loaded anew: it did, or an asset other than the fonts."""
        page = found(self.server.site, way)
        assets = sorted(path for path in (self.server.site / "assets").glob("[!.]*.*") if path.name != "fonts.css")
        stamps = [stamp(page) if page else (), *((str(path), stamp(path)) for path in assets if path.is_file())]
        return hashlib.sha256(repr(stamps).encode("utf-8", "replace")).hexdigest()[:16]

    def _events(self, way: str) -> None:
        """Tell the page at `way` of each round, and when it is another one, until it goes away (Server-Sent Events).

        A page may be ready before the round is: the rest of a large edition can take its time.
        """
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self._headers("text/event-stream; charset=utf-8", None)
        if self.command == "HEAD":
            return
        board, at = self.server.board, unquote(way).strip("/").removesuffix(".html")
        known: tuple[Round | None, str, bool] = None, "", False
        with contextlib.suppress(OSError):
            self.wfile.write(b"retry: 2000\n\n")
            while not board.closed:
                made = board.newer(known[0], _LOOK if board.building else _STILL)
                now = made, (tag := self._tag(way)), board.building or made is None
                if known != now:
                    known = now
                    news = told(made or Round(self.server.site), at, building=now[2])
                    self.wfile.write(f"id: {tag}\ndata: {news}\n\n".encode("utf-8", "replace"))
                elif not board.building:
                    self.wfile.write(b": waiting\n\n")

    def _plain(self, status: HTTPStatus, words: str) -> None:
        self._send(status, f"{words}\n".encode(), _TYPES[".txt"])

    def _send(self, status: HTTPStatus, data: bytes, kind: str, *, policy: bool = False) -> None:
        self.send_response(status)
        self._headers(kind, len(data), policy=policy)
        if self.command != "HEAD":
            self.wfile.write(data)

    def _headers(self, kind: str, length: int | None, *, policy: bool = False) -> None:
        self.send_header("Content-Type", kind)
        if length is None:
            self.send_header("Connection", "close")
        else:
            self.send_header("Content-Length", str(length))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        if policy:
            self.send_header("Content-Security-Policy", _POLICY)
        self.end_headers()


def found(site: Path, way: str) -> Path | None:
    """The file that the path `way` of an address means, ``index.html`` for a folder; None where there is none."""
    parts = unquote(way).strip("/").split("/") if way.strip("/") else []
    if any(part in ("", "..") or part[0] == "." or "\\" in part or "\0" in part for part in parts):
        return None
    path = site.joinpath(*parts, *["index.html"] * (way == "" or way.endswith("/")))
    try:
        inside = path.is_file() and path.resolve().is_relative_to(site.resolve())
    except (OSError, ValueError):
        return None
    return path if inside else None


def injected(page: bytes, tag: str) -> bytes:
    """`page` with our script, which knows by `tag` what it is a script of."""
    script = f'<script src="/-/serve.js" defer data-made="{quote(tag)}"></script>'
    head, end, rest = page.partition(b"</head>")
    return head + b'<link rel="stylesheet" href="/-/serve.css">' + script.encode() + end + rest
