"""Help is one tap away on every page, and so is the way out."""

import re

import pytest
import yaml
from browser.host import Host
from browser.kinds import KINDS, Kind, on_every_kind
from browser.opening import Open
from playwright.sync_api import Locator, Page
from workbench import ROOT

PHONE = {"width": 320, "height": 480}


def help_numbers() -> list[tuple[str, str]]:
    """How to reach each line of the help strip, tel or sms, and its digits, as the directory has them."""

    def read(path: str) -> dict[str, list[dict[str, str]]]:
        text = (ROOT / "content" / path).read_text(encoding="utf-8")
        return dict(yaml.load(text, Loader=yaml.BaseLoader))

    firsts = [read(f"services/{line['service']}.yaml")["contacts"][0] for line in read("site.yaml")["help strip"]]
    ways = [("tel", first["phone"]) if "phone" in first else ("sms", first["text"]) for first in firsts]
    return [(scheme, re.sub(r"\D", "", said)) for scheme, said in ways]


def in_first_screen(link: Locator) -> bool:
    """All of it is on the screen of a small old phone before anybody scrolls, and nothing lies over it."""
    box = link.bounding_box()
    if not box or min(box["x"], box["y"]) < 0:
        return False
    whole = box["x"] + box["width"] <= PHONE["width"] and box["y"] + box["height"] <= PHONE["height"]
    return whole and bool(link.evaluate("(element) => eyes.touchable(element)"))


def to_number(page: Page, scheme: str, digits: str) -> Locator:
    """The first link that rings or texts this number, with or without its country, with or without a text."""
    plain, abroad = f"{scheme}:{digits}", f"{scheme}:+44{digits.removeprefix('0')}"
    return page.locator(f'a[href="{plain}"], a[href="{abroad}"], a[href^="{plain}?"]').first


def test_the_strip_holds_the_numbers_of_the_rule() -> None:
    """999, 111, Samaritans, SHOUT and the local line; else the test below would ask for too little."""
    numbers = help_numbers()
    assert {("tel", "999"), ("tel", "111"), ("tel", "116123"), ("sms", "85258")} < set(numbers)
    assert any(digits.startswith("0") for _, digits in numbers)


@on_every_kind
def test_help_and_the_way_out_are_on_the_first_screen(kind: Kind, open_kind: Open) -> None:
    page = open_kind(kind, viewport=PHONE)
    for scheme, digits in help_numbers():
        assert in_first_screen(to_number(page, scheme, digits)), digits
    assert any(in_first_screen(link) for link in page.locator('a[href$="/get-help-now/"]').all())
    assert in_first_screen(page.locator("[data-exit]"))


@pytest.mark.parametrize("address", ["/topics/self-harm/", "/services/"])
def test_the_way_out_stays_in_reach_of_who_has_read_on(address: str, shared_page: Open, root_host: Host) -> None:
    page = shared_page(root_host.url(address), viewport=PHONE)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    assert page.evaluate("scrollY") > 480
    assert in_first_screen(page.locator("[data-exit]"))


def test_nothing_on_the_first_screen_is_taken_on_trust(shared_page: Open, root_host: Host) -> None:
    """The tests above can fail: for what is further down, and for what is covered."""
    page = shared_page(root_host.url("/"), viewport=PHONE)
    assert not in_first_screen(page.locator("footer a").first)
    page.evaluate(
        "document.body.append(document.createElement('dialog')); document.querySelector('dialog').showModal()"
    )
    assert not in_first_screen(page.locator("[data-exit]"))


def test_the_kinds_are_all_there_are(root_host: Host) -> None:
    """A new part of the site needs a line in kinds.py before it counts as tested."""
    pages = {file.relative_to(root_host.folder).parts[0] for file in root_host.folder.rglob("*.html")}
    seen = {kind.address.strip("/").split("/")[0] for kind in KINDS if kind.status == 200}
    assert pages - {"index.html", "404.html"} == seen - {""}
