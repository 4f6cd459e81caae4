"""Schedules: from the parts of an RRULE to hours as an editor types them.

The other way round: exports/open_referral/places.py.
"""

import re

from nottalone_ssg.exports.open_referral.places import APPOINTMENT, HOLIDAYS
from nottalone_ssg.exports.open_referral.words import DAYS
from nottalone_ssg.importing.fields import Fields
from nottalone_ssg.model.hours import DAYS as DAYS_OF_THE_WEEK


def times_of(of: Fields) -> dict[str, str]:
    """The hours, as an editor types them, by the id or the link of what they are of; "" holds those of the service."""
    rules: dict[str, list[str]] = {}
    notes: dict[str, list[str]] = {}
    schedules = [*of.things("schedules")]
    for place in of.things("service_at_locations"):
        schedules += [times for times in place.things("schedules") if times.text("service_at_location_id")]
    for times in schedules:
        links = ("phone_id", "contact_id", "service_at_location_id", "schedule_link")
        owner = next((times.text(name).lower() for name in links if times.text(name)), "")
        rule, note = _rule(times), times.text("notes")
        if rule not in rules.setdefault(owner, []):
            rules[owner].append(rule)
        notes[owner] = note.split(". ")
    return {owner: _typed(said, notes[owner]) for owner, said in rules.items() if owner}


def _typed(rules: list[str], notes: list[str]) -> str:
    """Rules and notes as one text: mon-fri 9:00-17:00, not bank holidays. Nothing if one of them is not understood."""
    if "?" in rules:
        return ""
    flags = ["by appointment"] if APPOINTMENT in notes else []
    flags += ["not bank holidays"] if HOLIDAYS["closed"] in notes else []
    flags += ["bank holidays too"] if HOLIDAYS["open"] in notes else []
    said = "; ".join(rule for rule in rules if rule)
    return "always" if said == "every day 0:00-24:00" else ", ".join([said, *flags] if said else flags)


def _rule(times: Fields) -> str:
    """One schedule: mon, tue 9:30-17:00; "" if it has no days, ? if it cannot be said in our words."""
    days = [day.strip().upper() for day in times.text("byday").split(",") if day.strip()]
    if not days:
        return ""
    monthly = times.text("freq") == "MONTHLY" or times.text("interval") not in ("", "1") or times.text("bymonthday")
    if monthly or not all(day in DAYS for day in days):
        return "?"
    named = [DAYS_OF_THE_WEEK[DAYS.index(day)][:3].lower() for day in days]
    said = "every day" if len({*named}) == len(DAYS) else ", ".join(named)
    opens, closes = _clock(times.text("opens_at")), _clock(times.text("closes_at"))
    if not times.text("opens_at"):
        return said
    return f"{said} {opens}-{'24:00' if closes == '23:59' else closes}" if opens and closes else "?"


def _clock(text: str) -> str:
    """9:30 of 09:30, 09:30:00 and 09:30Z; what has another offset is not local time, and not taken."""
    found = re.fullmatch(r"([0-9]{1,2}):([0-9]{2})(?::[0-9]{2})?(?:Z)?", text)
    return f"{int(found[1])}:{found[2]}" if found else ""
