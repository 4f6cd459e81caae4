"""What the danger detector makes of a text: plain words, their groups, and features.

    "I dont wnat to be here anymroe"
      --plain_words-->  i dont wnat to be here anymroe
      --tokens-->       I not want to be here anymore, numbers of the editors' rows of like words
      --features-->     numbers for each token, for it with one before it, with two

assets/js/danger/10-read.js does the same in the browser; tests/browser/test_danger.py holds them together.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

PASSED_OVER, OTHER = 0, 1  # the first two rows of a lexicon; the editors' rows of like words follow
REACH = 4  # tokens back that a pair may span
WORDS = 1 << 16  # numbers that words may have
BUCKETS = 1 << 16  # of the table of weights

_DROPPED = re.compile("['\u2019\u2018`\u00b4*_]")  # can't, su*cide
_LOOK_ALIKES = dict(zip("!1|034@5$", "iiioeaass", strict=True))  # between letters: k1ll
_LOOKS_ALIKE = re.compile(r"([a-z])([!1|034@5$])(?=[a-z])")
_ENDING = re.compile("^(.{3,}?)(ing|ign|nig|ng|in|ed|es|s|e|d)$")


def plain_words(text: str) -> list[str]:
    """The words in small letters a to z without doubles, and the numbers: Can't sleeep at 3 is cant slep at 3."""
    plain = _DROPPED.sub("", text.lower())
    plain = _LOOKS_ALIKE.sub(lambda found: found[1] + _LOOK_ALIKES[found[2]], plain)
    return re.findall("[a-z]+|[0-9]+", single(plain))


def single(text: str) -> str:
    """The text with each doubled letter once."""
    return re.sub(r"([a-z])\1+", r"\1", text)


def stem(word: str) -> str:
    """The word without a common ending; three letters stay at least."""
    return _ENDING.sub(r"\1", word)


class Token(NamedTuple):
    """A word as the detector sees it: the row that it stands in, and a number for the word itself."""

    row: int
    word: int


