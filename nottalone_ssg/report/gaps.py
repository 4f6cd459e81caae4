"""Gaps: from squares to sentences, the most important first, and few enough for a meeting.

Ages and areas where it is the same are said in one sentence. How much a gap matters (docs/decisions/report.md): nothing
at all before nothing near by before no address to go to; then the topics of the vocabulary's first group, which is
about crisis and safety; then by how many squares it has; then in the vocabulary's order.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from nottalone_ssg.model.ages import BANDS
from nottalone_ssg.model.vocabulary import Area, Topic
from nottalone_ssg.report.coverage import Coverage, Level
from nottalone_ssg.views.words import listed

SHOWN = 8  # sentences under one heading; the others come when somebody asks, and are in the table


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is missing, in words."""

    level: Level  # the best that there is
    topic: str  # its name
    sentence: str
    squares: int


@dataclass(frozen=True, slots=True)
class GapList:
    """The gaps of one kind, under a question."""

    heading: str
    about: str
    gaps: tuple[Gap, ...]  # the most important ones
    more: tuple[Gap, ...]  # the others


KINDS = (
    (
        Level.NOTHING,
        "Where do we list nothing at all?",
        "Not even a phone line or a website for the whole country.",
    ),
    (
        Level.FAR,
        "Where do we list nothing local?",
        "What we list here is for the whole country: phone lines and websites.",
    ),
    (
        Level.NEAR,
        "Where do we list no address to go to?",
        "There is local help, perhaps face to face: some websites name places. Our directory has no address.",
    ),
)
WHAT = {Level.NOTHING: "Nothing", Level.FAR: "Nothing local", Level.NEAR: "No address to go to"}


def gaps(found: Coverage) -> tuple[GapList, ...]:
    """The gaps by kind, each kind's most important ones."""
    first = found.topics[0].group if found.topics else ""
    order = {topic.name: number for number, topic in enumerate(found.topics)}
    urgent = {topic.name for topic in found.topics if topic.group == first}
    every = [gap for topic in found.topics for gap in _of_topic(found, topic)]
    every.sort(key=lambda gap: (gap.topic not in urgent, -gap.squares, order[gap.topic]))
    lists = []
    for level, heading, about in KINDS:
        kind = [gap for gap in every if gap.level == level]
        lists.append(GapList(heading, about, tuple(kind[:SHOWN]), tuple(kind[SHOWN:])))
    return tuple(lists)


def _of_topic(found: Coverage, topic: Topic) -> Iterator[Gap]:
    """A topic's gaps: the ages at which it is the same everywhere, together."""
    levels = {number: found.levels(topic.id, number) for number in range(len(BANDS))}
    known = {number: row for number, row in levels.items() if row}
    for row in dict.fromkeys(known.values()):
        bands = [number for number in known if known[number] == row]
        ages = "" if len(bands) == len(known) and len(known) == len(BANDS) else _ages(bands)
        for level, _, _ in KINDS:
            if level in row:
                here = [area for area, there in zip(found.areas, row, strict=True) if there <= level]
                sentence = _sentence(level, ages, here, found.areas)
                yield Gap(level, topic.name, sentence, len(here) * len(bands))


def _ages(bands: Sequence[int]) -> str:
    """For under-16s and people aged 65 and over; ages that follow each other are one range."""
    if bands == [*range(bands[0], len(BANDS))] and bands[0]:
        return f"for people aged {BANDS[bands[0]].lowest} and over"
    if len(bands) > 1 and bands == [*range(bands[0], bands[-1] + 1)]:
        until = BANDS[bands[-1]].highest
        return f"for people up to {until}" if bands[0] == 0 else f"for people aged {BANDS[bands[0]].lowest} to {until}"
    return f"for {listed([BANDS[band].people for band in bands])}"


def _sentence(level: Level, ages: str, here: Sequence[Area], areas: Sequence[Area]) -> str:
    """What is missing and where; all other areas have it."""
    who = f"{WHAT[level]} {ages}" if ages else WHAT[level]
    others = [area for area in areas if area not in here]
    if not others:
        return f"{who} in any area."
    if len(here) > len(others):
        return f"{who}, except in {_names(others)}."
    return f"{who} in {_names(here)}. The other areas have some."


def _names(areas: Iterable[Area]) -> str:
    return listed([area.name for area in areas])
