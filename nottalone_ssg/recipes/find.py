"""Find: the scripts of the search box, and all that they answer from, become one script and one that follows it.

titles, sayings, summaries, texts --quick--> which word speaks for what --packing--> short lines --> const DATA = {...}
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from nottalone_ssg.model.danger import DangerFile
from nottalone_ssg.model.sayings import Sayings
from nottalone_ssg.output import Layouts


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


@dataclass(frozen=True, slots=True)
class Help:
    """Whom to ring or text in danger: "Ring 116 123", Samaritans."""

    does: str
    name: str
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
class FindIngredients:
    """All that the script is made of."""

    code: str  # all scripts of assets/js/find/, in order
    docs: tuple[Doc, ...]
    audiences: tuple[str, ...]
    places: tuple[Place, ...]
    sayings: Sayings
    pinned: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]  # whole questions, and addresses
    danger: DangerFile | None
    everyday: tuple[str, ...]  # phrases that are no danger
    alarms: tuple[Alarm, ...]


def make_find(ingredients: FindIngredients, layouts: Layouts) -> bytes:
    """The script with the first part of the index. Nothing of it is seen from outside but `window.finder`."""
    code, (first, _) = _made(ingredients)
    return f'(()=>{{"use strict";const DATA={_json(first)};{code}}})();\n'.encode()


def make_more(ingredients: FindIngredients, layouts: Layouts) -> bytes:
    """The script that brings the rest of the index."""
    _, (_, rest) = _made(ingredients)
    return f"finder.learn({_json(rest)});\n".encode()


@lru_cache(maxsize=1)  # two files are made of the same
def _made(ingredients: FindIngredients) -> tuple[str, tuple[dict[str, object], dict[str, object]]]:
    from nottalone_ssg.recipes.assets import smaller_script
    from nottalone_ssg.recipes.packing import packed

    code = smaller_script(ingredients.code)
    return code, packed(ingredients, code)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
