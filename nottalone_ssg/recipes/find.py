"""Find: the scripts of the search box, and all that they answer from, become one script and one that follows it.

titles, sayings, summaries, texts --quick--> which word speaks for what --packing--> short lines --> const DATA = {...}
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from nottalone_ssg.model.danger import DangerFile
from nottalone_ssg.model.sayings import Sayings
from nottalone_ssg.output import Layouts
from nottalone_ssg.recipes.assets import as_json, closed_script, smaller_script

if TYPE_CHECKING:
    from nottalone_ssg.recipes.danger import Learnt, Model


@dataclass(frozen=True, slots=True)
class Doc:
    """One thing that a question may be about."""

    kind: Literal["topic", "page", "service"]
    path: str  # /topics/sleep/
    title: str
    names: tuple[str, ...] = ()  # a service's other names
    says: tuple[str, ...] = ()  # what people say
    summary: tuple[str, ...] = ()
    body: str = ""  # the text of the page
    who: tuple[int, ...] = ()  # numbers of audiences
    ages: str = ""
    topics: tuple[int, ...] = ()  # of a service: numbers of topics, which come first among all docs
    areas: tuple[int, ...] = ()  # of a service: numbers of places


@dataclass(frozen=True, slots=True)
class Place:
    """An area, and what people may call it or name in it: towns, outward codes."""

    id: str
    name: str
    within: int | None  # the number of the place it is part of; of the whole country none
    called: tuple[str, ...]
    shares: tuple[str, ...] = ()  # outward codes that lie more in another area


@dataclass(frozen=True, slots=True)
class Help:
    """Whom to ring or text in danger: "Ring 111", "NHS 111, mental health option. Choose the mental health option"."""

    does: str
    who: str
    href: str


@dataclass(frozen=True, slots=True)
class Alarm:
    """What is shown for one kind of danger."""

    kind: str
    heading: str
    line: str
    help: tuple[Help, ...]
    first: tuple[str, ...]  # addresses that come first among the answers


@dataclass(frozen=True, slots=True)
class DangerIngredients:
    """All that the script is made of that knows words of danger."""

    code: str  # all scripts of assets/js/danger/, in order
    danger: DangerFile
    examples: tuple[tuple[str, str], ...]  # more phrases, each with its kind of danger or nothing
    alarms: tuple[Alarm, ...]


@dataclass(frozen=True, slots=True)
class FindIngredients:
    """All that the script is made of."""

    code: str  # all scripts of assets/js/find/, in order
    docs: tuple[Doc, ...]
    audiences: tuple[str, ...]
    places: tuple[Place, ...]
    sayings: Sayings
    pinned: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]  # whole questions, and addresses


def make_danger(ingredients: DangerIngredients, layouts: Layouts) -> bytes:
    """The script that shows help for words of danger. It needs no other."""
    help_ = list(dict.fromkeys(line for alarm in ingredients.alarms for line in alarm.help))  # each is told once
    data = {
        "model": _taught(ingredients)[0],
        "help": [[line.does, line.who, line.href] for line in help_],
        "kinds": {
            alarm.kind: {
                "heading": alarm.heading,
                "line": alarm.line,
                "help": [help_.index(line) for line in alarm.help],
                "first": [path.lstrip("/") for path in alarm.first],
            }
            for alarm in ingredients.alarms
        },
    }
    return closed_script(f"const DATA={as_json(data)};{smaller_script(ingredients.code)}")


def make_danger_more(ingredients: DangerIngredients, layouts: Layouts) -> bytes:
    """The script that brings the rest of what was learnt about danger."""
    return f"danger.learn({as_json(_taught(ingredients)[1])});\n".encode()


@lru_cache(maxsize=1)  # two files are made of the same
def _taught(ingredients: DangerIngredients) -> "tuple[Model, Learnt]":
    from nottalone_ssg.recipes.danger import danger_model

    return danger_model(ingredients.danger, ingredients.examples)


def make_find(ingredients: FindIngredients, layouts: Layouts) -> bytes:
    """The script with the first part of the index. Nothing of it is seen from outside but `window.finder`."""
    code, (first, _) = _made(ingredients)
    return closed_script(f"const DATA={as_json(first)};{code}")


def make_more(ingredients: FindIngredients, layouts: Layouts) -> bytes:
    """The script that brings the rest of the index."""
    _, (_, rest) = _made(ingredients)
    return f"finder.learn({as_json(rest)});\n".encode()


@dataclass(frozen=True, slots=True)
class FiltersIngredients:
    """All that the script is made of that narrows the list of all services."""

    code: str
    places: tuple[Place, ...]
    options: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]  # of each choice: (age, ((under-16, Under 16), …))


def make_filters(ingredients: FiltersIngredients, layouts: Layouts) -> bytes:
    """The script that narrows the list of all services, with the towns, postcodes and options that it knows."""
    from nottalone_ssg.recipes.packing import packed_places

    data = {**packed_places(ingredients.places), "options": dict(ingredients.options)}
    return closed_script(f"const DATA={as_json(data)};{smaller_script(ingredients.code)}")


@lru_cache(maxsize=1)  # two files are made of the same
def _made(ingredients: FindIngredients) -> tuple[str, tuple[dict[str, object], dict[str, object]]]:
    from nottalone_ssg.recipes.packing import packed

    code = smaller_script(ingredients.code)
    return code, packed(ingredients, code)
