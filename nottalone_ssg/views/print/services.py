"""Services on paper: what a directory entry says, without anything to tap."""

from collections.abc import Iterable

from nottalone_ssg.model import addresses
from nottalone_ssg.model.service import Service
from nottalone_ssg.views.cards import card
from nottalone_ssg.views.parts import Card, ContactLine, Section
from nottalone_ssg.views.print.frame import View
from nottalone_ssg.views.shell import Ground


def entry(ground: Ground, service: Service, all_contacts: bool = True) -> View:
    """A service with its ways in: those of a list, or all."""
    return _entry(card(ground, service, all_contacts), service)


def entries(ground: Ground, sections: Iterable[Section]) -> list[View]:
    """The sections of a list, as they are on the site, with the same services in the same order."""
    services = ground.site.directory
    return [
        {
            "heading": section.heading,
            "services": [entry(ground, services[shown.id], all_contacts=False) for shown in section.cards],
            "more": section.more.words if section.more else "",
        }
        for section in sections
    ]


STEPS = {"ask your GP": "Ask your GP about it.", "ask a professional": "Ask a professional who knows you about it."}


def _entry(shown: Card, service: Service) -> View:
    return {
        "is": "service",
        "name": shown.name,
        "address": addresses.of_service(service.id),
        "paused": shown.status == "paused",
        "closed": shown.status == "closed",
        "summary": shown.summary,
        "who": shown.who,
        "where": shown.where,
        "cost": shown.cost,
        "how": service.how_to_refer or ("" if service.contacts else STEPS.get(service.next_step or "", "")),
        "contacts": [_contact(contact) for contact in shown.contacts],
    }


def _contact(line: ContactLine) -> View:
    """One way in; `dialled` ones are numbers, which stand large and on one line."""
    return {
        "way": line.way,
        "verb": line.verb,
        "words": line.words,
        "href": line.href,
        "label": line.label,
        "hours": list(line.hours),
        "note": line.note,
        "access": line.access,
    }
