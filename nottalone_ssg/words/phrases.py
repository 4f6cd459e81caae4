"""Phrases: from what an editor lists to one pattern that finds it, in all its forms.

    commit~ suicide             all regular forms: commits, committed, committing
    failed/unsuccessful attempt either word
    NN kg/calories              a number before it, in digits or in words

Patterns look at `plainly(text)`: small letters, straight apostrophes, as long as the text itself.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

_CURLY = str.maketrans({"\u2019": "'", "\u2018": "'", "\u00a0": " ", "\u2010": "-", "\u2011": "-"})
NUMBER = "NN"  # in a list
_NUMBER = r"(?:\d+(?:[.,]\d+)*|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|fifty|hundred)"


def plainly(text: str) -> str:
    """The text in small letters, each in its own place."""
    lower = text.translate(_CURLY).lower()
    return lower if len(lower) == len(text) else text.translate(_CURLY)


def forms(word: str) -> str:
    """A pattern for the regular forms of a verb or noun: commit, commits, committed, committing."""
    if word.endswith("e"):
        return rf"{re.escape(word[:-1])}(?:e|es|ed|ing)"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return rf"{re.escape(word[:-1])}(?:y|ies|ied|ying)"
    last = re.escape(word[-1:])
    return rf"{re.escape(word)}(?:s|es|ed|ing|{last}ed|{last}ing)?"


def pattern_of(phrase: str) -> str:
    """The pattern for one phrase of a list."""
    pattern = ""
    for number, token in enumerate(phrase.split()):
        either = [_NUMBER if word == NUMBER else _word(plainly(word)) for word in re.split(r"(?<!\d)/", token)]
        gap = "" if not number else "[ -]?" if pattern.endswith(_NUMBER) else "[ -]"
        pattern += gap + (either[0] if len(either) == 1 else f"(?:{'|'.join(either)})")
    return pattern


def _word(word: str) -> str:
    return forms(word.removesuffix("~")) if word.endswith("~") else re.escape(word)


class Phrases:
    """Many phrases in one pattern, each with the number of the row that it belongs to."""

    def __init__(self, rows: Sequence[Iterable[str]]) -> None:
        pairs = [(phrase, number) for number, row in enumerate(rows) for phrase in row if phrase.strip()]
        pairs.sort(key=lambda pair: -len(pair[0]))  # "the mentally ill" before "mentally ill"
        by_letter: defaultdict[str, list[str]] = defaultdict(list)
        self._rows: dict[str, int] = {}
        for index, (phrase, number) in enumerate(pairs):
            by_letter[_first(phrase)].append(f"(?P<p{index}>{pattern_of(phrase)})")
            self._rows[f"p{index}"] = number
        # A look at the first letter spares the text most of the alternatives.
        either = [f"{f'(?={letter})' if letter else ''}(?:{'|'.join(group)})" for letter, group in by_letter.items()]
        self._pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(either)})(?![\w-])") if pairs else None

    def find(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Start, end and row of each phrase in ``text`` (made plain), from left to right, none in another."""
        for found in self._pattern.finditer(text) if self._pattern else ():
            yield found.start(), found.end(), self._rows[str(found.lastgroup)]


def _first(phrase: str) -> str:
    first, letter = phrase.split(maxsplit=1)[0], plainly(phrase)[:1]
    return letter if letter.isalpha() and "/" not in first and first != NUMBER else ""


def names_in(names: Iterable[str]) -> re.Pattern[str] | None:
    """A pattern for names, as they are written, to be kept out of other rules."""
    by_letter: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(set(names), key=lambda name: (-len(name), name)):
        if name.strip():
            by_letter[name[0]].append(re.escape(name.replace("\u2019", "'")).replace("'", "['\u2019]"))
    if not by_letter:
        return None
    either = "|".join(f"(?={re.escape(letter)})(?:{'|'.join(group)})" for letter, group in sorted(by_letter.items()))
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)")
