"""Import: what a table or open data means for the directory, said before it is done, and done without harm."""

import csv
import io
import json
import re
import shutil
import sys
import time
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from workbench import ROOT, SITES, TODAY, Outcome, SiteFolder, copy_of, ground_of, run

from nottalone_ssg.exports.open_referral.files import Catalogue
from nottalone_ssg.exports.table import COLUMNS
from nottalone_ssg.importing import records
from nottalone_ssg.importing.columns import read_rows
from nottalone_ssg.importing.excel import read_excel
from nottalone_ssg.importing.referral import read_referral
from nottalone_ssg.importing.tables import read_csv
from nottalone_ssg.importing.yaml_files import written
from nottalone_ssg.model.site import Site
from nottalone_ssg.yaml_text import Value

OPEN_DOOR = "content/services/open-door.yaml"
NEW = {
    "name": "Quiet Room",
    "organisation": "Quiet Trust",
    "summary": "A quiet room.",
    "for": "adults",
    "topics": "anxiety",
    "areas": "mansfield",
    "phone": "01623 000 002",
}


FIELDS = (
    *("id", "name", "description", "status", "url", "email", "fees", "minimum_age", "maximum_age", "alternate_name"),
    *("organization", "phones", "number", "type", "schedules", "byday", "opens_at", "closes_at", "phone_id", "notes"),
    *("service_at_locations", "location", "addresses", "address_1", "city", "attributes", "taxonomy_term", "taxonomy"),
    *("service_areas", "languages", "contacts", "additional_urls", "application_process", "accessibility", "label"),
)
BROKEN = ({"phone": "x"}, {"topics": "anxeity"}, {"summary": ""}, {"areas": "narnia"}, {"for": "dogs"})


@cache
def small() -> Site:
    """The small site as it comes."""
    return ground_of(SiteFolder(SITES / "small")).site


def bring_in(site: SiteFolder, file: str, *words: str) -> Outcome:
    """Run the import of a file in the site's folder."""
    command = ["import", str(site.folder / file), "--content", str(site.content), "--date", TODAY, *words]
    return run(command)


def table(site: SiteFolder, *rows: dict[str, str], name: str = "table.csv") -> str:
    """Write a table with these rows; gives its name."""
    columns = list(dict.fromkeys(key for row in rows for key in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, restval="")
    writer.writeheader()
    writer.writerows(rows)
    site.write(name, out.getvalue())
    return name


def changed(outcome: Outcome) -> list[str]:
    """The lines that say what changes in services, without the spaces before them."""
    return [line.strip() for line in outcome.text.splitlines() if " -> " in line]


def contents(site: SiteFolder) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted((site.content / "services").iterdir())}


@pytest.fixture(scope="module")
def real_data(tmp_path_factory: pytest.TempPathFactory) -> SiteFolder:
    """The real content, with what is published of it as a table, as Excel and as open data."""
    site = SiteFolder(tmp_path_factory.mktemp("real-data"))
    shutil.copytree(ROOT / "content", site.content)
    catalogue = Catalogue(ground_of(site))
    for name in ("services.csv", "all-services.json", "services.json"):
        site.write(name, catalogue.text(name))
    some = next(iter(catalogue.endpoints["services"]))
    site.write("one.json", catalogue.text(f"services/{some}.json"))
    site.write("array.json", json.dumps(json.loads(catalogue.text("all-services.json"))["contents"], indent=1))
    book = openpyxl.Workbook()
    for row in csv.reader(io.StringIO(catalogue.text("services.csv"), newline="")):
        book.active.append(row)
    book.save(site.folder / "services.xlsx")
    return site


@pytest.mark.parametrize(
    ("file", "count"),
    [
        ("services.csv", 143),
        ("services.xlsx", 143),
        ("all-services.json", 143),
        ("array.json", 143),
        ("services.json", 25),
        ("one.json", 1),
    ],
)
def test_what_we_publish_can_come_back_and_changes_nothing(real_data: SiteFolder, file: str, count: int) -> None:
    """An editor who sends the table out and gets it back sees what others changed in it, and nothing else."""
    before = contents(real_data)
    outcome = bring_in(real_data, file, "--write")
    assert outcome.text == f"0 new, 0 changed, {count} unchanged.\nNothing was written.\n"
    assert outcome.code == 0
    assert contents(real_data) == before


_typed = st.text(st.sampled_from("ab |;:,=+-@'\"\\#[]{}&*!%\u2019\n"), min_size=1, max_size=24).filter(
    lambda text: bool(text.strip(" \n"))
)


@settings(max_examples=25, deadline=None)
@given(_typed, st.lists(_typed, min_size=1, max_size=3), _typed, _typed)
def test_whatever_is_typed_comes_back_and_changes_nothing(one: str, things: list[str], note: str, cost: str) -> None:
    """The signs that tables, lists in cells and paragraphs with labels are made of, in every place of a service."""
    with TemporaryDirectory() as folder:
        site = copy_of("small", Path(folder))
        value: dict[str, Value] = {
            "name": one,
            "organisation": note,
            "summary": one,
            "next step": "ring",
            "what happens": note,
            "how to refer": one,
            "offers": [*things],
            "also called": [*things],
            "access": cost,
            "topics": ["anxiety"],
            "cost": cost,
            "for": ["adults"],
            "areas": ["mansfield"],
            "next check": "2027-01-01",
            "contacts": [{"phone": "999", "note": note, "label": one}],
            "source": {"said": cost, "on": "2026-10-01", "confidence": "low"},
        }
        site.write("content/services/typed.yaml", written(value))
        catalogue = Catalogue(ground_of(site))
        for name in ("services.csv", "all-services.json"):
            site.write(name, catalogue.text(name))
            outcome = bring_in(site, name, "--accept")
            assert outcome.text.startswith("0 new, 0 changed, 5 unchanged."), outcome.text


