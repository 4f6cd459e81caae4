"""The written part of a page: its Markdown with links and cards filled in, and what stands around it."""

import re
from collections.abc import Iterable

from nottalone_ssg.markdown import fill, minutes_to_read
from nottalone_ssg.model import addresses
from nottalone_ssg.model.page import Page
from nottalone_ssg.model.text import Html
from nottalone_ssg.views.cards import card
from nottalone_ssg.views.parts import Contents, Entry, Link, Text
from nottalone_ssg.views.shell import Ground
from nottalone_ssg.views.words import day

CONTENTS_FROM = 4  # headings; a list of contents for fewer is longer to read than to scroll


# Kinds of pages that are read from the top to the end: they have a list of contents and say how long they take.
ARTICLES = ("topic", "guide", "case study", "about", "policy", "open data", "print", "take part")


def text_of(ground: Ground, page: Page) -> Text:
    """The page's own text as layouts show it."""
    site, body = ground.site, ground.site.bodies[page.path]

    def link(target: str, fragment: str) -> tuple[str, str]:
        if not target:
            return f"#{fragment}", ""
        found = addresses.find(site, target)
        if found is None:
            raise AssertionError(f"checks.texts lets no reference like {target} through")
        return ground.href(found.address) + (f"#{fragment}" if fragment else ""), found.words

    headings = [heading for heading in body.headings if heading.level == 2]
    entries = [
        Entry(html=fill(part.html, link))
        if isinstance(part, Html)
        else Entry(card=card(ground, site.directory[part.service], all_contacts=True))
        for part in body.parts
    ]
    lead, entries = led(entries)
    is_article = page.kind in ARTICLES
    return Text(
        lead=lead,
        entries=tuple(entries),
        contents=tuple(Contents(h.id, h.text) for h in headings)
        if is_article and len(headings) >= CONTENTS_FROM
        else (),
        minutes=minutes_to_read(body.words) if is_article or page.kind == "landing" else 0,
        note=page.content_note,
        glance=tuple(page.at_a_glance.items()),
        review=review_in_words(page) if is_article or page.kind in ("landing", "help now") else "",
        overdue=page.next_review < site.today,
        sources=tuple(Link(reading.page or "", reading.name) for reading in page.sources),
    )


def led(entries: list[Entry]) -> tuple[str, list[Entry]]:
    """The first paragraph, and the rest: people get a kind sentence before they get a list of contents."""
    first = entries[0].html if entries else ""
    if not first.startswith("<p>"):
        return "", entries
    lead, end, rest = first.partition("</p>")
    return lead + end, [Entry(html=rest), *entries[1:]] if rest.strip() else entries[1:]


def parted(entries: Iterable[Entry]) -> tuple[tuple[Entry, ...], ...]:
    """The text cut before each heading of the second level; first what stands before them, if only nothing."""
    parts: list[list[Entry]] = [[]]
    for entry in entries:
        for html in re.split(r"(?=<h2\b)", entry.html) if entry.html else ("",):
            if html.startswith("<h2"):
                parts.append([])
            if html.strip() or entry.card:
                parts[-1].append(Entry(html, entry.card))
    return tuple(map(tuple, parts))


def review_in_words(page: Page) -> str:
    """Who has read the page, by job, and when; or that nobody has yet."""
    if page.reviewed:
        return f"Reviewed on {day(page.reviewed.on)} by: {page.reviewed.by}. Next review: {day(page.next_review)}."
    return f"Drafted, not yet reviewed. To be reviewed by {day(page.next_review)}."
