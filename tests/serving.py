"""Servers for tests: the live preview as an editor has it, and hosts of the published folder.

The preview is a process of its own, whose lines can be waited for.
"""

import http.server
import queue
import re
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import ClassVar

from workbench import PROGRAM, ROOT, TODAY, SiteFolder

PATIENCE = 20.0  # seconds until a test gives up waiting


@dataclass
class Answer:
    """What the server gave."""

    status: int
    body: bytes
    headers: dict[str, str]

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass
class Serving:
    """A running preview of a site."""

    site: SiteFolder
    process: subprocess.Popen[str]
    lines: queue.Queue[str] = field(default_factory=queue.Queue)
    url: str = ""  # with a slash at the end

    def wait_for(self, words: str) -> str:
        """The next line on the terminal that has these words."""
        end = time.monotonic() + PATIENCE
        seen = []
        while (left := end - time.monotonic()) > 0:
            try:
                seen.append(self.lines.get(timeout=left))
            except queue.Empty:
                break
            if words in seen[-1]:
                return seen[-1]
        raise AssertionError(f"{words!r} was not said, but: {''.join(seen)}")

    def ask(self, path: str = "", **headers: str) -> Answer:
        """What a browser gets for a path without the first slash."""
        request = urllib.request.Request(self.url + path, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                return Answer(answer.status, answer.read(), dict(answer.headers))
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.read(), dict(error.headers))


@contextmanager
def serving(site: SiteFolder, *words: str) -> Iterator[Serving]:
    """Start the preview of a site on a free port, and end it."""
    options = ["--content", site.content, "--layouts", site.own("layouts"), "--assets", site.own("assets")]
    options += ["--cache", site.folder / "cache", "--date", TODAY, "--port", 0, *words]
    command = [sys.executable, "-c", PROGRAM, "serve", *map(str, options)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        running = Serving(site, process)

        def listen() -> None:
            assert process.stdout
            for line in process.stdout:
                running.lines.put(line)

        threading.Thread(target=listen, daemon=True).start()
        try:
            running.url = running.wait_for("The site is at ").split()[4]
            yield running
        finally:
            process.kill()


class StaticHost(http.server.SimpleHTTPRequestHandler):
    """A web server that knows nothing but files; with ``rules`` it follows `_redirects` as Netlify documents it."""

    rules: ClassVar[list[list[str]]] = []

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        there = Path(self.translate_path(path))
        if not there.is_file() and not (there / "index.html").is_file():  # a file that is there comes first
            self.path = self._rewritten(path, dict(urllib.parse.parse_qsl(query)))
        super().do_GET()

    def _rewritten(self, path: str, asked: dict[str, str]) -> str:
        """The target of the first rule that fits: its path with or without a last slash, and all its parameters."""
        for source, *parameters, target, code in self.rules:
            wanted = dict(parameter.split("=:") for parameter in parameters)
            shape = re.sub(":([a-z]+)", "(?P<\\1>[^/]+)", source.rstrip("/"))
            found = re.fullmatch(f"{shape}/?", path)
            if code == "200" and found and wanted.keys() <= asked.keys():
                known = found.groupdict() | {name: asked[parameter] for parameter, name in wanted.items()}
                return re.sub(":([a-z]+)", r"{\1}", target).format_map(known)
        return path

    def log_message(self, *args: object) -> None:
        """Tests read answers, not logs."""


@contextmanager
def static_host(folder: Path, follows_redirects: bool = False) -> Iterator[str]:
    """Serve a published folder; gives the address, without a slash at the end."""
    lines = (folder / "_redirects").read_text().splitlines() if follows_redirects else []
    handler = type("Host", (StaticHost,), {"rules": [line.split(" ") for line in lines]})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