def test_a_lost_service_comes_back_from_the_table_whole(real_data: SiteFolder, tmp_path: Path) -> None:
    """As a draft, because nobody has verified it; in all else as it was, the order of its contacts included."""
    site = SiteFolder(tmp_path)
    shutil.copytree(real_data.content, site.content)
    shutil.copy(real_data.folder / "services.csv", site.folder)
    shutil.copy(real_data.folder / "all-services.json", site.folder)
    before = ground_of(site).site.directory
    shown = (site.content / "pages").rglob("*.md")
    named = {name for page in shown for name in re.findall(r"(?:call|service|text):? ?([a-z0-9-]+)", page.read_text())}
    settings = (site.content / "site.yaml").read_text()
    lost = [
        name for name, service in before.items() if service.published and name not in named and name not in settings
    ]
    lost = [name for name in lost if not any(name in file.read_text() for file in (site.content / "search").glob("*"))]
    assert len(lost) >= 10
    for name in lost:
        (site.content / f"services/{name}.yaml").unlink()
    outcome = bring_in(site, "services.csv", "--write")
    assert outcome.code == 0, outcome.text
    after = ground_of(site).site.directory
    apart = {"status": "draft", "people_say": (), "notes_for_editors": ()}  # the last two are never published
    for name in lost:
        assert after[name] == before[name].model_copy(update=apart), name


def test_nothing_is_written_before_somebody_says_so(site: SiteFolder) -> None:
    before = contents(site)
    outcome = bring_in(site, table(site, NEW, {"id": "open-door", "name": "Open Door", "cost": "1 pound"}))
    assert outcome.code == 0
    assert outcome.text.endswith(
        "1 new, 0 changed, 1 held back, 0 unchanged.\nNothing is written yet: --write does it.\n"
    )
    assert contents(site) == before


def test_a_new_service_is_a_draft_in_the_form_that_editors_write(site: SiteFolder) -> None:
    outcome = bring_in(site, table(site, {**NEW, "hours": ""}), "--write")
    assert outcome.code == 0, outcome.text
    assert "quiet-room: Quiet Room, a draft" in outcome.text
    assert (site.content / "services/quiet-room.yaml").read_text() == (
        "name: Quiet Room\n"
        "organisation: Quiet Trust\n"
        "summary: A quiet room.\n"
        "for: [adults]\n"
        "topics: [anxiety]\n"
        "areas: [mansfield]\n"
        "contacts:\n"
        "  - phone: 01623 000 002\n"
        "status: draft\n"
        "source: {said: the file table.csv, on: 2026-11-22, confidence: low}\n"
        "next check: 2026-12-22\n"
    )
    assert site.run().code == 0


@pytest.mark.parametrize(
    ("verified", "status"),
    [({}, "draft"), ({"verified on": "2026-11-20", "verified by": "service coordinator"}, "live")],
)
def test_a_new_service_goes_live_only_if_a_person_has_verified_it(
    site: SiteFolder, verified: dict[str, str], status: str
) -> None:
    first = {"next step": "ring", "what happens": "Somebody says hello."}
    bring_in(site, table(site, {**NEW, **first, **verified, "status": "live"}), "--write")
    assert f"status: {status}\n" in (site.content / "services/quiet-room.yaml").read_text()


def test_a_live_service_that_does_not_say_what_comes_first_is_told_with_its_row(site: SiteFolder) -> None:
    """An import follows the same rule as a file: who goes live says what to do first, and what happens then."""
    verified = {"verified on": "2026-11-20", "verified by": "service coordinator", "status": "live"}
    before = contents(site)
    outcome = bring_in(site, table(site, {**NEW, **verified}), "--write")
    assert 'table.csv:2:1: "next step" and "what happens" are missing\n' in outcome.text
    assert contents(site) == before


def test_a_draft_does_not_go_live_by_an_import(site: SiteFolder) -> None:
    row = {"id": "not-yet", "name": "Not Yet", "status": "live", "phone": "01623 000 003"}
    outcome = bring_in(site, table(site, row), "--write")
    assert changed(outcome) == ["phone: (nothing) -> 01623 000003"]
    assert "stays a draft: nobody has verified it" in outcome.text
    assert "status: draft" in (site.content / "services/not-yet.yaml").read_text()


KEPT = """\
# Rung by the coordinator.
name:   Open Door   # as on the sign
organisation: Open Door Trust
summary: 'A drop-in where you can talk to somebody
  the same day.'
for: [young people]
topics: [anxiety, sleep]  # the main ones
areas:
  # only here
  - mansfield
next step: go online
what happens: Somebody says hello.
cost: free
contacts:
  # the front desk
  - phone: 01623 000 000  # not the old number
    hours: mon-fri 9:30-17:00
    note: Press 2.
  - web: https://example.org/open-door
source: {page: "https://example.org/open-door", on: 2026-10-01, confidence: high}
next check: 2027-04-12
notes for editors:
  - Do not print.
"""


