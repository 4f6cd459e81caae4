"""Comparing: a record beside the directory. What is new, what has changed field by field, what is as it was.

What a record does not say stays. A service that a person verified is held back, unless the editor accepts; then it
counts as unverified again, because nobody has verified what it says now.
"""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from nottalone_ssg.exports.table import contact_cell
from nottalone_ssg.forms import fill_in
from nottalone_ssg.importing.contacts import MergedContacts, merge
from nottalone_ssg.importing.identity import UUID
from nottalone_ssg.importing.records import LazyPlaces, Record
from nottalone_ssg.importing.yaml_files import Edit
from nottalone_ssg.load import Names
from nottalone_ssg.model.hours import Hours
from nottalone_ssg.model.service import Contact, Service
from nottalone_ssg.model.site import Site
from nottalone_ssg.problems import Place, Problem, did_you_mean
from nottalone_ssg.values import Form
from nottalone_ssg.views.words import day
from nottalone_ssg.yaml_text import Document, KeyPath, Value

State = Literal["new", "changed", "unchanged", "held"]
PUBLISHED = ("live", "paused", "closed")  # the statuses of services that have a page
_NO_ROW = Place("")
_UNVERIFIED = "nobody has verified it"
CHECK_NEW_AFTER = timedelta(days=30)  # somebody should ring a service soon that came in from elsewhere


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that changes: its key, what it said and what it will say; "" is nothing."""

    key: str
    old: str
    new: str


@dataclass(frozen=True)
class Change:
    """What the import means for one service."""

    state: State
    service: Service  # as it will be
    document: Document  # its values with their places: those of the imported file, else those of the service's own
    differences: tuple[Difference, ...] = ()
    edits: tuple[Edit, ...] = ()
    note: str = ""
    row: Place = _NO_ROW  # where the imported file has it

    @property
    def file(self) -> str:
        """The service's file, as the editor knows it."""
        return f"content/services/{self.service.id}.yaml"


def compare(record: Record, site: Site, slug: str, names: Names, accept: bool) -> tuple[Change | None, list[Problem]]:
    """The change that a record means for the service of this id. Problems: what does not fit its form."""
    old = site.directory.get(slug)
    if old is None:
        return _new(record, slug, names, site)
    record, note = _still_a_draft(_without(record, record.only_new), old)
    document, edits, contacts = _merged(record, old, site)
    model, problems = fill_in(Service, document, {"id": slug})
    if model is None:
        return None, problems
    fields = {key: field for key, field in _fields(record) if key != "contacts"}
    changed, new = _changed(old, names.to_ids(model), fields, site)
    kept = [edit for edit in edits if edit.path[0] in changed or edit.path[0] == "contacts"]
    differences = [*_differences(changed), *_contact_differences(old, new, contacts)]
    if not differences:
        return Change("unchanged", old, site.documents[f"service:{slug}"], note=note), []
    if old.verified and not accept:
        note = f"verified on {day(old.verified.on)} by: {old.verified.by}"
        return Change("held", old, document, tuple(differences), note=note), []
    if old.verified is None or "verified" in changed:
        return Change("changed", new, document, tuple(differences), tuple(kept), note), []
    verified = Difference("verified", _said(old.verified), "")
    unverified = new.model_copy(update={"verified": None})
    edit = Edit(("verified",), kind="remove")
    return Change("changed", unverified, document, (*differences, verified), (*kept, edit)), []


def _changed(
    old: Service, new: Service, fields: Mapping[str, str], site: Site
) -> tuple[dict[str, tuple[object, object]], Service]:
    """The values that change, by key, before and after; and the service, in which what means the same is as it was."""
    pairs = {key: (getattr(old, field), getattr(new, field)) for key, field in fields.items()}
    changed = {key: pair for key, pair in pairs.items() if not _mean_the_same(site, key, *pair)}
    same = {field: getattr(old, field) for key, field in fields.items() if key not in changed}
    return changed, new.model_copy(update=same)


def _new(record: Record, slug: str, names: Names, site: Site) -> tuple[Change | None, list[Problem]]:
    """A service that is not there yet: a draft, unless the file says otherwise and a person has verified it."""
    value = dict(record.document.value)
    note = ""
    asked = value.setdefault("status", "draft")
    if asked in PUBLISHED and "verified" not in value:
        note = f"the file says {asked}; {_UNVERIFIED}"
        value["status"] = "draft"
    if "source" not in value:
        value["source"] = _source(record, site.today)
    value.setdefault("next check", (site.today + CHECK_NEW_AFTER).isoformat())
    document = replace(record.document, value=value)
    model, problems = fill_in(Service, document, {"id": slug})
    if model is None:
        return None, _unknown(record, site, problems) if record.slug else problems
    return Change("new", names.to_ids(model), document, note=note), []


def _unknown(record: Record, site: Site, problems: list[Problem]) -> list[Problem]:
    """The problems; keys that are missing are one: the id is wrong, or the service new."""
    required = [str(field.alias) for field in Service.model_fields.values() if field.is_required()]
    lacking = [key for key in required if key not in ("id", "source", "next check", *record.document.value)]
    if not lacking:
        return problems
    others = [problem for problem in problems if problem.rule != "missing-key"]
    known = did_you_mean(record.slug, site.directory)
    hint = f"{known} As a new service it lacks: {', '.join(lacking)}.".strip()
    said = f'there is no service "{record.slug}"'
    return [record.document.place(("id",)).problem("unknown-service", said, hint), *others]


