"""The report for meetings, which is a file of its own: axe-core has nothing to complain of, and it fits a phone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import axe
from playwright.sync_api import Browser, Page
from workbench import ROOT, TODAY, run


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    words = ["--content", str(ROOT / "content"), "--layouts", str(ROOT / "layouts"), "--date", TODAY]
    assert run(["report", *words, "--out", str(folder)]).code == 0
    return folder / "index.html"


@pytest.fixture(params=[390, 1280])
def page(written: Path, browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": request.param, "height": 900})
    page = context.new_page()
    page.goto(written.as_uri())
    yield page
    context.close()


def test_axe_finds_nothing(page: Page) -> None:
    assert axe.wrong(page) == []


def test_the_page_itself_never_scrolls_sideways(page: Page) -> None:
    """The pictures do, each in a frame that the keyboard reaches."""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    frames = page.locator("figure")
    assert frames.count() == 8
    assert all(frames.nth(number).get_attribute("tabindex") == "0" for number in range(8))