def test_only_what_changes_is_written_and_comments_and_order_stay(site: SiteFolder) -> None:
    """An editor's file is the editor's: the import puts the new values into it and touches nothing else."""
    site.write(OPEN_DOOR, KEPT)
    row = {
        "id": "open-door",
        "name": "The Open Door",
        "cost": "2 pounds",
        "also called": "Door\nThe Door",
        "topics": "anxiety; bereavement",
        "next step": "ring",
        "phone": "01623 000 009 | hours: mon-fri 9:30-17:00 | label: Desk\n01623 000 010",
        "visit": "1 Example Street, Mansfield",
        "source confidence": "medium",
        "source dated": "2026",
    }
    outcome = bring_in(site, table(site, row), "--write")
    assert outcome.code == 0, outcome.text
    assert changed(outcome) == [
        "name: Open Door -> The Open Door",
        "cost: free -> 2 pounds",
        "also called: (nothing) -> Door, The Door",
        "topics: anxiety, sleep -> anxiety, bereavement",
        "next step: go online -> ring",
        (
            "source: page: https://example.org/open-door, on: 2026-10-01, confidence: high "
            "-> page: https://example.org/open-door, dated: 2026, on: 2026-10-01, confidence: medium"
        ),
        "phone: 01623 000000 -> 01623 000009",
        "phone 01623 000009: label: (nothing) -> Desk",
        "phone 01623 000009: note: Press 2. -> (nothing)",
        "phone: (nothing) -> 01623 000010",
        "visit: (nothing) -> 1 Example Street, Mansfield",
    ]
    assert (site.folder / OPEN_DOOR).read_text() == (
        KEPT.replace("name:   Open Door ", "name:   The Open Door ")
        .replace("organisation:", "also called: [Door, The Door]\norganisation:")
        .replace("topics: [anxiety, sleep]  #", "topics: [anxiety, bereavement]  #")
        .replace("next step: go online", "next step: ring")
        .replace("cost: free", "cost: 2 pounds")
        .replace("phone: 01623 000 000  #", "phone: 01623 000 009  #")
        .replace("    hours: mon-fri 9:30-17:00\n", "    label: Desk\n    hours: mon-fri 9:30-17:00\n")
        .replace("    note: Press 2.\n", "")
        .replace(
            "open-door\nsource:",
            "open-door\n  - phone: 01623 000 010\n  - visit: 1 Example Street, Mansfield\nsource:",
        )
        .replace('door", on: 2026-10-01, confidence: high}', 'door", dated: 2026, on: 2026-10-01, confidence: medium}')
    )
    assert site.run().code == 0


def test_line_breaks_of_an_editor_are_no_change(site: SiteFolder) -> None:
    """A table knows no line breaks in a text; what means the same stays as it was typed, and the rest is written."""
    summary = "|\n  A drop-in\n  where you can talk."
    folded = KEPT.replace("'A drop-in where you can talk to somebody\n  the same day.'", summary)
    folded = folded.replace("note: Press 2.", "note: |\n      Press\n      2.")
    folded = folded.replace("[young people]", "[adults, young people]")
    site.write(OPEN_DOOR, folded)
    row = {"id": "open-door", "summary": "A drop-in where you can talk.", "cost": "2 pounds", "for": "everyone"}
    row |= {"phone": "01623 000 000 | note: Press 2.", "source page": "https://example.org/open-door"}
    outcome = bring_in(site, table(site, row), "--write")
    assert changed(outcome) == ["cost: free -> 2 pounds"], outcome.text
    assert (site.folder / OPEN_DOOR).read_text() == folded.replace("cost: free", "cost: 2 pounds")


def test_what_the_file_does_not_say_stays(site: SiteFolder) -> None:
    """An empty cell is a gap, not a fact."""
    site.replace(OPEN_DOOR, "verified: {on: 2026-10-12, by: service coordinator}\n", "")
    outcome = bring_in(site, table(site, {"id": "open-door", "name": "Open Door", "phone": "", "cost": ""}))
    assert "0 new, 0 changed, 1 unchanged." in outcome.text


def test_a_number_that_is_no_longer_listed_goes(site: SiteFolder) -> None:
    """Where the file lists other contacts of that kind; else it may only have forgotten them."""
    site.replace(OPEN_DOOR, "verified: {on: 2026-10-12, by: service coordinator}\n", "")
    site.replace(OPEN_DOOR, "  - web:", "  - phone: 01623 000 004\n    note: At night.\n  - web:")
    outcome = bring_in(site, table(site, {"id": "open-door", "name": "Open Door", "phone": "01623 000 004"}), "--write")
    gone = "01623 000000 | hours: mon-fri 9:30-17:00, not bank holidays | note: Press 2 for the drop-in."
    assert changed(outcome) == [f"phone: {gone} -> (nothing)"]
    text = (site.folder / OPEN_DOOR).read_text()
    assert "01623 000 000" not in text
    assert "  - phone: 01623 000 004\n    note: At night.\n" in text


def test_what_was_said_of_an_old_number_goes_with_it(site: SiteFolder) -> None:
    """ "Always, and free" beside a number that nobody has rung would be a wrong fact on a crisis line."""
    (site.folder / "content/services/samaritans.yaml").write_text(
        KEPT.replace("phone: 01623 000 000", "label: Night line\n    phone: 116 123")
    )
    row = {"id": "samaritans", "phone": "0115 111 1111 | note: Ask for Jo."}
    expected = [
        "phone: 116 123 -> 0115 111 1111",
        "phone 0115 111 1111: label: Night line -> (nothing)",
        "phone 0115 111 1111: hours: mon-fri 9:30-17:00 -> (nothing)",
        "phone 0115 111 1111: note: Press 2. -> Ask for Jo.",
    ]
    assert changed(bring_in(site, table(site, row))) == expected
    assert changed(bring_in(site, "table.csv", "--write")) == expected
    text = (site.folder / "content/services/samaritans.yaml").read_text()
    assert "  - phone: 0115 111 1111  # not the old number\n    note: Ask for Jo.\n  - web:" in text


