"""The live preview: what it serves is what a build publishes, and it follows every change."""

import json
import shutil
import socket
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from serving import PATIENCE, Serving, serving
from workbench import SiteFolder

from nottalone_ssg.job import Folders
from nottalone_ssg.preview.told import excerpt, told
from nottalone_ssg.problems import Problem

SLEEP = "content/pages/topics/sleep.md"
MARK = b"<script src="


@pytest.fixture
def preview(site: SiteFolder) -> Iterator[Serving]:
    with serving(site) as running:
        yield running


def eventually(found: Callable[[], object], what: str) -> None:
    """Wait until it is so; a preview is a moment behind."""
    end = time.monotonic() + PATIENCE
    while not found():
        assert time.monotonic() < end, what
        time.sleep(0.02)


def without_script(page: bytes) -> bytes:
    before, mark, script = page.rpartition(MARK)
    assert mark
    assert b"__preview/preview.js" in script
    return before


@pytest.mark.parametrize("words", [(), ("--base-url", "https://example.org/sub/")], ids=["/", "/sub/"])
def test_it_serves_what_a_build_publishes(site: SiteFolder, words: tuple[str, ...]) -> None:
    """Byte for byte, but for the line that reloads the page; the search index as soon as it is made."""
    outcome = site.run("build", "--only", "pages,search", "--no-cache", *words)
    assert outcome.code == 0, outcome.text
    with serving(site, *words) as preview:
        eventually(lambda: preview.ask("pagefind/pagefind-entry.json").status == 200, "there is no search index")
        for path, content in site.published().items():
            if path in (".nottalone", "404.html"):
                continue
            answer = preview.ask(path.removesuffix("index.html"))
            assert answer.status == 200, path
            assert (without_script(answer.body) if path.endswith(".html") else answer.body) == content, path
        missing = preview.ask("no/such/page/")
        assert missing.status == 404
        assert without_script(missing.body) == site.published()["404.html"]


def test_an_edit_shows(preview: Serving) -> None:
    before = preview.ask("topics/sleep/").body
    preview.site.replace(SLEEP, "If you can't sleep", "If you cannot sleep")
    preview.wait_for("Up to date")
    after = preview.ask("topics/sleep/").body
    assert b"If you cannot sleep" in after
    assert b"If you cannot sleep" not in before


def test_it_publishes_nothing(preview: Serving) -> None:
    """What is looked at on this machine must not reach the host by accident."""
    preview.site.replace(SLEEP, "If you can't sleep", "If you cannot sleep")
    preview.wait_for("Up to date")
    eventually(lambda: preview.ask("pagefind/pagefind.js").status == 200, "there is no search index")
    assert not preview.site.out.exists()


def test_search_follows_in_the_background(preview: Serving) -> None:
    eventually(lambda: preview.ask("pagefind/pagefind-entry.json").status == 200, "there is no search index")
    before = preview.ask("pagefind/pagefind-entry.json").body
    preview.site.replace(SLEEP, "If you can't sleep", "If you wibble")
    eventually(lambda: preview.ask("pagefind/pagefind-entry.json").body != before, "the index stayed as it was")


def test_a_problem_is_said_and_the_last_good_site_stays(preview: Serving) -> None:
    good = preview.ask("topics/sleep/").body
    preview.site.replace(SLEEP, "kind: topic", "kind: topik")
    assert f'{SLEEP}:4:7: there is no kind "topik"' in preview.wait_for(SLEEP)
    preview.wait_for("The last good site stays.")
    assert preview.ask("topics/sleep/").body == good
    preview.site.replace(SLEEP, "kind: topik", "kind: topic")
    preview.wait_for("Up to date")
    assert preview.ask("topics/sleep/").body == good


def events(preview: Serving, page: str, key: str) -> Iterator[dict[str, object]]:
    """What a page is told, one after the other."""
    with urllib.request.urlopen(f"{preview.url}__preview/events?page={page}&key={key}", timeout=PATIENCE) as stream:
        end = time.monotonic() + PATIENCE
        for line in stream:  # there is a heartbeat, so it never ends by itself
            assert time.monotonic() < end, "nothing was told"
            if line.startswith(b"data: "):
                yield json.loads(line[6:])


