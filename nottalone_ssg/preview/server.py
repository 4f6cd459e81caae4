"""The server: the live site on this machine, for its own browsers alone."""

import json
import mimetypes
from collections.abc import Mapping
from functools import partial
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path, PurePosixPath
from urllib.parse import parse_qs, quote, unquote, urlsplit

from nottalone_ssg.preview.gallery import is_gallery
from nottalone_ssg.preview.live import NOT_FOUND, Live
from nottalone_ssg.preview.told import told
from nottalone_ssg.search.index import FOLDER

HOST = "127.0.0.1"
OURS = "__preview"  # the folder of what the preview adds to the site
HEARTBEAT = 10.0  # seconds; then a browser that left is noticed
NAMES = {"127.0.0.1", "localhost"}  # by other names only a page from elsewhere can have sent a request (DNS rebinding)

# What mimetypes may not know, or knows by what the system has installed.
TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".json": "application/json",
    ".xml": "application/xml",
    ".txt": "text/plain",
}
TEXTS = ("text/", "application/json", "application/xml", "image/svg+xml")


def open_server(live: Live, background: Path, port: int) -> ThreadingHTTPServer:
    """A server that is bound to the port (0: any that is free) and not yet at work. Raises OSError.

    ``background`` is the folder where the search index will be.
    """
    server = ThreadingHTTPServer((HOST, port), partial(_Handler, live, background))
    server.daemon_threads = True  # a browser that listens must not keep the program from ending
    return server


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # or head and body, sent one after the other, wait 40 ms for each other

    def __init__(self, live: Live, background: Path, *given: object) -> None:
        self.live, self.background = live, background
        super().__init__(*given)  # type: ignore[arg-type]  # whatever the server gives; it answers in here

    def log_message(self, *_: object) -> None:
        """Nothing: what an editor looks at is nobody's business."""

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        try:
            if urlsplit(f"//{self.headers.get('Host', '')}").hostname not in NAMES:
                self._send(HTTPStatus.FORBIDDEN, b"Only browsers on this machine may look.\n", "text/plain")
                return
            self._answer(unquote(urlsplit(self.path).path))
        except (ConnectionError, TimeoutError):  # the browser went elsewhere
            self.close_connection = True

    def _answer(self, asked: str) -> None:
        base = self.live.base
        if not asked.startswith(base):
            self._redirect(base)
            return
        inside = asked[len(base) :]
        if inside == f"{OURS}/events":
            self._events()
        elif inside in (f"{OURS}/preview.js", f"{OURS}/preview.css"):
            content = files("nottalone_ssg.preview").joinpath(inside.rpartition("/")[2]).read_bytes()
            self._send(HTTPStatus.OK, content, _type(inside))
        else:
            self._file(PurePosixPath(f"{inside}index.html" if inside.endswith("/") or not inside else inside), asked)

    def _file(self, path: PurePosixPath, asked: str) -> None:
        """A file of the site; the page that says there is none; or an empty page for what is wrong to be shown on."""
        content = self.live.gallery(path) if is_gallery(path) else self.live.read(path)
        if content is None and self.live.has(path / "index.html"):
            self._redirect(f"{asked}/")
        elif content is None and (found := self._in_background(path)):
            self._send(HTTPStatus.OK, found, _type(path.name))
        elif content is None:
            shown = None if self.live.has(path) else self.live.read(NOT_FOUND)
            status = HTTPStatus.NOT_FOUND if shown else HTTPStatus.INTERNAL_SERVER_ERROR
            self._send(status, (shown or EMPTY) + self._script(path), "text/html")
        else:
            is_page = path.suffix == ".html"
            self._send(HTTPStatus.OK, content + self._script(path) if is_page else content, _type(path.name))

    def _in_background(self, path: PurePosixPath) -> bytes | None:
        """A file of the search index, which is made behind the pages."""
        if path.parts[:1] != (FOLDER,) or ".." in path.parts:
            return None
        try:
            return (self.background / path).read_bytes()
        except OSError:
            return None

    def _script(self, path: PurePosixPath) -> bytes:
        home = self.live.base
        data = {"page": str(path), "key": self.live.key(path), "home": home}
        said = " ".join(f'data-{name}="{escape(value)}"' for name, value in data.items())
        return f'<script src="{home}{OURS}/preview.js" {said}></script>'.encode()

    def _events(self) -> None:
        """Tell a page what is wrong, and when it has changed: an event stream (WHATWG HTML, 9.2)."""
        asked = parse_qs(urlsplit(self.path).query)
        page, key = PurePosixPath(asked.get("page", [""])[0]), asked.get("key", [""])[0]
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        version, shown = -1, -1
        while True:
            version = self.live.wait(version, HEARTBEAT)
            if not self.live.problems and self.live.key(page) != key:
                self._tell({"reload": True})
                return
            if version != shown:
                shown, problems = version, self.live.problems
                self._tell({"problems": told(problems, self.live.job.folders), "count": len(problems)})
            else:
                self.wfile.write(b":\n\n")

    def _tell(self, data: Mapping[str, object]) -> None:
        self.wfile.write(f"data: {json.dumps(data)}\n\n".encode())

    def _redirect(self, to: str) -> None:
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", quote(to, safe="/"))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(self, status: HTTPStatus, content: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith(TEXTS) else kind)
        self.send_header("Content-Length", str(len(content)))
        # As on the real host: what has a fingerprint in its name need not be fetched again.
        lasting = "/assets/" in self.path and status is HTTPStatus.OK
        self.send_header("Cache-Control", "max-age=31536000, immutable" if lasting else "no-store")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)


EMPTY = (
    b'<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>Something is wrong in the content</title>'
    b'<meta name="viewport" content="width=device-width"><body><p>There is no good page to show yet.</p>'
)


def _type(name: str) -> str:
    suffix = PurePosixPath(name).suffix
    return TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
