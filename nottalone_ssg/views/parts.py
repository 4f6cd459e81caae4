"""Parts: the small frozen values that layouts show.

Words are chosen and addresses complete; layouts only place them.
"""

from collections.abc import Container
from dataclasses import dataclass, field
from typing import TypeVar

from nottalone_ssg.views.paper_parts import PaperPart
from nottalone_ssg.views.policy import policy_for

Value = TypeVar("Value")


def said_once(kind: type[Value]) -> type[Value]:
    """For a frozen value that stands in many pages: its repr, of which keys are made, is worked out once."""
    said = kind.__repr__

    def remembered(value: Value) -> str:
        known = vars(value)
        if "_said" not in known:
            known["_said"] = said(value)
        return str(known["_said"])

    kind.__repr__ = remembered  # type: ignore[assignment]
    return kind


@dataclass(frozen=True, slots=True)
class Link:
    """A link; `href` is complete, with the site's base path."""

    href: str
    words: str


@dataclass(frozen=True, slots=True)
class Tile:
    """A link with a sentence about what it leads to."""

    href: str
    words: str
    summary: str = ""
    count: int | None = None  # how many services stand behind it


@dataclass(frozen=True, slots=True)
class HelpLink:
    """One number of the help strip."""

    words: str  # Danger to life
    verb: str  # Ring, Text
    number: str  # 999; 85258 with SHOUT
    href: str  # tel:999
    then: str = ""  # choose option 2


@dataclass(frozen=True, slots=True)
class ContactLine:
    """One way to reach a service."""

    way: str  # phone, text, email, web, webchat, visit, post
    verb: str  # Ring, Text, Email, Go to, Chat, Visit, Write to
    words: str  # what is shown and printed: 0115 956 0888; example.org/help
    href: str = ""  # "" where there is nothing to tap
    label: str = ""
    hours: tuple[str, ...] = ()  # () is "not known"
    opening: str = ""  # the hours again, for the script that says "open now" (views/opening)
    costs: str = ""  # what the call itself costs; "" where that is not certain
    note: str = ""
    access: str = ""


@said_once
@dataclass(frozen=True)
class Card:
    """A service in a list or in a text."""

    id: str
    name: str
    href: str
    summary: str
    who: str  # "Young people aged 11 to 25"
    where: str  # "Mansfield and Ashfield"
    cost: str
    contacts: tuple[ContactLine, ...]  # the first ways in, at most two; in a text all of them; in a brief one a number
    status: str = "live"  # or paused
    brief: bool = False  # name, place and number, for long lists


@dataclass(frozen=True, slots=True)
class Section:
    """Services under a heading, in a list."""

    id: str
    heading: str
    cards: tuple[Card, ...]
    more: Link | None = None  # to the rest, where the list is cut


@dataclass(frozen=True, slots=True)
class Entry:
    """An item of the text of a page: either safe HTML or a service card."""

    html: str = ""
    card: Card | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """An entry of a page's list of contents."""

    id: str
    words: str


@said_once
@dataclass(frozen=True)
class Shell:
    """What all pages of a site share. It is part of each page's ingredients, so it holds nothing that changes often."""

    name: str
    tagline: str
    language: str
    home: str  # the base path: / or /sub/
    notice: str  # the banner at stage testing, else ""
    help: tuple[HelpLink, ...]
    help_now: Link
    exit: str  # where the exit link leads
    menu: tuple[Link, ...]
    footer: tuple[Link, ...]
    style: str  # the style sheet itself: it stands in the page
    only: tuple[tuple[str, str], ...]  # those that stand in some pages beside it, by name
    paper: str  # the address of the one for print, which nothing waits for
    script: str
    opening_script: str  # on pages with hours
    icon: str
    feed: str

    def policy(self, styles: Container[str]) -> str:
        """Content-Security-Policy of a page with these of `only`, for hosts that send no headers."""
        return policy_for([self.style, *(sheet for name, sheet in self.only if name in styles)])


