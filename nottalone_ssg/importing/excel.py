"""Excel: from the bytes of a workbook to the rows of its first sheet. The library is an extra (see docs/decisions).

The sheet is read row by row, so that a large one needs little memory. A formula may say something else tomorrow, and of
merged cells only the first has a value: both are problems.
"""

import io
import re
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from nottalone_ssg.importing.tables import COLUMNS, Row, Table, letters, take
from nottalone_ssg.problems import Place, Problem

UNPACKED = 200_000_000  # bytes that a file may hold when it is unpacked; one of 10,000 services has 20 MB
ROWS = 200_000  # a file may name a row a billion, and all rows before it would be read

_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})([0-9]{1,7})(:[A-Z]{1,3}[0-9]{1,7})"')


def read_excel(data: bytes, file: str) -> Table:
    """The first sheet that is not hidden. Problems: no library, no such file, too much in it; see `_sheet`."""
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
                hint = "Is it the right file? Save the sheet as CSV UTF-8."
                return Table(problems=[place.problem("too-large", said, hint)])
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
            sheet = next(sheet for sheet in book.worksheets if sheet.sheet_state == "visible")
            return _sheet(sheet, packed.read(sheet._worksheet_path), file)  # noqa: SLF001  the only way to its text
    except Exception:  # noqa: BLE001  the library has no one error for all that can be wrong with a file
        hint = "Open it in a spreadsheet and save it again, as Excel Workbook (.xlsx) or CSV UTF-8."
        return Table(problems=[place.problem("excel", "this is not an Excel file that can be read", hint)])


def _sheet(sheet: Any, xml: bytes, file: str) -> Table:
    """The rows. Problems: formulas, merged cells, far too many rows."""
    table = Table(problems=list(_merged(xml, file)))
    sheet.reset_dimensions()  # what a file says of its own size may be wrong
    for number, cells in enumerate(sheet.iter_rows(max_col=COLUMNS), 1):
        if number > ROWS:
            said = f"there are more than {ROWS:,} rows here"
            table.problems.append(Place(file, number).problem("too-large", said, "Is it the right file?"))
            break
        texts = []
        for column, cell in enumerate(cells, 1):
            if cell.data_type == "f":
                said = f"cell {letters(column)}{number} is a formula"
                hint = "Write its value: copy the cell, then Paste Special, Values."
                table.problems.append(Place(file, number, column).problem("formula", said, hint))
            texts.append("" if cell.data_type == "f" else _text(cell.value))
        while texts and not texts[-1]:
            texts.pop()
        take(table, Row(number, tuple(texts)), file)
    return table


def _merged(xml: bytes, file: str) -> Iterator[Problem]:
    """Only the first of merged cells has a value, so what the others seem to say is not there."""
    for column, row, end in _MERGED.findall(xml):
        said = f"the cells {column.decode()}{row.decode()}{end.decode()} are merged"
        place = Place(file, int(row), _number(column.decode()))
        yield place.problem("merged-cells", said, "Unmerge them, and write the value into each.")


def _number(column: str) -> int:
    """The number of a column: 1 for A, 27 for AA."""
    number = 0
    for letter in column:
        number = number * 26 + ord(letter) - 64
    return number


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
