"""The search page: it finds, it narrows, and what somebody looks for never leaves their browser."""

import http.client
import re
from urllib.parse import urlsplit

import pytest
from browser.host import Host
from browser.opening import NewContext, Open
from playwright.sync_api import Locator, Page, expect

FOUND = "[data-search-results] li"
ELSEWHERE = ("topics/", "services/", "a-z/", "get-help-now/")  # ways on for who finds nothing


def results(page: Page) -> Locator:
    return page.locator(FOUND)


def answered(page: Page, words: str) -> None:
    """All answers to these words are there."""
    expect(page.locator("[data-search-count]")).to_contain_text(f"“{words}”")
    expect(page.locator("[data-search-results]")).to_have_attribute("aria-busy", "false")


def names(page: Page) -> list[str]:
    return [name.strip() for name in results(page).locator("a").all_inner_texts()]


def total(page: Page) -> int:
    """How many the page says it has found."""
    count = page.locator("[data-search-count]")
    expect(page.locator("[data-search-results]")).to_have_attribute("aria-busy", "false")
    expect(count).to_have_text(re.compile(r"^\d+ answers?"))
    return int(count.inner_text().split()[0])


def asks(page: Page, words: str) -> None:
    page.locator("#q").fill(words)
    page.locator("#q").press("Enter")


def test_the_address_asks_and_is_answered(host: Host, shared_page: Open) -> None:
    page = shared_page(host.url("/search/#q=sleep"))
    expect(results(page).first).to_be_visible()
    assert page.locator("#q").input_value() == "sleep"
    expect(page.locator("[data-quick-results] a").first).to_have_text("Sleep problems")
    assert total(page) >= results(page).count() > 3
    hrefs = results(page).locator("a").evaluate_all("all => all.map((a) => a.href)")
    assert len(hrefs) == len(set(hrefs)), "what the whole text finds is not what is there already"
    expect(page.locator("[data-search-else]")).to_be_hidden()
    services = page.locator("[data-search-results] li[data-service-id]")
    for service in services.all():
        own = service.locator("a").get_attribute("href")
        assert own == f"{host.base}services/{service.get_attribute('data-service-id')}/"
    assert services.count() > 0


def test_a_question_in_the_address_moves_to_the_fragment_at_once(host: Host, open_page: Open) -> None:
    page = open_page(host.url("/"))
    long = page.evaluate("history.length")
    page.goto(host.url("/search/?q=sleep"))
    assert page.url == host.url("/search/#q=sleep")
    assert page.evaluate("history.length") == long + 1, "the way back must not lead to ?q="
    expect(results(page).first).to_be_visible()
    results(page).locator("a").first.click()
    page.wait_for_url(lambda url: "search" not in url)
    page.go_back()
    expect(results(page).first).to_be_visible()
    assert page.url == host.url("/search/#q=sleep")
    carried = [request.target for request in host.requests if "q=" in request.target]
    assert carried == [f"{host.base}search/?q=sleep"]
    assert not any("referer" in request.headers for request in host.requests)


def test_what_is_typed_is_never_sent(host: Host, open_page: Open) -> None:
    """Not from the box on the first page, not on the search page, not while choices are made or more is shown."""
    page = open_page(host.url("/"))
    asks(page, "frightened")
    page.wait_for_url("**/search/#q=frightened")
    page.locator("[data-search-count]").get_by_text("frightened").wait_for()
    asks(page, "talk to somebody")
    expect(page.locator("#q")).to_have_value("talk to somebody")
    expect(page.locator("[data-search-count]")).to_contain_text("somebody")
    assert total(page) > 18
    page.get_by_role("button", name="Show more").click()
    expect(results(page).nth(18)).to_be_visible()
    page.locator("[data-choices] summary").click()
    page.locator("[data-choice=area]").select_option("Mansfield")
    expect(page).to_have_url(re.compile("area=Mansfield"))
    targets = [request.target.lower() for request in host.requests]
    assert any("/pagefind/" in target for target in targets)
    queries = [target.partition("?")[2] for target in targets if "?" in target]
    assert [query for query in queries if not re.fullmatch(r"ts=\d+", query)] == []  # Pagefind asks past the cache
    assert not [
        target for target in targets for word in ("frightened", "talk", "somebody", "mansfield") if word in target
    ]


