"""Static host: a folder as most hosts serve one, on this machine alone: gzipped, what has a fingerprint for a year."""

import gzip
import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

TEXTS = (".html", ".css", ".js", ".mjs", ".json", ".svg", ".xml", ".txt")
LEVEL = 6


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The folder's address, answering until the block ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, folder))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@cache
def _packed(file: Path) -> bytes:
    return gzip.compress(file.read_bytes(), LEVEL, mtime=0) if file.suffix in TEXTS else file.read_bytes()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def __init__(self, folder: Path, *given: object) -> None:
        self.folder = folder
        super().__init__(*given)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        file = self.folder / path.lstrip("/")
        file = file / "index.html" if path.endswith("/") else file
        found = file.is_file() and ".." not in file.parts
        body = _packed(file) if found else b""
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", mimetypes.guess_type(file.name)[0] or "application/octet-stream")
        self.send_header("Content-Length", str(len(body)))
        if found and file.suffix in TEXTS:
            self.send_header("Content-Encoding", "gzip")
        lasting = any(part in path for part in ("/assets/", "/_astro/"))
        self.send_header("Cache-Control", "max-age=31536000, immutable" if lasting else "max-age=0")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass
