"""The law of incremental builds: after any edits, a build on top of the last one equals a build from nothing."""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from workbench import ROOT, SiteFolder, copy_of

SEQUENCES = 200 if os.environ.get("CI") == "true" else 25
ON_PAPER = 20 if os.environ.get("CI") == "true" else 5  # print-outs take seconds to make, so fewer sequences make them

SLEEP = "content/pages/topics/sleep.md"
DOOR = "content/services/open-door.yaml"


@dataclass(frozen=True)
class Edit:
    """Something that an editor does between two builds; ``n`` makes it different each time."""

    name: str
    do: Callable[[SiteFolder, int], None]

    def __repr__(self) -> str:
        return self.name


def _line(path: str, start: str, line: str) -> Callable[[SiteFolder, int], None]:
    """Replace the first line that starts so."""

    def do(site: SiteFolder, n: int) -> None:
        file = site.folder / path
        if file.exists():
            lines = file.read_text(encoding="utf-8").split("\n")
            number = next(number for number, text in enumerate(lines) if text.startswith(start))
            lines[number] = line.format(n=n)
            site.write(path, "\n".join(lines))

    return do


def _append(path: str, text: str) -> Callable[[SiteFolder, int], None]:
    def do(site: SiteFolder, n: int) -> None:
        file = site.folder / path
        if file.exists():
            site.write(path, file.read_text(encoding="utf-8") + text.format(n=n))

    return do


def _new_service(site: SiteFolder, n: int) -> None:
    text = (site.folder / "content/services/samaritans.yaml").read_text(encoding="utf-8")
    site.write(f"content/services/new-{n}.yaml", text.replace("name: Samaritans", f"name: New {n}"))


def _delete(path: str) -> Callable[[SiteFolder, int], None]:
    def do(site: SiteFolder, n: int) -> None:
        (site.folder / path).unlink(missing_ok=True)

    return do


def _rename(site: SiteFolder, n: int) -> None:
    for file in sorted(site.content.glob("services/new-*.yaml"))[:1]:
        file.rename(file.with_name(f"new-{n}.yaml"))


def _undo(path: str) -> Callable[[SiteFolder, int], None]:
    """Bring back the file as it was at first."""

    def do(site: SiteFolder, n: int) -> None:
        site.write(path, (ROOT / "tests/sites/small" / path).read_bytes())

    return do


EDITS = [
    Edit("text", _append(SLEEP, "\nMore text {n}, and [[service:shout]].\n")),
    Edit("title", _line(SLEEP, "title:", "title: Sleep {n}")),
    Edit("front matter", _line(SLEEP, "next review:", "next review: 20{n:02}-10-01")),
    Edit("break the page", _append(SLEEP, "\n[[nowhere-{n}]]\n")),
    Edit("delete the page", _delete(SLEEP)),
    Edit("undo the page", _undo(SLEEP)),
    Edit("service name", _line(DOOR, "name:", "name: Open Door {n}")),
    Edit("service number", _line(DOOR, "  - phone:", "  - phone: 01623 000 0{n:02}")),
    Edit("service topics", _line(DOOR, "topics:", "topics: [sleep, bereavement]")),
    Edit("undo the service", _undo(DOOR)),
    Edit("new service", _new_service),
    Edit("rename a service", _rename),
    Edit("vocabulary", _line("content/vocabulary/topics.yaml", "    name: Anxiety", "    name: Anxiety {n}")),
    Edit("area", _line("content/vocabulary/areas.yaml", "    summary:", "    summary: The district, {n}.")),
    Edit("setting", _line("content/site.yaml", "tagline:", "tagline: Small, {n}")),
    Edit("stage", _line("content/site.yaml", "stage:", "stage: live")),
    Edit("help number", _line("content/services/samaritans.yaml", "  - phone:", "  - phone: 01623 000 1{n:02}")),
    Edit("layout", _append("layouts/components/footer.html", "{{# {n} #}}")),
    Edit("layout text", _append("layouts/moved.html", "<!-- {n} --><p>{n}</p>")),
    Edit("style", _append("assets/css/20-base.css", "p{{margin:{n}px}}")),
    Edit("script", _append("assets/js/site.js", "\n// {n}\nvoid {n};")),
    Edit("search script", _append("assets/js/find/90-start.js", "\nvoid {n};")),
    Edit("print layout", _append("layouts/print/sheet.typ", "\n// {n}\n")),
    Edit("filler", _line("content/search/words.yaml", "filler:", "filler: [please, the, w{n}]")),
    Edit("pinned", _append("content/search/pinned.yaml", "  - {{words: [w{n}], lead to: [sleep], by: us, why: so}}\n")),
]

# A word on a page is a word of the search box's index: its two scripts change, and with them the pages that name them.
WITH_A_BOX = {"index.html", "search/index.html", "404.html"}

sequences = st.lists(st.lists(st.sampled_from(EDITS), min_size=1, max_size=3), min_size=1, max_size=4)
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)


