"""The page of one service: what to do first and what happens then; after that, all there is to know."""

from collections.abc import Iterable
from dataclasses import replace

from nottalone_ssg.model import addresses
from nottalone_ssg.model.likeness import similar
from nottalone_ssg.model.service import WAYS_OF_STEPS, Contact, NextStep, Service, Way
from nottalone_ssg.views.cards import contact_line, tell_us, who_in_words
from nottalone_ssg.views.parts import ContactLine, Head, Link, Shell, Tile
from nottalone_ssg.views.service_parts import FirstStep, ServiceView
from nottalone_ssg.views.shell import SERVICES, Ground, filters_of
from nottalone_ssg.views.structured import json_ld
from nottalone_ssg.views.words import bare_address, day, listed, sentence, some_day

# For a paused service, whose file need not say a step: what its first contact allows.
STEPS: dict[Way, NextStep] = {way: step for step, way in WAYS_OF_STEPS.items()}
ASKING = {"self": "you", "GP": "your GP", "professional": "a professional who knows you"}
ANSWERED: tuple[Way, ...] = ("phone", "text", "webchat", "visit")  # where somebody has to be there


def service_view(ground: Ground, shell: Shell, service: Service) -> ServiceView:
    """All that the page shows. A closed service has no ways in: it says where to go instead."""
    site = ground.site
    closed = service.status == "closed"
    first = None if closed else _first_contact(service)
    others = () if closed else tuple(contact for contact in service.contacts if contact is not first)
    return ServiceView(
        shell=shell,
        head=_head(ground, service),
        organisation=service.organisation,
        also_called=service.also_called,
        status=service.status,
        instead=_instead(ground, service),
        who=who_in_words(site, service),
        first=None if closed else _first_step(service, first),
        contacts=tuple(_line(service, contact) for contact in others),
        offers=() if closed else service.offers,
        facts=() if closed else _known(("Languages", listed(service.languages)), ("Access", service.access)),
        how_to_refer=service.how_to_refer if first else "",
        topics=tuple(Link(ground.href(addresses.of_topic(topic)), site.topics[topic].name) for topic in service.topics),
        areas=tuple(
            Link(ground.href(addresses.of_area_services(area)), site.areas[area].name) for area in service.areas
        ),
        similar=tuple(_tile(ground, other) for other in similar(site, service)),
        checked=_checked(service),
        overdue=service.next_check < site.today,
        source=_source(service),
        tell_us=tell_us(ground),
    )


def _head(ground: Ground, service: Service) -> Head:
    address = addresses.of_service(service.id)
    return Head(
        title=service.name,
        summary=service.summary,
        address=address,
        canonical=ground.canonical(address),
        kind="service",
        crumbs=ground.crumbs(SERVICES),
        filters=filters_of(ground.site, "Service", service.topics, service.areas, service.for_),
        searchable=service.listed,
        data=json_ld(ground, service) if service.listed else "",
    )


def _instead(ground: Ground, service: Service) -> Link | None:
    if not service.replaced_by:
        return None
    other = ground.site.directory[service.replaced_by]
    return Link(ground.href(addresses.of_service(other.id)), other.name)


def _first_contact(service: Service) -> Contact | None:
    if service.next_step:
        return service.first_contact
    return service.contacts[0] if service.contacts else None


def _first_step(service: Service, contact: Contact | None) -> FirstStep | None:
    """What to do first. None where a paused service says neither a step nor a contact nor how to ask."""
    step = service.next_step or (STEPS[contact.way] if contact else "")
    if not step and not service.how_to_refer:
        return None
    asked = listed([ASKING[who] for who in service.referral], last="or")
    return FirstStep(
        words=step or "ask",
        contact=_line(service, contact) if contact else None,
        how="" if contact else service.how_to_refer,
        facts=_known(("Cost of the service", sentence(service.cost)), ("Who can ask", sentence(asked))),
        then=service.what_happens,
    )


def _line(service: Service, contact: Contact) -> ContactLine:
    """A way in. Where somebody has to be there and we don't know when, it says so."""
    line = contact_line(contact, answers=service.status == "live")
    silent = contact.hours is None and not contact.note and contact.way in ANSWERED
    return replace(line, hours=("Times not known",)) if silent else line


def _known(*facts: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """The facts that have a value: what is not known is left out."""
    return tuple((name, value) for name, value in facts if value)


def _tile(ground: Ground, service: Service) -> Tile:
    areas: Iterable[str] = (ground.site.areas[area].name for area in service.areas)
    return Tile(ground.href(addresses.of_service(service.id)), service.name, listed([*areas]))


def _checked(service: Service) -> str:
    if service.verified:
        return (
            f"Checked on {day(service.verified.on)} by: {service.verified.by}. Next check: {day(service.next_check)}."
        )
    dated = f", which is dated {some_day(service.source.dated)}" if service.source.dated else ""
    return (
        f"Nobody has checked this with the service yet. "
        f"We found it on {day(service.source.on)} in the source below{dated}. "
        f"To be checked by {day(service.next_check)}."
    )


def _source(service: Service) -> Link:
    page = service.source.page
    return Link(page, bare_address(page)) if page else Link("", service.source.said)
