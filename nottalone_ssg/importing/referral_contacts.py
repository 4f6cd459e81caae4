"""The contacts of a service in open data: phones, e-mail addresses, web addresses and places, each with its hours.

The other way round: exports/open_referral/service.py and places.py.
"""

import re
from collections.abc import Iterator, Mapping

from nottalone_ssg.exports.open_referral.places import identified
from nottalone_ssg.exports.open_referral.words import sentences
from nottalone_ssg.importing.fields import Fields, Json
from nottalone_ssg.importing.schedules import times_of
from nottalone_ssg.model.service import Contact, Service, Way
from nottalone_ssg.yaml_text import KeyPath, Value

_WORD = re.compile(r"(?:(?P<before>.*)\. )?Text the word (?P<word>\w+)(?:\. (?P<after>.*))?", re.DOTALL)


def contacts_of(of: Fields, service: Service | None) -> Iterator[tuple[dict[str, Value], KeyPath]]:
    """The contacts as an editor types them, each with the path of what it comes from; ``service`` is ours, if it is."""
    known = dict(identified(service)) if service else {}
    times = times_of(of)
    for phone in of.things("phones"):
        contact, said = _phone(phone)
        yield _with(contact, said, times, phone, known), phone.at
    for place in of.things("service_at_locations"):
        if where := _visit(place):
            yield _with(where, place.text("description"), times, place, known), place.at
    seen = {""}
    for entry in (of, *of.things("contacts")):
        if (email := entry.text("email")) not in seen:
            seen.add(email)
            yield {"email": email, **_hours(times, entry)}, (*entry.at, "email")
    for entry in (of, *of.things("additional_urls")):
        url = entry.text("url")
        if url and not (entry is of and service and url.endswith(f"/services/{service.id}/")):
            way = "webchat" if entry.text("label") == "Chat online" or _is_chat(known, entry) else "web"
            yield {way: url, **_hours(times, entry, url)}, (*entry.at, "url")


def listed_in_full(item: Json) -> frozenset[Way]:
    """The ways of which a service lists all: those whose lists are there. A list of services has none of them."""
    ways: set[Way] = set()
    if "phones" in item:
        ways |= {"phone", "text"}
    if "service_at_locations" in item:
        ways |= {"visit", "post"}
    if "contacts" in item:
        ways.add("email")
    if "additional_urls" in item:
        ways.add("web")
    return frozenset(ways)


def _phone(phone: Fields) -> tuple[dict[str, Value], str]:
    """A number to ring or to text, and what else is said of it."""
    number, said = phone.text("number"), phone.text("description")
    if phone.text("type") not in ("text", "sms"):
        extension = phone.text("extension")
        return {"phone": number}, sentences(f"Extension {extension}" if extension else "", said)
    if found := _WORD.fullmatch(said):
        rest = sentences(found["before"] or "", found["after"] or "")
        return {"text": f"{number} with the word {found['word']}"}, rest
    return {"text": number}, said


def _visit(place: Fields) -> dict[str, Value] | None:
    """A place to go to, or to write to; none where it has no address."""
    location = place.thing("location")
    address = next(location.things("addresses"), None)
    if address is None:
        return None
    names = ("address_1", "address_2", "city", "postal_code")
    where = ", ".join(address.text(name) for name in names if address.text(name))
    if not where:
        return None
    access = next((about.text("description") for about in location.things("accessibility")), "")
    way = "post" if location.text("location_type") == "postal" else "visit"
    return {way: where, **({"access": access} if access else {})}


def _with(
    contact: dict[str, Value], said: str, times: Mapping[str, str], of: Fields, known: Mapping[str, Contact]
) -> dict[str, Value]:
    """The contact with its hours, and with what is said of it unless we say so ourselves already."""
    ours = known.get(of.text("id").lower())
    is_ours = ours and " ".join(sentences(ours.label, ours.note).split()) == said
    note = "" if is_ours else said
    return {**contact, **({"note": note} if note else {}), **_hours(times, of)}


def _is_chat(known: Mapping[str, Contact], entry: Fields) -> bool:
    ours = known.get(entry.text("id").lower())
    return bool(ours and ours.webchat)


def _hours(times: Mapping[str, str], of: Fields, link: str = "") -> dict[str, Value]:
    hours = times.get(link.lower()) or times.get(of.text("id").lower(), "")
    return {"hours": hours} if hours else {}