@dataclass(frozen=True)
class Begun:
    """The small site with layouts and assets of its own, after its first build, to begin from again and again."""

    site: SiteFolder
    words: tuple[str, ...]  # of each build

    @property
    def kept(self) -> Path:
        return self.site.folder.with_name("kept")

    def again(self) -> SiteFolder:
        """The folder as it was then, at the same place and with the same times: the manifest has both."""
        shutil.rmtree(self.site.folder)
        shutil.copytree(self.kept, self.site.folder)
        return self.site


def _begun(folder: Path, *words: str) -> Begun:
    site = copy_of("small", folder / "site")
    for name in ("layouts", "assets"):
        shutil.copytree(ROOT / name, site.folder / name)
    begun = Begun(site, words)
    assert site.run("build", *words).code == 0
    shutil.copytree(site.folder, begun.kept)
    return begun


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Begun:
    return _begun(tmp_path_factory.mktemp("law"), "--only", "pages,search", "--jobs", "2")


@pytest.fixture(scope="module")
def begun_on_paper(tmp_path_factory: pytest.TempPathFactory) -> Begun:
    begun = _begun(tmp_path_factory.mktemp("law-on-paper"), "--only", "pages,print")
    assert any(path.endswith(".pdf") for path in begun.site.published())
    return begun


@settings(patient, max_examples=SEQUENCES)
@given(saves=sequences)
def test_an_incremental_build_equals_a_full_one(begun: Begun, saves: list[list[Edit]]) -> None:
    """Whatever was edited, in whatever order, with problems in between: the same bytes, and the same words."""
    _hold_the_law(begun, saves)


@settings(patient, max_examples=ON_PAPER)
@given(saves=sequences)
def test_an_incremental_build_equals_a_full_one_on_paper_too(begun_on_paper: Begun, saves: list[list[Edit]]) -> None:
    _hold_the_law(begun_on_paper, saves)


def _hold_the_law(begun: Begun, saves: list[list[Edit]]) -> None:
    site = begun.again()
    steps = []
    n = 10
    for edits in saves:
        for edit in edits:
            n += 1
            edit.do(site, n)
        steps.append(site.run("build", *begun.words))
    step = steps[-1]
    whole = SiteFolder(site.folder)
    whole.out = site.folder / "whole"
    full = whole.run("build", *begun.words, "--no-cache", "--jobs", "1")
    assert (step.code, _problems(step.text)) == (full.code, _problems(full.text))
    if full.code == 0:
        assert site.published() == whole.published()


def _problems(text: str) -> list[str]:
    """What is said of the content; the closing lines tell how it was built, which differs."""
    return [line for line in text.splitlines() if line.startswith(("content/", "layouts/", "assets/", "    "))]


def test_nothing_is_made_twice(site: SiteFolder) -> None:
    """The law holds trivially for a program that makes everything each time; this one does not."""
    assert '"kept": 0' in site.run("build", "--json").text
    again = site.run("build", "--json").text
    assert '"made": 0' in again
    site.replace(SLEEP, "Put the phone", "Put your phone")
    third = site.run("build", "--json").text
    assert f'"made": {1 + len(WITH_A_BOX) + 2}' in third, third


def test_a_damaged_store_is_thrown_away(site: SiteFolder) -> None:
    """A cache on a bad disk, half a copy of one, somebody's editor: never trusted, never fatal."""
    site.run()
    before = site.published()
    for file in (site.folder / "cache").iterdir():
        file.write_bytes(b"SQLite format 3\0" + b"rubbish" * 1000)
    site.replace(SLEEP, "Put the phone", "Put your phone")
    assert site.run().code == 0
    after = site.published()
    assert {path for path in before if before[path] != after.get(path)} - WITH_A_BOX == {
        "topics/sleep/index.html",
        *(path for path in before if path.startswith("assets/find")),
    }


def test_a_published_file_that_somebody_changed_is_put_right(site: SiteFolder) -> None:
    """Believing the manifest against the disk would leave the wrong page up for ever."""
    site.run()
    before = site.published()
    (site.out / "index.html").write_text("edited by hand")
    (site.out / "feed.xml").unlink()
    (site.out / "stray.html").write_text("left by somebody")
    site.replace(SLEEP, "Put the phone", "Put your phone")
    assert site.run().code == 0
    changed = {path for path, content in site.published().items() if before.get(path) != content}
    assert {path for path in changed if not path.startswith("assets/find")} - WITH_A_BOX == {"topics/sleep/index.html"}


def test_a_save_that_keeps_size_and_time_is_seen(site: SiteFolder) -> None:
    """A second save within the clock's step, or a tool that sets times back."""
    file = site.folder / SLEEP
    site.run()
    times = file.stat()
    site.replace(SLEEP, "tonight", "tomorro")
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert site.run().code == 0
    assert "tomorro" in site.read("/topics/sleep/")
