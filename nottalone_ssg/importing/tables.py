"""Tables: from the bytes of a CSV or Excel file to rows of texts.

Nothing in a table is run: a formula in Excel is a problem, in CSV a text. The limits are far above any directory and
far below what stops a computer.
"""

import csv
import io
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import PurePath
from typing import Any

from nottalone_ssg.problems import Place, Problem

COLUMNS = 300  # more is another kind of table
UNPACKED = 200_000_000  # bytes that an Excel file may hold when unpacked; one of 10,000 services has 20 MB
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


def cell_place(file: str, row: int, column: int) -> Place:
    """The place of a cell: its row and column, the first of each is 1."""
    return Place(file, row, column)


def letters(column: int) -> str:
    """The column as spreadsheets name it: A, Z, AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def read_table(data: bytes, file: str) -> Table:
    """The rows of a CSV or Excel file."""
    return _read_excel(data, file) if PurePath(file).suffix.lower() in (".xlsx", ".xlsm") else _read_csv(data, file)


def _read_csv(data: bytes, file: str) -> Table:
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
            _take(table, Row(number, tuple(cells)), file)
    except csv.Error:
        hint = "Close each quotation mark, and write one inside a value twice. " + _SAVE
        said = f"the table breaks off here: a quotation mark is not closed (line {reader.line_num} of the text)"
        table.problems.append(Place(file, number + 1).problem("table", said, hint))
    return table


def _take(table: Table, row: Row, file: str) -> None:
    if len(row.cells) > COLUMNS:
        said = f"this row has {len(row.cells)} cells"
        hint = f"{COLUMNS} are the most. Is it the right file?"
        table.problems.append(Place(file, row.number).problem("table", said, hint))
    elif any(cell.strip() for cell in row.cells):
        table.rows.append(row)


def _read_excel(data: bytes, file: str) -> Table:
    """The first sheet. Problems: no such library, no such file, too much in it, formulas, merged cells."""
    place = Place(file)
    try:
        import openpyxl
    except ImportError:
        hint = f"Set it up with: {sys.executable} -m pip install openpyxl. Or save the sheet as CSV UTF-8."
        return Table(problems=[place.problem("excel", "Excel files need a library that is not here", hint)])
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            size = sum(part.file_size for part in packed.infolist())
        if size > UNPACKED:
            said = f"this file holds {size // 1_000_000} MB when it is unpacked"
            return Table(problems=[place.problem("too-large", said, "Is it the right file? Save the sheet as CSV.")])
        book = openpyxl.load_workbook(io.BytesIO(data), keep_links=False)
        sheet = next((sheet for sheet in book.worksheets if sheet.sheet_state == "visible"), None)
    except Exception:  # noqa: BLE001  the library has no one error for all that can be wrong with a file
        hint = "Open it in a spreadsheet and save it again, as Excel Workbook (.xlsx) or CSV UTF-8."
        return Table(problems=[place.problem("excel", "this is not an Excel file that can be read", hint)])
    if sheet is None:
        return Table(problems=[place.problem("excel", "there is no sheet in this file", "Is it the right file?")])
    return _sheet(sheet, file)


def _sheet(sheet: Any, file: str) -> Table:
    table = Table(problems=list(_merged(sheet, file)))
    for number, cells in enumerate(sheet.iter_rows(max_col=COLUMNS), 1):
        texts = []
        for column, cell in enumerate(cells, 1):
            if cell.data_type == "f":
                said = f"cell {letters(column)}{number} is a formula"
                hint = "Write its value: copy the cell, then Paste Special, Values."
                table.problems.append(cell_place(file, number, column).problem("formula", said, hint))
            texts.append("" if cell.data_type == "f" else _text(cell.value))
        while texts and not texts[-1]:
            texts.pop()
        _take(table, Row(number, tuple(texts)), file)
    return table


def _merged(sheet: Any, file: str) -> Iterator[Problem]:
    """Only the first of merged cells has a value, so what the others seem to say is not there."""
    for merged in sheet.merged_cells.ranges:
        said = f"the cells {merged.coord} are merged"
        hint = "Unmerge them, and write the value into each."
        yield cell_place(file, merged.min_row, merged.min_col).problem("merged-cells", said, hint)


def _text(value: Any) -> str:
    """What a spreadsheet shows: days as year-month-day, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, datetime) and value.hour == value.minute == value.second == 0:
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
