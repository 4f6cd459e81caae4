"""The real site keeps its rules: all addresses are there, all links lead somewhere, nothing comes from elsewhere."""

import json
import re
import shutil
from base64 import b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
import yaml
from workbench import ROOT, SiteFolder, ground_of

from nottalone_ssg.views.print import plan_prints

HOME = "https://nottalone.org.uk"
LIMIT = 14_600  # bytes gzipped: what a server may send before it hears back (ten segments of 1,460 bytes)


@dataclass
class Page(HTMLParser):
    """What a test wants to know of a page."""

    html: str
    ids: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)  # what a browser fetches by itself
    texts: list[str] = field(default_factory=list)
    elements: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.elements.append((tag, attributes))
        if "id" in attributes:
            self.ids.add(attributes["id"])
        if tag == "a" and "href" in attributes:
            self.links.append(attributes["href"])
        elif tag == "link" and attributes.get("rel") in ("stylesheet", "icon", "alternate", "preload"):
            self.loads.append(attributes["href"])
        elif "src" in attributes:
            self.loads.append(attributes["src"])

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture(scope="session")
def pages(real_site: SiteFolder) -> dict[str, Page]:
    """All pages by address."""
    return {
        "/" + path.removesuffix("index.html"): Page(content.decode())
        for path, content in real_site.published().items()
        if path.endswith(".html")
    }


@pytest.fixture(scope="session")
def files(real_site: SiteFolder) -> set[str]:
    """All published files, as addresses; print-outs too, which this build leaves to tests/test_print_files.py."""
    prints = (output.path for output in plan_prints(ground_of(real_site)))
    return {f"/{path}" for path in (*real_site.published(), *prints)}


def _vocabulary(name: str) -> list[str]:
    rows = yaml.safe_load((ROOT / f"content/vocabulary/{name}.yaml").read_text(encoding="utf-8"))[name]
    return [row["id"] for row in rows]


def test_all_addresses_of_the_plan_are_there(pages: dict[str, Page]) -> None:
    fixed = "/ /get-help-now/ /topics/ /services/ /a-z/ /search/ /my-list/ /print/ /404.html"
    about = "/about/ /about/privacy/ /about/accessibility/ /about/how-nottalone-was-made/"
    topics, areas = _vocabulary("topics"), _vocabulary("areas")
    wanted = {
        *fixed.split(),
        *about.split(),
        *(f"/topics/{topic}/" for topic in topics),
        *(f"/services/topic/{topic}/" for topic in topics),
        *(f"/services/area/{area}/" for area in areas),
        *(f"/for/{audience}/" for audience in _vocabulary("audiences")),
    }
    assert len(topics) == 70
    assert wanted - pages.keys() == set()


def test_the_directory_is_as_large_as_promised(pages: dict[str, Page]) -> None:
    services = [address for address in pages if re.fullmatch(r"/services/[a-z0-9-]+/", address)]
    assert len(services) >= 130


def test_every_list_of_a_topic_in_an_area_lists_something(pages: dict[str, Page]) -> None:
    lists = [page for address, page in pages.items() if re.fullmatch(r"/services/topic/.+/area/.+/", address)]
    assert len(lists) > 100
    assert all(any("data-service-id" in attributes for attributes in page.all("li")) for page in lists)


def test_every_topic_lists_services(pages: dict[str, Page]) -> None:
    """Personality disorder has none in the facts; nothing is invented, and the page says so."""
    empty = [
        topic
        for topic in _vocabulary("topics")
        if not any("data-service-id" in attributes for attributes in pages[f"/services/topic/{topic}/"].all("li"))
    ]
    assert empty == [], "where there is nobody, whoever listens to any worry is"
    assert "no service" in " ".join(pages["/services/topic/personality-disorder/"].texts).lower()


def test_every_internal_link_and_fragment_resolves(pages: dict[str, Page], files: set[str]) -> None:
    """Checked on the finished pages, whatever wrote the link."""
    broken = []
    for address, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = unquote(parts.path) or address
            is_there = target in pages or target in files
            if not is_there or (parts.fragment and parts.fragment not in pages[target].ids):
                broken.append((address, link))
    assert broken == []


def test_pages_load_nothing_from_elsewhere(pages: dict[str, Page], files: set[str]) -> None:
    loads = {(address, load) for address, page in pages.items() for load in page.loads}
    assert len(loads) > len(pages)
    assert [load for load in loads if load[1] not in files] == []


def test_links_use_safe_schemes_alone(pages: dict[str, Page]) -> None:
    schemes = {urlsplit(link).scheme for page in pages.values() for link in page.links}
    assert schemes <= {"", "https", "http", "mailto", "tel", "sms"}


@pytest.mark.parametrize("number", ["tel:999", "tel:111", "tel:116123", "sms:85258?body=SHOUT", "tel:+448081963779"])
def test_every_page_has_the_crisis_numbers(pages: dict[str, Page], number: str) -> None:
    assert [address for address, page in pages.items() if number not in page.links] == []


