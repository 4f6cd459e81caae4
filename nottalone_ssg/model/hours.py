"""Opening hours: from what an editor typed to when somebody will pick up.

`read_hours` turns `mon-fri 9:30-17:00, not bank holidays` into `Hours`; `Hours.lines` says it in words, `Hours.typed`
as an editor types it.
Times are local to Europe/London. Whether bank holidays count is only known if the source says so.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BeforeValidator

from nottalone_ssg.values import fault, words_of

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SHORT = {day[:3].lower(): number for number, day in enumerate(DAYS)}
_HINT = (
    "Write it as mon-fri 9:30-17:00; sat 9:00-12:00, not bank holidays. The clock has 24 hours. "
    "What doesn't fit goes into the note."
)
MIDNIGHT = 24 * 60
_WEEK = 7 * MIDNIGHT


@dataclass(frozen=True)
class Span:
    """Some days and a time on each of them; a time that closes before it opens ends on the next day."""

    days: tuple[int, ...]  # 0 is Monday; in the order of the week
    opens: int | None = None  # minutes after midnight; None if the times are not known
    closes: int | None = None  # up to 1440

    def __str__(self) -> str:
        days = _days_in_words(self.days)
        if self.opens is None or self.closes is None:
            return f"{days}, times not known"
        if (self.opens, self.closes) == (0, MIDNIGHT):
            return f"{days}, all day"
        said = f"{days}, {_clock(self.opens)} to {_clock(self.closes)}"
        return f"{said} the next day" if 0 < self.closes < self.opens else said

    @property
    def typed(self) -> str:
        """The span as an editor types it: mon-fri 9:30-17:00."""
        days = [DAYS[day][:3].lower() for day in self.days]
        if len(days) == 7:
            said = "every day"
        elif len(days) > 2 and self.days == tuple(range(self.days[0], self.days[-1] + 1)):
            said = f"{days[0]}-{days[-1]}"
        else:
            said = ", ".join(days)
        if self.opens is None or self.closes is None:
            return said
        return f"{said} {_digits(self.opens)}-{_digits(self.closes)}"


def _digits(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"


@dataclass(frozen=True)
class Hours:
    """When a contact is open. Nothing known is None in place of Hours, never "closed"."""

    always: bool = False
    by_appointment: bool = False
    spans: tuple[Span, ...] = ()
    bank_holidays: Literal["open", "closed", "unknown"] = "unknown"

    @property
    def lines(self) -> tuple[str, ...]:
        """The hours in words, a line for each span."""
        said = ["Open all day, every day"] if self.always else [str(span) for span in self.spans]
        if self.by_appointment:
            said.append("By appointment")
        if self.bank_holidays != "unknown" and not self.always:
            said.append(f"{self.bank_holidays.capitalize()} on bank holidays")
        return tuple(said)

    @property
    def typed(self) -> str:
        """The hours as an editor types them; `read_hours` gives the same Hours back."""
        if self.always:
            return "always"
        said = "; ".join(span.typed for span in self.spans)
        flags = ["by appointment"] if self.by_appointment else []
        flags += [_HOLIDAYS[self.bank_holidays]] if self.bank_holidays != "unknown" else []
        return ", ".join([said, *flags] if said else flags)


_HOLIDAYS = {"closed": "not bank holidays", "open": "bank holidays too"}


def read_hours(value: object) -> Hours:
    """The hours that an editor typed; the forms are listed in docs/editing.md."""
    if isinstance(value, Hours):
        return value
    text = " ".join(words_of(value, "hours").lower().split())
    if text in ("always", "24/7"):
        return Hours(always=True)
    flags = {words: known for known, words in _HOLIDAYS.items()}
    parts = [part.strip() for part in re.split("[,;]", text) if part.strip()]
    holidays = {flags[part] for part in parts if part in flags}
    if len(holidays) > 1:
        fault("hours", f'hours "{value}" are both open and closed on bank holidays', "Keep one of the two.")
    times = [part for part in parts if part not in flags and part != "by appointment"]
    spans = tuple(_spans(times))
    if not spans and "by appointment" not in parts:
        fault("hours", f'hours "{value}" cannot be read', _HINT)
    _refuse_overlaps(spans)
    known: Literal["open", "closed", "unknown"] = "unknown"
    if holidays:
        known = "closed" if "closed" in holidays else "open"
    return Hours(by_appointment="by appointment" in parts, spans=spans, bank_holidays=known)


_TIME = r"([0-9]{1,2}[:.][0-9]{2}|midnight|noon|midday)"
_PART = re.compile(rf"(?P<days>[a-z][a-z\s-]*?)?\s*(?:(?P<opens>{_TIME})\s*(?:-|to)\s*(?P<closes>{_TIME}))?")


def _spans(parts: list[str]) -> Iterator[Span]:
    """`mon, tue 9:00-12:00, 13:00-17:00`: days gather until a time comes; a time alone is for the days before it."""
    waiting: list[int] = []  # days without a time so far
    last: tuple[int, ...] = ()  # the days of the span before
    for part in parts:
        found = _PART.fullmatch(part)
        if not found or not part:
            fault("hours", f'hours "{part}" cannot be read', _HINT)
        if found["days"]:
            waiting += _days(found["days"].strip())
        if found["opens"]:
            last = tuple(sorted({*waiting})) or last
            if not last:
                fault("hours", f'hours "{part}" name no day', "Write the days first: every day 9:00-17:00.")
            waiting = []
            yield Span(last, _minutes(found["opens"]), _minutes(found["closes"], closing=True))
    if waiting:
        yield Span(tuple(sorted({*waiting})))


def _days(words: str) -> list[int]:
    if words in ("every day", "daily"):
        return list(range(7))
    named = re.split(" ?- ?| to ", words)
    if len(named) > 2 or not all(named):
        fault("hours", f'days "{words}" cannot be read', _HINT)
    first, *rest = (_day(word) for word in named)
    until = rest[0] if rest else first
    return [day % 7 for day in range(first, until + 1 if until >= first else until + 8)]


def _day(word: str) -> int:
    number = _SHORT.get(word[:3])
    if number is None or not DAYS[number].lower().startswith(word.rstrip("s")):
        fault(
            "hours",
            f'"{word}" is not a day',
            "Days are mon, tue, wed, thu, fri, sat, sun, or every day. What doesn't fit goes into the note.",
        )
    return number


def _minutes(text: str, closing: bool = False) -> int:
    if text in ("noon", "midday"):
        return 12 * 60
    if text == "midnight":
        return MIDNIGHT if closing else 0
    hours, minutes = (int(part) for part in re.split("[:.]", text))
    if minutes > 59 or hours * 60 + minutes > MIDNIGHT:
        fault("hours", f"there is no time {text}", "The clock runs from 0:00 to 24:00.")
    if hours == 24 and not closing:
        fault("hours", f"nothing opens at {text}", "Write 0:00 and the day that begins then.")
    return MIDNIGHT if closing and hours == minutes == 0 else hours * 60 + minutes


def _refuse_overlaps(spans: tuple[Span, ...]) -> None:
    """No moment of the week is named twice; a night belongs to two days, and Sunday's to Monday."""
    taken: list[tuple[int, int]] = []  # in minutes of the week
    for span in spans:
        if span.opens is None or span.closes is None:
            _refuse_known_days(span, spans)
            continue
        if span.opens == span.closes:
            said = f"{_clock(span.opens)} to {_clock(span.closes)} is no time at all"
            fault("hours", said, "For day and night: always.")
        for day in span.days:
            begin = day * MIDNIGHT + span.opens
            end = begin + ((span.closes - span.opens) % MIDNIGHT or MIDNIGHT)
            for since, until in taken:
                for week in (-_WEEK, 0, _WEEK):
                    if begin < until + week and since + week < end:
                        shared = max(begin, since + week) // MIDNIGHT % 7
                        fault("hours", f"two times on {DAYS[shared]} overlap", "Keep one, or mend the days.")
            taken.append((begin, end))


def _refuse_known_days(unknown: Span, spans: tuple[Span, ...]) -> None:
    timed = {day for span in spans if span.opens is not None for day in span.days}
    if both := timed.intersection(unknown.days):
        fault("hours", f"{DAYS[min(both)]} has a time and no time", "Keep one, or mend the days.")


def _clock(minutes: int) -> str:
    """GOV.UK style: 9.30am, 5pm, midday, midnight."""
    if minutes in (0, MIDNIGHT):
        return "midnight"
    if minutes == 12 * 60:
        return "midday"
    hour, minute = divmod(minutes, 60)
    return f"{(hour - 1) % 12 + 1}{f'.{minute:02}' if minute else ''}{'am' if hour < 12 else 'pm'}"


def _days_in_words(days: tuple[int, ...]) -> str:
    if len(days) == 7:
        return "Every day"
    if len(days) > 2 and days == tuple(range(days[0], days[-1] + 1)):
        return f"{DAYS[days[0]]} to {DAYS[days[-1]]}"
    names = [DAYS[day] for day in days]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


OpeningHours = Annotated[Hours, BeforeValidator(read_hours)]
