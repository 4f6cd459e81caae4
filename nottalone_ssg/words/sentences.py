"""Sentences: where they end, and how many words they have.

A sentence ends with . ! ? or … before white space, unless a small letter follows ("Are you safe?" they ask). The full
stop of an abbreviation or of an initial ends nothing, nor does a point within a number. A line that ends with a colon
before a list stands alone, and so does each item: that is how they are read, one line at a time.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_END = re.compile(r"(?<![.!?…])[.!?…]++[\"'\u201d\u2019)\]]*\s+(?=(\S))")
_OPENING = "\"'\u201c\u2018(["
_SHORT = re.compile(r"(?:\b(?i:dr|mr|mrs|ms|prof|st|rev|approx|vs|e\.g|i\.e)|(?<![\w.'\u2019])(?!I)[A-Z])\.\s+\Z")
# A word: with its apostrophes, hyphens and points (don't, self-harm, e.g, 9.30); or a name that the site puts in.
WORD = re.compile(r"[^\W_]+(?:['\u2019.,\u2010\u2011-][^\W_]+)*+|\ufffc")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, where it starts in its block, and how many words it has."""

    text: str
    start: int
    words: int


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of one block; what has no word in it is none."""
    start = 0
    for found in _END.finditer(text):
        if not _goes_on(text, found):
            yield from _sentence(text, start, found.end())
            start = found.end()
    yield from _sentence(text, start, len(text))


def count_words(text: str) -> int:
    return len(WORD.findall(text))


def _goes_on(text: str, found: re.Match[str]) -> bool:
    """Whether what looks like an end is none."""
    after = text[found.end() : found.end() + 3].lstrip(_OPENING)
    return after[:1].islower() or bool(_SHORT.search(text[max(0, found.start() - 8) : found.end()]))


def _sentence(text: str, start: int, end: int) -> Iterator[Sentence]:
    piece = text[start:end]
    if words := count_words(piece):
        inner = piece.strip()
        yield Sentence(inner, start + piece.index(inner), words)
