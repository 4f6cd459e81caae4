"""Open now: what the site says about opening hours, at any moment, on any device's clock.

The table is tests/opening.txt. The page is built on 22 November 2026, so it knows the bank holidays of 2026 and 2027.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest
from browser.host import Host
from browser.opening import NewContext
from playwright.sync_api import Page, expect
from workbench import ROOT

from nottalone_ssg.model.hours import read_hours
from nottalone_ssg.views.opening import for_script

ASK = """(hours) => {
  const found = opening.at(hours, Date.now());
  return opening.words(found) || `(${found.state})`;
}"""


class Case(NamedTuple):
    """A line of the table."""

    moment: datetime
    wall: str
    typed: str
    says: str


def cases() -> Iterator[Case]:
    for line in (ROOT / "tests" / "opening.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            moment, wall, typed, says = (part.strip() for part in line.split("|"))
            yield Case(datetime.fromisoformat(moment).replace(tzinfo=UTC), wall, typed, says)


CASES = list(cases())


def test_the_table_is_right_about_the_time_in_nottingham() -> None:
    """By the time zone database: our own rule for summer time is what the table tests."""
    for case in CASES:
        local = case.moment.astimezone(ZoneInfo("Europe/London"))
        assert f"{local:%a} {local.day} {local:%b %H:%M}" == case.wall, case
    assert len(CASES) >= 40


@pytest.mark.parametrize("zone", ["Europe/London", "Pacific/Auckland", "America/Los_Angeles"])
def test_every_line_of_the_table(zone: str, root_host: Host, new_context: NewContext) -> None:
    """Wherever the device thinks it is."""
    page = new_context(timezone_id=zone).new_page()
    page.goto(root_host.url("/services/samaritans/"))
    said = []
    for case in CASES:
        page.clock.set_fixed_time(case.moment)
        hours = for_script(read_hours(case.typed)) if case.typed else ""
        said.append(case._replace(says=page.evaluate(ASK, hours)))
    assert [(got, case.says) for got, case in zip(said, CASES, strict=True) if got != case] == []


def opened_at(moment: str, url: str, new_context: NewContext) -> Page:
    page = new_context().new_page()
    page.clock.install(time=datetime.fromisoformat(moment).replace(tzinfo=UTC))
    page.goto(url)
    return page


def test_a_page_says_it_beside_the_hours_and_keeps_up(sub_host: Host, new_context: NewContext) -> None:
    """The hours themselves stand there anyway. A page that lies open is looked at again each minute."""
    page = opened_at("2026-11-23T16:58:30", sub_host.url("/services/test-open/"), new_context)
    phone, visit, email = page.locator("main .contacts li").all()
    expect(phone.locator("[data-opening]")).to_have_text("Open now, until 5pm")
    expect(phone).to_contain_text("Monday to Friday, 9am to 5pm")
    expect(visit.locator("[data-opening]")).to_be_hidden()
    expect(visit).to_contain_text("Monday, times not known")
    expect(email.locator("[data-opening]")).to_have_count(0)
    page.clock.run_for(120_000)
    expect(phone.locator("[data-opening]")).to_have_text("Opens tomorrow at 9am")


def test_lists_say_it_with_the_same_words(sub_host: Host, new_context: NewContext) -> None:
    page = opened_at("2026-12-25T10:00", sub_host.url("/services/topic/sleep/area/mansfield/"), new_context)
    row = page.locator('[data-service-id="test-open"]')
    expect(row.locator("[data-opening]").first).to_have_text("Opens on Tuesday at 9am")
    expect(row).to_contain_text("Monday to Friday, 9am to 5pm; Closed on bank holidays")


def test_who_takes_nobody_on_is_never_open(sub_host: Host, new_context: NewContext) -> None:
    page = opened_at("2026-11-23T10:00", sub_host.url("/services/test-paused/"), new_context)
    expect(page.locator("main")).to_contain_text("9am to midday")
    expect(page.locator("[data-opening]")).to_have_count(0)


def test_without_script_and_on_paper_the_hours_stand_alone(sub_host: Host, new_context: NewContext) -> None:
    for works in (True, False):
        page = new_context(java_script_enabled=works).new_page()
        page.goto(sub_host.url("/services/test-open/"))
        page.emulate_media(media="print")
        expect(page.locator("main")).to_contain_text("Monday to Friday, 9am to 5pm")
        for place in page.locator("[data-opening]").all():
            expect(place).to_be_hidden()
