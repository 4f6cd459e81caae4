"""The search box: it answers while somebody types, by keyboard and by ear too, and shows help for words of danger."""

import re
from pathlib import Path

import pytest
from browser import axe
from browser.host import Host
from browser.opening import NewContext, Open
from playwright.sync_api import Locator, Page, expect

BOXES = ("/", "/search/", "/404.html")


def options(page: Page) -> Locator:
    return page.locator("#answers [role=option]").locator("visible=true")


def types(page: Page, words: str) -> Locator:
    """Into the box, letter by letter; gives the box."""
    box = page.locator("#q")
    box.click()
    box.press_sequentially(words)
    return box


@pytest.mark.parametrize("address", BOXES)
def test_it_answers_while_somebody_types(address: str, host: Host, open_page: Open) -> None:
    page = open_page(host.url(address))
    assert not [request for request in host.requests if "/find-more." in request.target]
    box = types(page, "cant slee")
    expect(options(page).first).to_contain_text("Sleep problems")
    expect(options(page).first).to_contain_text("Topic")
    expect(box).to_have_attribute("aria-expanded", "true")
    options(page).first.click()
    page.wait_for_url(host.url("/topics/sleep/"))


def test_nothing_is_asked_for_until_the_box_is_touched(root_host: Host, open_page: Open) -> None:
    """Most readers of the first page never search; their line is not for that."""
    root_host.forget()
    page = open_page(root_host.url("/"))
    page.wait_for_load_state("networkidle")
    asked = ("/find", "/danger", "/pagefind")
    assert not [request.target for request in root_host.requests if any(name in request.target for name in asked)]
    types(page, "sleep")
    expect(options(page).first).to_be_visible()
    assert not [request.target for request in root_host.requests if "/pagefind" in request.target]


def test_the_keys_are_those_of_a_combobox(root_host: Host, open_page: Open) -> None:
    """WAI-ARIA Authoring Practices: arrows choose, Escape closes, Enter goes, and the focus never leaves the box."""
    page = open_page(root_host.url("/"))
    box = types(page, "sleep")
    expect(options(page).nth(1)).to_be_visible()
    expect(box).to_have_attribute("role", "combobox")
    expect(box).not_to_have_attribute("aria-activedescendant", re.compile("."))
    for key, chosen in (("ArrowDown", 0), ("ArrowDown", 1), ("ArrowUp", 0), ("ArrowUp", -1), ("ArrowUp", "last")):
        box.press(key)
        expect(box).to_be_focused()
        if chosen == -1:
            expect(page.locator("[aria-selected=true]")).to_have_count(0)
            continue
        option = options(page).last if chosen == "last" else options(page).nth(int(chosen))
        expect(option).to_have_attribute("aria-selected", "true")
        expect(box).to_have_attribute("aria-activedescendant", str(option.get_attribute("id")))
        expect(page.locator("[aria-selected=true]")).to_have_count(1)
    box.press("Escape")
    expect(options(page)).to_have_count(0)
    expect(box).to_have_value("sleep")
    box.press("ArrowDown")
    expect(options(page).first).to_have_attribute("aria-selected", "true")
    box.press("Enter")
    page.wait_for_url(root_host.url("/topics/sleep/"))


def test_enter_without_a_choice_asks_the_search_page(root_host: Host, open_page: Open) -> None:
    page = open_page(root_host.url("/"))
    box = types(page, "sleep")
    expect(options(page).first).to_be_visible()
    box.press("Enter")
    page.wait_for_url("**/search/#q=sleep")


def test_leaving_the_box_closes_the_list_and_coming_back_opens_it(root_host: Host, open_page: Open) -> None:
    page = open_page(root_host.url("/"))
    box = types(page, "sleep")
    expect(options(page).first).to_be_visible()
    box.press("Tab")
    expect(options(page)).to_have_count(0)
    box.focus()
    expect(options(page).first).to_be_visible()


def test_how_many_answers_there_are_is_said(root_host: Host, open_page: Open) -> None:
    page = open_page(root_host.url("/"))
    types(page, "sleep")
    expect(page.get_by_role("status").filter(has_text="answers")).to_contain_text("Use the arrow keys")


def test_a_slip_is_said_in_the_list_too(root_host: Host, open_page: Open) -> None:
    page = open_page(root_host.url("/"))
    types(page, "anxeity")
    expect(page.get_by_text("Showing answers for anxiety.", exact=True)).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="Showing answers for anxiety.")).to_contain_text("answers. Use")


