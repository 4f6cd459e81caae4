"""Exports are the site for programs: feeds, sitemap, robots.txt, and the files that hosts read."""

import re
import xml.etree.ElementTree as ET
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from workbench import SiteFolder

from nottalone_ssg.exports.feed import LENGTH, FeedEntry, FeedIngredients, make_feed
from nottalone_ssg.exports.robots import SitemapIngredients, make_sitemap

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
SLEEP = "content/pages/topics/sleep.md"
OPEN_DOOR = "content/services/open-door.yaml"


def built(site: SiteFolder, *words: str) -> SiteFolder:
    outcome = site.run("build", *words)
    assert outcome.code == 0, outcome.text + outcome.error
    return site


def feed_of(site: SiteFolder) -> ET.Element:
    return ET.fromstring(site.read("/feed.xml"))


def said(element: ET.Element, name: str) -> str:
    """The text of the one child of this name; Atom allows no second."""
    (child,) = element.findall(name)
    assert child.text
    return child.text


def locations(site: SiteFolder) -> list[str]:
    return [said(url, f"{SITEMAP}loc") for url in ET.fromstring(site.read("/sitemap.xml"))]


def test_the_feed_is_atom_with_all_that_atom_asks_for(site: SiteFolder) -> None:
    """RFC 4287: an id, a title and a time for the feed and for each entry, and an author."""
    feed = feed_of(built(site))
    assert feed.tag == f"{ATOM}feed"
    assert said(feed, f"{ATOM}title") == "Small Site"
    (author,) = feed.findall(f"{ATOM}author")
    assert said(author, f"{ATOM}name") == "Small Site"
    assert [link.attrib for link in feed.findall(f"{ATOM}link")] == [
        {"href": "https://example.org/"},
        {"rel": "self", "href": "https://example.org/feed.xml"},
    ]
    entries = feed.findall(f"{ATOM}entry")
    assert [said(entry, f"{ATOM}title") for entry in entries] == ["Open Door", "Sleep problems"]
    for element in (feed, *entries):
        assert said(element, f"{ATOM}id").startswith("https://example.org/")
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", said(element, f"{ATOM}updated"))
    for entry in entries:
        (link,) = entry.findall(f"{ATOM}link")
        assert link.get("href") == said(entry, f"{ATOM}id")
        assert said(entry, f"{ATOM}summary")


def test_the_feed_is_newest_first_and_its_time_is_that_of_its_newest_entry(site: SiteFolder) -> None:
    site.replace("content/services/samaritans.yaml", "next check", "verified: {on: 2026-11-01, by: worker}\nnext check")
    site.replace("content/pages/get-help-now.md", "next review", "changed: 2026-10-31\nnext review")
    feed = feed_of(built(site))
    found = [
        (said(entry, f"{ATOM}updated")[:10], said(entry, f"{ATOM}title")) for entry in feed.findall(f"{ATOM}entry")
    ]
    assert found == [
        ("2026-11-01", "Samaritans"),
        ("2026-10-31", "Get help now"),
        ("2026-10-12", "Open Door"),
        ("2026-10-02", "Sleep problems"),  # changed is what counts, before reviewed
    ]
    assert said(feed, f"{ATOM}updated") == "2026-11-01T00:00:00Z"


def test_the_feed_looks_at_no_clock(site: SiteFolder) -> None:
    """A feed that changes with every build tells its readers every night that something happened."""
    before = built(site, "--date", "2026-11-22").read("/feed.xml")
    assert built(site, "--date", "2026-12-24").read("/feed.xml") == before


def test_every_id_in_the_feed_is_its_own(site: SiteFolder) -> None:
    """The home page may be reviewed too, and must not have the id of the whole feed."""
    site.replace("content/pages/index.md", "next review", "reviewed: {on: 2026-10-05, by: worker}\nnext review")
    feed = feed_of(built(site))
    ids = [said(element, f"{ATOM}id") for element in (feed, *feed.findall(f"{ATOM}entry"))]
    assert "https://example.org/" in ids
    assert len(ids) == len(set(ids)) == 4


def test_drafts_and_closed_services_are_not_news(site: SiteFolder) -> None:
    for name in ("not-yet", "old-door"):
        verified = "verified: {on: 2026-11-01, by: worker}\nnext check"
        site.replace(f"content/services/{name}.yaml", "next check", verified)
    titles = [entry.findtext(f"{ATOM}title") for entry in feed_of(built(site)).findall(f"{ATOM}entry")]
    assert titles == ["Open Door", "Sleep problems"]


def test_a_site_without_news_has_a_feed_all_the_same(site: SiteFolder) -> None:
    """A feed reader that meets an error unsubscribes."""
    site.replace(SLEEP, "reviewed: {on: 2026-10-01, by: peer support worker}\n", "")
    site.replace(SLEEP, "changed: 2026-10-02\n", "")
    site.replace(OPEN_DOOR, "verified: {on: 2026-10-12, by: service coordinator}\n", "")
    feed = feed_of(built(site))
    assert feed.findall(f"{ATOM}entry") == []
    assert said(feed, f"{ATOM}updated")


