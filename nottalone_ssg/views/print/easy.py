"""Easy read: a page in short sentences, each beside a picture, for people who find reading hard."""

import re
from collections.abc import Iterator
from functools import partial
from pathlib import PurePosixPath

from nottalone_ssg.model.page import EasyLine, Page
from nottalone_ssg.output import Output
from nottalone_ssg.views.cards import contact_line
from nottalone_ssg.views.print.frame import View, frame, printed
from nottalone_ssg.views.shell import Ground


def easy_pages(ground: Ground) -> Iterator[Page]:
    """The pages that have an easy read text."""
    yield from (page for page in ground.site.pages.values() if page.easy_read)


def easy_path(page: Page) -> PurePosixPath:
    """The file of a page in easy read: print/easy/topics/sleep.pdf."""
    return PurePosixPath(f"print/easy/{page.path.strip('/') or 'home'}.pdf")


def plan_easy(ground: Ground) -> Iterator[Output]:
    """Every page in easy read."""
    for page in easy_pages(ground):
        yield printed(ground, easy_path(page), "easy.typ", partial(_view, ground, page))


def _view(ground: Ground, page: Page) -> View:
    return {
        **frame(ground, f"{page.title}: easy read", page.path, "large", page.language or ""),
        "heading": page.title,
        "lines": [_line(ground, line) for line in page.easy_read],
    }


def _line(ground: Ground, line: EasyLine) -> View:
    svg = ground.pictures[line.picture]
    said = re.search(r"<title>([^<]+)</title>", svg)
    number = {}
    if line.service:
        contact = ground.site.directory[line.service].contact("phone", "text")
        assert contact  # checks.easy lets no service without a number in
        shown = contact_line(contact)
        number = {"verb": shown.verb, "number": shown.words, "hours": list(shown.hours)}
    return {"heading": line.heading, "picture": svg, "alt": said[1] if said else "", "words": line.words, **number}
