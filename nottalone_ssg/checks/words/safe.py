"""Safe words, after the Samaritans' media guidelines (6th edition, 2020)."""

from collections.abc import Iterator

from nottalone_ssg.problems import Problem
from nottalone_ssg.words.explained import is_denied
from nottalone_ssg.words.lists import Words
from nottalone_ssg.words.texts import Writing


def words_are_safe(writing: Writing, words: Words) -> Iterator[Problem]:
    """No words that blame, frighten or teach; no numbers to compete with. A quotation of somebody is no exception."""
    for text in writing.texts:
        for piece in text.pieces:
            for start, end, row in words.safe.phrases.find(piece.plainly, piece.tokens):
                avoided = words.safe.words[row]
                if avoided.never == "no" and is_denied(piece.plainly, start):
                    continue
                said = f'"{piece.block.text[start:end]}" is not safe wording'
                because = f" {_sentence(avoided.because)}" if avoided.because else ""
                hint = f"Write: {avoided.write}.{because}"
                yield piece.block.place(start).problem("safe-words", said, hint)


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:].rstrip('.')}."
