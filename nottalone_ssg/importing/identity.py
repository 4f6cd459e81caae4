"""Identity: which service of ours a record is about, so that an id stays what it is for ever.

By the id it gives; by our UUID; by its own id in another directory, which the source of a service that came in keeps;
else by its name. A record that is none of ours gets an id made from its name.
"""

import re
from collections import defaultdict

from nottalone_ssg.exports.open_referral.words import service_identifier
from nottalone_ssg.importing.records import Record, slug_of
from nottalone_ssg.model.site import Site
from nottalone_ssg.problems import Place, Problem

UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


class Known:
    """The services there are, by all that they can be known by; and the records that have been seen."""

    def __init__(self, site: Site) -> None:
        self._ids = dict.fromkeys(site.directory)
        self._uuids: dict[str, str] = {}
        self._names: defaultdict[str, list[str]] = defaultdict(list)
        self._seen: dict[str, Record] = {}
        for service in site.directory.values():
            for uuid in UUID.findall(f"{service.source.page} {service.source.said}"):
                self._uuids[uuid.lower()] = service.id
            self._names[_name(service.name)].append(service.id)
        for slug in site.directory:
            self._uuids[service_identifier(slug)] = slug

    def slug_of(self, record: Record) -> tuple[str, Problem | None]:
        """The id of the record's service, or why there is none: a second record for a service, no fit id."""
        slug, problem = self._found(record)
        if problem is None and slug in self._seen:
            said = f'this is the service "{slug}" again'
            hint = f"It stands on line {self._seen[slug].place.line} already. Keep one of them."
            problem = _at(record).problem("repeated-service", said, hint)
        if problem is None:
            self._seen[slug] = record
        return slug, problem

    def _found(self, record: Record) -> tuple[str, Problem | None]:
        known = self._uuids.get(record.uuid, "")
        if record.slug:
            if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", record.slug) or len(record.slug) > 100:
                hint = "Small letters, digits and single hyphens, such as open-door. Leave it empty for a new service."
                return "", _at(record).problem("id", f'"{record.slug}" cannot be an id', hint)
            if known and known != record.slug:
                said = f'the id "{record.slug}" and the uuid are of two services'
                return "", _at(record).problem("id", said, f"By its uuid it is {known}. Mend one of them.")
            return record.slug, None
        if known:
            return known, None
        name = str(record.document.value.get("name", ""))
        same = self._names.get(_name(name), [])
        if len(same) > 1:
            hint = f"Say which in a column id: {', '.join(same[:5])}."
            return "", record.place.problem("id", f'several services are called "{name}"', hint)
        return (same[0], None) if same else self._new(record, name)

    def _new(self, record: Record, name: str) -> tuple[str, Problem | None]:
        base = slug_of(name)
        if not base:
            hint = "Write its name, or give it an id."
            return "", record.place.problem("missing-key", '"name" is missing', hint)
        if base in self._ids:  # another service, of another name
            hint = "Give it an id of its own, in a column id."
            return "", record.place.problem("id", f'the id "{base}" is taken by another service', hint)
        return base, None


def _at(record: Record) -> Place:
    return record.document.place(("id",))


def _name(name: str) -> str:
    return " ".join(name.casefold().split())
