"""Packs: one file for a stall, a ward or a waiting room; the guides and services for an area or a group of people.

It is a booklet with guides before its services. Packs are no part of the site: `print` makes one when somebody asks.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath

from nottalone_ssg.model import addresses
from nottalone_ssg.model.nearness import by_nearness
from nottalone_ssg.model.page import FIXED, Page
from nottalone_ssg.model.service import Service
from nottalone_ssg.model.site import Site
from nottalone_ssg.output import Output
from nottalone_ssg.views.print.booklets import Booklet, booklet_view
from nottalone_ssg.views.print.frame import Size, View, printed
from nottalone_ssg.views.print.sheets import pages_with_sheets
from nottalone_ssg.views.print.texts import cut, print_text
from nottalone_ssg.views.shell import Ground


@dataclass(frozen=True, slots=True)
class Readers:
    """Whom a print-out is for: people in an area, a group of people, both, or everybody."""

    area: str = ""  # ids
    audience: str = ""

    def services(self, site: Site) -> tuple[Service, ...]:
        """The services that they can use, nearest first."""
        found: Sequence[Service] = site.by_audience.get(self.audience, ()) if self.audience else site.services
        if not self.area:
            return tuple(found)
        return tuple(service for _, near in by_nearness(site, found, self.area) for service in near)

    def guides(self, ground: Ground) -> Iterator[Page]:
        """The guides for them."""
        site = ground.site
        around = {area.id for area in site.within(self.area)} if self.area else {*site.areas}
        for page in pages_with_sheets(ground):
            is_near = not page.areas or around & {*page.areas}
            if page.kind == "guide" and is_near and (not self.audience or self.audience in site.readers(page.for_)):
                yield page

    def in_words(self, site: Site) -> str:
        """For adults in Mansfield."""
        who = f"For {site.audiences[self.audience].name}" if self.audience else "For everyone"
        area = site.areas.get(self.area)
        return f"{who} in {area.name}" if area and area.kind != "national" else who

    def address(self, ground: Ground) -> str:
        """The page that says most of what they need."""
        for_them = addresses.of_audience(self.audience)
        if self.area:
            return addresses.of_area_services(self.area)
        return for_them if for_them in ground.site.pages else FIXED["services"]

    def named(self, what: str, size: Size) -> PurePosixPath:
        """The name of a file for them: pack-mansfield-adults-large.pdf."""
        parts = (what, self.area, self.audience, "large" if size == "large" else "")
        return PurePosixPath("-".join(part for part in parts if part) + ".pdf")


def plan_pack(ground: Ground, readers: Readers, size: Size) -> Output:
    """The pack for these readers."""
    return printed(ground, readers.named("pack", size), "booklet.typ", partial(_view, ground, readers, size))


def _view(ground: Ground, readers: Readers, size: Size) -> View:
    services = readers.services(ground.site)
    words, address = readers.in_words(ground.site), readers.address(ground)
    booklet = Booklet("pack", "Help for your mental health", words, address, services)
    guides = [_guide(ground, page) for page in readers.guides(ground)]
    return {**booklet_view(ground, booklet, size, "a4"), "guides": guides}


def _guide(ground: Ground, page: Page) -> View:
    return {"title": page.title, "note": page.content_note, "parts": list(cut(print_text(ground, page).blocks, 3))}
