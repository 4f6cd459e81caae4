"""Addresses: where on the site each thing is, and what a reference in a text leads to.

The fixed addresses are those of the plan (docs/architecture.md); everything that links asks here.
"""

from dataclasses import dataclass

from nottalone_ssg.model.nearness import local_pairs
from nottalone_ssg.model.service import Service
from nottalone_ssg.model.site import Site


def of_topic(topic: str) -> str:
    return f"/topics/{topic}/"


def of_service(service: str) -> str:
    return f"/services/{service}/"


def of_audience(audience: str) -> str:
    return f"/for/{audience}/"


def of_topic_services(topic: str) -> str:
    return f"/services/topic/{topic}/"


def of_area_services(area: str) -> str:
    return f"/services/area/{area}/"


def of_topic_in_area(topic: str, area: str) -> str:
    return f"/services/topic/{topic}/area/{area}/"


@dataclass(frozen=True, slots=True)
class Target:
    """What a reference leads to: an address of this site, or a number to ring or text."""

    address: str
    words: str


def find(site: Site, reference: str) -> Target | None:
    """What ``reference`` leads to, or None: `anxiety`, `service:samaritans`, `call:samaritans`, `/services/`.

    An address that starts with a slash is taken as it is; whether it is published is known only after planning.
    """
    if reference.startswith("/"):
        page = site.pages.get(reference)
        return Target(reference, page.title if page else reference)
    kind, _, name = reference.rpartition(":")
    match kind:
        case "" | "topic":
            topic = site.topics.get(name)
            return Target(of_topic(name), topic.name) if topic else None
        case "services":
            topic = site.topics.get(name)
            return Target(of_topic_services(name), f"Services for {topic.name.lower()}") if topic else None
        case "area":
            area = site.areas.get(name)
            return Target(of_area_services(name), area.name) if area else None
        case "for":
            audience = site.audiences.get(name)
            return Target(of_audience(name), audience.name) if audience else None
        case "page":
            page = site.pages.get(f"/{name.strip('/')}/" if name.strip("/") else "/")
            return Target(page.path, page.title) if page else None
        case _:
            service = site.directory.get(name)
            return _find_service(kind, service) if service and service.published else None


def _find_service(kind: str, service: Service) -> Target | None:
    match kind:
        case "service":
            return Target(of_service(service.id), service.name)
        case "call":
            contact = service.contact("phone")
            return Target(contact.phone.href, contact.phone.number) if contact and contact.phone else None
        case "text":
            contact = service.contact("text")
            return Target(contact.text.href, str(contact.text)) if contact and contact.text else None
        case _:
            return None


def names(site: Site, kind: str) -> list[str]:
    """All that may stand behind ``kind:`` in a reference, for a hint."""
    services = [service for service in site.directory.values() if service.published]
    known: dict[str, list[str]] = {
        "": list(site.topics),
        "topic": list(site.topics),
        "services": list(site.topics),
        "area": list(site.areas),
        "for": list(site.audiences),
        "page": [path.strip("/") for path in site.pages],
        "service": [service.id for service in services],
        "call": [service.id for service in services if service.contact("phone")],
        "text": [service.id for service in services if service.contact("text")],
    }
    return known.get(kind, [])


def published(site: Site) -> frozenset[str]:
    """All addresses of pages that this build publishes; a test holds it against what is planned."""
    services = [of_service(service.id) for service in site.directory.values() if service.published]
    return frozenset(
        (
            *site.pages,
            *(alias for page in site.pages.values() for alias in page.aliases),
            *services,
            *(of_topic(topic) for topic in site.topics),
            *(of_topic_services(topic) for topic in site.topics),
            *(of_area_services(area) for area in site.areas),
            *(of_topic_in_area(topic, area) for topic, area in local_pairs(site)),
        )
    )
