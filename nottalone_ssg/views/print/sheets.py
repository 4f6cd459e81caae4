"""Sheets: a leaflet of each page that people read; of a topic with its services. In clear and in large print."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from nottalone_ssg.model import addresses
from nottalone_ssg.model.nearness import by_nearness
from nottalone_ssg.model.page import Page
from nottalone_ssg.model.vocabulary import Topic
from nottalone_ssg.output import Output
from nottalone_ssg.views import lists
from nottalone_ssg.views.parts import Section
from nottalone_ssg.views.print.frame import SIZES, Size, View, frame, print_path, printed
from nottalone_ssg.views.print.services import entries, entry
from nottalone_ssg.views.print.texts import PrintText, named, print_text
from nottalone_ssg.views.shell import Ground
from nottalone_ssg.views.texts import review_in_words

DENSITIES = 3  # of layouts/print/sheet.typ
# Pages: two sheets of paper, if a text can be brought to that. Large print takes what it takes.
PAGES: Mapping[Size, int] = {"clear": 4, "large": 0}
KINDS = ("topic", "guide", "help now", "landing", "about", "policy", "case study")  # of pages that have a sheet


def plan_sheets(ground: Ground) -> Iterator[Output]:
    """Two sizes of each page that has a sheet, and of each topic that has no page of its own yet."""
    for size in SIZES:
        for page in pages_with_sheets(ground):
            yield _sheet(ground, page.path, size, partial(_of_page, ground, page, size))
        for topic in ground.site.topics.values():
            if (address := addresses.of_topic(topic.id)) not in ground.site.pages:
                yield _sheet(ground, address, size, partial(_of_topic, ground, topic, size))


def _sheet(ground: Ground, address: str, size: Size, gather: Callable[[], View]) -> Output:
    path = print_path(address, size)
    return printed(ground, path, "sheet.typ", gather, densities=DENSITIES, most=PAGES[size])


def pages_with_sheets(ground: Ground) -> Iterator[Page]:
    """The written pages that have a sheet."""
    yield from (page for page in ground.site.pages.values() if has_sheet(ground, page))


def has_sheet(ground: Ground, page: Page) -> bool:
    """Whether a page has a sheet.

    One that leads to those below it, such as /guides/, would lead nowhere on paper; one in a script that our typefaces
    do not have cannot be set.
    """
    site = ground.site
    is_kind = page.kind in KINDS and page.path not in site.parents
    return is_kind and not ground.fonts.lacks(page.title + site.bodies[page.path].content)


def _of_page(ground: Ground, page: Page, size: Size) -> View:
    text = print_text(ground, page)
    sections = services_of(ground, page.slug) if page.kind == "topic" else ()
    told = _told(ground, text, sections)
    if page.kind == "landing" and page.slug in ground.site.audiences:
        told["pages"].insert(0, f"All services for {ground.site.audiences[page.slug].name} (a booklet)")
    return {
        **frame(ground, page.title, page.path, size, page.language or ""),
        **told,
        "summary": page.summary,
        "note": page.content_note,
        "glance": [list(pair) for pair in page.at_a_glance.items()],
        "review": review_in_words(page),
        "overdue": page.next_review < ground.site.today,
        "sources": [reading.name for reading in page.sources],
    }


def _of_topic(ground: Ground, topic: Topic, size: Size) -> View:
    """A topic that nobody has written about yet: its summary and its services."""
    return {
        **frame(ground, topic.name, addresses.of_topic(topic.id), size),
        **_told(ground, PrintText(), services_of(ground, topic.id)),
        "summary": topic.summary,
        "note": "",
        "glance": [],
        "review": "",
        "overdue": False,
        "sources": [],
    }


def services_of(ground: Ground, topic: str) -> tuple[Section, ...]:
    """The services that the topic's page shows."""
    services = ground.site.by_topic.get(topic, ())
    return lists.with_listeners(ground, lists.shortened(ground, by_nearness(ground.site, services), topic))


def _told(ground: Ground, text: PrintText, sections: tuple[Section, ...]) -> View:
    """The text with its services, those it names, and the other pages it names."""
    others = tuple(
        replace(section, cards=tuple(card for card in section.cards if card.id not in text.cards))
        for section in sections
    )
    shown = {card.id for section in others for card in section.cards}
    return {
        "blocks": text.blocks,
        "sections": entries(ground, [section for section in others if section.cards]),
        "named": [entry(ground, service, all_contacts=False) for service in named(ground, text, shown)],
        "pages": list(text.pages.values()),
    }
