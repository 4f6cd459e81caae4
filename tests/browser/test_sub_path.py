"""The site works in a folder of somebody's host, and none of its links leads nowhere."""

import http.client
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from browser.host import Host
from browser.kinds import KINDS
from browser.opening import NewContext
from playwright.sync_api import expect

SAMPLE = 30  # pages whose every link is followed


class Link(NamedTuple):
    """Where an element points to, whole, and by which of its attributes."""

    element: str
    target: str


class Links(HTMLParser):
    """All that a page points to, the refresh of a moved page included, and all ids that can be pointed to."""

    def __init__(self, url: str, html: str) -> None:
        super().__init__()
        self.url = url
        self.found: list[Link] = []
        self.ids: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.ids |= {values["id"] or ""} if "id" in values else set()
        pointing = [values.get(name) for name in ("href", "src", "action", "poster", "srcset", "data-base")]
        if values.get("http-equiv") == "refresh":
            pointing.append((values["content"] or "").partition("url=")[2])
        self.found += [Link(tag, urljoin(self.url, target)) for target in pointing if target]


class Line:
    """Asks a host, each address once."""

    def __init__(self, host: Host) -> None:
        self.connection = http.client.HTTPConnection(urlsplit(host.origin).netloc)
        self.answers: dict[str, tuple[int, str]] = {}

    def get(self, url: str) -> tuple[int, str]:
        """Status and text."""
        if url not in self.answers:
            self.connection.request("GET", url)
            answer = self.connection.getresponse()
            self.answers[url] = (answer.status, answer.read().decode("utf-8", errors="replace"))
        return self.answers[url]


@pytest.fixture
def line(sub_host: Host) -> Iterator[Line]:
    line = Line(sub_host)
    yield line
    line.connection.close()


def sample(host: Host) -> list[str]:
    """Pages from all over the site, and one of each kind."""
    pages = sorted(file.relative_to(host.folder).as_posix() for file in host.folder.rglob("index.html"))
    spread = {page.removesuffix("index.html") for page in pages[:: len(pages) // SAMPLE]}
    kinds = {kind.address.removeprefix("/") for kind in KINDS if kind.status == 200}
    return sorted(spread | kinds | {"404.html", "old/test-of-blocks/"})


def wrong_with(link: Link, host: Host, line: Line) -> str:
    """What is wrong with a link, if anything."""
    address, fragment = urldefrag(link.target)
    parts = urlsplit(address)
    if parts.scheme in ("tel", "sms", "mailto"):
        return ""
    if f"{parts.scheme}://{parts.netloc}" != host.origin:
        return "" if link.element == "a" and parts.scheme in ("http", "https") else "points to another host"
    if not parts.path.startswith(host.base):
        return "leaves the folder of the site"
    status, text = line.get(address)
    if status != 200:
        return f"answers {status}"
    lost = fragment and "=" not in fragment and fragment not in Links(address, text).ids
    return f"has no place called {fragment}" if lost else ""


def test_every_link_of_many_pages_leads_somewhere_in_the_site(sub_host: Host, line: Line) -> None:
    faults: set[tuple[str, str]] = set()
    followed = 0
    addresses = sample(sub_host)
    assert len(addresses) > SAMPLE
    for address in addresses:
        url = sub_host.url(address)
        status, html = line.get(url)
        assert status == 200, address
        links = [link for link in Links(url, html).found if not link.target.endswith(".pdf")]  # not made here, for time
        assert len(links) > 20, address
        followed += len(links)
        faults |= {(link.target, wrong) for link in set(links) if (wrong := wrong_with(link, sub_host, line))}
    assert sorted(faults) == []
    assert followed > 1000
    assert len(line.answers) > 200


@pytest.mark.parametrize(
    ("html", "wrong"),
    [
        ('<a href="/topics/sleep/">', "leaves the folder of the site"),
        ('<a href="https://example.org/">', ""),
        ('<img src="https://example.org/a.png">', "points to another host"),
        ('<a href="/sub/topics/slepe/">', "answers 404"),
        ('<a href="../../sub/#nowhere">', "has no place called nowhere"),
        ('<a href="#main"><p id="main">', "has no place called main"),
        ('<a href="/sub/topics/sleep/#main">', ""),
        ('<meta http-equiv="refresh" content="0; url=/old/">', "leaves the folder of the site"),
        ('<form action="/search/">', "leaves the folder of the site"),
    ],
)
def test_a_bad_link_is_seen(html: str, wrong: str, sub_host: Host, line: Line) -> None:
    links = Links(sub_host.url("/robots.txt"), html).found
    assert [wrong_with(link, sub_host, line) for link in links] == [wrong]


def test_the_style_sheet_points_only_into_the_site(sub_host: Host, line: Line) -> None:
    page = sub_host.url("/")
    sheets = [link.target for link in Links(page, line.get(page)[1]).found if link.target.endswith(".css")]
    assert sheets
    for sheet in sheets:
        status, css = line.get(sheet)
        assert status == 200
        assert "@import" not in css
        for target in re.findall(r"url\(['\"]?([^'\")]+)", css):
            assert not wrong_with(Link("style", urljoin(sheet, target)), sub_host, line)


def test_all_that_a_page_is_made_of_arrives(sub_host: Host, new_context: NewContext) -> None:
    """Styles, scripts, the search: each with 200, each from /sub/."""
    page = new_context().new_page()
    answers: dict[str, int] = {}
    failed: list[str] = []
    page.on("response", lambda answer: answers.update({answer.url: answer.status}))
    page.on("requestfailed", lambda asked: failed.append(f"{asked.failure} {asked.url}"))
    for address in ("/", "/topics/sleep/", "/services/samaritans/", "/search/#q=sleep"):
        page.goto(sub_host.url(address))
        style = page.evaluate("getComputedStyle(document.querySelector('[data-exit]')).fontWeight")
        assert style == "700", "the style sheet is at work"
    expect(page.locator("[data-full-results] a").first).to_be_visible()
    assert set(answers.values()) == {200}
    assert all(url.startswith(sub_host.url("/")) for url in answers)
    assert {url.rsplit(".", 1)[-1] for url in answers} >= {"css", "js", "pagefind"}
    assert [said for said in failed if "ERR_ABORTED" not in said] == []  # that is a picture still on its way at a click


def test_an_old_address_leads_on(sub_host: Host, new_context: NewContext) -> None:
    """Also where the host knows nothing of `_redirects`, and without script."""
    page = new_context(java_script_enabled=False).new_page()
    page.goto(sub_host.url("/old/test-of-blocks/"))
    page.wait_for_url(sub_host.url("/about/test-of-blocks/"))
    expect(page.locator("h1")).to_have_text("Everything that a text can hold")


def test_a_missing_page_is_at_home_anywhere(sub_host: Host, new_context: NewContext) -> None:
    """404.html is shown at any depth, so whatever it needs must not depend on where it is shown."""
    page = new_context().new_page()
    answer = page.goto(sub_host.url("/topics/no/such/page/"))
    assert answer
    assert answer.status == 404
    assert page.evaluate("getComputedStyle(document.querySelector('[data-exit]')).fontWeight") == "700"
    page.locator('main a[href="/sub/topics/"]').first.click()
    page.wait_for_url(sub_host.url("/topics/"))