def test_new_words_bring_new_results_and_the_way_back_brings_the_old(root_host: Host, shared_page: Open) -> None:
    page = shared_page(root_host.url("/search/"))
    expect(results(page)).to_have_count(0)
    asks(page, "sleep")
    answered(page, "sleep")
    sleep = names(page)
    page.locator("#q").fill("gambling")
    page.get_by_role("button", name="Search", exact=True).click()
    answered(page, "gambling")
    gambling = names(page)
    assert "Gambling" in " ".join(gambling)
    assert sleep != gambling
    for move, words, expected in ((page.go_back, "sleep", sleep), (page.go_forward, "gambling", gambling)):
        move()
        expect(page.locator("#q")).to_have_value(words)
        answered(page, words)
        assert names(page) == expected


@pytest.mark.parametrize("choice", ["kind", "topic", "area", "audience"])
def test_choices_narrow_the_results(choice: str, shared_page: Open, root_host: Host) -> None:
    """A choice is put to the whole text alone: the quick answers know less about a page."""
    page = shared_page(root_host.url("/search/#q=talking"))
    everything = total(page)
    page.locator("[data-choices] summary").click()
    select = page.locator(f"[data-choice={choice}]")
    expect(select.locator("option").nth(2)).to_be_attached()
    narrowest = select.locator("option").last.get_attribute("value")
    select.select_option(narrowest)
    expect(page).to_have_url(re.compile(rf"#q=talking&{choice}="))
    expect(page.locator("[data-search-count]")).not_to_have_text(re.compile(rf"^({everything} |Searching)"))
    expect(page.locator("[data-quick-results] li")).to_have_count(0)
    assert 0 < total(page) < everything
    page.reload()  # the address alone brings it all back
    expect(select).to_have_value(str(narrowest))
    assert total(page) < everything
    select.select_option("")
    expect(page.locator("[data-quick-results] li").first).to_be_visible()
    assert total(page) >= everything


def test_choices_alone_are_a_question(shared_page: Open, root_host: Host) -> None:
    page = shared_page(root_host.url("/search/#area=Mansfield"))
    expect(results(page).first).to_be_visible()
    assert page.locator("[data-choice=area]").input_value() == "Mansfield"
    expect(page.locator("[data-choice=area]")).to_be_visible()


def test_more_results_come_on_request_and_take_the_focus(shared_page: Open, root_host: Host) -> None:
    page = shared_page(root_host.url("/search/#q=talking"))
    before, shown = total(page), results(page).count()
    assert before > shown
    page.get_by_role("button", name="Show more").press("Enter")
    expect(results(page).nth(shown).locator("a")).to_be_focused()
    hrefs = results(page).locator("a").evaluate_all("all => all.map((a) => a.href)")
    assert shown < len(hrefs) == len(set(hrefs)) <= shown + 10


def test_nothing_found_shows_ways_on(host: Host, shared_page: Open) -> None:
    page = shared_page(host.url("/search/#q=qqzzxxjjv"))
    expect(page.locator("[data-search-count]")).to_contain_text("Nothing found for “qqzzxxjjv”")
    assert results(page).count() == 0
    for address in ELSEWHERE:
        expect(page.locator(f'[data-search-else] a[href="{host.base}{address}"]')).to_be_visible()


def test_nothing_found_is_no_dead_end(host: Host, open_page: Open) -> None:
    """Somebody in distress typed it: right below the line is a person to talk to, on the first screen of a phone."""
    page = open_page(host.url("/search/#q=hdjskahdjk"))
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.locator("[data-search-count]")).to_contain_text("Nothing found for “hdjskahdjk”")
    below = page.locator("[data-search-none]")
    expect(below.locator(f'a[href="{host.base}a-z/"]')).to_be_visible()
    for href in ("tel:116123", "sms:85258"):
        button = below.locator(f'a.button[href^="{href}"]')
        expect(button).to_be_in_viewport(ratio=1)
    asks(page, "sleep")
    expect(below).to_be_hidden()


