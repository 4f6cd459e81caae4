"""The live preview as an editor has it: a process of its own, whose lines can be waited for."""

import queue
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from workbench import ROOT, TODAY, SiteFolder

PATIENCE = 20.0  # seconds until a test gives up waiting
PROGRAM = "import sys; from nottalone_ssg.cli import main; sys.exit(main(sys.argv[1:]))"


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
