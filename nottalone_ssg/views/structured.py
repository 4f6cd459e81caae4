"""Structured data: a service as JSON-LD, in the words of schema.org, for search engines and other programs."""

import json
from collections.abc import Sequence

from nottalone_ssg.model import addresses
from nottalone_ssg.model.hours import DAYS, MIDNIGHT, Hours
from nottalone_ssg.model.service import Contact, Service
from nottalone_ssg.values import Address, Ages
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
        "audience": [_audience(site.audiences[who].name, service.ages) for who in site.readers(service.for_)],
        "availableChannel": [_channel(contact, service.languages) for contact in service.contacts],
    }
    if service.also_called:
        data["alternateName"] = list(service.also_called)
    if service.cost.lower() == "free":
        data["offers"] = {"@type": "Offer", "price": "0", "priceCurrency": "GBP"}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _audience(name: str, ages: Ages | None) -> dict[str, object]:
    audience: dict[str, object] = {"@type": "PeopleAudience", "audienceType": name}
    if ages and ages.lowest is not None:
        audience["suggestedMinAge"] = ages.lowest
    if ages and ages.highest is not None:
        audience["suggestedMaxAge"] = ages.highest
    return audience


def _channel(contact: Contact, languages: Sequence[str]) -> dict[str, object]:
    """One way to reach the service, by the property that schema.org has for it."""
    channel: dict[str, object] = {"@type": "ServiceChannel"}
    if contact.label:
        channel["name"] = contact.label
    if languages:
        channel["availableLanguage"] = list(languages)
    if contact.phone:
        point = {"@type": "ContactPoint", "telephone": contact.phone.dialled}
        channel["servicePhone"] = point | _open(contact.hours, "hoursAvailable")
    elif contact.text:
        point = {"@type": "ContactPoint", "telephone": contact.text.dialled}
        channel["serviceSmsNumber"] = point | _open(contact.hours, "hoursAvailable")
    elif contact.email:
        channel["serviceUrl"] = mail_href(contact.email)
    elif contact.visit:
        place = {"@type": "Place", "address": _address(contact.visit)}
        channel["serviceLocation"] = place | _open(contact.hours, "openingHoursSpecification")
    elif contact.post:
        channel["servicePostalAddress"] = _address(contact.post)
    elif contact.web or "://" in (contact.webchat or ""):
        channel["serviceUrl"] = contact.web or contact.webchat
    else:
        channel["name"] = contact.webchat
    return channel


def _address(address: Address) -> dict[str, object]:
    said: dict[str, object] = {"@type": "PostalAddress", "streetAddress": ", ".join(address.lines)}
    if address.postcode:
        said["postalCode"] = address.postcode
    return {**said, "addressCountry": "GB"}


def _open(hours: Hours | None, key: str) -> dict[str, object]:
    """Hours as schema.org has them, under this key; nothing where they are not known in full."""
    if hours is None or any(span.opens is None for span in hours.spans):
        return {}
    if hours.always:
        days = [f"https://schema.org/{day}" for day in DAYS]
        every = {"@type": "OpeningHoursSpecification", "dayOfWeek": days, "opens": "00:00", "closes": "23:59"}
        return {key: [every]}
    spans = [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": [f"https://schema.org/{DAYS[day]}" for day in span.days],
            "opens": _clock(span.opens or 0),
            "closes": _clock(span.closes or 0),
        }
        for span in hours.spans
    ]
    return {key: spans} if spans else {}


def _clock(minutes: int) -> str:
    return "23:59" if minutes == MIDNIGHT else f"{minutes // 60:02}:{minutes % 60:02}"
