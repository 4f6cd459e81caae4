"""Settings: what content/site.yaml says about the site."""

import re
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from nottalone_ssg.model.service import Contact
from nottalone_ssg.values import Form, Id, Ids, Language, WebAddress, fault, words_of


def read_base_url(value: object) -> str:
    """The site's own address, a folder: https://example.org/sub/."""
    text = words_of(value, "the base url")
    if not re.fullmatch(
        r"https?://[a-zA-Z0-9.-]+(:[0-9]+)?/([A-Za-z0-9._~-]+/)*", text if text.endswith("/") else f"{text}/"
    ):
        fault(
            "base-url",
            f'"{text}" is not the address of a site',
            "Write it as https://example.org/ or with a folder.",
        )
    return text if text.endswith("/") else f"{text}/"


def read_days(value: object) -> int:
    """A number of days."""
    text = words_of(value, "the number of days")
    if not re.fullmatch(r"[0-9]{1,4}", text):
        fault("days", f'"{text}" is not a number of days', "Write a whole number, such as 90.")
    return int(text)


class HelpLine(Form):
    """One number in the help strip: which service, in how many words."""

    service: Id
    words: str = Field(min_length=1)
    then: str = ""  # what to do once connected: choose option 2


class MenuItem(Form):
    """A link in the menu or the footer: the words, and the page's path without the outer slashes."""

    words: str = Field(min_length=1)
    page: str = Field(min_length=1)


class SiteFile(Form):
    """content/site.yaml."""

    name: str = Field(min_length=1)
    tagline: str = Field(min_length=1)
    base_url: Annotated[str, BeforeValidator(read_base_url)]
    language: Language = "en-GB"
    stage: Literal["testing", "live"]
    testing_notice: str = Field(min_length=1)
    exit_page: WebAddress
    grace_days: Annotated[int, BeforeValidator(read_days)] = 90
    help_strip: tuple[HelpLine, ...] = Field(min_length=1)
    listeners: Ids = ()  # services that listen to any worry, from anywhere: for topics that have nobody of their own
    tell_us: tuple[
        Contact, ...
    ] = ()  # how readers say that something is wrong; without it pages say that they can't yet
    menu: tuple[MenuItem, ...] = Field(min_length=1)
    footer: tuple[MenuItem, ...] = Field(min_length=1)
