"""The pipeline as a whole: what goes in comes out, the same everywhere, and what must not come out does not."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePosixPath

import html5lib
import pytest
from workbench import ROOT, SiteFolder, copy_of, ground_of

from nottalone_ssg.cli import main
from nottalone_ssg.model import addresses
from nottalone_ssg.output import Output
from nottalone_ssg.pipeline import plan
from nottalone_ssg.publish import MARK
from nottalone_ssg.recipes.page import PageIngredients

SLEEP = "content/pages/topics/sleep.md"
OPEN_DOOR = "content/services/open-door.yaml"


def pages_of(outputs: list[Output]) -> set[str]:
    return {output.address for output in outputs if isinstance(output.ingredients, PageIngredients)}


def built(site: SiteFolder, *words: str) -> SiteFolder:
    outcome = site.run("build", *words)
    assert outcome.code == 0, outcome.text + outcome.error
    return site


def tree(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Every file below the folder, with the moment of its last change."""
    files = (file for file in sorted(folder.rglob("*")) if file.is_file())
    return {str(file.relative_to(folder)): (file.stat().st_mtime_ns, file.read_bytes()) for file in files}


# What is published


@pytest.mark.parametrize("aliases", ["[/insomnia/]", "[/insomnia, /sleep.html, /a.b/c]"])
def test_the_addresses_that_links_are_checked_against_are_those_that_are_published(
    site: SiteFolder, aliases: str
) -> None:
    """A check that knew other addresses than the plan would refuse right links, or let dead ones through."""
    site.replace(SLEEP, "[/insomnia/]", aliases)
    ground = ground_of(site)
    published = pages_of(plan(ground))
    assert addresses.published(ground.site) == published
    built(site)
    html = {path for path in site.published() if path.endswith(".html")}
    assert {"/" + path.removesuffix("index.html") for path in html} == published