def test_every_page_leads_to_help_and_out(pages: dict[str, Page]) -> None:
    for address, page in pages.items():
        assert "/get-help-now/" in page.links, address
        exits = [attributes for attributes in page.all("a") if "data-exit" in attributes]
        assert [attributes["href"] for attributes in exits] == ["https://www.bbc.co.uk/weather"], address


def test_every_page_says_that_it_is_being_tested_and_keeps_out_of_search_engines(pages: dict[str, Page]) -> None:
    for address, page in pages.items():
        assert "still testing this site" in " ".join(page.texts), address
        assert {"name": "robots", "content": "noindex"} in page.all("meta"), address


def test_pages_are_well_made(pages: dict[str, Page]) -> None:
    """One h1, one main, a language, a description; one style sheet; no id twice, no skipped heading."""
    for address, page in pages.items():
        assert len(page.all("h1")) == len(page.all("main")) == 1, address
        assert page.all("html")[0]["lang"] == "en-GB", address
        assert any(meta.get("name") == "description" and meta["content"] for meta in page.all("meta")), address
        assert not any("style" in attributes for _, attributes in page.elements), address
        inline = [script for script in page.all("script") if "src" not in script]
        assert all(script.get("type") == "application/ld+json" for script in inline), address
        assert not any(name.startswith("on") for _, attributes in page.elements for name in attributes), address
        ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
        assert len(ids) == len(set(ids)), address
        levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
        assert all(later - earlier <= 1 for earlier, later in pairwise(levels)), (address, levels)


def test_the_only_styles_in_a_page_are_those_that_the_policy_names(
    real_site: SiteFolder, pages: dict[str, Page]
) -> None:
    """Browsers draw no style whose digest is not named (CSP 3), so a wrong digest would leave the site unstyled."""
    headers = real_site.published()["_headers"].decode()
    for address, page in pages.items():
        (policy,) = (meta for meta in page.all("meta") if meta.get("http-equiv") == "Content-Security-Policy")
        named = re.findall("'sha256-[^']+'", policy["content"])
        assert len(named) == len(page.all("style")), address
        assert all(digest in headers for digest in named), address
        for sheet in re.findall("<style>(.*?)</style>", page.html, re.DOTALL):
            digest = b64encode(sha256(sheet.encode()).digest()).decode()
            assert f" 'sha256-{digest}'" in policy["content"], address


def test_the_map_leads_to_the_eight_districts_and_so_does_the_list_beside_it(pages: dict[str, Page]) -> None:
    """Those who can't see or point at the map have every link of it in the list; the Tab key passes only once."""
    links = pages["/"].all("a")
    on_map = {link["href"] for link in links if link.get("tabindex") == "-1"}
    in_list = {link["href"] for link in links if "tabindex" not in link}
    assert len(on_map) == 8
    assert on_map < in_list


def test_a_page_about_something_hard_opens_with_kind_words(pages: dict[str, Page]) -> None:
    """Between its heading and its first sentence stands a content note at most: no minutes, no list of contents."""
    for topic in ("suicidal-thoughts", "self-harm", "crisis", "domestic-abuse", "child-abuse"):
        before = pages[f"/topics/{topic}/"].html.partition("</h1>")[2].partition('<div class="lead">')[0]
        assert re.fullmatch(r'\s*(<p class="content-note">.*</p>\s*)?', before), topic


def test_structured_data_of_services_is_valid(pages: dict[str, Page]) -> None:
    data = re.findall(r'<script type="application/ld\+json">(.*?)</script>', pages["/services/samaritans/"].html)
    service = json.loads(data[0])
    assert service["name"] == "Samaritans"
    assert service["url"] == f"{HOME}/services/samaritans/"


def test_no_draft_and_no_editors_note_is_published(real_site: SiteFolder, pages: dict[str, Page]) -> None:
    everything = b"\n".join(real_site.published().values()).decode("utf-8", "replace")
    for file in sorted((ROOT / "content/services").glob("*.yaml")):
        service = yaml.safe_load(file.read_text(encoding="utf-8"))
        if service.get("status") == "draft":
            assert f"/services/{file.stem}/" not in pages, file.stem
        for note in service.get("notes for editors", []):
            assert note not in everything, note


def test_every_page_arrives_in_one_round_trip(real_report: dict[str, Any]) -> None:
    assert real_report["heaviest"]["bytes"] <= LIMIT, real_report["heaviest"]


def test_fingerprints_change_with_the_content(real_site: SiteFolder) -> None:
    names = [PurePosixPath(path).name for path in real_site.published() if path.startswith("assets/")]
    assert names
    assert all(re.fullmatch(r"[\w-]+\.[0-9a-f]{10}\.\w+", name) for name in names)


def test_the_real_site_has_the_same_bytes_wherever_it_is_built(real_site: SiteFolder, tmp_path: Path) -> None:
    """In another folder, with another number of processes, with nothing remembered; the search index included."""
    other = SiteFolder(tmp_path)
    shutil.copytree(ROOT / "content", other.content)
    assert other.run("build", "--only", "pages,search", "--no-cache", "--jobs", "3").code == 0
    one, two = real_site.published(), other.published()
    assert any(path.startswith("pagefind/fragment/") for path in one)
    assert one.keys() == two.keys()
    assert [path for path in one if one[path] != two[path]] == []