def test_what_is_said_of_a_number_stays_where_the_number_does(site: SiteFolder) -> None:
    row = {"id": "samaritans", "phone": "116123", "email": "new@example.org"}
    assert [line for line in changed(bring_in(site, table(site, row))) if line.startswith("phone")] == []


@pytest.mark.parametrize(
    ("id_", "hint"),
    [
        ("nosuchid", "As a new service it lacks: name, organisation, summary, for, topics, areas."),
        ("samaritan", "Did you mean samaritans? As a new service it lacks: name, organisation, summary,"),
    ],
)
def test_an_id_that_is_no_service_is_told_once(site: SiteFolder, id_: str, hint: str) -> None:
    """Not as all the keys that a new service would need: most often the id has a slip in it."""
    outcome = bring_in(site, table(site, {"phone": "0115 OPEN", "id": id_}))
    assert f'table.csv:2:2: there is no service "{id_}"\n    {hint}' in outcome.text
    assert 'phone "0115 OPEN" has letters in it' in outcome.text
    assert "is missing" not in outcome.text


def test_what_a_person_verified_is_held_back(site: SiteFolder) -> None:
    before = contents(site)
    name = table(site, {"id": "open-door", "name": "Open Door", "phone": "01623 000 009"})
    outcome = bring_in(site, name, "--write")
    assert outcome.code == 0
    assert "Held back, because a person verified them (--accept takes them):" in outcome.text
    assert "open-door: Open Door (verified on 12 October 2026 by: service coordinator)" in outcome.text
    assert changed(outcome) == [
        "phone: 01623 000000 -> 01623 000009",
        "phone 01623 000009: hours: mon-fri 9:30-17:00, not bank holidays -> (nothing)",
        "phone 01623 000009: note: Press 2 for the drop-in. -> (nothing)",
    ]
    assert contents(site) == before


def test_what_is_accepted_has_to_be_verified_again(site: SiteFolder) -> None:
    """Nobody has rung the new number: "checked on 12 October" would not be true of it."""
    name = table(site, {"id": "open-door", "name": "Open Door", "phone": "01623 000 009"})
    outcome = bring_in(site, name, "--write", "--accept")
    assert changed(outcome)[-1] == "verified: on: 2026-10-12, by: service coordinator -> (nothing)"
    text = (site.folder / OPEN_DOOR).read_text()
    assert "verified" not in text
    assert "phone: 01623 000 009" in text


def test_an_accepted_change_may_bring_its_own_check(site: SiteFolder) -> None:
    row = {"id": "open-door", "name": "Open Door", "cost": "1 pound", "verified on": "2026-11-20"}
    bring_in(site, table(site, row), "--write", "--accept")
    text = (site.folder / OPEN_DOOR).read_text()
    assert "verified: {on: 2026-11-20, by: service coordinator}" in text
    assert "cost: 1 pound" in text


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"phone": "0115 OPEN"}, '7: phone "0115 OPEN" has letters in it'),
        ({"phone": "01623 000 002 | hours: mon-fri 9-5"}, '7: hours "mon-fri 9-5" cannot be read'),
        ({"phone": "01623 000 002 | colour: red"}, '7: there is no key "colour" here'),
        ({"topics": "anxiety; anxeity"}, '5: there is no topic "anxeity"'),
        ({"areas": "narnia"}, '6: there is no area "narnia"'),
        ({"for": "dogs"}, '4: there is no group of people "dogs"'),
        ({"summary": ""}, '1: "summary" is missing'),
        ({"ages": "25-Nov"}, '8: "25-nov" is not an age range'),
        ({"next check": "12/04/2027"}, '8: "12/04/2027" is not a date'),
        ({"status": "open"}, '8: there is no status "open"'),
        ({"id": "../../etc/passwd"}, '8: "../../etc/passwd" cannot be an id'),
        ({"id": "C:\\windows"}, '8: "C:\\windows" cannot be an id'),
        ({"id": "Quiet Room"}, '8: "Quiet Room" cannot be an id'),
        ({"name": "???"}, '1: "name" is missing'),
        ({"verified on": "2027-01-01", "verified by": "me"}, "8: 2027-01-01 is still to come"),
        ({"summary": "a\x07b"}, "3: there is an invisible control character here"),
        ({"summary": "x" * 30_000}, "3: there are 30,000 characters here"),
        ({"web": "javascript:alert(1)"}, '8: "javascript:alert(1)" is not a web address'),
    ],
)
def test_a_row_that_cannot_be_read_is_said_with_row_column_and_reason(
    site: SiteFolder, cells: dict[str, str], said: str
) -> None:
    """The rest is read all the same, and written if that is wanted."""
    good = {**NEW, "name": "Other Room"}
    outcome = bring_in(site, table(site, good, {**NEW, **cells}), "--write")
    assert outcome.code == 1
    assert f"table.csv:3:{said}" in outcome.text
    column = said.partition(":")[0]
    assert f"Row and column: table.csv:3:{column} is cell {'ABCDEFGHI'[int(column) - 1]}3." in outcome.text
    assert "1 new, 0 changed, 0 unchanged, 1 could not be read." in outcome.text
    assert (site.content / "services/other-room.yaml").is_file()
    assert not (site.content / "services/quiet-room.yaml").exists()
    assert site.run().code == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"", "table.csv:1:1: there is nothing in this file"),
        (b"a,b\n1,2\n", "table.csv:1:1: no column is called name or id"),
        (b"name,name\nx,y\n", 'table.csv:1:2: two columns are called "name"'),
        (b"name,sumary\nx,y\n", 'table.csv:1:2: there is no column "sumary"\n    Did you mean summary?'),
        (b"name,summary\nx,\xa3 5\n", "table.csv:2:3: there is a character here that is not UTF-8"),
        ("name\nx\n".encode("utf-16"), "table.csv:1:1: there is a character here that is not UTF-8"),
        (b'name,summary\nx,"y\n', "table.csv:2:1: the table breaks off here"),
        (b"name,summary\nx,y,z\n", "table.csv:2:3: this row has 3 cells, and the first row 2"),
        (b"name\n" + b"," * 500 + b"x\n", "table.csv:2:1: this row has 501 cells"),
        (b"PK\x03\x04\xff\xfe\x00", "table.csv:1:5: there is a character here that is not UTF-8"),
    ],
)
def test_a_table_that_cannot_be_read_is_said(site: SiteFolder, text: bytes, said: str) -> None:
    site.write("table.csv", text)
    outcome = bring_in(site, "table.csv", "--write")
    assert outcome.code == 1
    assert said in outcome.text


