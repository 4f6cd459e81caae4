"""Since: what changed in the directory, measured from a day or from a table that the site published earlier.

A service file says when its facts were taken and when a person last verified them, and not what was different before.
So a day alone gives the services that were looked at since, and all that have closed; the table of an earlier edition
(open-referral/services.csv) gives exactly what is new, what changed and what is gone (docs/decisions/print.md).
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from nottalone_ssg.exports.table import COLUMNS, plain
from nottalone_ssg.importing.tables import read_csv
from nottalone_ssg.model.service import WAYS, Service
from nottalone_ssg.model.site import Site
from nottalone_ssg.problems import Place, Problem
from nottalone_ssg.views.print.changes import Changes, Gone
from nottalone_ssg.views.shell import Ground
from nottalone_ssg.views.words import day as in_words

# The columns that a reader notices, in the words of a reader.
NOTICED: Mapping[str, str] = {
    "name": "its name",
    "organisation": "who runs it",
    "summary": "what it is",
    "offers": "what it offers",
    "for": "who it is for",
    "ages": "ages",
    "areas": "where",
    "how to refer": "how to be referred",
    "what happens": "what happens",
    "cost": "what it costs",
    "languages": "languages",
    "access": "getting in",
    **dict.fromkeys(WAYS, "how to reach it"),
    "status": "whether it takes people on",
}
Row = Mapping[str, str]


def since_day(site: Site, day: date, fitting: Iterable[Service]) -> Changes:
    """What was looked at on this day or later, of the services given; and all that have closed, whenever that was."""
    touched = tuple(service for service in fitting if _looked_at(service) >= day)
    closed = tuple(_gone(site, service) for service in site.directory.values() if service.status == "closed")
    return Changes(in_words(day), looked_at=touched, gone=closed)


def _looked_at(service: Service) -> date:
    """The last day that its file names."""
    return max(service.source.on, service.verified.on) if service.verified else service.source.on


def _gone(site: Site, service: Service) -> Gone:
    other = site.directory.get(service.replaced_by or "")
    return Gone(service.name, other.name if other and other.published else "")


def read_table(data: bytes, file: str) -> tuple[dict[str, Row], list[Problem]]:
    """The rows of a published table by id. Problems: those of reading it, and one if it is another kind of table."""
    table = read_csv(data, file)
    if table.problems or not table.rows:
        return {}, table.problems or [_not_ours(file)]
    head, *rows = table.rows
    if not {"id", "name", "status"} <= {*head.cells}:
        return {}, [_not_ours(file)]
    found = [dict(zip(head.cells, map(plain, row.cells), strict=False)) for row in rows]
    return {row["id"]: row for row in found}, []


def _not_ours(file: str) -> Problem:
    hint = "Give the file open-referral/services.csv that the site published when the older booklet was made."
    return Place(file, 1, 1).problem("table", "this is not a table of services as the site publishes it", hint)


def since_table(ground: Ground, old: Mapping[str, Row], fitting: Iterable[Service], areas: Collection[str]) -> Changes:
    """What differs from the table, of the services given; ``areas`` are those whose services a reader's booklet has."""
    site, services = ground.site, tuple(fitting)
    before = {name for name, row in old.items() if row["status"] in ("live", "paused")}
    changed = [
        (service, what)
        for service in services
        if service.id in before and (what := tuple(_differences(ground, service, old[service.id])))
    ]
    return Changes(
        _newest(old),
        new=tuple(service for service in services if service.id not in before),
        changed=tuple(changed),
        gone=tuple(_missing(site, {name: old[name] for name in sorted(before)}, areas)),
    )


def _differences(ground: Ground, service: Service, row: Row) -> Iterator[str]:
    """What a reader notices, each once. A column that the table does not have says nothing."""
    said: set[str] = set()
    for column, words in NOTICED.items():
        if column in row and words not in said and _same(row[column]) != _same(COLUMNS[column](ground, service)):
            said.add(words)
            yield words


def _same(cell: str) -> str:
    """A cell without what spreadsheets change when they save it."""
    return re.sub(r"\s+", " ", cell).strip()


def _missing(site: Site, before: Mapping[str, Row], areas: Collection[str]) -> Iterator[Gone]:
    """What was listed then, in these areas, and is not now."""
    for name, row in before.items():
        service = site.directory.get(name)
        if (service is None or not service.listed) and (not areas or {*row.get("areas", "").split()} & {*areas}):
            yield _gone(site, service) if service else Gone(row["name"])


def _newest(old: Mapping[str, Row]) -> str:
    """The last day on which a service of the table was looked at: the table is no older than that."""
    days = [row[column] for row in old.values() for column in ("source on", "verified on") if row.get(column)]
    known = [date.fromisoformat(day) for day in days if re.fullmatch(r"\d{4}-\d\d-\d\d", day)]
    return in_words(max(known)) if known else ""
