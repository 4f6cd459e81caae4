"""Tables: from the bytes of a CSV file to rows of texts; and what all tables have, those of Excel too (excel.py).

Nothing in a table is run: a formula in Excel is a problem, in CSV a text. The limits are far above any directory and
far below what stops a computer.
"""

import csv
import io
from dataclasses import dataclass, field

from nottalone_ssg.problems import Place, Problem

COLUMNS = 300  # more is another kind of table
_SAVE = "In a spreadsheet: Save As, and choose CSV UTF-8."


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it stands in the file: its number as a spreadsheet counts, and its cells as texts."""

    number: int
    cells: tuple[str, ...]


@dataclass
class Table:
    """The rows that have something in them, and what is wrong with the file as such."""

    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def letters(column: int) -> str:
    """The column as spreadsheets name it: A, Z, AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def read_csv(data: bytes, file: str) -> Table:
    """RFC 4180, with the separators that spreadsheets also write. Problems: not UTF-8, quotes that are not closed."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        column = len(before.rsplit(b"\n", 1)[-1].decode("utf-8", "replace")) + 1
        place = Place(file, before.count(b"\n") + 1, column)
        return Table(problems=[place.problem("encoding", "there is a character here that is not UTF-8", _SAVE)])
    table = Table()
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count), strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, 1):
            take(table, Row(number, tuple(cells)), file)
    except csv.Error:
        hint = "Close each quotation mark, and write one inside a value twice. " + _SAVE
        said = f"the table breaks off here: a quotation mark is not closed (line {reader.line_num} of the text)"
        table.problems.append(Place(file, number + 1).problem("table", said, hint))
    return table


def take(table: Table, row: Row, file: str) -> None:
    """Add a row that says something. Problems: one with far too many cells."""
    if len(row.cells) > COLUMNS:
        said = f"this row has {len(row.cells)} cells"
        hint = f"{COLUMNS} are the most. Is it the right file?"
        table.problems.append(Place(file, row.number).problem("table", said, hint))
    elif any(cell.strip() for cell in row.cells):
        table.rows.append(row)
