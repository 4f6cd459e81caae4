"""The command line: the only place that parses arguments, prints, and sets exit codes.

Exit codes: 0 done; 1 problems in the content, each printed as file:line:column and a hint; 2 wrong use, or the system
refused (no disk, no search program).
"""

import argparse
import json
import os
import re
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from nottalone_ssg import __version__

if TYPE_CHECKING:
    from nottalone_ssg.job import Job, Report

DONE, PROBLEMS, MISUSE = 0, 1, 2

ABOUT = """\
Makes the NottAlone site from the files in content/.

  build.py              make the site in dist/
  build.py check        say what is wrong, write nothing
  build.py test         run the tests

How to write pages and services: docs/editing.md"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line with these words (those of the process if None); gives the exit code."""
    _speak_utf8()
    given = list(sys.argv[1:] if argv is None else argv)
    parser = _parser()
    try:
        options = parser.parse_args(["build", *given] if _is_build(given) else given)
    except SystemExit as stop:  # argparse has printed what is wrong, or the help
        return int(stop.code or 0)
    try:
        return _run(options)
    except KeyboardInterrupt:
        print("\nStopped. The last good site is as it was.", file=sys.stderr)
        return 130


def run() -> None:
    """The console script `nottalone`."""
    sys.exit(main())


def _is_build(words: Sequence[str]) -> bool:
    """Whether the words begin with no command, so that `build` is meant."""
    return not words or (words[0].startswith("-") and words[0] not in ("-h", "--help", "--version"))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="build.py",
        description=ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"NottAlone {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, title="commands", metavar="COMMAND")
    build = commands.add_parser(
        "build", help="make the site (this is what happens without a command)", allow_abbrev=False
    )
    check = commands.add_parser("check", help="say what is wrong with the content; write nothing", allow_abbrev=False)
    for command in (build, check):
        _shared_options(command)
    build.add_argument("--out", type=Path, default=Path("dist"), metavar="DIR", help="where the site goes (dist)")
    build.add_argument(
        "--only",
        type=_only,
        default=frozenset(),
        metavar="WHAT",
        help="make only some things: pages leaves the search index out",
    )
    build.add_argument("--cache", type=Path, default=Path(".cache"), metavar="DIR", help="where to remember (.cache)")
    build.add_argument("--no-cache", action="store_true", help="remember nothing, and use nothing that is remembered")
    build.add_argument("--timings", action="store_true", help="say how long each stage took")
    check.add_argument("--launch", action="store_true", help="also list what no person has verified yet")
    check.add_argument("--reading", action="store_true", help="also list the reading age of each page, as advice")
    return parser


def _shared_options(command: argparse.ArgumentParser) -> None:
    for name in ("content", "layouts", "assets"):
        command.add_argument(
            f"--{name}", type=Path, default=Path(name), metavar="DIR", help=f"where the {name} are ({name})"
        )
    command.add_argument(
        "--base-url",
        type=_base_url,
        metavar="URL",
        help="the site's address, if not that of content/site.yaml",
    )
    command.add_argument("--date", type=_date, metavar="YYYY-MM-DD", help="build as if it were this day")
    command.add_argument("--jobs", type=_count, metavar="N", help="how many processes may work (one for each core)")
    command.add_argument("--json", action="store_true", help="answer in JSON, for other programs")


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f'"{text}" is not a date; write year-month-day, such as 2026-10-12') from None


def _count(text: str) -> int:
    if not re.fullmatch("[1-9][0-9]{0,2}", text):
        raise argparse.ArgumentTypeError(f'"{text}" is not a number of processes; write a whole number such as 2')
    return int(text)


def _base_url(text: str) -> str:
    from pydantic_core import PydanticCustomError

    from nottalone_ssg.settings import read_base_url

    try:
        return read_base_url(text)
    except PydanticCustomError:
        raise argparse.ArgumentTypeError(
            f'"{text}" is not an address; write https://example.org/ or with a folder'
        ) from None


ONLY = {"pages", "search"}


