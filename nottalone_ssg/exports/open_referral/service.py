"""A service in the words of the standard: what a list says of it, and all that is known.

The UK profile leaves out phone numbers, languages' names and codes, how to apply, and who a service is for. The
international standard (HSDS 3.0) has them, the profile's schemas allow them, and they are what people need.
`additional_urls` is of HSDS 3.1.
"""

from collections.abc import Iterator, Mapping, Sequence

from nottalone_ssg.exports.open_referral import taxonomies
from nottalone_ssg.exports.open_referral.places import (
    KINDS,
    Json,
    identified,
    schedules,
    service_at_location,
)
from nottalone_ssg.exports.open_referral.words import (
    ACCESS,
    ASKED_BY,
    ASKERS,
    BETWEEN,
    HAPPENS,
    HOW,
    LANGUAGES,
    OFFERS,
    STATUS,
    STEP,
    identifier,
    labelled,
    sentences,
    service_identifier,
)
from nottalone_ssg.model import addresses
from nottalone_ssg.model.service import Contact, Service
from nottalone_ssg.views.cards import who_in_words
from nottalone_ssg.views.shell import Ground
from nottalone_ssg.views.words import day

Identified = Sequence[tuple[str, Contact]]  # contacts with their ids

# The field by which a schedule says what it is of, by the kind of contact.
LINKS: Mapping[str, str] = {
    "phone": "phone_id",
    "text": "phone_id",
    "email": "contact_id",
    **dict.fromkeys(KINDS, "service_at_location_id"),
}


def in_list(ground: Ground, service: Service) -> Json:
    """What a list says of a service: its own fields and its organisation. What is not known is left out."""
    web, email, ages = service.contact("web"), service.contact("email"), service.ages
    known: Json = {
        "alternate_name": BETWEEN.join(service.also_called),
        "email": email.email if email else None,
        "minimum_age": ages.lowest if ages else None,
        "maximum_age": ages.highest if ages else None,
        "fees": service.cost,  # of the UK profile; HSDS calls it fees_description
        "fees_description": service.cost,
        "eligibility_description": who_in_words(ground.site, service),
        "application_process": _how_to_apply(service),
        "assured_date": service.verified.on.isoformat() if service.verified else None,
        "alert": None if service.verified else _unchecked(service),
    }
    return {
        "id": service_identifier(service.id),
        "organization_id": identifier("organisation", service.organisation),
        "name": service.name,
        "description": labelled(service.summary, {OFFERS: BETWEEN.join(service.offers), ACCESS: service.access}),
        "url": web.web if web else ground.canonical(addresses.of_service(service.id)),
        "status": STATUS[service.status],
        **{key: value for key, value in known.items() if value not in (None, "")},
        "organization": organisation(service.organisation),
    }


def whole(ground: Ground, service: Service) -> Json:
    """All that is known of a service, fully nested."""
    id_ = service_identifier(service.id)
    contacts = list(identified(service))
    lists: dict[str, list[Json]] = {
        "phones": [_phone(service, at, contact) for at, contact in contacts if contact.way in ("phone", "text")],
        "contacts": [_contact(service, at, contact) for at, contact in contacts if contact.email],
        "additional_urls": list(_urls(service, contacts)),
        "schedules": list(_schedules(service, contacts)),
        "service_areas": [
            {
                "id": identifier(f"{service.id} area", area),
                "service_id": id_,
                "name": ground.site.areas[area].name,
                "uri": ground.canonical(addresses.of_area_services(area)),
            }
            for area in service.areas
        ],
        "service_at_locations": [
            service_at_location(ground.site, service, at, contact) for at, contact in contacts if contact.way in KINDS
        ],
        "languages": [_language(service, name) for name in service.languages],
        "cost_options": _cost_options(service),
        "attributes": list(taxonomies.attributes(ground, service)),
    }
    return in_list(ground, service) | {name: items for name, items in lists.items() if items}


def organisation(name: str) -> Json:
    """The standard asks for a description; ours says nothing that we do not know."""
    return {"id": identifier("organisation", name), "name": name, "description": name}


def _how_to_apply(service: Service) -> str:
    asked_by = BETWEEN.join(ASKERS[who] for who in service.referral)
    parts = {
        STEP: service.next_step or "",
        ASKED_BY: asked_by,
        HOW: service.how_to_refer,
        HAPPENS: service.what_happens,
    }
    return labelled("", parts)


def _unchecked(service: Service) -> str:
    return f"Nobody has checked this with the service yet. It was found on {day(service.source.on)}."


def _phone(service: Service, id_: str, contact: Contact) -> Json:
    """A number to ring, or to text; the word that a text begins with stands in the description."""
    number = str(contact.phone or (contact.text and contact.text.number))
    word = f"Text the word {contact.text.word}" if contact.text and contact.text.word else ""
    said = sentences(contact.label, word, contact.note)
    phone: Json = {
        "id": id_,
        "service_id": service_identifier(service.id),
        "number": number,
        "type": "voice" if contact.phone else "text",  # RFC 6350
    }
    return {**phone, "description": said} if said else phone


def _contact(service: Service, id_: str, contact: Contact) -> Json:
    """An e-mail address, under the name of the organisation, or of the desk that reads it."""
    return {
        "id": id_,
        "service_id": service_identifier(service.id),
        "name": contact.label or service.organisation,
        "email": contact.email,
    }


def _urls(service: Service, contacts: Identified) -> Iterator[Json]:
    """Web addresses past the first, and those of chats."""
    first = service.contact("web")
    for id_, contact in contacts:
        url = _url(contact)
        if url and contact is not first:
            label = contact.label or ("Chat online" if contact.webchat else "Website")
            yield {"id": id_, "service_id": service_identifier(service.id), "label": label, "url": url}


def _url(contact: Contact) -> str:
    url = contact.web or contact.webchat or ""
    return url if "://" in url else ""


def _schedules(service: Service, contacts: Identified) -> Iterator[Json]:
    """All times of all contacts; each says what it belongs to, by the field that HSDS uses for such links."""
    for id_, contact in contacts:
        of = {LINKS[contact.way]: id_} if contact.way in LINKS else {}
        if url := _url(contact):
            of = {"schedule_link": url}
        yield from schedules(service, id_, contact, of)


def _language(service: Service, name: str) -> Json:
    language: Json = {"id": identifier(f"{service.id} language", name), "service_id": service_identifier(service.id)}
    code = LANGUAGES.get(name)
    return {**language, "name": name, **({"code": code} if code else {})}


def _cost_options(service: Service) -> list[Json]:
    """The cost, as an amount only where it is nothing at all: we know no prices."""
    if not service.cost:
        return []
    option: Json = {"id": identifier(f"{service.id} cost", service.cost), "service_id": service_identifier(service.id)}
    if service.cost.lower() == "free":
        return [{**option, "option": "Free", "amount": 0, "currency": "GBP"}]
    return [{**option, "amount_description": service.cost}]
