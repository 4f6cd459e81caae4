"""Builders: the two programs that are compared, each with a folder of its own.

Ours is known by its command line alone: options that this version does not have are not passed.
"""

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from benchmarks.processes import Cost, run_all

ROOT = Path(__file__).parent.parent
PYTHON = sys.executable


@dataclass(frozen=True)
class Builder:
    """A program that makes a site from a folder of sources; ``work`` holds what it makes, and nothing else."""

    sources: Path
    work: Path
    search: bool  # whether the search index is part of it

    @property
    def out(self) -> Path:
        return self.work / "out"

    def commands(self) -> list[list[str]]:
        """What to run, in this order, to make the site."""
        raise NotImplementedError

    def build(self) -> Cost:
        self.work.mkdir(parents=True, exist_ok=True)
        return run_all(self.commands(), ROOT)

    def forget(self) -> None:
        """Put output and cache aside, so that the next build is a cold one."""
        put_aside(self.work, self.work.parent)

    def html_files(self) -> int:
        return sum(1 for _ in self.out.rglob("*.html"))

    def says(self, words: str) -> bool:
        """Whether the page that was edited has these words."""
        return words in (self.out / "guides" / self.page.stem / "index.html").read_text("utf-8")

    @property
    def page(self) -> Path:
        """The source of the page that is edited: the first made-up guide."""
        return min(self.sources.glob("**/guides/guide-*.md"))


@dataclass(frozen=True)
class NottAlone(Builder):
    """Ours, through `build.py`; ``passed`` are options for its command line, such as `--jobs 2`."""

    passed: Sequence[str] = ()

    def commands(self) -> list[list[str]]:
        command = [PYTHON, "build.py", "build", "--content", str(self.sources), "--out", str(self.out), *self.passed]
        if "--cache" in known_options():
            command += ["--cache", str(self.work / "cache")]
        return [[*command, "--only", "pages,search" if self.search else "pages"]]  # Hugo makes nothing for paper


@dataclass(frozen=True)
class Hugo(Builder):
    """Hugo over the same content (benchmarks/hugo_site.py); then, if asked for, the search program that ours runs."""

    binary: str = "hugo"

    def commands(self) -> list[list[str]]:
        site = ["--source", str(self.sources), "--destination", str(self.out)]
        build = [self.binary, *site, "--cacheDir", str(self.work / "cache"), "--minify", "--quiet"]
        return [build, [pagefind(), "--site", str(self.out), "--quiet"]] if self.search else [build]

    def forget(self) -> None:
        """Also what Hugo keeps beside its sources."""
        super().forget()
        put_aside(self.sources / "resources", self.work.parent)


def put_aside(path: Path, folder: Path) -> None:
    """Move a folder into `trash`: a disk that still frees blocks of what was deleted would slow the next build."""
    trash = folder / "trash"
    trash.mkdir(parents=True, exist_ok=True)
    if path.exists():
        path.rename(trash / f"{path.name}-{sum(1 for _ in trash.iterdir())}")


def pagefind() -> str:
    """The search program of the lock file."""
    import pagefind_bin

    return str(pagefind_bin.get_executable())


@lru_cache
def known_options() -> str:
    """The help of `build`, which names the options that there are."""
    help_ = subprocess.run(
        [PYTHON, "build.py", "build", "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return help_.stdout


def passable(options: Sequence[str]) -> list[str]:
    """Those of the options (a name, or a name and a value) that our command line has."""
    return [word for option in options if option.split()[0] in known_options() for word in option.split()]
