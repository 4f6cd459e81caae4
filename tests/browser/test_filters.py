"""The filters of the directory: what they show is right for any choice, the address carries it, nothing is asked for.

What is expected is worked out here from the model, service by service.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from random import Random
from typing import TypeAlias

import pytest
from browser.axe import wrong
from browser.host import Host
from browser.opening import NewContext, Open
from playwright.sync_api import Page, Route, expect
from workbench import ROOT, SiteFolder, ground_of

from nottalone_ssg.model.ages import BANDS, bands_of
from nottalone_ssg.model.service import Service
from nottalone_ssg.model.site import Site

Chosen: TypeAlias = dict[str, list[str]]

BOXES = ("by", "free", "self", "access")
SHOWN = """() => [...document.querySelectorAll(".cards h3 a")].map((link) => link.pathname.split("/").slice(-2)[0])"""
OFFERED = """async () => {
  await new Promise((done) => setTimeout(done, 100)); // counts are written once the list is drawn, by an earlier timer
  const options = [...document.querySelectorAll("[data-choice] option")].filter((option) => option.value);
  const boxes = [...document.querySelectorAll("[data-way], [data-tick]")];
  return [
    ...options.map((option) => [option.closest("select").dataset.choice, option.value, option.text, option.disabled]),
    ...boxes.map((box) => [
      box.dataset.tick || "by", box.dataset.way || "yes", box.parentElement.textContent, box.disabled,
    ]),
  ];
}"""


WHOLE = """() =>
  document.querySelectorAll(".cards h3").length === parseInt(document.querySelector("[data-told]").textContent)"""


def shown(page: Page) -> list[str]:
    """The services in the list, once all are there that the page says: those far down come a moment later."""
    page.wait_for_function(WHOLE)
    found: list[str] = page.evaluate(SHOWN)
    return found


@pytest.fixture(scope="module")
def site() -> Site:
    """The real content, as the host's site was made of it."""
    return ground_of(SiteFolder(ROOT)).site


def value(band: str) -> str:
    return band.replace(" ", "-")


def values_of(service: Service, site: Site) -> Chosen:
    """All that a service fits, by choice."""
    around = {area.id: [wider.id for wider in site.within(area.id)] for area in site.areas.values()}
    return {
        "topic": [*service.topics],
        "area": [area for area in site.areas if {*service.areas} & {"national", *around[area]}],
        "age": [value(BANDS[number].name) for number in bands_of(service, site)],
        "for": [*site.readers(service.for_)],
        "language": ["-".join(name.lower().split()) for name in service.languages],
        "by": [contact.way for contact in service.contacts],
        "free": ["yes"] if service.cost.lower() == "free" else [],
        "self": ["yes"] if "self" in service.referral else [],
        "access": ["yes"] if service.access or any(contact.access for contact in service.contacts) else [],
    }


def fits(values: Chosen, chosen: Chosen) -> bool:
    """Any option of each choice that is made."""
    return all(set(options) & set(values[name]) for name, options in chosen.items())


def choose(page: Page, chosen: Chosen) -> None:
    """By the address, as a link does it."""
    fragment = "&".join(f"{name}={'+'.join(options)}" for name, options in chosen.items())
    page.evaluate("(hash) => { location.hash = hash }", fragment)


def some_choices(site: Site) -> Iterator[Chosen]:
    """Each kind of choice alone, then two and three together, as chance has it."""
    random = Random(7)
    offered: dict[str, list[str]] = {
        "topic": [*site.topics],
        "area": [*site.areas],
        "age": [value(band.name) for band in BANDS],
        "for": [*site.audiences],
        "language": ["british-sign-language"],
        "by": ["phone", "text", "webchat", "email", "visit"],
        **{box: ["yes"] for box in BOXES[1:]},
    }
    yield {}
    for name, options in offered.items():
        yield {name: [random.choice(options)]}
    for count in (2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3):
        names = random.sample([*offered], count)
        yield {
            name: random.sample(offered[name], 2) if name == "by" else [random.choice(offered[name])] for name in names
        }


def test_the_list_and_every_count_are_right_whatever_is_chosen(root_host: Host, open_page: Open, site: Site) -> None:
    known = {service.id: values_of(service, site) for service in site.services}
    page = open_page(root_host.url("/services/"))
    for chosen in some_choices(site):
        choose(page, chosen)
        expected = {name for name, values in known.items() if fits(values, chosen)}
        expect(page.locator("[data-told]")).to_contain_text(re.compile(f"^{len(expected)} services?"))
        expect(page.locator(".cards > li")).to_have_count(len(expected))
        assert sorted(shown(page)) == sorted(expected), chosen
        for name, option, text, is_off in page.evaluate(OFFERED):
            others = {other: options for other, options in chosen.items() if other != name}
            count = sum(fits(values, {**others, name: [option]}) for values in known.values())
            assert text.strip().endswith(f"({count})"), (chosen, name, option, text)
            assert is_off == (not count and option not in chosen.get(name, [])), (chosen, name, option)


