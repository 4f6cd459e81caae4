"""The feed: pages whose meaning changed, and services that a person verified, newest first (Atom, RFC 4287)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from xml.sax.saxutils import escape

from nottalone_ssg.model import addresses
from nottalone_ssg.output import Layouts, Output, ready
from nottalone_ssg.views.shell import Ground

LENGTH = 50  # entries; readers of feeds ask more often than that many things change


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One thing that changed."""

    changed: date
    title: str
    url: str
    summary: str


@dataclass(frozen=True, slots=True)
class FeedIngredients:
    """All that the feed may look at."""

    title: str
    url: str  # of the feed itself
    home: str
    entries: tuple[FeedEntry, ...]


def plan_feed(ground: Ground) -> Iterator[Output]:
    """/feed.xml."""
    site = ground.site
    entries = [
        FeedEntry(changed, page.title, ground.canonical(page.path), page.summary)
        for page in site.pages.values()
        if (changed := page.changed or (page.reviewed.on if page.reviewed else None)) and page.kind != "not found"
    ]
    entries += [
        FeedEntry(
            service.verified.on,
            service.name,
            ground.canonical(addresses.of_service(service.id)),
            service.summary,
        )
        for service in site.services
        if service.verified
    ]
    entries.sort(key=lambda entry: (-entry.changed.toordinal(), entry.url))
    home = ground.canonical("/")
    ingredients = FeedIngredients(site.settings.name, ground.canonical("/feed.xml"), home, tuple(entries[:LENGTH]))
    yield ready(PurePosixPath("feed.xml"), make_feed, ingredients)


def make_feed(ingredients: FeedIngredients, layouts: Layouts) -> bytes:
    """The feed as XML; its time is that of its newest entry, since a build has no clock."""
    newest = max((entry.changed for entry in ingredients.entries), default=date(2026, 1, 1))
    entries = "".join(
        f"<entry><title>{escape(entry.title)}</title><id>{escape(entry.url)}</id>"
        f'<link href="{_attribute(entry.url)}"/><updated>{_time(entry.changed)}</updated>'
        f"<summary>{escape(entry.summary)}</summary></entry>\n"
        for entry in ingredients.entries
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
        f"<title>{escape(ingredients.title)}</title><id>{escape(ingredients.url)}</id>"
        f'<link href="{_attribute(ingredients.home)}"/><link rel="self" href="{_attribute(ingredients.url)}"/>'
        f"<updated>{_time(newest)}</updated><author><name>{escape(ingredients.title)}</name></author>\n{entries}</feed>\n"
    ).encode()


def _attribute(text: str) -> str:
    return escape(text, {'"': "&quot;"})


def _time(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
