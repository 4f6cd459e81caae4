"""Making: outputs become bytes, each only once and on all cores.

The key of an output is the digest of its whole identity: recipe, ingredients, the layouts it uses, our own code and the
libraries. Same key, same bytes (docs/decisions/keys.md). What the store remembers under a key is not made again.
"""

import multiprocessing
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import PurePosixPath

from nottalone_ssg.identity import program
from nottalone_ssg.job import Progress, quiet
from nottalone_ssg.made import Made
from nottalone_ssg.output import Layouts, Output, RecipeError
from nottalone_ssg.problems import Problem
from nottalone_ssg.store import Store, digest

PARTS = ("the program", "the layouts", "the content")  # of a key, in its order

ENOUGH = 60  # outputs; to start a second process for fewer takes longer than to make them
BATCH = 1000  # outputs whose bytes go to the store, or come from it, at once
CHUNK = 24  # outputs in one message to a worker


@dataclass(frozen=True)
class Kitchen:
    """What making needs besides the outputs: the layouts, the store, and how many processes may work."""

    layouts: Layouts
    store: Store
    jobs: int = 1
    progress: Progress = quiet


def keys_of(outputs: Sequence[Output], layouts: Layouts) -> dict[PurePosixPath, str]:
    """The key of each output by its path."""
    closures = _Closures(layouts)
    return {output.path: key_of(output, closures.of(output)) for output in outputs}


def key_of(output: Output, layouts: str) -> str:
    """The key of one output; ``layouts`` is the digest of those it uses. It has a part for each of `PARTS`.

    The ingredients are frozen dataclasses of texts, numbers and tuples: their repr says all of them, in a stated order.
    """
    return "-".join((digest(program(), recipe_name(output))[:16], layouts[:16], digest(repr(output.ingredients))))


def recipe_name(output: Output) -> str:
    """The recipe as it is found in the code: nottalone_ssg.recipes.page.make_page."""
    return f"{output.recipe.__module__}.{output.recipe.__qualname__}"


def differences(one: str, other: str) -> tuple[str, ...]:
    """Which parts of two keys differ."""
    parts = zip(PARTS, one.split("-"), other.split("-"), strict=False)
    return tuple(name for name, mine, theirs in parts if mine != theirs)


class _Closures:
    """The digest of a layout with all that it extends, imports and includes."""

    def __init__(self, layouts: Layouts) -> None:
        self._layouts = layouts
        self._known: dict[tuple[str, ...], str] = {}

    def of(self, output: Output) -> str:
        names = layouts_of(output)
        if names not in self._known:
            texts = used(names, self._layouts)
            self._known[names] = digest(*(part for item in sorted(texts.items()) for part in item)) if names else ""
        return self._known[names]


def layouts_of(output: Output) -> tuple[str, ...]:
    """The layouts that an output's ingredients name."""
    name = getattr(output.ingredients, "layout", None)
    more: tuple[str, ...] = getattr(output.ingredients, "more_layouts", ())
    return (name, *more) if name else ()


# A layout names the others it uses in quotes: of Jinja2's, and of Typst's from the first slash on.
_USES = re.compile(
    r"""{%-?\s*(?:extends|import|from|include)\s+["'](?P<jinja>[^"']+)["']|\b(?:import|include)\s+"/(?P<typst>[^"]+)\""""
)


def used(names: Iterable[str], layouts: Layouts) -> dict[str, str]:
    """The layouts and all that they use, however indirectly, by name; one that is missing has no text."""
    found: dict[str, str] = {}
    waiting = list(names)
    while waiting:
        current = waiting.pop()
        if current not in found:
            found[current] = layouts.get(current, "")
            waiting += [use["jinja"] or use["typst"] for use in _USES.finditer(found[current])]
    return found


def make(outputs: Sequence[Output], keys: Mapping[PurePosixPath, str], kitchen: Kitchen) -> tuple[Made, list[Problem]]:
    """The bytes of every output, from the store or fresh. Problems: faults of layouts, each once."""
    made = _remembered(outputs, keys, kitchen.store)
    missing = [output for output in outputs if output.path not in made]
    problems: dict[tuple[str, int, str], Problem] = {}
    fresh: dict[str, bytes] = {}
    for number, (output, result) in enumerate(_results(missing, kitchen), 1):
        kitchen.progress("making pages", number, len(missing))
        if isinstance(result, Problem):
            problems.setdefault((result.file, result.line, result.message), result)
        else:
            made[output.path] = fresh[keys[output.path]] = result
        if len(fresh) >= BATCH:
            kitchen.store.put_all(fresh, used=[])
            fresh = {}
    kitchen.store.put_all(fresh, used=[])
    return made, list(problems.values())


def _remembered(outputs: Sequence[Output], keys: Mapping[PurePosixPath, str], store: Store) -> Made:
    """What the store knows of the outputs; it is told that it was of use."""
    made = Made()
    for start in range(0, len(outputs), BATCH):
        batch = outputs[start : start + BATCH]
        found = store.get_all(keys[output.path] for output in batch)
        for output in batch:
            if keys[output.path] in found:
                made[output.path] = found[keys[output.path]]
        if found:
            store.put_all({}, used=list(found))
    return made


def _results(outputs: Sequence[Output], kitchen: Kitchen) -> Iterator[tuple[Output, bytes | Problem]]:
    """Each output with its bytes or with what is wrong, in the order given, however many processes work on it."""
    if kitchen.jobs < 2 or len(outputs) < ENOUGH:
        for output in outputs:
            yield output, _follow(output, kitchen.layouts)
            output.let_go()
        return
    chunks = [outputs[start : start + CHUNK] for start in range(0, len(outputs), CHUNK)]
    with executor(kitchen.jobs, kitchen.layouts) as workers:
        for chunk, results in zip(chunks, workers.map(_follow_all, chunks), strict=True):
            yield from zip(chunk, results, strict=True)
            for output in chunk:
                output.let_go()


def _follow(output: Output, layouts: Layouts) -> bytes | Problem:
    try:
        return output.recipe(output.ingredients, layouts)
    except RecipeError as error:
        return error.problem


def executor(jobs: int, layouts: Layouts) -> ProcessPoolExecutor:
    """Processes that know the layouts. Forked where that is safe and quick: they have imported everything already.

    Once Typst has worked in this process it has threads of its own, which a fork would leave behind, and wait for.
    """
    is_safe = sys.platform == "linux" and "typst" not in sys.modules
    can_fork = is_safe and "fork" in multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork" if can_fork else "spawn")
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin, initargs=(dict(layouts),))


_layouts: Layouts = {}  # of a worker; set once, when it starts


def _begin(layouts: Layouts) -> None:
    global _layouts  # noqa: PLW0603  a worker has no other way to keep what its initializer is given
    _layouts = layouts


def _follow_all(outputs: Sequence[Output]) -> list[bytes | Problem]:
    return [_follow(output, _layouts) for output in outputs]
