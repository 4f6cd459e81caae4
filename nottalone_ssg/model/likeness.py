"""Likeness: which services somebody could try in place of one, or beside it.

What is alike is about the same main topic, can be used from the same place, and is for some of the same people. Only
services that take people on count. With ten thousand services nobody may compare each with each: every topic, area
and audience keeps its few best, and a service looks at those of its own alone.
"""

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from typing import TypeAlias

from nottalone_ssg.model.service import Service
from nottalone_ssg.model.site import Site

MOST = 5  # services that a page shows; more is a list, and lists we have

Cell: TypeAlias = tuple[str, str, str]  # a topic, an area, an audience


def similar(site: Site, service: Service) -> tuple[Service, ...]:
    """At most five live services that are alike, the most alike first. The one that replaces it is none of them.

    Those about the main topic above all come first, then what is nearest, then what is for more of the same people.
    """
    cells = _best(site)
    topic = service.topics[0]
    near: dict[str, int] = {}  # how many steps outwards
    for own in service.areas:
        for steps, area in enumerate(site.within(own)):
            near[area.id] = min(steps, near.get(area.id, steps))
    readers = site.readers(service.for_)
    found = {other.id: other for area in near for reader in readers for other in cells.get((topic, area, reader), ())}
    for left_out in (service.id, service.replaced_by or ""):
        found.pop(left_out, None)

    def unlikeness(other: Service) -> tuple[bool, int, int, int, str]:
        rank = other.topics.index(topic)
        distance = min(near[area] for area in other.areas if area in near)
        shared = len({*readers} & {*site.readers(other.for_)})
        return rank > 0, distance, rank, -shared, other.id

    return tuple(sorted(found.values(), key=unlikeness)[:MOST])


@lru_cache(maxsize=1)  # every service's page asks for the same
def _best(site: Site) -> Mapping[Cell, tuple[Service, ...]]:
    """For each cell the live services that are about its topic most of all."""
    cells: defaultdict[Cell, list[Service]] = defaultdict(list)
    for topic, services in site.by_topic.items():
        live = [service for service in services if service.status == "live"]
        for service in sorted(live, key=lambda one: (one.topics.index(topic), -len(site.readers(one.for_)), one.id)):
            for area in service.areas:
                for reader in site.readers(service.for_):
                    if len(cells[topic, area, reader]) < MOST + 2:  # itself, and what replaces it, are left out
                        cells[topic, area, reader].append(service)
    return {cell: tuple(services) for cell, services in cells.items()}
