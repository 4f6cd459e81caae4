"""Assets: style sheets and scripts, smaller; everything else as it is."""

import json
from dataclasses import dataclass

from nottalone_ssg.output import Layouts


@dataclass(frozen=True, slots=True)
class AssetIngredients:
    """The bytes of the files that become one, in order."""

    parts: tuple[bytes, ...]


def make_stylesheet(ingredients: AssetIngredients, layouts: Layouts) -> bytes:
    """One style sheet from many, without comments and needless space."""
    import rcssmin

    return str(rcssmin.cssmin("\n".join(part.decode("utf-8-sig") for part in ingredients.parts))).encode()


def make_script(ingredients: AssetIngredients, layouts: Layouts) -> bytes:
    """A script without comments and needless space."""
    return smaller_script("\n".join(part.decode("utf-8-sig") for part in ingredients.parts)).encode()


def smaller_script(text: str) -> str:
    """The script without comments and needless space; a comment that opens with `/*!` is a licence and stays."""
    import rjsmin

    return str(rjsmin.jsmin(text, keep_bang_comments=True))


def closed_script(text: str) -> bytes:
    """A classic script whose names are its own."""
    return f'(()=>{{"use strict";{text}}})();\n'.encode()


def as_json(value: object) -> str:
    """JSON in few bytes, to stand in a script."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class OpeningIngredients:
    """The script about opening hours, and the years whose bank holidays it is to know."""

    parts: tuple[bytes, ...]
    years: tuple[int, ...]


def make_opening(ingredients: OpeningIngredients, layouts: Layouts) -> bytes:
    """The script with the bank holidays of England above it.

    A holiday on a weekend and the day in its place are both among them (Banking and Financial Dealings Act 1971, and
    the proclamations that `holidays` follows).
    """
    from holidays import country_holidays

    days = sorted(day.isoformat() for day in country_holidays("GB", subdiv="ENG", years=ingredients.years))
    first, last = str(min(ingredients.years)), str(max(ingredients.years))
    known = as_json({"from": first, "to": last, "days": days})
    above = f"const bankHolidays = {known};".encode()
    return make_script(AssetIngredients((above, *ingredients.parts)), layouts)


def copy(ingredients: AssetIngredients, layouts: Layouts) -> bytes:
    """The bytes as they are."""
    return b"".join(ingredients.parts)
