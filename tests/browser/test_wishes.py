"""What a reader has asked their system for: colours of their own, more contrast, less motion."""

from typing import Literal

from browser.host import Host
from browser.kinds import Kind, on_every_kind
from browser.opening import Open
from playwright.sync_api import Page

BODY = "main p, main li, main dd"  # the words people came for: AAA, 7 to 1 (WCAG 2.2, 1.4.6)
AAA = 7
SIGHTS: list[tuple[Literal["no-preference", "more"], Literal["light", "dark"], str]] = [
    ("no-preference", "light", BODY),
    ("no-preference", "dark", BODY),
    ("more", "light", "*"),
    ("more", "dark", "*"),
]


def lost_controls(page: Page) -> list[str]:
    """What looks like a control by its ground alone, which goes with colours of one's own."""
    before = page.evaluate("eyes.edges()")
    page.emulate_media(forced_colors="active")
    after = page.evaluate("eyes.edges()")
    page.emulate_media(forced_colors="null")
    assert len(after) == len(before) > 20
    return [now["what"] for was, now in zip(before, after, strict=True) if was["filled"] and not now["marked"]]


@on_every_kind
def test_with_colours_of_ones_own_no_control_is_lost(kind: Kind, open_kind: Open) -> None:
    page = open_kind(kind)
    assert lost_controls(page) == []
    page.emulate_media(forced_colors="active", color_scheme="dark")
    assert page.evaluate("eyes.contrast()")["faint"] == []
    page.keyboard.press("Tab")
    assert page.evaluate("eyes.focus()")["outline"] >= 2


@on_every_kind
def test_the_text_stands_out_far_and_nothing_moves(kind: Kind, open_kind: Open) -> None:
    """AAA for the text as it is, and for whatever has words where more contrast was asked for. And with less motion."""
    page = open_kind(kind)
    page.evaluate("for (const closed of document.querySelectorAll('details')) closed.open = true")
    for contrast, scheme, among in SIGHTS:
        page.emulate_media(contrast=contrast, color_scheme=scheme)
        faint = page.evaluate("([least, among]) => eyes.contrast(least, among)", [AAA, among])["faint"]
        assert faint == [], (contrast, scheme)
    page.emulate_media(contrast="null", reduced_motion="reduce")
    assert page.evaluate("eyes.motion()") == []


def test_what_is_lost_is_seen(root_host: Host, shared_page: Open) -> None:
    page = shared_page(root_host.url("/about/privacy/"))
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<a id=x href=/x/>x</a>')")
    style = "(css) => (document.querySelector('#x').style.cssText = css)"
    page.evaluate(style, "background: green; color: white; text-decoration: none; border: 0")
    assert '<a class=""> x' in lost_controls(page)
    page.evaluate(style, "background: green; color: white; text-decoration: none; border: 1px solid transparent")
    assert '<a class=""> x' not in lost_controls(page)
    page.evaluate(style, "transition: color 1s")
    assert page.evaluate("eyes.motion()") != []
    page.evaluate(style, "color: rgb(110, 110, 110)")
    assert page.evaluate("eyes.contrast(7)")["faint"] != []
