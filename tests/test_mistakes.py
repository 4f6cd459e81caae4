"""Each mistake of tests/mistakes/ is made in the small site, and the editor is told about it in exactly those words.

How a mistake is written down: tests/mistakes/README.md. `--update` writes what the program says into those files.
"""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from workbench import ROOT, SiteFolder, copy_of

MISTAKES = Path(__file__).parent / "mistakes"
TAILS = {
    "build": "\n\n1 problem. Nothing was published; the last good site is as it was.\n",
    "check": "\n\n1 problem.\n",
}
TOLD = re.compile(r"```text\n(.*?)\n```\n", re.DOTALL)
CHANGE = re.compile(
    r"""
      ^In\ `(?P<changed>[^`]+)`:\n\n ```diff\n (?P<hunk>.*?) ^```$
    | ^`(?P<written>[^`]+)`:\n\n ```\w+\n (?P<whole>.*?) ^```$
    | ^Without\ `(?P<removed>[^`]+)`\.$
    | ^`(?P<old>[^`]+)`\ is\ called\ `(?P<new>[^`]+)`\.$
    """,
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)
POINTS_AT = re.compile(r"^It points at `(.+)`$", re.MULTILINE)


@dataclass(frozen=True)
class Mistake:
    """One section of a file in tests/mistakes/."""

    file: Path
    name: str
    section: str

    def __str__(self) -> str:
        return f"{self.file.stem}/{re.sub('[^a-z0-9]+', '-', self.name.lower()).strip('-')}"

    @property
    def command(self) -> str:
        """What finds it: `build`, and so `check` too; or `check` alone, in a site that has lists of words."""
        return "check" if self.file.stem == "words" else "build"

    @property
    def told(self) -> str:
        """What the editor is told: the place, the message, and how to mend it."""
        found = TOLD.search(self.section)
        return found[1] if found else "(not written yet: run this test with --update)"

    def update(self, told: str) -> None:
        """Write into the file what the editor is told."""
        section = TOLD.sub("", self.section).rstrip("\n") + f"\n\n```text\n{told}\n```\n"
        text = self.file.read_text(encoding="utf-8")
        assert text.count(self.section) == 1
        self.file.write_text(text.replace(self.section, section + "\n" * (not text.endswith(self.section))), "utf-8")

    def make(self, site: SiteFolder) -> set[str]:
        """Make the mistake; gives the places that were changed, as FILE:LINE."""
        places: set[str] = set()
        for found in CHANGE.finditer(TOLD.sub("", self.section)):
            if file := found["changed"]:
                places |= {f"{file}:{line}" for line in _patch(site, file, found["hunk"])}
            elif file := found["written"]:
                _own_layouts(site, file)
                site.write(file, found["whole"])
                places.add(f"{file}:1")
            elif file := found["removed"]:
                _own_layouts(site, file)
                _remove(site.folder / file)
                places.add(f"{file}:1")
            else:
                target = site.folder / found["new"]
                target.parent.mkdir(exist_ok=True)
                (site.folder / found["old"]).rename(target)
                places.add(f"{found['new']}:1")
        assert places, "this section makes no mistake"
        return places

    def points_at(self, site: SiteFolder, places: set[str]) -> bool:
        """Whether the problem told is at what was changed, or at the line that the section names."""
        place = ":".join(self.told.split(":")[:2])
        wanted = POINTS_AT.search(self.section)
        if not wanted:
            return place in places
        file, line = place.split(":")
        if file == wanted[1]:
            return line == "1"
        return (site.folder / file).read_text(encoding="utf-8").splitlines()[int(line) - 1] == wanted[1]


def mistakes() -> Iterator[Mistake]:
    """All of them, by file, in the order in which they are written."""
    for file in sorted(MISTAKES.glob("*.md")):
        if file.name != "README.md":
            for section in re.split(r"^(?=## )", file.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
                yield Mistake(file, section.splitlines()[0].removeprefix("## "), section)


def _patch(site: SiteFolder, file: str, hunk: str) -> list[int]:
    """Change a file as the hunk says; gives the lines that are new, or that stand where one is gone."""
    marked = [(line[:1], line[1:]) for line in hunk.splitlines(keepends=True)]
    old = "".join(line for mark, line in marked if mark != "+")
    new = [(mark, line) for mark, line in marked if mark != "-"]
    before, *_ = (site.folder / file).read_text(encoding="utf-8").partition(old)
    site.replace(file, old, "".join(line for _, line in new))
    first = before.count("\n") + 1
    return [first + number for number, (mark, _) in enumerate(new) if mark == "+"] or [first]


def _own_layouts(site: SiteFolder, file: str) -> None:
    """The site's own copy of the project's layouts or assets, if that is what is going to be changed."""
    name, *_ = file.split("/")
    if name in ("layouts", "assets") and not (site.folder / name).exists():
        shutil.copytree(ROOT / name, site.folder / name)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()


@pytest.fixture(scope="session")
def good_site(tmp_path_factory: pytest.TempPathFactory) -> SiteFolder:
    """The small site, published."""
    site = copy_of("small", tmp_path_factory.mktemp("good"))
    outcome = site.run()
    assert outcome.code == 0, outcome.text
    return site


@pytest.mark.parametrize("mistake", list(mistakes()), ids=str)
def test_the_editor_is_told(
    mistake: Mistake, good_site: SiteFolder, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """One mistake: exit code 1, one problem in these words at the right line, and the published site untouched."""
    site = SiteFolder(Path(shutil.copytree(good_site.folder, tmp_path / "site")))
    before = site.published()
    tail = TAILS[mistake.command]
    if mistake.command == "check":
        shutil.copytree(ROOT / "content/words", site.content / "words")
    places = mistake.make(site)
    outcome = site.run(mistake.command)
    if request.config.getoption("--update"):
        mistake.update(outcome.text.removesuffix(tail))
        return
    assert (outcome.text, outcome.code, outcome.error) == (mistake.told + tail, 1, "")
    assert mistake.points_at(site, places), "the problem is told at another line than the one that was changed"
    assert site.published() == before


def test_every_mistake_has_a_name_of_its_own() -> None:
    names = [str(mistake) for mistake in mistakes()]
    assert len(names) == len(set(names))
