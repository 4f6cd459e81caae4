"""My list: what the page of kept services knows of every service becomes one script with the code that shows it.

A page that is opened as a file may fetch nothing, but it may name scripts: so the services are in one.
"""

from dataclasses import dataclass

from nottalone_ssg.output import Layouts
from nottalone_ssg.recipes.assets import as_json, closed_script, smaller_script
from nottalone_ssg.views.parts import ContactLine


@dataclass(frozen=True, slots=True)
class Kept:
    """A service as somebody's list shows it."""

    id: str
    name: str
    status: str  # live, paused, closed
    who: str
    where: str
    contacts: tuple[ContactLine, ...]  # all of them; a closed one has none
    how_to_ask: str = ""  # in words, where there is no contact
    instead: str = ""  # the id of the one to go to, of a closed one


@dataclass(frozen=True, slots=True)
class MyListIngredients:
    """All that the script is made of."""

    code: str  # all scripts of assets/js/my-list/, in order
    services: tuple[Kept, ...]


def make_my_list(ingredients: MyListIngredients, layouts: Layouts) -> bytes:
    """The script of the page; a service is a row, in the order that assets/js/my-list/10-services.js takes it apart."""
    rows = {it.id: _service(it) for it in ingredients.services}
    return closed_script(f"const SERVICES={as_json(rows)};{smaller_script(ingredients.code)}")


def _service(it: Kept) -> list[object]:
    contacts = [_contact(way) for way in it.contacts]
    return _cut([it.name, it.status, it.who, it.where, contacts, it.how_to_ask, it.instead])


def _contact(way: ContactLine) -> list[object]:
    hours = "; ".join(way.hours)
    row = [way.way, way.verb, way.words, way.href, way.label, hours, way.opening, way.costs, way.note, way.access]
    return _cut(list(row))


def _cut(row: list[object]) -> list[object]:
    """The row without what is empty at its end."""
    while not row[-1]:
        row.pop()
    return row