def key_of(page: bytes) -> str:
    return page.rpartition(b'data-key="')[2].partition(b'"')[0].decode()


def test_a_page_is_told_of_problems_and_of_its_own_changes_alone(preview: Serving) -> None:
    heard = events(preview, "topics/sleep/index.html", key_of(preview.ask("topics/sleep/").body))
    assert next(heard) == {"problems": [], "count": 0}
    preview.site.replace("content/pages/get-help-now.md", "kind: help now", "kind: help")
    told_of = next(heard)
    assert told_of["count"] == 1
    (problem,) = cast("list[dict[str, Any]]", told_of["problems"])
    assert problem["file"] == "content/pages/get-help-now.md"
    assert [problem["line"], "kind: help"] in problem["lines"]
    assert problem["hint"] == "Did you mean help now?"
    preview.site.replace("content/pages/get-help-now.md", "kind: help", "kind: help now")
    assert next(heard) == {"problems": [], "count": 0}
    preview.site.replace("content/pages/for/adults.md", "title: ", "title: Now ")
    assert next(heard) == {"problems": [], "count": 0}, "what changed is not on this page"
    preview.site.replace(SLEEP, "If you can't sleep", "If you cannot sleep")
    assert next(heard) == {"reload": True}


def test_a_page_that_was_read_before_a_change_is_told_at_once(preview: Serving) -> None:
    """The change came between the page and its question."""
    assert next(events(preview, "topics/sleep/index.html", "another")) == {"reload": True}


def test_a_page_that_is_not_there_yet_comes_when_it_is_written(preview: Serving) -> None:
    missing = preview.ask("guides/rest/")
    assert missing.status == 404
    heard = events(preview, "guides/rest/index.html", key_of(missing.body))
    assert next(heard) == {"problems": [], "count": 0}
    text = "---\ntitle: Rest\nsummary: Rest.\nkind: guide\nfor: [everyone]\nnext review: 2027-01-01\n---\nRest.\n"
    preview.site.write("content/pages/guides/rest.md", text)
    assert next(heard) == {"reload": True}
    assert preview.ask("guides/rest/").status == 200
    (preview.site.content / "pages/guides/rest.md").unlink()
    eventually(lambda: preview.ask("guides/rest/").status == 404, "the page is still there")


def test_it_starts_with_a_problem(site: SiteFolder) -> None:
    """There is no good site yet, so the page is empty but for what is wrong."""
    site.replace(SLEEP, "kind: topic", "kind: topik")
    with serving(site) as preview:
        answer = preview.ask()
        assert answer.status == 500
        assert "There is no good page to show yet" in answer.text
        assert next(events(preview, "index.html", key_of(answer.body)))["count"] == 1
        site.replace(SLEEP, "kind: topik", "kind: topic")
        eventually(lambda: preview.ask().status == 200, "the page did not come")


def test_a_layout_that_fails_is_told_where_it_is_seen(site: SiteFolder) -> None:
    shutil.copytree(Path("layouts"), site.folder / "layouts")
    with serving(site) as preview:
        preview.ask("topics/sleep/")
        site.replace("layouts/topic.html", "{% extends", "{{ view.nothing }}{% extends")
        eventually(lambda: preview.ask("topics/sleep/").status == 500, "the page is still shown")
        assert "layouts/topic.html:2:" in preview.wait_for("layouts/topic.html")


