"""The report: its sentences are true of what is listed, its pictures say the same, and it is never published."""

import csv
import io
import re
import subprocess
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import html5lib
import pdfplumber
import pytest
from workbench import ROOT, TODAY, Outcome, SiteFolder, ground_of, run

from nottalone_ssg.load import load_site
from nottalone_ssg.model.ages import BANDS, Band
from nottalone_ssg.model.site import Site
from nottalone_ssg.model.vocabulary import Area, Topic
from nottalone_ssg.report.coverage import Coverage, Level, Square, coverage
from nottalone_ssg.report.gaps import gaps
from nottalone_ssg.report.heat_map import heat_maps
from nottalone_ssg.report.upkeep import tasks
from nottalone_ssg.sources import read_folder

OPEN_DOOR = "content/services/open-door.yaml"


def report(site: SiteFolder, *words: str) -> Outcome:
    folders = ["--content", str(site.content), "--layouts", str(site.own("layouts"))]
    out = [] if "--out" in words else ["--out", str(site.folder / "report")]
    return run(["report", *folders, *out, "--date", TODAY, *words])


@pytest.fixture(scope="module")
def real() -> Site:
    sources, _ = read_folder(ROOT / "content", shown_as="content")
    site, problems = load_site(sources, date.fromisoformat(TODAY))
    assert site, problems
    return site


def levels(site: SiteFolder, topic: str, area: str) -> list[str]:
    """The level of each age, in words."""
    found = coverage(ground_of(site).site)
    squares = (found.squares.get((topic, area, band)) for band in range(len(BANDS)))
    return [square.level.name.lower() if square else "-" for square in squares]


def test_the_squares_of_the_small_site(site: SiteFolder) -> None:
    """Open Door is for 11 to 25 in Mansfield, with a place; Samaritans and Shout are for everyone, from anywhere."""
    assert levels(site, "anxiety", "mansfield") == ["place", "place", "far", "far"]
    assert levels(site, "anxiety", "nottingham-city") == ["far", "far", "far", "far"]
    assert levels(site, "sleep", "mansfield") == ["place", "place", "nothing", "nothing"]
    assert levels(site, "sleep", "nottingham-city") == ["nothing"] * 4  # the draft there is not listed
    assert [area.id for area in coverage(ground_of(site).site).areas] == ["nottingham-city", "mansfield"]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("areas: [mansfield]", "areas: [nottinghamshire]", ["place", "place", "nothing", "nothing"]),
        ("areas: [mansfield]", "areas: [nottingham-city]", ["nothing"] * 4),
        ("areas: [mansfield]", "areas: [national]", ["far", "far", "nothing", "nothing"]),
        ("ages: 11-25", "ages: 15 and over", ["place"] * 4),
        ("ages: 11-25", "ages: 16-64", ["nothing", "place", "place", "nothing"]),
        ("ages: 11-25\n", "", ["place", "place", "nothing", "nothing"]),  # young people
        ("for: [young people]\nages: 11-25\n", "for: [adults]\n", ["nothing", "place", "place", "place"]),
        ("for: [young people]\nages: 11-25\n", "for: [everyone]\n", ["place"] * 4),
        ("visit: 1 Example Street, Mansfield, NG18 1AA", "post: 1 Street", ["near", "near", "nothing", "nothing"]),
    ],
)
def test_where_and_for_whom_a_service_counts(site: SiteFolder, old: str, new: str, found: list[str]) -> None:
    site.replace(OPEN_DOOR, old, new)
    if "post" in new:
        site.replace(OPEN_DOOR, "    access: step-free entrance at the side\n", "")
        site.replace(OPEN_DOOR, "next step: turn up", "next step: write")
    assert levels(site, "sleep", "mansfield") == found


