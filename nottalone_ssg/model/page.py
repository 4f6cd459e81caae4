"""A page, as its front matter says it; the keys are explained in docs/editing.md."""

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from nottalone_ssg.model.service import Checked, Ids
from nottalone_ssg.values import Date, Form, WebAddress, fault, read_list, words_of

Kind = Literal[
    "home",
    "help now",
    "topic",
    "guide",
    "landing",
    "about",
    "policy",
    "case study",
    "topics",
    "services",
    "a-z",
    "search",
    "not found",
]

# Every site has exactly one of each of these: the fixed addresses that the menu and the help strip rely on.
FIXED: dict[Kind, str] = {
    "home": "/",
    "help now": "/get-help-now/",
    "topics": "/topics/",
    "services": "/services/",
    "a-z": "/a-z/",
    "search": "/search/",
    "not found": "/404.html",
}


def read_path(value: object) -> str:
    """An address on this site, such as `/old/address/`."""
    text = words_of(value, "an address")
    if not re.fullmatch(r"/(?:[A-Za-z0-9._~-]+/)*(?:[A-Za-z0-9._~-]+)?", text) or "/../" in text:
        fault(
            "path",
            f'"{text}" is not an address on this site',
            "Write it as /old/address/, from the first slash.",
        )
    return text


def read_order(value: object) -> int:
    """A whole number."""
    text = words_of(value, "the order")
    if not re.fullmatch(r"\d{1,4}", text):
        fault(
            "order",
            f'order "{text}" is not a whole number',
            "Write a number such as 10. Smaller comes first.",
        )
    return int(text)


def read_language(value: object) -> str:
    """A language tag such as `pl` or `en-GB` (BCP 47)."""
    text = words_of(value, "the language")
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", text):
        fault(
            "language",
            f'"{text}" is not a language code',
            "Write two or three letters, such as pl for Polish.",
        )
    return text


class Publish(Form):
    """The days between which a page is on the site; both may be open."""

    from_: Date | None = None
    until: Date | None = None  # the last day


class Reading(Form):
    """Something the page rests on; the address only where somebody has read it."""

    name: str = Field(min_length=1)
    page: WebAddress | None = None


class Page(Form):
    """A page: its front matter, and the address its file gives it."""

    path: str  # /topics/sleep/
    title: str = Field(min_length=1)
    summary: str = Field(min_length=1)
    kind: Kind
    for_: Ids = Field(min_length=1)
    topics: Ids = ()
    areas: Ids = ()
    reviewed: Checked | None = None
    next_review: Date
    changed: Date | None = None
    content_note: str = ""
    aliases: Annotated[tuple[Annotated[str, BeforeValidator(read_path)], ...], BeforeValidator(read_list)] = ()
    publish: Publish = Publish()
    language: Annotated[str, BeforeValidator(read_language)] | None = None
    order: Annotated[int, BeforeValidator(read_order)] = 1000
    at_a_glance: dict[str, str] = Field(default_factory=dict)
    sources: tuple[Reading, ...] = ()

    @property
    def slug(self) -> str:
        """The last part of the address: sleep."""
        return self.path.strip("/").rsplit("/", 1)[-1]

    def is_published(self, today: date) -> bool:
        """Whether the page is on the site on this day."""
        begin, end = self.publish.from_, self.publish.until
        return (begin is None or begin <= today) and (end is None or today <= end)
