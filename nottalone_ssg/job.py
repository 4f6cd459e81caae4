"""A job, as the command line gives it to the pipeline, and the report that comes back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from nottalone_ssg.problems import Problem

Progress = Callable[[str, int, int], None]  # a stage, how much is done, of how much


def quiet(stage: str, done: int, total: int) -> None:
    """No progress: in a pipe, and in tests."""


@dataclass(frozen=True)
class Folders:
    """Where the sources lie and where the site goes."""

    content: Path = Path("content")
    layouts: Path = Path("layouts")
    assets: Path = Path("assets")
    out: Path = Path("dist")


@dataclass(frozen=True)
class Job:
    """What the command line asks for."""

    folders: Folders
    today: date
    base_url: str | None = None  # in place of the one in site.yaml
    pages: bool = True  # whether to make the pages and all that goes with them
    search: bool = True  # whether to make the search index
    prints: bool = True  # whether to make the print-outs
    progress: Progress = quiet
    cache: Path | None = None  # where to remember; None remembers nothing
    jobs: int = 1  # how many processes may work


@dataclass
class Report:
    """What came of a job."""

    problems: list[Problem] = field(default_factory=list)
    sources: int = 0
    pages: int = 0
    prints: int = 0
    services: int = 0
    drafts: int = 0
    files: int = 0  # published
    made: int = 0  # of these, made in this build
    kept: int = 0  # and taken over from the last one as they were
    timings: dict[str, float] = field(default_factory=dict)  # seconds by stage
    reading: list[Mapping[str, str | float]] = field(
        default_factory=list
    )  # of `check --reading`: the hardest page first
    heaviest: tuple[str, int, int] = ("", 0, 0)  # a page's address and its weight: gzipped, with brotli
    median: tuple[str, int, int] = ("", 0, 0)
    clock: float = field(default=0, repr=False)  # when the stage that runs now began
