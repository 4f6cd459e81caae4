"""Limits: what would make Python-Markdown recurse too deeply or take minutes is refused, in plain words.

Many of its steps cost the square of the length of one block (lines without an empty line between), and each
level of nesting costs several Python frames. No page a person reads comes near these numbers.
"""

import re
from collections.abc import Iterator, Sequence

from nottalone_ssg.problems import Place, Problem

TEXT_LIMIT = 300_000  # characters: a novel
BLOCK_LIMIT = 10_000  # characters: four printed pages without an empty line; our longest list has a tenth
LINES_LIMIT = 200  # of one block
COLUMNS_LIMIT = 20  # of one table
BRACES_LIMIT = 20  # { in one line; one is usual
NESTING_LIMIT = 12  # of lists and quotations; an inner list in an inner list is 3

_PREFIX = re.compile(r"(?:[ >]|[-*+:](?= )|\d{1,9}\.(?= ))*+")
_MARKER = re.compile(r"[>*+:-]|\d+\.")
RULE = re.compile(r"[ ]{0,3}(?:[-*_][ ]{0,2}){3,}+$")  # - - - is a line across the page, not a list


def limits_are_kept(lines: Sequence[str], code: Sequence[bool], place: Place) -> Iterator[Problem]:
    """A page, its paragraphs, tables and nested lists are of a size that people read. ``place``: the first line."""
    if (size := sum(map(len, lines)) + len(lines)) > TEXT_LIMIT:
        hint = f"A page may have up to {TEXT_LIMIT:,} characters. Make several pages of it."
        yield place.problem("too-long", f"the text has {size:,} characters", hint)
    start = characters = 0
    for number, line in enumerate((*lines, "")):
        here = Place(place.file, place.line + number, 1)
        if not line.strip() or code[number]:
            start, characters = number + 1, 0
            continue
        characters += len(line)
        if characters > BLOCK_LIMIT or number - start == LINES_LIMIT:
            hint = f"Put an empty line after {BLOCK_LIMIT:,} characters or {LINES_LIMIT} lines at the latest."
            yield Place(place.file, place.line + start, 1).problem("too-long", "a piece of text is too long", hint)
            return
        yield from _line_is_simple(line, here)


def _line_is_simple(line: str, here: Place) -> Iterator[Problem]:
    if line.count("|") > COLUMNS_LIMIT + 1:
        hint = f"A table may have up to {COLUMNS_LIMIT} columns. Few people can read that many on a phone."
        yield here.problem("table", f"there are {line.count('|')} upright lines | here", hint)
    if line.count("{") > BRACES_LIMIT:
        yield here.problem("attribute", f"there are {line.count('{')} braces {{ here", "Put code between lines of ```.")
    if line[0] in " >-*+:0123456789" and _depth(line) > NESTING_LIMIT:
        hint = f"Lists and quotations may stand in each other up to {NESTING_LIMIT} deep. Three is plenty."
        yield here.problem("nesting", "lists or quotations stand in each other too deeply", hint)


def _depth(line: str) -> int:
    prefix = _PREFIX.match(line)
    if not prefix or len(prefix[0]) <= NESTING_LIMIT or RULE.match(line):
        return 0
    markers = len(_MARKER.findall(prefix[0]))
    return markers + prefix[0].count(" " * 4) if markers else 0
