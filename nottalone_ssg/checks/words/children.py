"""Pages for children alone: a word that a child of eight may not know is explained where it comes first.

The rule knows letters and lists, not children: a word of four syllables or more, or one of the list of hard words. A
short word that is hard and not on the list goes through; only children who read the page can tell.
"""

from collections.abc import Iterator

from nottalone_ssg.problems import Problem
from nottalone_ssg.words.explained import is_explained
from nottalone_ssg.words.lists import Words
from nottalone_ssg.words.phrases import plainly
from nottalone_ssg.words.sentences import WORD
from nottalone_ssg.words.syllables import count_syllables
from nottalone_ssg.words.texts import Piece, Writing

LONG = 4  # syllables


def hard_words_are_explained(writing: Writing, words: Words) -> Iterator[Problem]:
    """On pages for children alone each hard word is explained where it comes first, or is one that children know."""
    known = {plainly(word) for word in words.children.known}
    for text in writing.pages:
        told = set(known)
        for piece in text.pieces if text.is_for_children else ():
            if piece.kind not in ("title", "heading", "quote"):
                for start, end, word, means in _hard(piece, words):
                    if word not in told:
                        told.add(word)
                        if not is_explained(piece.plainly, start, end):
                            said = f'"{piece.block.text[start:end]}" may be too hard for a child'
                            yield piece.block.place(start).problem("hard-word", said, means)


def _hard(piece: Piece, words: Words) -> Iterator[tuple[int, int, str, str]]:
    """Hard words: start, end, the word that all its forms count as, and the hint."""
    listed = list(words.children.phrases.find(piece.plainly))
    for start, end, row in listed:
        hard = words.children.hard[row]
        yield start, end, f"row {row}", f"Say it in other words, or explain it at once: {hard.means}."
    for found in WORD.finditer(piece.plainly):
        start, end = found.span()
        if count_syllables(found[0]) >= LONG and not any(first < end and start < last for first, last, _ in listed):
            yield start, end, found[0], "Use a shorter word, or explain it at once, in brackets or with: is called …"
