"""Opening hours: every form that docs/editing.md names, in the words that people read; and what is refused."""

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from nottalone_ssg.model.hours import DAYS, Hours, Span, read_hours

EDITING = Path(__file__).parent.parent / "docs" / "editing.md"

SPOKEN = {
    "always": ["Open all day, every day"],
    "24/7": ["Open all day, every day"],
    "mon-fri 9:30-17:00": ["Monday to Friday, 9.30am to 5pm"],
    "mon, tue, thu 9:00-16:00; wed, fri 9:00-20:00": [
        "Monday, Tuesday and Thursday, 9am to 4pm",
        "Wednesday and Friday, 9am to 8pm",
    ],
    "mon-fri 9:00-12:00, 13:00-17:00": ["Monday to Friday, 9am to midday", "Monday to Friday, 1pm to 5pm"],
    "every day 17:00-midnight": ["Every day, 5pm to midnight"],
    "fri 22:00-4:00": ["Friday, 10pm to 4am the next day"],
    "mon-fri": ["Monday to Friday, times not known"],
    "mon-fri 9:00-17:00, not bank holidays": ["Monday to Friday, 9am to 5pm", "Closed on bank holidays"],
    "every day 8:00-19:00, bank holidays too": ["Every day, 8am to 7pm", "Open on bank holidays"],
    "by appointment": ["By appointment"],
    # What editors also write
    "Mon-Fri 9.30-17.00": ["Monday to Friday, 9.30am to 5pm"],
    "monday to friday 9:00 to 17:00": ["Monday to Friday, 9am to 5pm"],
    "mon - fri  9:00 - 17:00": ["Monday to Friday, 9am to 5pm"],
    "tues, thurs 9:00-10:00": ["Tuesday and Thursday, 9am to 10am"],
    "mon-fri, sun 9:00-10:00": ["Monday, Tuesday, Wednesday, Thursday, Friday and Sunday, 9am to 10am"],
    "sat-mon 9:00-10:00": ["Monday, Saturday and Sunday, 9am to 10am"],
    "tue-mon 9:00-10:00": ["Every day, 9am to 10am"],
    "mon-tue 9:00-10:00": ["Monday and Tuesday, 9am to 10am"],
    "daily noon-midnight": ["Every day, midday to midnight"],
    "sat midnight-4:00": ["Saturday, midnight to 4am"],
    "sat-sun 0:00-24:00": ["Saturday and Sunday, all day"],
    "sun 0:00-0:00": ["Sunday, all day"],
    "mon 0:01-12:01": ["Monday, 12.01am to 12.01pm"],
    "mon-fri 9:00-17:00, sat": ["Monday to Friday, 9am to 5pm", "Saturday, times not known"],
    "mon 9:00-10:00, by appointment, not bank holidays": [
        "Monday, 9am to 10am",
        "By appointment",
        "Closed on bank holidays",
    ],
    "fri 22:00-4:00; sat 4:00-5:00": ["Friday, 10pm to 4am the next day", "Saturday, 4am to 5am"],
    "every day 9:00-8:00": ["Every day, 9am to 8am the next day"],
}

REFUSED = {
    "": "cannot be read",
    "most evenings": '"most evenings" is not a day',
    "mon-fri 9-5": 'hours "mon-fri 9-5" cannot be read',
    "mon-fri 9am-5pm": "cannot be read",
    "9:00-17:00": 'hours "9:00-17:00" name no day',
    "9:00-17:00, mon-fri": "name no day",
    "mon-fri 9:00": "cannot be read",
    "mon 9:60-10:00": "there is no time 9:60",
    "mon 9:00-24:01": "there is no time 24:01",
    "mon 9:00-99:00": "there is no time 99:00",
    "mon 24:00-4:00": "nothing opens at 24:00",
    "mon 12:00-noon": "midday to midday is no time at all",
    "mon 9:00-9:00": "9am to 9am is no time at all",
    "mon-wed-fri 9:00-10:00": 'days "mon-wed-fri" cannot be read',
    "mon- 9:00-10:00": 'days "mon-" cannot be read',
    "mo 9:00-10:00": '"mo" is not a day',
    "monster 9:00-10:00": '"monster" is not a day',
    "mon tue 9:00-10:00": '"mon tue" is not a day',
    "always, not bank holidays": '"always" is not a day',
    "not bank holidays": 'hours "not bank holidays" cannot be read',
    "mon 9:00-10:00, not bank holidays, bank holidays too": "both open and closed on bank holidays",
    "mon 9:00-12:00, 11:00-13:00": "two times on Monday overlap",
    "mon-fri 9:00-17:00; wed 16:00-20:00": "two times on Wednesday overlap",
    "mon-fri 9:00-17:00; wed": "Wednesday has a time and no time",
    "fri 22:00-4:00; sat 3:00-5:00": "two times on Saturday overlap",
    "sat 3:00-5:00; fri 22:00-4:00": "two times on Saturday overlap",
    "mon 0:00-5:00; sun 22:00-4:00": "two times on Monday overlap",
    "sun 22:00-4:00; mon 0:00-5:00": "two times on Monday overlap",
    "mon 9:00-17:00 (term time)": "cannot be read",
}


@pytest.mark.parametrize("typed", SPOKEN)
def test_hours_are_said_as_people_say_them(typed: str) -> None:
    assert list(read_hours(typed).lines) == SPOKEN[typed]