def test_choices_go_into_the_address_and_the_way_back_takes_them_out(host: Host, open_page: Open) -> None:
    page = open_page(host.url("/services/#list=samaritans"))
    everything = page.locator(".cards > li").count()
    page.locator("#by-topic").select_option("anxiety")
    assert page.url == host.url("/services/#list=samaritans&topic=anxiety"), "what others keep in the address stays"
    anxious = len(shown(page))
    assert 0 < anxious < everything
    expect(page.locator(".index").first).to_be_hidden()
    page.locator("[data-tick=free]").check()
    assert page.url == host.url("/services/#list=samaritans&topic=anxiety&free=yes")
    free = len(shown(page))
    assert 0 < free < anxious
    page.go_back()
    expect(page.locator(".cards > li")).to_have_count(anxious)
    expect(page.locator("[data-tick=free]")).not_to_be_checked()
    page.go_back()
    expect(page.locator(".cards > li")).to_have_count(everything)
    expect(page.locator("#by-topic")).to_have_value("")
    expect(page.locator(".index").first).to_be_visible()
    page.go_forward()
    page.reload()
    expect(page.locator(".cards > li")).to_have_count(anxious)
    page.locator("[data-clear]").click()
    expect(page.locator(".cards > li")).to_have_count(everything)
    expect(page.locator("#by-topic")).to_be_focused()
    assert page.url == host.url("/services/#list=samaritans")


@pytest.mark.parametrize(
    ("typed", "area"),
    [
        ("Worksop", "bassetlaw"),
        ("ng18 1aa", "mansfield"),
        ("NG18", "mansfield"),
        ("rushcl", "rushcliffe"),
        ("nottm", "nottingham-city"),
        ("St Ann's", "nottingham-city"),
        ("Arnold, Nottingham", "gedling"),
        ("23 Mansfield Road, Nottingham NG5 6AA", "nottingham-city"),  # the postcode counts
    ],
)
def test_a_town_or_a_postcode_is_an_area(typed: str, area: str, root_host: Host, open_page: Open, site: Site) -> None:
    """Those in the area itself come first; a code that lies in several is all of them."""
    page = open_page(root_host.url("/services/"))
    page.wait_for_load_state("networkidle")
    root_host.forget()
    page.locator("#place").fill(typed)
    page.locator("#place").press("Enter")
    expect(page.locator("[data-where]")).to_contain_text(site.areas[area].name)
    chosen = page.locator("#by-area").input_value().split(" ")
    assert chosen[0] == area, "most of the code lies there"
    first = shown(page)[0]
    assert {*site.directory[first].areas} & {*chosen}
    there = {wider.id for name in chosen for wider in site.within(name)} | {"national"}
    assert len(shown(page)) == sum(bool({*each.areas} & there) for each in site.services)
    assert root_host.requests == [], "where somebody lives is told to nobody"


@pytest.mark.parametrize("typed", ["Mansfield Road", "Hucknall Road, Nottingham", "Derby", "ng", "<b>"])
def test_a_street_is_no_place_that_we_know(typed: str, root_host: Host, shared_page: Open) -> None:
    page = shared_page(root_host.url("/services/"))
    page.locator("#place").fill(typed)
    page.locator("#place").press("Enter")
    expect(page.locator("[data-where]")).to_contain_text(f"know “{typed}” as a place here, so the list stays as it is.")
    expect(page.locator("#by-area")).to_have_value("")


def test_a_place_in_full_counts_after_a_pause(root_host: Host, open_page: Open) -> None:
    """Nothing says that Enter is needed, so it is not; the first letters of a place could still become another."""
    page = open_page(root_host.url("/services/"))
    page.locator("#place").press_sequentially("Workso")
    page.wait_for_timeout(1000)
    expect(page.locator("#by-area")).to_have_value("")
    page.locator("#place").press_sequentially("p")
    expect(page.locator("#by-area")).to_have_value("bassetlaw")
    expect(page.locator("#place")).to_be_focused()


