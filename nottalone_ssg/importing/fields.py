"""The fields of a JSON file, asked for by name: texts, things, lists of things. What is of the wrong kind is told."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from nottalone_ssg.importing.json_places import places
from nottalone_ssg.importing.records import LazyPlaces, unfit
from nottalone_ssg.problems import Place, Problem
from nottalone_ssg.yaml_text import KeyPath

Json = dict[str, Any]


class Where:
    """Places in the file, worked out when the first is asked for."""

    def __init__(self, text: str, file: str) -> None:
        self._text, self.file = text, file

    @cached_property
    def _known(self) -> Mapping[KeyPath, tuple[int, int]]:
        return places(self._text)

    def place(self, path: KeyPath) -> Place:
        """The place of the value at ``path``, or of the nearest thing that holds it."""
        while path not in self._known:
            path = path[:-1]
        return Place(self.file, *self._known[path])


def field_places(where: Where, at: KeyPath, sources: Mapping[KeyPath, KeyPath]) -> LazyPlaces:
    """The places of a record's values: those of the standard's fields that they came from."""
    return LazyPlaces(
        lambda: {key: where.place((*at, *source)) for key, source in sources.items()} | {(): where.place(at)}
    )


@dataclass
class Fields:
    """One thing of the file, whose fields are asked for by name; what is of the wrong kind is a problem."""

    item: Json
    at: KeyPath
    where: Where
    problems: list[Problem]

    def text(self, name: str) -> str:
        """A text on one line; a number is one too."""
        return " ".join(self.raw(name).split())

    def raw(self, name: str) -> str:
        """A text with its lines."""
        value = self.item.get(name)
        if value is None or value == "":
            return ""
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            self._complain(name, f"{name} has to be a text")
            return ""
        text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
        place = Place(self.where.file)
        if fault := unfit(text.replace("\r\n", "\n"), place):
            self._complain(name, fault.message, fault.hint, fault.rule)
            return ""
        return text.strip()

    def things(self, name: str) -> Iterator["Fields"]:
        """The things of a list."""
        value = self.item.get(name)
        if value is None:
            return
        if not isinstance(value, list) or not all(isinstance(thing, dict) for thing in value):
            self._complain(name, f"{name} has to be a list of things with fields")
            return
        for number, thing in enumerate(value):
            yield Fields(thing, (*self.at, name, number), self.where, self.problems)

    def thing(self, name: str) -> "Fields":
        """The thing in a field; one without fields if it is not there."""
        value = self.item.get(name)
        if value is not None and not isinstance(value, dict):
            self._complain(name, f"{name} has to be a thing with fields")
        inner = value if isinstance(value, dict) else {}
        return Fields(inner, (*self.at, name), self.where, self.problems)

    def _complain(self, name: str, said: str, hint: str = "See the standard.", rule: str = "json") -> None:
        self.problems.append(self.where.place((*self.at, name)).problem(rule, said, hint))
