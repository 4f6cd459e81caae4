"""My list: services are kept in the address's fragment while somebody looks around; nothing is stored or sent."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import segno
from browser import axe
from browser.host import Host
from browser.opening import NewContext, Open
from playwright.sync_api import Locator, Page, expect
from workbench import need

LIST = "/services/topic/anxiety/"
THREE = "#list=samaritans.base-51.shout"
NARROW = {"width": 320, "height": 640}


def keep(page: Page, service: str) -> Locator:
    """The button beside a service."""
    return page.locator(f"[data-service-id='{service}'] .keep")


def kept(page: Page) -> str:
    """The list in the address."""
    found = re.search("[#&]list=([^&]*)", page.url)
    return found[1] if found else ""


def link_to_list(page: Page) -> Locator:
    return page.locator(".menu").get_by_role("link", name="My list")


def names(page: Page) -> list[str]:
    """Of the services on the page of the list."""
    return page.locator("[data-my-list] h2").all_inner_texts()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def test_keeping_from_a_list_and_from_a_services_page(host: Host, open_page: Open) -> None:
    """It goes along: list, service, list of kept ones; and a reload shows the same."""
    page = open_page(host.url(LIST))
    expect(link_to_list(page)).to_be_hidden()
    keep(page, "base-51").click()
    assert page.url == host.url(f"{LIST}#list=base-51")
    expect(link_to_list(page)).to_have_text("My list (1)")
    page.locator("[data-service-id='camhs-single-point-of-access'] h3 a").click()
    page.wait_for_url(host.url("/services/camhs-single-point-of-access/#list=base-51"))
    page.goto(host.url("/services/samaritans/#list=base-51"))
    keep(page, "samaritans").click()
    expect(link_to_list(page)).to_have_text("My list (2)")
    link_to_list(page).click()
    page.wait_for_url(host.url("/my-list/#list=base-51.samaritans"))
    assert names(page) == ["Base 51", "Samaritans"]
    page.reload()
    assert names(page) == ["Base 51", "Samaritans"]
    page.get_by_role("link", name="Samaritans", exact=True).click()
    page.wait_for_url(host.url("/services/samaritans/#list=base-51.samaritans"))


def test_a_button_says_what_it_keeps_and_that_it_is_kept(root_host: Host, open_page: Open) -> None:
    page = open_page(root_host.url(LIST))
    button = page.get_by_role("button", name="Keep Base 51")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.press("Enter")
    button = page.get_by_role("button", name="Kept Base 51")
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(button).to_be_focused()
    expect(page.get_by_role("status").filter(has_text="Base 51")).to_have_text(
        "Base 51 is on your list. It has 1 service."
    )
    button.press("Space")
    expect(page.get_by_role("button", name="Keep Base 51")).to_have_attribute("aria-pressed", "false")
    assert page.url == root_host.url(LIST)
    expect(link_to_list(page)).to_be_hidden()


def test_answers_of_the_search_can_be_kept(root_host: Host, open_page: Open) -> None:
    """They come later, and the question stays in the address beside the list."""
    page = open_page(root_host.url("/search/#q=samaritans"))
    keep(page, "samaritans").first.click()
    assert page.url.endswith("/search/#q=samaritans&list=samaritans")
    page.locator("#q").fill("sleep")
    page.locator("#q").press("Enter")
    page.wait_for_url("**/search/#q=sleep&list=samaritans")
    expect(page.locator("[data-quick-results] a").first).to_contain_text("Sleep")


def test_the_way_back_brings_what_was_kept_since(root_host: Host, open_page: Open) -> None:
    """List, service, keep, back: what most people do. The page before shows what was kept after it."""
    page = open_page(root_host.url("/services/"))
    page.goto(root_host.url(LIST))
    keep(page, "base-51").click()
    page.locator("[data-service-id='camhs-single-point-of-access'] h3 a").click()
    page.wait_for_url("**/camhs-single-point-of-access/**")
    keep(page, "camhs-single-point-of-access").click()
    page.go_back()
    page.wait_for_url(f"**{LIST}**")
    expect(link_to_list(page)).to_have_text("My list (2)")
    expect(keep(page, "camhs-single-point-of-access")).to_have_attribute("aria-pressed", "true")
    assert kept(page) == "base-51.camhs-single-point-of-access"
    keep(page, "base-51").click()
    page.go_back()
    page.wait_for_url("**/services/#**")
    assert kept(page) == "camhs-single-point-of-access"


def test_a_link_that_is_pasted_is_taken_as_it_is(root_host: Host, open_page: Open) -> None:
    """Also where the same tab had that very list once and changed it: whoever tries their link sees what it holds."""
    page = open_page(root_host.url(f"/my-list/{THREE}"))
    press(page, "Empty the list")
    assert names(page) == []
    page.goto(root_host.url(f"/my-list/{THREE}"))
    expect(page.locator("[data-my-list] h2")).to_have_count(3)
    page.goto(root_host.url(LIST))
    page.goto(root_host.url("/my-list/#list=shout"))
    assert names(page) == ["Shout"]
    press(page, "Empty the list")
    page.goto(root_host.url(LIST))
    page.goto(root_host.url("/my-list/#list=shout"))
    page.get_by_role("link", name="Shout", exact=True).click()
    page.wait_for_url("**/services/shout/#list=shout")
    page.go_back()
    page.wait_for_url("**/my-list/#list=shout")
    assert names(page) == ["Shout"], "what was done before the link was pasted is not done again"


def test_headings_can_be_jumped_to(root_host: Host, open_page: Open) -> None:
    """In the page and from another one; the list comes along."""
    page = open_page(root_host.url(f"/about/privacy/{THREE}"))
    page.evaluate("document.querySelector('main p').insertAdjacentHTML('afterend', '<a href=\"#main\" id=x>Up</a>')")
    page.locator("#x").click()
    page.wait_for_url("**/about/privacy/#main&list=samaritans.base-51.shout")
    assert page.evaluate("document.querySelector(':target')?.id") == "main"
    heading = page.locator("main h2[id]").last.get_attribute("id")
    page.goto(root_host.url(f"/services/{THREE}"))
    address = root_host.url(f"/about/privacy/#{heading}")
    page.evaluate(
        "(to) => document.querySelector('main').prepend(Object.assign(document.createElement('a'), {href: to, id: 'y',"
        " textContent: 'There'}))",
        address,
    )
    page.locator("#y").click()
    page.wait_for_url(f"{address}&list=samaritans.base-51.shout")
    expect(page.locator(f"#{heading}")).to_be_in_viewport()
    assert page.evaluate("document.querySelector(':target')?.id") == heading


def test_other_parts_of_the_fragment_stay(root_host: Host, open_page: Open) -> None:
    """Choices of filters live there too, and are written by others."""
    page = open_page(root_host.url("/services/#topic=anxiety&area=mansfield"))
    page.locator(".keep").first.click()
    assert re.search(r"/services/#topic=anxiety&area=mansfield&list=[a-z0-9-]+$", page.url)
    had = kept(page)
    page.evaluate("history.replaceState(null, '', '#topic=sleep&list=' + location.hash.split('list=')[1])")
    page.locator(".cards h3 a").first.click()
    page.wait_for_url(f"**/#list={had}")
    page.go_back()
    page.wait_for_url(f"**/services/#topic=sleep&list={had}")


def test_filters_and_the_list_know_each_other(root_host: Host, open_page: Open) -> None:
    """Each choice is a step on the way back; none of them loses what was kept on another."""
    page = open_page(root_host.url("/services/"))
    page.get_by_label("Free").check()
    page.wait_for_url("**/services/#free=yes")
    page.locator(".keep").locator("visible=true").first.click()
    had = kept(page)
    assert page.url == root_host.url(f"/services/#free=yes&list={had}")
    page.get_by_label("You can ask for it yourself").check()
    page.wait_for_url(f"**/services/#list={had}&free=yes&self=yes")
    page.locator(".keep").locator("visible=true").nth(3).click()
    now = kept(page)
    page.go_back()
    page.wait_for_url(f"**/services/#free=yes&list={now}")
    page.go_back()
    page.wait_for_url(f"**/services/#list={now}")
    page.go_forward()
    page.wait_for_url(f"**/services/#free=yes&list={now}")
    expect(page.get_by_label("Free")).to_be_checked()
    expect(page.get_by_label("You can ask for it yourself")).not_to_be_checked()
    expect(link_to_list(page)).to_have_text("My list (2)")


def test_the_search_box_takes_the_list_along(root_host: Host, open_page: Open) -> None:
    page = open_page(root_host.url("/#list=shout"))
    page.locator("#q").press_sequentially("sleep")
    page.locator("#answers [role=option]").first.click()
    page.wait_for_url("**/topics/sleep/#list=shout")
    page.goto(root_host.url("/#list=base-51"))
    page.locator("#q").fill("sleep")
    page.get_by_role("button", name="Search").click()
    page.wait_for_url("**/search/#q=sleep&list=base-51")


def test_a_link_that_is_copied_gives_no_list_away(root_host: Host, open_page: Open) -> None:
    """Only following takes the list along; numbers, files and other sites never get it."""
    page = open_page(root_host.url(f"/services/samaritans/{THREE}"))
    hrefs = page.locator("a").evaluate_all("all => all.map((a) => a.getAttribute('href'))")
    assert not [href for href in hrefs if "list=" in href]
    page.evaluate(
        """() => addEventListener('click', (event) => {
          event.preventDefault();
          (window.followed ??= []).push(event.target.closest('a').getAttribute('href'));
        })"""
    )
    count = page.evaluate("document.querySelectorAll('a').forEach((a) => a.dataset.exit ?? a.click()), followed.length")
    carried = [href for href in page.evaluate("followed") if "list=" in href]
    assert count == len(hrefs) - 1
    assert len(carried) > 10
    assert {urlsplit(href).scheme for href in carried} == {""}
    page.wait_for_function("!document.querySelector('a[href*=\"list=\"]')")


def test_leaving_takes_no_list_along(root_host: Host, new_context: NewContext) -> None:
    """By the link, and by the Shift key."""
    context = new_context()
    gone: list[str] = []
    context.route(lambda url: not url.startswith(root_host.origin), lambda route: route.fulfill(body="gone"))
    for leave in ("click", "keys"):
        page = context.new_page()
        page.goto(root_host.url(f"/services/samaritans/{THREE}"))
        if leave == "click":
            page.locator("[data-exit]").click()
        else:
            for _ in range(3):
                page.keyboard.press("Shift")
        page.wait_for_url(lambda url: not url.startswith(root_host.origin))
        gone.append(page.url)
    assert gone == ["https://www.bbc.co.uk/weather"] * 2


def test_nothing_is_stored_and_nothing_is_sent(host: Host, new_context: NewContext) -> None:
    context = new_context()
    page = context.new_page()
    page.goto(host.url(LIST))
    host.forget()
    keep(page, "base-51").click()
    link_to_list(page).click()
    page.wait_for_url("**/my-list/**")
    press(page, "QR code")
    expect(page.locator("figure svg")).to_be_visible()
    page.reload()
    assert [one for one in host.requests if "my-list" in one.target]
    sent = [(one.target, *one.headers.values()) for one in host.requests]
    assert not [text for request in sent for text in request if "base-51" in text or "list=" in text]
    stored = "[localStorage.length, sessionStorage.length, document.cookie, window.name]"
    assert page.evaluate(stored) == [0, 0, "", ""]
    assert page.evaluate("indexedDB.databases().then((all) => all.length)") == 0
    assert page.evaluate("caches.keys().then((all) => all.length)") == 0
    assert context.cookies() == []


def test_without_script_there_are_no_dead_buttons(root_host: Host, open_page: Open) -> None:
    page = open_page(root_host.url(LIST), java_script_enabled=False)
    expect(page.locator(".keep")).to_have_count(0)
    page.goto(root_host.url(f"/my-list/{THREE}"))
    expect(page.get_by_text("run our script, so you can")).to_be_visible()
    expect(page.locator("main button")).to_have_count(0)
    assert page.locator("main a[href$='/print/forms/my-list.pdf']").is_visible()
    assert page.locator("main a[href$='/services/']").first.is_visible()


def test_the_page_says_all_numbers_and_hours_and_who_is_there_now(root_host: Host, open_page: Open) -> None:
    page = open_page(root_host.url(f"/my-list/{THREE}"))
    first = page.locator("[data-my-list] li").first
    expect(first.locator("a[href='tel:116123']")).to_have_text("Ring 116 123")
    expect(first).to_contain_text("Open all day, every day")
    expect(first.locator("[data-opening]")).to_have_text("Open now")
    page.goto(root_host.url("/my-list/#list=camhs-single-point-of-access"))
    expect(page.locator("[data-my-list] li")).to_contain_text("Charged as a landline call")
    expect(page.locator("[data-without-script]")).to_be_hidden()
    expect(page.get_by_text("history may keep it")).to_be_visible()


def test_what_is_taken_off_can_be_had_back(root_host: Host, open_page: Open) -> None:
    page = open_page(root_host.url(f"/my-list/{THREE}"))
    page.get_by_role("button", name="Remove Base 51").click()
    assert names(page) == ["Samaritans", "Shout"]
    assert kept(page) == "samaritans.shout"
    expect(page.get_by_role("status").filter(has_text="Base 51 is off your list")).to_be_visible()
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    press(page, "Undo")
    assert kept(page) == "samaritans.base-51.shout"
    press(page, "Empty the list")
    expect(page.get_by_text("Nothing is on your list yet")).to_be_visible()
    expect(page.get_by_role("button", name="Print", exact=True)).to_be_hidden()
    press(page, "Undo")
    assert names(page) == ["Samaritans", "Base 51", "Shout"]


def test_what_is_gone_or_closed_is_told(sub_host: Host, open_page: Open) -> None:
    page = open_page(sub_host.url("/my-list/#list=no-such-one.samaritans.test-closed.to-string"))
    expect(page.get_by_text("2 services on this list are no longer in our directory.")).to_be_visible()
    closed = page.locator("[data-my-list] li").nth(1)
    expect(closed).to_contain_text("This service has closed")
    expect(closed.get_by_role("link").nth(1)).to_be_visible()
    press(page, "Take off what is gone")
    assert kept(page) == "samaritans.test-closed"
    expect(page.get_by_text("no longer in our directory")).to_be_hidden()


def test_a_list_holds_thirty(root_host: Host, open_page: Open) -> None:
    page = open_page(root_host.url("/services/"))
    for button in page.locator(".keep").all()[:31]:
        button.click()
    expect(link_to_list(page)).to_have_text("My list (30)")
    expect(page.locator(".keep").nth(30)).to_contain_text("List is full")
    expect(page.get_by_role("status").filter(has_text="take one off to keep another")).to_have_count(1)
    page.locator(".keep").nth(0).click()
    expect(page.locator(".keep").nth(30)).to_contain_text("Keep")
    page.locator(".keep").nth(30).click()
    expect(page.locator(".keep").nth(30)).to_have_attribute("aria-pressed", "true")


@pytest.mark.parametrize(
    "address", ["<script>alert(1)</script>", "%3Cimg%20src=x%20onerror=alert(1)%3E", "..", "", "a&list=b"]
)
def test_nonsense_in_the_address_does_no_harm(address: str, root_host: Host, open_page: Open) -> None:
    page = open_page(root_host.url(f"/my-list/#list={address}"))
    expect(page.locator("[data-my-list]")).to_be_visible()
    assert page.locator("main script, main img").count() == 0
    assert names(page) == []


def test_the_link_and_the_words_can_be_copied(root_host: Host, new_context: NewContext) -> None:
    context = new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(root_host.url(f"/my-list/{THREE}"))
    press(page, "Copy link")
    expect(page.get_by_text("The link is copied.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == root_host.url(f"/my-list/{THREE}")
    press(page, "Copy as text")
    expect(page.get_by_text("The list is copied.")).to_be_visible()
    text = page.evaluate("navigator.clipboard.readText()")
    assert re.match(
        r"My list, \d+ \w+ 20\d\d\n\nSamaritans\nRing 116 123 \(Open all day, every day.*\)\n\nBase 51\n", text
    )
    assert "Visit Peachey Street" in text
    assert text.endswith("\n\nFrom nottalone.org.uk")
    assert len(text) < 700


def test_where_nothing_may_be_copied_the_words_are_shown(root_host: Host, new_context: NewContext) -> None:
    """As in a page opened as a file, or without https."""
    context = new_context()
    context.add_init_script("Object.defineProperty(Navigator.prototype, 'clipboard', { value: undefined })")
    page = context.new_page()
    page.goto(root_host.url(f"/my-list/{THREE}"))
    press(page, "Copy link")
    area = page.get_by_label("Copy this")
    expect(area).to_be_focused()
    expect(area).to_have_value(root_host.url(f"/my-list/{THREE}"))
    assert page.evaluate("document.activeElement.selectionEnd") == len(root_host.url(f"/my-list/{THREE}"))


def test_sharing_is_offered_where_the_browser_can(root_host: Host, new_context: NewContext) -> None:
    context = new_context()
    context.add_init_script("navigator.share = async (what) => { window.shared = what; }")
    page = context.new_page()
    page.goto(root_host.url(f"/my-list/{THREE}"))
    press(page, "Share")
    assert page.evaluate("shared.url") == root_host.url(f"/my-list/{THREE}")


def test_sharing_a_page_gives_no_list_away(root_host: Host, new_context: NewContext) -> None:
    """What is shared is that page, with the heading or the choices in its address."""
    context = new_context()
    context.add_init_script("navigator.share = async (what) => { window.shared = what.url; }")
    page = context.new_page()
    for fragment, left in (
        (THREE, ""),
        ("#main&list=shout", "#main"),
        ("#list=shout&area=mansfield", "#area=mansfield"),
        ("#topic=sleep&list=shout&area=mansfield", "#topic=sleep&area=mansfield"),
    ):
        page.goto("about:blank")
        page.goto(root_host.url(f"/services/samaritans/{fragment}"))
        press(page, "Share this page")
        assert page.evaluate("shared") == root_host.url(f"/services/samaritans/{left}")


@pytest.mark.parametrize("way", [{"button": "middle"}, {"modifiers": ["Control"]}])
def test_it_goes_along_into_another_tab(way: dict[str, Any], root_host: Host, new_context: NewContext) -> None:
    context = new_context()
    page = context.new_page()
    page.goto(root_host.url(f"{LIST}{THREE}"))
    with context.expect_page() as opened:
        page.locator("li[data-service-id] h3 a").first.click(**way)
    opened.value.wait_for_load_state()
    assert kept(opened.value) == kept(page)


def test_in_a_browser_that_knows_no_trail_all_else_works(root_host: Host, new_context: NewContext) -> None:
    """Without the Navigation API the page before shows the list as it was there."""
    context = new_context()
    context.add_init_script("Object.defineProperty(window, 'navigation', { value: undefined })")
    page = context.new_page()
    page.goto(root_host.url(LIST))
    keep(page, "base-51").click()
    page.locator("[data-service-id='camhs-single-point-of-access'] h3 a").click()
    page.wait_for_url("**/camhs-single-point-of-access/#list=base-51")
    keep(page, "camhs-single-point-of-access").click()
    link_to_list(page).click()
    page.wait_for_url("**/my-list/#list=base-51.camhs-single-point-of-access")
    page.go_back()
    page.go_back()
    page.wait_for_url(f"**{LIST}#list=base-51")


def modules(page: Page) -> list[list[int]]:
    """The dark modules of the code on the page, without the white around it."""
    side = int(str(page.locator("figure svg").get_attribute("viewBox")).split()[2]) - 8
    path = str(page.locator("figure path").get_attribute("d"))
    dark = {(int(row) - 4, int(column) - 4) for column, row in re.findall(r"M(\d+) (\d+)h1v1h-1z", path)}
    return [[int((row, column) in dark) for column in range(side)] for row in range(side)]


@pytest.mark.parametrize("fragment", ["#list=shout", THREE, "thirty"])
def test_the_code_holds_the_address(
    fragment: str, root_host: Host, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Module for module what another encoder makes of it, with one of the eight masks (ISO/IEC 18004)."""
    # Up to a byte is filled with nothing. Segno adds a whole one where none is missing, which readers don't mind.
    monkeypatch.setattr("segno.encoder.write_padding_bits", lambda bits, _, length: bits.extend([0] * (-length % 8)))
    if fragment == "thirty":
        ids = sorted(file.parent.name for file in root_host.folder.glob("services/*/index.html"))
        longest = sorted((id_ for id_ in ids if id_ not in ("topic", "area")), key=len)[-30:]
        fragment = f"#list={'.'.join(longest)}"
    page = open_page(root_host.url(f"/my-list/{fragment}"), color_scheme="dark")
    press(page, "QR code")
    figure = page.get_by_role("img", name="QR code of the link to this list")
    expect(figure).to_be_visible()
    found = modules(page)
    address = root_host.url(f"/my-list/{fragment}")

    def made(mask: int, words: str = address) -> list[list[int]]:
        code = segno.make_qr(words, error="l", mode="byte", mask=mask, boost_error=False, encoding="iso-8859-1")
        return [[int(module) for module in row] for row in code.matrix]

    assert found in [made(mask) for mask in range(8)]
    assert found not in [made(mask, address[:-1] + "x") for mask in range(8)]
    assert page.locator("figure rect").get_attribute("fill") == "#fff"


