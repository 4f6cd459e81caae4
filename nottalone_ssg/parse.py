"""Parsing: what one source says by itself; a pure function of its bytes, remembered by their digest.

bytes --sources--> document --forms--> model
                            --markdown--> text, for pages
"""

import pickle
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import TypeAlias

from nottalone_ssg.forms import fill_in
from nottalone_ssg.identity import program
from nottalone_ssg.markdown import convert
from nottalone_ssg.model.page import Page
from nottalone_ssg.model.text import Converted
from nottalone_ssg.problems import Problem
from nottalone_ssg.sources import Source, read_page, read_yaml
from nottalone_ssg.store import Store, digest
from nottalone_ssg.values import Form
from nottalone_ssg.yaml_text import Document

ENOUGH = 60  # sources; for fewer, starting a second process takes longer than parsing them
CHUNK = 16  # sources in one message to a worker


@dataclass(frozen=True, slots=True)
class Task:
    """A source, the form that it fills in, and what the program gives to that: an id, an address."""

    source: Source
    form: type[Form]
    given: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> str:
        """The digest of all that `parse` may see."""
        parts = [self.form.__name__, self.source.file, *(part for pair in self.given for part in pair)]
        return digest(program(), "parse", *parts, self.source.data)


@dataclass(frozen=True)
class Parsed:
    """What one source says: its model, if it could be filled in, and a page's text."""

    document: Document
    model: Form | None
    body: Converted | None = None
    problems: tuple[Problem, ...] = ()


ParseAll: TypeAlias = Callable[[Sequence[Task]], list[Parsed]]


def parse(task: Task) -> Parsed:
    """What the source says. Problems: of reading, of filling in the form, of the text."""
    is_page = task.form is Page
    document, problems = (read_page if is_page else read_yaml)(task.source)
    if problems:
        return Parsed(document, None, None, tuple(problems))
    model, problems = fill_in(task.form, document, dict(task.given))
    body = convert(document) if is_page else None
    return Parsed(document, model, body, (*problems, *(body.problems if body else ())))


def parse_all(tasks: Sequence[Task]) -> list[Parsed]:
    """What each source says, one after the other."""
    return [parse(task) for task in tasks]


def remembering(store: Store, workers: Callable[[], Executor] | None = None) -> ParseAll:
    """A `parse_all` that asks the store first, and shares the rest among ``workers`` if there is enough of it."""

    def parse_or_remember(tasks: Sequence[Task]) -> list[Parsed]:
        keys = [task.key for task in tasks]
        unpacked = ((key, _unpacked(value)) for key, value in store.get_all(keys).items())
        known = {key: parsed for key, parsed in unpacked if parsed is not None}
        missing = {key: task for task, key in zip(tasks, keys, strict=True) if key not in known}
        fresh = dict(zip(missing, _shared(list(missing.values()), workers), strict=True))
        store.put_all({key: pickle.dumps(parsed) for key, parsed in fresh.items()}, used=list(known))
        return [fresh[key] if key in fresh else known[key] for key in keys]

    return parse_or_remember


def _unpacked(value: bytes) -> Parsed | None:
    try:
        found = pickle.loads(value)  # noqa: S301  our own file, guarded by a digest, in a folder of the editor's own
    except Exception:  # noqa: BLE001  whatever is wrong with it, it is only not remembered
        return None
    return found if isinstance(found, Parsed) else None


def _shared(tasks: Sequence[Task], workers: Callable[[], Executor] | None) -> list[Parsed]:
    if workers is None or len(tasks) < ENOUGH:
        return parse_all(tasks)
    chunks = [tasks[start : start + CHUNK] for start in range(0, len(tasks), CHUNK)]
    with workers() as executor:
        return [parsed for found in executor.map(parse_all, chunks) for parsed in found]
