"""Coverage: for each topic, area and age, the best that the directory has.

A service counts in an area if it serves the area or something larger that the area lies in. It counts for an age if it
takes anybody of that age: by its own ages if they are known, else by the groups of people that it is for. So a gap is
one even when everything is read kindly.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum

from nottalone_ssg.model.addresses import of_topic
from nottalone_ssg.model.ages import BANDS, ages_of, bands_among, bands_of
from nottalone_ssg.model.service import Service
from nottalone_ssg.model.site import Site
from nottalone_ssg.model.vocabulary import Area, Topic


class Level(IntEnum):
    """The best that there is for somebody."""

    NOTHING = 0
    FAR = 1  # only what is for the whole country
    NEAR = 2  # a service for the area
    PLACE = 3  # one whose address for visits we list


@dataclass(frozen=True, slots=True)
class Square:
    """What there is about a topic in an area for people of some ages."""

    near: int = 0  # services for the area
    places: int = 0  # of these, how many have an address for visits
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
        services = [(service, bands_of(service, site)) for service in site.by_topic.get(topic, ())]
        for number in _bands_of_topic(site, topic):
            fitting = [service for service, bands in services if number in bands]
            for area in areas:
                squares[topic, area.id, number] = _square(fitting, around[area.id] - national, national)
    return Coverage(tuple(site.topics.values()), areas, squares)


def _square(services: Iterable[Service], around: set[str], national: set[str]) -> Square:
    near = [service for service in services if around & {*service.areas}]
    far = sum(bool(national & {*service.areas}) for service in services)
    return Square(len(near), sum(bool(service.locations) for service in near), far)


def _bands_of_topic(site: Site, topic: str) -> Iterable[int]:
    """The bands that a topic is for: those of the readers of its page; without a page all of them."""
    page = site.pages.get(of_topic(topic))
    ranges = ages_of(site.readers(page.for_)) if page else []
    return sorted(bands_among(ranges)) if ranges else range(len(BANDS))
