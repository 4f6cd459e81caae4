"""Sources: from bytes in a folder to values that know where they stand.

`read_folder` is the edge: it looks at the disk and gives `Source`s. All else here is pure:
`read_yaml` and `read_page` turn a source into a `Document`, whose every scalar is a string
(the model decides what it means) and whose every value keeps its line and column.
"""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, TypeAlias

import yaml

from nottalone_ssg.problems import Place, Problem

Value: TypeAlias = "str | list[Value] | dict[str, Value]"
KeyPath: TypeAlias = tuple[str | int, ...]
Mark: TypeAlias = Any  # yaml.Mark of the Python reader or of the C one; both have line and column

TEXT_LIMIT = 1_000_000  # bytes; the longest book chapter is a tenth of that, so more is a mistake
DEPTH_LIMIT = 20  # lists within lists; a service file has 3


@dataclass(frozen=True, slots=True)
class Source:
    """One file of the content folder, as it lies on the disk."""

    path: PurePosixPath  # within the folder: services/base-51.yaml
    file: str  # as the editor knows it: content/services/base-51.yaml
    data: bytes


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


def read_folder(folder: Path, shown_as: str) -> tuple[list[Source], list[Problem]]:
    """All files below ``folder``, by path; hidden ones and editors' backups are passed over.

    Problems: a missing folder, links that leave the folder or lead nowhere, unreadable and oversized files.
    """
    if not folder.is_dir():
        return [], [Place(shown_as).problem("folder", "there is no such folder", "Create it, or name another.")]
    sources: list[Source] = []
    problems: list[Problem] = []
    for path in sorted(_walk(folder)):
        inside = PurePosixPath(path.relative_to(folder).as_posix())
        file = f"{shown_as}/{inside}"
        try:
            if complaint := _unfit(path, folder, Place(file)):
                problems.append(complaint)
            else:
                sources.append(Source(inside, file, path.read_bytes()))
        except OSError as error:
            hint = "Look at the file's permissions."
            problems.append(Place(file).problem("unreadable", f"cannot be read: {error.strerror}", hint))
    return sources, problems


def _walk(folder: Path) -> Iterator[Path]:
    for here, folders, files in os.walk(folder):
        links = [name for name in folders if Path(here, name).is_symlink()]
        folders[:] = [name for name in folders if name not in links and not name.startswith(".")]
        for name in (*files, *links):
            if not name.startswith((".", "#")) and not name.endswith(("~", ".swp", ".tmp", ".bak")):
                yield Path(here, name)


def _unfit(path: Path, folder: Path, place: Place) -> Problem | None:
    if path.is_symlink():
        target = path.resolve()
        if not target.is_relative_to(folder.resolve()):
            hint = "Put a copy of the file here instead."
            return place.problem("symlink", "is a link to something outside the content folder", hint)
        if not target.is_file():
            return place.problem("symlink", "is a link that does not lead to a file", "Remove it.")
    if not path.is_file():
        return place.problem("unreadable", "is not an ordinary file", "Remove it.")
    if (size := path.stat().st_size) > TEXT_LIMIT:
        hint = f"A file may have up to {TEXT_LIMIT // 1_000_000} MB. Is it the right file?"
        return place.problem("too-large", f"is too large: {size / 1_000_000:.0f} MB", hint)
    return None


def read_text(source: Source) -> tuple[str, list[Problem]]:
    """The source's text with line feeds only; problems: bytes that are not UTF-8, control characters."""
    try:
        text = source.data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = source.data[: error.start]
        column = len(before.rsplit(b"\n", 1)[-1].decode("utf-8", "replace")) + 1
        place = Place(source.file, before.count(b"\n") + 1, column)
        hint = "Save the file as UTF-8 (in most editors: Save As, then Encoding)."
        return "", [place.problem("encoding", "there is a character here that is not UTF-8", hint)]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if stray := re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]", text):
        place = _place_in(text, stray.start(), source.file)
        return "", [place.problem("control-character", "there is an invisible control character here", "Delete it.")]
    return text, []


def _place_in(text: str, offset: int, file: str) -> Place:
    before = text[:offset]
    return Place(file, before.count("\n") + 1, offset - before.rfind("\n"))


def read_yaml(source: Source) -> tuple[Document, list[Problem]]:
    """A YAML source as a document. Problems: see `parse_yaml`."""
    text, problems = read_text(source)
    if problems:
        return Document(source.file, {}), problems
    if not text.strip():
        return Document(source.file, {}), [Place(source.file).problem("empty", "is empty", "Fill it in or delete it.")]
    return parse_yaml(text, source.file)


def read_page(source: Source) -> tuple[Document, list[Problem]]:
    """A Markdown source with front matter as a document with a body.

    The front matter stands between two lines of three dashes, the first of them at the very top.
    """
    text, problems = read_text(source)
    if problems:
        return Document(source.file, {}), problems
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        hint = "Start the file with a line ---, then title, summary and kind, then another line ---."
        return Document(source.file, {}), [Place(source.file).problem("front-matter", "has no front matter", hint)]
    ends = (number for number, line in enumerate(lines[1:], 1) if line.rstrip() == "---")
    if (end := next(ends, None)) is None:
        hint = "Put a line --- after the last key, before the text."
        return Document(source.file, {}), [
            Place(source.file).problem("front-matter", "the front matter has no end", hint)
        ]
    front, problems = parse_yaml("\n".join(lines[1:end]), source.file, first_line=2)
    body = "\n".join(lines[end + 1 :])
    return Document(front.file, front.value, front.places, front.keys, body, end + 2), problems


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
        return str(getattr(event, "value", ""))

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
        key = str(event.value)
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
