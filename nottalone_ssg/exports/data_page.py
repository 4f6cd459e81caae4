"""The page about the open data: what a person wrote, how fresh the data is, and each file with its size."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from nottalone_ssg.exports.open_referral.files import Catalogue
from nottalone_ssg.exports.open_referral.words import FOLDER
from nottalone_ssg.model.page import Page
from nottalone_ssg.output import Output, page_path
from nottalone_ssg.recipes.page import PageIngredients, make_page
from nottalone_ssg.views.pages import head_of
from nottalone_ssg.views.parts import DataView, Download, Shell
from nottalone_ssg.views.shell import Ground
from nottalone_ssg.views.texts import text_of
from nottalone_ssg.views.words import counted, day

OFFERED = {  # the files that people fetch by hand, and what each is; programs begin at the root and find the rest
    "services.csv": ("The whole directory as a table, a row for each service", "CSV"),
    "all-services.json": ("The whole directory in Open Referral UK form, in one file", "JSON"),
    "index.json": ("Where a program begins: the version of the standard", "JSON"),
    "services.json": ("The first page of the list of services", "JSON"),
    "organizations.json": ("The first page of the list of organisations", "JSON"),
    "service_at_locations.json": ("The first page of the list of places to go to", "JSON"),
    "taxonomies.json": ("The two lists of words: topics, and groups of people", "JSON"),
    "taxonomy_terms.json": ("The first page of those words", "JSON"),
}


def plan_data_pages(ground: Ground, shell: Shell, catalogue: Catalogue) -> Iterator[Output]:
    """Every page of kind open data."""
    for page in ground.site.pages.values():
        if page.kind == "open data":
            yield Output(page_path(page.path), make_page, partial(_data_page, ground, shell, catalogue, page), True)


def _data_page(ground: Ground, shell: Shell, catalogue: Catalogue, page: Page) -> PageIngredients:
    downloads = tuple(
        Download(ground.href(f"/{FOLDER}/{path}"), words, kind, _size(catalogue.size(path)))
        for path, (words, kind) in OFFERED.items()
    )
    view = DataView(shell, head_of(ground, page), text_of(ground, page), facts=_facts(catalogue), downloads=downloads)
    return PageIngredients("open-data.html", view)


def _facts(catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
    """How much there is, and how fresh it is. A date is of a person who checked or of the day a source was read."""
    services = catalogue.services
    checked = [service.verified.on for service in services if service.verified]
    found = [service.source.on for service in services]
    facts = [
        ("Services", str(len(services))),
        ("Checked by a person", f"{len(checked)} of {len(services)}"),
        ("Last checked", day(max(checked)) if checked else ""),
        ("Facts found", _between(found)),
        ("Places to go to", str(len(catalogue.endpoints["service_at_locations"]))),
        ("Organisations", str(len(catalogue.endpoints["organizations"]))),
        ("Pages of services", counted(catalogue.pages("services"), "page")),
    ]
    return tuple((name, value) for name, value in facts if value)


def _between(days: list[date]) -> str:
    """On 1 October 2026; between 1 October 2026 and 3 November 2026."""
    if not days:
        return ""
    first, last = min(days), max(days)
    return f"On {day(first)}" if first == last else f"Between {day(first)} and {day(last)}"


def _size(count: int) -> str:
    """A size in words: 512 bytes, 41 KB, 1.2 MB (of 1,000 bytes, as hosts and phone contracts count them)."""
    if count < 1000:
        return f"{count} bytes"
    return f"{round(count / 1000)} KB" if count < 1_000_000 else f"{count / 1_000_000:.1f} MB"