def test_who_helps_professionals_alone_helps_nobody_else(site: SiteFolder) -> None:
    site.replace(
        "content/vocabulary/audiences.yaml",
        "audiences:",
        "audiences:\n  - {id: professionals, name: professionals, summary: S}",
    )
    page = (site.content / "pages/for/adults.md").read_text().replace("[adults]", "[professionals]")
    site.write("content/pages/for/professionals.md", page)
    site.replace(OPEN_DOOR, "for: [young people]\nages: 11-25\n", "for: [professionals]\n")
    assert levels(site, "sleep", "mansfield") == ["nothing"] * 4


def test_a_topic_counts_only_for_those_its_page_is_for(site: SiteFolder) -> None:
    """Nobody misses help with the menopause for under-16s."""
    site.replace("content/pages/topics/sleep.md", "for: [everyone]", "for: [adults]")
    assert levels(site, "sleep", "mansfield") == ["-", "place", "nothing", "nothing"]


def grid(rows: Sequence[Sequence[str]], topics: Sequence[str] = ("crisis:Crisis",)) -> Coverage:
    """A coverage of three areas: for each topic a line for each age, a letter for each area (0, 1, 2, 3 or -)."""
    areas = [Area.model_validate({"id": i, "name": i.upper(), "kind": "district", "summary": "s"}) for i in "abc"]
    made = []
    kinds = {"0": Square(), "1": Square(far=1), "2": Square(near=1), "3": Square(near=1, places=1)}
    squares = {}
    for name, lines in zip(topics, rows, strict=True):
        group, topic = name.split(":")
        made.append(Topic.model_validate({"id": topic.lower(), "name": topic, "group": group, "summary": "s"}))
        for band, line in enumerate(lines):
            for area, sign in zip(areas, line, strict=True):
                if sign in kinds:
                    squares[topic.lower(), area.id, band] = kinds[sign]
    return Coverage(tuple(made), tuple(areas), squares)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["000"] * 4, ["Nothing in any area."]),
        (["333"] * 4, []),
        (["111"] * 4, ["Nothing local in any area."]),
        (["222"] * 4, ["No address to go to in any area."]),
        (["000", "333", "333", "333"], ["Nothing for under-16s in any area."]),
        (["333", "000", "000", "000"], ["Nothing for people aged 16 and over in any area."]),
        (["000", "000", "333", "333"], ["Nothing for people up to 25 in any area."]),
        (["333", "000", "000", "333"], ["Nothing for people aged 16 to 64 in any area."]),
        (["000", "333", "333", "000"], ["Nothing for under-16s and people aged 65 and over in any area."]),
        (["033"] * 4, ["Nothing in A. The other areas have some."]),
        (["003"] * 4, ["Nothing, except in C."]),
        (["013"] * 4, ["Nothing in A. The other areas have some.", "Nothing local, except in C."]),
        (
            ["012"] * 4,
            [
                "Nothing in A. The other areas have some.",
                "Nothing local, except in C.",
                "No address to go to in any area.",
            ],
        ),
        (["---", "333", "111", "---"], ["Nothing local for people aged 26 to 64 in any area."]),
        (["---", "111", "111", "111"], ["Nothing local for people aged 16 and over in any area."]),
    ],
)
def test_squares_become_sentences(lines: list[str], said: list[str]) -> None:
    """What is the same is said once; "except" and "the other areas" are true of every other area."""
    assert [gap.sentence for kind in gaps(grid([lines])) for gap in kind.gaps] == said


def test_what_matters_most_comes_first() -> None:
    """Crisis and safety, then what is missing for the most, then the order of the vocabulary."""
    topics = ("crisis:Crisis", "feelings:One", "feelings:Two", "feelings:Three")
    one, all_ages = ["333", "333", "333", "000"], ["000"] * 4
    kinds = gaps(grid([one, one, all_ages, one], topics))
    assert [gap.topic for gap in kinds[0].gaps] == ["Crisis", "Two", "One", "Three"]


def test_there_are_few_sentences(real: Site) -> None:
    """A meeting has an hour. The rest is counted, and comes when somebody asks."""
    kinds = gaps(coverage(real))
    assert all(0 < len(kind.gaps) <= 8 for kind in kinds)
    assert sum(len(kind.more) for kind in kinds) > 0


