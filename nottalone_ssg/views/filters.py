"""Filters: what narrows the list of all services, and which service fits which choice, for assets/js/filters/.

All choices are numbered: what the form offers, in its order, then areas and topics in the order of the page's links.
A service is a row. First come the choices in which it is not like most services, a sign each; the first row of all says
what most fit. Then come the hours of the number that a brief list shows, and those of its other contacts, as
views/opening writes them. So a page of 143 services needs 1 KB for all of it, gzipped.

    #$%()*+,45|/6i|26;-01234 540-1020;*
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from nottalone_ssg.model.ages import BANDS, bands_of
from nottalone_ssg.model.service import Service
from nottalone_ssg.model.site import Site
from nottalone_ssg.output import Output, ready
from nottalone_ssg.recipes.find import FiltersIngredients, make_filters
from nottalone_ssg.store import digest
from nottalone_ssg.views import lists
from nottalone_ssg.views.assets import FILTERS
from nottalone_ssg.views.cards import number_of
from nottalone_ssg.views.find import places_of
from nottalone_ssg.views.opening import for_script
from nottalone_ssg.views.parts import Card, PageView
from nottalone_ssg.views.shell import Ground
from nottalone_ssg.views.words import sentence


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose."""

    value: str  # as the address has it: 16-to-25
    words: str  # 16 to 25


@dataclass(frozen=True, slots=True)
class Choice:
    """What narrows a list in one respect."""

    name: str  # as the address has it: age
    words: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Filters:
    """What narrows the list of all services. What there is to select is for the script to fill in."""

    selects: tuple[Choice, ...]  # one of each
    ways: Choice  # any of these
    ticks: tuple[Option, ...]  # each a choice by itself
    rows: str  # which service fits what, in the order of the list (views/filters)
    script: str


@dataclass(frozen=True, slots=True)
class ServicesView(PageView):
    """The page of all services."""

    filters: Filters | None = None  # None while there are no services

    @property
    def has_hours(self) -> bool:
        """The list is too long for hours; the filters know them."""
        return bool(self.filters)


WAYS = Choice(
    "by",
    "How you can reach them",
    (
        Option("phone", "Phone"),
        Option("text", "Text message"),
        Option("webchat", "Online chat"),
        Option("email", "Email"),
        Option("visit", "In person"),
    ),
)
TICKS = (
    Option("free", "Free"),
    Option("self", "You can ask for it yourself"),
    Option("access", "Says something about access"),
)

# Signs that need no escaping in an attribute and separate nothing; each "~" before one adds as many as there are.
SIGNS = "".join(chr(code) for code in range(33, 126) if chr(code) not in "\"&'<>;|")


def plan_filters(ground: Ground) -> Output:
    """The script of the filters; its name changes whenever anything in it does."""
    options = tuple(
        (choice.name, tuple((option.value, option.words) for option in choice.options))
        for choice in _selects(ground.site)
    )
    ingredients = FiltersIngredients(ground.assets[FILTERS], tuple(places_of(ground.site)), options)
    return ready(PurePosixPath(f"assets/filters.{digest(repr(ingredients))[:10]}.js"), make_filters, ingredients)


def filters_for(ground: Ground, cards: Sequence[Card]) -> Filters:
    """What narrows the list of these services, which are in the list's order."""
    site = ground.site
    selects = tuple(_selects(site))
    choices = [(choice.name, [option.value for option in choice.options]) for choice in (*selects, WAYS)]
    choices += [("", [tick.value for tick in TICKS]), ("area", [*site.areas])]
    choices += [("topic", [topic.id for topic in lists.topics_in_order(site)])]
    keys = [(name, value) for name, values in choices for value in values]
    fits = [fitting(site, site.directory[card.id]) for card in cards]
    usual = {key for key in keys if 2 * sum(key in row for row in fits) > len(cards)}
    number = {key: "~" * (n // len(SIGNS)) + SIGNS[n % len(SIGNS)] for n, key in enumerate(keys)}
    signs = ["".join(number[key] for key in keys if key in row) for row in (usual, *(row ^ usual for row in fits))]
    hours = ["", *(_hours(site.directory[card.id], card.brief) for card in cards)]
    return Filters(
        selects, WAYS, TICKS, "|".join(map("".join, zip(signs, hours, strict=True))), ground.href(ground.filters)
    )


def _selects(site: Site) -> Iterator[Choice]:
    yield Choice("age", "Age", tuple(Option(slug(band.name), sentence(band.name)) for band in BANDS))
    audiences = site.audiences.values()
    yield Choice("for", "Who it is for", tuple(Option(who.id, sentence(who.name)) for who in audiences))
    spoken = {name for service in site.services for name in _spoken(service)}
    if spoken:
        yield Choice("language", "Language", tuple(Option(slug(name), name) for name in sorted(spoken)))


def _spoken(service: Service) -> set[str]:
    """That somebody speaks English needs no saying here."""
    return {*service.languages} - {"English"}


def slug(words: str) -> str:
    """Words as an address has them: Under 16 is under-16."""
    return "-".join(words.lower().split())


def fitting(site: Site, service: Service) -> frozenset[tuple[str, str]]:
    """All choices that a service fits, as name and value; of a tick the name is empty."""
    ways = {contact.way for contact in service.contacts}
    ticks = {
        "free": service.cost.lower() == "free",  # "free or low cost" may not be
        "self": "self" in service.referral,
        "access": bool(service.access) or any(contact.access for contact in service.contacts),
    }
    return frozenset(
        (
            *(("topic", topic) for topic in service.topics),
            *(("area", area) for area in service.areas),
            *(("age", slug(BANDS[band].name)) for band in bands_of(service, site)),
            *(("for", who) for who in site.readers(service.for_)),
            *(("language", slug(name)) for name in _spoken(service)),
            *((WAYS.name, way.value) for way in WAYS.options if way.value in ways),
            *(("", tick) for tick, holds in ticks.items() if holds),
        )
    )


def _hours(service: Service, brief: bool) -> str:
    """The hours of its contacts, each behind a semicolon: first of the number that a brief list shows without them."""
    if service.status != "live":
        return ""  # who takes nobody on at the moment is not open
    shown = number_of(service) if brief else None
    first = for_script(shown.hours) if shown else ""
    others = {for_script(contact.hours) for contact in service.contacts} - {"", first}
    return "".join(f";{hours}" for hours in (first, *sorted(others))) if first or others else ""
