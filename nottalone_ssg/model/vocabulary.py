"""The shared words: topics in groups, areas in areas, audiences."""

import re
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from nottalone_ssg.model.service import Texts
from nottalone_ssg.values import Form, Id, fault, words_of

EVERYONE = "everyone"  # in place of all groups of people


def read_new_id(value: object) -> str:
    """The id of a thing that is defined here; it becomes part of an address."""
    text = words_of(value, "an id")
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text):
        fault("id", f'"{text}" cannot be an id', "Small letters, digits and single hyphens, such as low-mood.")
    return text


def read_audience_id(value: object) -> str:
    """As `read_new_id`; the word for all groups is taken."""
    text = read_new_id(value)
    if text == EVERYONE:
        fault("id", f'"{EVERYONE}" stands for all groups of people already', "Choose another id.")
    return text


def read_outward_code(value: object) -> str:
    """The first half of a UK postcode, such as NG17."""
    text = words_of(value, "an outward code").upper()
    if not re.fullmatch(r"[A-Z]{1,2}[0-9][A-Z0-9]?", text):
        fault("outward-code", f'"{text}" is not the first half of a postcode', "Write it as NG17.")
    return text


OutwardCode = Annotated[str, BeforeValidator(read_outward_code)]
NewId = Annotated[str, BeforeValidator(read_new_id)]


class Group(Form):
    """A heading under which topics stand."""

    id: NewId
    name: str = Field(min_length=1)


class Topic(Form):
    """Something that troubles people or that they look for."""

    id: NewId
    name: str = Field(min_length=1)
    group: Id
    summary: str = Field(min_length=1)
    people_say: Texts = ()  # what people type; for search alone, never shown
    notes_for_editors: Texts = ()


class Area(Form):
    """A place: a district, the city, the county, the country."""

    id: NewId
    name: str = Field(min_length=1)
    kind: Literal["national", "county", "city", "district", "borough"]
    part_of: Id | None = None
    summary: str = Field(min_length=1)
    people_say: Texts = ()  # what else people call it; for search alone, never shown
    towns: Texts = ()
    outward_codes: tuple[OutwardCode, ...] = ()
    shared_codes: tuple[OutwardCode, ...] = ()  # those that lie here in part, and more in another area
    notes_for_editors: Texts = ()


class Audience(Form):
    """A group of readers."""

    id: Annotated[str, BeforeValidator(read_audience_id)]
    name: str = Field(min_length=1)  # as in a sentence: young people
    summary: str = Field(min_length=1)


class TopicsFile(Form):
    """content/vocabulary/topics.yaml; the order is the order in which things are shown."""

    groups: tuple[Group, ...] = Field(min_length=1)
    topics: tuple[Topic, ...] = Field(min_length=1)


class AreasFile(Form):
    """content/vocabulary/areas.yaml."""

    areas: tuple[Area, ...] = Field(min_length=1)


class AudiencesFile(Form):
    """content/vocabulary/audiences.yaml."""

    audiences: tuple[Audience, ...] = Field(min_length=1)


__all__ = ["Area", "AreasFile", "Audience", "AudiencesFile", "Group", "Topic", "TopicsFile"]