def test_the_feed_has_the_newest_entries_only(site: SiteFolder) -> None:
    for number in range(LENGTH + 5):
        day = date(2026, 1, 1) + timedelta(days=number)
        page = (
            f"title: Page {number}\nsummary: S\nkind: guide\nfor: [everyone]\nchanged: {day}\nnext review: 2027-01-01"
        )
        site.write(f"content/pages/guides/g{number}.md", f"---\n{page}\n---\nText.\n")
    titles = [entry.findtext(f"{ATOM}title") for entry in feed_of(built(site)).findall(f"{ATOM}entry")]
    assert len(titles) == LENGTH
    assert titles[:3] == ["Open Door", "Sleep problems", f"Page {LENGTH + 4}"]


_typed = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), min_size=1)


@given(_typed, _typed)
def test_the_feed_is_well_formed_whatever_is_typed(title: str, summary: str) -> None:
    """Control characters, which XML cannot hold, are refused when sources are read."""
    url = 'https://example.org/a"&<b>'
    entry = FeedEntry(date(2026, 1, 1), title, url, summary)
    feed = ET.fromstring(make_feed(FeedIngredients(title, url, url, (entry,)), {}))
    (found,) = feed.findall(f"{ATOM}entry")
    assert (said(found, f"{ATOM}title"), said(found, f"{ATOM}summary"), said(found, f"{ATOM}id")) == (
        title,
        summary,
        url,
    )
    assert said(feed, f"{ATOM}title") == title
    assert [link.get("href") for link in (*feed.findall(f"{ATOM}link"), *found.findall(f"{ATOM}link"))] == [url] * 3


@pytest.mark.parametrize("escape", ["\\x01", "\\0", "\\e", "\\b", "\\uFFFE"])
@pytest.mark.parametrize("where", ["summary: {}", "offers: [{}]", "also called: {}"])
def test_what_xml_cannot_hold_is_refused_at_its_place(site: SiteFolder, escape: str, where: str) -> None:
    """YAML can write a control character as an escape; one of them would make the feed unreadable as a whole."""
    key = where.split(":", 1)[0]
    text = re.sub(
        rf"(?m)^{key}:.*$", where.format(f'"a{escape}b"').replace("\\", "\\\\"), (site.folder / OPEN_DOOR).read_text()
    )
    site.write(OPEN_DOOR, text)
    outcome = site.run()
    line = next(number for number, line in enumerate(text.split("\n"), 1) if line.startswith(key))
    assert outcome.code == 1
    assert re.search(
        rf"^{OPEN_DOOR}:{line}:\d+: there is an invisible control character here$", outcome.text, re.MULTILINE
    )


def test_the_sitemap_has_every_page_that_is_its_own_address_and_no_other(site: SiteFolder) -> None:
    """No stub at an old address, not the page for addresses that don't exist; and nothing is forgotten."""
    built(site)
    pages = {}
    for path, content in site.published().items():
        if path.endswith(".html") and path != "404.html":
            address = "https://example.org/" + path.removesuffix("index.html")
            pages[address] = re.findall(r'<link rel="canonical" href="([^"]*)">', content.decode())
    own = {address for address, canonical in pages.items() if canonical == [address]}
    assert set(pages) - own == {"https://example.org/insomnia/"}
    assert locations(site) == sorted(own)
    assert len(own) > 20


def test_the_sitemap_says_when_a_page_changed_if_somebody_said_so(site: SiteFolder) -> None:
    """A day that the build made up would send robots round the whole site for nothing."""
    site.replace("content/pages/index.md", "next review", "reviewed: {on: 2026-10-05, by: worker}\nnext review")
    urls = ET.fromstring(built(site).read("/sitemap.xml"))
    days = {said(url, f"{SITEMAP}loc"): url.findtext(f"{SITEMAP}lastmod") for url in urls}
    assert {url: day for url, day in days.items() if day} == {
        "https://example.org/": "2026-10-05",
        "https://example.org/topics/sleep/": "2026-10-02",
    }


def test_the_sitemap_is_well_formed_whatever_is_in_an_address() -> None:
    sitemap = ET.fromstring(make_sitemap(SitemapIngredients((("https://x.org/?a&b<c", ""),)), {}))
    assert [said(url, f"{SITEMAP}loc") for url in sitemap] == ["https://x.org/?a&b<c"]


def test_robots_may_read_everything_and_find_the_sitemap(site: SiteFolder) -> None:
    """At stage testing too: what a robot may not read, it cannot see to be noindex."""
    built(site, "--base-url", "https://x.org/sub/")
    assert site.read("/robots.txt") == "User-agent: *\nAllow: /\nSitemap: https://x.org/sub/sitemap.xml\n"
    assert all(url.startswith("https://x.org/sub/") for url in locations(site))


