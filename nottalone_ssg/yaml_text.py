"""YAML: from text to plain values that know where they stand.

Every scalar is a string (docs/decisions/yaml.md); the model decides what it means.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import yaml

from nottalone_ssg.problems import Place, Problem

Value: TypeAlias = "str | list[Value] | dict[str, Value]"
KeyPath: TypeAlias = tuple[str | int, ...]
Mark: TypeAlias = Any  # yaml.Mark of the Python reader or of the C one; both have line and column

DEPTH_LIMIT = 20  # lists within lists; a service file has 3
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")  # XML has no way to write these down


@dataclass(frozen=True, slots=True)
class Document:
    """What a YAML text holds: plain values, and the place of each."""

    file: str
    value: dict[str, Value]
    places: Mapping[KeyPath, Place] = field(default_factory=dict)  # of values
    keys: Mapping[KeyPath, Place] = field(default_factory=dict)  # of the keys before them
    body: str = ""  # a page's Markdown
    body_line: int = 1  # the line of the file on which the body starts

    def place(self, path: KeyPath = ()) -> Place:
        """The place of the value at ``path``, or of the nearest thing that holds it."""
        while path not in self.places:
            if not path:
                return Place(self.file)
            path = path[:-1]
        return self.places[path]

    def key_place(self, path: KeyPath) -> Place:
        """The place of the key at ``path``: the word before the colon."""
        return self.keys.get(path) or self.place(path)


def parse_yaml(text: str, file: str, first_line: int = 1) -> tuple[Document, list[Problem]]:
    """Every scalar is a string; the model decides what it means.

    YAML 1.1 on its own would read the number 0300 as 192, the hour 9:30 as 570 and the word "no" as False
    (https://yaml.org/type/int.html). A key with nothing behind it counts as left out.
    Problems: syntax, repeated keys, anchors, aliases and tags, a text that is not a set of keys.
    """
    reading = _Reading(file, first_line)
    try:
        value = reading.document(yaml.parse(text, Loader=yaml.CSafeLoader))
    except yaml.MarkedYAMLError as error:
        reading.problems.append(_syntax(error, text, reading))
        value = {}
    if not isinstance(value, dict):
        hint = "Write keys and values, such as: name: Open Door"
        reading.problems.append(Place(file, first_line).problem("yaml", "holds no keys", hint))
        value = {}
    return Document(file, value, reading.places, reading.keys), reading.problems


class _Reading:
    """Builds plain values from YAML's events; knows the place of each and collects problems."""

    def __init__(self, file: str, first_line: int) -> None:
        self.file, self.first_line = file, first_line
        self.places: dict[KeyPath, Place] = {}
        self.keys: dict[KeyPath, Place] = {}
        self.problems: list[Problem] = []

    def place(self, mark: Mark | None) -> Place:
        if mark is None:
            return Place(self.file, self.first_line)
        return Place(self.file, mark.line + self.first_line, mark.column + 1)

    def document(self, events: Iterator[yaml.Event]) -> Value:
        value: Value = {}
        seen = False
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                if seen:
                    hint = "Delete the line --- and write one set of keys."
                    self._complain(event, "yaml", "a second YAML text starts here", hint)
                    break
                seen = True
            elif isinstance(event, yaml.NodeEvent):
                value = self._value(event, events, ())
        return value

    def _value(self, event: yaml.NodeEvent, events: Iterator[yaml.Event], path: KeyPath) -> Value:
        self.places.setdefault(path, self.place(event.start_mark))
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            hint = "Write the value out here. If the text starts with * or &, put it in double quotes."
            self._complain(event, "yaml-alias", "anchors (&) and aliases (*) are not used here", hint)
        if tag := getattr(event, "tag", None):
            hint = "If the text starts with !, put it in double quotes."
            self._complain(event, "yaml-tag", f"the tag {tag} is not used here", hint)
        if len(path) > DEPTH_LIMIT:
            mark: Mark = event.start_mark
            raise yaml.MarkedYAMLError(problem="too deep", problem_mark=mark)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(events, path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, path)
        return self._scalar(event)

    def _scalar(self, event: yaml.NodeEvent) -> str:
        text = str(getattr(event, "value", ""))
        if CONTROL.search(text):  # between double quotes \x01 is a way to write one
            said = "there is an invisible control character here"
            self._complain(event, "control-character", said, "Delete the backslash and what belongs to it.")
        return text

    def _mapping(self, events: Iterator[yaml.Event], path: KeyPath) -> Value:
        value: dict[str, Value] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            if not isinstance(event, yaml.ScalarEvent):
                self._complain(event, "yaml", "a key has to be a word", "If the text starts with { or [, quote it.")
                self._value(event, events, (*path, "?"))  # type: ignore[arg-type]
                self._value(next(events), events, (*path, "?"))  # type: ignore[arg-type]
                continue
            self._entry(event, events, path, value)
        return value

    def _entry(
        self, event: yaml.ScalarEvent, events: Iterator[yaml.Event], path: KeyPath, into: dict[str, Value]
    ) -> None:
        key = self._scalar(event)
        at = (*path, key)
        if first := self.keys.get(at):
            self._complain(
                event,
                "repeated-key",
                f'"{key}" is written twice',
                f"It stands on line {first.line} already. Keep one.",
            )
            at = (*path, key, "again")
        self.keys.setdefault(at, self.place(event.start_mark))
        follows = next(events)
        value = self._value(follows, events, at)  # type: ignore[arg-type]
        if value == "" and not getattr(follows, "style", None):
            return  # nothing stands behind the colon: left out
        into.setdefault(key, value)

    def _sequence(self, events: Iterator[yaml.Event], path: KeyPath) -> Value:
        value: list[Value] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            value.append(self._value(event, events, (*path, len(value))))  # type: ignore[arg-type]
        return value

    def _complain(self, event: yaml.Event, rule: str, message: str, hint: str) -> None:
        self.problems.append(self.place(event.start_mark).problem(rule, message, hint))


# What libyaml says, and what an editor can do about it. Tested in tests/mistakes, since a release may change the words.
_SYNTAX = {
    "cannot start any token": (
        "a tab or a special character stands where a value should start",
        "Use spaces, not tabs. Put a text that starts with @, ` or % in double quotes.",
    ),
    "mapping values are not allowed": (
        "there is a second colon in this line",
        'Put the whole text behind the first colon in double quotes: summary: "Day care: for all"',
    ),
    "could not find expected ':'": ("a colon is missing", "Write the key, a colon, a space and the value."),
    "did not find expected key": (
        "this line does not fit the one above",
        "Keys of one form start in the same column. Check the spaces at the start and any double quotes.",
    ),
    "did not find expected ',' or": (
        "a list is not closed",
        "Put ] at the end of the list, with commas between.",
    ),
    "did not find expected node content": (
        "a value is missing between commas",
        "Remove the extra comma or bracket.",
    ),
    "block sequence entries are not allowed": (
        "a dash stands where no list can start",
        "Put the dash on a line of its own.",
    ),
    "unexpected end of stream": ("a double quote is never closed", 'Put " at the end of the text.'),
    "unknown escape character": (
        "a backslash stands in a text with double quotes",
        "Remove the backslash, or write it twice.",
    ),
    "undefined alias": (
        "anchors (&) and aliases (*) are not used here",
        "If the text starts with * or &, put it in double quotes.",
    ),
    "too deep": ("lists stand in lists too deeply", "Look for a bracket that is opened again and again."),
}


_OPENED = ("unexpected end of stream", "could not find expected ':'", "did not find expected ',' or")


def _syntax(error: yaml.MarkedYAMLError, text: str, reading: _Reading) -> Problem:
    said = f"{error.problem or ''} {error.context or ''}"
    mark = error.problem_mark or error.context_mark
    if error.context_mark and any(words in said for words in _OPENED):
        mark = error.context_mark  # what was opened, not where the reader gave up
    place = reading.place(mark) if mark else Place(reading.file, reading.first_line)
    lines = text.split("\n")
    if mark and mark.line >= len(lines) - 1 and not text.endswith("\n"):
        place = Place(place.file, reading.first_line + len(lines) - 1, place.column)
    for words, (message, hint) in _SYNTAX.items():
        if words in said:
            return place.problem("yaml", message, hint)
    return place.problem("yaml", f"this is not YAML: {said.strip()}", "Compare it with the example in docs/editing.md.")
