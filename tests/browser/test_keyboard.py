"""Without a mouse: the first Tab leads past the menu, everything is reached in order, and the focus is always seen."""

import pytest
from browser.host import Host
from browser.kinds import KINDS, Kind, on_every_kind
from browser.opening import Open
from playwright.sync_api import Page, expect

DESK = {"width": 1000, "height": 700}
PHONE = {"width": 320, "height": 480}
LINE = 2  # pixels that an outline has at least (WCAG 2.2, 2.4.13)
CONTRAST = 3  # to what is around it (1.4.11)


@pytest.mark.parametrize("kind", KINDS[::3], ids=lambda kind: kind.name)
def test_the_first_tab_offers_the_main_text(kind: Kind, open_kind: Open) -> None:
    page = open_kind(kind, viewport=DESK)
    skip = page.locator("a.skip")
    expect(skip).not_to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    assert page.evaluate("eyes.focus()")["seen"]
    page.keyboard.press("Enter")
    page.wait_for_url("**#main")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main, footer') !== null")


def walk(page: Page, key: str, stops: int) -> list[int]:
    """Press the key for each stop; each must be seen, and its outline too. Gives the stops in order."""
    walked = []
    for _ in range(stops):
        page.keyboard.press(key)
        focus = page.evaluate("eyes.focus()")
        assert focus["seen"], focus
        assert focus["outline"] >= LINE, focus
        assert focus["contrast"] >= CONTRAST, focus
        walked.append(focus["stop"])
    return walked


@on_every_kind
def test_on_every_page_whatever_has_the_focus_is_seen(kind: Kind, open_kind: Open) -> None:
    """After one Tab the browser shows where the focus is, also where a script puts it: quicker than a Tab for each."""
    page = open_kind(kind, viewport=DESK)
    page.evaluate("for (const closed of document.querySelectorAll('details')) closed.open = true")
    page.keyboard.press("Tab")
    assert page.evaluate("eyes.unseenFocus()") == []
    out_of_order = "[tabindex]:not([tabindex='0'], [tabindex='-1'])"
    unheard = "[aria-hidden=true] :is(a, button):not([tabindex='-1'])"
    assert page.locator(f"{out_of_order}, {unheard}, [onclick], [role=button]:not(button)").count() == 0


@pytest.mark.parametrize(
    "address",
    ["/", "/search/#q=help&area=Mansfield", "/services/samaritans/", "/topics/self-harm/"],
    ids=["home", "search", "service", "topic"],
)
@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_everything_is_reached_in_order_and_back(
    address: str, viewport: dict[str, int], root_host: Host, shared_page: Open
) -> None:
    """Back on the phone alone: there the bar with the way out, which stays on top, takes the most room."""
    page = shared_page(root_host.url(address), viewport=viewport)
    if "search" in address:
        expect(page.locator("[data-search-results] li").first).to_be_visible()
        expect(page.locator("[data-choice=area]")).to_be_visible()
    stops = page.evaluate("eyes.findStops()")
    assert stops > 30
    assert walk(page, "Tab", stops) == list(range(stops))
    if viewport == PHONE:
        assert walk(page, "Shift+Tab", stops - 1) == list(range(stops - 1))[::-1]


def test_a_lost_focus_is_seen(root_host: Host, shared_page: Open) -> None:
    """The walk above can fail: no outline, a faint one, something on top, something left out."""
    page = shared_page(root_host.url("/"), viewport=DESK)
    assert page.evaluate("eyes.findStops()") > 30
    page.evaluate("document.querySelector('footer a').tabIndex = 5")
    assert walk(page, "Tab", 2)[1] == 0, "out of order: the skip link comes second"
    good = page.evaluate("eyes.focus()")
    assert good["seen"]
    assert good["outline"] >= LINE
    page.evaluate("document.activeElement.style.outlineColor = 'rgb(240, 240, 240)'")
    assert page.evaluate("eyes.focus()")["contrast"] < CONTRAST
    page.evaluate("document.activeElement.style.outline = 'none'")
    assert page.evaluate("eyes.focus()")["outline"] == 0
    page.evaluate("document.querySelector('main').style.cssText = 'position: fixed; inset: 0; z-index: 9'")
    assert not page.evaluate("eyes.focus()")["seen"]


def test_the_choices_open_by_key(root_host: Host, shared_page: Open) -> None:
    page = shared_page(root_host.url("/search/"), viewport=DESK)
    page.locator("[data-choices] summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-choice=topic]")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator("[data-choice=kind]")).to_be_focused()