def test_the_words_say_what_the_list_still_shows(root_host: Host, open_page: Open) -> None:
    """A box that says London above a list of Bassetlaw would be two answers."""
    page = open_page(root_host.url("/services/"))
    for typed in ("Worksop", "London"):
        page.locator("#place").fill(typed)
        page.locator("#place").press("Enter")
    expect(page.locator("[data-where]")).to_contain_text(
        "know “London” as a place here, so the list still shows Bassetlaw."
    )
    expect(page.locator("#by-area")).to_have_value("bassetlaw")


def test_the_count_says_which_are_of_the_area_itself_and_they_come_first(
    root_host: Host, open_page: Open, site: Site
) -> None:
    """The list by area below counts those alone, so both numbers are in the words."""
    page = open_page(root_host.url("/services/"))
    expect(page.locator(".index h2").first).to_have_text("By area: its own services")
    page.locator("#by-area").select_option("mansfield")
    own = [service.id for service in site.services if "mansfield" in service.areas]
    said = f"First those for Mansfield itself ({len(own)}), then for a wider area."
    expect(page.locator("[data-told]")).to_contain_text(said)
    assert {*shown(page)[: len(own)]} == {*own}


def test_a_press_right_after_a_postcode_counts(root_host: Host, open_page: Open) -> None:
    """What the first says must not push the second away from under the finger."""
    page = open_page(root_host.url("/services/"), viewport={"width": 375, "height": 800})
    page.locator("#place").fill("NG7 1AA")
    page.locator("[data-clear]").evaluate("(element) => element.closest('form').scrollIntoView()")
    box = page.locator("[data-tick=free]").bounding_box()
    assert box
    page.mouse.move(box["x"] + 5, box["y"] + 5)
    page.mouse.down()
    page.mouse.up()
    expect(page.locator("[data-tick=free]")).to_be_checked()
    expect(page.locator("[data-where]")).to_contain_text("NG7 1AA is in Nottingham City.")


def test_a_jump_within_the_page_takes_the_choices_along(root_host: Host, open_page: Open) -> None:
    page = open_page(root_host.url("/services/#topic=anxiety&area=mansfield"))
    before = shown(page)
    page.locator(".skip").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/services/#main&topic=anxiety&area=mansfield")
    assert shown(page) == before
    page.reload()
    assert shown(page) == before
    page.go_back()
    expect(page.locator("#by-topic")).to_have_value("anxiety")


def test_the_way_back_forgets_the_town_and_takes_one_control_as_one_step(root_host: Host, open_page: Open) -> None:
    page = open_page(root_host.url("/services/"))
    for topic in ("anxiety", "sleep", "self-harm"):
        page.locator("#by-topic").select_option(topic)
    page.locator("#place").fill("Worksop")
    page.locator("#place").press("Enter")
    page.go_back()
    expect(page.locator("#by-topic")).to_have_value("self-harm")
    expect(page.locator("#by-area")).to_have_value("")
    expect(page.locator("#place")).to_have_value("")
    expect(page.locator("[data-where]")).to_be_empty()
    page.go_back()
    expect(page.locator("#by-topic")).to_have_value("")


def test_a_place_that_is_not_known_changes_nothing_and_says_so(root_host: Host, open_page: Open) -> None:
    page = open_page(root_host.url("/services/"))
    page.locator("#place").fill("Atlantis")
    page.locator("#place").press("Tab")
    expect(page.locator("[data-where]")).to_contain_text("know “Atlantis” as a place here")
    expect(page.locator("[data-told]")).to_have_text(re.compile(r"^\d+ services\.$"))
    page.locator("#by-area").select_option("gedling")
    expect(page.locator("[data-where]")).to_be_empty()
    expect(page.locator("#place")).to_have_value("")


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2026-11-23T10:00", True),  # a Monday
        ("2026-11-23T17:00", False),  # they close at five
        ("2026-12-25T10:00", False),  # a bank holiday, on which they are closed
        ("2026-03-30T08:30", True),  # the day after the clocks went forward: half past nine
        ("2026-10-26T08:30", False),  # the day after they went back: half past eight
        ("2026-11-23T00:00", False),  # midnight
    ],
)
def test_open_now(moment: str, is_open: bool, sub_host: Host, new_context: NewContext) -> None:
    """`test-open` answers from Monday to Friday, 9 to 5, not on bank holidays; Samaritans always."""
    page = new_context(timezone_id="Pacific/Auckland").new_page()
    page.clock.set_fixed_time(datetime.fromisoformat(moment).replace(tzinfo=UTC))
    page.goto(sub_host.url("/services/#open=now"))
    names = shown(page)
    assert ("test-open" in names) == is_open
    assert "samaritans" in names
    assert "test-paused" not in names
    expect(page.locator("[data-told]")).to_contain_text(re.compile(r"know the hours of \d+ more\."))
    count = re.search(r"\((\d+)\)", page.locator("label", has_text="Open now").inner_text())
    assert count
    assert int(count[1]) == len(names)