def test_when_the_whole_text_cannot_be_had_the_quick_answers_stay(open_page: Open, root_host: Host) -> None:
    page = open_page(root_host.url("/search/"))
    page.route("**/pagefind/**", lambda route: route.abort())
    asks(page, "sleep")
    assert total(page) == results(page).count() > 2
    asks(page, "qqzzxxjjv")
    expect(page.locator("[data-search-count]")).to_contain_text("could not be loaded")
    expect(page.locator("[data-search-else]")).to_be_visible()
    page.unroute_all()
    asks(page, "sleep")
    expect(page.locator("[data-full-results] a").first).to_be_visible()


def test_without_web_assembly_the_quick_answers_stay(new_context: NewContext, root_host: Host) -> None:
    context = new_context()
    context.add_init_script("delete window.WebAssembly")
    page = context.new_page()
    thrown: list[str] = []
    page.on("pageerror", lambda error: thrown.append(str(error)))
    page.goto(root_host.url("/search/#q=sleep"))
    expect(page.locator("[data-quick-results] a").first).to_have_text("Sleep problems")
    assert total(page) == results(page).count() > 2
    asks(page, "qqzzsleepqq")
    expect(page.locator("[data-search-count]")).to_contain_text("Nothing found for “qqzzsleepqq”")
    expect(page.locator("[data-search-none] a.button").first).to_be_visible()
    expect(page.locator("[data-full-results] a").first).to_have_text("Sleep problems")
    page.goto(root_host.url("/search/#q=sleep&area=Mansfield"))
    expect(page.locator("[data-quick-results] a").first).to_have_text("Sleep problems")
    assert thrown == []


def test_a_slip_is_mended_and_said(host: Host, shared_page: Open) -> None:
    page = shared_page(host.url("/search/#q=insomina"))
    expect(page.locator("[data-search-read]")).to_contain_text("Showing answers for insomnia")
    expect(results(page).locator("a").first).to_have_text("Sleep problems")
    page.locator("[data-search-read] a").click()
    expect(page).to_have_url(re.compile("#q=insomina&as-typed="))
    answered(page, "insomina")
    expect(page.locator("[data-search-read]")).to_have_text("")
    expect(page.locator("[data-quick-results] a")).to_have_count(0)


@pytest.mark.parametrize(
    "words", ["pizza", "chips", "chicken recipe", "asdf", "asdfghjkl", "nottingham forest", "sample"]
)
def test_what_is_no_slip_for_ours_is_not_read_as_one(words: str, root_host: Host, shared_page: Open) -> None:
    """Whoever looks for pizza is not told about pica, and no page counts that has only the beginning of a word."""
    page = shared_page(root_host.url(f"/search/#q={words}"))
    answered(page, words)
    expect(page.locator("[data-search-read]")).not_to_contain_text("Showing answers")
    if words.startswith("asdf"):
        expect(page.locator("[data-search-count]")).to_contain_text("Nothing found")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("anxeity", "anxiety"),
        ("depresion", "depression"),
        ("councelling", "counselling"),
    ],
)
def test_slips_of_our_own_words_are_still_mended(typed: str, meant: str, root_host: Host, shared_page: Open) -> None:
    page = shared_page(root_host.url(f"/search/#q={typed}"))
    answered(page, typed)
    expect(page.locator("[data-search-read]")).to_contain_text(f"Showing answers for {meant}")
    assert results(page).count() > 2


def test_words_that_are_nowhere_are_said_at_the_top(root_host: Host, shared_page: Open) -> None:
    page = shared_page(root_host.url("/search/#q=sleep asdfghjkl"))
    answered(page, "sleep asdfghjkl")
    expect(page.locator("[data-search-read]")).to_contain_text("Nothing here has “asdfghjkl” in it.")
    expect(results(page).locator("a").first).to_have_text("Sleep problems")


def test_when_choices_leave_nothing_the_words_are_not_blamed(root_host: Host, shared_page: Open) -> None:
    page = shared_page(root_host.url("/search/#q=gambling&kind=Service&topic=Sleep+problems&area=Mansfield"))
    expect(page.locator("[data-search-count]")).to_have_text("Nothing found for “gambling” with these choices.")
    page.get_by_role("link", name="without them").click()
    expect(page.locator("[data-quick-results] a").first).to_contain_text("Gambling")