def test_every_sentence_of_the_real_report_is_true(real: Site) -> None:
    """Each is read back by a rule of its own: where it says there is nothing, nothing is; elsewhere there is more."""
    found = coverage(real)
    topics = {topic.name: topic.id for topic in found.topics}
    areas = {area.name: area.id for area in found.areas}
    checked = 0
    for gap in (gap for kind in gaps(found) for gap in kind.gaps + kind.more):
        where, _, _ = gap.sentence.partition(". ")
        named = {id_ for name, id_ in areas.items() if name in where}
        missing = {*areas.values()} - named if "except" in where else named or {*areas.values()}
        for band in (band for band in BANDS if is_about(gap.sentence, band.lowest)):
            if (topics[gap.topic], next(iter(areas.values())), BANDS.index(band)) in found.squares:
                for area in areas.values():
                    level = best(real, topics[gap.topic], area, band)
                    assert (level <= gap.level) == (area in missing), (gap, area, band.name)
                    checked += 1
    assert checked > 300


def is_about(sentence: str, age: int) -> bool:
    """Whether the sentence is about people of this age."""
    if "under-16s" in sentence and age < 16:
        return True
    if found := re.search(r"aged (\d+) to (\d+)", sentence):
        return int(found[1]) <= age <= int(found[2])
    if found := re.search(r"aged (\d+) and over", sentence):
        return age >= int(found[1])
    if found := re.search(r"up to (\d+)", sentence):
        return age <= int(found[1])
    return "under-16s" not in sentence


def best(site: Site, topic: str, area: str, band: Band) -> Level:
    """The best that a person of these ages in this area finds, looked for service by service."""
    groups = {"children": (0, 15), "young-people": (11, 25), "adults": (18, 120), "older-people": (60, 120)}
    groups["parents-carers"] = (16, 120)
    levels = [Level.NOTHING]
    for service in site.services:
        ages = [groups[who] for who in site.readers(service.for_) if who in groups]
        if service.ages and str(service.ages) != "All ages":
            ages = [(service.ages.lowest or 0, service.ages.highest or 120)]
        takes = any(low <= band.highest and high >= band.lowest for low, high in ages)
        serves = {wider.kind for wider in site.within(area) if wider.id in service.areas}
        if topic in service.topics and takes and serves:
            local = Level.PLACE if service.locations else Level.NEAR
            levels.append(Level.FAR if serves == {"national"} else local)
    return max(levels)


def test_what_somebody_has_to_look_at(site: SiteFolder) -> None:
    site.replace("content/services/shout.yaml", "next check: 2027-04-01", "next check: 2026-11-01")
    site.replace("content/services/shout.yaml", "    hours: always\n", "")
    site.replace("content/services/shout.yaml", "cost: free\n", "")
    found = {task.heading: (task.count, task.names) for task in tasks(ground_of(site).site)}
    assert found == {
        "Which services should have been checked by now?": (1, ("Shout (1 November 2026)",)),
        "Which services has nobody rung yet?": (2, ("Samaritans", "Shout")),
        "Which services have only a website or an email address?": (0, ()),
        "Which opening times don't we know?": (1, ("Shout",)),
        "Where don't we know if it is free?": (1, ("Shout",)),
        "Which services are waiting for better facts?": (1, ("Not Yet",)),
    }


