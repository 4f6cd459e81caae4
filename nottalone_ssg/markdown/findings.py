"""Findings: what one conversion collects, and the marks that let it know where things stand.

Python-Markdown keeps no line numbers. So `source` puts a mark behind each thing that may matter later
(`[[`, a link's address, a heading, a tag) before it hands the text over; the mark travels with the text
through lists, tables and boxes, and whoever meets it knows the line and column.
"""

import html
import re
from dataclasses import dataclass, field

from nottalone_ssg.model.text import Heading, Reference
from nottalone_ssg.problems import Place, Problem

# STX and ETX never come from an author: `source` removes them. Python-Markdown's own placeholders use them too.
MARK = "\x02m([0-9]+)\x03"
BAR = "\x02bar\x03"  # a | that must not split a table's row
_ANY = re.compile(f"{MARK}|{BAR}")
_ESCAPE = re.compile("\x02([0-9]+)\x03")  # how Python-Markdown keeps \* until its tree is complete
# Entities end with a semicolon here. html.unescape would also read ?a=1&copy=2 as a copyright sign.
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")


@dataclass(slots=True)
class Findings:
    """What one conversion collects. One object lives with the Markdown instance and is begun anew for each page."""

    file: str = ""
    first_line: int = 1  # of the text in the file
    places: list[Place] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    content: str = ""  # the text as `content` models it

    def begin(self, file: str, first_line: int) -> None:
        """Forget the page before."""
        self.file, self.first_line, self.content = file, first_line, ""
        for collected in (self.places, self.problems, self.headings, self.references, self.ids):
            collected.clear()

    def mark(self, line: int, column: int) -> str:
        """A mark for this place, to be put into the text."""
        self.places.append(Place(self.file, line, column))
        return f"\x02m{len(self.places) - 1}\x03"

    def at(self, number: str | None) -> Place:
        """The place whose mark has this number; without a number, the start of the text."""
        return self.places[int(number)] if number else Place(self.file, self.first_line)

    def complain(self, place: Place, rule: str, message: str, hint: str = "") -> None:
        """Report a problem. The words may quote the text with its marks and escapes."""
        self.problems.append(place.problem(rule, plain(message), hint))


def without_marks(text: str) -> str:
    """The text as its author wrote it."""
    return _ANY.sub(lambda found: "|" if found[0] == BAR else "", text) if "\x02" in text else text


def decoded(text: str) -> str:
    """Entities as characters, once: `&amp;lt;` gives `&lt;`."""
    return _ENTITY.sub(lambda found: html.unescape(found[0]), text) if "&" in text else text


def plain(text: str) -> str:
    """What a reader sees for the text of an element: no marks, no entities, no backslash escapes."""
    return decoded(_ESCAPE.sub(lambda found: chr(int(found[1])), without_marks(text)))
