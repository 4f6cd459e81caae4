"""Words: dates, lists and counts as people read them (British English, GOV.UK style)."""

from collections.abc import Sequence
from datetime import date
from urllib.parse import urlsplit

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def day(when: date) -> str:
    """1 October 2026."""
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def month(when: date, later: int = 0) -> str:
    """October 2026; so many months ``later``, April 2027."""
    years, months = divmod(when.month - 1 + later, 12)
    return f"{_MONTHS[months]} {when.year + years}"


def some_day(when: str) -> str:
    """A date that may be only a year, or a year and a month: 2025, March 2025, 3 March 2025."""
    year, *rest = when.split("-")
    if not rest:
        return year
    month = _MONTHS[int(rest[0]) - 1]
    return f"{int(rest[1])} {month} {year}" if len(rest) > 1 else f"{month} {year}"


def listed(words: Sequence[str], last: str = "and") -> str:
    """one, two and three."""
    return f" {last} ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def sentence(words: str) -> str:
    """The words with a capital at the start; names that have one keep theirs."""
    return words[:1].upper() + words[1:]


def counted(number: int, one: str, many: str = "") -> str:
    """1 service, 2 services."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def bare_address(url: str) -> str:
    """A web address as people say and type it: example.org/help, without https:// and www."""
    parts = urlsplit(url)
    host = parts.netloc.removeprefix("www.")
    return host + parts.path.rstrip("/") + (f"?{parts.query}" if parts.query else "")
