"""Forms: paper to write on. Those of guides with lines to write on (`---` in the text), and an empty list of one's own.

The form of a guide is its parts with such lines, from one heading of the second level to the next.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath

from nottalone_ssg.model.page import FIXED, Page
from nottalone_ssg.output import Output
from nottalone_ssg.views.print.frame import SIZES, Size, View, frame, printed
from nottalone_ssg.views.print.sheets import pages_with_sheets
from nottalone_ssg.views.print.texts import cut, print_text
from nottalone_ssg.views.shell import Ground


@dataclass(frozen=True)
class Form:
    """Paper to write on: its file, what people call it, and how its view comes together."""

    name: str
    title: str
    layout: str
    gather: Callable[[Size], View]

    def path(self, size: Size) -> PurePosixPath:
        """Its file in this size."""
        return PurePosixPath(f"print/forms/{self.name}{'-large' if size == 'large' else ''}.pdf")


def forms(ground: Ground) -> Iterator[Form]:
    """Every form: of the guides, in their order, then the list."""
    yield from (form for page in pages_with_sheets(ground) if (form := form_of(ground, page)))
    yield empty_list(ground)


def empty_list(ground: Ground) -> Form:
    """A list for somebody's own hand."""
    title = "My list of people and places"
    return Form("my-list", title, "my-list.typ", partial(frame, ground, title, FIXED["services"]))


def form_of(ground: Ground, page: Page) -> Form | None:
    """The form of a page that has lines to write on."""
    if page.kind != "guide" or '{"is":"rule"}' not in ground.site.bodies[page.path].content:
        return None
    return Form(page.slug, page.title, "form.typ", partial(_view, ground, page))


def plan_forms(ground: Ground) -> Iterator[Output]:
    """Every form, in clear and in large print."""
    for form in forms(ground):
        for size in SIZES:
            yield printed(ground, form.path(size), form.layout, partial(form.gather, size))


def _view(ground: Ground, page: Page, size: Size) -> View:
    return {
        **frame(ground, page.title, page.path, size, page.language or ""),
        "note": page.content_note,
        "parts": list(_parts(print_text(ground, page).blocks)),
    }


def _parts(blocks: Sequence[View]) -> Iterator[list[View]]:
    """The parts with lines to write on, cut before each heading of the third level; the one above is left out."""
    for whole in cut(blocks, 2):
        if any(block["is"] == "rule" for block in whole):
            yield from cut(whole[1:], 3)
