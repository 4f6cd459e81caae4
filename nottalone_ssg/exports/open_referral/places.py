"""Places and times: a visit or an address for letters becomes a location, hours become schedules.

A place to go to is a contact of ours (docs/decisions/locations.md). Its id comes from the address, so that two services
in one building share it. What is not known of an address is an empty text: the standard asks for all of it, and we
make nothing up.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache

from nottalone_ssg.exports.open_referral.words import DAYS, identifier, sentences, service_identifier
from nottalone_ssg.model.hours import MIDNIGHT, Hours
from nottalone_ssg.model.service import Contact, Service
from nottalone_ssg.model.site import Site
from nottalone_ssg.values import Address

Json = dict[str, object]

KINDS = {"visit": "physical", "post": "postal"}  # location_type


def identified(service: Service) -> Iterator[tuple[str, Contact]]:
    """The contacts of a service, each with its id, made from what is dialled, written or visited.

    That of a visit is the id of its service_at_location. A number that stands there twice gets two ids.
    """
    seen: Counter[tuple[str, str]] = Counter()
    for contact in service.contacts:
        way = contact.way
        value = str(getattr(contact, way))
        seen[way, value] += 1
        again = seen[way, value]
        yield identifier(f"{service.id} {way}", f"{value} {again}" if again > 1 else value), contact


def located(service: Service) -> Iterator[tuple[str, Contact]]:
    """The contacts of a service that are locations, each with the id of its service_at_location."""
    return (pair for pair in identified(service) if pair[1].way in KINDS)


def service_at_location(site: Site, service: Service, id_: str, contact: Contact) -> Json:
    """Where and when a service can be met: the link, with its location nested."""
    place = location(site, contact)
    found: Json = {"id": id_, "service_id": service_identifier(service.id), "location_id": place["id"]}
    if description := sentences(contact.label, contact.note):
        found["description"] = description
    if times := list(schedules(service, id_, contact, {"service_at_location_id": id_})):
        found["schedules"] = times
    return {**found, "location": place}


def location(site: Site, contact: Contact) -> Json:
    """The location of a visit or of letters."""
    where = contact.address or Address(())
    kind = KINDS[contact.way]
    id_ = identifier("location", f"{kind} {where}")
    found: Json = {"id": id_, "location_type": kind, "name": where.lines[0] if where.lines else where.postcode}
    found["addresses"] = [_address(site, where, id_, kind)]
    if contact.access:
        about = {"id": identifier(f"{id_} access", contact.access), "location_id": id_, "description": contact.access}
        found["accessibility"] = [about]
    return found


def _address(site: Site, where: Address, location_id: str, kind: str) -> Json:
    """An address as the standard splits it; the last line is the town, and `address_1` keeps all before it."""
    *before, last = where.lines or ("",)
    town = last if before else ""
    return {
        "id": identifier("address", f"{kind} {where}"),
        "location_id": location_id,
        "address_1": ", ".join(before or [last]),
        "city": town,
        "state_province": _counties(site).get(town.casefold(), ""),
        "postal_code": where.postcode,
        "country": "GB",
        "address_type": kind,
    }


@lru_cache(maxsize=1)  # of the one site that is built
def _counties(site: Site) -> Mapping[str, str]:
    """The name of the city or county for each town that the vocabulary of areas knows."""
    known: dict[str, str] = {}
    for area in site.areas.values():
        around = [wider for wider in site.within(area.id) if wider.kind != "national"]
        if around:
            for town in (area.name, area.name.removesuffix(" City"), *area.towns):
                known.setdefault(town.casefold(), around[-1].name)
    return known


def schedules(service: Service, contact_id: str, contact: Contact, of: Mapping[str, str]) -> Iterator[Json]:
    """When a contact is open: a schedule for each span of its hours, in the parts of an RRULE (RFC 5545).

    ``of`` names what else the times are of, such as the phone. `opens_at` and `closes_at` are local to Europe/London,
    without an offset, which changes twice a year. A time that closes before it opens ends on the next day; the end of
    a day is 23:59. What an RRULE cannot say, bank holidays and appointments, stands in `notes` and in the description.
    """
    hours = contact.hours
    if hours is None:
        return
    notes = sentences(*_notes(hours))
    base: Json = {"service_id": service_identifier(service.id), **of}
    for number, rule in enumerate(_rules(hours)):
        id_ = identifier(f"schedule of {contact_id}", f"{number} {hours.typed}")
        said = str(rule["description"])
        described = {"description": said if said == notes else sentences(said, notes)}
        yield {"id": id_, **base, **rule, **described, **({"notes": notes} if notes else {})}


def _rules(hours: Hours) -> Iterator[Json]:
    if hours.always:
        yield _weekly(tuple(range(7)), 0, MIDNIGHT, hours.lines[0])
    for span in hours.spans:
        yield _weekly(span.days, span.opens, span.closes, str(span))
    if hours.by_appointment and not hours.spans:
        yield {"description": APPOINTMENT}


APPOINTMENT = "By appointment"
HOLIDAYS = {"closed": "Closed on bank holidays", "open": "Open on bank holidays"}


def _notes(hours: Hours) -> Iterator[str]:
    if hours.by_appointment:
        yield APPOINTMENT
    if hours.bank_holidays != "unknown":
        yield HOLIDAYS[hours.bank_holidays]


def _weekly(days: tuple[int, ...], opens: int | None, closes: int | None, description: str) -> Json:
    rule: Json = {"freq": "WEEKLY", "byday": ",".join(DAYS[day] for day in days), "description": description}
    if opens is not None and closes is not None:
        rule |= {"opens_at": clock(opens), "closes_at": clock(closes)}
    return rule


def clock(minutes: int) -> str:
    """09:30; the end of a day is 23:59, since many programs know no 24:00."""
    return "23:59" if minutes == MIDNIGHT else f"{minutes // 60:02}:{minutes % 60:02}"
