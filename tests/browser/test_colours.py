"""Words stand out from what is behind them, by day, by night and on paper (WCAG 2.2 AA, 1.4.3 and 1.4.11)."""

from typing import Literal

import pytest
from browser.host import Host
from browser.kinds import Kind, on_every_kind
from browser.opening import Open
from playwright.sync_api import expect

Scheme = Literal["light", "dark"]
schemes = pytest.mark.parametrize("scheme", ["light", "dark"])


@schemes
@on_every_kind
def test_words_and_edges_stand_out(kind: Kind, scheme: Scheme, open_kind: Open) -> None:
    page = open_kind(kind, color_scheme=scheme)
    page.evaluate("for (const closed of document.querySelectorAll('details')) closed.open = true")
    seen = page.evaluate("eyes.contrast()")
    assert seen["faint"] == []
    assert seen["pieces"] > 25
    assert (seen["paper"] > 0.7) if scheme == "light" else (seen["paper"] < 0.05)
    page.emulate_media(media="print")
    printed = page.evaluate("eyes.contrast()")
    page.emulate_media(media="null")
    assert printed["faint"] == []
    assert printed["pieces"] > 10
    assert printed["paper"] == 1, "paper is white, whatever the screen was"


@schemes
def test_search_results_and_the_panel_stand_out(scheme: Scheme, root_host: Host, shared_page: Open) -> None:
    page = shared_page(root_host.url("/search/#q=help&area=Mansfield"), color_scheme=scheme)
    expect(page.locator("[data-search-results] mark").first).to_be_visible()
    page.evaluate("document.querySelector('[data-crisis-panel]').hidden = false")
    seen = page.evaluate("eyes.contrast()")
    assert seen["faint"] == []
    assert seen["pieces"] > 100


def test_faint_words_are_seen(root_host: Host, open_page: Open) -> None:
    """#777 on white has 4.48 to 1, #767676 has 4.54: https://webaim.org/resources/contrastchecker/"""
    page = open_page(root_host.url("/"), color_scheme="light")

    def faint(style: str) -> list[str]:
        page.evaluate("(style) => (document.querySelector('main h1 + form label').style.cssText = style)", style)
        return [said.split()[0] for said in page.evaluate("eyes.contrast()")["faint"]]

    assert faint("color: #767676; background: #fff") == []
    assert faint("color: #777; background: #fff") == ["4.48"]
    assert faint("color: #777; background: #fff; font-size: 24px") == []
    assert faint("color: #000; background: rgb(0 0 0 / 0.9)") != []
    page.evaluate("document.querySelector('#q').style.borderColor = '#ddd'")
    assert any("edge" in said for said in page.evaluate("eyes.contrast()")["faint"])
