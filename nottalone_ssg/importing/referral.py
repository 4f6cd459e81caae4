"""Open Referral UK: from JSON to records. A page of a list of services, an array of services, or one service.

What the standard has no word for stands in paragraphs with labels in what we publish (exports/open_referral/words.py);
texts from elsewhere are taken as they are. Fields that we have no key for are passed over.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

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
    service_identifier,
    unlabelled,
)
from nottalone_ssg.importing.fields import Fields, Where, field_places
from nottalone_ssg.importing.records import Reading, Record
from nottalone_ssg.importing.referral_contacts import contacts_of, listed_in_full
from nottalone_ssg.model.service import Service
from nottalone_ssg.model.site import Site
from nottalone_ssg.model.vocabulary import EVERYONE
from nottalone_ssg.problems import Place, Problem
from nottalone_ssg.values import read_id
from nottalone_ssg.yaml_text import Document, KeyPath, Value

STATUSES = {theirs: ours for ours, theirs in STATUS.items()} | {"inactive": "paused"}


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
    reading.notes += reader.notes()
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
        self._areas = {area: area for area in site.areas}
        self._areas |= {read_id(area.name): area.id for area in site.areas.values()}
        self._codes = {code: name for name, code in reversed(LANGUAGES.items())}
        self._strange: dict[str, set[str]] = {"topic": set(), "area": set()}

    def notes(self) -> list[str]:
        """What was passed over, because we have no such thing."""
        return [
            f"Passed over, because no {kind} is called so: {', '.join(sorted(names, key=str.casefold)[:20])}"
            f"{f' and {len(names) - 20} more' if len(names) > 20 else ''}."
            for kind, names in self._strange.items()
            if names
        ]

    def record(self, item: object, at: KeyPath) -> tuple[Record | None, list[Problem]]:
        """One service. Problems: what has the wrong kind."""
        if not isinstance(item, dict):
            return None, [self._where.place(at).problem("json", "this is not a service", "See the standard.")]
        problems: list[Problem] = []
        of = Fields(item, at, self._where, problems)
        value: dict[str, Value] = {}
        sources: dict[KeyPath, KeyPath] = {}
        ours = self._ours.get(of.text("id").lower())
        found: list[tuple[str, Value, str]] = [*self._texts(of), *self._lists(of, ours)]
        for key, said, name in found:
            if said:
                value[key] = said
                sources[key,] = (name,)
        contacts = list(contacts_of(of, ours))
        if contacts:
            value["contacts"] = [contact for contact, _ in contacts]
            sources["contacts",] = ()
            sources |= {("contacts", number): path[len(at) :] for number, (_, path) in enumerate(contacts)}
        document = Document(self._where.file, value, field_places(self._where, at, sources))
        slug, foreign = (ours.id, "") if ours else ("", of.text("id").lower())
        return Record(document, slug, foreign, listed_in_full(item), self._only_new(of, bool(ours))), problems

    def _only_new(self, of: Fields, ours: bool) -> frozenset[str]:
        """How another directory sorts a service is its own affair: what we have stays in our topics and areas."""
        if not ours:
            return frozenset(("topics", "for", "areas"))
        terms = [attribute.thing("taxonomy_term") for attribute in of.things("attributes")]
        strange = [term for term in terms if term.text("name")[:60] in self._strange["topic"]]
        areas = [area for area in of.things("service_areas") if area.text("name")[:60] in self._strange["area"]]
        return frozenset((*(["topics", "for"] if strange else []), *(["areas"] if areas else [])))

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

    def _lists(self, of: Fields, ours: Service | None) -> Iterator[tuple[str, list[Value], str]]:
        """The keys that are lists."""
        described = unlabelled(of.raw("description"), (OFFERS, ACCESS))[1]
        steps = unlabelled(of.raw("application_process"), (STEP, ASKED_BY, HOW, HAPPENS))[1]
        askers = {words: who for who, words in ASKERS.items()}
        asked_by = [askers[words] for words in _parts(steps.get(ASKED_BY, "")) if words in askers]
        topics, readers = self._terms(of)
        names, offers = (ours.also_called, ours.offers) if ours else ((), ())
        yield "also called", [*_parts(of.text("alternate_name"), names)], "alternate_name"
        yield "offers", [*_parts(described.get(OFFERS, ""), offers)], "description"
        yield "referral", [*asked_by], "application_process"
        yield "topics", [*topics], "attributes"
        yield "for", [*readers], "attributes"
        yield "areas", [*self._areas_of(of)], "service_areas"
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
                self._strange["topic"].add(term.text("name")[:60])
        everyone = {*readers} >= {*self._site.audiences}
        return [*dict.fromkeys(topics)], [EVERYONE] if everyone else [*dict.fromkeys(readers)]

    def _areas_of(self, of: Fields) -> Iterator[str]:
        for area in of.things("service_areas"):
            name = area.text("name")
            if known := self._areas.get(read_id(name)):
                yield known
            elif name:
                self._strange["area"].add(name[:60])


def _parts(text: str, ours: Sequence[str] = ()) -> list[str]:
    """The things of a list that was put into one text; a thing may have a semicolon in it, which only we can know."""
    things = [" ".join(thing.split()) for thing in ours]
    return things if BETWEEN.join(things) == text else [part for part in text.split(BETWEEN) if part]


def _ages(lowest: str, highest: str) -> str:
    if lowest and highest:
        return f"{lowest}-{highest}"
    return f"{lowest} and over" if lowest else f"up to {highest}" if highest else ""