def test_a_list_that_lies_open_keeps_up_with_the_clock(sub_host: Host, new_context: NewContext) -> None:
    page = new_context().new_page()
    page.clock.install(time=datetime(2026, 11, 23, 16, 58, 30, tzinfo=UTC))
    page.goto(sub_host.url("/services/#open=now"))
    row = page.locator(".cards li", has_text="A service with hours")
    expect(row).to_contain_text("Open now, until 5pm")
    page.clock.run_for(120_000)
    expect(row).to_have_count(0)


def test_a_very_long_list_comes_in_two_parts(root_host: Host, new_context: NewContext) -> None:
    """The page with each service twice. What is not there yet comes when somebody asks for it, or prints."""
    page = new_context().new_page()

    def twice(route: Route) -> None:
        answer = route.fetch()
        html = re.sub(r"<li> <h3>.*?</li>", r"\g<0>\g<0>", answer.text())
        found = re.search(r'data-filters="([^"]*)"', html)
        assert found
        usual, *rows = found[1].split("|")
        doubled = "|".join((usual, *(row for row in rows for _ in range(2))))
        route.fulfill(response=answer, body=html.replace(found[1], doubled))

    page.route("**/services/", twice)
    page.goto(root_host.url("/services/"))
    everything = page.locator(".cards > li").count()
    assert everything > 280
    page.locator("[data-tick=self]").check()
    fit = int(page.locator("[data-told]").inner_text().split()[0])
    assert 150 < fit < everything
    expect(page.locator(".cards > li")).to_have_count(150)
    button = page.get_by_role("button", name=f"Show {fit - 150} more")
    button.click()
    expect(page.locator(".cards > li")).to_have_count(fit)
    expect(page.locator(".cards h3 a").nth(150)).to_be_focused()
    expect(button).to_be_hidden()
    page.locator("[data-clear]").click()
    page.get_by_role("button", name=f"Show {everything - 150} more").wait_for()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".cards > li")).to_have_count(everything)
    names = page.locator(".cards h3 a").evaluate_all("(all) => all.map((link) => link.pathname)")
    page.reload()
    assert names == page.locator(".cards h3 a").evaluate_all("(all) => all.map((link) => link.pathname)")


def test_nothing_fits_says_what_to_do(root_host: Host, open_page: Open) -> None:
    page = open_page(
        root_host.url(
            "/services/#area=gedling&by=visit&language=british-sign-language&free=yes&topic=farming-and-rural"
        )
    )
    expect(page.locator(".cards > li")).to_have_count(0)
    expect(page.locator("[data-told]")).to_contain_text("Take a choice away, or ring one of the numbers above.")
    expect(page.locator("main section:visible")).to_have_count(0)


def test_choosing_asks_for_nothing_and_keeps_nothing(host: Host, open_page: Open) -> None:
    page = open_page(host.url("/services/"))
    page.wait_for_load_state("networkidle")
    host.forget()
    page.locator("#by-topic").select_option("self-harm")
    page.locator("summary", has_text="More choices").click()
    page.locator("[data-way=text]").check()
    page.locator("[data-open]").check()
    page.locator("#place").fill("Mansfield")
    page.locator("#place").press("Enter")
    assert host.requests == []
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    assert wrong(page) == []


def test_without_script_there_are_lists_instead(root_host: Host, open_page: Open) -> None:
    page = open_page(root_host.url("/services/"), java_script_enabled=False)
    expect(page.locator("[data-filters]")).to_be_hidden()
    assert page.locator(".cards > li").count() > 100
    page.locator(".tiles a", has_text="Mansfield").click()
    page.locator(".tiles a", has_text="Anxiety").click()
    assert page.url == root_host.url("/services/topic/anxiety/area/mansfield/")
    assert page.locator(".cards > li").count() > 3


def test_on_paper_stands_what_is_chosen_and_no_form(root_host: Host, open_page: Open) -> None:
    page = open_page(root_host.url("/services/#topic=anxiety&area=mansfield"))
    page.emulate_media(media="print")
    expect(page.locator("[data-filters]")).to_be_hidden()
    assert 3 < len(shown(page)) < 40
    expect(page.locator(".cards > li").first).to_be_visible()
    expect(page.locator("[data-told]")).to_have_text(
        re.compile(r"^\d+ services of \d+: Anxiety and worry, Mansfield\. ")
    )
    said = page.locator("[data-opening]:not([hidden])")
    assert said.count() > 0
    assert not any(each.is_visible() for each in said.all()), "a sheet is read at another hour"
