"""Open Referral UK: from JSON to records. A page of a list of services, an array of services, or one service.

What the standard has no word for stands in paragraphs with labels in what we publish (exports/open_referral/words.py);
texts from elsewhere are taken as they are. Fields that we have no key for are passed over.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from nottalone_ssg.exports.open_referral.places import identified
from nottalone_ssg.exports.open_referral.taxonomies import AUDIENCES, TOPICS
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
    sentences,
    service_identifier,
    unlabelled,
)
from nottalone_ssg.importing.fields import Fields, Json, Where, field_places
from nottalone_ssg.importing.records import Reading, Record
from nottalone_ssg.importing.schedules import times_of
from nottalone_ssg.model.service import Contact, Way
from nottalone_ssg.model.site import Site
from nottalone_ssg.model.vocabulary import EVERYONE
from nottalone_ssg.problems import Place, Problem
from nottalone_ssg.values import read_id
from nottalone_ssg.yaml_text import Document, KeyPath, Value

STATUSES = {theirs: ours for ours, theirs in STATUS.items()} | {"inactive": "paused"}
_WORD = re.compile(r"(?:(?P<before>.*)\. )?Text the word (?P<word>\w+)(?:\. (?P<after>.*))?", re.DOTALL)


def read_referral(data: bytes, file: str, site: Site) -> Reading:
    """The records of a JSON file. Problems: not JSON, not services; of each service what does not fit."""
    place = Place(file)
    try:
        text = data.decode("utf-8-sig")
        found = json.loads(text)
    except UnicodeDecodeError:
        problem = place.problem("encoding", "this file is not UTF-8", "Save it as UTF-8.")
        return Reading(problems=[problem])
    except json.JSONDecodeError as error:
        said = f"this is not JSON: {error.msg}"
        return Reading(problems=[Place(file, error.lineno, error.colno).problem("json", said, "Is it the right file?")])
    except ValueError:  # of numbers with thousands of digits
        return Reading(
            problems=[place.problem("json", "there is a number that is far too long", "Is it the right file?")]
        )
    except RecursionError:
        return Reading(problems=[place.problem("json", "lists stand in lists too deeply", "Is it the right file?")])
    items, path = _items(found)
    if items is None:
        hint = "It has to be a page with contents, a list of services, or one service with an id and a name."
        return Reading(problems=[place.problem("json", "there are no services in this file", hint)])
    where = Where(text, file)
    reader = _Reader(site, where)
    reading = Reading()
    for number, item in enumerate(items):
        at: KeyPath = path if path == () and isinstance(found, dict) else (*path, number)
        record, problems = reader.record(item, at)
        if record is None or problems:
            reading.unread += 1
            reading.problems += problems
        else:
            reading.records.append(record)
    if reader.strange:
        terms = sorted(reader.strange, key=str.casefold)
        more = f" and {len(terms) - 20} more" if len(terms) > 20 else ""
        reading.notes.append(f"Passed over, because no topic is called so: {', '.join(terms[:20])}{more}.")
    return reading


def _items(found: object) -> tuple[list[Any] | None, KeyPath]:
    """The services of a file, and the path to them."""
    if isinstance(found, list):
        return found, ()
    if isinstance(found, dict) and isinstance(found.get("contents"), list):
        return found["contents"], ("contents",)
    if isinstance(found, dict) and "name" in found and "id" in found:
        return [found], ()
    return None, ()


class _Reader:
    """Reads services; knows the site's own words, and gathers those that it does not know."""

    def __init__(self, site: Site, where: Where) -> None:
        self._site, self._where = site, where
        self._ours = {service_identifier(slug): service for slug, service in site.directory.items()}
        self._topics = {identifier("topic", topic): topic for topic in site.topics}
        self._topics |= {read_id(topic.name): topic.id for topic in site.topics.values()}
        self._audiences = {identifier("audience", who): who for who in site.audiences}
        self._audiences |= {read_id(audience.name): audience.id for audience in site.audiences.values()}
        self._codes = {code: name for name, code in reversed(LANGUAGES.items())}
        self.strange: set[str] = set()

    def record(self, item: object, at: KeyPath) -> tuple[Record | None, list[Problem]]:
        """One service. Problems: what has the wrong kind."""
        if not isinstance(item, dict):
            return None, [self._where.place(at).problem("json", "this is not a service", "See the standard.")]
        problems: list[Problem] = []
        of = Fields(item, at, self._where, problems)
        value: dict[str, Value] = {}
        sources: dict[KeyPath, KeyPath] = {}
        found: list[tuple[str, Value, str]] = [*self._texts(of), *self._lists(of)]
        for key, said, name in found:
            if said:
                value[key] = said
                sources[key,] = (name,)
        uuid = of.text("id").lower()
        contacts = list(self._contacts(of, uuid))
        if contacts:
            value["contacts"] = [contact for contact, _ in contacts]
            sources["contacts",] = ()
            sources |= {("contacts", number): path[len(at) :] for number, (_, path) in enumerate(contacts)}
        ours = self._ours.get(uuid)
        document = Document(self._where.file, value, field_places(self._where, at, sources))
        return Record(document, ours.id if ours else "", "" if ours else uuid, _listed_in_full(item)), problems

    def _texts(self, of: Fields) -> Iterator[tuple[str, str, str]]:
        """The keys that are one text each, with the field that each comes from."""
        summary, described = unlabelled(of.raw("description"), (OFFERS, ACCESS))
        how, steps = unlabelled(of.raw("application_process"), (STEP, ASKED_BY, HOW, HAPPENS))
        yield "name", of.text("name"), "name"
        yield "organisation", of.thing("organization").text("name"), "organization"
        yield "summary", summary, "description"
        yield "access", described.get(ACCESS, ""), "description"
        yield "ages", _ages(of.text("minimum_age"), of.text("maximum_age")), "minimum_age"
        yield "next step", steps.get(STEP, ""), "application_process"
        yield "how to refer", steps.get(HOW, how), "application_process"
        yield "what happens", steps.get(HAPPENS, ""), "application_process"
        yield "cost", of.text("fees_description") or of.text("fees"), "fees"
        status = of.text("status")
        yield "status", STATUSES.get(status, status), "status"

    def _lists(self, of: Fields) -> Iterator[tuple[str, list[Value], str]]:
        """The keys that are lists."""
        described = unlabelled(of.raw("description"), (OFFERS, ACCESS))[1]
        steps = unlabelled(of.raw("application_process"), (STEP, ASKED_BY, HOW, HAPPENS))[1]
        askers = {words: who for who, words in ASKERS.items()}
        asked_by = [askers[words] for words in _parts(steps.get(ASKED_BY, "")) if words in askers]
        topics, readers = self._terms(of)
        yield "also called", [*_parts(of.text("alternate_name"))], "alternate_name"
        yield "offers", [*_parts(described.get(OFFERS, ""))], "description"
        yield "referral", [*asked_by], "application_process"
        yield "topics", [*topics], "attributes"
        yield "for", [*readers], "attributes"
        yield "areas", [area.text("name") for area in of.things("service_areas") if area.text("name")], "service_areas"
        spoken = [of.text("name") or self._codes.get(of.text("code"), "") for of in of.things("languages")]
        yield "languages", [name for name in spoken if name], "languages"

    def _terms(self, of: Fields) -> tuple[list[str], list[str]]:
        """The topics and the readers that a service's attributes name."""
        topics: list[str] = []
        readers: list[str] = []
        for attribute in of.things("attributes"):
            term = attribute.thing("taxonomy_term")
            names = (term.text("id").lower(), read_id(term.text("name")))
            topic = next((self._topics[name] for name in names if name in self._topics), None)
            who = next((self._audiences[name] for name in names if name in self._audiences), None)
            if topic and term.text("taxonomy") != AUDIENCES:
                topics.append(topic)
            elif who and term.text("taxonomy") != TOPICS:
                readers.append(who)
            elif term.text("name"):
                self.strange.add(term.text("name")[:60])
        everyone = {*readers} >= {*self._site.audiences}
        return [*dict.fromkeys(topics)], [EVERYONE] if everyone else [*dict.fromkeys(readers)]

    def _contacts(self, of: Fields, uuid: str) -> Iterator[tuple[dict[str, Value], KeyPath]]:
        """The contacts, each with the path of what it comes from."""
        service = self._ours.get(uuid)
        known = dict(identified(service)) if service else {}
        times = times_of(of)
        for phone in of.things("phones"):
            contact, said = _phone(phone)
            yield _with(contact, said, times, phone, known), phone.at
        for place in of.things("service_at_locations"):
            if where := _visit(place):
                yield _with(where, place.text("description"), times, place, known), place.at
        emails = [of, *of.things("contacts")]
        for number, entry in enumerate(emails):
            email = entry.text("email")
            if email and email not in [earlier.text("email") for earlier in emails[:number]]:
                yield {"email": email, **_hours(times, entry)}, (*entry.at, "email")
        for entry in (of, *of.things("additional_urls")):
            url = entry.text("url")
            if url and not (entry is of and service and url.endswith(f"/services/{service.id}/")):
                way = "webchat" if entry.text("label") == "Chat online" or _is_chat(known, entry) else "web"
                yield {way: url, **_hours(times, entry, url)}, (*entry.at, "url")


def _listed_in_full(item: Json) -> frozenset[Way]:
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


def _parts(text: str) -> Iterator[str]:
    return (part for part in text.split(BETWEEN) if part)


def _ages(lowest: str, highest: str) -> str:
    if lowest and highest:
        return f"{lowest}-{highest}"
    return f"{lowest} and over" if lowest else f"up to {highest}" if highest else ""


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
    note = said if said and not (ours and sentences(ours.label, ours.note) == said) else ""
    return {**contact, **({"note": note} if note else {}), **_hours(times, of)}


def _is_chat(known: Mapping[str, Contact], entry: Fields) -> bool:
    ours = known.get(entry.text("id").lower())
    return bool(ours and ours.webchat)


def _hours(times: Mapping[str, str], of: Fields, link: str = "") -> dict[str, Value]:
    hours = times.get(link.lower()) or times.get(of.text("id").lower(), "")
    return {"hours": hours} if hours else {}
