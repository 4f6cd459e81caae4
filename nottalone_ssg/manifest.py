"""The manifest: what the last build published, and what it had seen; so that nothing is done again for nothing.

It lies in the cache folder, one for each published folder. It is believed only where the disk still agrees: a file
counts as published if size and time are as they were written, and sources count as unchanged if theirs are. One
that was saved so shortly before it was read that another save could have got the same time counts by its content.
"""

import json
import os
import stat
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from nottalone_ssg.identity import program
from nottalone_ssg.job import Job, Report
from nottalone_ssg.store import digest

SETTLED = 2_000_000_000  # nanoseconds; the coarsest file systems (FAT) keep time in steps of two seconds


class Kept(NamedTuple):
    """A published file: under which key it was made, and how the disk knows it."""

    key: str
    size: int
    time: int  # of its last change, in nanoseconds
    weight: int = 0  # of a page: see `weighing`
    scripts: int = 0
    searched: str = ""  # of a page: the digest of what search looks at, or nothing


@dataclass(frozen=True, slots=True)
class Seen:
    """What a build looked at: a digest, and the files that are in it by content, since their times say too little."""

    digest: str = ""
    young: tuple[str, ...] = ()


@dataclass(frozen=True)
class Manifest:
    """What one published folder holds, and the signature of what it was made from."""

    files: Mapping[str, Kept] = field(default_factory=dict)  # by path
    seen: Seen = Seen()
    report: Mapping[str, Any] = field(default_factory=dict)  # the numbers that the build closed with


def file_for(cache: Path, out: Path) -> Path:
    """The manifest's own file in the cache folder."""
    return cache / f"published-{digest(os.path.abspath(out))[:16]}.json"  # noqa: PTH100  a link counts as itself


def history_for(cache: Path, out: Path) -> Path:
    """The file beside it, for `history`."""
    return file_for(cache, out).with_suffix(".history.json")


def unchanged(job: Job) -> Report | None:
    """The report of the last build if its site still lies there whole and nothing that it looked at has changed."""
    if job.cache is None:
        return None
    manifest = read(file_for(job.cache, job.folders.out))
    if manifest.seen != seen_by(job, manifest.seen.young):
        return None
    if len(intact(manifest, job.folders.out)) != len(manifest.files):
        return None
    report = Report(**manifest.report)
    report.made, report.kept = 0, report.files
    return report


def seen_by(job: Job, young: Iterable[str] | None = None) -> Seen:
    """The signature of what this job looks at; ``young`` are the files to take by their content, if that is known."""
    folders = [job.folders.content, job.folders.layouts, job.folders.assets]
    words = [job.today.isoformat(), job.base_url or "", str((job.pages, job.search, job.prints))]
    return signature(folders, words, time.time_ns() if young is None else frozenset(young))


def read(file: Path) -> Manifest:
    """The manifest in ``file``, empty if there is none or if it is damaged."""
    try:
        guard, _, text = file.read_text(encoding="utf-8").partition("\n")
        if guard != digest(text):
            return Manifest()
        data = json.loads(text)
        return Manifest(
            {path: Kept(*row) for path, row in data["files"].items()},
            Seen(data["seen"], tuple(data["young"])),
            data["report"],
        )
    except (OSError, ValueError, KeyError, TypeError):
        return Manifest()


def write(file: Path, manifest: Manifest) -> None:
    """Keep the manifest; that it cannot be kept is no fault, the next build only takes longer."""
    seen = {"seen": manifest.seen.digest, "young": manifest.seen.young}
    text = json.dumps({"files": manifest.files, **seen, "report": dict(manifest.report)})
    beside = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(f"{digest(text)}\n{text}", encoding="utf-8")
        beside.replace(file)
    except OSError:
        beside.unlink(missing_ok=True)


def intact(manifest: Manifest, out: Path) -> dict[PurePosixPath, Kept]:
    """The files of the manifest that lie in ``out`` as they were written."""
    found: dict[PurePosixPath, Kept] = {}
    root = os.fspath(out)
    for path, kept in manifest.files.items():
        try:
            now = os.stat(f"{root}/{path}", follow_symlinks=False)  # noqa: PTH116  ten thousand paths cost half of it
        except OSError:
            continue
        if (now.st_size, now.st_mtime_ns) == (kept.size, kept.time):
            found[PurePosixPath(path)] = kept
    return found


def signature(folders: Sequence[Path], words: Sequence[str], young: int | frozenset[str]) -> Seen:
    """The digest of all that a build looks at: of the files' sizes and times, or of their content where they are young.

    A file is young if it is named so, or, where ``young`` is the time now in nanoseconds, if it changed so shortly
    before that another save could get the same time. ``words`` are the options that matter, the day among them.
    """
    rows: list[str] = []
    found: list[str] = []
    for folder in map(os.fspath, folders):
        for path, *now in sorted(scan(folder, folder)):
            if young - max(now[1:]) < SETTLED if isinstance(young, int) else path in young:
                found.append(path)
                rows.append(f"{path}\0{_content(path)}")
            else:
                rows.append(f"{path}\0{now}")
    return Seen(digest(program(), *words, *rows), tuple(found))


def _content(path: str) -> str:
    try:
        return digest(Path(path).read_bytes())
    except OSError:
        return ""


def scan(folder: str, inside: str) -> Iterator[tuple[str, int, int, int]]:
    """Every file below: its path, size, and the times of the last change to its text and to its entry on the disk."""
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        path = f"{inside}/{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            yield from scan(entry.path, path)
        else:
            try:
                now = entry.stat()
            except OSError:
                now = None
            if now and stat.S_ISREG(now.st_mode):
                yield path, now.st_size, now.st_mtime_ns, now.st_ctime_ns
            else:
                yield path, -1, 0, 0  # a pipe, a link to nowhere: reading it could wait for ever
