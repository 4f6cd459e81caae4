"""Contacts: which of those that a record lists are ours already, which have changed, which are new, which are gone.

Contacts have no ids. Two are the same if they reach the same number, address or page; what is left over of one way is
taken in pairs, so that a new number takes the place of the old one. What was said of the old one (label, hours, note,
access) goes with it: nobody knows it of the new one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pydantic import ValidationError

from nottalone_ssg.importing.records import Record
from nottalone_ssg.importing.yaml_files import Edit
from nottalone_ssg.model.phones import TextNumber
from nottalone_ssg.model.service import WAYS, Contact, Service, Way
from nottalone_ssg.yaml_text import KeyPath, Value

Typed = dict[str, Value]  # a contact as an editor types it


@dataclass
class MergedContacts:
    """The contacts as they will be, the edits that make them so, and from where in the record each value comes."""

    contacts: list[Value] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)
    sources: dict[KeyPath, KeyPath] = field(default_factory=dict)
    gone: list[Contact] = field(default_factory=list)


def merge(service: Service, old: Sequence[Value], record: Record) -> MergedContacts:
    """The service's contacts, ``old`` as they are typed, with those of the record. Edits count from the old ones."""
    listed = [contact for contact in record.document.value.get("contacts", []) if isinstance(contact, dict)]
    pairs, extra = _pairs(service, listed)
    merged = MergedContacts()
    kept: dict[int, int] = {}  # the numbers of ours before and after
    for number, typed in enumerate(old):
        contact = service.contacts[number]
        if number not in pairs and contact.way in record.whole and _is_listed(contact.way, listed):
            merged.gone.append(contact)
            merged.edits.append(Edit(("contacts", number), kind="remove"))
            continue
        kept[number] = len(merged.contacts)
        merged.contacts.append(dict(typed) if isinstance(typed, dict) else typed)
    for number, incoming in sorted(pairs.items()):
        _overlay(service.contacts[number], number, kept[number], listed[incoming], merged)
        for key in listed[incoming]:
            merged.sources["contacts", kept[number], key] = ("contacts", incoming, key)
    for incoming in extra:
        merged.sources["contacts", len(merged.contacts)] = ("contacts", incoming)
        merged.contacts.append(listed[incoming])
        merged.edits.append(Edit(("contacts",), listed[incoming], "add"))
    return merged


def _is_listed(way: Way, listed: Sequence[Typed]) -> bool:
    """Whether the record lists any of this way: an empty list is more often a gap than a fact."""
    return any(way in contact for contact in listed)


def _pairs(service: Service, listed: Sequence[Typed]) -> tuple[dict[int, int], list[int]]:
    """Which of ours is which of the listed, by their numbers; and the listed ones that are new."""
    pairs: dict[int, int] = {}
    left = list(range(len(listed)))
    for same in (_same, _same_way):
        for number, contact in enumerate(service.contacts):
            found = None if number in pairs else next((one for one in left if same(contact, listed[one])), None)
            if found is not None:
                pairs[number] = found
                left.remove(found)
    return pairs, left


def way_of(typed: Typed) -> Way | None:
    return next((way for way in WAYS if way in typed), None)


def _same_way(contact: Contact, typed: Typed) -> bool:
    return contact.way == way_of(typed)


def _same(contact: Contact, typed: Typed) -> bool:
    """Whether both reach the same; what is typed may be wrong, and then is like nothing."""
    if not _same_way(contact, typed):
        return False
    try:
        other = Contact.model_validate({contact.way: typed[contact.way]})
    except ValidationError:
        return False
    mine, theirs = getattr(contact, contact.way), getattr(other, contact.way)
    if isinstance(mine, TextNumber) and isinstance(theirs, TextNumber) and not theirs.word:
        return mine.dialled == theirs.dialled
    return bool(mine == theirs)


def _overlay(contact: Contact, number: int, now: int, typed: Typed, merged: MergedContacts) -> None:
    """Put what is listed over one of ours, where it means something else."""
    ours = merged.contacts[now]
    assert isinstance(ours, dict)
    for key, value in _changes(contact, typed):
        ours[key] = value
        merged.edits.append(Edit(("contacts", number, key), value))
    if not _same(contact, typed):
        for key in [key for key in ours if key not in typed]:
            del ours[key]
            merged.edits.append(Edit(("contacts", number, key), kind="remove"))


def _changes(contact: Contact, typed: Typed) -> Iterator[tuple[str, Value]]:
    for key, value in typed.items():
        if key == contact.way:
            if not _same(contact, typed):
                yield key, value
        elif key == "hours":
            if not _same_hours(contact, value):
                yield key, value
        elif " ".join(str(getattr(contact, key, "")).split()) != value:
            yield key, value


def _same_hours(contact: Contact, typed: Value) -> bool:
    try:
        other = Contact.model_validate({"phone": "999", "hours": typed})
    except ValidationError:
        return False
    return other.hours == contact.hours