def test_the_pictures_have_every_square_once(real: Site) -> None:
    found = coverage(real)
    maps = heat_maps(real, found)
    paths = [shade for picture in maps for shade in picture.shades]
    drawn = {name: sum(path.count("M") for of, path in paths if of == name) for name, _ in paths}
    counted = [square.level for square in found.squares.values()]
    assert drawn == {
        "nothing": counted.count(Level.NOTHING),
        "far": counted.count(Level.FAR),
        "local": counted.count(Level.NEAR),
        "place": counted.count(Level.PLACE),
    }
    assert sum(shade.crosses.count("M") for shade in maps) == 2 * counted.count(Level.NOTHING)
    assert [row.topic for shade in maps for row in shade.rows] == [
        topic.name for group in real.groups for topic in found.topics if topic.group == group.id
    ]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the real report."""
    folder = tmp_path_factory.mktemp("report")
    words = ["report", "--content", str(ROOT / "content"), "--layouts", str(ROOT / "layouts")]
    outcome = run([*words, "--out", str(folder), "--date", TODAY])
    assert outcome.code == 0, outcome.text
    assert outcome.text == f"The report is in {folder}/index.html, with three tables beside it.\n"
    return folder


def test_the_page_is_one_file_and_well_made(written: Path) -> None:
    """It is sent by mail and opened from a stick: nothing is loaded from anywhere."""
    text = (written / "index.html").read_text(encoding="utf-8")
    assert not re.search(r"\s(?:src|href)=|url\(|@import", text)
    page = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)
    assert len(page.findall(".//h1")) == 1
    pictures = [svg for svg in page.iter("{http://www.w3.org/2000/svg}svg") if svg.get("role") == "img"]
    assert len(pictures) == 8
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    for picture in pictures:
        assert all(name in ids for name in str(picture.get("aria-labelledby")).split())
    assert len(page.findall(".//table")) == len(pictures)
    assert all(head.get("scope") for head in page.iter("th"))


def test_the_tables_of_the_page_say_what_the_csv_says(written: Path) -> None:
    page = html5lib.parse((written / "index.html").read_text(encoding="utf-8"), namespaceHTMLElements=False)
    shown: dict[tuple[str, str, str], str] = {}
    for table in page.iter("table"):
        areas = ["".join(head.itertext()) for head in table.findall("./thead/tr/th")][1:]
        for row in table.findall("./tbody/tr"):
            topic = "".join(row.findall("th")[0].itertext())
            for area, cell in zip(areas, row.findall("td"), strict=True):
                words = "".join(cell.itertext()).split(", ")
                shown |= {
                    (topic, area, band.name): word for band, word in zip(BANDS, words, strict=True) if word != "-"
                }
    rows = csv.DictReader(io.StringIO((written / "coverage.csv").read_text(encoding="utf-8")))
    assert {(row["topic"], row["area"], row["age"]): row["best"] for row in rows} == shown
    assert len(shown) > 2000


def test_every_gap_is_said_in_plain_words(written: Path, real: Site) -> None:
    """On the page, the long tail behind a summary; and as rows for whoever makes a list of what to look for."""
    every = [(gap.topic, gap.sentence) for kind in gaps(coverage(real)) for gap in kind.gaps + kind.more]
    page = html5lib.parse((written / "index.html").read_text(encoding="utf-8"), namespaceHTMLElements=False)
    items = {" ".join("".join(item.itertext()).split()) for item in page.iter("li")}
    assert [gap for gap in every if f"{gap[0]}. {gap[1]}" not in items] == []
    rows = csv.DictReader(io.StringIO((written / "gaps.csv").read_text(encoding="utf-8")))
    assert [(row["topic"], row["what is missing"]) for row in rows] == every
    assert len(every) > 50


def test_all_services_are_in_the_table_of_what_to_look_at(written: Path, real: Site) -> None:
    rows = list(csv.DictReader(io.StringIO((written / "to-check.csv").read_text(encoding="utf-8"))))
    assert {row["id"] for row in rows} == {
        service.id for service in real.directory.values() if service.status != "closed"
    }
    assert sum(row["not checked"] == "yes" and row["status"] == "live" for row in rows) == len(real.services)


def test_the_same_content_gives_the_same_report(written: Path, tmp_path: Path) -> None:
    words = ["report", "--content", str(ROOT / "content"), "--layouts", str(ROOT / "layouts"), "--date", TODAY]
    assert run([*words, "--out", str(tmp_path / "again")]).code == 0
    for name in ("index.html", "gaps.csv", "coverage.csv", "to-check.csv"):
        assert (tmp_path / "again" / name).read_bytes() == (written / name).read_bytes()


@pytest.mark.browser
def test_on_paper_it_is_a4_with_letters_that_can_be_read(
    written: Path, real: Site, chromium: str, tmp_path: Path
) -> None:
    """Some members have it on paper alone: sentences on two pages, then all topics, and room for notes."""
    pdf = tmp_path / "report.pdf"
    quiet = [
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-pdf-header-footer",
    ]
    command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", *quiet, f"--user-data-dir={tmp_path}/profile"]
    subprocess.run(
        [*command, f"--print-to-pdf={pdf}", (written / "index.html").as_uri()], check=True, capture_output=True
    )
    with pdfplumber.open(pdf) as document:
        pages = [page.extract_text() for page in document.pages]
        sizes = {(round(page.width / 72 * 25.4), round(page.height / 72 * 25.4)) for page in document.pages}
        letters = [char for page in document.pages[3:6] for char in page.chars]
    assert sizes == {(210, 297)}
    assert len(pages) <= 8
    assert "Where do we list nothing at all?" in pages[0]
    assert "Where do we list no address to go to?" in pages[1]
    everything = "\n".join(pages)
    labels = [words.text for picture in heat_maps(real, coverage(real)) for words in picture.topics]
    assert len(labels) >= 70
    assert [label for label in labels if label not in everything] == []
    assert "What do you know that we don't?" in pages[-1]
    points = sorted(char["size"] for char in letters if char["text"].isalpha())
    names = [char for char in letters if 9 < char["size"] < 10.5 and char["text"].strip()]
    assert len(names) > 800
    assert max(char["x1"] for char in names) < (15 + 60 * 180 / 188) / 25.4 * 72, "no name runs into its squares"
    assert points[len(points) // 2] >= 8.5  # for half of the letters and more


def test_the_help_is_good_english() -> None:
    assert "where the content is (content)" in run(["report", "--help"]).text


def test_it_is_never_written_into_the_published_site(site: SiteFolder) -> None:
    """A list of what is missing would tell readers in need what they can't have."""
    assert site.run().code == 0
    for folder in (site.out, site.out / "report", site.out / "a/b", site.content / "report"):
        outcome = report(site, "--out", str(folder))
        assert outcome.code == 2
        assert "Name another with --out." in outcome.error
    assert not (site.out / "report").exists()
    assert not (site.content / "report").exists()