def test_two_rows_for_one_service_are_one_too_many(site: SiteFolder) -> None:
    outcome = bring_in(site, table(site, {"id": "shout", "name": "Shout"}, {"id": "shout", "name": "Shout it"}))
    assert outcome.code == 1
    assert 'table.csv:3:1: this is the service "shout" again' in outcome.text
    assert "It stands on line 2 already." in outcome.text


def test_columns_that_nobody_knows_are_named(site: SiteFolder) -> None:
    outcome = bring_in(site, table(site, {**NEW, "Grant reference": "7"}))
    assert outcome.code == 0
    assert 'Passed over, because nothing here has such a key: "grant reference" (H).' in outcome.text


def test_columns_may_have_the_names_that_other_tables_use(site: SiteFolder) -> None:
    row = {**NEW, "Telephone": "01623 000 002", "Website": "https://example.org", "Address": "1 Street, Mansfield"}
    del row["phone"]
    bring_in(site, table(site, row), "--write")
    text = (site.content / "services/quiet-room.yaml").read_text()
    assert "  - phone: 01623 000 002\n  - web: https://example.org\n  - visit: 1 Street, Mansfield\n" in text


@pytest.mark.parametrize("separator", [";", "\t"])
def test_spreadsheets_of_other_countries_are_read(site: SiteFolder, separator: str) -> None:
    site.write("table.csv", "\ufeff" + separator.join(NEW) + "\r\n" + separator.join(NEW.values()) + "\r\n")
    assert "1 new" in bring_in(site, "table.csv").text


TYPED = ["=1+1", "'=1+1", "<script>alert(1)</script>", "{{ 7*7 }}", "!!python/object:os.system", "a: b # c", "- [x]"]


@pytest.mark.parametrize("typed", [*TYPED, "&a *b", "yes", "0300", "null", "\u2019", "#1", "a\\b", '"quoted"', "@home"])
def test_what_is_typed_stays_text(site: SiteFolder, typed: str) -> None:
    """Nothing in a cell is run, by us or by the next spreadsheet; on the page it is what was typed."""
    outcome = bring_in(site, table(site, {**NEW, "organisation": typed}), "--write")
    assert outcome.code == 0, outcome.text
    organisation = ground_of(site).site.directory["quiet-room"].organisation
    assert organisation == typed.removeprefix("'")
    again = {**NEW, "organisation": f"'{organisation}" if organisation.startswith("=") else organisation}
    assert "1 unchanged" in bring_in(site, table(site, again)).text


def test_missing_facts_can_be_given_for_all_new_services(site: SiteFolder) -> None:
    row = {key: NEW[key] for key in ("name", "organisation", "summary", "phone")}
    words = ["--missing", "topics=anxiety, sleep", "--missing", "areas=mansfield", "--missing", "for=adults"]
    outcome = bring_in(site, table(site, row), *words, "--write")
    assert outcome.code == 0, outcome.text
    assert ground_of(site).site.directory["quiet-room"].topics == ("anxiety", "sleep")


# Ids


def test_a_service_keeps_its_id_when_its_name_changes(site: SiteFolder) -> None:
    """By the id, or by our UUID in open data; a changed id would be a dead link in every leaflet."""
    one = table(site, {"id": "samaritans", "name": "The Samaritans"})
    assert changed(bring_in(site, one)) == ["name: Samaritans -> The Samaritans"]
    data = json.loads(Catalogue(ground_of(site)).text("all-services.json"))["contents"]
    samaritans = next(service for service in data if service["name"] == "Samaritans")
    site.write("one.json", json.dumps({**samaritans, "name": "The Samaritans"}))
    assert changed(bring_in(site, "one.json")) == ["name: Samaritans -> The Samaritans"]


def test_without_an_id_a_service_is_known_by_its_name(site: SiteFolder) -> None:
    assert changed(bring_in(site, table(site, {"name": "samaritans", "cost": "nothing"}))) == [
        "name: Samaritans -> samaritans",
        "cost: free -> nothing",
    ]


