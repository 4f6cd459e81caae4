"""Packs and lists of changes: one PDF on request, for a stall, a ward, or an older booklet."""

import csv
import io
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pdfplumber
import pikepdf
import pytest
from workbench import ROOT, SiteFolder, run

GUIDE = """---
title: Breathing
summary: A way to calm down.
kind: guide
for: [{for_}]
changed: 2026-11-01
next review: 2027-10-01
---
Breathe out slowly.

## How do you begin?

Count to five. See [[sleep]].

---
"""


AREAS = ("national", "nottingham-city", "nottinghamshire", "mansfield")  # of the small site


@pytest.fixture
def stall(site: SiteFolder) -> SiteFolder:
    """The small site with a guide for each group."""
    site.write("content/pages/guides/breathing.md", GUIDE.format(for_="adults"))
    site.write("content/pages/guides/school.md", GUIDE.format(for_="young people").replace("Breathing", "At school"))
    return site


def printed(site: SiteFolder, *words: str) -> tuple[str, bytes]:
    """Run `print` on a site: the name of the one file that it wrote, and its bytes."""
    folder = site.folder / "packs"
    outcome = site.run("print", "--out", str(folder), *words)
    assert outcome.code == 0, outcome.text + outcome.error
    (file,) = folder.iterdir()
    assert outcome.text.startswith(f"{file}: ")
    data = file.read_bytes()
    file.unlink()
    return file.name, data


def said(pdf: bytes) -> str:
    with pdfplumber.open(BytesIO(pdf)) as opened:
        return " ".join(" ".join(page.extract_text() for page in opened.pages).split())


def table(site: SiteFolder) -> list[list[str]]:
    """The published table of the directory: a header, then the services."""
    assert site.run("build").code == 0
    return list(csv.reader(io.StringIO(site.read("/open-referral/services.csv"), newline="")))


def kept(site: SiteFolder, rows: list[list[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows(rows)
    site.write("older.csv", out.getvalue())
    return str(site.folder / "older.csv")


def test_a_pack_has_what_fits_and_nothing_else(stall: SiteFolder) -> None:
    name, pdf = printed(stall, "--area", "mansfield", "--audience", "adults")
    text = said(pdf)
    assert name == "pack-mansfield-adults.pdf"
    for words in (
        "For adults in Mansfield",
        "2 services",
        "116 123",
        "What is in this booklet",
        "Breathing",
    ):
        assert words in text, words
    for words in ("Open Door", "At school", "older than"):
        assert words not in text, words
    name, pdf = printed(stall, "--audience", "Young People", "--large")
    assert name == "pack-young-people-large.pdf"
    text = said(pdf)
    assert "At school" in text
    assert "01623 000000" in text
    assert "Breathing" not in text
    name, pdf = printed(stall)
    assert name == "pack.pdf"
    assert {"Breathing", "school", "Door"} <= {*said(pdf).split()}


@pytest.mark.parametrize(("words", "points"), [((), 14), (("--large",), 18)])
def test_a_pack_is_clear_or_large_and_tagged(stall: SiteFolder, words: tuple[str, ...], points: int) -> None:
    _, pdf = printed(stall, "--area", "mansfield", *words)
    with pdfplumber.open(BytesIO(pdf)) as opened:
        sizes = {char["size"] for page in opened.pages for char in page.chars if char["text"].strip()}
        assert min(sizes) >= points - 0.01
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert str(opened.Root.Lang) == "en-GB"
        assert opened.Root.MarkInfo.Marked
        assert opened.docinfo["/Title"] == "Help for your mental health: For everyone in Mansfield"
        with opened.open_outline() as outline:
            titles = [item.title for top in outline.root for item in [top, *top.children]]
    assert "Breathing" in titles
    assert "Find it by need" in titles


def test_the_same_words_give_the_same_bytes(stall: SiteFolder) -> None:
    words = ("--area", "mansfield", "--audience", "adults")
    assert printed(stall, *words) == printed(stall, *words)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ["--area", "mansfeild"],
            f'There is no area "mansfeild". Did you mean mansfield? There are {", ".join(AREAS)}.',
        ),
        (["--audience", "toddlers"], 'There is no audience "toddlers". There are young-people, adults.'),
        (["--since", "2027-01-01"], "Nothing changed since 1 January 2027: there is nothing to print."),
    ],
)
def test_what_cannot_be_printed_is_told_with_what_can(site: SiteFolder, words: list[str], told: str) -> None:
    (site.content / "services/old-door.yaml").unlink()  # a closed service is news to every booklet
    outcome = site.run("print", "--out", str(site.folder / "packs"), *words)
    assert (outcome.code, outcome.text, outcome.error.strip()) == (2, "", told)
    assert not (site.folder / "packs").exists()


@pytest.mark.parametrize("when", ["yesterday", "2026-13-01", "no-such-file.csv"])
def test_since_wants_a_day_or_a_file(site: SiteFolder, when: str) -> None:
    outcome = site.run("print", "--since", when)
    assert outcome.code == 2
    assert f'"{when}" is' in outcome.error


