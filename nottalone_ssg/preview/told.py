"""What the browser is told of problems: each with some lines around the one that it is about."""

from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath

from nottalone_ssg.job import Folders
from nottalone_ssg.problems import Problem

AROUND = 2  # lines before and after the one that the problem is about
MOST = 20  # problems; whoever has more mends the first ones first
LONGEST = 300  # characters of a line


def told(problems: Sequence[Problem], folders: Folders) -> list[Mapping[str, object]]:
    """The first of the problems as JSON values: file, line, column, message, hint, and the lines around."""
    return [
        {
            "file": problem.file,
            "line": problem.line,
            "column": problem.column,
            "message": problem.message,
            "hint": problem.hint,
            "lines": excerpt(_text(problem.file, folders), problem.line),
        }
        for problem in problems[:MOST]
    ]


def excerpt(text: str, line: int) -> list[tuple[int, str]]:
    """The lines of a text around one of them, each with its number; none if the text has no such line."""
    lines = text.splitlines()
    first = max(1, line - AROUND)
    around = range(first, min(len(lines), line + AROUND) + 1) if line <= len(lines) else ()
    return [(number, lines[number - 1][:LONGEST]) for number in around]


def _text(file: str, folders: Folders) -> str:
    """The text of a file by the name that problems give it; nothing if it cannot be read."""
    name, *rest = PurePosixPath(file).parts
    folder = {"content": folders.content, "layouts": folders.layouts, "assets": folders.assets}.get(name)
    try:
        return Path(folder, *rest).read_text(encoding="utf-8", errors="replace") if folder and rest else ""
    except OSError:
        return ""
