"""Explain: what a page is made of, and why it was made again."""

import json
from pathlib import Path

import pytest
from workbench import SiteFolder

from nottalone_ssg import history
from nottalone_ssg.history import History, Reason
from nottalone_ssg.make import differences

SLEEP = "content/pages/topics/sleep.md"
SHOUT = "content/services/shout.yaml"


def explained(site: SiteFolder, path: str) -> dict[str, object]:
    outcome = site.run("explain", path, "--json")
    assert outcome.code == 0, outcome.text + outcome.error
    found: dict[str, object] = json.loads(outcome.text)
    return found


def test_a_page_is_made_of_its_own_file_and_of_what_it_names(site: SiteFolder) -> None:
    found = explained(site, "/topics/sleep/")
    assert found["file"] == "topics/sleep/index.html"
    assert found["recipe"] == "nottalone_ssg.recipes.page.make_page"
    assert {"topic.html", "base.html", "components/help_strip.html"} <= set(found["layouts"])  # type: ignore[call-overload]
    sources = found["sources"]
    assert isinstance(sources, list)
    assert sources[0] == SLEEP
    assert {"content/site.yaml", "content/vocabulary/topics.yaml"} <= set(sources)
    for service in ("open-door", "samaritans", "shout", "old-door"):
        named = f"/services/{service}/" in _main(site)
        assert (f"content/services/{service}.yaml" in sources) == named, service


def _main(site: SiteFolder) -> str:
    assert site.run().code == 0
    page = site.read("/topics/sleep/")
    return page[page.index("<main") : page.index("</main>")]


@pytest.mark.parametrize("path", ["/topics/sleep/", "topics/sleep", "topics/sleep/index.html", "dist/topics/sleep/"])
def test_a_path_may_be_written_as_it_comes_to_hand(site: SiteFolder, path: str) -> None:
    path = path.replace("dist/", f"{site.out}/")
    assert explained(site, path)["address"] == "/topics/sleep/"


def test_files_that_are_no_pages_are_explained_too(site: SiteFolder) -> None:
    assert explained(site, "/feed.xml")["recipe"] == "nottalone_ssg.exports.feed.make_feed"
    assert explained(site, "/")["file"] == "index.html"


def test_why_it_was_made_and_why_it_will_be(site: SiteFolder) -> None:
    """A first build, then an edit, a build, an edit elsewhere, a build, and a look before the next one."""
    before = explained(site, "/topics/sleep/")
    assert (before["published"], before["made_on"]) == (False, "")
    site.run()
    found = explained(site, "/topics/sleep/")
    assert found["published"] is True
    assert found["made_on"]
    assert (found["because"], found["changed"]) == ([], []), "the file was new"

    site.replace(SLEEP, "If you can't sleep", "If you cannot sleep")
    waiting = explained(site, "/topics/sleep/")
    assert (waiting["published"], waiting["next_because"], waiting["next_changed"]) == (False, ["the content"], [SLEEP])
    site.run()
    found = explained(site, "/topics/sleep/")
    assert (found["published"], found["because"], found["changed"]) == (True, ["the content"], [SLEEP])

    site.replace("content/pages/for/adults.md", "title: ", "title: Now ")
    site.run()
    assert explained(site, "/topics/sleep/")["changed"] == [SLEEP], "it was not made again"
    assert explained(site, "/for/adults/")["changed"] == ["content/pages/for/adults.md"]


def test_a_changed_layout_is_named(site: SiteFolder) -> None:
    for file in Path("layouts").rglob("*.html"):
        site.write(str(file), file.read_bytes())
    site.run()
    site.replace("layouts/components/crumbs.html", "<nav", "<nav title='way'")
    site.run()
    found = explained(site, "/topics/sleep/")
    assert (found["because"], found["changed"]) == (["the layouts"], ["layouts/components/crumbs.html"])


def test_for_a_person_it_reads_well(site: SiteFolder) -> None:
    site.run()
    site.replace(SLEEP, "If you can't sleep", "If you cannot sleep")
    outcome = site.run("explain", "/topics/sleep/")
    first, *rest = outcome.text.splitlines()
    assert first == "/topics/sleep/  (topics/sleep/index.html)"
    assert rest[0] == "  recipe    nottalone_ssg.recipes.page.make_page"
    assert rest[-2].startswith("  made      on 20")
    assert rest[-2].endswith(", because it was not there yet")
    assert rest[-1] == f"  now       will be made by the next build, because the content changed ({SLEEP})"


def test_a_path_that_nobody_publishes(site: SiteFolder) -> None:
    outcome = site.run("explain", "/topics/slep/")
    assert outcome.code == 2
    assert outcome.error == "nothing is published at /topics/slep/. Did you mean /topics/sleep/?\n"
    assert "pagefind makes the search index" in site.run("explain", "/pagefind/pagefind.js").error


def test_problems_are_said_as_always(site: SiteFolder) -> None:
    site.replace(SLEEP, "kind: topic", "kind: topik")
    outcome = site.run("explain", "/topics/sleep/")
    assert outcome.code == 1
    assert outcome.text.startswith(f"{SLEEP}:4:7: ")


@pytest.mark.parametrize("text", ["", "{", "[]", '{"sources": 1}', '{"sources": {}, "builds": [1], "made": {}}'])
def test_a_damaged_history_is_no_history(tmp_path: Path, text: str) -> None:
    file = tmp_path / "history.json"
    file.write_text(text)
    assert history.read(file) == History()


def test_a_history_survives_the_disk_and_forgets_what_nobody_asks_for(tmp_path: Path) -> None:
    first = history.after(History(), {"a": "1"}, {"x": (), "y": ()}, "monday")
    second = history.after(first, {"a": "2"}, {"x": ("the content",)}, "tuesday")
    third = history.after(second, {"a": "2", "b": "1"}, {"x": ("the layouts",), "y": ("the content",)}, "friday")
    assert [build.on for build in second.builds] == ["monday", "tuesday"]
    assert third.builds == [Reason("friday", ("b",))]
    assert second.reason("x") == (Reason("tuesday", ("a",)), ("the content",))
    assert second.reason("y") == (Reason("monday", ()), ())
    assert second.reason("z") is None
    history.write(tmp_path / "history.json", second)
    assert history.read(tmp_path / "history.json") == second


def test_keys_say_what_differs() -> None:
    assert differences("a-b-c", "a-b-c") == ()
    assert differences("a-b-c", "x-b-y") == ("the program", "the content")