def test_it_never_takes_the_place_of_somebody_elses_page(site: SiteFolder) -> None:
    site.write("report/index.html", "<p>mine</p>")
    outcome = report(site)
    assert outcome.code == 2
    assert "is there already and is no report" in outcome.error
    assert (site.folder / "report/index.html").read_text() == "<p>mine</p>"


def test_an_earlier_report_is_renewed(site: SiteFolder) -> None:
    assert report(site).code == 0
    before = (site.folder / "report/index.html").read_text()
    site.replace(OPEN_DOOR, "topics: [anxiety, sleep]", "topics: [anxiety]")
    assert report(site).code == 0
    assert (site.folder / "report/index.html").read_text() != before


def test_content_with_faults_has_no_report(site: SiteFolder) -> None:
    site.replace(OPEN_DOOR, "topics: [anxiety, sleep]", "topics: [anxeity]")
    outcome = report(site)
    assert outcome.code == 1
    assert 'there is no topic "anxeity"' in outcome.text
    assert not (site.folder / "report").exists()


def test_no_name_breaks_out_of_the_report(site: SiteFolder) -> None:
    site.replace("content/vocabulary/topics.yaml", "name: Sleep problems", 'name: "<script>alert(1)</script>"')
    site.replace("content/vocabulary/areas.yaml", "name: Mansfield", 'name: "=cmd|x"')
    assert report(site).code == 0
    page = html5lib.parse((site.folder / "report/index.html").read_text(), namespaceHTMLElements=False)
    assert page.findall(".//script") == []
    assert '"\'=cmd|x"' in (site.folder / "report/coverage.csv").read_text()
