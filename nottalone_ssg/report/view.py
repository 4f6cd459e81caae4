"""What the report shows, and its tables."""

import csv
import io
from dataclasses import dataclass

from nottalone_ssg.exports.table import safe
from nottalone_ssg.model.ages import BANDS
from nottalone_ssg.model.site import Site
from nottalone_ssg.report.coverage import Coverage, Level, coverage
from nottalone_ssg.report.gaps import GapList, gaps
from nottalone_ssg.report.heat_map import WORDS, HeatMap, heat_maps
from nottalone_ssg.report.upkeep import REASONS, Task, reasons, tasks
from nottalone_ssg.views.words import counted, day


@dataclass(frozen=True, slots=True)
class ReportView:
    """All that the page shows."""

    site: str
    language: str
    day: str
    numbers: tuple[tuple[str, str], ...]
    gaps: tuple[GapList, ...]
    ages: tuple[str, ...]  # in the order of the squares
    maps: tuple[HeatMap, ...]
    tasks: tuple[Task, ...]


def view_of(site: Site) -> ReportView:
    """The report about a site, as of its today."""
    found = coverage(site)
    return ReportView(
        site=site.settings.name,
        language=site.settings.language,
        day=day(site.today),
        numbers=_numbers(site, found),
        gaps=gaps(found),
        ages=tuple(band.name for band in BANDS),
        maps=heat_maps(site, found),
        tasks=tasks(site),
    )


def _numbers(site: Site, found: Coverage) -> tuple[tuple[str, str], ...]:
    """A few numbers to begin with."""
    levels = [square.level for square in found.squares.values()]
    checked = sum(service.verified is not None for service in site.services)
    names = (
        (Level.PLACE, "have an address to go to"),
        (Level.NEAR, "have local help, but no address to go to"),
        (Level.FAR, "have only what is for the whole country"),
        (Level.NOTHING, "have nothing"),
    )
    shares = "; ".join(f"{100 * levels.count(level) / max(1, len(levels)):.0f}% {said}" for level, said in names)
    looked_at = f"{counted(len(found.topics), 'topic')}, {counted(len(found.areas), 'area')} and {len(BANDS)} ages"
    return (
        ("Services", f"We list {len(site.services)}."),
        ("Checked", f"A person has checked {checked} of them."),
        ("Covered", f"We looked at {looked_at}. Of these {len(levels):,} combinations, {shares}."),
    )


def coverage_table(site: Site) -> str:
    """A row for each topic, area and age, as CSV."""
    found = coverage(site)
    names = {area.id: area.name for area in found.areas}
    rows = [["topic", "area", "age", "best", "local services", "with an address to go to", "for the whole country"]]
    for (topic, area, band), square in found.squares.items():
        words = [site.topics[topic].name, names[area], BANDS[band].name, WORDS[square.level]]
        rows.append([*words, str(square.near), str(square.places), str(square.far)])
    return _csv(rows)


def gaps_table(site: Site) -> str:
    """A row for each gap, the most important first, as CSV."""
    rows = [["question", "topic", "what is missing"]]
    rows += [[kind.heading, gap.topic, gap.sentence] for kind in gaps(coverage(site)) for gap in kind.gaps + kind.more]
    return _csv(rows)


def upkeep_table(site: Site) -> str:
    """A row for each service that is not closed, drafts too, with what has to be looked at, as CSV."""
    rows = [["id", "service", "status", "next check", *(reason.key for reason in REASONS)]]
    for service in site.directory.values():
        if service.status != "closed":
            found = {*reasons(site, service)}
            marks = ["yes" if reason.key in found else "" for reason in REASONS]
            rows.append([service.id, service.name, service.status, service.next_check.isoformat(), *marks])
    return _csv(rows)


def _csv(rows: list[list[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([safe(cell) for cell in row] for row in rows)
    return out.getvalue()
