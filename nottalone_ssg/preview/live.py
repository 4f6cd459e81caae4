"""Live: the site as the sources have it now, or had it when they were last right."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from nottalone_ssg.job import Job
from nottalone_ssg.make import keys_of
from nottalone_ssg.model.page import FIXED
from nottalone_ssg.output import Output, RecipeError, page_path
from nottalone_ssg.parse import ParseAll, Parsed, Task
from nottalone_ssg.pipeline import Prepared, prepare
from nottalone_ssg.preview import gallery
from nottalone_ssg.problems import Problem
from nottalone_ssg.recipes.page import PageIngredients
from nottalone_ssg.views.shell import base_path

NOT_FOUND = page_path(FIXED["not found"])


@dataclass
class Live:
    """What the browser is shown. One thread calls `refresh`; any thread may read and wait."""

    job: Job
    parse_all: ParseAll
    say_problems: Callable[[Sequence[Problem]], None]
    good: Prepared | None = None  # the last one without problems
    problems: Sequence[Problem] = ()
    version: int = 0
    _outputs: dict[PurePosixPath, Output] = field(default_factory=dict)
    _changed: threading.Condition = field(default_factory=threading.Condition)

    def refresh(self) -> None:
        """Read, check and plan the site anew."""
        prepared = prepare(self.job, self.parse_all)
        if prepared.report.problems:
            self._tell(prepared.report.problems)
            return
        if self.good and self.good.layouts == prepared.layouts:  # the very same ones are compiled already
            prepared = replace(prepared, layouts=self.good.layouts)
        with self._changed:
            self.good = prepared
            self._outputs = {output.path: output for output in prepared.outputs}
        self._tell(())

    def complain(self, of: Prepared, problems: Sequence[Problem]) -> None:
        """Something turned out to be wrong only when pages of that site were made."""
        if of is self.good and list(problems) != list(self.problems):
            self._tell(problems)

    def _tell(self, problems: Sequence[Problem]) -> None:
        with self._changed:
            self.problems = tuple(problems)
            self.version += 1
            self._changed.notify_all()
        if problems:
            self.say_problems(problems)

    def wait(self, version: int, seconds: float) -> int:
        """Wait until there is another version than this one, or for so long; the version then."""
        with self._changed:
            self._changed.wait_for(lambda: self.version != version, seconds)
            return self.version

    @property
    def base(self) -> str:
        """The path under which the site lies: / or /sub/."""
        site = self.good.site if self.good else None
        url = self.job.base_url or (site.settings.base_url if site else "/")
        return base_path(url)

    def has(self, path: PurePosixPath) -> bool:
        """Whether the site has this file, the search index apart."""
        return path in self._outputs

    def key(self, path: PurePosixPath) -> str:
        """The key of what is shown for a path; where there is nothing, that of the page that says so, or nothing."""
        with self._changed:
            good, output = self.good, self._outputs.get(path) or self._outputs.get(NOT_FOUND)
        found = keys_of([output], good.layouts)[output.path] if good and output else ""
        return gallery.key(good.layouts, found) if good and gallery.is_gallery(path) else found

    def gallery(self, path: PurePosixPath) -> bytes | None:
        """A page of the gallery, in the frame of the site's own pages; None if there is none."""
        with self._changed:
            good, output = self.good, self._outputs.get(NOT_FOUND)
        frame = output.ingredients.view if output and isinstance(output.ingredients, PageIngredients) else None
        return gallery.show(path, good.layouts, frame) if good and frame else None

    def read(self, path: PurePosixPath) -> bytes | None:
        """A file of the site as a build would publish it; None if there is none, or if it cannot be made."""
        with self._changed:
            good, output = self.good, self._outputs.get(path)
        if good is None or output is None:
            return None
        try:
            return output.recipe(output.ingredients, good.layouts)
        except RecipeError as error:
            self.complain(good, [error.problem])
            return None


def in_memory(parse_all: ParseAll) -> ParseAll:
    """A `parse_all` that knows what it was asked last time: of all sources one or two have changed since."""
    known: dict[str, Parsed] = {}

    def parse_or_know(tasks: Sequence[Task]) -> list[Parsed]:
        nonlocal known
        keys = [task.key for task in tasks]
        missing = {key: task for task, key in zip(tasks, keys, strict=True) if key not in known}
        known |= dict(zip(missing, parse_all(list(missing.values())), strict=True))
        known = {key: known[key] for key in keys}
        return [known[key] for key in keys]

    return parse_or_know
