"""The live preview in a real browser: edit, problem, mend, delete, and a burst of saves."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser.opening import Open
from playwright.sync_api import Locator, Page, expect
from serving import Serving, serving
from workbench import ROOT, SiteFolder, copy_of

SLEEP = "content/pages/topics/sleep.md"


@pytest.fixture
def preview(tmp_path: Path, browser: object) -> Iterator[Serving]:
    with serving(copy_of("small", tmp_path)) as running:
        yield running


@pytest.fixture
def page(preview: Serving, open_page: Open) -> Page:
    """The page about sleep, open for good."""
    page = open_page(f"{preview.url}topics/sleep/")
    listens(page)
    return page


def listens(page: Page) -> None:
    """Wait until the page is told of changes."""
    page.wait_for_function("performance.getEntriesByType('resource').some((one) => one.name.includes('preview.js'))")


def edit(site: SiteFolder, old: str, new: str) -> None:
    site.replace(SLEEP, old, new)


def problems(page: Page) -> Locator:
    return page.get_by_role("alertdialog", name="Problems in the content")


def test_an_edit_shows_by_itself(preview: Serving, page: Page) -> None:
    edit(preview.site, "If you can't sleep", "If you lie awake")
    expect(page.get_by_text("If you lie awake")).to_be_visible()


def test_a_page_that_did_not_change_stays_as_it_is(preview: Serving, page: Page) -> None:
    """An editor who has scrolled, or typed into the search, loses nothing."""
    page.evaluate("window.untouched = true")
    preview.site.replace("content/pages/for/adults.md", "title: ", "title: Now ")
    preview.wait_for("Up to date")
    edit(preview.site, "kind: topic", "kind: topik")
    expect(problems(page)).to_be_visible()  # whatever was to come before has come
    assert page.evaluate("window.untouched") is True


def test_a_problem_covers_the_page_and_goes_when_it_is_mended(preview: Serving, page: Page) -> None:
    edit(preview.site, "kind: topic", "kind: topik")
    cover = problems(page)
    expect(cover).to_be_visible()
    expect(cover).to_be_focused()
    expect(cover.get_by_role("heading", name="There is 1 problem")).to_be_visible()
    expect(cover).to_contain_text(f"{SLEEP}:4:7")
    expect(cover).to_contain_text('there is no kind "topik"')
    expect(cover).to_contain_text("Did you mean topic?")
    expect(cover.locator(".it")).to_contain_text("4  kind: topik")
    lines = [line.bounding_box() for line in cover.locator("pre > span").all()]
    assert [line["x"] for line in lines if line] == [lines[0]["x"]] * 5 if lines[0] else False, "one below the other"
    box, size = cover.bounding_box(), page.viewport_size
    assert box
    assert size
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, size["width"], size["height"])
    edit(preview.site, "kind: topik", "kind: topic")
    expect(cover).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_a_problem_is_there_for_who_comes_later(preview: Serving, page: Page) -> None:
    edit(preview.site, "kind: topic", "kind: topik")
    expect(problems(page)).to_be_visible()
    page.goto(f"{preview.url}get-help-now/")
    expect(problems(page)).to_be_visible()
    edit(preview.site, "kind: topik", "kind: topic")
    expect(problems(page)).to_have_count(0)


def test_words_from_a_file_are_never_run(preview: Serving, page: Page) -> None:
    edit(preview.site, "kind: topic", 'kind: "<img src=x onerror=alert(1)>"')
    expect(problems(page)).to_contain_text("<img src=x onerror=alert(1)>")
    assert problems(page).locator("img").count() == 0


def test_a_page_that_is_deleted_goes_and_comes_back(preview: Serving, open_page: Open) -> None:
    preview.site.write(
        "content/pages/guides/rest.md",
        "---\ntitle: Rest\nsummary: Rest.\nkind: guide\nfor: [everyone]\nnext review: 2027-01-01\n---\nRest a while.\n",
    )
    preview.wait_for("Up to date")
    page = open_page(f"{preview.url}guides/rest/")
    listens(page)
    file = preview.site.content / "pages/guides/rest.md"
    text = file.read_text(encoding="utf-8")
    file.unlink()
    expect(page.get_by_text("Rest a while.")).to_have_count(0)
    expect(page).to_have_title(re.compile("not found"))
    file.write_text(text, encoding="utf-8")
    expect(page.get_by_text("Rest a while.")).to_be_visible()


def test_two_hundred_quick_saves_end_with_the_last(preview: Serving, page: Page) -> None:
    file = preview.site.folder / SLEEP
    text = file.read_text(encoding="utf-8")
    for number in range(200):
        file.write_text(text.replace("If you can't sleep", f"Save {number} of many"), encoding="utf-8")
        page.wait_for_timeout(5)
    expect(page.get_by_text("Save 199 of many")).to_be_visible()


def test_a_changed_colour_shows_by_itself(tmp_path: Path, browser: object, open_page: Open) -> None:
    site = copy_of("small", tmp_path)
    for file in (ROOT / "assets").rglob("*"):
        if file.is_file():
            site.write(f"assets/{file.relative_to(ROOT / 'assets')}", file.read_bytes())
    with serving(site) as preview:
        page = open_page(f"{preview.url}topics/sleep/")
        listens(page)
        site.write("assets/css/95-mine.css", "h1 { color: rgb(1, 2, 3) }")
        expect(page.get_by_role("heading", level=1)).to_have_css("color", "rgb(1, 2, 3)")


HIDE = """(hidden) => {
  Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""


def test_tabs_in_the_background_let_go(preview: Serving, page: Page) -> None:
    """A browser keeps six connections to a host: with every tab listening, the seventh would wait for ever."""
    tabs = [page]
    for _ in range(8):
        tabs[-1].evaluate(HIDE, True)
        tabs.append(page.context.new_page())
        tabs[-1].goto(f"{preview.url}topics/sleep/")
        listens(tabs[-1])
    edit(preview.site, "If you can't sleep", "If you lie awake")
    expect(tabs[-1].get_by_text("If you lie awake")).to_be_visible()
    expect(page.get_by_text("If you lie awake")).to_have_count(0)
    page.evaluate(HIDE, False)
    expect(page.get_by_text("If you lie awake")).to_be_visible()