def test_one_answer_is_one_and_none_is_said(root_host: Host, open_page: Open) -> None:
    page = open_page(root_host.url("/"))
    types(page, "sw1a")
    expect(page.get_by_role("status").filter(has_text="No answers")).to_contain_text("Press Enter")
    page.locator("#q").fill("revenge porn helpline")
    expect(page.get_by_role("status").filter(has_text="answer")).not_to_contain_text("1 answers")


@pytest.mark.parametrize("words", ["sleep", "i want to die", "anxeity"])
@pytest.mark.parametrize("address", ["/", "/search/"])
def test_the_open_list_keeps_nobody_out(address: str, words: str, root_host: Host, open_page: Open) -> None:
    page = open_page(root_host.url(address))
    types(page, words)
    expect(options(page).first).to_be_visible()
    assert axe.wrong(page) == []


@pytest.mark.parametrize("address", BOXES)
def test_words_of_danger_bring_help_at_once(address: str, host: Host, open_page: Open) -> None:
    """Before and without the index; as an alert, so that a screen reader says it; gone when the words are gone."""
    page = open_page(host.url(address))
    page.route("**/find*.js", lambda route: route.abort())
    box = types(page, "i wanna kms")
    panel = page.locator("[data-crisis-panel]")
    expect(panel).to_be_visible()
    expect(panel).to_have_attribute("role", "alert")
    expect(panel.locator("a[href^='tel:']").first).to_be_visible()
    expect(panel.locator("a[href^='sms:']").first).to_be_visible()
    box.fill("sleep")
    expect(panel).to_be_hidden()


def test_help_comes_above_the_answers(root_host: Host, open_page: Open) -> None:
    page = open_page(root_host.url("/search/#q=i want to die"))
    panel = page.locator("[data-crisis-panel]")
    expect(panel).to_be_visible()
    expect(page.locator("[data-quick-results] a").first).to_be_visible()
    above, below = panel.bounding_box(), page.locator("[data-quick-results]").bounding_box()
    assert above
    assert below
    assert above["y"] + above["height"] <= below["y"]
    found = page.locator("[data-quick-results] a").evaluate_all("all => all.slice(0, 3).map((a) => a.pathname)")
    assert set(found) & {"/get-help-now/", "/topics/suicidal-thoughts/", "/topics/crisis/"}


def test_harmless_words_bring_none(root_host: Host, open_page: Open) -> None:
    page = open_page(root_host.url("/search/"))
    for words in ("survivors of bereavement by suicide", "dying for a coffee", "self harm awareness course"):
        page.locator("#q").fill(words)
        expect(options(page).first).to_be_visible()
        expect(page.locator("[data-crisis-panel]")).to_be_hidden()


def test_nothing_that_is_typed_leaves_or_stays(host: Host, new_context: NewContext) -> None:
    context = new_context()
    page = context.new_page()
    page.goto(host.url("/"))
    host.forget()
    types(page, "frightened kettle")
    expect(page.locator("#answers")).to_be_attached()
    page.wait_for_load_state("networkidle")
    assert not [request for request in host.requests if re.search("fright|kettle", request.target)]
    assert page.url == host.url("/")
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


def test_it_answers_from_a_stick(root_host: Host, open_page: Open, new_context: NewContext, tmp_path: Path) -> None:
    """A page that is opened as a file may fetch nothing, but it may name scripts: they carry all that is needed."""
    page = open_page(root_host.url("/search/"))
    scripts = page.locator("script[src*='/danger.'], script[src*='/find.']")
    names = [str(script.get_attribute("src")).rsplit("/", 1)[1] for script in scripts.all()]
    names.append(names[-1].replace("find.", "find-more."))
    (tmp_path / "assets").mkdir()
    for name in names:
        (tmp_path / "assets" / name).write_bytes((root_host.folder / "assets" / name).read_bytes())
    tags = "".join(f'<script src="assets/{name}" defer></script>' for name in names[:-1])
    form = '<form role="search" action="search/"><label for="q">Words</label><input id="q"></form>'
    (tmp_path / "index.html").write_text(f"<!doctype html><title>x</title>{tags}<main>{form}</main>", "utf-8")
    page = new_context().new_page()
    page.goto((tmp_path / "index.html").as_uri())
    types(page, "skint")
    expect(options(page).first).to_contain_text("Money and debt")
    page.locator("#q").fill("i want to die")
    expect(page.locator("[data-crisis-panel]")).to_be_visible()
