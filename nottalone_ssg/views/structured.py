"""Structured data: a service as JSON-LD, in the words of schema.org, for search engines and other programs."""

import json

from nottalone_ssg.model import addresses
from nottalone_ssg.model.hours import DAYS, MIDNIGHT, Hours
from nottalone_ssg.model.service import Contact, Service
from nottalone_ssg.views.cards import mail_href
from nottalone_ssg.views.shell import Ground


def json_ld(ground: Ground, service: Service) -> str:
    """The service as the text of a script element: `<` is escaped, so that no value can end the element."""
    site = ground.site
    url = ground.canonical(addresses.of_service(service.id))
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Service",
        "@id": url,
        "url": url,
        "name": service.name,
        "description": service.summary,
        "provider": {"@type": "Organization", "name": service.organisation},
        "areaServed": [{"@type": "AdministrativeArea", "name": site.areas[area].name} for area in service.areas],
        "serviceType": [site.topics[topic].name for topic in service.topics],
        "audience": [
            {"@type": "Audience", "audienceType": site.audiences[who].name} for who in site.readers(service.for_)
        ],
        "availableChannel": [_channel(contact) for contact in service.contacts],
    }
    if service.also_called:
        data["alternateName"] = list(service.also_called)
    if service.cost.lower() == "free":
        data["offers"] = {"@type": "Offer", "price": "0", "priceCurrency": "GBP"}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _channel(contact: Contact) -> dict[str, object]:
    channel: dict[str, object] = {"@type": "ServiceChannel"}
    if contact.phone:
        channel["servicePhone"] = {"@type": "ContactPoint", "telephone": contact.phone.dialled} | _open(contact.hours)
    elif contact.text:
        channel["serviceSmsNumber"] = {"@type": "ContactPoint", "telephone": contact.text.dialled} | _open(
            contact.hours
        )
    elif contact.email:
        channel["serviceUrl"] = mail_href(contact.email)
    elif contact.visit:
        address: dict[str, object] = {
            "@type": "PostalAddress",
            "streetAddress": ", ".join(contact.visit.lines),
        }
        if contact.visit.postcode:
            address["postalCode"] = contact.visit.postcode
        channel["serviceLocation"] = {"@type": "Place", "address": address}
    elif contact.web or "://" in (contact.webchat or ""):
        channel["serviceUrl"] = contact.web or contact.webchat
    else:
        channel["name"] = contact.webchat or str(contact.address)
    return channel


def _open(hours: Hours | None) -> dict[str, object]:
    """Hours as schema.org has them; nothing where they are not known in full."""
    if hours is None or any(span.opens is None for span in hours.spans):
        return {}
    if hours.always:
        days = [f"https://schema.org/{day}" for day in DAYS]
        every = {"@type": "OpeningHoursSpecification", "dayOfWeek": days, "opens": "00:00", "closes": "23:59"}
        return {"hoursAvailable": [every]}
    spans = [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": [f"https://schema.org/{DAYS[day]}" for day in span.days],
            "opens": _clock(span.opens or 0),
            "closes": _clock(span.closes or 0),
        }
        for span in hours.spans
    ]
    return {"hoursAvailable": spans} if spans else {}


def _clock(minutes: int) -> str:
    return "23:59" if minutes == MIDNIGHT else f"{minutes // 60:02}:{minutes % 60:02}"
