"""Services as parts of pages: cards in lists, contact lines, sections."""

import re
from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import quote

from nottalone_ssg.model import addresses
from nottalone_ssg.model.phones import Tariff
from nottalone_ssg.model.service import Contact, Service
from nottalone_ssg.model.site import Site
from nottalone_ssg.views.opening import for_script
from nottalone_ssg.views.parts import Card, ContactLine, Section
from nottalone_ssg.views.shell import Ground
from nottalone_ssg.views.words import bare_address, listed, sentence

VERBS = {
    "phone": "Ring",
    "text": "Text",
    "email": "Email",
    "web": "Website",
    "webchat": "Chat online",
    "visit": "Visit",
    "post": "Write to",
}
_COSTS: dict[Tariff, str] = {
    "free": "Free to ring",
    "landline": "Charged as a landline call",
    "03": "Charged as a landline call, or less",
    "extra": "Costs more than other calls",
}
_MONEY = re.compile(r"\b(free|freephone|costs?|charged?|charges|rate)\b", re.IGNORECASE)
IN_LISTS = 2  # the ways in that a list shows; the rest are on the service's page


def contact_line(contact: Contact, answers: bool = True) -> ContactLine:
    """One way to reach a service, with what is tapped and what is printed; who does not answer is never "open now"."""
    words, href = _words_and_href(contact)
    return ContactLine(
        way=contact.way,
        verb=VERBS[contact.way],
        words=words,
        href=href,
        label=contact.label,
        hours=contact.hours.lines if contact.hours else (),
        opening=for_script(contact.hours) if answers else "",
        costs=call_costs(contact),
        note=contact.note,
        access=contact.access,
    )


def call_costs(contact: Contact) -> str:
    """What it costs to ring, by the number; "" where that is not certain, or where an editor's note speaks of money."""
    if contact.phone is None or contact.phone.tariff is None or _MONEY.search(contact.note):
        return ""
    return _COSTS[contact.phone.tariff]


def tell_us(ground: Ground) -> tuple[ContactLine, ...]:
    """The ways to say that something on the site is wrong; none until the owners have set them up."""
    return tuple(contact_line(contact) for contact in ground.site.settings.tell_us)


def mail_href(email: str) -> str:
    """RFC 6068: a question mark or an ampersand in the address itself would begin the headers of the letter."""
    return f"mailto:{quote(email, safe='@+')}"


def _words_and_href(contact: Contact) -> tuple[str, str]:
    if contact.phone:
        return contact.phone.number, contact.phone.href
    if contact.text:
        return str(contact.text), contact.text.href
    if contact.email:
        return contact.email, mail_href(contact.email)
    if contact.web:
        return bare_address(contact.web), contact.web
    if contact.webchat:
        is_address = "://" in contact.webchat
        return (bare_address(contact.webchat), contact.webchat) if is_address else (contact.webchat, "")
    return str(contact.address), ""


def card(ground: Ground, service: Service, all_contacts: bool = False, brief: bool = False) -> Card:
    """A service as a list or a text shows it; ``brief`` is the name, the place and the number."""
    kind = (service.id, all_contacts, brief)
    if kind not in ground.cards:  # a service stands in some thirty lists
        ground.cards[kind] = _card(ground, service, all_contacts, brief)
    return ground.cards[kind]


def _card(ground: Ground, service: Service, all_contacts: bool, brief: bool) -> Card:
    contacts = service.contacts if all_contacts else service.contacts[:IN_LISTS]
    if brief:
        contacts = tuple(number for number in [number_of(service)] if number)
    lines = tuple(contact_line(contact, answers=service.status == "live") for contact in contacts)
    return Card(
        id=service.id,
        name=service.name,
        href=ground.href(addresses.of_service(service.id)),
        summary="" if brief else service.summary,
        who="" if brief else who_in_words(ground.site, service),
        where="" if brief and _is_national(ground.site, service) else _where(ground.site, service),
        cost="" if brief else sentence(service.cost),
        contacts=tuple(replace(line, hours=(), opening="", costs="", note="", access="") for line in lines)
        if brief
        else lines,
        status=service.status,
        brief=brief,
    )


def _where(site: Site, service: Service) -> str:
    return listed([site.areas[area].name for area in service.areas])


def _is_national(site: Site, service: Service) -> bool:
    """Whether it is for the whole country alone: in a long list the heading above says so."""
    return all(site.areas[area].kind == "national" for area in service.areas)


def number_of(service: Service) -> Contact | None:
    """The number that a long list shows: the first whose hours are known, else the first. The page has the rest."""
    numbers = [contact for contact in service.contacts if contact.phone or contact.text]
    return next((contact for contact in numbers if contact.hours), numbers[0] if numbers else None)


def who_in_words(site: Site, service: Service) -> str:
    """Young people aged 11 to 25; Everyone; Adults and older people aged 18 and over."""
    readers = site.readers(service.for_)
    people = [site.audiences[who].name for who in readers]
    said = "Everyone" if len(readers) == len(site.audiences) else sentence(listed(people))
    if service.ages is None or (service.ages.lowest is None and service.ages.highest is None):
        return said
    return f"{said}, aged {str(service.ages).lower()}"


def section(ground: Ground, id_: str, heading: str, services: Iterable[Service], brief: bool = False) -> Section:
    """Services under a heading, in the order given."""
    return Section(id_, heading, tuple(card(ground, service, brief=brief) for service in services))
