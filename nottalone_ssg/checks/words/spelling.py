"""Spelling: British, and without the common slips. What no list of mistakes knows is for `tests/test_spelling.py`."""

from collections.abc import Iterator

from nottalone_ssg.problems import Problem
from nottalone_ssg.words.dictionary import corrections, suggestion
from nottalone_ssg.words.lists import Words
from nottalone_ssg.words.texts import Writing


def words_are_spelt_right(writing: Writing, words: Words) -> Iterator[Problem]:
    """No word is on a list of misspelt or American words, unless content/words/spelling.txt has it."""
    wrong = corrections().keys() - words.spelling
    for text in writing.texts:
        for piece in text.pieces:
            for token, start in piece.tokens:
                word = token.removesuffix("'s")
                if word in wrong:
                    said = f'"{piece.block.text[start : start + len(word)]}" is not how it is spelt here'
                    yield piece.block.place(start).problem("spelling", said, f"Write: {suggestion(word)}.")
