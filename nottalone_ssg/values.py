"""Small values: from what an editor typed to what it means.

Each type here is read from a string by one function that raises `fault(...)` for what does not fit.
The fault carries a rule, a message and a hint in the editor's words; `load` puts the place to it.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, NoReturn
from urllib.parse import urlsplit

from pydantic import BaseModel, BeforeValidator, ConfigDict
from pydantic_core import PydanticCustomError


class Form(BaseModel):
    """A form as an editor fills it in: keys are the field's names with spaces for underscores."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        validate_by_alias=True,
        validate_by_name=False,
        alias_generator=lambda name: name.rstrip("_").replace("_", " "),
        str_strip_whitespace=True,
        defer_build=True,  # until something is filled in: a build that knows all but one source fills in one form
    )


def fault(rule: str, message: str, hint: str = "", key: str = "") -> NoReturn:
    """Refuse a value while the model is being built; ``key`` is the one at fault where the value is a set of keys."""
    # The message goes in as data: braces that an editor typed are not a template.
    raise PydanticCustomError(rule, "{said}", {"said": message, "hint": hint, "key": key})


def words_of(value: object, what: str) -> str:
    """The value if it is one piece of text; a list or a set of keys is a fault."""
    if isinstance(value, str):
        return value.strip()
    return fault("shape", f"{what} has to be one piece of text", "Write it behind the colon, on one line.")


def read_date(value: object) -> date:
    """`2026-10-12` (ISO 8601) as a date."""
    if isinstance(value, date):
        return value
    text = words_of(value, "a date")
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):  # \d would also take the digits of other scripts
        fault("date", f'"{text}" is not a date', "Write year-month-day, such as 2026-10-12.")
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return fault("date", f"there is no day {text}", "Check the month and the day.")
    if not 1900 <= day.year < 2200:
        fault("date", f"the year of {text} cannot be right", "Write year-month-day, such as 2026-10-12.")
    return day


def read_partial_date(value: object) -> str:
    """`2026`, `2026-10` or `2026-10-12`: sources often print only a year."""
    text = words_of(value, "a date")
    months = re.fullmatch(r"(19|20)[0-9]{2}(-(0[1-9]|1[0-2]))?", text)
    if not months and text.count("-") < 2:
        fault("date", f'"{text}" is not a date', "Write a year, year-month or year-month-day, such as 2026-10.")
    return text if months else read_date(text).isoformat()


def read_list(value: object) -> object:
    """A list of texts; one text stands for itself or, with commas, for several."""
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(",") if part.strip())
    return tuple(value) if isinstance(value, list) else value


def read_id(value: object) -> str:
    """A reference to a thing: its id, or its name, which is the same but for spaces and capitals."""
    return re.sub(r"[\s_]+", "-", words_of(value, "a name in this list").lower())


def read_web_address(value: object) -> str:
    """An https (or http) address with a host."""
    text = words_of(value, "a web address")
    shape = r"https?://[^\s/?#@\"<>\\]+\.[^\s/?#@\"<>\\]+([/?#][^\s\"<>\\]*)?"
    if not re.fullmatch(shape, text) or not text.isprintable() or not _can_be_split(text):
        fault(
            "web-address",
            f'"{text}" is not a web address',
            "Write it in full and without spaces, such as https://example.org/help.",
        )
    return text


def _can_be_split(url: str) -> bool:
    """Whether `urlsplit`, which the views use, takes it: it refuses a stray bracket, or a sign that means a slash."""
    try:
        return bool(urlsplit(url).netloc)
    except ValueError:
        return False


def read_email(value: object) -> str:
    """An e-mail address, checked only for its shape."""
    text = words_of(value, "an email address")
    part = r"[^\s@,;:<>\".]+"
    if not re.fullmatch(rf"{part}(\.{part})*@{part}(\.{part})+", text) or not text.isprintable():
        fault("email", f'"{text}" is not an email address', "Write it as hello@example.org.")
    return text


def read_language(value: object) -> str:
    """A language tag such as `pl` or `en-GB` (BCP 47)."""
    text = words_of(value, "the language")
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", text):
        fault("language", f'"{text}" is not a language code', "Write two or three letters, such as pl for Polish.")
    return text


@dataclass(frozen=True)
class Ages:
    """An age range in whole years, both ends included; None is open."""

    lowest: int | None = None
    highest: int | None = None

    def __str__(self) -> str:
        match self.lowest, self.highest:
            case None, None:
                return "All ages"
            case lowest, None:
                return f"{lowest} and over"
            case None, highest:
                return f"Up to {highest}"
            case lowest, highest:
                return f"{lowest} to {highest}"


def read_ages(value: object) -> Ages:
    """`11-25`, `18 and over`, `up to 18` or `all ages`."""
    if isinstance(value, Ages):
        return value
    text = words_of(value, "an age range").lower()
    if text == "all ages":
        return Ages()
    if found := re.fullmatch(r"([0-9]{1,3})\s*(?:-|to)\s*([0-9]{1,3})", text):
        lowest, highest = sorted((int(found[1]), int(found[2])))
        if lowest != int(found[1]) or highest > 120:
            hint = f"Write {lowest}-{highest}." if highest <= 120 else f"Write {lowest} and over."
            fault("ages", f'ages "{text}" run backwards or past 120', hint)
        return Ages(lowest, highest)
    if found := re.fullmatch(r"([0-9]{1,3})\s*(?:and over|\+)", text):
        return Ages(lowest=int(found[1]))
    if found := re.fullmatch(r"up to ([0-9]{1,3})", text):
        return Ages(highest=int(found[1]))
    return fault("ages", f'"{text}" is not an age range', "Write 11-25, 18 and over, up to 18, or all ages.")


@dataclass(frozen=True)
class Address:
    """A place to go or to write to; the lines are in the order of an envelope."""

    lines: tuple[str, ...]
    postcode: str = ""

    def __str__(self) -> str:
        return ", ".join((*self.lines, *([self.postcode] if self.postcode else [])))


# The shape of UK postcodes: BS 7666, as Royal Mail's Postcode Address File uses it.
_POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?) ?([0-9][ABD-HJLNP-UW-Z]{2})", re.IGNORECASE)
_NEARLY_POSTCODE = re.compile(r"(NG|DN|S|DE|LE|LN)[0-9][0-9A-Z]? ?[0-9A-Z]{2,4}", re.IGNORECASE)


def read_address(value: object) -> Address:
    """`1 Example Street, Mansfield, NG18 1AA`: parts with commas, the postcode last if it is known."""
    if isinstance(value, Address):
        return value
    lines = [part.strip() for part in words_of(value, "an address").split(",") if part.strip()]
    if not lines:
        fault("address", "the address is empty", "Write street, town, postcode, with commas.")
    if found := _POSTCODE.fullmatch(lines[-1]):
        return Address(tuple(lines[:-1]), f"{found[1]} {found[2]}".upper())
    if _NEARLY_POSTCODE.fullmatch(lines[-1]):
        fault("postcode", f'"{lines[-1]}" is not a postcode', "Write it as NG18 1AA, after the last comma.")
    return Address(tuple(lines))


# Other forms of a field's value than text, for use in the models.
Date = Annotated[date, BeforeValidator(read_date)]
PartialDate = Annotated[str, BeforeValidator(read_partial_date)]
Id = Annotated[str, BeforeValidator(read_id)]
Ids = Annotated[tuple[Id, ...], BeforeValidator(read_list)]
WebAddress = Annotated[str, BeforeValidator(read_web_address)]
Language = Annotated[str, BeforeValidator(read_language)]
Email = Annotated[str, BeforeValidator(read_email)]
