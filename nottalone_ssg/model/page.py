"""A page, as its front matter says it; the keys are explained in docs/editing.md."""

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from nottalone_ssg.model.service import Checked, Texts
from nottalone_ssg.values import Date, Form, Id, Ids, Language, WebAddress, fault, read_list, words_of

Kind = Literal[
    "home",
    "help now",
    "topic",
    "guide",
    "landing",
    "about",
    "policy",
    "case study",
    "open data",
    "take part",
    "topics",
    "services",
    "print",
    "a-z",
    "search",
    "my list",
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
# A site may leave these out; where it has one, it is here.
MAY_HAVE: dict[Kind, str] = {"my list": "/my-list/"}


ADDRESS_LIMIT = 200  # characters; the name of a folder may have 255 bytes on most disks


def read_path(value: object) -> str:
    """An address on this site, such as `/old/address/`."""
    text = words_of(value, "an address")
    name = r"[A-Za-z0-9_~-][A-Za-z0-9._~-]*"  # . and .. would lead elsewhere, and .name is hidden
    if not re.fullmatch(rf"/(?:{name}/)*(?:{name})?", text) or len(text) > ADDRESS_LIMIT:
        fault("path", f'"{text}" is not an address on this site', "Write it as /old/address/, from the first slash.")
    return text


def read_order(value: object) -> int:
    """A whole number."""
    text = words_of(value, "the order")
    if not re.fullmatch(r"[0-9]{1,4}", text):
        fault(
            "order",
            f'order "{text}" is not a whole number',
            "Write a number such as 10. Smaller comes first.",
        )
    return int(text)


class Publish(Form):
    """The days between which a page is on the site; both may be open."""

    from_: Date | None = None
    until: Date | None = None  # the last day

    @model_validator(mode="after")
    def _in_order(self) -> "Publish":
        if self.from_ and self.until and self.until < self.from_:
            hint = "Look at both days: the first is the day it appears, the second its last day."
            fault("publish", f"a page that appears on {self.from_} cannot end on {self.until}", hint, key="until")
        return self


class Reading(Form):
    """Something the page rests on; the address only where somebody has read it."""

    name: str = Field(min_length=1)
    page: WebAddress | None = None


class EasyLine(Form):
    """One idea of an easy read text: a picture and a short sentence beside it, perhaps a service to ring or text."""

    heading: str = ""  # above it
    picture: str = Field(min_length=1)  # the name of a file in assets/pictures/
    words: str = Field(min_length=1)
    service: Id | None = None


class Page(Form):
    """A page: its front matter, and the address its file gives it."""

    path: str  # /topics/sleep/
    title: str = Field(min_length=1)
    summary: str = Field(min_length=1)
    kind: Kind
    for_: Ids = Field(min_length=1)
    topics: Ids = ()
    areas: Ids = ()
    people_say: Texts = ()  # what people type; for search alone, never shown
    reviewed: Checked | None = None
    next_review: Date
    changed: Date | None = None
    content_note: str = ""
    aliases: Annotated[tuple[Annotated[str, BeforeValidator(read_path)], ...], BeforeValidator(read_list)] = ()
    publish: Publish = Publish()
    language: Language | None = None
    order: Annotated[int, BeforeValidator(read_order)] = 1000
    at_a_glance: dict[str, str] = Field(default_factory=dict)
    sources: tuple[Reading, ...] = ()
    easy_read: tuple[EasyLine, ...] = ()  # the page in short sentences with pictures, for paper

    @property
    def slug(self) -> str:
        """The last part of the address: sleep."""
        return self.path.strip("/").rsplit("/", 1)[-1]

    def is_published(self, today: date) -> bool:
        """Whether the page is on the site on this day."""
        begin, end = self.publish.from_, self.publish.until
        return (begin is None or begin <= today) and (end is None or today <= end)
