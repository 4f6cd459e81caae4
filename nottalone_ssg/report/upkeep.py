"""Upkeep: which services somebody has to look at, and why."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from nottalone_ssg.model.service import Service
from nottalone_ssg.model.site import Site
from nottalone_ssg.views.words import counted, day

SHOWN = 10  # names under one heading; all are in the table


@dataclass(frozen=True, slots=True)
class Task:
    """A question, how many services it is about, and the first of them."""

    heading: str
    about: str
    count: int
    names: tuple[str, ...]

    @property
    def more(self) -> int:
        return self.count - len(self.names)

    @property
    def counted(self) -> str:
        return counted(self.count, "service") if self.count else "None"


@dataclass(frozen=True, slots=True)
class Reason:
    """Something that may be wrong with a service."""

    key: str  # in the table
    heading: str
    about: str
    holds: Callable[[Service, date], bool]


def _no_hours(service: Service, today: date) -> bool:
    return any(contact.hours is None for contact in service.contacts if contact.way in ("phone", "text", "visit"))


def _only_web(service: Service, today: date) -> bool:
    return all(contact.way in ("web", "webchat", "email") for contact in service.contacts)


def _overdue(service: Service, today: date) -> bool:
    return service.next_check < today


REASONS = (
    Reason("overdue", "Which services should have been checked by now?", "Oldest first.", _overdue),
    Reason(
        "not checked",
        "Which services has nobody rung yet?",
        "No person has asked the service itself. Those for crisis come first.",
        lambda service, _: service.verified is None,
    ),
    Reason(
        "no phone or place",
        "Which services have only a website or an email address?",
        "We know of no other way to reach them, so people without the internet can't.",
        _only_web,
    ),
    Reason(
        "no hours",
        "Which opening times don't we know?",
        "Of a phone or text line, or of a place to go to.",
        _no_hours,
    ),
    Reason("no cost", "Where don't we know if it is free?", "", lambda service, _: not service.cost),
)


def tasks(site: Site) -> tuple[Task, ...]:
    """What there is to do, in the order of importance."""
    found = []
    for reason in REASONS:
        services = sorted(_fitting(site, reason), key=lambda service: _urgency(site, reason, service))
        names = tuple(_named(reason, service) for service in services[:SHOWN])
        found.append(Task(reason.heading, reason.about, len(services), names))
    drafts = [service for service in site.directory.values() if service.status == "draft"]
    about = "They are not shown until somebody has found out more."
    names = tuple(service.name for service in drafts[:SHOWN])
    return (*found, Task("Which services are waiting for better facts?", about, len(drafts), names))


def reasons(site: Site, service: Service) -> Iterator[str]:
    """Why this service has to be looked at, for the table."""
    return (reason.key for reason in REASONS if reason.holds(service, site.today))


def _fitting(site: Site, reason: Reason) -> Sequence[Service]:
    return [service for service in site.services if reason.holds(service, site.today)]


def _urgency(site: Site, reason: Reason, service: Service) -> tuple[object, ...]:
    """What is for crisis and safety comes first; of what is overdue, the oldest."""
    if reason.key == "overdue":
        return (service.next_check, service.name.casefold())
    first = next(iter(site.topics.values())).group
    topics = [topic for topic in service.topics if site.topics[topic].group == first]
    return (-len(topics), service.name.casefold())


def _named(reason: Reason, service: Service) -> str:
    return f"{service.name} ({day(service.next_check)})" if reason.key == "overdue" else service.name