def test_a_code_that_does_not_come_is_told(root_host: Host, open_page: Open) -> None:
    page = open_page(root_host.url(f"/my-list/{THREE}"))
    page.route("**/qrcode*.js", lambda route: route.abort())
    press(page, "QR code")
    expect(page.get_by_text("The code could not be loaded")).to_be_visible()
    page.unroute("**/qrcode*.js")
    press(page, "QR code")
    expect(page.locator("figure svg")).to_be_visible()


@pytest.mark.parametrize(
    "address", [f"/my-list/{THREE}", "/my-list/", f"{LIST}#list=base-51", f"/services/samaritans/{THREE}"]
)
def test_it_keeps_nobody_out(address: str, root_host: Host, open_page: Open) -> None:
    page = open_page(root_host.url(address), viewport=NARROW)
    if "my-list/#" in address:
        press(page, "QR code")
        expect(page.locator("figure svg")).to_be_visible()
    assert axe.wrong(page) == []
    assert page.evaluate("eyes.tooWide()") == {"page": 320, "screen": 320, "past": []}
    assert page.evaluate("(least) => eyes.targets(least)", 24)["small"] == []
    assert page.evaluate("([least, among]) => eyes.targets(least, among)", [44, "button"])["small"] == []
    assert page.evaluate("eyes.contrast()")["faint"] == []


