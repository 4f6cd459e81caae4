"""Find: the scripts of the search box and all that they answer from become one script.

titles, sayings, summaries, texts --quick--> which word speaks for what --packing--> short lines --> const DATA = {...}
"""

import json
from dataclasses import dataclass
from typing import Literal

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
class FindIngredients:
    """All that the script is made of."""

    code: str  # all scripts of assets/js/find/, in order
    docs: tuple[Doc, ...]
    audiences: tuple[str, ...]
    places: tuple[Place, ...]
    sayings: Sayings
    pinned: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]  # whole questions, and addresses


def make_find(ingredients: FindIngredients, layouts: Layouts) -> bytes:
    """The script: nothing of it is to be seen from outside but what its last file gives out."""
    from nottalone_ssg.recipes.assets import smaller_script
    from nottalone_ssg.recipes.packing import packed

    data = json.dumps(packed(ingredients), ensure_ascii=False, separators=(",", ":"))
    code = smaller_script(ingredients.code)
    return f'(()=>{{"use strict";const DATA={data};{code}}})();\n'.encode()
