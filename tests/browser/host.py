"""A web host on this machine, as plain as those the site is made for, that remembers what it was asked.

It shows a folder's index.html, sends /topics on to /topics/, answers 404.html for what is not there, and sends the
headers of the folder's `_headers`. With the base `/sub/` everything outside /sub/ belongs to somebody else: a bare 404.
"""

import contextlib
import mimetypes
import sys
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it came over the line."""

    target: str  # path and query
    headers: Mapping[str, str]  # names in small letters


class Host:
    """The published folder `folder` under `base`; `requests` is all that was asked since the last `forget`."""

    def __init__(self, base: str = "/", folder: Path | None = None) -> None:
        self.base = base
        self.folder = folder or Path()
        self.requests: list[Request] = []
        self.reads_headers = True  # Netlify does; GitHub Pages does not
        self.server = _Server(("127.0.0.1", 0), partial(_Handler, host=self))
        self.origin = f"http://127.0.0.1:{self.server.server_port}"

    def url(self, address: str) -> str:
        """The whole address of one of the site's own, such as /topics/sleep/."""
        return self.origin + self.base + address.removeprefix("/")

    def forget(self) -> None:
        self.requests.clear()

    def headers(self, path: str) -> Iterator[tuple[str, str]]:
        """What `_headers` asks for at this path: each block opens with a path, in which a final * is any ending."""
        applies = False
        if not self.reads_headers:
            return
        for line in (self.folder / "_headers").read_text(encoding="utf-8").splitlines():
            if not line.startswith(" "):
                applies = path == line or (line.endswith("*") and path.startswith(line[:-1]))
            elif applies:
                name, value = line.split(":", 1)
                yield name.strip(), value.strip()

    def find(self, path: str) -> tuple[int, Path | str]:
        """The status for a path, and the file to show or the address to go to."""
        file = self.folder / unquote(path.removeprefix(self.base))
        if not path.startswith(self.base) or ".." in file.parts:
            return 404, ""
        if file.is_dir() and not path.endswith("/"):
            return 301, f"{path}/"
        found = file / "index.html" if path.endswith("/") else file
        return (200, found) if found.is_file() else (404, self.folder / "404.html")


@contextlib.contextmanager
def opened(host: Host) -> Iterator[Host]:
    """The host, answering until the block ends."""
    thread = threading.Thread(target=host.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield host
    host.server.shutdown()
    thread.join()
    host.server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: object, client_address: object) -> None:
        if not isinstance(sys.exception(), ConnectionError):  # a browser may hang up
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # or head and body, sent one after the other, wait 40 ms for each other

    def __init__(self, *words: object, host: Host) -> None:
        self.host = host
        super().__init__(*words)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        self.host.requests.append(Request(self.path, {name.lower(): value for name, value in self.headers.items()}))
        path = urlsplit(self.path).path
        status, found = self.host.find(path)
        body = found.read_bytes() if isinstance(found, Path) else b""
        kind = mimetypes.guess_type(found.name)[0] if isinstance(found, Path) else None
        self.send_response(status)
        if status == 301:
            self.send_header("Location", str(found))
        self.send_header("Content-Type", kind or "application/octet-stream")
        self.send_header("Content-Length", str(len(body)))
        for name, value in self.host.headers(path):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  http.server's own name
        """Nothing on the screen; see `Host.requests`."""
