"""Lists and tables: habits from other Markdown programs that Python-Markdown would silently misread.

A list may follow a paragraph without an empty line (CommonMark, section 5.2), and an item may follow what is
indented below the item before it; here both would run on as text.
An inner list may be indented by two or three spaces elsewhere; here it would join the outer one.
A line of text may follow a table at once; here, and in most other programs, it would become a row.
"""

import re

from nottalone_ssg.markdown.findings import Findings
from nottalone_ssg.markdown.limits import RULE
from nottalone_ssg.problems import Place

_ITEM = re.compile(r"( {0,3})(?:[-*+]|(\d{1,9})\.)[ ]+[^\s]")
_UNDERLINE = re.compile(r"[ ]{0,3}(?:={3,}|-{3,})[ ]*$")
_SEPARATOR = re.compile(r"[ ]{0,3}\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*+\|?[ ]*$")
_NOT_PROSE = re.compile(r"[ ]{4}|[ ]{0,3}(?:[>|#:]|\[[^\]]*\]:)")


class Lists:
    """Looks at one line after the other and remembers what it needs of those before."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings
        self.in_prose = False  # the block that this line continues is a paragraph
        self.before = ""  # the line before
        self.in_table = False
        self.in_item = False  # the block that this line continues belongs to an item above: it is indented
        self.indent: int | None = None  # of the list that this line may continue
        self.numbered = False  # whether that list has numbers

    def forget(self) -> None:
        """Code or a box stands between."""
        self.in_prose, self.in_table, self.in_item, self.before, self.indent = False, False, False, "", None

    def needs_room(self, line: str, place: Place) -> bool:
        """Whether an empty line has to come before this one. Problems: indents and underlined headings."""
        item = _ITEM.match(line) if not RULE.match(line) else None
        starts_block, before = not self.before.strip(), self.before
        self.in_item = line.startswith("    ") if starts_block else self.in_item
        self.before = "" if line.startswith("#") else line  # a heading is a block of its own
        if starts_block or self.in_table or ("|" in line and _SEPARATOR.match(line)):
            self._table(line, place, goes_on=not starts_block)
        if item:
            return self._item(item, place, starts_block=starts_block)
        if starts_block and line.strip():
            self.in_prose = not _NOT_PROSE.match(line)
            if not line.startswith(" "):
                self.indent = None
        elif self.in_prose and _UNDERLINE.match(line) and "|" not in before:
            hint = "Headings start with ##. If you want a line across the page, leave an empty line before it."
            self.findings.complain(place, "heading-underline", f"a heading is underlined with {line.strip()[:3]}", hint)
        return False

    def _table(self, line: str, place: Place, *, goes_on: bool) -> None:
        if goes_on and self.in_table and line.strip() and "|" not in line:
            said = "this line stands right below a table, and would become a part of it"
            self.findings.complain(place, "table-end", said, "Leave an empty line after the table.")
        self.in_table = goes_on and "|" in line

    def _item(self, item: re.Match[str], place: Place, *, starts_block: bool) -> bool:
        indent, number = len(item[1]), item[2]
        # Only a list that starts with 1 may interrupt a paragraph, lest "… in\n1987. It was" become one.
        interrupts = self.in_prose and not starts_block and indent == 0 and number in (None, "1")
        if self.in_prose and not starts_block and not interrupts:
            return False
        changes = self.indent == indent and not starts_block and self.numbered != (number is not None)
        if self.indent is None or interrupts:
            self.indent = indent
        if indent - self.indent in (2, 3):
            here = Place(place.file, place.line, indent + 1)
            hint = "Put four spaces before the - or the number of an inner list."
            self.findings.complain(here, "list-indent", f"this inner list has {indent} spaces before it", hint)
        elif indent == self.indent:
            self.numbered = number is not None
        self.in_prose = False
        leaves, self.in_item = self.in_item and not starts_block, False
        return interrupts or changes or leaves
