"""How an import is told: on the terminal, and for other programs."""

import json
from collections.abc import Iterator
from dataclasses import asdict

from nottalone_ssg.importing.compare import Change, State
from nottalone_ssg.importing.run import Outcome, counts

HEADINGS: dict[State, str] = {
    "new": "New",
    "changed": "Changed",
    "held": "Held back, because a person verified them (--accept takes them)",
}
NOTHING = "(nothing)"


def as_text(outcome: Outcome, write: bool) -> str:
    """What a person reads: what is new and what changes, what could not be read, and what was done."""
    lines: list[str] = []
    for state, heading in HEADINGS.items():
        found = [change for change in outcome.changes if change.state == state]
        if found:
            lines += [f"{heading}:", *(line for change in found for line in _change(change)), ""]
    if outcome.problems:
        lines += [*map(str, outcome.problems), ""]
    lines += outcome.notes
    return "\n".join([*lines, _sum(outcome), _done(outcome, write)])


def _change(change: Change) -> Iterator[str]:
    service = change.service
    status = f", {'a draft' if service.status == 'draft' else service.status}" if change.state == "new" else ""
    note = f" ({change.note})" if change.note else ""
    yield f"  {service.id}: {service.name}{status}{note}"
    for difference in change.differences:
        yield f"    {difference.key}: {difference.old or NOTHING} -> {difference.new or NOTHING}"


def _sum(outcome: Outcome) -> str:
    """2 new, 1 changed, 196 unchanged, 3 could not be read."""
    number = counts(outcome)
    parts = [
        f"{number['new']} new",
        f"{number['changed']} changed",
        *([f"{number['held']} held back"] if number["held"] else []),
        f"{number['unchanged']} unchanged",
        *([f"{outcome.unread} could not be read"] if outcome.unread else []),
    ]
    return ", ".join(parts) + "."


def _done(outcome: Outcome, write: bool) -> str:
    if write:
        files = "1 file was written." if outcome.written == 1 else f"{outcome.written} files were written."
        return f"{files} Look at the new ones, then run check." if outcome.written else "Nothing was written."
    waiting = counts(outcome)["new"] + counts(outcome)["changed"]
    return "Nothing is written yet: --write does it." if waiting else "There is nothing to write."


def as_json(outcome: Outcome) -> str:
    """The same for a program."""
    answer = {
        "changes": [
            {
                "id": change.service.id,
                "name": change.service.name,
                "state": change.state,
                "status": change.service.status,
                "differences": [asdict(difference) for difference in change.differences],
                "note": change.note,
            }
            for change in outcome.changes
            if change.state != "unchanged"
        ],
        "counts": dict(counts(outcome)) | {"unread": outcome.unread, "written": outcome.written},
        "notes": outcome.notes,
        "problems": [asdict(problem) for problem in outcome.problems],
    }
    return json.dumps(answer, ensure_ascii=False, indent=2)
