"""The frame: what every print-out has, whatever it says: name, help now, edition, sizes; and how one is planned.

A print-out says in which month it was made and until when to trust it. The month, not the day: else every file would
be made again every day (docs/decisions/print.md).
"""

import json
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import PurePosixPath
from typing import Any, Literal, TypeAlias

from nottalone_ssg.model.site import Site
from nottalone_ssg.output import Output
from nottalone_ssg.recipes.print import FOLD, PrintIngredients, make_folded, make_print
from nottalone_ssg.views.shell import Ground, help_links
from nottalone_ssg.views.words import bare_address, month

View: TypeAlias = dict[str, Any]
Size: TypeAlias = Literal["clear", "large", "small"]

# Points of all text but headings and large numbers, page numbers and labels included. Clear print has at least 12,
# better 14; large print at least 16, better 18 (UKAAF, Minimum standards: Clear and Large Print, MS03). A5 is small.
POINTS: Mapping[Size, int] = {"clear": 14, "large": 18, "small": 12}
SIZES: tuple[Size, ...] = ("clear", "large")
TRUSTED = 6  # months; about as long as a service goes without being checked


def print_path(address: str, size: Size = "clear") -> PurePosixPath:
    """The file of the print-out of a page: /topics/sleep/ is print/topics/sleep.pdf, or sleep-large.pdf."""
    return PurePosixPath(f"print/{address.strip('/')}{'-large' if size == 'large' else ''}.pdf")


def edition(site: Site) -> date:
    """The first day of the month in which the print-outs are made."""
    return site.today.replace(day=1)


def most_needed(site: Site) -> set[str]:
    """The services whose numbers stand on every page: the first of the help strip, and the first that listens."""
    return {site.settings.help_strip[0].service, *site.settings.listeners[:1]}


def frame(ground: Ground, title: str, address: str, size: Size, language: str = "") -> View:
    """What every view begins with; ``address`` is the page that says the same, or more."""
    site, made = ground.site, edition(ground.site)
    help_lines = [
        {"service": line.service, "words": link.words, "verb": link.verb, "number": link.number, "then": link.then}
        for line, link in zip(site.settings.help_strip, help_links(site), strict=True)
    ]
    return {
        "title": title,
        "name": site.settings.name,
        "tagline": site.settings.tagline,
        "language": language or site.settings.language,
        "points": POINTS[size],
        "notice": site.settings.testing_notice if site.settings.stage == "testing" else "",
        "help": help_lines,
        "foot": [line for line in help_lines if line["service"] in most_needed(site)],
        "made": month(made),
        "until": month(made, TRUSTED),
        "site": bare_address(ground.base_url),
        "address": address,
        "url": ground.canonical(address),
        "shown": bare_address(ground.canonical(address)),
    }


def printed(ground: Ground, path: PurePosixPath, layout: str, gather: Callable[[], View], **more: Any) -> Output:
    """The promise of one print-out: a file, its layout in layouts/print/, and how its view comes together.

    ``more`` are fields of `PrintIngredients`.
    """
    recipe = make_folded if FOLD in more.get("more_layouts", ()) else make_print
    return Output(path, recipe, partial(_ingredients, ground, layout, gather, more))


def _ingredients(ground: Ground, layout: str, gather: Callable[[], View], more: Mapping[str, Any]) -> PrintIngredients:
    view = gather()
    text = ground.fonts.printable(json.dumps(view, ensure_ascii=False))
    return PrintIngredients(f"print/{layout}", text, ground.fonts, edition(ground.site), view["url"], **more)