def test_a_postcode_from_elsewhere_is_said_to_be_one(root_host: Host, shared_page: Open) -> None:
    page = shared_page(root_host.url("/search/#q=sw1a 1aa"))
    expect(page.locator("[data-search-read]")).to_have_text("SW1A 1AA is no place that we know here.")
    answered(page, "sw1a 1aa")
    asks(page, "NG18 1AA")
    expect(page.locator("[data-search-read]")).to_contain_text("Mansfield")


@pytest.mark.parametrize("place", ["mansfield", "Mansfeild", "forest town"])
def test_a_place_narrows_the_answers(place: str, shared_page: Open, root_host: Host) -> None:
    page = shared_page(root_host.url(f"/search/#q=talking therapies {place}"))
    first = results(page).locator("a").first
    expect(first).to_have_attribute("href", "/services/topic/talking-therapies/area/mansfield/")
    expect(page.locator("[data-search-read]")).to_contain_text("Mansfield")


def test_where_no_page_has_all_words_the_rarest_is_left_out(shared_page: Open, root_host: Host) -> None:
    page = shared_page(root_host.url("/search/#q=kettlebells appointment&as-typed="))
    expect(page.locator("[data-full-results]")).to_contain_text("without “kettlebells”")
    expect(page.locator("[data-full-results] a").first).to_be_visible()


def test_on_a_slow_line_the_whole_text_waits_to_be_asked_for(new_context: NewContext, root_host: Host) -> None:
    root_host.forget()
    context = new_context()
    context.add_init_script("Object.defineProperty(navigator, 'connection', { value: { effectiveType: '2g' } })")
    page = context.new_page()
    page.goto(root_host.url("/search/#q=sleep"))
    button = page.get_by_role("button", name="Look in the whole text")
    expect(button).to_be_visible()
    assert not [request for request in root_host.requests if "pagefind" in request.target]
    button.click()
    expect(page.locator("[data-full-results] a").first).to_be_visible()


def test_results_lead_to_pages_that_exist(host: Host, shared_page: Open) -> None:
    page = shared_page(host.url("/search/#q=anxiety"))
    answered(page, "anxiety")
    links = [link.get_attribute("href") or "" for link in results(page).locator("a").all()]
    assert len(links) == results(page).count() > 3
    line = http.client.HTTPConnection(urlsplit(host.origin).netloc)
    for link in links:
        assert link.startswith(host.base)
        line.request("GET", link)
        answer = line.getresponse()
        answer.read()
        assert answer.status == 200, link
    line.close()
    name = names(page)[0]
    results(page).locator("a").first.click()
    expect(page.locator("h1")).to_have_text(name)


def test_everything_asked_under_a_sub_path_lies_there(sub_host: Host, open_page: Open) -> None:
    sub_host.forget()
    page = open_page(sub_host.url("/"))
    asks(page, "sleep")
    expect(results(page).first).to_be_visible()
    assert page.url == sub_host.url("/search/#q=sleep")
    assert len(sub_host.requests) > 5
    assert [request.target for request in sub_host.requests if not request.target.startswith("/sub/")] == []


def test_without_script_the_search_leads_to_the_lists(host: Host, new_context: NewContext) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(host.url("/search/"))
    for address in (*ELSEWHERE, "topics/sleep/"):
        expect(page.locator(f'main a[href="{host.base}{address}"] >> visible=true').first).to_be_attached()
    expect(page.locator("[data-choices]")).to_be_hidden()
    above, box = page.locator("noscript p").bounding_box(), page.locator("#q").bounding_box()
    assert above
    assert box
    assert above["y"] < box["y"]
    page.get_by_role("button", name="Search", exact=True).click()
    page.wait_for_url(host.url("/a-z/**"))
    page.goto(host.url("/"))
    asks(page, "frightened")
    page.wait_for_url("**/search/**")
    assert not any("frightened" in request.target for request in host.requests)