def test_on_paper_it_is_a_clean_sheet(root_host: Host, open_page: Open, tmp_path: Path) -> None:
    """Title, day, numbers, hours and lines for notes; who to ring in danger; nothing of the site around it."""
    pdftotext = shutil.which("pdftotext")
    need(pdftotext, "pdftotext (poppler)")
    page = open_page(root_host.url(f"/my-list/{THREE}"))
    page.pdf(path=tmp_path / "sheet.pdf", format="A4")
    run = subprocess.run(
        [str(pdftotext), "-layout", str(tmp_path / "sheet.pdf"), "-"], capture_output=True, check=True, text=True
    )
    text = " ".join(run.stdout.split())
    assert re.match(r"We are still testing this site\. .* My list \d+ \w+ 20\d\d Samaritans ", text)
    for said in ("Ring 116 123", "Open all day, every day", "Text SHOUT to 85258", "Visit Peachey Street", "Ring 999"):
        assert said in text
    assert text.count("Notes") == 3
    for other in (
        "Leave this site",
        "Get help now",
        "Keep services",
        "Whoever gets",
        "How do you keep",
        "Remove",
        "Guides",
        "Open now",  # it is read at another hour
    ):
        assert other not in text
    lines = page.locator(".notes span")
    page.emulate_media(media="print")
    assert lines.count() == 6
    boxes = [line.bounding_box() for line in lines.all()]
    assert all(box and box["height"] > 30 for box in boxes), "room to write"


