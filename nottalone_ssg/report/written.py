"""The report as files, in a folder of the editor's: it is for meetings and no part of the published site."""

from dataclasses import dataclass, field
from pathlib import Path

from nottalone_ssg.checks import check_site
from nottalone_ssg.job import Job
from nottalone_ssg.load import load_site
from nottalone_ssg.output import RecipeError
from nottalone_ssg.pipeline import read_layouts
from nottalone_ssg.problems import Problem
from nottalone_ssg.publish import is_published
from nottalone_ssg.recipes.page import filled
from nottalone_ssg.report.view import coverage_table, gaps_table, upkeep_table, view_of
from nottalone_ssg.sources import read_folder

PAGE = "index.html"
TABLES = {"gaps.csv": gaps_table, "coverage.csv": coverage_table, "to-check.csv": upkeep_table}
OURS = '<meta name="generator" content="NottAlone report">'


class FolderError(Exception):
    """The folder that was named cannot be used; the text says why."""


@dataclass
class Written:
    """What came of it: problems and nothing written, or the page."""

    page: Path
    problems: list[Problem] = field(default_factory=list)


def write_report(job: Job, folder: Path) -> Written:
    """Write the report about the content to the folder. Raises FolderError for one that is not for it."""
    _refuse(job, folder)
    sources, unread = read_folder(job.folders.content, shown_as="content")
    layouts, wrong = read_layouts(job.folders.layouts)
    site, problems = load_site(sources, job.today)
    problems = [*unread, *wrong, *problems, *(check_site(site) if site else [])]
    if site is None or problems:
        return Written(folder / PAGE, sorted({*problems}))
    try:
        html = filled("report.html", layouts, "the report", {"view": view_of(site)})
    except RecipeError as error:
        return Written(folder / PAGE, [error.problem])
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in {PAGE: html, **{name: table(site) for name, table in TABLES.items()}}.items():
        (folder / name).write_bytes(text.encode())
    return Written(folder / PAGE)


def _refuse(job: Job, folder: Path) -> None:
    """Never into the published site, where it would be published, nor over a page that is somebody else's."""
    inside = folder.resolve()
    if is_published(folder):
        raise FolderError(f"{folder} is in the published site, where everybody could read it. Name another with --out.")
    if inside.is_relative_to(job.folders.content.resolve()):
        raise FolderError(f"{folder} is in the content folder. Name another with --out.")
    page = folder / PAGE
    if folder.exists() and not folder.is_dir():
        raise FolderError(f"{folder} is not a folder. Name another with --out.")
    if page.exists() and OURS not in page.read_text(encoding="utf-8", errors="replace"):
        raise FolderError(f"{page} is there already and is no report. Name another folder with --out.")