def headers_of(site: SiteFolder) -> dict[str, dict[str, str]]:
    """The headers by path and name, as a host reads them."""
    paths: dict[str, dict[str, str]] = {}
    path = ""
    for line in site.read("/_headers").splitlines():
        if line.startswith("  "):
            name, value = line.strip().split(": ", 1)
            paths[path][name] = value
        else:
            path = line
            assert path.startswith("/")
            paths[path] = {}
    return paths


@pytest.mark.parametrize("stage", ["testing", "live"])
def test_search_engines_are_kept_out_while_testing_and_only_then(site: SiteFolder, stage: str) -> None:
    """What nobody has verified must not be found by chance; what is live must be found."""
    site.replace("content/site.yaml", "stage: testing", f"stage: {stage}")
    everywhere = headers_of(built(site))["/*"]
    assert everywhere.get("X-Robots-Tag") == ("noindex" if stage == "testing" else None)
    marked = {
        path
        for path, content in site.published().items()
        if path.endswith(".html") and b'<meta name="robots" content="noindex">' in content
    }
    pages = {path for path in site.published() if path.endswith(".html")}
    assert len(pages) > 20
    if stage == "testing":
        assert marked == pages
    else:
        assert "insomnia/index.html" in marked
        assert not marked & {"index.html", "topics/sleep/index.html", "services/open-door/index.html"}


def test_nothing_may_be_loaded_from_elsewhere(site: SiteFolder) -> None:
    """The header says the same as each page says itself, for hosts that send no headers."""
    everywhere = headers_of(built(site))["/*"]
    policy = everywhere["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe-inline" not in policy
    assert "'unsafe-eval'" not in policy
    assert "frame-ancestors 'none'" in policy
    assert "http" not in policy.replace("http-equiv", "")
    assert everywhere["Referrer-Policy"] == "no-referrer"
    assert everywhere["X-Content-Type-Options"] == "nosniff"
    html = site.read("/").replace("&#39;", "'")
    (said_by_page,) = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">', html)
    own = set(re.findall(r"'sha256-[^']+'", said_by_page))
    assert own < set(re.findall(r"'sha256-[^']+'", policy))
    without = re.compile(r"( 'sha256-[^']+')+")
    assert without.sub("", policy) == without.sub("", f"{said_by_page}; frame-ancestors 'none'")


def test_files_with_a_fingerprint_are_kept_for_a_year_and_nothing_else(site: SiteFolder) -> None:
    """An old phone number must not live on in a cache."""
    headers = headers_of(built(site))
    assert {path for path in headers if "Cache-Control" in headers[path]} == {"/assets/*"}
    assert "immutable" in headers["/assets/*"]["Cache-Control"]
    assets = [path for path in site.published() if path.startswith("assets/")]
    assert len(assets) >= 4
    for path in assets:
        assert re.search(r"\.[0-9a-f]{10}\.\w+$", path), path


def test_headers_under_a_folder_are_for_that_folder(site: SiteFolder) -> None:
    headers = headers_of(built(site, "--base-url", "https://x.org/sub/"))
    assert set(headers) == {"/sub/*", "/sub/assets/*", "/sub/open-referral/*"}


@pytest.mark.parametrize(("base", "folder"), [("https://example.org/", "/"), ("https://x.org/a/sub/", "/a/sub/")])
def test_old_addresses_lead_to_pages_of_this_site(site: SiteFolder, base: str, folder: str) -> None:
    """Each line leads from an address to a published page, both under the site's own folder."""
    site.replace(SLEEP, "aliases: [/insomnia/]", "aliases: [/insomnia/, /old, /sleep.html]")
    built(site, "--base-url", base)
    lines = [line.split(" ") for line in site.read("/_redirects").splitlines() if not line.endswith(" 200")]
    moved = {old: new for old, new, code in lines if code == "301"}
    sleep = f"{folder}topics/sleep/"
    assert moved == {f"{folder}insomnia/": sleep, f"{folder}old": sleep, f"{folder}sleep.html": sleep}
    for _, new, _ in lines:
        assert new.startswith(folder)
        assert site.read("/" + new.removeprefix(folder))
    for stub in ("/insomnia/", "/old/", "/sleep.html"):
        page = site.read(stub)
        assert f'<meta http-equiv="refresh" content="0; url={sleep}">' in page
        assert f'<link rel="canonical" href="{base}topics/sleep/">' in page
        assert f'href="{sleep}"' in page


def test_a_site_without_old_addresses_redirects_nobody(site: SiteFolder) -> None:
    site.replace(SLEEP, "aliases: [/insomnia/]\n", "")
    assert " 301" not in built(site).read("/_redirects")