@pytest.mark.parametrize("typed", REFUSED)
def test_wrong_hours_are_refused_in_plain_words(typed: str) -> None:
    with pytest.raises(PydanticCustomError) as refusal:
        read_hours(typed)
    assert REFUSED[typed] in refusal.value.message()
    assert refusal.value.type == "hours"
    assert refusal.value.context is not None
    assert refusal.value.context["hint"]


@pytest.mark.parametrize("typed", SPOKEN)
def test_hours_can_be_typed_again(typed: str) -> None:
    """The table of services holds hours as editors type them, and an import of it must change nothing."""
    hours = read_hours(typed)
    assert read_hours(hours.typed) == hours


def test_every_form_in_the_editors_guide_is_tested_here() -> None:
    """An editor who copies a line from the guide must not meet a surprise."""
    section = EDITING.read_text(encoding="utf-8").split("### Hours", 1)[1].split("\n#", 1)[0]
    forms = re.findall(r"^\| `([^`]+)` \| (.+) \|$", section, re.MULTILINE)
    assert len(forms) >= 10
    for typed, spoken in forms:
        lines = SPOKEN[typed]
        if "…" in spoken:
            assert spoken.removeprefix("… ") == lines[-1]
        elif spoken not in ("each on its own line", "closed over lunch"):
            assert [spoken] == lines


def test_hours_that_are_not_text_are_refused() -> None:
    with pytest.raises(PydanticCustomError, match="one piece of text"):
        read_hours(["mon-fri", "9:00-17:00"])


def test_very_long_hours_are_refused_at_once() -> None:
    """A pattern that tries every way to split the spaces would take minutes here."""
    with pytest.raises(PydanticCustomError):
        read_hours("mon" + " " * 500_000 + "!")


def test_hours_read_once_stay_as_they_are() -> None:
    hours = Hours(spans=(Span((0,)),))
    assert read_hours(hours) is hours


_clock = st.builds("{}:{:02}".format, st.integers(0, 24), st.integers(0, 59)) | st.sampled_from(["midnight", "noon"])
_day = st.sampled_from([*(day[:3].lower() for day in DAYS), *(day.lower() for day in DAYS)])
_days = _day | st.builds("{}-{}".format, _day, _day) | st.just("every day")
_time = st.builds("{}-{}".format, _clock, _clock)
_part = st.one_of(
    _days,
    st.builds("{} {}".format, _days, _time),
    _time,
    st.sampled_from(["by appointment", "not bank holidays", "bank holidays too"]),
)
_grammar = st.lists(st.tuples(_part, st.sampled_from([", ", "; "])), min_size=1, max_size=6).map(
    lambda parts: "".join(f"{part}{separator}" for part, separator in parts).rstrip(",; ")
)


@given(_grammar | st.text(max_size=40) | st.text("montuefri 0123456789:-,;", max_size=40))
@example("always")
@example("mon ٩:٠٠-١٧:٠٠")  # noqa: RUF001  digits of another script
@example("mon-fri 9:00-17:00; fri 22:00-midnight")
def test_whatever_is_typed_is_read_or_refused(typed: str) -> None:
    """Reading is total: an editor sees words, never a traceback; and what is read can be said."""
    hours, refusal = _read(typed)
    if hours:
        assert hours.lines
        assert all(hours.lines)
    else:
        assert refusal


def _read(typed: str) -> tuple[Hours | None, str]:
    """The hours, or what the editor is told."""
    try:
        return read_hours(typed), ""
    except PydanticCustomError as refusal:
        return None, refusal.message()


@given(st.permutations(range(7)).map(lambda days: sorted(days[:3])), st.integers(0, 1438), st.data())
def test_one_time_on_some_days_is_always_read(days: list[int], opens: int, data: st.DataObject) -> None:
    """The law above would hold if everything were refused; this one says that what is right is read as it was typed."""
    closes = data.draw(st.integers(opens + 1, 1439))
    typed = ", ".join(DAYS[day][:3].lower() for day in days)
    hours = read_hours(f"{typed} {opens // 60}:{opens % 60:02}-{closes // 60}:{closes % 60:02}")
    assert hours == Hours(spans=(Span(tuple(days), opens, closes),))


@given(st.integers(0, 7 * 1440 - 1), st.integers(1, 1439), st.integers(0, 7 * 1440 - 1), st.integers(1, 1439))
def test_two_times_are_refused_exactly_if_they_share_a_minute(one: int, long: int, two: int, longer: int) -> None:
    """Two times for the same minute are a slip of the pen; a night reaches into the next day, Sunday's into Monday."""
    shared = {(one + m) % (7 * 1440) for m in range(long)} & {(two + m) % (7 * 1440) for m in range(longer)}
    typed = f"{_typed(one, long)}; {_typed(two, longer)}"
    hours, refusal = _read(typed)
    assert (hours is None) == bool(shared), typed
    assert ("overlap" in refusal) == bool(shared), typed


def _typed(begin: int, length: int) -> str:
    opens, closes = begin % 1440, (begin + length) % 1440
    return f"{DAYS[begin // 1440][:3].lower()} {opens // 60}:{opens % 60:02}-{closes // 60}:{closes % 60:02}"
