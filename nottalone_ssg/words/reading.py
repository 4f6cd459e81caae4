"""Reading age: what a page asks of its readers, as advice to editors and never as a fault.

The formula is the Flesch-Kincaid grade level (Kincaid and others 1975, "Derivation of new readability formulas",
Naval Technical Training Command, report 8-75); an American grade and five is about a British age. It counts letters
and full stops, not sense: a hard page can score well, and a good one badly.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from nottalone_ssg.markdown.prose import NAMED
from nottalone_ssg.words.sentences import WORD
from nottalone_ssg.words.syllables import count_syllables
from nottalone_ssg.words.texts import Text, Writing


@dataclass(frozen=True, slots=True)
class Reading:
    """What a page asks of its readers."""

    page: str  # its file
    words: int
    average: float  # words of a sentence
    longest: int
    age: float


def reading_of(text: Text) -> Reading | None:
    """For one page; nothing if it has no running text."""
    lengths = [sentence.words for sentence in text.counted]
    words = [word for sentence in text.counted for word in WORD.findall(sentence.text) if word != NAMED]
    if not words:
        return None
    average = sum(lengths) / len(lengths)
    syllables = sum(map(count_syllables, words)) / len(words)
    age = 0.39 * average + 11.8 * syllables - 15.59 + 5
    return Reading(text.place.file, sum(lengths), round(average, 1), max(lengths), round(max(5.0, age), 1))


def reading_ages(writing: Writing) -> list[Reading]:
    """All pages that have running text, the hardest first."""

    def found() -> Iterator[Reading]:
        for text in writing.pages:
            if reading := reading_of(text):
                yield reading

    return sorted(found(), key=lambda reading: (-reading.age, reading.page))
