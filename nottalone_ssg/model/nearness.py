"""Nearness: which services somebody in an area can use, nearest first."""

from collections.abc import Iterable
from functools import lru_cache
from typing import TypeAlias

from nottalone_ssg.model.service import Service
from nottalone_ssg.model.site import Site
from nottalone_ssg.model.vocabulary import Area

Pairs: TypeAlias = dict[tuple[str, str], int]  # topic and area, and how many services there are


def by_nearness(
    site: Site, services: Iterable[Service], area: str | None = None
) -> list[tuple[Area | None, list[Service]]]:
    """Services in groups, nearest first, each once: for an area by the areas around it, else local and national.

    The group of local services of all areas has None for its area.
    """
    left = list(services)
    if area is None:
        national = [found for found in site.areas.values() if found.kind == "national"]
        wide = {found.id for found in national}
        local = [service for service in left if not wide & {*service.areas}]
        far = [service for service in left if wide & {*service.areas}]
        return [(None, local), (national[0] if national else None, far)]
    groups: list[tuple[Area | None, list[Service]]] = []
    for around in site.within(area):
        groups.append((around, [service for service in left if around.id in service.areas]))
        left = [service for service in left if around.id not in service.areas]
    return groups


@lru_cache(maxsize=1)  # checks and views ask for the same
def local_pairs(site: Site) -> Pairs:
    """The pairs of topic and area that have a page, with the number of services there.

    A pair has one where something nearer than the whole country is listed, or the area is the whole country.
    """
    pairs: Pairs = {}
    for topic in site.topics:
        services = site.by_topic.get(topic, ())
        for area in site.areas.values():
            groups = by_nearness(site, services, area.id)
            near = [
                found for around, found in groups if around and (around.kind != "national" or area.kind == "national")
            ]
            if any(near):
                pairs[topic, area.id] = sum(len(found) for _, found in groups)
    return pairs
