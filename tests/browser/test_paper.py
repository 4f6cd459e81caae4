"""Whatever the site says, paper can say: no controls, and every number and address written out."""

import re
import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest
import yaml
from browser.host import Host
from browser.kinds import Kind, on_every_kind
from browser.opening import Open
from playwright.sync_api import Page, expect
from workbench import ROOT, need

SETTINGS = yaml.safe_load((ROOT / "content" / "site.yaml").read_text(encoding="utf-8"))
CONTROLS = ("nav", "[data-exit]", "[data-exit-hint]")


def squeezed(text: str) -> str:
    """Without spaces and ligatures, for lines may break anywhere; without hyphens, which pdftotext drops at a break."""
    return re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", text))


def without_addresses(text: str) -> str:
    """Without what paper adds behind a link."""
    return re.sub(r"\((/|https?://)[^)]*\)", "", text)


@pytest.fixture
def pdftotext() -> str:
    found = shutil.which("pdftotext")
    need(found, "pdftotext (poppler)")
    return str(found)


@pytest.fixture
def paper(tmp_path: Path, pdftotext: str) -> Path:
    return tmp_path / "page.pdf"


def printed(page: Page, paper: Path, pdftotext: str) -> str:
    """What stands on the sheets, in the order in which it is written there, squeezed.

    Without -raw pdftotext goes by lines of the sheet, and mixes what stands side by side.
    """
    page.pdf(path=paper, format="A4")
    words = [pdftotext, "-raw", "-enc", "UTF-8", str(paper), "-"]
    done = subprocess.run(words, capture_output=True, check=True, timeout=30)
    return squeezed(done.stdout.decode())


def shown(page: Page, selector: str) -> list[bool]:
    return [found.is_visible() for found in page.locator(selector).all()]


@on_every_kind
def test_paper_has_no_controls_but_every_number_and_address(
    kind: Kind, open_kind: Open, paper: Path, pdftotext: str
) -> None:
    """A leaflet cannot be tapped: what stands behind a link has to stand on the sheet."""
    page = open_kind(kind)
    numbers, links = (
        page.locator(links).evaluate_all("(all) => all.filter((a) => a.checkVisibility()).map((a) => a.href)")
        for links in ('a[href^="tel:"], a[href^="sms:"]', 'main a[href^="http"], main a[href^="mailto:"]')
    )
    assert all(any(shown(page, control)) for control in CONTROLS)
    text = printed(page, paper, pdftotext)
    page.emulate_media(media="print")
    assert not any(any(shown(page, control)) for control in CONTROLS)
    assert all(shown(page, '[aria-label="Help right now"] a[href^="tel:"]'))
    assert any(shown(page, f'text="{SETTINGS["testing notice"]}"')) == (SETTINGS["stage"] == "testing")
    assert len(numbers) >= 5
    for number in numbers:
        assert re.sub(r"\D", "", number.partition("?")[0]).removeprefix("44") in text, number
    for link in links:
        assert squeezed(re.sub(r"^(https?://|mailto:)(www\.)?|/$", "", link)) in text, link


def test_a_topic_on_paper_says_what_the_screen_says(
    root_host: Host, shared_page: Open, paper: Path, pdftotext: str
) -> None:
    page = shared_page(root_host.url("/topics/sleep/"))
    expect(page.locator("h1")).to_be_visible()
    # "Open now" is left out on paper, where it would be about another hour; the hours themselves stay.
    page.locator("[data-opening]").evaluate_all("(all) => all.forEach((told) => (told.hidden = true))")
    said = [
        squeezed(piece) for piece in page.locator("main :is(h1, h2, h3, p:not(.minutes, .tools), dd)").all_inner_texts()
    ]
    text = printed(page, paper, pdftotext)
    assert len(said) > 35
    assert [piece for piece in said if piece not in without_addresses(text)] == []
    assert "Opennow" not in text
    assert "nottalone.org.uk/topics/sleep/" in text, "where the sheet comes from"


def test_what_is_not_printed_is_missed(root_host: Host, shared_page: Open, paper: Path, pdftotext: str) -> None:
    page = shared_page(root_host.url("/topics/anxiety/"))
    number = page.locator('main [data-service-id] a[href^="tel:"]').last
    words = squeezed(number.inner_text())
    assert words in printed(page, paper, pdftotext)
    number.evaluate("(link) => (link.hidden = true)")
    assert words not in printed(page, paper, pdftotext)
