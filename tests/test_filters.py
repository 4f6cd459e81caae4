"""The filters of the directory: which service fits what, as rows that the script reads."""

import re
from collections.abc import Sequence

import pytest
from workbench import SiteFolder, ground_of

from nottalone_ssg.views.cards import card, number_of
from nottalone_ssg.views.filters import SIGNS, TICKS, WAYS, Filters, filters_for, fitting
from nottalone_ssg.views.lists import topics_in_order
from nottalone_ssg.views.shell import Ground

OPEN_DOOR = "content/services/open-door.yaml"


def filters(ground: Ground, names: Sequence[str]) -> Filters:
    return filters_for(ground, [card(ground, ground.site.directory[name], brief=True) for name in names])


def read(ground: Ground, found: Filters) -> list[tuple[set[tuple[str, str]], list[str]]]:
    """The rows as assets/js/filters/10-rows.js reads them."""
    site = ground.site
    keys = [(choice.name, option.value) for choice in (*found.selects, WAYS) for option in choice.options]
    keys += [("", tick.value) for tick in TICKS]
    keys += [*(("area", area) for area in site.areas), *(("topic", topic.id) for topic in topics_in_order(site))]

    def fits(signs: str) -> set[tuple[str, str]]:
        return {keys[(len(sign) - 1) * len(SIGNS) + SIGNS.index(sign[-1])] for sign in re.findall("~*.", signs)}

    usual, *rows = (row.split(";") for row in found.rows.split("|"))
    return [(fits(signs) ^ fits(usual[0]), hours) for signs, *hours in rows]


def test_a_row_says_all_that_a_service_fits(site: SiteFolder) -> None:
    ground = ground_of(site)
    names = [service.id for service in ground.site.services]
    rows = read(ground, filters(ground, names))
    assert len(rows) == len(names) > 2
    for name, (fits, _) in zip(names, rows, strict=True):
        assert fits == fitting(ground.site, ground.site.directory[name]), name


def test_more_choices_than_signs(site: SiteFolder) -> None:
    """A row is as right with 200 topics as with ten; nothing in it needs escaping or would end it."""
    vocabulary = (site.folder / "content/vocabulary/topics.yaml").read_text(encoding="utf-8")
    group = re.search(r"group: *([a-z-]+)", vocabulary)
    assert group
    ids = [f"made-up-{number}" for number in range(200)]
    more = "".join(
        f"\n  - id: {name}\n    name: {name}\n    group: {group[1]}\n    summary: Made up.\n" for name in ids
    )
    site.write("content/vocabulary/topics.yaml", vocabulary.rstrip() + more)
    site.replace(OPEN_DOOR, "topics: [", f"topics: [{ids[0]}, {ids[-1]}, ")
    ground = ground_of(site)
    found = filters(ground, ["open-door", "samaritans"])
    assert read(ground, found)[0][0] == fitting(ground.site, ground.site.directory["open-door"])
    assert {"made-up-0", "made-up-199"} <= {value for name, value in read(ground, found)[0][0] if name == "topic"}
    assert not set("\"&'<>") & set(found.rows)


@pytest.mark.parametrize(("status", "says"), [("live", True), ("paused", False)])
def test_the_hours_of_the_number_that_is_shown_come_first(status: str, says: bool, site: SiteFolder) -> None:
    contacts = (
        "contacts:\n  - visit: 1 Example Street, Nottingham\n    hours: sat 9:00-12:00\n"
        "  - phone: 0115 956 0888\n    hours: mon-fri 9:00-17:00\n"
    )
    text = re.sub(r"(?ms)^contacts:.*?(?=^\S)", contacts, (site.folder / OPEN_DOOR).read_text(encoding="utf-8"))
    site.write("content/services/back-door.yaml", f"{text}\nstatus: {status}\n".replace("Open Door", "Back Door"))
    ground = ground_of(site)
    shown = number_of(ground.site.directory["back-door"])
    assert shown
    assert str(shown.phone and shown.phone.number) == "0115 956 0888"
    ((_, hours),) = read(ground, filters(ground, ["back-door"]))
    assert hours == (["?01234 540-1020", "?5 540-720"] if says else [])
    whole = card(ground, ground.site.directory["back-door"])
    ((_, hours),) = read(ground, filters_for(ground, [whole]))
    assert hours == (["", "?01234 540-1020", "?5 540-720"] if says else []), "such a list shows them itself"


def test_free_means_free(site: SiteFolder) -> None:
    for cost, is_free in (("free", True), ("Free", True), ("free or low cost", False), ("", False)):
        ground = ground_of(site)
        service = ground.site.directory["open-door"].model_copy(update={"cost": cost})
        assert (("", "free") in fitting(ground.site, service)) == is_free
