"""Problems: what is wrong with the sources, said so that their author can mend it.

A problem is a value. Checks and loaders yield problems; nobody raises one. The pipeline collects
them, and the command line shows them all at once, in the order of files and lines.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import NamedTuple


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong with the sources, said so that its author can mend it."""

    file: str  # as the editor knows it: content/services/base-51.yaml
    line: int  # the first line is 1, front matter counted
    column: int  # the first character is 1
    rule: str  # stable, for tests and for searching: "link-target"
    message: str  # what is wrong, in the author's words
    hint: str = ""  # what to write instead

    def __str__(self) -> str:
        said = f"{_legible(self.file)}:{self.line}:{self.column}: {self.message}"
        return f"{said}\n    {self.hint}" if self.hint else said


class Place(NamedTuple):
    """Where in the sources a value stands; it travels with the value.

    A tuple, because a site has hundreds of thousands, which are pickled and unpickled.
    """

    file: str
    line: int = 1
    column: int = 1

    def problem(self, rule: str, message: str, hint: str = "") -> Problem:
        """A problem at this place. The words may quote what an editor typed: they stay short, visible, on one line."""
        return Problem(self.file, self.line, self.column, rule, _legible(message), _legible(hint))


_LONGEST = 400  # characters of a message or hint; our longest list of keys has 250


def _legible(words: str) -> str:
    if len(words) > _LONGEST:
        words = f"{words[: _LONGEST // 2]} … {words[-_LONGEST // 4 :]}"
    return "".join(char if char.isprintable() else _shown(char) for char in words)


def _shown(char: str) -> str:
    """A character that nobody can see, or that turns the line around, as its number; white space as a space."""
    return " " if char.isspace() else f"<U+{ord(char):04X}>"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint that names the nearest of the ``known`` words, or nothing if none is near."""
    near = nearest(word, known)
    return f"Did you mean {near}?" if near else ""


def nearest(word: str, known: Iterable[str]) -> str:
    """The ``known`` word that is most like this one, or nothing if none is near."""
    near = get_close_matches(word[:100], sorted(known), n=1, cutoff=0.6)
    return near[0] if near else ""