def test_saves_as_editors_do_them(preview: Serving) -> None:
    """Under another name and then renamed; deleted and written again; a folder moved away and back."""
    file = preview.site.folder / SLEEP
    text = file.read_text(encoding="utf-8")
    beside = file.with_name("sleep.md~")
    beside.write_text(text.replace("If you can't sleep", "If you are up"), encoding="utf-8")
    beside.replace(file)
    eventually(lambda: b"If you are up" in preview.ask("topics/sleep/").body, "a rename was missed")
    file.unlink()
    eventually(lambda: b"If you are up" not in preview.ask("topics/sleep/").body, "a delete was missed")
    file.write_text(text.replace("If you can't sleep", "If you are back"), encoding="utf-8")
    eventually(lambda: b"If you are back" in preview.ask("topics/sleep/").body, "a new file was missed")
    away = preview.site.folder / "away"
    preview.site.content.rename(away)
    preview.wait_for("there is no such folder")
    assert b"If you are back" in preview.ask("topics/sleep/").body, "the last good site stays"
    (away / "pages/topics/sleep.md").write_text(text.replace("If you can't sleep", "If you rest"), encoding="utf-8")
    away.rename(preview.site.content)
    eventually(lambda: b"If you rest" in preview.ask("topics/sleep/").body, "the folder's return was missed")
    preview.site.replace(SLEEP, "If you rest", "If you wake")
    eventually(lambda: b"If you wake" in preview.ask("topics/sleep/").body, "the folder is not watched any more")


def test_two_hundred_quick_saves_end_with_the_last(preview: Serving) -> None:
    file = preview.site.folder / SLEEP
    text = file.read_text(encoding="utf-8")
    for number in range(200):
        file.write_text(text.replace("If you can't sleep", f"Save {number} of many"), encoding="utf-8")
    eventually(lambda: b"Save 199 of many" in preview.ask("topics/sleep/").body, "the last save was missed")


@pytest.mark.parametrize("path", ["../content/site.yaml", "pagefind/../../made-1.sqlite", "%2e%2e/", "//example.org/"])
def test_nothing_outside_of_the_site_is_served(preview: Serving, path: str) -> None:
    host, port = preview.url.removeprefix("http://").rstrip("/").split(":")
    with socket.create_connection((host, int(port)), timeout=PATIENCE) as line:
        line.sendall(f"GET /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        answer = b"".join(iter(lambda: line.recv(65536), b""))
    assert answer.split()[1] == b"404"


def test_only_this_machine_is_answered(preview: Serving) -> None:
    """A page from elsewhere can give its own name the address of this machine (DNS rebinding)."""
    assert preview.url.startswith("http://127.0.0.1:")
    assert preview.ask(Host="evil.example").status == 403
    assert preview.ask(Host="localhost:8000").status == 200


def test_a_folder_is_asked_for_with_a_slash(preview: Serving) -> None:
    assert preview.ask("topics/sleep").body == preview.ask("topics/sleep/").body


def test_a_port_in_use_is_said_in_one_line(preview: Serving, site: SiteFolder) -> None:
    port = preview.url.rstrip("/").rpartition(":")[2]
    outcome = site.run("serve", "--port", port)
    assert outcome.code == 2
    assert outcome.error == f"port {port} is in use or not allowed. Choose another with --port.\n"


def test_an_excerpt_has_the_lines_around() -> None:
    text = "".join(f"line {number}\n" for number in range(1, 10))
    assert excerpt(text, 5) == [(number, f"line {number}") for number in (3, 4, 5, 6, 7)]
    assert excerpt(text, 1) == [(number, f"line {number}") for number in (1, 2, 3)]
    assert excerpt(text, 9) == [(number, f"line {number}") for number in (7, 8, 9)]
    assert excerpt(text, 10) == []
    assert excerpt("", 1) == []


def test_of_very_many_problems_the_first_are_told(tmp_path: Path) -> None:
    folders = Folders(tmp_path, tmp_path, tmp_path)
    problems = [Problem("content/gone.md", number, 1, "rule", "message") for number in range(1, 100)]
    found = told(problems, folders)
    assert [item["line"] for item in found] == list(range(1, 21))
    assert found[0]["lines"] == []


def test_a_print_out_is_made_when_somebody_asks_for_it(preview: Serving) -> None:
    answer = preview.ask("print/topics/sleep.pdf")
    assert (answer.status, answer.headers["Content-Type"]) == (200, "application/pdf")
    assert answer.body.startswith(b"%PDF-1.7")
