"""At 320 pixels, a small phone or a page at 400% (WCAG 2.2, 1.4.10), nobody scrolls sideways."""

import re

from browser.host import Host
from browser.kinds import Kind, on_every_kind
from browser.opening import Open
from playwright.sync_api import Page, expect

NARROW = {"width": 320, "height": 640}
LONGEST = 3


def fits(page: Page) -> None:
    seen = page.evaluate("eyes.tooWide()")
    assert seen == {"page": 320, "screen": 320, "past": []}


@on_every_kind
def test_every_kind_of_page_fits(kind: Kind, open_kind: Open) -> None:
    fits(open_kind(kind, viewport=NARROW))


def test_the_longest_names_of_services_fit(root_host: Host, shared_page: Open) -> None:
    """Those with the most letters, and those with the longest words, addresses included."""

    def main_text(slug: str) -> str:
        html = (root_host.folder / "services" / slug / "index.html").read_text(encoding="utf-8")
        return re.sub(r"<[^>]+>", " ", html.partition("<main")[2].partition("</main")[0])

    def name(slug: str) -> str:
        html = (root_host.folder / "services" / slug / "index.html").read_text(encoding="utf-8")
        return html.partition("<h1>")[2].partition("</h1>")[0]

    services = [file.parent.name for file in root_host.folder.glob("services/*/index.html")]
    services = [slug for slug in services if slug not in ("topic", "area")]
    assert len(services) > 100
    long_names = sorted(services, key=lambda slug: len(name(slug)))[-LONGEST:]
    long_words = sorted(services, key=lambda slug: max(map(len, main_text(slug).split())))[-LONGEST:]
    assert len(name(long_names[-1])) > 50
    for slug in {*long_names, *long_words}:
        fits(shared_page(root_host.url(f"/services/{slug}/"), viewport=NARROW))


def test_search_results_fit(root_host: Host, shared_page: Open) -> None:
    page = shared_page(root_host.url("/search/#q=nottinghamshire&area=Mansfield"), viewport=NARROW)
    expect(page.locator("[data-search-results] li").nth(3)).to_be_visible()
    expect(page.locator("[data-choice=area]")).to_be_visible()
    fits(page)
    word = "a" * 110
    page.locator("#q").fill(word)
    page.locator("#q").press("Enter")
    expect(page.locator("[data-search-count]")).to_contain_text(word)
    fits(page)


def test_what_is_too_wide_is_seen(root_host: Host, shared_page: Open) -> None:
    page = shared_page(root_host.url("/"), viewport=NARROW)
    page.evaluate("document.querySelector('main h1').textContent = 'Ä'.repeat(200)")
    fits(page)
    page.evaluate("document.querySelector('main h1').style.whiteSpace = 'nowrap'")
    seen = page.evaluate("eyes.tooWide()")
    assert seen["page"] > 320
    page.evaluate("document.querySelector('main h1').style.width = '400px'")
    page.evaluate("document.body.style.overflowX = 'hidden'")
    assert any("<h1" in element for element in page.evaluate("eyes.tooWide()")["past"]), "cut off is no better"


ZOOMED = {"width": 320, "height": 256}  # what is left of 1280 x 1024 at 400 %


@on_every_kind
def test_every_kind_of_page_fits_at_four_times_its_size(kind: Kind, open_kind: Open) -> None:
    """Nothing past the sides, and what stays on top leaves at least three quarters of the screen to read in."""
    page = open_kind(kind, viewport=ZOOMED, device_scale_factor=4)
    fits(page)
    assert page.evaluate("eyes.staysOnTop()") <= 0.25


# WCAG 2.2, 1.4.12. An adopted sheet, since the page's own policy forbids any other. Rows out of sight are laid out too.
SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
    p { margin-bottom: 2em !important; }
    .cards > li { content-visibility: visible !important; }`);
  document.adoptedStyleSheets = [sheet];
}"""


@on_every_kind
def test_wider_spacing_loses_nothing(kind: Kind, open_kind: Open) -> None:
    page = open_kind(kind, viewport=NARROW)
    page.evaluate(SPACED)
    fits(page)
    assert page.evaluate("eyes.squeezed()") == []


def test_what_is_cut_off_is_seen(root_host: Host, shared_page: Open) -> None:
    page = shared_page(root_host.url("/about/privacy/"), viewport=NARROW)
    page.evaluate(
        "document.querySelector('main h1').style.cssText = 'height: 1.2em; overflow: hidden; line-height: 1.2'"
    )
    page.evaluate("document.querySelector('main h1').textContent = 'Privacy'")
    assert page.evaluate("eyes.squeezed()") == [], "it fits, so far"
    page.evaluate(SPACED)
    assert any(said.startswith("cut off: <h1") for said in page.evaluate("eyes.squeezed()"))
    page.evaluate("document.querySelectorAll('footer a')[1].style.cssText = 'margin-left: -60px'")
    assert any("lies over" in said for said in page.evaluate("eyes.squeezed()"))
