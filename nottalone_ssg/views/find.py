"""Find: what a search box answers at once, as ingredients of its script: every topic, page and service with its words.

The script and all that it answers from are one file, asked for when somebody first touches a search box
(docs/decisions/search.md). Pages that have a box name that file, so its name is known before it is made.
"""

import html
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from nottalone_ssg.model import addresses
from nottalone_ssg.model.page import FIXED, MAY_HAVE, Page
from nottalone_ssg.model.service import Service
from nottalone_ssg.model.site import Site
from nottalone_ssg.model.text import Html
from nottalone_ssg.output import Output, ready
from nottalone_ssg.recipes.danger import examples_of
from nottalone_ssg.recipes.find import (
    Alarm,
    DangerIngredients,
    Doc,
    FindIngredients,
    Help,
    Place,
    make_danger,
    make_danger_more,
    make_find,
    make_more,
)
from nottalone_ssg.store import digest
from nottalone_ssg.views.assets import DANGER, FIND
from nottalone_ssg.views.shell import Ground

ANSWERED = ("guide", "help now", "landing", "about", "policy", "case study", "a-z", "topics", "services")
_TAG = re.compile("<[^>]*>")


def plan_find(ground: Ground) -> tuple[Output, Output]:
    """The script of the search box, and the words that follow it; their names change whenever anything in them does."""
    ingredients = FindIngredients(
        code=ground.assets[FIND],
        docs=tuple(_docs(ground.site)),
        audiences=tuple(audience.name for audience in ground.site.audiences.values()),
        places=tuple(places_of(ground.site)),
        sayings=ground.site.sayings,
        pinned=tuple(_pinned(ground.site)),
    )
    name = digest(repr(ingredients))[:10]
    return (
        ready(PurePosixPath(f"assets/find.{name}.js"), make_find, ingredients),
        ready(PurePosixPath(f"assets/find-more.{name}.js"), make_more, ingredients),
    )


def plan_danger(ground: Ground) -> tuple[Output, ...]:
    """The script that shows help for words of danger, and what follows it; nothing where editors have no list."""
    site = ground.site
    if site.danger is None:
        return ()
    alarms = tuple(_alarms(site))
    ingredients = DangerIngredients(ground.assets[DANGER], site.danger, examples_of(site), alarms)
    name = digest(repr(ingredients))[:10]
    return (
        ready(PurePosixPath(f"assets/danger.{name}.js"), make_danger, ingredients),
        ready(PurePosixPath(f"assets/danger-more.{name}.js"), make_danger_more, ingredients),
    )


def _docs(site: Site) -> Iterator[Doc]:
    """Topics, pages and services, in this order, which the packing rests on."""
    audiences = list(site.audiences)

    def who(for_: tuple[str, ...]) -> tuple[int, ...]:
        return tuple(audiences.index(name) for name in site.readers(for_))

    for topic in site.topics.values():
        path = addresses.of_topic(topic.id)
        page = site.pages.get(path)
        yield Doc(
            kind="topic",
            path=path,
            title=topic.name,
            says=(*topic.people_say, *(page.people_say if page else ())),
            summary=(topic.summary, *((page.title, page.summary) if page else ())),
            body=_body(site, page) if page else "",
            who=who(page.for_ if page else ("everyone",)),
        )
    for page in site.pages.values():
        if page.kind in ANSWERED or page.path in ("/print/", MAY_HAVE["my list"]):
            yield Doc(
                kind="page",
                path=page.path,
                title=page.title,
                says=page.people_say,
                summary=(page.summary,),
                body=_body(site, page) if page.kind in ("guide", "help now") else "",
                who=who(page.for_),
            )
    topics, areas = list(site.topics), list(site.areas)
    for service in site.services:
        ages = "" if service.ages is None else str(service.ages)
        yield Doc(
            kind="service",
            path=addresses.of_service(service.id),
            title=service.name,
            names=service.also_called,
            says=service.people_say,
            summary=(service.summary, *service.offers, service.organisation),
            who=who(service.for_),
            ages=ages,
            topics=tuple(map(topics.index, service.topics)),
            areas=tuple(map(areas.index, service.areas)),
        )


def _body(site: Site, page: Page) -> str:
    """The words of a page's text, without marks."""
    parts = (part.html for part in site.bodies[page.path].parts if isinstance(part, Html))
    return html.unescape(_TAG.sub(" ", " ".join(parts)))


def places_of(site: Site) -> Iterator[Place]:
    """Each area, in order, with what people call it and what lies in it."""
    areas = list(site.areas)
    for area in site.areas.values():
        wider = areas.index(area.part_of) if area.part_of else None
        names = (area.name, *area.people_say, *area.towns, *area.outward_codes) if wider is not None else ()
        yield Place(area.id, area.name, wider, tuple(dict.fromkeys(names)), area.shared_codes)


def _pinned(site: Site) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Whole questions, and the addresses of their answers."""
    for pinned in site.sayings.pinned:
        found = (addresses.find(site, reference) for reference in pinned.lead_to)
        yield pinned.words, tuple(target.address for target in found if target)


IN_PANEL = 4  # numbers that a panel shows: more is a list to choose from, and nobody in danger should have to choose


def _alarms(site: Site) -> Iterator[Alarm]:
    """What is shown for each kind of danger: whom to ring or text, and what to read."""
    for kind in site.danger.kinds if site.danger else ():
        helpers = (help_of(site.directory[name]) for name in kind.services)
        topics = (addresses.of_topic(topic) for topic in kind.topics)
        found = tuple(helper for helper in helpers if helper)[:IN_PANEL]
        yield Alarm(kind.id, kind.heading, kind.line, found, (*topics, FIXED["help now"]))


def help_of(service: Service) -> Help | None:
    """How to ring or text a service, as a button says it; None if it has neither number."""
    contact = service.contact("phone", "text")
    who = f"{service.name}. {contact.note}" if contact and contact.note else service.name
    if contact and contact.phone:
        return Help(f"Ring {contact.phone.number}", who, contact.phone.href)
    if contact and contact.text:
        words = f"Text {contact.text.word} to {contact.text.number}".replace("  ", " ")
        return Help(words, who, contact.text.href)
    return None


__all__ = ["plan_danger", "plan_find"]