def test_the_same_holds_for_the_real_site(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    ground = ground_of(SiteFolder(tmp_path))
    published = pages_of(plan(ground))
    assert len(published) > 300
    assert addresses.published(ground.site) == published


def test_everything_planned_is_published_and_nothing_else(site: SiteFolder) -> None:
    planned = {str(output.path) for output in plan(ground_of(site))}
    published = set(built(site).published())
    assert planned <= published
    assert {path for path in published - planned if not path.startswith("assets/")} == {MARK}


def test_every_source_that_is_published_has_its_page(site: SiteFolder) -> None:
    """Sources in and outputs out: a dropped file is a fault."""
    built(site)
    for file in (site.content / "pages").rglob("*.md"):
        parts = PurePosixPath(file.relative_to(site.content / "pages")).with_suffix("")
        name = "404.html" if parts.name == "404" else f"{parts}/index.html".replace("index/index", "index")
        assert (site.out / name).is_file(), name
    for file in (site.content / "services").glob("*.yaml"):
        assert (site.out / "services" / file.stem / "index.html").is_file() == (file.stem != "not-yet")


def test_the_order_of_outputs_is_that_of_their_paths(site: SiteFolder) -> None:
    paths = [output.path for output in plan(ground_of(site))]
    assert paths == sorted(paths)
    assert len(paths) == len(set(paths))


# The same on every machine

BUILD = "import sys; from nottalone_ssg.cli import main; sys.exit(main(sys.argv[1:]))"


def test_two_builds_agree_in_every_byte_wherever_and_whenever_they_run(tmp_path: Path) -> None:
    """Other folders, other hash seeds, another time zone and language, files made in another order: the same site."""
    sites: list[dict[str, bytes]] = []
    for name, seed, zone in (("one", "1", "Pacific/Kiritimati"), ("another/deeper", "4242", "America/Los_Angeles")):
        folder = tmp_path / name
        folder.mkdir(parents=True)
        site = copy_of("small", folder)
        if sites:  # the same files, in the opposite order on the disk
            files = {
                file: file.read_bytes() for file in sorted(site.content.rglob("*"), reverse=True) if file.is_file()
            }
            for file in files:
                file.unlink()
            for file, content in files.items():
                file.write_bytes(content)
        words = ["build", "--no-cache", "--content", str(site.content), "--out", str(site.out), "--date", "2026-11-22"]
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"}
        done = subprocess.run(
            [sys.executable, "-c", BUILD, *words], cwd=ROOT, env=environment, capture_output=True, check=False
        )
        assert done.returncode == 0, done
        sites.append(site.published())
        assert (site.out / "pagefind" / "pagefind-entry.json").is_file()
    one, other = sites
    assert len(one) > 30
    assert set(one) == set(other)
    assert {path for path in one if one[path] != other[path]} == set()


def test_a_day_that_changes_nothing_changes_no_file(site: SiteFolder) -> None:
    before = built(site, "--date", "2026-11-22").published()
    assert built(site, "--date", "2026-11-23").published() == before


# Commands


def test_check_writes_nothing(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even a folder to put things into; also where the command is started."""
    monkeypatch.chdir(site.folder)
    before = tree(site.folder)
    outcome = site.run("check")
    assert outcome.code == 0, outcome.text
    assert outcome.text.startswith("Everything is right: 24 files, 28 pages, 4 services.")
    assert tree(site.folder) == before
    assert [path.name for path in site.folder.iterdir()] == ["content"]


def break_in_four_places(site: SiteFolder) -> None:
    site.replace("content/services/shout.yaml", "topics: [anxiety]", "topics: [anxeity]")
    site.replace("content/services/open-door.yaml", "ages: 11-25", "ages: some")
    site.replace("content/services/open-door.yaml", "next check: 2027-04-12", "next check: soon")
    site.replace("content/pages/a-z.md", "kind: a-z", "kind: z-a")


@pytest.mark.parametrize("command", ["build", "check"])
def test_all_problems_are_told_at_once_in_the_order_of_files_and_lines(site: SiteFolder, command: str) -> None:
    """One mistake at a time would be an afternoon of trying; and an editor goes through a file from top to bottom."""
    break_in_four_places(site)
    answer = json.loads(site.run(command, "--json").text)
    places = [(problem["file"], problem["line"], problem["column"]) for problem in answer["problems"]]
    assert places == sorted(places)
    told = [line for line in site.run(command).text.splitlines() if line.startswith("content/")]
    assert [line.split(":")[:2] for line in told] == [[file, str(line)] for file, line, _ in places]
    for expected in (
        ("content/pages/a-z.md", 4),
        ("content/services/open-door.yaml", 7),
        ("content/services/open-door.yaml", 26),
        ("content/services/shout.yaml", 5),
    ):
        assert expected in [place[:2] for place in places]


def test_problems_leave_the_old_site_untouched(site: SiteFolder) -> None:
    built(site)
    before = tree(site.out)
    break_in_four_places(site)
    outcome = site.run()
    assert outcome.code == 1
    assert outcome.text.endswith("Nothing was published; the last good site is as it was.\n")
    assert tree(site.out) == before


@pytest.mark.parametrize("command", ["build", "check"])
def test_json_says_what_was_done(site: SiteFolder, command: str) -> None:
    """Other programs read these keys: a change here breaks somebody's script."""
    outcome = site.run(command, "--json")
    answer = json.loads(outcome.text)
    assert outcome.code == 0
    assert answer.pop("seconds") >= 0
    heaviest, median = answer.pop("heaviest"), answer.pop("median")
    assert set(heaviest) == set(median) == {"address", "bytes", "brotli"}
    if command == "build":
        assert heaviest["address"].startswith("/")
        assert 1000 < median["bytes"] < heaviest["bytes"] < 14_600
        assert 1000 < heaviest["brotli"] < heaviest["bytes"]
    files = answer.pop("files")
    if command == "build":
        assert files == len(site.published()) - 1  # all but the mark
    assert answer.pop("timings")["making" if command == "build" else "loading"] >= 0
    assert (answer.pop("made"), answer.pop("kept")) == (files, 0)
    expected = {"problems": [], "sources": 24, "pages": 28, "services": 4, "drafts": 1}
    assert {key: answer.get(key) for key in expected} == expected


def test_json_says_what_is_wrong_and_where(site: SiteFolder) -> None:
    site.replace(OPEN_DOOR, "ages: 11-25", "ages: some")
    outcome = site.run("build", "--json")
    assert outcome.code == 1
    problems = json.loads(outcome.text)["problems"]
    assert {
        "file": OPEN_DOOR,
        "line": 7,
        "column": 7,
        "rule": "ages",
        "message": '"some" is not an age range',
        "hint": "Write 11-25, 18 and over, up to 18, or all ages.",
    } in problems


def test_a_folder_that_is_not_ours_is_wrong_use_and_no_problem_of_the_content(site: SiteFolder) -> None:
    site.write("dist/thesis.txt", "mine")
    for words in ((), ("--json",)):
        outcome = site.run("build", *words)
        assert outcome.code == 2
        said = json.loads(outcome.text)["error"] if words else outcome.error
        assert "holds files that no build made" in said
        assert said.strip().count("\n") == 0
    assert site.published() == {"thesis.txt": b"mine"}


# Addresses


def _links(html: str) -> list[str]:
    page = html5lib.parse(html, namespaceHTMLElements=False)
    names = ("href", "src", "action")
    found = [value for element in page.iter() for name in names if (value := element.get(name)) is not None]
    found += [meta.get("content", "").split("url=")[1] for meta in page.findall(".//meta[@http-equiv='refresh']")]
    return found


@pytest.mark.parametrize("folder", ["/", "/sub/"])
def test_every_link_stays_under_the_base_address_and_leads_to_a_published_file(site: SiteFolder, folder: str) -> None:
    """On GitHub Pages a site lies under the name of its repository; one link to the root and a reader is lost."""
    base = f"https://x.org{folder}"
    built(site, "--base-url", base, "--only", "pages,print")
    files = site.published()
    internal = 0
    for path, content in files.items():
        for link in _links(content.decode()) if path.endswith(".html") else []:
            here = link.removeprefix("https://x.org") if link.startswith(base) else link
            if here.startswith(("https://", "tel:", "sms:", "mailto:", "#")):
                assert not here.startswith("https://x.org"), link
                continue
            assert here.startswith(folder), f"{link} on {path}"
            target = here.split("#")[0].split("?")[0].removeprefix(folder)
            assert (f"{target}index.html" if target.endswith("/") or not target else target) in files, (
                f"{link} on {path}"
            )
            internal += 1
    assert internal > 300
    everything = b"".join(files.values())
    assert b"https://example.org/topics" not in everything, "the address of site.yaml is still somewhere"


@pytest.mark.parametrize(
    "address", ["x.org", "https://x.org/a b/", "https://x.org/?a", "javascript:alert(1)", "/sub/", ""]
)
def test_a_base_address_that_is_none_is_wrong_use(site: SiteFolder, address: str) -> None:
    outcome = site.run("build", "--base-url", address)
    assert outcome.code == 2
    assert "is not an address" in outcome.error
    assert not site.out.exists()


@pytest.mark.parametrize(
    "alias", ["/..", "/.", "/./", "/a/../b/", "/../../etc/", "/a/..", "/.nottalone", "//evil.example/", "/a b/", "old"]
)
def test_an_old_address_cannot_lead_out_of_the_site(site: SiteFolder, alias: str) -> None:
    """An alias becomes a file's path; none may climb out of the folder or hide in it."""
    site.replace(SLEEP, "[/insomnia/]", f'["{alias}"]')
    outcome = site.run()
    assert outcome.code == 1
    assert f'{SLEEP}:9:11: "{alias}" is not an address on this site' in outcome.text
    assert not site.out.exists()


def test_a_base_address_may_be_given_without_its_last_slash(site: SiteFolder) -> None:
    built(site, "--base-url", "https://x.org/sub")
    assert '<link rel="canonical" href="https://x.org/sub/topics/">' in site.read("/topics/")


# Days


def marked_overdue(site: SiteFolder, address: str) -> bool:
    page = html5lib.parse(site.read(address), namespaceHTMLElements=False)
    return any("overdue" in (element.get("class") or "").split() for element in page.iter())


@pytest.mark.parametrize(
    ("address", "last"), [("/services/open-door/", "2027-04-12"), ("/topics/sleep/", "2027-10-01")]
)
def test_what_is_past_its_next_check_is_marked_for_the_reader(site: SiteFolder, address: str, last: str) -> None:
    """On the day itself it is still in time; the day after it is not."""
    day_after = f"{last[:-2]}{int(last[-2:]) + 1:02}"
    built(site, "--date", last)
    assert not marked_overdue(site, address)
    built(site, "--date", day_after)
    assert marked_overdue(site, address)


@pytest.mark.parametrize(
    ("day", "code"),
    [("2027-04-13", 0), ("2027-06-30", 0), ("2027-07-01", 1)],  # 2027-04-01 and 90 days of grace: until 30 June
)
def test_stale_content_fails_the_check_after_the_days_of_grace_but_never_the_build(
    site: SiteFolder, day: str, code: int
) -> None:
    """A date that passes must not keep an editor from mending a wrong number."""
    assert site.run("build", "--date", day).code == 0
    outcome = site.run("check", "--date", day)
    assert outcome.code == code, outcome.text
    if code:
        assert (
            "content/services/samaritans.yaml:15:13: Samaritans should have been checked by 2027-04-01\n"
            in outcome.text
        )
        assert "content/pages/a-z.md:6:14: this page should have been read again by 2027-04-01\n" in outcome.text
        assert "Open Door" not in outcome.text  # to be checked by 12 April: in grace until 11 July
        assert "Not Yet" not in outcome.text


def test_days_far_away_are_no_crash(site: SiteFolder) -> None:
    """Some write 9999-12-31 for "never"; days of grace on top of that would be past the last day there is."""
    assert site.run("check", "--date", "9999-12-31").code == 1
    site.replace("content/services/shout.yaml", "next check: 2027-04-01", "next check: 2099-12-31")
    assert site.run("check").code == 0
    site.replace("content/services/shout.yaml", "next check: 2099-12-31", "next check: 9999-12-31")
    outcome = site.run("check")
    assert outcome.code == 1
    assert "content/services/shout.yaml:14:13: the year of 9999-12-31 cannot be right\n" in outcome.text


def test_before_launch_everything_that_nobody_has_verified_is_listed(site: SiteFolder) -> None:
    assert site.run("check").code == 0
    outcome = site.run("check", "--launch", "--json")
    assert outcome.code == 1
    found = {(problem["rule"], problem["file"]) for problem in json.loads(outcome.text)["problems"]}
    services = {file for rule, file in found if rule == "not-verified"}
    assert services == {f"content/services/{name}.yaml" for name in ("samaritans", "shout", "old-door")}
    pages = {file for rule, file in found if rule == "not-reviewed"}
    assert pages == {
        file.relative_to(site.folder).as_posix()
        for file in (site.content / "pages").rglob("*.md")
        if file.stem != "sleep"
    }
    assert "nobody has verified Samaritans yet" in site.run("check", "--launch").text
    assert ("no-way-to-tell", "content/site.yaml") in found
    site.replace("content/site.yaml", "menu:\n", "tell us:\n  - phone: 0115 956 0888\nmenu:\n")
    text = site.run("check", "--launch").text
    assert "nobody has verified Samaritans yet" in text
    assert "no way to say that something is wrong" not in text


@pytest.mark.parametrize(
    ("day", "there"),
    [("2026-11-30", False), ("2026-12-01", True), ("2027-01-31", True), ("2027-02-01", False)],
)
def test_a_page_is_on_the_site_from_its_first_day_to_its_last(site: SiteFolder, day: str, there: bool) -> None:
    """Christmas opening hours in February send somebody to a closed door."""
    page = "title: At Christmas\nsummary: S\nkind: guide\nfor: [everyone]\nnext review: 2027-01-01\n"
    publish = "aliases: [/xmas/]\npublish: {from: 2026-12-01, until: 2027-01-31}\n"
    site.write("content/pages/guides/christmas.md", f"---\n{page}{publish}---\nChristmas hours.\n")
    built(site, "--date", day)
    assert (site.out / "guides/christmas/index.html").exists() == there
    assert (site.out / "xmas/index.html").exists() == there
    everything = b"".join(site.published().values())
    assert (b"At Christmas" in everything) == there
    assert (b"/guides/christmas/" in everything) == there


def test_an_open_end_is_open(site: SiteFolder) -> None:
    site.replace(SLEEP, "changed: 2026-10-02", "publish: {from: 2026-12-01}")
    built(site, "--date", "2026-11-30")
    assert "Put the phone in another room" not in site.read("/topics/sleep/")  # the topic, without its page
    built(site, "--date", "2039-01-01")
    assert "Put the phone in another room" in site.read("/topics/sleep/")


# What must not come out


@pytest.mark.parametrize(
    ("secret", "where"),
    [
        (b"SECRET-NOTE", OPEN_DOOR),  # a note for editors
        (b"cant stop worrying", "content/vocabulary/topics.yaml"),  # what people say: for search alone, never shown
        (b"my nan died", "content/vocabulary/topics.yaml"),
        (b"Not Yet", "content/services/not-yet.yaml"),  # a draft
        (b"not-yet", "content/services/not-yet.yaml"),
    ],
)
def test_what_is_not_for_readers_is_in_no_published_byte(site: SiteFolder, secret: bytes, where: str) -> None:
    """Notes name people; the words that people type for their trouble can be unkind when read back to them."""
    assert secret in (site.folder / where).read_bytes() + where.encode()
    files = built(site).published()
    assert files
    assert [path for path, data in files.items() if secret in data or secret in path.encode()] == []


def test_notes_for_editors_of_the_shared_words_are_not_published_either(site: SiteFolder) -> None:
    site.replace(
        "content/vocabulary/topics.yaml",
        "    people say: [anxious",
        "    notes for editors: [SECRET-TOPIC]\n    people say: [anxious",
    )
    site.replace("content/vocabulary/areas.yaml", "    towns:", "    notes for editors: [SECRET-AREA]\n    towns:")
    files = built(site).published()
    assert not any(b"SECRET-" in data for data in files.values())


def test_a_closed_service_says_where_to_go_instead_and_is_in_no_list(site: SiteFolder) -> None:
    """A bookmark still leads somewhere; nobody finds it by looking."""
    built(site)
    page = html5lib.parse(site.read("/services/old-door/"), namespaceHTMLElements=False)
    (main,) = page.findall(".//main")
    words = " ".join("".join(main.itertext()).split())
    assert words.startswith("Old Door This service has closed. You can go to Open Door instead.")
    links = [link.get("href") for link in main.iter("a")]
    assert links[:3] == ["/services/open-door/", "/services/samaritans/", "/services/shout/"]
    assert "01623 000001" not in words
    assert not any((link.get("href") or "").startswith("tel:") for link in main.iter("a"))
    for path, content in site.published().items():
        if path.endswith(".html") and path != "services/old-door/index.html":
            assert b"Old Door" not in content, path
            assert b"services/old-door" not in content, path
    assert b"Old Door" not in site.published()["feed.xml"]


def test_the_page_of_a_service_begins_with_the_first_step(site: SiteFolder) -> None:
    """Who reads no further knows what to do, what it costs, when somebody is there, and what happens then."""
    built(site)
    (main,) = html5lib.parse(site.read("/services/samaritans/"), namespaceHTMLElements=False).findall(".//main")
    words = " ".join("".join(main.itertext()).split())
    assert words.startswith(
        "Samaritans Somebody to listen, day or night, whatever is wrong. For: Everyone First step: ring Ring 116 123 "
        "Free to ring Open all day, every day Cost of the service: Free What happens then: Somebody listens. "
        "How else can I get in touch? Email jo@example.org What can it help with?"
    )
    assert "What else is like this? Shout" in words
    assert "Is something wrong on this page? We want to know, but you can't tell us yet." in words


def test_pages_about_the_site_say_how_to_tell_us(site: SiteFolder) -> None:
    """The same ways as on a service's page, from one place."""
    site.replace("content/site.yaml", "menu:\n", "tell us:\n  - email: wrong@example.org\nmenu:\n")
    about = "---\ntitle: About\nsummary: S\nkind: about\nfor: [everyone]\nnext review: 2027-01-01\n---\nWho we are.\n"
    site.write("content/pages/about.md", about)
    built(site)
    for address in ("/about/", "/services/samaritans/"):
        assert "mailto:wrong@example.org" in site.read(address)
    assert "mailto:wrong@example.org" not in site.read("/topics/sleep/")


def test_a_paused_service_stays_in_the_lists_and_says_so(site: SiteFolder) -> None:
    site.replace(SLEEP, "::: call open-door\n:::\n", "")  # a text may not send anybody there
    site.replace(OPEN_DOOR, "next check", "status: paused\nnext check")
    built(site)
    assert "not taking people on at the moment" in site.read("/services/open-door/")
    assert "/services/open-door/" in site.read("/services/")


# Search


def no_program() -> Path:
    raise FileNotFoundError("Could not find any of [PosixPath('/somewhere/pagefind')]")


def not_installed() -> Path:
    raise ImportError("no such wheel")


@pytest.mark.parametrize("fault", [no_program, not_installed])
def test_without_the_search_program_the_old_site_stays_and_one_line_says_what_to_do(
    site: SiteFolder, monkeypatch: pytest.MonkeyPatch, fault: Callable[[], Path]
) -> None:
    """There is no pagefind for some systems; whoever builds there is told how to do without."""
    built(site)
    before = tree(site.out)
    site.replace("content/services/shout.yaml", "day or night", "night or day")
    monkeypatch.setattr("pagefind_bin.get_executable", fault)
    outcome = site.run("build", "--only", "pages,search")
    assert outcome.code == 2
    assert outcome.text == ""
    assert outcome.error == (
        "the search program pagefind is not installed for this system; build with --only pages to do without\n"
    )
    assert tree(site.out) == before
    assert not (site.folder / ".dist.new").exists()
    assert "night or day" in built(site).read("/services/shout/")


@pytest.mark.parametrize(
    ("program", "said"),
    [
        ("import sys; print('first line'); sys.exit('it hurts here')", "it hurts here"),
        ("pass", "pagefind wrote nothing"),
        (r"import sys; sys.stdout.buffer.write(b'\xff\xfe'); sys.exit(3)", ""),
    ],
)
def test_a_search_program_that_fails_leaves_the_old_site_too(
    site: SiteFolder, monkeypatch: pytest.MonkeyPatch, program: str, said: str
) -> None:
    script = site.folder / "pagefind"
    script.write_text(f"#!{sys.executable}\n{program}\n")
    script.chmod(0o755)
    if os.name != "posix":
        pytest.skip("a script is a program on POSIX only")
    built(site)
    before = tree(site.out)
    monkeypatch.setattr("pagefind_bin.get_executable", lambda: script)
    outcome = site.run("build", "--only", "pages,search")
    assert outcome.code == 2
    assert outcome.error.startswith("the search index could not be made: ")
    assert said in outcome.error
    assert outcome.error.count("\n") == 1
    assert tree(site.out) == before


def test_the_search_index_is_made_only_if_it_is_wanted(site: SiteFolder) -> None:
    built(site)
    assert not (site.out / "pagefind").exists()
    built(site, "--only", "pages,search")
    index = {path.name for path in (site.out / "pagefind").iterdir()}
    assert {"pagefind-entry.json", "pagefind.js"} <= index
    assert not any("ui" in name for name in index)


def test_a_plan_is_made_of_frozen_values(site: SiteFolder) -> None:
    """The same ingredients give the same bytes; an ingredient that can change has no digest."""
    for output in plan(ground_of(site)):
        assert hash(output.ingredients) == hash(replace(output).ingredients), output.address


def test_a_build_with_problems_still_puts_right_what_died_between_two_renames(site: SiteFolder) -> None:
    """The reader comes first: the site is back even if the content cannot be published."""
    built(site)
    before = tree(site.out)
    site.out.rename(site.folder / ".dist.old")
    site.replace(OPEN_DOOR, "ages: 11-25", "ages: some")
    assert site.run("build").code == 1
    assert tree(site.out) == before


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe breaks in another way there")
def test_a_reader_that_stops_reading_is_no_crash(site: SiteFolder) -> None:
    """`build.py check | head -1` is how people look at a long list."""
    for number in range(300):
        site.write(f"content/services/wrong-{number}.yaml", "name: x")
    program = "import sys; from nottalone_ssg.cli import main; sys.exit(main(sys.argv[1:]))"
    words = [sys.executable, "-c", program, "check", "--content", str(site.content)]
    process = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout
    assert process.stderr
    assert process.stdout.readline().startswith(b"content/")
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 1, "the exit code does not depend on who listens"


def test_a_misspelt_command_is_told_as_such(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["biuld"]) == 2
    assert "invalid choice: 'biuld'" in capsys.readouterr().err


def test_a_folder_that_is_missing_is_said_once(site: SiteFolder) -> None:
    outcome = site.run("build", "--assets", str(site.folder / "nowhere"))
    assert (outcome.code, outcome.text.count("\n    ")) == (1, 1), outcome.text