def test_a_service_of_another_directory_is_known_again(site: SiteFolder) -> None:
    """Its own id is kept in the source of what came in, so that a new name makes no second service."""
    foreign = {
        "id": "0b5bb2a4-6f5c-4d6e-9f3e-2a4f0b1c9d10",
        "name": "Walking Group",
        "description": "A walk each week.",
        "status": "active",
        "organization": {"id": "1b5bb2a4-6f5c-4d6e-9f3e-2a4f0b1c9d10", "name": "Walkers", "description": "x"},
        "service_areas": [{"name": "Mansfield"}],
    }
    words = ["--missing", "topics=anxiety", "--missing", "areas=mansfield", "--missing", "for=adults"]
    site.write("one.json", json.dumps(foreign))
    first = bring_in(site, "one.json", *words, "--write")
    assert first.code == 0, first.text
    assert "walking-group: Walking Group, a draft (the file says live; nobody has verified it)" in first.text
    site.write(
        "one.json", json.dumps({**foreign, "name": "Walks for all", "service_areas": [{"name": "Nottinghamshire"}]})
    )
    assert changed(bring_in(site, "one.json", *words)) == ["name: Walking Group -> Walks for all"]


def test_an_id_and_a_uuid_of_two_services_are_told(site: SiteFolder) -> None:
    uuid = "669b2cfb-64e0-5592-a487-e07871d7e693"
    outcome = bring_in(site, table(site, {"id": "shout", "uuid": uuid, "name": "Shout"}))
    assert 'the id "shout" and the uuid are of two services' in outcome.text
    assert "By its uuid it is open-door." in outcome.text


# Open Referral


def open_data(site: SiteFolder) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(Catalogue(ground_of(site)).text("all-services.json"))["contents"]
    return found


@pytest.mark.parametrize(
    ("hours", "schedules"),
    [
        (
            "mon-wed 9:00-17:00",
            [{"freq": "WEEKLY", "byday": "MO,TU,WE", "opens_at": "09:00:00", "closes_at": "17:00:00"}],
        ),
        ("fri 22:00-4:00", [{"byday": "FR", "opens_at": "22:00", "closes_at": "04:00"}]),
        ("always", [{"byday": "MO,TU,WE,TH,FR,SA,SU", "opens_at": "00:00", "closes_at": "23:59"}]),
        ("mon-fri 9:30-17:00, not bank holidays", [{"freq": "MONTHLY", "byday": "2MO", "opens_at": "09:00"}]),
        ("mon-fri 9:30-17:00, not bank holidays", [{"byday": "MO", "opens_at": "09:00+01:00", "closes_at": "10:00"}]),
    ],
)
def test_schedules_become_hours_where_our_hours_can_say_them(
    site: SiteFolder, hours: str, schedules: list[dict[str, str]]
) -> None:
    """A second Monday has no word in our hours, so what is there stays; better than a wrong time."""
    site.replace(OPEN_DOOR, "verified: {on: 2026-10-12, by: service coordinator}\n", "")
    door = next(service for service in open_data(site) if service["name"] == "Open Door")
    phone = door["phones"][0]["id"]
    others = [times for times in door["schedules"] if times.get("phone_id") != phone]
    door["schedules"] = [*others, *({"id": phone, "phone_id": phone, **times} for times in schedules)]
    site.write("one.json", json.dumps(door))
    assert bring_in(site, "one.json", "--write").code == 0
    assert ground_of(site).site.directory["open-door"].contacts[1].hours.typed == hours  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": 7.5, "minimum_age": "old"}, 'one.json:4:17: "old-25" is not an age range'),
        ({"phones": "0115"}, "one.json:3:12: phones has to be a list of things with fields"),
        ({"phones": [{"number": "0115 OPEN"}]}, 'phone "0115 OPEN" has letters in it'),
        ({"organization": ["x"]}, "organization has to be a thing with fields"),
        ({"name": {"a": 1}}, "name has to be a text"),
        ({"description": "x" * 30_000}, "there are 30,000 characters here"),
        ({"url": "javascript:alert(1)"}, '"javascript:alert(1)" is not a web address'),
    ],
)
def test_what_is_wrong_in_open_data_is_said_at_its_place(site: SiteFolder, change: dict[str, Any], said: str) -> None:
    site.replace(OPEN_DOOR, "verified: {on: 2026-10-12, by: service coordinator}\n", "")
    door = next(service for service in open_data(site) if service["name"] == "Open Door")
    for key in change:
        door.pop(key, None)
    site.write("one.json", json.dumps({"id": door["id"], **change, **door}, indent=1))
    outcome = bring_in(site, "one.json")
    assert outcome.code == 1
    assert said in outcome.text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"{", "one.json:1:2: this is not JSON"),
        (b"7", "one.json:1:1: there are no services in this file"),
        (b'{"contents": 3}', "one.json:1:1: there are no services in this file"),
        (b'{"contents":\n [{"id": "x", "name": "y"}, 3]}', "one.json:2:29: this is not a service"),
        (b"\xff\xfe", "one.json:1:1: this file is not UTF-8"),
        (b"[" + b"1" * 5000 + b"]", "one.json:1:1: there is a number that is far too long"),
        (b'[{"id": "x", "name": "\\ud800"}]', "one.json:1:22: there is an invisible control character here"),
        (b"[" * 100_000, "one.json:1:1: lists stand in lists too deeply"),
    ],
)
def test_json_that_is_no_open_data_is_said(site: SiteFolder, text: bytes, said: str) -> None:
    site.write("one.json", text)
    outcome = bring_in(site, "one.json")
    assert outcome.code == 1
    assert said in outcome.text


