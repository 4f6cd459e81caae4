"""The command line: the only place that parses arguments, prints, and sets exit codes.

Exit codes: 0 done; 1 problems in the content, each printed as file:line:column and a hint; 2 wrong use, or the system
refused (no disk, no search program).
"""

import argparse
import gc
import json
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from nottalone_ssg.options import parser
from nottalone_ssg.terminal import as_json, as_table, as_text

if TYPE_CHECKING:
    from nottalone_ssg.job import Job, Report

DONE, PROBLEMS, MISUSE = 0, 1, 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line with these words (those of the process if None); gives the exit code."""
    _speak_utf8()
    given = list(sys.argv[1:] if argv is None else argv)
    try:
        options = parser().parse_args(["build", *given] if _is_build(given) else given)
    except SystemExit as stop:  # argparse has printed what is wrong, or the help
        return int(stop.code or 0)
    try:
        return _run(options)
    except KeyboardInterrupt:
        importing = "Each service file is whole. Import again to go on."
        left = importing if options.command == "import" else "The last good site is as it was."
        print(f"\nStopped. {left}", file=sys.stderr)
        return 130


def run() -> None:
    """The console script `nottalone`."""
    sys.exit(main())


def _is_build(words: Sequence[str]) -> bool:
    """Whether the words begin with no command, so that `build` is meant."""
    return not words or (words[0].startswith("-") and words[0] not in ("-h", "--help", "--version"))


def _run(options: argparse.Namespace) -> int:
    if options.command == "serve":
        return _serve(options)
    if options.command == "explain":
        return _explain(options)
    if options.command == "report":
        return _coverage(options)
    if options.command == "print":
        return _print(options)
    if options.command == "import":
        return _import(options)
    started = time.perf_counter()
    progress = _Progress() if sys.stderr.isatty() and not options.json else None
    report, refusal = _report(options, progress)
    if progress:
        progress.clear()
    if report is None:
        print(json.dumps({"error": refusal}) if options.json else refusal, file=None if options.json else sys.stderr)
        return MISUSE
    seconds = time.perf_counter() - started
    told = as_json(report, seconds) if options.json else as_text(report, options, seconds)
    _say("\n".join([*as_table(report), told]) if report.reading and not options.json else told)
    return PROBLEMS if report.problems else DONE


def _say(text: str) -> None:
    """Print; whoever stops reading half-way, as `| head` does, has read enough."""
    try:
        print(text, flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _serve(options: argparse.Namespace) -> int:
    from nottalone_ssg.preview.serve import PortError, serve

    try:
        serve(_job(options, None), options.port, _say)
    except PortError as error:
        print(error, file=sys.stderr)
        return MISUSE
    except KeyboardInterrupt:
        print()
    return DONE


def _explain(options: argparse.Namespace) -> int:
    from nottalone_ssg.explain import UnknownPathError, as_text, explain

    try:
        found, problems = explain(_job(options, None), options.path)
    except UnknownPathError as error:
        print(error, file=sys.stderr)
        return MISUSE
    if found is None:
        _say("\n".join(map(str, problems)))
        return PROBLEMS
    _say(json.dumps(asdict(found), indent=2) if options.json else as_text(found))
    return DONE


def _import(options: argparse.Namespace) -> int:
    from nottalone_ssg.importing.run import Request, run
    from nottalone_ssg.importing.told import as_json, as_text

    gc.set_threshold(MANY, 50, 100)
    if not options.file.is_file():
        print(f"There is no file {options.file}", file=sys.stderr)
        return MISUSE
    today = options.date or _today()
    request = Request(options.file, options.content, today, options.write, options.accept, dict(options.missing))
    outcome = run(request)
    _say(as_json(outcome) if options.json else as_text(outcome, options.write))
    return PROBLEMS if outcome.problems else DONE


def _print(options: argparse.Namespace) -> int:
    from nottalone_ssg.printing.run import RefusedError, Request, run

    gc.set_threshold(MANY, 50, 100)
    job = _job(options, None)
    request = Request(job, options.out, options.area, options.audience, options.large, options.since)
    try:
        outcome = run(request)
    except RefusedError as error:
        print(error, file=sys.stderr)
        return MISUSE
    _say("\n".join(map(str, outcome.problems)) or f"{outcome.file}: {outcome.about}.")
    return PROBLEMS if outcome.problems else DONE


def _coverage(options: argparse.Namespace) -> int:
    from nottalone_ssg.report.written import FolderError, write_report

    try:
        written = write_report(_job(options, None), options.out)
    except (FolderError, OSError) as error:
        print(error, file=sys.stderr)
        return MISUSE
    _say("\n".join(map(str, written.problems)) or f"The report is in {written.page}, with three tables beside it.")
    return PROBLEMS if written.problems else DONE


# The garbage collector looks at all that is new after so many new things. Ours are nearly all kept to the end: with its
# usual 700, a build of 1,000 items spends a fifth of its time on looking (benchmarks/README.md).
MANY = 200_000


def _report(options: argparse.Namespace, progress: "_Progress | None") -> "tuple[Report | None, str]":
    """What came of the command; or None and why the system refused."""
    from nottalone_ssg import manifest

    job = _job(options, progress)
    if options.command == "build" and (report := manifest.unchanged(job)):
        return report, ""  # found out before anything heavy is imported
    gc.set_threshold(MANY, 50, 100)
    from nottalone_ssg.publish import PublishError
    from nottalone_ssg.search.canonical import SearchError

    try:
        if options.command == "check":
            from nottalone_ssg.checking import check

            return check(job, options.launch, options.reading), ""
        from nottalone_ssg.pipeline import build

        return build(job), ""
    except (PublishError, SearchError) as error:
        return None, str(error)


def _job(options: argparse.Namespace, progress: "_Progress | None") -> "Job":
    from nottalone_ssg.job import Folders, Job, quiet

    folders = Folders(options.content, options.layouts, options.assets, getattr(options, "out", Path("dist")))
    only: frozenset[str] = getattr(options, "only", frozenset())
    return Job(
        folders,
        options.date or _today(),
        options.base_url,
        pages=not only or bool(only & {"pages", "search"}),
        search=not only or "search" in only,
        prints=not only or "print" in only,
        progress=progress or quiet,
        cache=None if getattr(options, "no_cache", False) else getattr(options, "cache", None),
        jobs=options.jobs or _cores(),
    )


def _cores() -> int:
    """How many processes can work at once here."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on macOS and Windows
        return os.cpu_count() or 1


def _today() -> date:
    """The one look at the clock: the day it is on this machine."""
    return datetime.now().astimezone().date()


class _Progress:
    """One line on the terminal that changes while the work goes on."""

    def __init__(self) -> None:
        self.shown = ""

    def __call__(self, stage: str, done: int, total: int) -> None:
        percent = f" {100 * done // total}%" if total > 1 else ""
        line = f"{stage}{percent}"
        if line != self.shown:
            print(f"\r{line:<{len(self.shown)}}", end="", file=sys.stderr, flush=True)
            self.shown = line

    def clear(self) -> None:
        print(f"\r{'':<{len(self.shown)}}\r", end="", file=sys.stderr, flush=True)


def _speak_utf8() -> None:
    """Windows and bare containers have other encodings; a message must not die of a curly quote."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
