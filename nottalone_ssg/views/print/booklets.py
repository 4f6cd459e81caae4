"""Booklets: the directory on paper; the whole, for each area, for each group of people.

Each in four files: clear and large print on A4, and on A5 to read and to fold. A service stands in it once, under the
topic that its file names first; the index by need leads to it from all its topics.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import PurePosixPath

from nottalone_ssg.model import addresses
from nottalone_ssg.model.nearness import by_nearness
from nottalone_ssg.model.page import FIXED
from nottalone_ssg.model.service import Service
from nottalone_ssg.output import Output
from nottalone_ssg.recipes.print import FOLD
from nottalone_ssg.views.letters import letter_of, sorted_as
from nottalone_ssg.views.print.frame import Size, View, frame, printed
from nottalone_ssg.views.print.services import entry
from nottalone_ssg.views.shell import Ground
from nottalone_ssg.views.words import counted

# The ends of the files' names, with size and paper, and whether it is to be folded.
FORMS: tuple[tuple[str, Size, str, bool], ...] = (
    ("", "clear", "a4", False),
    ("-large", "large", "a4", False),
    ("-a5", "small", "a5", False),
    ("-to-fold", "small", "a5", True),
)


@dataclass(frozen=True)
class Booklet:
    """Which services, and what they have in common."""

    name: str  # of its file: services/area/mansfield
    title: str
    subtitle: str
    address: str  # of the page that lists the same services
    services: Sequence[Service]


def booklets(ground: Ground) -> Iterator[Booklet]:
    """The booklets that have something in them: of all services, of each area, for each group of people."""
    site = ground.site
    title = "Services for your mental health"
    yield Booklet("services/all", title, "In Nottingham and Nottinghamshire", FIXED["services"], site.services)
    for area in site.areas.values():
        near = [service for _, found in by_nearness(site, site.services, area.id) for service in found]
        where = area.name if area.kind == "national" else f"For people in {area.name}"
        address = addresses.of_area_services(area.id)
        yield Booklet(f"services/area/{area.id}", title, where, address, near)
    for who in site.audiences.values():
        address = addresses.of_audience(who.id)
        for_them = site.by_audience.get(who.id, ())
        if address in site.pages:
            yield Booklet(f"services/for/{who.id}", title, f"For {who.name}", address, for_them)


def plan_booklets(ground: Ground) -> Iterator[Output]:
    """Every booklet in every form."""
    for booklet in booklets(ground):
        for end, size, paper, folded in FORMS if booklet.services else ():
            path = PurePosixPath(f"print/{booklet.name}{end}.pdf")
            more = {"more_layouts": (FOLD,)} if folded else {}
            yield printed(ground, path, "booklet.typ", partial(booklet_view, ground, booklet, size, paper), **more)


def booklet_view(ground: Ground, booklet: Booklet, size: Size, paper: str) -> View:
    """All that layouts/print/booklet.typ shows; guides are for packs alone."""
    services = sorted(booklet.services, key=lambda service: sorted_as(service.name))
    return {
        **frame(ground, f"{booklet.title}: {booklet.subtitle}", booklet.address, size),
        "heading": booklet.title,
        "subtitle": booklet.subtitle,
        "paper": paper,
        "count": counted(len(services), "service"),
        "guides": [],
        "groups": list(_groups(ground, services)),
        "needs": list(_needs(ground, services)),
        "letters": list(_letters(services)),
    }


def _groups(ground: Ground, services: Sequence[Service]) -> Iterator[View]:
    """The services under the topic that they name first, and the topics in their groups."""
    first: dict[str, list[Service]] = {}
    for service in services:
        first.setdefault(service.topics[0], []).append(service)
    for group in ground.site.groups:
        topics = [
            {"name": topic.name, "services": [_entry(ground, service) for service in first[topic.id]]}
            for topic in ground.site.topics.values()
            if topic.group == group.id and topic.id in first
        ]
        if topics:
            yield {"name": group.name, "topics": topics}


def _entry(ground: Ground, service: Service) -> View:
    return {**entry(ground, service), "id": service.id}


def _needs(ground: Ground, services: Sequence[Service]) -> Iterator[View]:
    """The topics that somebody here helps with, and the ids of those who do; by name."""
    found: dict[str, list[str]] = {}
    for service in services:
        for topic in service.topics:
            found.setdefault(topic, []).append(service.id)
    topics = sorted(found, key=lambda topic: sorted_as(ground.site.topics[topic].name))
    for topic in topics:
        yield {"name": ground.site.topics[topic].name, "services": found[topic]}


def _letters(services: Sequence[Service]) -> Iterator[View]:
    """The services by all names that people know them by, under their letters."""
    names = [(name, service.id) for service in services for name in dict.fromkeys((service.name, *service.also_called))]
    names.sort(key=lambda pair: (letter_of(pair[0]), sorted_as(pair[0]), pair[1]))
    for letter, found in groupby(names, key=lambda pair: letter_of(pair[0])):
        yield {"letter": letter, "names": [{"name": name, "service": service} for name, service in found]}
