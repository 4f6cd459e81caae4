"""Words stand out from what is behind them, by day, by night and on paper (WCAG 2.2 AA, 1.4.3 and 1.4.11)."""

from typing import Literal

from browser.host import Host
from browser.kinds import Kind, on_every_kind
from browser.opening import Open
from playwright.sync_api import Page, expect

LOOKS: list[tuple[Literal["light", "dark"], Literal["screen", "print"]]] = [
    ("light", "screen"),
    ("dark", "screen"),
    ("light", "print"),
    ("dark", "print"),
]


def stands_out(page: Page, at_least: int) -> None:
    """In each look no piece of text is faint, and the page behind it is as light or dark as it should be."""
    page.evaluate("for (const closed of document.querySelectorAll('details')) closed.open = true")
    for scheme, media in LOOKS:
        page.emulate_media(color_scheme=scheme, media=media)
        seen = page.evaluate("eyes.contrast()")
        assert seen["faint"] == [], (scheme, media)
        assert seen["pieces"] >= (at_least if media == "screen" else 10)
        lightest, darkest = {("light", "screen"): (1, 0.7), ("dark", "screen"): (0.05, 0)}.get((scheme, media), (1, 1))
        assert lightest >= seen["paper"] >= darkest, (scheme, media)


@on_every_kind
def test_words_and_edges_stand_out(kind: Kind, open_kind: Open) -> None:
    stands_out(open_kind(kind), at_least=25)


def test_search_results_and_the_panel_stand_out(root_host: Host, shared_page: Open) -> None:
    page = shared_page(root_host.url("/search/#q=help&area=Mansfield"))
    expect(page.locator("[data-search-results] mark").first).to_be_visible()
    page.locator("#q").fill("help, i want to die")
    expect(page.locator("[data-crisis-panel]")).to_be_visible()
    stands_out(page, at_least=100)


def test_faint_words_are_seen(root_host: Host, shared_page: Open) -> None:
    """#777 on white has 4.48 to 1, #767676 has 4.54: https://webaim.org/resources/contrastchecker/"""
    page = shared_page(root_host.url("/"), color_scheme="light")

    def faint(style: str) -> list[str]:
        page.evaluate("(style) => (document.querySelector('main form label').style.cssText = style)", style)
        return [said.split()[0] for said in page.evaluate("eyes.contrast()")["faint"]]

    assert faint("color: #767676; background: #fff") == []
    assert faint("color: #777; background: #fff") == ["4.48"]
    assert faint("color: #777; background: #fff; font-size: 24px") == []
    assert faint("color: #000; background: rgb(0 0 0 / 0.9)") != []
    page.evaluate("document.querySelector('#q').style.borderColor = '#ddd'")
    assert any("edge" in said for said in page.evaluate("eyes.contrast()")["faint"])
