"""Posters: help now, and the help for each group of people, on A4 and A3, with strips to tear off.

A poster of a group says how the group's page begins, and shows the first services that the page shows. On every strip
is one number: of those on the poster the first that is answered at any hour, else the first. An invitation (a page of
kind `take part`) is on its poster in full, with lines where it has some.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath
from typing import Any

from nottalone_ssg.model import addresses
from nottalone_ssg.model.page import Page
from nottalone_ssg.output import Output
from nottalone_ssg.views.print.frame import View, frame, printed
from nottalone_ssg.views.print.texts import cut, print_text
from nottalone_ssg.views.shell import Ground

PAPERS = ("a4", "a3")
MOST = 3  # services on a poster; more cannot be read in passing
DAY_AND_NIGHT = "day and night"
# The layouts, and points on A4: as in large print for what is read in passing. A3 is the same, 1.41 times as large.
STRIPS, INVITATION = "poster.typ", "invite.typ"
POINTS = {STRIPS: 18, INVITATION: 14}


def poster_path(name: str, paper: str) -> PurePosixPath:
    """The file of a poster: print/posters/children-a4.pdf."""
    return PurePosixPath(f"print/posters/{name}-{paper}.pdf")


@dataclass(frozen=True)
class Poster:
    """What hangs on a wall: the page that it is about, and how its view comes together."""

    name: str  # of its file
    title: str
    layout: str
    gather: Callable[[], View]

    def path(self, paper: str) -> PurePosixPath:
        """Its file on this paper."""
        return poster_path(self.name, paper)


def posters(ground: Ground) -> Iterator[Poster]:
    """Help now, then a poster for each group whose page shows a number, then the invitations."""
    now = ground.site.fixed["help now"]
    yield Poster("help-now", now.title, STRIPS, partial(_help_now, ground, now))
    for who in ground.site.audiences.values():
        page = ground.site.pages.get(addresses.of_audience(who.id))
        if page and _dialled(print_text(ground, page).blocks):
            yield Poster(who.id, page.title, STRIPS, partial(_audience, ground, page))
    for page in ground.site.pages.values():
        if page.kind == "take part":
            yield Poster(page.slug, page.title, INVITATION, partial(_invitation, ground, page))


def plan_posters(ground: Ground) -> Iterator[Output]:
    """Every poster on every paper."""
    for poster in posters(ground):
        for paper in PAPERS:
            yield printed(ground, poster.path(paper), poster.layout, partial(_view, poster, paper), densities=2)


def _view(poster: Poster, paper: str) -> View:
    return {**poster.gather(), "paper": paper, "points": POINTS[poster.layout]}


def _help_now(ground: Ground, page: Page) -> View:
    view = frame(ground, page.title, page.path, "large")
    return {**view, "lead": [page.summary], "services": [], "strip": view["foot"][-1]}


def _audience(ground: Ground, page: Page) -> View:
    blocks = print_text(ground, page).blocks
    found = _dialled(blocks)[:MOST]
    first: list[Any] = next((block["words"] for block in blocks if block["is"] == "text"), [])
    plain = first and all(isinstance(word, str) for word in first)  # nothing to tap that a poster would have to explain
    chosen = next((one for one in found if DAY_AND_NIGHT in " ".join(one["hours"]).lower()), found[0])
    return {
        **frame(ground, page.title, page.path, "large", page.language or ""),
        "lead": first if plain else [page.summary],
        "services": found,
        "strip": {"words": chosen["name"], "verb": chosen["verb"], "number": chosen["words"]},
    }


def _invitation(ground: Ground, page: Page) -> View:
    view = frame(ground, page.title, page.path, "clear", page.language or "")
    first, *parts = cut(print_text(ground, page).blocks, 2)
    return {**view, "parts": [first, *(part for part in parts if any(block["is"] == "rule" for block in part))]}


def _dialled(blocks: Sequence[View]) -> list[dict[str, Any]]:
    """The services that a text shows, in its order, each with its first number."""
    found = []
    for block in blocks:
        if block["is"] == "service":
            numbers = [contact for contact in block["contacts"] if contact["way"] in ("phone", "text")]
            found += [{**contact, "name": _name(block["name"], contact)} for contact in numbers[:1]]
    return found


def _name(name: str, contact: View) -> str:
    """The service's name, or nothing if that is what its number says too: Text NOTTS to 85258."""
    return "" if name == f"{contact['verb']} {contact['words']}" else name
