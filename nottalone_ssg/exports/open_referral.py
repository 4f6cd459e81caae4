"""Open data: the directory in the form of Open Referral UK 3.0, as static files.

The root says which standard this is, `services.json` lists all services in one page of the standard's paging, and each
service has a file of its own. The UK profile leaves phone numbers out; the international standard (HSDS 3.0) has
them, and we publish them, because they are what people need (https://openreferraluk.org, docs/decisions/open-data.md).
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import PurePosixPath
from uuid import UUID, uuid5

from nottalone_ssg.model import addresses
from nottalone_ssg.model.service import Contact, Service
from nottalone_ssg.output import Layouts, Output
from nottalone_ssg.views.shell import Ground

# Ids are made from ours, so that they stay the same from build to build. The namespace is ours too, drawn once.
NAMESPACE = UUID("6f0b3b52-6a0c-5c0e-9a0c-2b7a4f1d8e11")
STATUS = {"live": "active", "paused": "temporarily closed", "closed": "defunct"}
FOLDER = PurePosixPath("open-referral")


@dataclass(frozen=True, slots=True)
class DataIngredients:
    """A file of open data: its JSON, as text."""

    text: str


def plan_open_referral(ground: Ground) -> Iterator[Output]:
    """/open-referral/index.json, services.json and services/ID.json."""
    services = [service for service in ground.site.directory.values() if service.published]
    root = {
        "version": "HSDS-UK-3.0",
        "profile": "https://github.com/OpenReferralUK/uk-profile/blob/main/docs/index.md",
        "openapi_url": "https://docs.openreferraluk.org/en/latest/openapi30.json",
    }
    yield _file("index.json", lambda: root)
    yield _file("services.json", lambda: _only_page([_service(ground, service) for service in services]))
    for service in services:
        yield _file(f"services/{_id('service', service.id)}.json", partial(_whole_service, ground, service))


def make_data(ingredients: DataIngredients, layouts: Layouts) -> bytes:
    """The JSON as a file."""
    return ingredients.text.encode()


def _file(path: str, data: Callable[[], object]) -> Output:
    def gather() -> DataIngredients:
        return DataIngredients(json.dumps(data(), ensure_ascii=False, separators=(",", ":")) + "\n")

    return Output(FOLDER / path, make_data, gather)


def _whole_service(ground: Ground, service: Service) -> dict[str, object]:
    return _service(ground, service) | _details(ground, service)


def _only_page(contents: list[dict[str, object]]) -> dict[str, object]:
    """The paging of the standard, in its exact words: everything is on the first page, which is the last."""
    return {
        "total_items": len(contents),
        "total_pages": 1,
        "page_number": 1,
        "size": len(contents),
        "first_page": True,
        "last_page": True,
        "empty": not contents,
        "contents": contents,
    }


@cache
def _id(kind: str, name: str) -> str:
    return str(uuid5(NAMESPACE, f"{kind}:{name}"))


def _service(ground: Ground, service: Service) -> dict[str, object]:
    """What a list says of a service; what is not known is left out."""
    web, email = service.contact("web"), service.contact("email")
    known = {
        "url": web.web if web else ground.canonical(addresses.of_service(service.id)),
        "email": email.email if email else None,
        "minimum_age": service.ages.lowest if service.ages else None,
        "maximum_age": service.ages.highest if service.ages else None,
        "fees": service.cost or None,
        "application_process": service.how_to_refer or None,
        "alternate_name": ", ".join(service.also_called) or None,
        "assured_date": service.verified.on.isoformat() if service.verified else None,
    }
    return {
        "id": _id("service", service.id),
        "name": service.name,
        "description": service.summary,
        "status": STATUS[service.status],
        **{key: value for key, value in known.items() if value is not None},
        "organization": {
            "id": _id("organisation", service.organisation),
            "name": service.organisation,
            "description": service.organisation,  # the standard asks for one; ours says nothing that we do not know
        },
    }


def _details(ground: Ground, service: Service) -> dict[str, object]:
    """What only the service's own file says."""
    areas = [ground.site.areas[area] for area in service.areas]
    return {
        "phones": [_phone(service, contact) for contact in service.contacts if contact.way in ("phone", "text")],
        "service_areas": [{"id": _id(f"{service.id} area", area.id), "name": area.name} for area in areas],
        "languages": [{"id": _id(f"{service.id} language", name), "name": name} for name in service.languages],
        "attributes": [
            {
                "id": _id(f"{service.id} topic", topic),
                "link_id": _id("service", service.id),
                "link_type": "service",
                "taxonomy_term": {
                    "id": _id("topic", topic),
                    "name": ground.site.topics[topic].name,
                    "description": ground.site.topics[topic].summary,
                },
            }
            for topic in service.topics
        ],
    }


def _phone(service: Service, contact: Contact) -> dict[str, object]:
    number = str(contact.phone or contact.text)
    note = " ".join(part for part in (contact.label, contact.note) if part)
    kind = "voice" if contact.phone else "text"
    phone = {"id": _id(f"{service.id} {kind}", number), "number": number, "type": kind}
    return {**phone, "description": note} if note else {**phone}
