"""What changed: a sheet of new, changed and closed services, to be folded into an older booklet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from nottalone_ssg.model.service import Service
from nottalone_ssg.output import Output
from nottalone_ssg.views.print.frame import Size, View, frame, printed
from nottalone_ssg.views.print.packs import Readers
from nottalone_ssg.views.print.services import entry
from nottalone_ssg.views.print.sheets import DENSITIES
from nottalone_ssg.views.shell import Ground


@dataclass(frozen=True, slots=True)
class Gone:
    """A service that the older booklet has and that nobody should ring any more."""

    name: str
    instead: str = ""  # the name of the one that took its place


@dataclass(frozen=True, slots=True)
class Changes:
    """What is different from an earlier day, by name."""

    since: str  # 1 September 2026; or, of a table, the day it says of itself, or nothing
    new: tuple[Service, ...] = ()
    changed: tuple[tuple[Service, tuple[str, ...]], ...] = ()  # and what changed, in words
    looked_at: tuple[Service, ...] = ()  # where a day alone is known: new, or changed, or only looked at again
    gone: tuple[Gone, ...] = ()

    @property
    def count(self) -> int:
        """How many services are on the sheet."""
        return len(self.new) + len(self.changed) + len(self.looked_at) + len(self.gone)


def plan_changes(ground: Ground, changes: Changes, readers: Readers, size: Size) -> Output:
    """The sheet for these readers, whose services the changes are already held to."""
    path = readers.named("what-changed", size)
    gather = partial(_view, ground, changes, readers, size)
    return printed(ground, path, "changes.typ", gather, densities=DENSITIES)


def _view(ground: Ground, changes: Changes, readers: Readers, size: Size) -> View:
    title = f"What changed since {changes.since}" if changes.since else "What changed"
    return {
        **frame(ground, title, readers.address(ground), size),
        "readers": readers.in_words(ground.site),
        "sections": list(_sections(ground, changes)),
        "gone": [{"name": gone.name, "instead": gone.instead} for gone in changes.gone],
    }


def _sections(ground: Ground, changes: Changes) -> Iterator[View]:
    parts: Sequence[tuple[str, Sequence[tuple[Service, tuple[str, ...]]]]] = (
        ("New", [(service, ()) for service in changes.new]),
        ("Changed", changes.changed),
        ("New, changed, or looked at again", [(service, ()) for service in changes.looked_at]),
    )
    for heading, found in parts:
        services = [{**entry(ground, service), "changed": list(what)} for service, what in found]
        if services:
            yield {"heading": heading, "services": services}
