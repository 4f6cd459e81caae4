"""YAML: from text to plain values that know where they stand.

Every scalar is a string (docs/decisions/yaml.md); the model decides what it means.
"""

import pickle
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
# What nobody can see and no page needs: control characters, which XML cannot write down; line breaks that only YAML
# knows, after which its lines are not ours; a byte order mark within the text; marks that turn the line around.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202d\u202e\ufeff\ufffe\uffff]")


class Places(Mapping[KeyPath, Place]):
    """Where values stand, by their path.

    Only problems ask, and most builds have none: when a document is remembered, its places go packed, and stay so.
    """

    def __init__(self, places: Mapping[KeyPath, Place] | None, packed: bytes = b"") -> None:
        self._places, self._packed = places, packed

    def _all(self) -> Mapping[KeyPath, Place]:
        if self._places is None:
            self._places = pickle.loads(self._packed)  # noqa: S301  what the store gave is guarded by a digest
        return self._places

    def __getitem__(self, path: KeyPath) -> Place:
        return self._all()[path]

    def __iter__(self) -> Iterator[KeyPath]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def __reduce__(self) -> tuple[object, ...]:
        return Places, (None, self._packed or pickle.dumps(dict(self._all())))


@dataclass(frozen=True)
class Document:
    """What a YAML text holds: plain values, and the place of each."""

    file: str
    value: dict[str, Value]
    places: Mapping[KeyPath, Place] = field(default_factory=lambda: Places({}))  # of values
    keys: Mapping[KeyPath, Place] = field(default_factory=lambda: Places({}))  # of the keys before them
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
    if not isinstance(value, dict) and not reading.problems:
        hint = "Write keys and values, such as: summary: Talk to somebody the same day."
        reading.problems.append(Place(file, first_line).problem("yaml", "there are no keys here", hint))
    places, keys = Places(reading.places), Places(reading.keys)
    return Document(file, value if isinstance(value, dict) else {}, places, keys), reading.problems


class _Reading:
    """Builds plain values from YAML's events; knows the place of each and collects problems."""

    def __init__(self, file: str, first_line: int) -> None:
        self.file, self.first_line = file, first_line
        self.places: dict[KeyPath, Place] = {}
        self.keys: dict[KeyPath, Place] = {}
        self.problems: list[Problem] = []
        self.quoted: tuple[Mark, Mark] | None = None  # start and end of the last text in quotes

    def place(self, mark: Mark | None) -> Place:
        if mark is None:
            return Place(self.file, self.first_line)
        return Place(self.file, mark.line + self.first_line, mark.column + 1)

    def document(self, events: Iterator[yaml.Event]) -> Value:
        value: Value = ""
        seen = False
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                if seen:
                    self._complain(event, "yaml", "a second form starts here", "Delete the line --- here.")
                    break
                seen = True
            elif isinstance(event, yaml.NodeEvent):
                value = self._value(event, events, ())
        return value

    def _value(self, event: yaml.NodeEvent, events: Iterator[yaml.Event], path: KeyPath) -> Value:
        self.places.setdefault(path, self.place(event.start_mark))
        if (isinstance(event, yaml.AliasEvent) or event.anchor is not None) and not self._has_told("yaml-alias"):
            self._complain(event, "yaml-alias", *_ALIAS)
        if getattr(event, "tag", None):
            hint = "Put the whole text in double quotes."
            self._complain(event, "yaml-tag", "! cannot stand at the start of a value", hint)
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
        if getattr(event, "style", None) in ("'", '"'):
            self.quoted = event.start_mark, event.end_mark
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
                if not self._has_told("yaml-key"):
                    hint = "If the text starts with { or [, put it in double quotes."
                    self._complain(event, "yaml-key", "a key has to be a word", hint)
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

    def _has_told(self, rule: str) -> bool:
        return any(problem.rule == rule for problem in self.problems)


_ALIAS = (
    "& and * cannot stand at the start of a value",
    "Put the whole text in double quotes, or write out what the word after it stands for.",
)
_BACKSLASH = ("a backslash stands in a text with double quotes", "Remove the backslash, or write it twice.")
_SPECIAL = ("a special character stands where a text should start", "Put the whole text in double quotes.")
_TAB = ("there is a tab here", "Use spaces in its place.")
_UNCLOSED = ("the quotes that open here are never closed", "Put the same mark at the end of the text.")
_BEHIND_QUOTES = ("this text goes on behind its quotes", "Put double quotes around all of it, and single ones inside.")

# What libyaml says, and what an editor can do about it. Tested in tests/mistakes, since a release may change the words.
_SYNTAX = {
    "found a tab": _TAB,
    "cannot start any token": _SPECIAL,
    "mapping keys are not allowed": _SPECIAL,
    "while scanning a block scalar": _SPECIAL,
    "mapping values are not allowed": (
        "there is a second colon in this line",
        'Put the whole text behind the first colon in double quotes: summary: "Day care: for all"',
    ),
    "while scanning an alias": _ALIAS,
    "while scanning an anchor": _ALIAS,
    "undefined alias": _ALIAS,
    "could not find expected ':'": ("a colon is missing", "Write the key, a colon, a space and the value."),
    "did not find expected key": (
        "this line does not fit the one above",
        "Keys of one form start in the same column. Check the spaces at the start and any double quotes.",
    ),
    "did not find expected '-'": (
        "this line does not fit the one above",
        "Keys of one form start in the same column. Check the spaces at the start.",
    ),
    "did not find expected ',' or ']'": (
        "the square bracket that opens here is not closed",
        "Put ] at the end of the list, with commas between.",
    ),
    "did not find expected ',' or '}'": (
        "the curly bracket that opens here is not closed",
        "Put } at the end of the keys, with commas between.",
    ),
    "did not find expected node content": (
        "a value is missing between commas",
        "Remove the extra comma or bracket.",
    ),
    "block sequence entries are not allowed": (
        "a dash stands where no list can start",
        "Put the dash on a line of its own.",
    ),
    "unexpected end of stream": _UNCLOSED,
    "unknown escape character": _BACKSLASH,
    "escape code": _BACKSLASH,
    "too deep": ("lists stand in lists too deeply", "Look for a bracket that is opened again and again."),
}
_OPENED = (
    "unexpected end of stream",
    "could not find expected ':'",
    "did not find expected ',' or",
    "while scanning an alias",
    "while scanning an anchor",
)


def _syntax(error: yaml.MarkedYAMLError, text: str, reading: _Reading) -> Problem:
    said = f"{error.problem or ''} {error.context or ''}"
    mark: Mark = error.problem_mark or error.context_mark
    if error.context_mark and any(words in said for words in _OPENED):
        mark = error.context_mark  # what was opened, not where the reader gave up
    lines = text.split("\n")
    found = next((words for known, words in _SYNTAX.items() if known in said), None)
    if lines[mark.line : mark.line + 1] and lines[mark.line][mark.column : mark.column + 1] == "\t":
        found = _TAB
    elif reading.quoted and error.problem_mark and reading.quoted[1].line == error.problem_mark.line:
        if reading.quoted[0].line < error.problem_mark.line:  # what seems to close it opens another text
            mark, found = reading.quoted[0], _UNCLOSED
        elif "expected key" in said:
            found = _BEHIND_QUOTES
    place = reading.place(mark)
    if mark.line >= len(lines) - 1 and not text.endswith("\n"):
        place = Place(place.file, reading.first_line + len(lines) - 1, place.column)
    if found is None:
        found = (f"this is not YAML: {said.strip()}", "Compare it with the example in docs/editing.md.")
    return place.problem("yaml", *found)