def _still_a_draft(record: Record, old: Service) -> tuple[Record, str]:
    """The record; without its status where that would publish a draft that nobody has verified, and a note of it."""
    asked = record.document.value.get("status", "draft")
    if old.status != "draft" or asked not in PUBLISHED or old.verified or "verified" in record.document.value:
        return record, ""
    return _without(record, {"status"}), f"stays a draft: {_UNVERIFIED}"


def _without(record: Record, keys: Container[str]) -> Record:
    """The record as if it did not say these keys."""
    value = {key: said for key, said in record.document.value.items() if key not in keys}
    return replace(record, document=replace(record.document, value=value))


def _source(record: Record, today: date) -> dict[str, Value]:
    """Where the facts of a new service come from, if its file does not say: the file itself, and its id in there."""
    said = f"the file {record.document.file}" + (f", service {record.uuid}" if UUID.fullmatch(record.uuid) else "")
    return {"said": said, "on": today.isoformat(), "confidence": "low"}


def _merged(record: Record, old: Service, site: Site) -> tuple[Document, list[Edit], MergedContacts]:
    """The service's document with the record's values laid over it, and the edits that do this to its file."""
    ours = site.documents[f"service:{old.id}"]
    value: dict[str, Value] = dict(ours.value)
    edits: list[Edit] = []
    for key, said in record.document.value.items():
        if key == "contacts":
            continue
        before = value.get(key)
        if isinstance(said, dict) and isinstance(before, dict):
            differing = {inside: inner for inside, inner in said.items() if _differ(before.get(inside), inner)}
            value[key] = {**before, **differing}
            edits += [Edit((key, inside), inner) for inside, inner in differing.items()]
        else:
            value[key] = said
            edits.append(Edit((key,), said))
    typed = value.get("contacts")
    contacts = merge(old, typed if isinstance(typed, list) else [], record)
    if contacts.edits:
        value["contacts"] = contacts.contacts
        edits += contacts.edits if typed else [Edit(("contacts",), contacts.contacts)]
    places = LazyPlaces(lambda: _places(ours, record, contacts))
    return Document(ours.file, value, places), edits, contacts


def _places(ours: Document, record: Record, contacts: MergedContacts) -> Mapping[KeyPath, Place]:
    """The places of merged values: in the imported file where it says them, else in the service's own."""
    said = {path: place for path, place in record.document.places.items() if path and path[0] != "contacts"}
    lists = {key for key, value in record.document.value.items() if isinstance(value, list) and key != "contacts"}
    kept = {path: place for path, place in ours.places.items() if not path or path[0] not in lists}
    reached = {path: record.document.place(source) for path, source in contacts.sources.items()}
    return {**kept, **said, **reached}


def _differ(old: "Value | None", new: Value) -> bool:
    return " ".join(str(old or "").split()) != new


def _fields(record: Record) -> Iterator[tuple[str, str]]:
    """The keys that the record has, each with the name of its field."""
    fields = {str(field.alias): name for name, field in Service.model_fields.items()}
    return ((key, fields[key]) for key in record.document.value if key in fields)


def _mean_the_same(site: Site, key: str, old: object, new: object) -> bool:
    """Whether two values say the same to a reader: line breaks don't matter, everyone is all of them."""
    if key == "for" and isinstance(old, tuple) and isinstance(new, tuple):
        return site.readers(old) == site.readers(new)
    return _said(old) == _said(new)


def _differences(changed: Mapping[str, tuple[object, object]]) -> Iterator[Difference]:
    for key, (old, new) in changed.items():
        yield Difference(key, _said(old), _said(new))


def _contact_differences(old: Service, new: Service, merged: MergedContacts) -> Iterator[Difference]:
    """The contacts key by key, under their way and value."""
    if not merged.edits:
        return
    left = [contact for contact in old.contacts if contact not in merged.gone]
    for contact in merged.gone:
        yield Difference(contact.way, contact_cell(contact), "")
    for before, after in zip(left, new.contacts, strict=False):
        name = f"{after.way} {_value(after)}"
        if _value(before) != _value(after):
            yield Difference(after.way, _value(before), _value(after))
        for key in ("label", "hours", "note", "access"):
            if getattr(before, key) != getattr(after, key):
                yield Difference(f"{name}: {key}", _said(getattr(before, key)), _said(getattr(after, key)))
    for contact in new.contacts[len(left) :]:
        yield Difference(contact.way, "", contact_cell(contact))


def _value(contact: Contact) -> str:
    return str(getattr(contact, contact.way))


def _said(value: object) -> str:
    """A value in a line of the report."""
    match value:
        case None:
            return ""
        case tuple():
            return ", ".join(_said(part) for part in value)
        case Hours():
            return value.typed
        case Form():
            return ", ".join(f"{key}: {_said(inner)}" for key, inner in value if inner)
        case _:
            return " ".join(str(value).split())
