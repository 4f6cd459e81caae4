"""Columns: from a table's rows to records. The columns are those of our own table (exports/table.py).

Each cell is what an editor would type behind the key of that name; in lists the things stand on lines of their own.
Other names that tables have for the same are understood. A cell with nothing in it says nothing.
"""

import re
from collections.abc import Mapping

from nottalone_ssg.exports.table import COLUMNS, ORDER, plain, read_contact
from nottalone_ssg.importing.records import Filling, Reading, Record, unfit
from nottalone_ssg.importing.tables import Row, Table, letters
from nottalone_ssg.model.service import WAYS, Way
from nottalone_ssg.problems import Place, Problem, nearest
from nottalone_ssg.yaml_text import Value

ALSO_CALLED = {
    "slug": "id",
    "service": "name",
    "title": "name",
    "organization": "organisation",
    "provider": "organisation",
    "description": "summary",
    "audience": "for",
    "who for": "for",
    "age": "ages",
    "age range": "ages",
    "topic": "topics",
    "area": "areas",
    "district": "areas",
    "telephone": "phone",
    "phone number": "phone",
    "sms": "text",
    "e-mail": "email",
    "website": "web",
    "url": "web",
    "address": "visit",
    "price": "cost",
    "language": "languages",
    "accessibility": "access",
    "source": "source page",
}
LISTS = ("also called", "offers", "languages", "other sources")  # a thing on each line, with any signs in it
NAMES = ("for", "topics", "areas", "referral")  # may also stand behind commas or semicolons, which they never have
INSIDE = {  # columns that are a key inside of another
    f"{key} {inside}": (key, inside)
    for key, keys in {"source": ("page", "said", "dated", "on", "confidence"), "verified": ("on", "by")}.items()
    for inside in keys
}
OURS = ("id", "uuid", "page", ORDER)  # not keys of a service file


def read_rows(table: Table, file: str) -> Reading:
    """The records of a table, whose first row names the columns.

    Problems: no such row, two columns of one name, a name that is nearly right; of each row what does not fit.
    """
    reading = Reading(problems=list(table.problems))
    if not table.rows:
        if not table.problems:
            reading.problems.append(
                Place(file).problem("table", "there is nothing in this file", "Is it the right one?")
            )
        return reading
    header, *rows = table.rows
    columns = _columns(header, file, reading)
    if "name" not in columns.values() and "id" not in columns.values():
        hint = f"The first row names the columns, such as: {', '.join(list(COLUMNS)[:6])}."
        reading.problems.append(Place(file, header.number).problem("table", "no column is called name or id", hint))
        return reading
    broken = {problem.line for problem in table.problems}  # such as a formula: half of a row is not a row
    for row in rows:
        record, problems = _record(row, columns, len(header.cells), file)
        if problems or row.number in broken:
            reading.unread += 1
            reading.problems += problems
        else:
            reading.records.append(record)
    return reading


def _columns(header: Row, file: str, reading: Reading) -> Mapping[int, str]:
    """The key of each column that is known, by its number from 0."""
    columns: dict[int, str] = {}
    unknown = []
    for number, cell in enumerate(header.cells):
        typed = " ".join(plain(cell.strip()).lower().replace("_", " ").split())
        key = ALSO_CALLED.get(typed, typed)
        place = Place(file, header.number, number + 1)
        if key in columns.values():
            said = f'two columns are called "{key}"'
            reading.problems.append(place.problem("column", said, "Keep one of them."))
        elif key in COLUMNS:
            columns[number] = key
        elif near := nearest(typed, COLUMNS):
            said = f'there is no column "{typed}"'
            reading.problems.append(place.problem("column", said, f"Did you mean {near}?"))
        elif typed:
            unknown.append(f'"{typed[:40]}" ({letters(number + 1)})')
    if unknown:
        reading.notes.append(f"Passed over, because nothing here has such a key: {', '.join(unknown)}.")
    return columns


def _record(row: Row, columns: Mapping[int, str], width: int, file: str) -> tuple[Record, list[Problem]]:
    place = Place(file, row.number)
    problems = []
    if len(row.cells) > width and any(cell.strip() for cell in row.cells[width:]):
        said = f"this row has {len(row.cells)} cells, and the first row {width}"
        problems.append(Place(file, row.number, width + 1).problem("table", said, "Look for a comma too many."))
    filling = Filling(place)
    ours: dict[str, str] = {}
    ways: list[tuple[Way, dict[str, Value], Place]] = []
    for number, key in columns.items():
        text = plain(row.cells[number].strip()).strip() if number < len(row.cells) else ""
        at = Place(file, row.number, number + 1)
        if not text:
            continue
        if fault := unfit(text, at):
            problems.append(fault)
        elif key in OURS:
            ours[key] = text
            filling.places[key,] = at
        elif key in WAYS:
            ways += [(key, contact, at) for contact in _contacts(key, text)]
        else:
            _put(filling, key, text, at)
    whole = frozenset(way for way, _, _ in ways)
    _put_contacts(filling, _in_order(ways, ours.get(ORDER, "")))
    return Record(filling.document(), ours.get("id", ""), ours.get("uuid", "").lower(), whole), problems


def _put(filling: Filling, key: str, text: str, at: Place) -> None:
    if key in INSIDE:
        outer, inside = INSIDE[key]
        filling.put(outer, " ".join(text.split()), at, inside)
    elif key in LISTS or key in NAMES:
        parts = re.split("[\n;,]" if key in NAMES else "\n", text)
        filling.put(key, [" ".join(part.split()) for part in parts if part.strip()], at)
    else:
        filling.put(key, " ".join(text.split()), at)


def _contacts(way: Way, text: str) -> list[dict[str, Value]]:
    """The contacts of a cell, one on each line."""
    found: list[dict[str, Value]] = []
    for line in text.splitlines():
        parts = read_contact(line)
        value = parts.pop("")
        if value or parts:
            found.append({way: value, **{key: said for key, said in parts.items() if said}})
    return found


def _in_order(ways: list[tuple[Way, dict[str, Value], Place]], order: str) -> list[tuple[Way, dict[str, Value], Place]]:
    """The contacts as the column for their order has them: the best way in comes first; then those it forgets."""
    left = list(ways)
    found = []
    for way in order.split():
        if taken := next((contact for contact in left if contact[0] == way), None):
            left.remove(taken)
            found.append(taken)
    return [*found, *left]


def _put_contacts(filling: Filling, ways: list[tuple[Way, dict[str, Value], Place]]) -> None:
    if not ways:
        return
    filling.put("contacts", [contact for _, contact, _ in ways], ways[0][2])
    for number, (_, _, at) in enumerate(ways):
        filling.places["contacts", number] = at
