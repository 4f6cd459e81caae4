"""Without style sheets, without script: the same words in an order that makes sense, nothing that only looks usable."""

from itertools import pairwise
from pathlib import Path

from browser.host import Host
from browser.kinds import Kind, on_every_kind
from browser.opening import Open
from playwright.sync_api import Page

HERE = Path(__file__).parent
MAP = 480  # pixels; larger than that a drawing without its style sheet pushes the words away
UNSTYLE = "for (const sheet of document.styleSheets) sheet.disabled = true"

IN_ORDER = """() => {
  const all = [...document.body.querySelectorAll("*")];
  const at = (selector) => all.indexOf(document.querySelector(selector));
  return ["a[href='#main']", "[data-exit]", "a[href='tel:999']", "main", "main h1", "footer"].map(at);
}"""

# What only a script could make work, and yet is there to be tried.
IDLE = """() => [...document.querySelectorAll("button, select, input, [role=button]")]
  .filter((element) => element.checkVisibility() && !element.closest("form[action]"))
  .map((element) => element.outerHTML.slice(0, 80))"""


@on_every_kind
def test_without_style_sheets_all_words_are_there_in_order(kind: Kind, open_kind: Open) -> None:
    page = open_kind(kind)
    styled = page.evaluate("eyes.words()")
    page.evaluate(UNSTYLE)
    plain = page.evaluate("eyes.words()")
    assert [word for word in styled if word not in set(plain)] == []
    places = page.evaluate(IN_ORDER)
    assert places[0] >= 0
    assert places == sorted(places), "help and the way out first, then the text, then the footer"
    assert page.evaluate("(most) => eyes.largeDrawings(most)", MAP) == []


@on_every_kind
def test_without_script_nothing_is_idle_and_nothing_is_lost(kind: Kind, open_kind: Open) -> None:
    """Whatever words the page has with script it has without, but for what the script says about itself.

    "Open now" is such a word: the hours that it follows from stand in the page. So are the filters, beside the lists;
    so is "Keep", and the page that shows what was kept: without script nothing can be, and that page says so.
    """
    with_script = open_kind(kind)
    helps = "[data-opening], [data-filters], [data-told], [data-my-list]"
    with_script.evaluate("(them) => document.querySelectorAll(them).forEach((one) => one.remove())", helps)
    said = [] if kind.name == "search" else with_script.locator("main, footer").all_inner_texts()
    page = open_kind(kind, java_script_enabled=False)
    for script in ("eyes.js", "hands.js"):
        page.evaluate((HERE / script).read_text(encoding="utf-8"))
    assert page.evaluate(IDLE) == []
    without = " ".join(page.evaluate("eyes.words(true)"))
    lost = [
        line
        for text in said
        for line in text.split("\n")
        if line.strip() not in ("", "Keep") and not _in(line, without)
    ]
    assert lost == []


def _in(line: str, text: str) -> bool:
    """Whether the words of a line are in the text, however they are spaced."""
    return "".join(line.split()).lower() in "".join(text.split()).lower()


@on_every_kind
def test_headings_are_an_outline_and_landmarks_have_names(kind: Kind, open_kind: Open) -> None:
    seen = open_kind(kind).evaluate("eyes.outline()")
    levels = [level for level, _ in seen["headings"]]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(words for _, words in seen["headings"])
    steps = [(one, other) for one, other in pairwise(levels) if other > one + 1]
    assert steps == [], seen["headings"]
    marks = [mark for mark in seen["landmarks"] if mark != "aside"]  # a note in the text needs no name
    assert len(set(marks)) == len(marks), marks
    assert [mark for mark in marks if mark == "nav"] == []
    for only in ("header", "main", "footer"):
        assert marks.count(only) == 1, marks


def test_what_is_lost_is_seen(root_host: Host, shared_page: Open) -> None:
    page: Page = shared_page(root_host.url("/about/privacy/"))
    idle = page.evaluate(IDLE)
    page.evaluate("document.querySelector('main').append(document.createElement('button'))")
    assert len(page.evaluate(IDLE)) == len(idle) + 1
    page.evaluate("document.querySelector('footer').after(document.querySelector('main'))")
    places = page.evaluate(IN_ORDER)
    assert places != sorted(places)
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<svg viewBox=\"0 0 9 9\"></svg>')")
    assert len(page.evaluate("(most) => eyes.largeDrawings(most)", MAP)) == 1