@dataclass
class Lexicon:
    """Rows of words, each made plain: those passed over, others that are no slip of any, and the editors' rows."""

    rows: Sequence[Sequence[str]]
    _row: dict[str, int] = field(init=False)
    _known: dict[str, list[Token]] = field(default_factory=dict)
    _by_start: dict[str, list[tuple[str, list[str]]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._row = {word: number for number, row in enumerate(self.rows) for word in row}

    def tokens(self, text: str) -> list[Token]:
        """The tokens of a text, with those of words that are passed over."""
        words = plain_words(text)
        found: list[Token] = []
        at = 0
        while at < len(words):
            pair = single("".join(words[at : at + 2]))
            parted = at + 1 < len(words) and len(pair) > 4 and None in (self.row(words[at]), self.row(words[at + 1]))
            row = self._row.get(pair, 0) if parted else 0
            if row > OTHER:  # my self, un alive
                found.append(Token(row, number_of(stem(pair), WORDS)))
                at += 2
            else:
                found += self.read(words[at])
                at += 1
        return found

    def row(self, word: str) -> int | None:
        """The row of a word as it is, or without its ending."""
        return self._row.get(word, self._row.get(stem(word)))

    def read(self, word: str) -> list[Token]:
        """The token of a word, or of the one that it is a slip of; those of several that were written as one."""
        if word not in self._known:
            self._known[word] = self._read(word)
        return self._known[word]

    def _read(self, word: str) -> list[Token]:
        row, meant = self.row(word), stem(word)
        if row is None and (len(word) > 7 or word[0] == "i") and (parts := self.parts(word)):
            return [token for part in parts for token in self.read(part)]
        if row is None and (known := self.nearest(word)):
            row, meant = self._row[known], known
        return [Token(OTHER if row is None else row, number_of(meant, WORDS))]

    def parts(self, word: str, start: int = 0) -> list[str]:
        """The words that were written as one, longest first: wanttodie. Nothing if there is one that is in no row."""
        for end in range(len(word), start, -1):
            part = word[start:end]
            if self.row(part) is not None and (len(part) > 1 or (start == 0 and part == "i")):
                rest = self.parts(word, end) if end < len(word) else []
                if rest or end == len(word):
                    return [part, *rest]
        return []

    def nearest(self, word: str) -> str:
        """The first word of a row that this one is a slip of, both without endings; or nothing.

        That one has five letters, or four where a longer word was typed; or the letters are the same in another order.
        """
        typed = stem(word)
        letters = sorted(typed) if len(word) > 2 else []
        for known, ordered in self._likely(typed[:2]):
            long = len(known) > 4 or (len(known) > 3 and len(word) > 6)
            if (long or letters == ordered) and abs(len(typed) - len(known)) < 2 and is_slip(typed, known):
                return known
        return ""

    def _likely(self, start: str) -> list[tuple[str, list[str]]]:
        """The words that one with this ``start`` may be a slip of, each with its letters in order."""
        if start not in self._by_start:
            found = (known for known in self._row if known[0] == start[0] or known[:2] == start[::-1])
            self._by_start[start] = [(known, sorted(known)) for known in found]
        return self._by_start[start]


def is_slip(typed: str, meant: str) -> bool:
    """Whether one letter is wrong, missing or too many, or two have changed places.

    The first letter has to be right, or to have changed places with the second.
    """
    start = 0
    while start < len(typed) and typed[start : start + 1] == meant[start : start + 1]:
        start += 1
    end = 0
    while end < min(len(typed), len(meant)) - start and typed[-1 - end] == meant[-1 - end]:
        end += 1
    wrong, right = typed[start : len(typed) - end], meant[start : len(meant) - end]
    return (start > 0 and len(wrong) < 2 and len(right) < 2) or (len(wrong) == 2 and wrong == right[::-1])


def mix(number: int, other: int) -> int:
    """A number of 32 bits that stands for the two, in this order."""
    mixed = ((number ^ other) * 0x9E3779B1) & 0xFFFFFFFF
    return mixed ^ (mixed >> 15)


def number_of(text: str, below: int) -> int:
    """A number ``below`` another that stands for the text; a few texts may share it."""
    number = 0
    for letter in text:
        number = mix(number, ord(letter))
    return number % below


def features(tokens: Sequence[Token], rows: int) -> list[list[int]]:
    """The buckets of each token: its word, its row, the row with each of the four before it and with the last two.

    A word of no row stands for itself beside the one before it. The text is taken to lie between two more rows,
    numbered after the last of the ``rows``: only its first and its last word know of them. A word that is passed over
    has no row; its own bucket goes to the next one, since "what is" asks and "I am" tells. So does that of each two
    words that follow each other, as they are: "to die" is not "will die".
    """
    seen = [token for token in tokens if token.row != PASSED_OVER]
    marked = [rows, *(token.row for token in seen), rows + 1]
    named = [rows, *(rows + 2 + token.word if token.row == OTHER else token.row for token in seen), rows + 1]
    keys = [[*_keys(marked, at), mix(mix(13, named[at - 1]), named[at])] for at in range(1, len(marked))]
    at, before = 0, WORDS
    for token in tokens:
        keys[at] += [mix(12, token.word), mix(mix(15, before), token.word)]
        at += token.row != PASSED_OVER
        before = token.word
    keys[-1].append(mix(mix(15, before), WORDS))
    return [[key % BUCKETS for key in found] for found in keys]


def _keys(marked: Sequence[int], at: int) -> Iterator[int]:
    row, last = marked[at], len(marked) - 1
    yield mix(11, row)
    for back in range(1, min(at, REACH) + 1):
        if back == 1 or (back < at < last):
            yield mix(mix(13, marked[at - back]), row)
    if at > 1:
        yield mix(mix(mix(14, marked[at - 2]), marked[at - 1]), row)


def rows_of(passed_over: Iterable[str], alike: Iterable[Iterable[str]]) -> list[list[str]]:
    """The editors' rows as a lexicon takes them: made plain, without endings where that leaves no doubt of the row."""
    row_of: dict[str, int] = {}
    listed = [(PASSED_OVER, passed_over), *enumerate(alike, OTHER + 1)]
    for row, words in listed:
        for word in words:
            row_of.setdefault("".join(plain_words(word)), row)
    by_stem: dict[str, list[str]] = {}
    for word in row_of:
        by_stem.setdefault(stem(word), []).append(word)
    rows: list[list[str]] = [[] for _ in range(max(row for row, _ in listed) + 1)]
    for found, words in by_stem.items():
        meant = {row_of[word] for word in words}
        if len(meant) == 1:
            rows[min(meant)].append(found)
        else:
            for word in words:
                rows[row_of[word]].append(word)
    return rows
