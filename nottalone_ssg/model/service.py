"""A service in the directory, as its file says it; the keys are explained in docs/editing.md."""

import re
from typing import Annotated, Literal, get_args

from pydantic import BeforeValidator, Field, model_validator

from nottalone_ssg.model.hours import OpeningHours
from nottalone_ssg.model.phones import PhoneNumber, TextMessageNumber
from nottalone_ssg.values import (
    Address,
    Ages,
    Date,
    Email,
    Form,
    Id,
    Ids,
    PartialDate,
    WebAddress,
    fault,
    read_address,
    read_ages,
    read_list,
    read_web_address,
    words_of,
)

Texts = Annotated[tuple[Annotated[str, Field(min_length=1)], ...], BeforeValidator(read_list)]

Way = Literal["phone", "text", "email", "web", "webchat", "visit", "post"]
WAYS: tuple[Way, ...] = get_args(Way)
NextStep = Literal[
    "ring",
    "text",
    "email",
    "go online",
    "chat online",
    "turn up",
    "write",
    "fill in a form",
    "ask your GP",
    "ask a professional",
    "ask another service",
]
# The contact that a first step needs. A form may be on paper; whom to ask is said in `how to refer`.
WAYS_OF_STEPS: dict[NextStep, Way] = {
    "ring": "phone",
    "text": "text",
    "email": "email",
    "go online": "web",
    "chat online": "webchat",
    "turn up": "visit",
    "write": "post",
}


def read_webchat(value: object) -> str:
    """An address, or a few words such as `on the Samaritans website`."""
    text = words_of(value, "a webchat")
    if not text:
        fault("webchat", "the webchat is empty", "Write its address, or words such as: on the Samaritans website.")
    return read_web_address(text) if re.match(r"[a-z][a-z0-9+.-]*:(?! )|//|www\.", text, re.IGNORECASE) else text


class Contact(Form):
    """One way to reach a service: exactly one of the ways, and what goes with it."""

    phone: PhoneNumber | None = None
    text: TextMessageNumber | None = None
    email: Email | None = None
    web: WebAddress | None = None
    webchat: Annotated[str, BeforeValidator(read_webchat)] | None = None
    visit: Annotated[Address, BeforeValidator(read_address)] | None = None
    post: Annotated[Address, BeforeValidator(read_address)] | None = None
    label: str = ""
    hours: OpeningHours | None = None  # None is "not known", never "closed"
    note: str = ""
    access: str = ""

    @model_validator(mode="after")
    def _one_way(self) -> "Contact":
        given = [way for way in WAYS if getattr(self, way) is not None]
        if not given:
            fault("contact", "this contact has no way to reach anybody", f"Write one of {', '.join(WAYS)}.")
        if len(given) > 1:
            hint = "Give each its own line with a dash."
            fault("contact", f"this contact has {' and '.join(given)}", hint, key=given[1])
        return self

    @property
    def way(self) -> Way:
        return next(way for way in WAYS if getattr(self, way) is not None)

    @property
    def address(self) -> Address | None:
        """Where to go or write, for a visit or the post."""
        return self.visit or self.post


class SourceOfFacts(Form):
    """Where an entry's facts were found: a page or something else that was said or printed."""

    page: WebAddress | None = None
    said: str = ""
    dated: PartialDate | None = None  # the date the source prints
    on: Date  # the day it was read
    confidence: Literal["high", "medium", "low"]

    @model_validator(mode="after")
    def _somewhere(self) -> "SourceOfFacts":
        if not self.page and not self.said:
            fault("source", "the source names no page", "Write page: and its address, or said: and who said it.")
        return self


class Checked(Form):
    """A person looked at this: when, and what their job is."""

    on: Date
    by: str = Field(min_length=1)


class Service(Form):
    """Somebody who helps: what they do, for whom, where, and how to reach them."""

    id: str
    name: str = Field(min_length=1)
    also_called: Texts = ()
    people_say: Texts = ()  # other words people type for it; for search alone, never shown
    organisation: str = Field(min_length=1)
    summary: str = Field(min_length=1)
    offers: Texts = ()
    for_: Ids = Field(min_length=1)
    ages: Annotated[Ages, BeforeValidator(read_ages)] | None = None
    topics: Ids = Field(min_length=1)
    areas: Ids = Field(min_length=1)
    next_step: NextStep | None = None
    what_happens: str = ""
    referral: Annotated[tuple[Literal["self", "GP", "professional"], ...], BeforeValidator(read_list)] = ()
    how_to_refer: str = ""
    cost: str = ""
    languages: Texts = ()
    access: str = ""
    contacts: tuple[Contact, ...] = ()
    status: Literal["live", "draft", "paused", "closed"] = "live"
    replaced_by: Id | None = None
    source: SourceOfFacts
    other_sources: Annotated[tuple[WebAddress, ...], BeforeValidator(read_list)] = ()
    verified: Checked | None = None
    next_check: Date
    notes_for_editors: Annotated[
        tuple[str, ...], BeforeValidator(lambda value: (value,) if isinstance(value, str) else value)
    ] = ()

    @model_validator(mode="after")
    def _reachable(self) -> "Service":
        if self.status == "live" and not self.contacts and not self.how_to_refer:
            hint = "Add contacts or how to refer, or set status: draft."
            fault("no-contact", "there is no way to reach this service", hint, key="status")
        if self.replaced_by and self.status != "closed":
            said = f"replaced by is for closed services; this one is {self.status}"
            fault("replaced-by", said, "Write status: closed, or remove replaced by.", key="replaced by")
        return self

    @model_validator(mode="after")
    def _says_what_comes_first(self) -> "Service":
        """Whoever finds a live service is told what to do, and what happens then: people are afraid of not knowing."""
        if self.status != "live":
            return self
        given = {"next step": self.next_step, "what happens": self.what_happens}
        missing = [f'"{key}"' for key, value in given.items() if not value]
        if missing:
            said = f"{' and '.join(missing)} {'are' if len(missing) > 1 else 'is'} missing"
            hint = "A live service says what to do first, such as next step: ring, and in a sentence what happens then."
            fault("missing-key", said, f"{hint} Until you know, set status: draft.")
        way = WAYS_OF_STEPS.get(self.next_step) if self.next_step else None
        if way and not self.contact(way):
            said = f'the next step is "{self.next_step}", but there is no contact with "{way}"'
            fault("next-step", said, f"Add a contact with {way}:, or write another next step.", key="next step")
        return self

    @property
    def first_contact(self) -> Contact | None:
        """The contact with which the next step is taken; none where somebody else has to be asked."""
        way = WAYS_OF_STEPS.get(self.next_step) if self.next_step else None
        if self.next_step == "fill in a form":
            way = "web"
        return self.contact(way) if way else None

    @property
    def published(self) -> bool:
        """Whether it has a page: drafts have none; closed ones keep theirs, to say where to go instead."""
        return self.status != "draft"

    @property
    def listed(self) -> bool:
        """Whether lists show it."""
        return self.status in ("live", "paused")

    @property
    def locations(self) -> tuple[Contact, ...]:
        """The contacts that are places to go to."""
        return tuple(contact for contact in self.contacts if contact.visit)

    def contact(self, *ways: Way) -> Contact | None:
        """The first contact of one of these ways."""
        return next((contact for contact in self.contacts if contact.way in ways), None)
