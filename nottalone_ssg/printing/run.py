"""Printing a pack, or what changed: whom it is for becomes one PDF in a folder of the editor's.

The site is read and checked as for a build; nothing of it is published.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from nottalone_ssg.job import Job
from nottalone_ssg.output import Layouts, Output, RecipeError
from nottalone_ssg.parse import parse_all
from nottalone_ssg.pipeline import prepare
from nottalone_ssg.printing.since import read_table, since_day, since_table
from nottalone_ssg.problems import Problem, nearest
from nottalone_ssg.publish import is_published
from nottalone_ssg.recipes.print import pages_in
from nottalone_ssg.views.print.changes import Changes, plan_changes
from nottalone_ssg.views.print.frame import Size
from nottalone_ssg.views.print.packs import Readers, plan_pack
from nottalone_ssg.views.shell import Ground
from nottalone_ssg.views.words import counted


class RefusedError(Exception):
    """What was asked for cannot be had; the text says why, and what to ask for instead."""


@dataclass(frozen=True)
class Request:
    """What is to be printed, and where to."""

    job: Job
    folder: Path
    area: str = ""  # ids or names, as typed
    audience: str = ""
    large: bool = False
    since: date | Path | None = None  # a day, or the table of an earlier edition: then a sheet of changes


@dataclass
class Outcome:
    """The file that was written, with a few words about it; or problems, and nothing written."""

    file: Path | None = None
    about: str = ""
    problems: list[Problem] = field(default_factory=list)


def run(request: Request) -> Outcome:
    """Write the PDF. Raises RefusedError for an unknown id, nothing to print, a folder that is not for it."""
    _refuse_folder(request.folder)
    prepared = prepare(request.job, parse_all)
    ground = prepared.ground
    if ground is None:
        return Outcome(problems=prepared.report.problems)
    readers = Readers(_area(ground, request.area), _audience(ground, request.audience))
    size: Size = "large" if request.large else "clear"
    if request.since is None:
        return _written(request.folder, *_pack(ground, readers, size), prepared.layouts)
    changes, problems = _changes(ground, readers, request.since)
    if problems:
        return Outcome(problems=problems)
    if not changes.count:
        raise RefusedError(
            f"Nothing changed since {changes.since or 'that table was made'}: there is nothing to print."
        )
    sheet = plan_changes(ground, changes, readers, size)
    return _written(request.folder, sheet, counted(changes.count, "service"), prepared.layouts)


def _pack(ground: Ground, readers: Readers, size: Size) -> tuple[Output, str]:
    services, guides = len(readers.services(ground.site)), len(list(readers.guides(ground)))
    if not services:
        raise RefusedError("No service fits. Ask for another area, or for another group of people.")
    return plan_pack(ground, readers, size), f"{counted(guides, 'guide')} and {counted(services, 'service')}"


def _changes(ground: Ground, readers: Readers, since: date | Path) -> tuple[Changes, list[Problem]]:
    fitting = sorted(readers.services(ground.site), key=lambda service: service.name.casefold())
    if isinstance(since, date):
        return since_day(ground.site, since, fitting), []
    try:
        data = since.read_bytes()
    except OSError as error:
        raise RefusedError(f"{since} cannot be read: {error.strerror}.") from error
    old, problems = read_table(data, since.name)
    areas = {area.id for area in ground.site.within(readers.area)} if readers.area else set()
    return since_table(ground, old, fitting, areas), problems


def _area(ground: Ground, typed: str) -> str:
    return _known("area", typed, {area.id: area.name for area in ground.site.areas.values()})


def _audience(ground: Ground, typed: str) -> str:
    return _known("audience", typed, {who.id: who.name for who in ground.site.audiences.values()})


def _known(what: str, typed: str, names: Mapping[str, str]) -> str:
    """The id of what was typed: an id, or a name however it is spelt."""
    ids = {name.casefold(): id_ for id_, name in names.items()} | {id_: id_ for id_ in names}
    wanted = " ".join(typed.split()).casefold()
    if not wanted or wanted in ids:
        return ids.get(wanted, "")
    near = nearest(wanted, ids)
    hint = f"Did you mean {ids[near]}? " if near else ""
    raise RefusedError(f'There is no {what} "{typed}". {hint}There are {", ".join(names)}.')


def _refuse_folder(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise RefusedError(f"{folder} is not a folder. Name another with --out.")
    if is_published(folder):
        raise RefusedError(
            f"{folder} is in the published site, and would go with its next build. Name another with --out."
        )


def _written(folder: Path, output: Output, about: str, layouts: Layouts) -> Outcome:
    """Make the PDF and put it into the folder in one step. Problems: a fault of a layout."""
    try:
        pdf = output.recipe(output.ingredients, layouts)
    except RecipeError as error:
        return Outcome(problems=[error.problem])
    file = folder / output.path
    beside = file.with_name(f".{file.name}.new")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(pdf)
        beside.replace(file)
    except OSError as error:
        raise RefusedError(f"{file} cannot be written: {error.strerror}.") from error
    return Outcome(file, f"{counted(pages_in(pdf), 'page')}, {max(1, round(len(pdf) / 1000))} KB: {about}")
