"""The heat map: squares as shapes of an SVG, in millimetres, so that it fits on A4 with letters that can be read.

A map for each group of topics. A level is a shade and, where there is nothing, a cross, so that it can be told apart in
black and white. All squares of one shade are one path: the picture stays small.
"""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nottalone_ssg.model.ages import BANDS
from nottalone_ssg.model.site import Site
from nottalone_ssg.model.vocabulary import Area, Topic
from nottalone_ssg.report.coverage import Coverage, Level

LABELS, SIDE, ROW, HEAD = 60.0, 3.7, 6.0, 17.0  # mm: the names of topics, a square, a row, the names of areas
ONE_LINE = 30  # letters of a topic's name that fit before the squares
BETWEEN = 1.2  # between the squares of two areas
GAP = 0.6  # above and below a square
WIDE, HIGH = SIDE - 0.3, ROW - 2 * GAP


@dataclass(frozen=True, slots=True)
class Words:
    """A text in the picture."""

    x: float
    y: float
    text: str
    small: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A topic in the table that says the same in words."""

    topic: str
    cells: tuple[str, ...]  # by area: none, far, local, place for each age


@dataclass(frozen=True, slots=True)
class HeatMap:
    """The picture of one group of topics, and the table with the same."""

    id: str
    heading: str
    width: float
    height: float
    topics: tuple[Words, ...]
    areas: tuple[Words, ...]  # a line of a name each
    ages: tuple[Words, ...]
    shades: tuple[tuple[str, str], ...]  # the name of a level and the path of its squares
    crosses: str  # a path over the squares where there is nothing
    area_names: tuple[str, ...]
    rows: tuple[Row, ...]


WORDS = {Level.NOTHING: "nothing", Level.FAR: "far", Level.NEAR: "local", Level.PLACE: "place"}


def heat_maps(site: Site, found: Coverage) -> tuple[HeatMap, ...]:
    """A map for each group of topics."""
    groups = ((group, [topic for topic in found.topics if topic.group == group.id]) for group in site.groups)
    return tuple(_map(group.id, group.name, topics, found) for group, topics in groups if topics)


def _map(id_: str, heading: str, topics: Sequence[Topic], found: Coverage) -> HeatMap:
    squares = dict.fromkeys(Level, "")
    crosses = ""
    for row, topic in enumerate(topics):
        for column, area in enumerate(found.areas):
            for band in range(len(BANDS)):
                if square := found.squares.get((topic.id, area.id, band)):
                    x, y = _left(column) + band * SIDE, HEAD + row * ROW + GAP
                    squares[square.level] += _square(x, y)
                    crosses += _cross(x, y) if square.level == Level.NOTHING else ""
    return HeatMap(
        id=id_,
        heading=heading,
        width=round(_left(len(found.areas)), 1),
        height=round(HEAD + len(topics) * ROW, 1),
        topics=tuple(words for row, topic in enumerate(topics) for words in _label(row, topic)),
        areas=tuple(words for column, area in enumerate(found.areas) for words in _head(column, area)),
        ages=tuple(
            Words(round(_left(column) + band * SIDE + 0.2, 1), HEAD - 1, str(ages.lowest))
            for column in range(len(found.areas))
            for band, ages in enumerate(BANDS)
        ),
        shades=tuple((WORDS[level], path) for level, path in squares.items() if path),
        crosses=crosses,
        area_names=tuple(area.name for area in found.areas),
        rows=tuple(Row(topic.name, tuple(_cell(found, topic, area) for area in found.areas)) for topic in topics),
    )


def _label(row: int, topic: Topic) -> Iterator[Words]:
    """The name of a topic beside its squares; a long one has two smaller lines."""
    top = HEAD + row * ROW
    if len(topic.name) <= ONE_LINE:
        yield Words(0, round(top + 4.1, 1), topic.name)
        return
    for number, line in enumerate(textwrap.wrap(topic.name, ONE_LINE, max_lines=2, placeholder=" \u2026")):
        yield Words(0, round(top + 2.6 + 2.8 * number, 1), line, small=True)


def _left(column: int) -> float:
    return LABELS + column * (len(BANDS) * SIDE + BETWEEN)


def _mm(length: float) -> str:
    return f"{length:.1f}".removesuffix(".0")


def _square(x: float, y: float) -> str:
    return f"M{_mm(x)} {_mm(y)}h{_mm(WIDE)}v{_mm(HIGH)}h-{_mm(WIDE)}z"


def _cross(x: float, y: float) -> str:
    size = 1.6
    left, top = x + (WIDE - size) / 2, y + (HIGH - size) / 2
    down = f"M{_mm(left)} {_mm(top)}l{_mm(size)} {_mm(size)}"
    return f"{down}M{_mm(left)} {_mm(top + size)}l{_mm(size)} -{_mm(size)}"


def _head(column: int, area: Area) -> list[Words]:
    """The name of an area above its squares, in lines of some ten letters, the last of them lowest."""
    lines: list[str] = []
    for word in area.name.split():
        if lines and len(lines[-1]) + len(word) < 10:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    top = HEAD - 4.6 - 3.2 * (len(lines) - 1)
    return [Words(round(_left(column), 1), round(top + 3.2 * number, 1), line) for number, line in enumerate(lines)]


def _cell(found: Coverage, topic: Topic, area: Area) -> str:
    """The levels in words, one for each age; a dash where the age is none of the topic's."""
    squares = (found.squares.get((topic.id, area.id, band)) for band in range(len(BANDS)))
    return ", ".join(WORDS[square.level] if square else "-" for square in squares)
