"""A thumb hits what it means to: 24 pixels for whatever can be tapped, 44 for what matters most.

WCAG 2.2, 2.5.8 and 2.5.5. Links in a sentence are as high as its line: they are exempt there and here.
"""

import pytest
from browser.host import Host
from browser.kinds import KINDS, Kind, on_every_kind
from browser.opening import Open
from playwright.sync_api import Page, expect

PHONE = {"width": 320, "height": 640}
LEAST, LARGE = 24, 44

HELP = "[aria-label='Help right now'] a"
PRESSED = [kind for kind in KINDS if kind.name in ("home", "service")]
PRIMARY = f"{HELP}, [data-exit], .contacts a, a.button, button, input"


def large_enough(page: Page, help_lines: int = 5) -> None:
    page.evaluate("for (const closed of document.querySelectorAll('details')) closed.open = true")
    everything = page.evaluate("(least) => eyes.targets(least)", LEAST)
    assert everything["small"] == []
    assert everything["seen"] > 20
    primary = page.evaluate("([least, among]) => eyes.targets(least, among)", [LARGE, PRIMARY])
    assert primary["small"] == []
    assert primary["seen"] > help_lines, "the marks by which the test knows them have changed"


@on_every_kind
def test_every_kind_of_page(kind: Kind, open_kind: Open) -> None:
    large_enough(open_kind(kind, viewport=PHONE))


@pytest.mark.parametrize("kind", PRESSED, ids=lambda kind: kind.name)
def test_on_a_desk_too(kind: Kind, open_kind: Open) -> None:
    large_enough(open_kind(kind, viewport={"width": 1280, "height": 900}))


def test_search_results(root_host: Host, shared_page: Open) -> None:
    page = shared_page(root_host.url("/search/#q=help&area=Mansfield"), viewport=PHONE)
    expect(page.locator("[data-search-results] li").nth(3)).to_be_visible()
    expect(page.locator("[data-choice=area]")).to_be_visible()
    large_enough(page)


def test_contact_buttons_count_as_primary(root_host: Host, shared_page: Open) -> None:
    page = shared_page(root_host.url("/services/samaritans/"), viewport=PHONE)
    assert page.locator("main").locator(".contacts a, a.button").count() >= 2


def test_small_ones_are_seen(root_host: Host, shared_page: Open) -> None:
    """A link alone in its line counts, the same link in a sentence does not."""
    page = shared_page(root_host.url("/about/privacy/"), viewport=PHONE)
    small = "<a href='/x/' class='x'>x</a>"

    def seen(html: str) -> list[str]:
        page.evaluate("(html) => { document.querySelector('main').innerHTML = html; }", html)
        return [said for said in page.evaluate("eyes.targets(24)")["small"] if 'class="x"' in said]

    assert seen(f"<p>Read {small} first.</p>") == []
    assert len(seen(f"<p>{small}, {small}</p>")) == 2
    assert len(seen(f"<ul><li>{small}</ul>")) == 1