@dataclass(frozen=True, slots=True)
class Head:
    """What a page says about itself: the head of the HTML, the way back, what search may know."""

    title: str
    summary: str
    address: str  # /topics/sleep/ without the base path
    canonical: str  # the full address
    language: str = ""  # "" if it is the site's
    crumbs: tuple[Link, ...] = ()
    kind: str = ""  # for search: topic, service, guide, list
    filters: tuple[tuple[str, str], ...] = ()  # for search: (topic, Sleep problems)
    searchable: bool = False  # whether the full-text search has this page
    data: str = ""  # JSON-LD, escaped for a script element


@dataclass(frozen=True, slots=True)
class Text:
    """The written part of a page."""

    lead: str = ""  # the first paragraph, safe HTML: nothing but the content note stands above it
    entries: tuple[Entry, ...] = ()  # what follows
    contents: tuple[Contents, ...] = ()
    minutes: int = 0  # 0: not shown
    note: str = ""  # the content note
    glance: tuple[tuple[str, str], ...] = ()
    review: str = ""  # "Reviewed on 1 October 2026 by a peer support worker"
    overdue: bool = False
    sources: tuple[Link, ...] = ()  # href "" where only the name is known


@dataclass(frozen=True, slots=True)
class Download:
    """A file that can be fetched."""

    href: str
    words: str
    kind: str  # CSV, JSON
    size: str  # 120 KB


@dataclass(frozen=True, slots=True)
class Way:
    """One part of the home page: a question and the ways on from it."""

    entries: tuple[Entry, ...]
    areas: tuple[Link, ...] = ()  # those on the map; only in the part that leads to them


@dataclass(frozen=True, slots=True)
class PageView:
    """A page with text, and the lists that follow it."""

    shell: Shell
    head: Head
    text: Text = field(default_factory=Text)
    tiles: tuple[tuple[str, tuple[Tile, ...]], ...] = ()  # headings with links below: topics by group, areas
    sections: tuple[Section, ...] = ()  # services
    empty: str = ""  # what to say where services should be and none is known
    letters: tuple[tuple[str, tuple[Tile, ...]], ...] = ()  # A to Z
    related: tuple[Link, ...] = ()
    ways: tuple[Way, ...] = ()  # of the home page, in place of the text
    young: bool = False  # for children alone: larger and friendlier
    finder: tuple[str, ...] = ()  # the scripts of the search box, on pages that have one: danger first, then answers
    on_paper: tuple[Link, ...] = ()  # its own print-outs
    papers: tuple[PaperPart, ...] = ()  # those that the page offers
    tell_us: tuple[ContactLine, ...] | None = None  # how to say that something is wrong, on pages about the site
    styles: tuple[str, ...] = ()  # of `Shell.only`

    @property
    def has_hours(self) -> bool:
        """Whether a script can say of anybody here that they are open now."""
        entries = (entry for part in (self.text.entries, *(way.entries for way in self.ways)) for entry in part)
        cards = [card for part in self.sections for card in part.cards] + [
            entry.card for entry in entries if entry.card
        ]
        ways = (*(way for card in cards for way in card.contacts), *(self.tell_us or ()))
        return any(way.opening for way in ways)


@dataclass(frozen=True, slots=True)
class SearchView(PageView):
    """The search page; its script is loaded nowhere else."""

    search_script: str = ""
    base: str = "/"  # where the script finds the index
    listeners: tuple[ContactLine, ...] = ()  # who listens to anything: for who finds nothing


@dataclass(frozen=True, slots=True)
class DataView(PageView):
    """The page about the open data: what there is, how fresh it is, and how large."""

    facts: tuple[tuple[str, str], ...] = ()
    downloads: tuple[Download, ...] = ()


@dataclass(frozen=True, slots=True)
class MovedView:
    """The stub at an old address, for hosts that cannot redirect."""

    shell: Shell
    head: Head  # of the page that it leads to
    has_hours: bool = False
    styles: tuple[str, ...] = ()
