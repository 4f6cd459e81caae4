"""Phrases: from what an editor lists to one pattern that finds it, in all its forms.

    commit~ suicide             all regular forms: commits, committed, committing
    failed/unsuccessful attempt either word
    NN kg/calories              a number before it, in digits or in words

Patterns look at `plainly(text)`: small letters, straight apostrophes, as long as the text itself.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TypeAlias

_CURLY = str.maketrans({"\u2019": "'", "\u2018": "'", "\u00a0": " ", "\u2010": "-", "\u2011": "-"})
_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
NUMBER = "NN"  # in a list
_NUMBERS = "two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|hundred"
_NUMBER = rf"(?:\d+(?:[.,]\d+)*|{_NUMBERS})"


def plainly(text: str) -> str:
    """The text in small letters, each in its own place."""
    lower = text.translate(_CURLY).lower()
    return lower if len(lower) == len(text) else text.translate(_CURLY)


def forms(word: str) -> tuple[str, ...]:
    """The regular forms of a verb or noun: commit, commits, committed, committing; some that nobody writes."""
    if word.endswith("e"):
        return word, f"{word}s", f"{word}d", f"{word[:-1]}ing"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word, f"{word[:-1]}ies", f"{word[:-1]}ied", f"{word}ing"
    return word, f"{word}s", f"{word}es", f"{word}ed", f"{word}ing", f"{word}{word[-1:]}ed", f"{word}{word[-1:]}ing"


def _either(token: str) -> list[str]:
    """All words that a token of a list stands for: failed/unsuccessful, commit~."""
    words = [plainly(word) for word in re.split(r"(?<!\d)/", token)]
    return [form for word in words for form in (forms(word[:-1]) if word.endswith("~") else (word,))]


def _pattern(phrase: str) -> str:
    pattern = ""
    for token in phrase.split():
        gap = "" if not pattern else "[ -]?" if pattern.endswith(_NUMBER) else "[ -]"
        pattern += gap + (_NUMBER if token == NUMBER else f"(?:{'|'.join(map(re.escape, _either(token)))})")
    return pattern


Tokens: TypeAlias = list[tuple[str, int]]


def tokens_of(text: str) -> Tokens:
    """The words of a text that was made plain, each with its start; a hyphen parts them."""
    return [(found[0], found.start()) for found in _TOKEN.finditer(text)]


class Phrases:
    """Many phrases, each with the number of the row that it belongs to.

    A phrase is looked for only where its first two words stand, so a text costs hardly more for a longer list.
    """

    def __init__(self, rows: Sequence[Iterable[str]]) -> None:
        pairs = [(phrase, number) for number, row in enumerate(rows) for phrase in row if phrase.strip()]
        self._by_head: defaultdict[str, list[tuple[frozenset[str], str, int]]] = defaultdict(list)
        for phrase, number in sorted(pairs, key=lambda pair: -len(pair[0])):  # "the mentally ill" before "mentally ill"
            first, *more = phrase.split()
            alone = first == NUMBER or "-" in first  # 4.5kg, suicide-prone: what follows is not the second word
            following = frozenset(_heads(more[0])) if more and not alone else frozenset()
            for head in _heads(first):
                self._by_head[head].append((following, phrase, number))

    def find(self, text: str, tokens: Tokens | None = None) -> Iterator[tuple[int, int, int]]:
        """Start, end and row of each phrase in ``text`` (made plain), from left to right, none in another."""
        end = 0
        words = tokens_of(text) if tokens is None else tokens
        for index, (word, start) in enumerate(words):
            if (phrases := self._by_head.get(_head(word))) and start >= end and text[start - 1 : start] != "-":
                following = _head(words[index + 1][0]) if index + 1 < len(words) else ""
                for second, phrase, row in phrases:
                    if (not second or following in second) and (found := _compiled(phrase).match(text, start)):
                        end = found.end()
                        yield start, end, row
                        break


@cache
def _compiled(phrase: str) -> re.Pattern[str]:
    return re.compile(rf"{_pattern(phrase)}(?![\w-])")


def _head(word: str) -> str:
    """The word under which phrases are kept; all numbers in digits are one."""
    return NUMBER if word[0].isdigit() else word


def _heads(token: str) -> set[str]:
    """The words that a token of a list may begin with, up to a hyphen."""
    if token == NUMBER:
        return {NUMBER, *_NUMBERS.split("|")}
    return {_head(_TOKEN.findall(word)[0]) for word in _either(token) if _TOKEN.search(word)}


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
