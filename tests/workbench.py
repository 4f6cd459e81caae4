"""The tests' workbench: small whole sites, copied, changed, and built with the real command line."""

import contextlib
import io
import json
import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from nottalone_ssg.checks import check_site
from nottalone_ssg.cli import main
from nottalone_ssg.load import load_site
from nottalone_ssg.sources import read_folder
from nottalone_ssg.views.assets import fonts_in, pictures_in, plan_assets
from nottalone_ssg.views.shell import Ground

ROOT = Path(__file__).parent.parent
SITES = Path(__file__).parent / "sites"
PROGRAM = "import sys; from nottalone_ssg.cli import main; sys.exit(main(sys.argv[1:]))"
PATIENCE = 600.0  # seconds until a test gives up waiting for a site that another one builds
TODAY = "2026-11-22"  # the day of all tests: content is overdue or not by this date, never by the clock


@dataclass(frozen=True)
class Outcome:
    """What an editor sees of one run."""

    code: int
    text: str  # standard output
    error: str  # standard error


class SiteFolder:
    """A copy of a site in a temporary folder, to be changed and built."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.content = folder / "content"
        self.out = folder / "dist"

    def write(self, path: str, text: str | bytes) -> None:
        """Write a file below the folder, such as content/site.yaml."""
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)

    def replace(self, path: str, old: str, new: str) -> None:
        """Change a file; fails if ``old`` is not in it, so that a test cannot pass by accident."""
        text = (self.folder / path).read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {path}"
        self.write(path, text.replace(old, new))

    def run(self, command: str = "build", *words: str) -> Outcome:
        """Run the command line on this site: pages alone, in one process, unless --only or --jobs asks for more."""
        return run(self.words(command, *words))

    def words(self, command: str, *words: str) -> list[str]:
        """What one would type."""
        folders = [
            "--content",
            str(self.content),
            "--layouts",
            str(self.own("layouts")),
            "--assets",
            str(self.own("assets")),
        ]
        remembers = ["--out", str(self.out), "--cache", str(self.folder / "cache")]
        out = remembers if command in ("build", "explain") else []
        only = ["--only", "pages"] if command == "build" and "--only" not in words else []
        jobs = ["--jobs", "1"] if command == "build" and "--jobs" not in words else []
        day = [] if "--date" in words else ["--date", TODAY]
        return [command, *folders, *out, *only, *jobs, *day, *words]

    def own(self, name: str) -> Path:
        """The site's own layouts or assets if it has some, else the project's."""
        return self.folder / name if (self.folder / name).exists() else ROOT / name

    def read(self, address: str) -> str:
        """A published file: /topics/sleep/ or /feed.xml."""
        path = address.lstrip("/") + ("index.html" if address.endswith("/") else "")
        return (self.out / path).read_text(encoding="utf-8")

    def published(self) -> dict[str, bytes]:
        """All published files by path."""
        return {
            file.relative_to(self.out).as_posix(): file.read_bytes()
            for file in sorted(self.out.rglob("*"))
            if file.is_file()
        }


def run(words: list[str]) -> Outcome:
    """Run the command line in this process."""
    text, error = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(text), contextlib.redirect_stderr(error):
        code = main(words)
    return Outcome(code, text.getvalue(), error.getvalue())


def made_once(
    name: str, temp: pytest.TempPathFactory, *words: str, more: Path | None = None
) -> tuple[SiteFolder, Outcome]:
    """The real content, and that of ``more``, built once in a run of the tests, however many processes share them.

    It is built in a process of its own: a build may fork, which is only safe where there are no threads.
    """
    base = temp.getbasetemp()
    site = SiteFolder((base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / f"{name}-site")
    said = site.folder / "said.json"
    try:
        site.folder.mkdir()
    except FileExistsError:  # it was made, or another process is making it
        end = time.monotonic() + PATIENCE
        while not said.exists():
            assert time.monotonic() < end, f"the {name} site was not made; another test says why"
            time.sleep(0.1)
    else:
        for content in (ROOT / "content", more):
            if content:
                shutil.copytree(content, site.content, dirs_exist_ok=True)
        command = [sys.executable, "-c", PROGRAM, *site.words("build", "--json", *words)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, text=True, encoding="utf-8")
        site.write("said", json.dumps([done.returncode, done.stdout, done.stderr]))
        (site.folder / "said").rename(said)  # there at once and whole, for whoever waits
    outcome = Outcome(*json.loads(said.read_text(encoding="utf-8")))
    assert outcome.code == 0, outcome.text + outcome.error
    return site, outcome


def need(present: object, what: str) -> None:
    """Skip a test that needs a tool which is missing here; under CI it fails instead."""
    if present:
        return
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what} is missing, and CI has to have it")
    pytest.skip(f"{what} is missing")


def copy_of(name: str, folder: Path) -> SiteFolder:
    """A site of tests/sites/ in its own folder."""
    shutil.copytree(SITES / name / "content", folder / "content")
    return SiteFolder(folder)


def ground_of(folder: SiteFolder, base_url: str = "", today: str = TODAY) -> Ground:
    """What views and exports build on, for a site that nothing is wrong with."""
    contents, unread = read_folder(folder.content, shown_as="content")
    site, problems = load_site(contents, date.fromisoformat(today))
    assets, _ = read_folder(ROOT / "assets", shown_as="assets")
    names, _, missing = plan_assets(assets, date.fromisoformat(today))
    assert site is not None, problems
    assert [*unread, *problems, *missing, *check_site(site)] == []
    return Ground(site, base_url or site.settings.base_url, names, fonts_in(assets), pictures_in(assets))