def _only(text: str) -> frozenset[str]:
    words = frozenset(text.split(","))
    if unknown := sorted(words - ONLY):
        raise argparse.ArgumentTypeError(
            f'"{unknown[0]}" cannot be made on its own; choose from {", ".join(sorted(ONLY))}'
        )
    return words


def _run(options: argparse.Namespace) -> int:
    started = time.perf_counter()
    progress = _Progress() if sys.stderr.isatty() and not options.json else None
    report, refusal = _report(options, progress)
    if progress:
        progress.clear()
    if report is None:
        print(json.dumps({"error": refusal}) if options.json else refusal, file=None if options.json else sys.stderr)
        return MISUSE
    seconds = time.perf_counter() - started
    told = _as_json(report, seconds) if options.json else _as_text(report, options, seconds)
    _say("\n".join([*_as_table(report), told]) if report.reading and not options.json else told)
    return PROBLEMS if report.problems else DONE


def _say(text: str) -> None:
    """Print; whoever stops reading half-way, as `| head` does, has read enough."""
    try:
        print(text, flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _report(options: argparse.Namespace, progress: "_Progress | None") -> "tuple[Report | None, str]":
    """What came of the command; or None and why the system refused."""
    from nottalone_ssg import manifest

    job = _job(options, progress)
    if options.command == "build" and (report := manifest.unchanged(job)):
        return report, ""  # found out before anything heavy is imported
    from nottalone_ssg import pipeline
    from nottalone_ssg.publish import PublishError
    from nottalone_ssg.search.index import SearchError

    try:
        return (
            pipeline.check(job, options.launch, options.reading) if options.command == "check" else pipeline.build(job)
        ), ""
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
        search=not only or "search" in only,
        progress=progress or quiet,
        cache=None if getattr(options, "no_cache", True) else options.cache,
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


def _as_text(report: "Report", options: argparse.Namespace, seconds: float) -> str:
    if report.problems:
        count = len(report.problems)
        lines = [str(problem) for problem in report.problems]
        what = "1 problem" if count == 1 else f"{count} problems"
        tail = "" if options.command == "check" else " Nothing was published; the last good site is as it was."
        return "\n".join([*lines, "", f"{what}.{tail}"])
    if options.command == "check":
        counts = f"{report.sources} files, {report.pages} pages, {report.services} services"
        return f"Everything is right: {counts}. ({seconds:.1f} s)"
    address, weight = report.heaviest
    services = f"{report.services} services" + (f" (drafts left out: {report.drafts})" if report.drafts else "")
    lines = [
        f"Built {report.pages} pages from {report.sources} files: {services}, in {seconds:.1f} s.",
        f"The heaviest page is {address} with {weight / 1000:.1f} KB on the line.",
        f"The site is in {options.out}{'' if str(options.out).endswith('/') else '/'}",
    ]
    if not report.made and report.kept:
        lines[0] = f"Nothing has changed: {report.pages} pages, {services}. ({seconds:.2f} s)"
    if options.timings:
        lines += [f"{stage:>12} {spent:6.2f} s" for stage, spent in report.timings.items()]
        lines += [f"{'made':>12} {report.made:6} files", f"{'kept':>12} {report.kept:6} files"]
    return "\n".join(lines)


def _as_table(report: "Report") -> list[str]:
    """How hard each page is to read, in columns, with an empty line below."""
    rows = (
        f"{row['age']:>4} {row['words']:>6} {row['average']:>8} {row['longest']:>8}  {row['page']}"
        for row in report.reading
    )
    return [
        f"{'age':>4} {'words':>6} {'average':>8} {'longest':>8}  page (average and longest: words of a sentence)",
        *rows,
        "",
    ]


def _as_json(report: "Report", seconds: float) -> str:
    heaviest = dict(zip(("address", "bytes"), report.heaviest, strict=True))
    answer = asdict(report) | {"seconds": round(seconds, 3), "heaviest": heaviest}
    del answer["clock"]
    return json.dumps(answer, ensure_ascii=False, indent=2)


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
