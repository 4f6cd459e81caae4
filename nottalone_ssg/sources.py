"""Sources: from bytes in a folder to documents.

`read_folder` is the edge: it looks at the disk and gives `Source`s. All else here is pure: `read_yaml` and
`read_page` turn a source into a `Document`, whose every value keeps its line and column.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from nottalone_ssg.problems import Place, Problem
from nottalone_ssg.yaml_text import CONTROL, Document, parse_yaml

TEXT_LIMIT = 1_000_000  # bytes; the longest book chapter is a tenth of that, so more is a mistake


@dataclass(frozen=True, slots=True)
class Source:
    """One file of the content folder, as it lies on the disk."""

    path: PurePosixPath  # within the folder: services/base-51.yaml
    file: str  # as the editor knows it: content/services/base-51.yaml
    data: bytes
    readable: bool = True  # False: the file is there, and why it cannot be read is told already


def read_folder(folder: Path, shown_as: str) -> tuple[list[Source], list[Problem]]:
    """All files below ``folder``, by path; hidden ones and editors' backups are passed over.

    Problems: a missing or empty folder, links that leave the folder or lead nowhere, unreadable and oversized files.
    """
    place = Place(shown_as)
    if not folder.is_dir():
        return [], [place.problem("folder", "there is no such folder", "Create it, or name another.")]
    sources: list[Source] = []
    problems: list[Problem] = []
    for path in sorted(_walk(folder)):
        source, complaints = _read(path, folder, shown_as)
        sources.append(source)
        problems += complaints
    if not sources:
        problems.append(place.problem("folder", "there is nothing in this folder", "Name another, or fill it."))
    return sources, problems


def _read(path: Path, folder: Path, shown_as: str) -> tuple[Source, list[Problem]]:
    inside = PurePosixPath(path.relative_to(folder).as_posix())
    file = f"{shown_as}/{inside}"
    try:
        if complaint := _unfit(path, folder, Place(file)):
            return Source(inside, file, b"", readable=False), [complaint]
        source = Source(inside, file, path.read_bytes())
    except OSError as error:
        said = f"cannot be read: {error.strerror}"
        complaint = Place(file).problem("unreadable", said, "Look at the file's permissions.")
        return Source(inside, file, b"", readable=False), [complaint]
    if path.suffix in (".css", ".js"):  # of all other texts, whoever takes them apart says whether they are text
        return source, read_text(source)[1]
    return source, []


def _walk(folder: Path) -> Iterator[Path]:
    closed: list[Path] = []  # folders that nobody let us into: what is in them is not to be forgotten in silence
    for here, folders, files in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        links = [name for name in folders if Path(here, name).is_symlink()]
        folders[:] = [name for name in folders if name not in links and not name.startswith(".")]
        for name in (*files, *links):
            if not name.startswith((".", "#")) and not name.endswith(("~", ".swp", ".tmp", ".bak")):
                yield Path(here, name)
    yield from closed


def _unfit(path: Path, folder: Path, place: Place) -> Problem | None:
    if path.is_symlink():
        target = _end_of(path)
        if target and not target.is_relative_to(folder.resolve()):
            hint = "Put a copy of the file here instead."
            return place.problem("symlink", "is a link to something outside the content folder", hint)
        if not target or not target.is_file():
            return place.problem("symlink", "is a link that does not lead to a file", "Remove it.")
    if path.is_dir():
        return place.problem("unreadable", "this folder cannot be read", "Look at its permissions.")
    if not path.is_file():
        return place.problem("unreadable", "is not an ordinary file", "Remove it.")
    if (size := path.stat().st_size) > TEXT_LIMIT:
        hint = f"A file may have up to {TEXT_LIMIT // 1_000_000} MB. Is it the right file?"
        return place.problem("too-large", f"is too large: {size / 1_000_000:.0f} MB", hint)
    return None


def _end_of(link: Path) -> Path | None:
    """Where a link leads in the end; None if it leads to itself."""
    try:
        return link.resolve()
    except (OSError, RuntimeError):  # before Python 3.13 a loop is a RuntimeError
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
    if stray := CONTROL.search(text):
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
        return Document(source.file, {}), [_empty(source)]
    return parse_yaml(text, source.file)


def _empty(source: Source) -> Problem:
    return Place(source.file).problem("empty", "is empty", "Fill it in or delete it.")


def read_page(source: Source) -> tuple[Document, list[Problem]]:
    """A Markdown source with front matter as a document with a body.

    The front matter stands between two lines of three dashes, the first of them at the very top.
    """
    text, problems = read_text(source)
    if problems:
        return Document(source.file, {}), problems
    if not text.strip():
        return Document(source.file, {}), [_empty(source)]
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        hint = "Start the file with a line ---, then title, summary and kind, then another line ---."
        if text.lstrip().startswith("---\n"):
            hint = "Delete the spaces and empty lines at the top: the file starts with the line ---."
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
