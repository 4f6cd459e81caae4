"""Plain words, after the NHS content guide (https://service-manual.nhs.uk/content/health-literacy) and our own limits.

Sentences and paragraphs are counted in running text: paragraphs, items of lists, summaries, notes. A quotation keeps
the words of who said it.
"""

import re
from collections.abc import Iterator

from nottalone_ssg.problems import Problem
from nottalone_ssg.words.explained import is_explained
from nottalone_ssg.words.lists import Words
from nottalone_ssg.words.sentences import count_words
from nottalone_ssg.words.texts import Piece, Writing

LONGEST = 25  # words of a sentence
AVERAGE, AVERAGE_FOR_CHILDREN = 15, 10  # words of the sentences of a page
SENTENCES, WORDS = 3, 60  # of a paragraph or an item of a list
SUMMARY_SENTENCES, SUMMARY_WORDS = 2, 50  # of a service's summary
LABEL = 3  # words: "Breathe in." or "**Grief.**" makes no paragraph long
ENOUGH = 5  # sentences; of fewer an average says nothing that the longest sentence does not

_SPLIT = "Make two sentences of it, or leave words out."
_RUNNING = ("paragraph", "item", "summary", "note")
_EXPLAINING = ("paragraph", "item", "note", "cell", "words")
_NOT_OURS = ("title", "quote")


def words_are_plain(writing: Writing, words: Words) -> Iterator[Problem]:
    """No jargon, unless it is explained, or is for professionals, who know theirs. A page's title may name a thing."""
    for text in writing.texts:
        explained: set[int] = set()
        for piece in text.pieces:
            for start, end, row in (
                words.plain.phrases.find(piece.plainly, piece.tokens) if piece.kind not in _NOT_OURS else ()
            ):
                avoided = words.plain.words[row]
                if row in explained or (avoided.professionals == "yes" and text.is_for_professionals):
                    continue
                if is_explained(piece.plainly, start, end):
                    explained.add(row)
                    continue
                said = f'"{piece.block.text[start:end]}" is not plain wording'
                yield piece.block.place(start).problem("plain-words", said, f"Write: {avoided.write}.")


def sentences_are_short(writing: Writing, words: Words) -> Iterator[Problem]:
    """No sentence has more than 25 words."""
    for text in writing.texts:
        for piece in text.pieces:
            for sentence in piece.sentences if piece.kind in (*_RUNNING, "cell", "heading", "words") else ():
                if sentence.words > LONGEST:
                    most = f"{sentence.words} words, and {LONGEST} is the most"
                    said = f'this sentence has {most}: "{_start(sentence.text)}"'
                    yield piece.block.place(sentence.start).problem("long-sentence", said, _SPLIT)


def paragraphs_are_short(writing: Writing, words: Words) -> Iterator[Problem]:
    """No paragraph and no item has more than 3 sentences or 60 words."""
    for text in writing.texts:
        for piece in text.pieces:
            if piece.kind not in ("paragraph", "item", "note") or _is_told(piece):
                continue
            count = sum(sentence.words > LABEL for sentence in piece.sentences)
            sum_ = sum(sentence.words for sentence in piece.sentences)
            if count > SENTENCES or sum_ > WORDS:
                what = "item of a list" if piece.kind == "item" else "paragraph"
                said = f"this {what} has {count} sentences and {sum_} words"
                hint = f"{SENTENCES} sentences and {WORDS} words are the most. "
                hint += "Make two of it, or a list." if piece.kind != "note" else "Leave something out."
                yield piece.block.place().problem("long-paragraph", said, hint)


def pages_read_easily(writing: Writing, words: Words) -> Iterator[Problem]:
    """The sentences of a page have 15 words on average at most, 10 where it is for children alone."""
    for text in writing.pages:
        most = AVERAGE_FOR_CHILDREN if text.is_for_children else AVERAGE
        counted = text.counted
        average = sum(sentence.words for sentence in counted) / max(1, len(counted))
        if len(counted) >= ENOUGH and average > most and not any(map(_is_told, text.pieces)):
            longest = max(counted, key=lambda sentence: sentence.words)
            said = f"the sentences of this page have {average:.1f} words on average, and {most} is the most"
            hint = f'Begin with the longest ({longest.words} words): "{_start(longest.text)}"'
            yield text.place.problem("long-average", said, hint)


def _is_told(piece: Piece) -> bool:
    """Whether one of its sentences is too long, which is said already, and mends the rest too."""
    return any(sentence.words > LONGEST for sentence in piece.sentences)


def service_summaries_are_short(writing: Writing, words: Words) -> Iterator[Problem]:
    """The summary of a service is one or two sentences, 50 words at most."""
    for text in writing.texts:
        for piece in text.pieces:
            if text.name.startswith("service:") and piece.kind == "summary" and not _is_told(piece):
                count, sum_ = len(piece.sentences), count_words(piece.block.text)
                if count > SUMMARY_SENTENCES or sum_ > SUMMARY_WORDS:
                    said = f"this summary has {count} sentences and {sum_} words"
                    most = f"{SUMMARY_SENTENCES} sentences and {SUMMARY_WORDS} words are the most."
                    yield piece.block.place().problem("long-summary", said, f"{most} Move the rest to offers.")


def _start(text: str) -> str:
    """Enough of a sentence to find it again."""
    words = text.split()
    return " ".join(words[:6]) + (" …" if len(words) > 6 else "")


# CBT, LGBTQ+, A&E, GPs; not GOV.UK.
_ABBREVIATION = re.compile(
    r"(?<![\w&+.-])([A-Z][A-Z0-9]*(?:&[A-Z]+)?[A-Z](?:IA)?\+?|[A-Z]&[A-Z])(?:['\u2019]?s)?(?![\w&]|\.[A-Z])"
)


def abbreviations_are_explained(writing: Writing, words: Words) -> Iterator[Problem]:
    """An abbreviation is explained where a page uses it first, unless everybody knows it.

    There is no room for that in headings and summaries, so the text counts; a link leads to the explanation.
    """
    known = set(words.known.abbreviations)
    for text in writing.pages:
        told = set(known)
        for piece in text.pieces:
            for found in _ABBREVIATION.finditer(piece.unnamed) if piece.kind in _EXPLAINING else ():
                short, start, end = found[1], found.start(), found.end()
                if short in told or any(link.start <= start < link.end for link in piece.block.links):
                    continue
                told.add(short)
                if not is_explained(piece.unnamed, start, end):
                    said = f"{short} is not explained where this page uses it first"
                    hint = (
                        f"Write it out and put ({short}) behind it, or say what it is. "
                        "A service's own name in capitals belongs in its file, under also called."
                    )
                    yield piece.block.place(start).problem("abbreviation", said, hint)
