"""Addresses: where on the site each thing is, and what a reference in a text leads to.

The fixed addresses are those of the plan (docs/architecture.md); everything that links asks here.
"""

from dataclasses import dataclass

from nottalone_ssg.model.nearness import local_pairs
from nottalone_ssg.model.page import FIXED
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


SHEETS = "/print/sheets/"  # where all leaflets are listed, if the site has a page about paper


def of_alias(alias: str) -> str:
    """Where an old address is: /old is the folder /old/; a name with a dot, such as /old.html, is a file."""
    return alias if alias.endswith("/") or "." in alias.rsplit("/", 1)[-1] else f"{alias}/"


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
            page = site.pages.get(page_address(name))
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


def is_told_of(site: Site, reference: str) -> bool:
    """Whether ``reference`` leads to a file that could not be used, or to a fixed page that is not there.

    That is a problem of its own, and mending it mends the reference.
    """
    kind, _, name = reference.rpartition(":")
    if kind in ("service", "call", "text"):
        return f"service:{name}" in site.unread
    address = page_address(name) if kind == "page" else reference
    parts = address.strip("/").split("/")
    if parts[0] == "services" and len(parts) == 2:
        return f"service:{parts[1]}" in site.unread
    if parts[:2] == ["services", "topic"] and len(parts) == 5:  # listed only where there are services
        return any(name.startswith("service:") for name in site.unread)
    return f"page:{address}" in site.unread or address in FIXED.values()


def page_address(path: str) -> str:
    """The address of a page from its path without the outer slashes: guides/sleep, or nothing for the home page."""
    return f"/{path.strip('/')}/" if path.strip("/") else "/"


def generated(site: Site) -> frozenset[str]:
    """The addresses of what the program makes of services and of pages: services, lists, the list of leaflets."""
    return frozenset(
        (
            *(of_service(service.id) for service in site.directory.values() if service.published),
            *(of_topic_services(topic) for topic in site.topics),
            *(of_area_services(area) for area in site.areas),
            *(of_topic_in_area(topic, area) for topic, area in local_pairs(site)),
            *([SHEETS] if "print" in site.fixed else []),
        )
    )


def published(site: Site) -> frozenset[str]:
    """All addresses of pages that this build publishes; a test holds it against what is planned."""
    aliases = (of_alias(alias) for page in site.pages.values() for alias in page.aliases)
    return frozenset((*site.pages, *aliases, *(of_topic(topic) for topic in site.topics), *generated(site)))