def test_terms_and_areas_that_are_not_ours_are_named_and_change_nothing(site: SiteFolder) -> None:
    """How another directory sorts a service is its own affair: half of its words would be all of ours."""
    site.replace(OPEN_DOOR, "verified: {on: 2026-10-12, by: service coordinator}\n", "")
    door = next(service for service in open_data(site) if service["name"] == "Open Door")
    door["attributes"][0] = {"taxonomy_term": {"id": "x", "name": "Walking", "description": "x"}}
    door["service_areas"] = [{"name": "Narnia"}, {"name": "Nottinghamshire"}]
    site.write("one.json", json.dumps(door))
    outcome = bring_in(site, "one.json")
    assert outcome.code == 0
    assert "Passed over, because no topic is called so: Walking." in outcome.text
    assert "Passed over, because no area is called so: Narnia." in outcome.text
    assert "1 unchanged" in outcome.text


_things = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(FIELDS), inner, max_size=6),
    max_leaves=25,
)


@given(st.lists(st.dictionaries(st.sampled_from(FIELDS), _things, max_size=12), max_size=3))
def test_no_json_whatever_stops_the_program(services: list[dict[str, Any]]) -> None:
    """Fields of every kind in every place: each service is read, or said to be wrong."""
    reading = read_referral(json.dumps(services).encode(), "x.json", small())
    assert len(reading.records) + reading.unread == len(services)
    assert bool(reading.problems) == bool(reading.unread)
    for record in reading.records:
        json.dumps(record.document.value, ensure_ascii=False).encode()  # what is read can be written


@given(st.binary(max_size=400) | st.text(st.sampled_from('name,id\n\r;"\t=x1|:'), max_size=200).map(str.encode))
def test_no_bytes_whatever_stop_the_program(data: bytes) -> None:
    for reading in (read_rows(read_csv(data, "x.csv"), "x.csv"), read_referral(data, "x.json", small())):
        assert all(problem.line >= 1 and problem.column >= 1 for problem in reading.problems)
    assert read_excel(data, "x.xlsx").problems


# Excel


def book(site: SiteFolder, fill: Callable[[Any], None]) -> str:
    workbook = openpyxl.Workbook()
    fill(workbook.active)
    workbook.save(site.folder / "table.xlsx")
    return "table.xlsx"


def test_excel_has_days_and_numbers_of_its_own(site: SiteFolder) -> None:
    """A phone number that lost its nought, a day that is a number inside: both are what the editor sees."""
    from datetime import datetime

    def fill(sheet: Any) -> None:
        sheet.append([*NEW, "next check", "verified by", "verified on"])
        days = [datetime.fromisoformat(day) for day in ("2027-04-12", "2026-11-20")]  # Excel knows no time zones
        sheet.append([*NEW.values(), days[0], "coordinator", days[1]])
        sheet.cell(2, list(NEW).index("phone") + 1).value = 1159560888.0

    outcome = bring_in(site, book(site, fill), "--write")
    assert outcome.code == 0, outcome.text
    service = ground_of(site).site.directory["quiet-room"]
    assert (str(service.next_check), str(service.contacts[0].phone)) == ("2027-04-12", "0115 956 0888")


def test_formulas_and_merged_cells_are_refused(site: SiteFolder) -> None:
    """A formula may say anything tomorrow; of merged cells only the first has the value."""

    def fill(sheet: Any) -> None:
        sheet.append([*NEW])
        for number in range(3):
            sheet.append([*{**NEW, "name": f"Room {number}"}.values()])
        sheet["B2"] = '=HYPERLINK("https://example.org", "x")'
        sheet.merge_cells("B3:B4")

    outcome = bring_in(site, book(site, fill), "--write")
    assert outcome.code == 1
    assert "table.xlsx:2:2: cell B2 is a formula" in outcome.text
    assert "table.xlsx:3:2: the cells B3:B4 are merged" in outcome.text
    assert 'table.xlsx:4:1: "organisation" is missing' in outcome.text
    assert not (site.content / "services/room-0.yaml").exists()


def test_a_file_that_only_says_it_is_excel_is_refused(site: SiteFolder) -> None:
    site.write("table.xlsx", b"PK\x03\x04nonsense")
    assert "this is not an Excel file that can be read" in bring_in(site, "table.xlsx").text