def test_problems_of_the_content_are_told_and_nothing_is_written(site: SiteFolder) -> None:
    site.replace("content/services/open-door.yaml", "areas: [mansfield]", "areas: [atlantis]")
    outcome = site.run("print", "--out", str(site.folder / "packs"))
    assert outcome.code == 1
    assert outcome.text.startswith("content/services/open-door.yaml:9:")
    assert not (site.folder / "packs").exists()


def test_a_pack_does_not_go_where_the_next_build_would_remove_it(site: SiteFolder) -> None:
    assert site.run("build").code == 0
    outcome = site.run("print", "--out", str(site.out / "packs"))
    assert outcome.code == 2
    assert "is in the published site" in outcome.error
    site.write("packs", "a file")
    outcome = site.run("print", "--out", str(site.folder / "packs"))
    assert outcome.code == 2
    assert "is not a folder" in outcome.error


def test_since_a_table_it_says_exactly_what_changed(site: SiteFolder) -> None:
    head, *rows = table(site)
    column = {name: at for at, name in enumerate(head)}
    rows = [row for row in rows if row[column["id"]] != "shout"]
    for row in rows:
        if row[column["id"]] == "open-door":
            row[column["phone"]] = "01623 111 111"
            row[column["cost"]] = "5 pounds"
        if row[column["id"]] == "old-door":
            row[column["status"]] = "live"
    gone = [*rows[0]]
    gone[column["id"]], gone[column["name"]], gone[column["status"]] = "the-mill", "The Mill", "live"
    name, pdf = printed(site, "--since", kept(site, [head, *rows, gone]))
    text = said(pdf)
    assert name == "what-changed.pdf"
    assert "What changed since 12 October 2026" in text  # the newest day in the table
    crossed, new, changed = (text.index(words) for words in ("Cross these out", " New ", " Changed "))
    assert crossed < text.index("The Mill") < new < text.index("Text SHOUT to 85258", new) < changed
    assert crossed < text.index("Old Door") < new
    assert changed < text.index("Changed: what it costs, how to reach it.")
    assert "01623 000000" in text
    assert "01623 111 111" not in text
    assert "Samaritans" not in text[crossed:]


def test_a_table_of_today_has_no_news(site: SiteFolder) -> None:
    """What we publish and read again says nothing changed, apostrophes against formulas included."""
    site.replace("content/services/open-door.yaml", "cost: free", 'cost: "=free"')
    outcome = site.run("print", "--out", str(site.folder / "packs"), "--since", kept(site, table(site)))
    assert outcome.code == 2
    assert "Nothing changed since" in outcome.error


def test_changes_are_those_of_the_area_and_group_that_are_asked_for(site: SiteFolder) -> None:
    head, *rows = table(site)
    older = kept(site, [head, *(row for row in rows if row[0] != "open-door")])
    assert "Open Door" in said(printed(site, "--since", older, "--area", "mansfield")[1])
    outcome = site.run("print", "--out", str(site.folder / "packs"), "--since", older, "--audience", "adults")
    assert (outcome.code, "Nothing changed" in outcome.error) == (2, True)


def test_since_a_day_it_says_what_was_looked_at_and_no_more(site: SiteFolder) -> None:
    name, pdf = printed(site, "--since", "2026-10-12")
    text = said(pdf)
    assert name == "what-changed.pdf"
    assert "New, changed, or looked at again" in text
    assert "Open Door" in text
    assert "Changed:" not in text
    assert text.index("Cross these out") < text.index("Old Door")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"name,phone\nA,1\n", "older.csv:1:1: this is not a table of services as the site publishes it"),
        (b"", "older.csv:1:1: this is not a table of services as the site publishes it"),
        (b"id,name,status\n\xff,A,live\n", "older.csv:2:1: there is a character here that is not UTF-8"),
    ],
)
def test_another_table_is_told(site: SiteFolder, data: bytes, told: str) -> None:
    site.write("older.csv", data)
    outcome = site.run("print", "--out", str(site.folder / "packs"), "--since", str(site.folder / "older.csv"))
    assert outcome.code == 1
    assert outcome.text.startswith(told)


def test_other_commands_do_not_import_typst() -> None:
    """It takes a while, and most who type a command need none."""
    code = "import sys; from nottalone_ssg.cli import main; main(['print', '--help']); print('typst' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.endswith("False\n")


def test_a_pack_of_the_real_site_has_every_number_on_one_line(tmp_path: Path) -> None:
    folders = [f"--{name}={ROOT / name}" for name in ("content", "layouts", "assets")]
    words = ["--area", "mansfield", "--audience", "adults", "--date", "2026-11-22", "--out", str(tmp_path)]
    assert run(["print", *folders, *words]).code == 0
    with pdfplumber.open(tmp_path / "pack-mansfield-adults.pdf") as opened:
        lines = [line for page in opened.pages for line in page.extract_text().splitlines()]
    for number in ("0808 196 3779", "116 123", "0300 500 8080"):
        assert any(number in line for line in lines), number
    assert any("For adults in Mansfield" in line for line in lines)
