"""The pipeline: load, check, plan, make, publish. The one place that knows the order.

content/ + assets/ + layouts/  --load-->  Site  --plan-->  outputs  --make-->  dist/
"""

import gzip
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path, PurePosixPath

from nottalone_ssg.checks import check_site
from nottalone_ssg.checks.freshness import checks_are_in_time, everything_is_verified
from nottalone_ssg.exports.feed import plan_feed
from nottalone_ssg.exports.hosts import plan_hosts
from nottalone_ssg.exports.robots import plan_sitemap
from nottalone_ssg.load import load_site
from nottalone_ssg.model.page import FIXED
from nottalone_ssg.model.site import Site
from nottalone_ssg.output import Layouts, Output, RecipeError
from nottalone_ssg.problems import Place, Problem
from nottalone_ssg.publish import publish, refuse_foreign
from nottalone_ssg.recipes.page import PageIngredients
from nottalone_ssg.sources import Source, read_folder, read_text
from nottalone_ssg.views.assets import plan_assets
from nottalone_ssg.views.pages import plan_pages
from nottalone_ssg.views.parts import MovedView
from nottalone_ssg.views.services import plan_services
from nottalone_ssg.views.shell import Ground, shell

Progress = Callable[[str, int, int], None]  # a stage, how much is done, of how much
Files = dict[PurePosixPath, bytes]


def _quiet(stage: str, done: int, total: int) -> None:
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
    search: bool = True  # whether to make the search index
    progress: Progress = _quiet


@dataclass
class Report:
    """What came of a job."""

    problems: list[Problem] = field(default_factory=list)
    sources: int = 0
    pages: int = 0
    services: int = 0
    drafts: int = 0
    files: int = 0
    heaviest: tuple[str, int] = (
        "",
        0,
    )  # a page's address and its bytes, gzipped, with the style sheet it waits for


def build(job: Job) -> Report:
    """Sources in; a published folder out, or every problem and an untouched folder.

    Raises PublishError and SearchError for what is no fault of the sources.
    """
    refuse_foreign(job.folders.out)
    _, files, report = make_site(job)
    if not report.problems:
        publish(job.folders.out, files, finish=partial(_finish, job))
    return report


def check(job: Job, launch: bool = False) -> Report:
    """All that `build` would say, and what is overdue; with ``launch`` also what no person has verified.

    Writes nothing.
    """
    site, _, report = make_site(job)
    if site:
        report.problems += checks_are_in_time(site)
        if launch:
            report.problems += everything_is_verified(site)
        report.problems.sort()
    return report


def make_site(job: Job) -> tuple[Site | None, Files, Report]:
    """Everything up to publishing: the Site, all files but the search index, and the report."""
    report = Report()
    job.progress("reading", 0, 1)
    contents, content_problems = read_folder(job.folders.content, shown_as="content")
    assets, asset_problems = read_folder(job.folders.assets, shown_as="assets")
    layouts, layout_problems = read_layouts(job.folders.layouts)
    site, load_problems = load_site(contents, job.today)
    names, asset_outputs, missing = plan_assets(assets)
    report.sources = len(contents)
    report.problems = [*content_problems, *asset_problems, *layout_problems, *load_problems, *missing]
    job.progress("checking", 0, 1)
    if site:
        report.problems += check_site(site)
    files: Files = {}
    if site and not report.problems:
        ground = Ground(site, job.base_url or site.settings.base_url, names)
        outputs = [*plan(ground), *asset_outputs]
        files, report.problems = make(outputs, layouts, job.progress)
        _count(report, site, outputs, files)
    report.problems = sorted(set(report.problems))
    return site, files, report


def read_layouts(folder: Path) -> tuple[Layouts, list[Problem]]:
    """The text of every layout by name, such as components/card.html; problems: those of reading files."""
    sources, problems = read_folder(folder, shown_as="layouts")
    layouts: dict[str, str] = {}
    for source in sources:
        layouts[str(source.path)], wrong = read_text(source)
        problems += wrong
    return layouts, problems


def plan(ground: Ground) -> list[Output]:
    """Every file of the site but assets and search index, by path."""
    common = shell(ground)
    pages = [*plan_pages(ground, common), *plan_services(ground, common)]
    found = [output.address for output in pages if _is_to_be_found(output)]
    outputs = [*pages, *plan_feed(ground), *plan_sitemap(ground, found), *plan_hosts(ground)]
    return sorted(outputs, key=lambda output: output.path)


def _is_to_be_found(output: Output) -> bool:
    """Whether the sitemap names it: not the stubs at old addresses, and not the page for addresses that don't exist."""
    moved = isinstance(output.ingredients, PageIngredients) and isinstance(output.ingredients.view, MovedView)
    return not moved and output.address != FIXED["not found"]


def make(outputs: Sequence[Output], layouts: Layouts, progress: Progress) -> tuple[Files, list[Problem]]:
    """The bytes of every output; problems: two outputs for one file, and each fault of a layout once."""
    files: Files = {}
    problems: dict[tuple[str, int, str], Problem] = {}
    for number, output in enumerate(outputs):
        progress("making pages", number, len(outputs))
        if output.path in files:
            clash = Place(str(output.path)).problem(
                "same-address", f"two things publish {output.address}", "Rename one."
            )
            problems[clash.file, 0, clash.message] = clash
        try:
            files[output.path] = output.recipe(output.ingredients, layouts)
        except RecipeError as error:
            found = error.problem
            problems.setdefault((found.file, found.line, found.message), found)
    return files, list(problems.values())


def _finish(job: Job, folder: Path) -> None:
    if job.search:
        from nottalone_ssg.search.index import write_index

        job.progress("indexing for search", 0, 1)
        write_index(folder)
    job.progress("publishing", 0, 1)


def _count(report: Report, site: Site, outputs: Sequence[Output], files: Files) -> None:
    pages = [output for output in outputs if isinstance(output.ingredients, PageIngredients)]
    report.pages, report.files = len(pages), len(files)
    report.services = sum(service.published for service in site.directory.values())
    report.drafts = len(site.directory) - report.services
    waits_for = sum(_weight(content) for path, content in files.items() if path.suffix == ".css")
    weights = [(_weight(files[page.path]) + waits_for, page.address) for page in pages if page.path in files]
    report.heaviest = max(weights, default=(0, ""))[::-1]


def _weight(content: bytes) -> int:
    """Bytes that travel, gzipped as most hosts do it (level 6)."""
    return len(gzip.compress(content, 6, mtime=0))


__all__ = ["Folders", "Job", "Report", "Source", "build", "check", "make", "make_site", "plan"]
