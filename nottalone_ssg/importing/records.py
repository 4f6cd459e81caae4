"""A record: what an imported file says of one service, in the keys of a service file, each value with its place."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from nottalone_ssg.model.service import Way
from nottalone_ssg.problems import Place, Problem
from nottalone_ssg.yaml_text import CONTROL, Document, KeyPath, Places, Value

_HALF = re.compile("[\ud800-\udfff]")  # half of a character, which JSON can write and no file can hold
LONGEST = 20_000  # characters of one value; our longest has 600


class LazyPlaces(Places):
    """Places that are worked out when somebody asks: only problems do."""

    def __init__(self, work_out: Callable[[], Mapping[KeyPath, Place]]) -> None:
        super().__init__(None)
        self._work_out = work_out

    def _all(self) -> Mapping[KeyPath, Place]:
        if self._places is None:
            self._places = self._work_out()
        return self._places


@dataclass(frozen=True)
class Record:
    """One service, as the file tells of it. What it does not say is not in it, and stays as it is."""

    document: Document  # the values, with their places
    slug: str = ""  # the id it asks for, or that of the service it is known to be; "" if it says none
    uuid: str = ""  # its id in another directory
    whole: frozenset[Way] = frozenset()  # ways of which it lists all contacts, so that others of these ways are gone
    only_new: frozenset[str] = frozenset()  # keys that count for a new service alone

    @property
    def place(self) -> Place:
        """Its row, or where it begins."""
        return self.document.place()


@dataclass
class Reading:
    """What came of reading a file: records, what could not be read, and what was passed over."""

    records: list[Record] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unread: int = 0  # rows, or services, that could not be read


@dataclass
class Filling:
    """Gathers the values of a record and their places."""

    place: Place
    value: dict[str, Value] = field(default_factory=dict)
    places: dict[KeyPath, Place] = field(default_factory=dict)

    def put(self, key: str, value: Value, place: Place, inside: str = "") -> None:
        """Set a key, or one ``inside`` of it; what says nothing is left out."""
        if not value:
            return
        if inside:
            group = self.value.setdefault(key, {})
            assert isinstance(group, dict)
            group[inside] = value
            self.places.setdefault((key,), place)
            self.places[key, inside] = place
        else:
            self.value[key] = value
            self.places[key,] = place

    def document(self) -> Document:
        return Document(self.place.file, self.value, Places({(): self.place, **self.places}))


def unfit(text: str, place: Place) -> Problem | None:
    """Why a value cannot be taken, whatever it means: too long, or with characters that nobody can see."""
    if len(text) > LONGEST:
        said = f"there are {len(text):,} characters here"
        return place.problem("too-large", said, f"{LONGEST:,} are the most. Is it the right file?")
    if CONTROL.search(text) or _HALF.search(text):
        return place.problem("control-character", "there is an invisible control character here", "Delete it.")
    return None


def slug_of(name: str) -> str:
    """The id that a name becomes: small letters, digits and hyphens, at most 60 characters; "" if nothing is left."""
    slug = re.sub("[^a-z0-9]+", "-", name.lower().replace("'", "").replace("\u2019", "")).strip("-")
    return slug if len(slug) <= 60 else slug[:60].rpartition("-")[0] or slug[:60]
