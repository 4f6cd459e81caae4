"""axe-core finds nothing to complain of, by day on a phone and by night on a desk."""

from typing import Any

import pytest
from browser import axe
from browser.host import Host
from browser.kinds import Kind, on_every_kind
from browser.opening import Open
from playwright.sync_api import expect

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}

on_both = pytest.mark.parametrize(
    "look",
    [{"viewport": PHONE, "color_scheme": "light"}, {"viewport": DESK, "color_scheme": "dark"}],
    ids=["light", "dark"],
)


@on_both
@on_every_kind
def test_every_kind_of_page(kind: Kind, look: dict[str, Any], open_kind: Open) -> None:
    page = open_kind(kind, **look)
    page.emulate_media(color_scheme=look["color_scheme"])
    assert axe.wrong(page) == []


@on_both
def test_search_results_and_the_panel(look: dict[str, Any], root_host: Host, shared_page: Open) -> None:
    page = shared_page(root_host.url("/search/#q=help&area=Mansfield"), **look)
    page.emulate_media(color_scheme=look["color_scheme"])
    expect(page.locator("[data-search-results] mark").first).to_be_visible()
    expect(page.locator("[data-choice=area]")).to_be_visible()
    page.locator("#q").fill("help, i want to die")
    expect(page.locator("[data-crisis-panel]")).to_be_visible()
    expect(page.locator("#answers [role=option]").first).to_be_visible()
    assert axe.wrong(page) == []


PLANTED = {
    "image-alt": "<img src='/assets/none.svg'>",
    "color-contrast": "<p style='color: #777; background: #fff'>Faint</p>",
    "heading-order": "<h2>Two</h2><h5>Five</h5>",
    "landmark-unique": "<nav aria-label='Main'><a href='/'>Again</a></nav>",
    "region": None,
    "target-size": "<a href='/a/' style='display: inline-block; width: 9px; height: 9px; overflow: hidden'>a</a>"
    "<a href='/b/' style='display: inline-block; width: 9px; height: 9px; overflow: hidden'>b</a>",
    "aria-hidden-focus": "<p aria-hidden='true'><a href='/'>Hidden</a></p>",
}
PLANT = """(html) => {
  document.querySelector(html ? "main" : "body").append(
    document.createRange().createContextualFragment(html ?? "<p>Outside of every landmark</p>"));
  for (const element of document.querySelectorAll("[style]")) element.style.cssText = element.getAttribute("style");
}"""


@pytest.mark.parametrize("rule", PLANTED)
def test_what_is_planted_is_found(rule: str, root_host: Host, shared_page: Open) -> None:
    """A rule of each family; a near miss is that the page was clean before."""
    page = shared_page(root_host.url("/about/privacy/"), viewport=PHONE, color_scheme="light")
    assert axe.wrong(page) == []
    page.evaluate(PLANT, PLANTED[rule])
    assert any(said.startswith(f"{rule}: ") for said in axe.wrong(page))
