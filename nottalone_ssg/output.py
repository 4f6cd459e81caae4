"""An output: one file of the published site, as a promise.

A recipe is a named pure function from ingredients, and the layouts it is given, to bytes. The ingredients
are a frozen value that holds everything the recipe may look at.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any, TypeAlias

from nottalone_ssg.problems import Problem

Layouts: TypeAlias = Mapping[str, str]  # the text of each layout by name: components/card.html
Recipe: TypeAlias = Callable[[Any, Layouts], bytes]


@dataclass(frozen=True)
class Output:
    """A path, how it is made, and of what. The ingredients are gathered when somebody first asks for them."""

    path: PurePosixPath  # within the published folder: topics/sleep/index.html
    recipe: Recipe
    gather: Callable[[], object]
    in_sitemap: bool = False

    @cached_property
    def ingredients(self) -> object:
        return self.gather()

    def let_go(self) -> None:
        """The ingredients are needed no more, or not for long: ten thousand pages' are more than an old laptop has."""
        self.__dict__.pop("ingredients", None)

    def __reduce__(self) -> tuple[object, ...]:
        """To another process it goes with its ingredients."""
        return ready, (self.path, self.recipe, self.ingredients, self.in_sitemap)

    @property
    def address(self) -> str:
        """The address on the site: an index stands for its folder."""
        return "/" + str(self.path).removesuffix("index.html")


def ready(path: PurePosixPath, recipe: Recipe, ingredients: object, in_sitemap: bool = False) -> Output:
    """An output whose ingredients are gathered already."""
    return Output(path, recipe, lambda: ingredients, in_sitemap)


def is_print(path: PurePosixPath) -> bool:
    """Whether this file is a print-out."""
    return path.suffix == ".pdf"


class RecipeError(Exception):
    """A recipe could not be followed, for a reason that a person can mend: a fault in a layout, a missing asset."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def page_path(address: str) -> PurePosixPath:
    """The file behind an address: /topics/sleep/ is topics/sleep/index.html."""
    inside = address.lstrip("/")
    return PurePosixPath(f"{inside}index.html" if address.endswith("/") else inside)
