"""Nothing about a visit is kept or sent anywhere, and nothing runs that is not ours."""

import re
from collections.abc import Iterator

import pytest
from browser.host import Host
from browser.kinds import Kind, on_every_kind
from browser.opening import NewContext, Open
from browser.watch import Watch
from playwright.sync_api import Browser, Page, expect

VISITED = ("/", "/topics/sleep/", "/services/samaritans/", "/services/", "/get-help-now/", "/search/#q=sleep")

KEPT = """async () => ({
  cookie: document.cookie,
  name: window.name,
  local: Object.keys(localStorage),
  session: Object.keys(sessionStorage),
  databases: (await indexedDB.databases()).map(({ name }) => name),
  caches: await caches.keys(),
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
NOTHING = {"cookie": "", "name": "", "local": [], "session": [], "databases": [], "caches": [], "workers": 0}

LEAVE_TRACES = """async () => {
  document.cookie = "seen=1";
  localStorage.seen = sessionStorage.seen = window.name = "seen";
  await new Promise((done) => (indexedDB.open("seen").onsuccess = done));
  await caches.open("seen");
}"""

# Asks for other pages that leave no request to see: the browser may look up or open another host for them.
HINTS = "link[rel~=preconnect], link[rel~=dns-prefetch], link[rel~=prefetch], script[type=speculationrules]"


def test_a_visit_asks_nobody_else_and_leaves_nothing_behind(host: Host, new_context: NewContext) -> None:
    context = new_context()
    watch = Watch(context, host)
    page = context.new_page()
    for address in VISITED:
        page.goto(host.url(address))
        expect(page.locator(HINTS)).to_have_count(0)
        if "#q=" in address:
            expect(page.locator("[data-search-results] li").first).to_be_visible()
        assert page.evaluate(KEPT) == NOTHING, address
    assert context.cookies() == []
    assert watch.heard() == []
    assert len(host.requests) > len(VISITED)
    told = {name for request in host.requests for name in request.headers}
    assert "user-agent" in told
    assert told.isdisjoint({"cookie", "referer", "authorization"})


def test_the_visit_would_notice(root_host: Host, new_context: NewContext) -> None:
    """The test above is worth what it can see."""
    context = new_context()
    watch = Watch(context, root_host)
    page = context.new_page()
    page.goto(root_host.url("/"))
    page.evaluate(LEAVE_TRACES)
    kept = page.evaluate(KEPT)
    assert all(kept[what] != NOTHING[what] for what in NOTHING if what != "workers")
    assert [cookie["name"] for cookie in context.cookies()] == ["seen"]
    with page.expect_event("requestfailed"):
        page.evaluate("location.href = 'https://elsewhere.example/'")
    page.wait_for_url("chrome-error://**")
    page.goto(root_host.url("/"))
    assert watch.heard() == ["asked elsewhere: https://elsewhere.example/"]


@pytest.fixture(scope="module")
def watched(browser: Browser, root_host: Host, sub_host: Host) -> Iterator[dict[bool, tuple[Host, Watch, Page]]]:
    """A browser for all kinds of page, for each host, with a watch over it."""
    contexts = [(host, browser.new_context()) for host in (root_host, sub_host)]
    yield {host is sub_host: (host, Watch(context, host), context.new_page()) for host, context in contexts}
    for _, context in contexts:
        context.close()


@on_every_kind
def test_nothing_breaks_the_policy_or_complains(kind: Kind, watched: dict[bool, tuple[Host, Watch, Page]]) -> None:
    """With the policy twice: as the header that `_headers` asks for, and in the page for hosts that send none."""
    host, watch, page = watched[kind.in_sub]
    watch.forget()
    answer = page.goto(host.url(kind.address))
    assert answer
    assert answer.status == kind.status
    header = answer.header_value("content-security-policy") or ""
    own = page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content") or ""
    assert "default-src 'none'" in own
    assert "unsafe-inline" not in header
    assert "'unsafe-eval'" not in header
    sheets = re.compile(r"( 'sha256-[^']+')+")  # the page names its own, the header those of all pages
    assert sheets.sub("", header) == sheets.sub("", f"{own}; frame-ancestors 'none'")
    assert watch.heard() == []


def test_using_the_search_breaks_nothing(host: Host, new_context: NewContext) -> None:
    """What people type stays words, also where it looks like HTML."""
    context = new_context()
    watch = Watch(context, host)
    page = context.new_page()
    page.goto(host.url("/search/"))
    page.locator("[data-choices] summary").click()
    expect(page.locator("[data-choice=topic] option")).not_to_have_count(1)
    for typed, said in (("sleep <img src=x onerror=alert(1)>", "answers"), ("<qqzzxxjjv>", "Nothing found")):
        page.locator("#q").fill(typed)
        page.locator("#q").press("Enter")
        expect(page.locator("[data-search-count]")).to_contain_text(said)
        expect(page.locator("[data-search-count]")).to_contain_text(typed)
        expect(page.locator("main img, main qqzzxxjjv")).to_have_count(0)
    assert watch.heard() == []


@pytest.mark.parametrize("by", ["header and page", "page alone"])
def test_the_policy_stops_what_is_not_ours(
    by: str, root_host: Host, new_context: NewContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If a script or a picture got into a text after all, it would not run and not be fetched."""
    monkeypatch.setattr(root_host, "reads_headers", by != "page alone")
    context = new_context()
    watch = Watch(context, root_host)
    page = context.new_page()
    page.goto(root_host.url("/"))
    page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "window.ran = true";
          document.body.append(script, Object.assign(new Image(), { src: "https://elsewhere.example/a.png" }));
          document.body.insertAdjacentHTML("beforeend", "<p style='color: red' onclick='window.ran = true'>");
        }"""
    )
    page.locator("p[onclick]").dispatch_event("click")
    heard = watch.heard()
    for directive in ("script-src-elem", "script-src-attr", "style-src-attr", "img-src"):
        assert any(said.startswith(f"policy: {directive} ") for said in heard), directive
    assert any(said.startswith("console: ") for said in heard)
    assert not any(said.startswith("asked elsewhere") for said in heard)
    assert page.evaluate("window.ran") is None


def test_a_fault_in_a_script_is_heard(root_host: Host, new_context: NewContext) -> None:
    context = new_context()
    watch = Watch(context, root_host)
    page = context.new_page()
    page.goto(root_host.url("/"))
    page.evaluate("setTimeout(() => { throw new Error('planted') })")
    assert watch.heard() == ["fault: planted"]


def test_opened_pages_are_those_that_were_asked_for(open_page: Open, root_host: Host) -> None:
    """The host is a host like others: folders, missing pages, a year of caching for what has a fingerprint."""
    page = open_page(root_host.url("/topics"))
    assert page.url == root_host.url("/topics/")
    style = page.request.get(root_host.origin + str(page.locator("link[rel=stylesheet]").get_attribute("href")))
    assert "immutable" in style.headers["cache-control"]
    assert page.request.get(root_host.url("/../secret")).status == 404
