"""The values of a service's page."""

from dataclasses import dataclass

from nottalone_ssg.views.parts import ContactLine, Head, Link, Shell, Tile


@dataclass(frozen=True, slots=True)
class FirstStep:
    """What to do first, and what happens then: all that somebody needs who reads no further."""

    words: str  # ring, ask your GP
    contact: ContactLine | None  # with which it is done; None where somebody else has to be asked
    how: str  # how to ask, where there is no contact to do it with
    facts: tuple[tuple[str, str], ...]  # Cost of the service, Who can ask: only those known
    then: str  # what happens


@dataclass(frozen=True, slots=True)
class ServiceView:
    """The page of one service."""

    shell: Shell
    head: Head
    organisation: str
    also_called: tuple[str, ...]
    status: str  # live, paused, closed
    instead: Link | None  # for a closed one: where to go
    who: str  # Young people, aged 11 to 25
    first: FirstStep | None  # None for a closed one
    contacts: tuple[ContactLine, ...]  # the other ways in
    offers: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]  # Languages, Access: only those known
    how_to_refer: str  # "" where the first step has said it
    topics: tuple[Link, ...]
    areas: tuple[Link, ...]
    similar: tuple[Tile, ...]
    checked: str  # "No person has checked this yet. Found on 22 November 2026."
    overdue: bool
    source: Link  # href "" where it is no page
    tell_us: tuple[ContactLine, ...]  # how to say that something here is wrong; () where nobody can yet
    styles: tuple[str, ...] = ("service",)

    @property
    def has_hours(self) -> bool:
        """Whether a script can say that somebody is there now."""
        first = (self.first.contact,) if self.first and self.first.contact else ()
        return any(way.opening for way in (*first, *self.contacts, *self.tell_us))
