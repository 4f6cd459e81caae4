"""Gallery: every component with its macro, shown from the example values beside it. For `serve` and tests alone.

    layouts/components/card.html + card.examples.yaml  -->  /__gallery/card/

An examples file has a name for each example and below it what the macro takes: its one argument, or its arguments by
name. A key that is missing counts as empty, as the defaults of a view do. Numbers of phones stand in quotes.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from types import SimpleNamespace
from typing import Any

import jinja2
import yaml

from nottalone_ssg.output import Layouts
from nottalone_ssg.recipes.page import AnyView
from nottalone_ssg.store import digest
from nottalone_ssg.views.parts import Head

FOLDER = "__gallery"
EXAMPLES = ".examples.yaml"

PAGE = """{% extends "base.html" %}
{% block robots %}<meta name="robots" content="noindex">{% endblock %}
{% block main %}
<h1>{{ head.title }}</h1>
{% if names %}
<ul class="links">
{% for name in names %}<li><a href="{{ shell.home }}__gallery/{{ name }}/">{{ name }}</a></li>
{% endfor %}
</ul>
{% endif %}
{% if fault %}<p role="alert"><strong>{{ fault }}</strong></p>{% endif %}
{% for title, html in examples %}
<p class="small" id="example-{{ loop.index }}">Example: {{ title }}</p>
<div data-example="{{ title }}">
{{ html }}
</div>
{% endfor %}
{% if not names %}<p><a href="{{ shell.home }}__gallery/">All components</a></p>{% endif %}
{% endblock %}
"""


def names(layouts: Layouts) -> list[str]:
    """The components that have examples, in order."""
    found = [name for name in layouts if name.startswith("components/") and name.endswith(EXAMPLES)]
    return sorted(name.removeprefix("components/").removesuffix(EXAMPLES) for name in found)


def is_gallery(path: PurePosixPath) -> bool:
    return path.parts[:1] == (FOLDER,)


def key(layouts: Layouts, shown: str) -> str:
    """Changes when any layout or example does, or the page whose frame is ``shown``: then a browser looks again."""
    return digest(shown, *(part for item in sorted(layouts.items()) for part in item))


def show(path: PurePosixPath, layouts: Layouts, frame: AnyView) -> bytes | None:
    """The page of a component, or the list of all; None if there is no such page. ``frame``: a view of the site."""
    known = names(layouts)
    match path.parts:
        case (_, "index.html"):
            return _page("Gallery", layouts, frame, names=known)
        case (_, name, "index.html") if name in known:
            return _component(name, layouts, frame)
        case _:
            return None


def _component(name: str, layouts: Layouts, frame: AnyView) -> bytes:
    examples, fault = [], ""
    try:
        values = yaml.safe_load(layouts[f"components/{name}{EXAMPLES}"]) or {}
        macro = getattr(_environment(layouts).get_template(f"components/{name}.html").module, name)
        examples = [(title, _called(macro, value)) for title, value in values.items()]
    except (yaml.YAMLError, jinja2.TemplateError, AttributeError, TypeError, ValueError) as error:
        fault = f"{name}: {error}"
    shown = [(title, _in_list(name, html)) for title, html in examples]
    return _page(f"Gallery: {name}", layouts, frame, examples=shown, fault=fault)


def _called(macro: Any, value: Any) -> Any:
    arguments = macro.arguments
    if not arguments:
        return macro()
    by_name = isinstance(value, Mapping) and set(value) == set(arguments)
    return macro(**{word: _thing(part) for word, part in value.items()}) if by_name else macro(_thing(value))


def _in_list(name: str, html: Any) -> Any:
    """An item of a list needs one around it: card stands in a list of the class cards."""
    is_item = str(html).lstrip().startswith("<li")
    return type(html)(f'<ul class="{name}s">{html}</ul>') if is_item else html


def _thing(value: Any) -> Any:
    """What a layout may ask for its parts, as it may a view."""
    if isinstance(value, Mapping):
        return SimpleNamespace(**{word: _thing(part) for word, part in value.items()})
    return [_thing(part) for part in value] if isinstance(value, list) else value


def _page(title: str, layouts: Layouts, frame: AnyView, **shown: Any) -> bytes:
    head = Head(title=title, summary=title, address=f"/{FOLDER}/", canonical="")
    view = replace(frame, head=head, styles=tuple(name for name, _ in frame.shell.only))
    template = _environment(layouts).from_string(PAGE)
    return template.render(view=view, shell=view.shell, head=head, **shown).encode()


def _environment(layouts: Layouts) -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.DictLoader(dict(layouts)),
        autoescape=True,
        undefined=jinja2.ChainableUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
