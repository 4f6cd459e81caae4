"""Pages: a view and a layout become minified HTML.

A fault in a layout becomes a `RecipeError` at the layout's own file and line, with the page it happened on.
"""

import re
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

import jinja2
from jinja2.bccache import Bucket

from nottalone_ssg.output import Layouts, RecipeError
from nottalone_ssg.problems import Place, Problem, did_you_mean
from nottalone_ssg.recipes.minify import smaller
from nottalone_ssg.views.parts import MovedView, PageView
from nottalone_ssg.views.service_parts import ServiceView

AnyView: TypeAlias = PageView | ServiceView | MovedView


@dataclass(frozen=True, slots=True)
class PageIngredients:
    """All that a page is made of, but for the layouts."""

    layout: str  # service.html
    view: AnyView


def make_page(ingredients: PageIngredients, layouts: Layouts) -> bytes:
    """The page's HTML, minified without changing what a browser shows or a screen reader says."""
    return smaller(render(ingredients, layouts)).encode()


def render(ingredients: PageIngredients, layouts: Layouts) -> str:
    """The page's HTML as the layout writes it."""
    view = ingredients.view
    return filled(
        ingredients.layout, layouts, view.head.address, {"view": view, "shell": view.shell, "head": view.head}
    )


def filled(layout: str, layouts: Layouts, where: str, values: Mapping[str, object]) -> str:
    """What the layout makes of these values; ``where`` is what a fault in it is said to have happened on."""
    try:
        template = _environment(_Texts(layouts)).get_template(layout)
        html = template.render(values)
        html.encode()  # a layout can write half a character, "\ud800", that no file can hold
    except jinja2.TemplateSyntaxError as error:
        place = Place(f"layouts/{error.name or layout}", error.lineno)
        raise RecipeError(_told(place, f"the layout cannot be read: {error.message}", where)) from error
    except jinja2.TemplateNotFound as error:
        place, hint = _place_of(error, layout), did_you_mean(str(error.name), layouts)
        raise RecipeError(_told(place, f"there is no layout {error.name}", where, hint)) from error
    except Exception as error:  # whatever a layout's expression can raise: the layout is at fault, not the program
        raise RecipeError(_fault(error, layout, where, values)) from error
    return html


def _told(place: Place, message: str, where: str, hint: str = "") -> Problem:
    return place.problem("layout", message, f"It happened on {where}. {hint}".strip())


def _fault(error: Exception, layout: str, where: str, values: Mapping[str, object]) -> Problem:
    hint = ""
    if found := re.search(r"has no attribute '(\w+)'", str(error)):
        names = {name for value in values.values() for name in dir(value) if not name.startswith("_")}
        hint = did_you_mean(found[1], names)
    said = re.sub(r"'nottalone_ssg\.[\w.]*?(\w+) object'", r"\1", str(error))
    return _told(_place_of(error, layout), f"the layout failed: {said}", where, hint)


def _place_of(error: Exception, layout: str) -> Place:
    """The last frame of the traceback that lies in a layout (the innermost may lie in a library)."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.startswith("layouts/")]
    return Place(frames[-1].filename, frames[-1].lineno or 1) if frames else Place(f"layouts/{layout}")


class _Texts:
    """Layouts as a key of the cache below: the same mapping object is the same environment."""

    def __init__(self, layouts: Layouts) -> None:
        self.layouts = layouts

    def __hash__(self) -> int:
        return id(self.layouts)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Texts) and other.layouts is self.layouts


@lru_cache(maxsize=2)
def _environment(texts: _Texts) -> jinja2.Environment:
    def load(name: str) -> tuple[str, str, None] | None:
        text = texts.layouts.get(name)
        return None if text is None else (text, f"layouts/{name}", None)

    return jinja2.Environment(
        loader=jinja2.FunctionLoader(load),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=_COMPILED,
    )


class _Compiled(jinja2.BytecodeCache):
    """The code of each layout as it was last compiled, for the next build in this process, whatever else has changed.

    To compile all layouts again takes longer than to make the pages of a small site from them.
    """

    def __init__(self) -> None:
        self._known: dict[str, Bucket] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        known = self._known.get(bucket.key)
        if known and known.checksum == bucket.checksum:
            bucket.code = known.code

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._known[bucket.key] = bucket


_COMPILED = _Compiled()