def test_a_small_file_that_unpacks_to_a_huge_one_is_refused(site: SiteFolder) -> None:
    """A zip bomb: 400 MB of noughts in 400 KB."""
    with zipfile.ZipFile(site.folder / "table.xlsx", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", bytes(400_000_000))
    outcome = bring_in(site, "table.xlsx")
    assert outcome.code == 1
    assert "this file holds 400 MB when it is unpacked" in outcome.text


def test_a_row_of_a_billion_does_not_stop_the_computer(site: SiteFolder) -> None:
    """A sheet may name the last row there is; all rows before it would be empty, and read."""

    def fill(sheet: Any) -> None:
        sheet.append([*NEW])
        sheet.cell(1_000_000, 1).value = "Far Room"

    assert "there are more than 200,000 rows here" in bring_in(site, book(site, fill)).text


def test_without_the_library_one_line_says_how_to_get_it(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    site.write("table.xlsx", b"")
    outcome = bring_in(site, "table.xlsx")
    assert outcome.code == 1
    assert "table.xlsx:1:1: Excel files need a library that is not here" in outcome.text
    assert "-m pip install openpyxl. Or save the sheet as CSV UTF-8." in outcome.text


# Writing


def test_an_import_that_is_stopped_can_go_on(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    """The power goes after the first file: that one is whole, the second as it was, and nothing lies about."""
    name = table(site, {"name": "Samaritans", "cost": "nothing"}, {"name": "Shout", "cost": "nothing"})
    before = contents(site)
    replace = Path.replace
    done: list[Path] = []

    def once(self: Path, target: Path) -> Path:
        if done:
            raise KeyboardInterrupt
        done.append(target)
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", once)
    outcome = bring_in(site, name, "--write")
    assert outcome.code == 130
    assert outcome.error == "\nStopped. Each service file is whole. Import again to go on.\n"
    after = contents(site)
    assert after.keys() == before.keys()
    assert [file for file in after if after[file] != before[file]] == ["samaritans.yaml"]
    monkeypatch.undo()
    assert "0 new, 1 changed, 1 unchanged.\n1 file was written." in bring_in(site, name, "--write").text


def test_a_full_disk_is_said(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    before = contents(site)
    monkeypatch.setattr(Path, "write_bytes", full)
    name = "table.csv"
    (site.folder / name).write_text(",".join(NEW) + "\n" + ",".join(NEW.values()) + "\n")
    outcome = bring_in(site, name, "--write")
    assert outcome.code == 1
    assert "content/services/quiet-room.yaml:1:1: cannot be written: No space left on device" in outcome.text
    assert "Nothing was written." in outcome.text
    assert contents(site) == before


def test_a_row_that_would_break_the_site_elsewhere_is_told_and_the_others_are_written(site: SiteFolder) -> None:
    """A closed line in the help strip at the top of every page: one such row hides none of the good ones."""
    rows = [{**NEW, "name": f"Room {number}"} for number in range(5)]
    rows[3:3] = [{"id": "shout", "name": "Shout", "status": "closed"}, {"id": "samaritans", "status": "closed"}]
    rows += [{**NEW, "topics": "anxeity"}, {"id": "open-door", "cost": "1 pound"}]
    shown = bring_in(site, table(site, *rows), "--accept")
    assert shown.code == 1
    assert "room-4: Room 4, a draft" in shown.text
    assert "cost: free -> 1 pound" in changed(shown)
    assert "table.csv:5:1: with this row content/site.yaml:" in shown.text
    assert "table.csv:6:1: with this row content/site.yaml:" in shown.text
    assert 'table.csv:9:5: there is no topic "anxeity"' in shown.text
    assert "5 new, 1 changed, 0 unchanged, 3 could not be read.\nNothing is written yet" in shown.text
    before = contents(site)
    outcome = bring_in(site, "table.csv", "--accept", "--write")
    assert "6 files were written." in outcome.text
    assert contents(site)["shout.yaml"] == before["shout.yaml"]
    assert contents(site)["samaritans.yaml"] == before["samaritans.yaml"]
    assert site.run().code == 0


def test_content_with_faults_is_mended_first(site: SiteFolder) -> None:
    site.write("content/services/shout.yaml", "name: x\n")
    outcome = bring_in(site, table(site, NEW), "--write")
    assert outcome.code == 1
    assert "Mend the content first, then import again." in outcome.text


@pytest.mark.parametrize("name", ["none.csv", "table.docx"])
def test_files_that_cannot_be_imported(site: SiteFolder, name: str) -> None:
    site.write("table.docx", "x")
    outcome = bring_in(site, name)
    assert outcome.code in (1, 2)
    assert "There is no file" in outcome.error or "this kind of file cannot be imported" in outcome.text


def test_programs_get_the_same_as_json(site: SiteFolder) -> None:
    rows = (NEW, {"id": "shout", "cost": "nothing"}, {"id": "samaritans"}, {**NEW, "name": "Bad", "ages": "?"})
    outcome = bring_in(site, table(site, *rows), "--json")
    assert outcome.code == 1
    answer = json.loads(outcome.text)
    assert answer["counts"] == {"new": 1, "changed": 1, "unchanged": 1, "unread": 1, "written": 0}
    assert [(change["id"], change["state"]) for change in answer["changes"]] == [
        ("quiet-room", "new"),
        ("shout", "changed"),
    ]
    assert answer["changes"][1]["differences"] == [{"key": "cost", "old": "free", "new": "nothing"}]
    assert [(problem["line"], problem["column"]) for problem in answer["problems"]] == [(5, 10)]


def test_every_column_of_our_table_is_understood() -> None:
    from nottalone_ssg.importing.columns import INSIDE, OURS
    from nottalone_ssg.importing.yaml_files import KEYS
    from nottalone_ssg.model.service import WAYS

    assert {*COLUMNS} <= {*KEYS, *INSIDE, *OURS, *WAYS}


@pytest.mark.slow
def test_ten_thousand_rows_with_five_hundred_broken_take_less_than_a_minute(tmp_path: Path) -> None:
    """Each broken row is told once, at its cell, and no good one; every row costs as much as the first.

    It takes some six seconds; benchmarks/importing.py has the figures, for Excel and open data too.
    """
    site = copy_of("small", tmp_path)
    rows = [{**NEW, "name": f"Room {number}"} for number in range(10_000)]
    for number, row in enumerate(rows[7::20]):
        row.update(BROKEN[number % 5])
    started = time.perf_counter()
    outcome = bring_in(site, table(site, *rows))
    assert time.perf_counter() - started < 60
    told = [line.split(":")[1:3] for line in outcome.text.splitlines() if line.startswith("table.csv:")]
    columns = ["7", "5", "1", "6", "4"]
    assert told == [[str(9 + 20 * number), columns[number % 5]] for number in range(500)]
    assert "9500 new, 0 changed, 0 unchanged, 500 could not be read." in outcome.text


def test_a_name_becomes_an_id() -> None:
    names = {
        "Quiet Room": "quiet-room",
        "Women\u2019s Aid (Notts) & Co.": "womens-aid-notts-co",
        "???": "",
        "a" * 80: "a" * 60,
        "word " * 20: "-".join(["word"] * 12),
    }
    assert {name: records.slug_of(name) for name in names} == names
