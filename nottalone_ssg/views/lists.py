"""Lists of services: all, by topic, by area, by topic and area, by audience; and the tiles that lead to them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby

from nottalone_ssg.model import addresses
from nottalone_ssg.model.service import Service
from nottalone_ssg.model.site import Site
from nottalone_ssg.model.vocabulary import Area, Topic
from nottalone_ssg.views.cards import contact_line, number_of, section
from nottalone_ssg.views.parts import ContactLine, Link, Section, Tile
from nottalone_ssg.views.shell import Ground
from nottalone_ssg.views.words import counted

ON_TOPIC_PAGES = 6  # services shown below a topic's text; the rest are one tap away, and the page stays light
LONG = 40  # a longer list shows names, places and numbers only: a page is to arrive in one round trip, 14,600 bytes


def sections(ground: Ground, groups: Sequence[tuple[Area | None, list[Service]]]) -> tuple[Section, ...]:
    """Groups of services under headings; empty groups are left out."""
    brief = sum(len(services) for _, services in groups) > LONG
    return tuple(
        section(ground, area.id if area else "local", _heading(area), services, brief)
        for area, services in groups
        if services
    )


def _heading(area: Area | None) -> str:
    if area is None:
        return "In Nottingham and Nottinghamshire"
    return area.name if area.kind == "national" else f"In {area.name}"


NONE_KNOWN = "We know of no service for this yet. You can talk to the people at the numbers above, or to your GP."


def with_listeners(ground: Ground, found: tuple[Section, ...]) -> tuple[Section, ...]:
    """The sections of a topic; where nobody in them is there for the whole country, also who listens to any worry."""
    site = ground.site
    shown = [card.id for part in found for card in part.cards]
    wide = {area.id for area in site.areas.values() if area.kind == "national"}
    if not site.settings.listeners or any(wide & {*site.directory[service].areas} for service in shown):
        return found
    services = [site.directory[name] for name in site.settings.listeners if name not in shown]
    return (*found, section(ground, "listeners", "For any worry, from anywhere", services))


def listener_lines(ground: Ground) -> tuple[ContactLine, ...]:
    """How to ring or text each of those who listen to any worry, under their names."""
    services = [ground.site.directory[name] for name in ground.site.settings.listeners]
    numbers = ((service, number_of(service)) for service in services)
    return tuple(
        replace(contact_line(number), label=service.name, hours=(), opening="", costs="", note="")
        for service, number in numbers
        if number
    )


def shortened(ground: Ground, groups: Sequence[tuple[Area | None, list[Service]]], topic: str) -> tuple[Section, ...]:
    """The services that are about this topic before others, local ones and a few national, and a link to the rest."""
    total = sum(len(services) for _, services in groups)
    if total <= ON_TOPIC_PAGES:
        return sections(ground, groups)
    (local_area, local), (far_area, far) = (
        (area, sorted(found, key=_closeness(ground, topic))) for area, found in groups
    )
    kept_far = far[: max(2, ON_TOPIC_PAGES - len(local))]
    kept_local = local[: ON_TOPIC_PAGES - len(kept_far)]
    *first, last = sections(ground, [(local_area, kept_local), (far_area, kept_far)])
    address = ground.href(addresses.of_topic_services(topic))
    return (*first, replace(last, more=Link(address, f"See all {counted(total, 'service')}")))


def _closeness(ground: Ground, topic: str) -> Callable[[Service], tuple[int, int, str]]:
    """A service names its main topics first; of two equal ones, the one for more kinds of readers comes first."""
    readers = ground.site.readers  # everyone is all of them
    return lambda service: (service.topics.index(topic), -len(readers(service.for_)), service.name.casefold())


def topic_tiles(ground: Ground, of_services: bool = False) -> tuple[tuple[str, tuple[Tile, ...]], ...]:
    """All topics under the names of their groups; to their pages, or to their lists of services."""
    names = {group.id: group.name for group in ground.site.groups}
    address = addresses.of_topic_services if of_services else addresses.of_topic
    return tuple(
        (names[group], tuple(Tile(ground.href(address(topic.id)), topic.name) for topic in found))
        for group, found in groupby(topics_in_order(ground.site), key=lambda topic: topic.group)
    )


def topics_in_order(site: Site) -> list[Topic]:
    """All topics, group by group."""
    groups = [group.id for group in site.groups]
    return sorted(site.topics.values(), key=lambda topic: groups.index(topic.group))


def area_tiles(ground: Ground) -> tuple[Tile, ...]:
    """All areas, to their lists of services, with how many each has of its own."""
    return tuple(
        Tile(
            ground.href(addresses.of_area_services(area.id)),
            area.name,
            count=len(ground.site.by_area.get(area.id, ())),
        )
        for area in ground.site.areas.values()
    )
