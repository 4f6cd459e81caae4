"""History: why each published file was made when it was made last. For `explain` alone; no build looks at it.

It lies beside the manifest in the cache folder, and like it is never missed.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from nottalone_ssg.job import Folders
from nottalone_ssg.manifest import scan

MOST = 50  # changed sources that are kept of one build; after a large merge nobody reads more


@dataclass(frozen=True)
class Reason:
    """One build, as far as it made something."""

    on: str  # 2026-11-23 14:05
    changed: tuple[str, ...]  # sources that were new, changed or gone since the build before


@dataclass(frozen=True)
class History:
    """The sources as the last build saw them, and the builds that made what is published."""

    sources: Mapping[str, str] = field(default_factory=dict)  # how the disk knows each, by its name in messages
    builds: Sequence[Reason] = ()
    made: Mapping[str, tuple[int, tuple[str, ...]]] = field(default_factory=dict)  # which build, and what differed

    def reason(self, path: str) -> tuple[Reason, tuple[str, ...]] | None:
        """The build that made a file, and which parts of its key were new; no parts for a file that was new."""
        found = self.made.get(path)
        return (self.builds[found[0]], found[1]) if found and found[0] < len(self.builds) else None


def sources_in(folders: Folders) -> dict[str, str]:
    """All sources by the names that messages give them, with what tells one state of a file from another."""
    named = {"content": folders.content, "layouts": folders.layouts, "assets": folders.assets}
    rows = (row for name, folder in named.items() for row in scan(str(folder), name))
    return {path: f"{size} {time}" for path, size, time, _ in rows}


def changes(before: Mapping[str, str], now: Mapping[str, str]) -> tuple[str, ...]:
    """The sources that are new, changed or gone, by name."""
    return tuple(sorted(path for path in before.keys() | now.keys() if before.get(path) != now.get(path)))


def after(history: History, sources: Mapping[str, str], made: Mapping[str, tuple[str, ...]], on: str) -> History:
    """The history after a build that made these files, each with the parts of its key that differed."""
    changed = changes(history.sources, sources) if history.sources else ()
    rows = {**history.made, **{path: (len(history.builds), parts) for path, parts in made.items()}}
    builds = [*history.builds, Reason(on, changed[:MOST])]
    needed = sorted({number for number, _ in rows.values()})  # a build of which nothing is left is forgotten
    renumbered = {number: place for place, number in enumerate(needed)}
    return History(
        sources,
        [builds[number] for number in needed],
        {path: (renumbered[number], parts) for path, (number, parts) in rows.items()},
    )


def read(file: Path) -> History:
    """The history in ``file``, empty if there is none or if it is damaged."""
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        return History(
            data["sources"],
            [Reason(on, tuple(changed)) for on, changed in data["builds"]],
            {path: (number, tuple(parts)) for path, (number, parts) in data["made"].items()},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return History()


def write(file: Path, history: History) -> None:
    """Keep the history; that it cannot be kept is no fault."""
    builds = [(build.on, build.changed) for build in history.builds]
    text = json.dumps({"sources": history.sources, "builds": builds, "made": history.made})
    try:
        file.write_text(text, encoding="utf-8")
    except OSError:
        file.unlink(missing_ok=True)
