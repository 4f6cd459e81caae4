"""Coverage: for each topic, area and age, the best that the directory has.

A service counts in an area if it serves the area or something larger that the area lies in. It counts for an age if it
takes anybody of that age: by its own ages if they are known, else by the groups of people that it is for. So a gap is
one even when everything is read kindly.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum

from nottalone_ssg.model.addresses import of_topic
from nottalone_ssg.model.service import Service
from nottalone_ssg.model.site import Site
from nottalone_ssg.model.vocabulary import Area, Topic

OLDEST = 120  # years, as in values.read_ages


class Level(IntEnum):
    """The best that there is for somebody."""

    NOTHING = 0
    FAR = 1  # only what is for the whole country
    NEAR = 2  # a service for the area
    PLACE = 3  # one that has a place to go to


@dataclass(frozen=True, slots=True)
class Band:
    """Some ages, in whole years, both ends included."""

    lowest: int
    highest: int
    name: str
    people: str  # in the middle of a sentence, behind "for"

    def overlaps(self, lowest: int, highest: int) -> bool:
        return lowest <= self.highest and highest >= self.lowest


# Where services for the young and for adults begin and end most often: 16, 25, 65.
BANDS = (
    Band(0, 15, "under 16", "under-16s"),
    Band(16, 25, "16 to 25", "people aged 16 to 25"),
    Band(26, 64, "26 to 64", "people aged 26 to 64"),
    Band(65, OLDEST, "65 and over", "people aged 65 and over"),
)

# Which ages a group of people has; one that is not here may be of any age. Professionals come for somebody else.
AGES = {
    "children": (0, 15),
    "young-people": (11, 25),
    "parents-carers": (16, OLDEST),
    "adults": (18, OLDEST),
    "older-people": (60, OLDEST),
}
NOT_FOR_THEMSELVES = "professionals"


@dataclass(frozen=True, slots=True)
class Square:
    """What there is about a topic in an area for people of some ages."""

    near: int = 0  # services for the area
    places: int = 0  # of these, how many have a place to go to
    far: int = 0  # services for the whole country

    @property
    def level(self) -> Level:
        if self.places:
            return Level.PLACE
        return Level.NEAR if self.near else Level.FAR if self.far else Level.NOTHING


@dataclass(frozen=True)
class Coverage:
    """The squares of all topics, areas and ages; where an age is none of a topic's there is no square."""

    topics: tuple[Topic, ...]
    areas: tuple[Area, ...]
    squares: Mapping[tuple[str, str, int], Square]  # by topic, area and number of the band

    def levels(self, topic: str, band: int) -> tuple[Level, ...]:
        """The level in each area, in their order; () if the band is none of the topic's."""
        found = (self.squares.get((topic, area.id, band)) for area in self.areas)
        return tuple(square.level for square in found if square)


def coverage(site: Site) -> Coverage:
    """What the listed services cover. The areas are the smallest: those that no other area lies in."""
    outer = {area.part_of for area in site.areas.values()}
    areas = tuple(area for area in site.areas.values() if area.id not in outer and area.kind != "national")
    national = {area.id for area in site.areas.values() if area.kind == "national"}
    around = {area.id: {wider.id for wider in site.within(area.id)} for area in areas}
    squares = {}
    for topic in site.topics:
        services = [(service, _bands(service, site)) for service in site.by_topic.get(topic, ())]
        for number in _bands_of_topic(site, topic):
            fitting = [service for service, bands in services if number in bands]
            for area in areas:
                squares[topic, area.id, number] = _square(fitting, around[area.id] - national, national)
    return Coverage(tuple(site.topics.values()), areas, squares)


def _square(services: Iterable[Service], around: set[str], national: set[str]) -> Square:
    near = [service for service in services if around & {*service.areas}]
    far = sum(bool(national & {*service.areas}) for service in services)
    return Square(len(near), sum(bool(service.locations) for service in near), far)


def _bands(service: Service, site: Site) -> set[int]:
    """The numbers of the bands that a service takes anybody of."""
    ages = service.ages
    if ages and (ages.lowest is not None or ages.highest is not None):
        ranges = [(ages.lowest or 0, OLDEST if ages.highest is None else ages.highest)]
    else:
        ranges = _ages_of(site.readers(service.for_))
    return {number for number, band in enumerate(BANDS) if any(band.overlaps(*ages) for ages in ranges)}


def _bands_of_topic(site: Site, topic: str) -> list[int]:
    """The bands that a topic is for: those of the readers of its page; without a page all of them."""
    page = site.pages.get(of_topic(topic))
    ranges = _ages_of(site.readers(page.for_)) if page else []
    return [number for number, band in enumerate(BANDS) if not ranges or any(band.overlaps(*ages) for ages in ranges)]


def _ages_of(readers: Iterable[str]) -> list[tuple[int, int]]:
    return [AGES.get(who, (0, OLDEST)) for who in readers if who != NOT_FOR_THEMSELVES]
