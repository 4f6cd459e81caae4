"""Leaving is one tap: the page is covered at once, and the way back does not lead to it."""

import json
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from browser.host import Host
from browser.opening import NewContext
from playwright.sync_api import BrowserContext, Page, Route, expect

SHOWN = "document.documentElement.checkVisibility() && document.body.checkVisibility()"

# While the next page is on its way the browser answers no questions, so the page itself says how it looks.
TELLS = f"""setInterval(() => console.debug(JSON.stringify([location.pathname, {SHOWN}, document.title])), 10)"""


class Elsewhere:
    """Stands for the site that the exit link leads to: takes the request and answers when told to."""

    def __init__(self, context: BrowserContext, host: Host) -> None:
        self.asked: list[Route] = []
        self.answers = False
        context.route(lambda url: not url.startswith(f"{host.origin}/"), self._take)

    def _take(self, route: Route) -> None:
        self.asked.append(route)
        if self.answers:
            self._serve(route)

    def answer(self) -> None:
        """Those who wait, and from now on everybody at once."""
        self.answers = True
        for route in self.asked:
            self._serve(route)

    def _serve(self, route: Route) -> None:
        route.fulfill(body="<title>Elsewhere</title>", content_type="text/html")


@pytest.fixture
def page(root_host: Host, new_context: NewContext) -> Page:
    """Somebody has opened the first page, and from there a topic."""
    page = new_context().new_page()
    page.goto(root_host.url("/"))
    page.locator('main a[href="/topics/self-harm/"]').first.click()
    page.wait_for_url("**/topics/self-harm/")
    return page


@pytest.fixture
def elsewhere(page: Page, root_host: Host) -> Elsewhere:
    return Elsewhere(page.context, root_host)


def exit_address(page: Page) -> str:
    address = page.locator("[data-exit]").get_attribute("href") or ""
    assert address.startswith("https://")
    return address


def tap_exit(page: Page) -> None:
    """With the mouse itself: Playwright's own click would wait for the next page."""
    box = page.locator("[data-exit]").bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def press_shift(page: Page, times: int = 3) -> None:
    for _ in range(times):
        page.keyboard.press("Shift")


def leaves(page: Page, elsewhere: Elsewhere, go: Callable[[Page], None]) -> None:
    """The page is covered while the next one is still on its way, and then replaced by it."""
    before, address = urlsplit(page.url).path, exit_address(page)
    long = page.evaluate("history.length")
    looks: list[str] = []
    page.on("console", lambda message: looks.append(message.text))
    page.evaluate(TELLS)
    page.wait_for_event("console")
    with page.expect_request(address):
        go(page)
    page.wait_for_timeout(100)
    seen = [json.loads(look) for look in looks]
    assert seen[0][1] is True
    assert seen[-1] == [before, False, "Loading"]
    covered = [shown for _, shown, _ in seen].index(False)
    assert len(seen) > covered + 3, "covered from the press on, until the next page is there"
    assert all(look == seen[-1] for look in seen[covered:])
    assert [route.request.url for route in elsewhere.asked] == [address]
    elsewhere.answer()
    page.wait_for_url(address)
    assert page.title() == "Elsewhere"
    assert page.evaluate("document.referrer") == ""
    assert page.evaluate("history.length") == long
    page.go_back()
    assert page.url.startswith("http://127.0.0.1")
    assert urlsplit(page.url).path != before
    assert page.evaluate(SHOWN)


@pytest.mark.parametrize("go", [tap_exit, press_shift])
def test_leaving_covers_the_page_and_takes_its_place(
    go: Callable[[Page], None], page: Page, elsewhere: Elsewhere
) -> None:
    leaves(page, elsewhere, go)


def test_the_keys_work_while_typing(page: Page, elsewhere: Elsewhere, root_host: Host) -> None:
    """Somebody may be in the middle of a word when the door opens."""
    page.goto(root_host.url("/search/"))
    page.locator("#q").press_sequentially("I can")
    leaves(page, elsewhere, press_shift)


def test_other_uses_of_shift_do_not_leave(page: Page, elsewhere: Elsewhere, root_host: Host) -> None:
    elsewhere.answer()  # or a page that left by mistake would never say so
    page.goto(root_host.url("/search/"))
    page.locator("#q").focus()
    for keys in (
        ["Shift", "Shift"],
        ["a", "Shift+A", "Shift+B", "Shift+C", "Shift+D"],
        ["Shift", "Shift", "b", "Shift"],
        ["Shift+Tab", "Shift+Tab", "Shift+Tab", "Shift+Tab"],
    ):
        for key in keys:
            page.keyboard.press(key)
        page.wait_for_timeout(30)
        assert page.evaluate(SHOWN), keys
        assert elsewhere.asked == [], keys
    with page.expect_request(exit_address(page)):  # and still, the keys work
        press_shift(page)


def test_the_keys_are_explained_where_they_work(root_host: Host, new_context: NewContext) -> None:
    with_script, without = (new_context(java_script_enabled=works).new_page() for works in (True, False))
    for page in (with_script, without):
        page.goto(root_host.url("/"))
    expect(with_script.locator("[data-exit-hint]")).to_be_visible()
    expect(without.locator("[data-exit-hint]")).to_be_hidden()


@pytest.mark.parametrize("address", ["/", "/search/"])
def test_without_script_it_is_a_plain_link(address: str, root_host: Host, new_context: NewContext) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(root_host.url(address))
    elsewhere = Elsewhere(page.context, root_host)
    target = exit_address(page)
    assert page.locator("[data-exit]").get_attribute("target") is None
    elsewhere.answer()
    tap_exit(page)
    page.wait_for_url(target)
    assert page.evaluate("document.referrer") == ""