def test_an_empty_list_prints_as_any_page(root_host: Host, open_page: Open) -> None:
    page = open_page(root_host.url("/my-list/"))
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="How do you keep a service?")).to_be_visible()


def test_it_works_from_a_stick(root_host: Host, new_context: NewContext, tmp_path: Path) -> None:
    """A page opened as a file may fetch nothing; the links here are those of a copy made for that, page to page."""
    for address in ("my-list/", "services/samaritans/"):
        html = (root_host.folder / address / "index.html").read_text(encoding="utf-8")
        up = "../" * address.count("/")
        html = re.sub(r'(href|src|data-qr)="?/((?:[\w-]+/)*)(?=[\s">])', rf'\1="{up}\2index.html', html)
        html = re.sub(r'(href|src|data-qr)="/', rf'\1="{up}', html)
        (tmp_path / address).mkdir(parents=True)
        (tmp_path / address / "index.html").write_text(html, encoding="utf-8")
    (tmp_path / "assets").symlink_to(root_host.folder / "assets")
    page = new_context().new_page()
    start = (tmp_path / "services/samaritans/index.html").as_uri()
    page.goto(start)
    keep(page, "samaritans").click()
    assert page.url == f"{start}#list=samaritans"
    link_to_list(page).click()
    page.wait_for_url("**/my-list/index.html#list=samaritans")
    assert names(page) == ["Samaritans"]
    assert page.get_by_role("link", name="Samaritans", exact=True).evaluate("(link) => link.href") == start
    press(page, "QR code")
    expect(page.locator("figure svg")).to_be_visible()
    press(page, "Copy as text")
    expect(page.get_by_text(re.compile("The list is copied|chosen for you to copy"))).to_be_visible()
    page.evaluate("navigator.clipboard.writeText = () => Promise.reject(); undefined")
    press(page, "Copy link")
    expect(page.get_by_label("Copy this")).to_have_value("https://nottalone.org.uk/my-list/#list=samaritans")
