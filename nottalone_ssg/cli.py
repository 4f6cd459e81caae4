"""The command line: the only place that parses arguments, prints, and sets exit codes.

Exit codes: 0 done; 1 problems in the content, each printed as file:line:column and a hint; 2 wrong use, or the system
refused (no disk, no search program).
"""

import argparse
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from nottalone_ssg import __version__

if TYPE_CHECKING:
    from nottalone_ssg.pipeline import Job, Report

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
        options = parser.parse_args(given if given and given[0] in _COMMANDS | _ABOUT_ITSELF else ["build", *given])
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


_COMMANDS = {"build", "check"}
_ABOUT_ITSELF = {"-h", "--help", "--version"}


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
    check.add_argument("--launch", action="store_true", help="also list what no person has verified yet")
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
    command.add_argument("--json", action="store_true", help="answer in JSON, for other programs")


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f'"{text}" is not a date; write year-month-day, such as 2026-10-12') from None


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
    from nottalone_ssg import pipeline
    from nottalone_ssg.publish import PublishError
    from nottalone_ssg.search.index import SearchError

    progress = _Progress() if sys.stderr.isatty() and not options.json else None
    job = _job(options, progress)
    try:
        report = pipeline.check(job, options.launch) if options.command == "check" else pipeline.build(job)
    except (PublishError, SearchError) as error:
        _end(progress)
        print(
            json.dumps({"error": str(error)}) if options.json else str(error),
            file=sys.stdout if options.json else sys.stderr,
        )
        return MISUSE
    _end(progress)
    seconds = time.perf_counter() - started
    print(_as_json(report, seconds) if options.json else _as_text(report, options, seconds))
    return PROBLEMS if report.problems else DONE


def _job(options: argparse.Namespace, progress: "_Progress | None") -> "Job":
    from nottalone_ssg.pipeline import Folders, Job

    folders = Folders(options.content, options.layouts, options.assets, getattr(options, "out", Path("dist")))
    only: frozenset[str] = getattr(options, "only", frozenset())
    job = Job(folders, options.date or _today(), options.base_url, search=not only or "search" in only)
    return Job(**{**vars(job), "progress": progress}) if progress else job


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
    drafts = f" (drafts left out: {report.drafts})" if report.drafts else ""
    return (
        f"Built {report.pages} pages from {report.sources} files: {report.services} services{drafts}, in {seconds:.1f} s.\n"
        f"The heaviest page is {address} with {weight / 1000:.1f} KB on the line.\n"
        f"The site is in {options.out}{'' if str(options.out).endswith('/') else '/'}"
    )


def _as_json(report: "Report", seconds: float) -> str:
    heaviest = dict(zip(("address", "bytes"), report.heaviest, strict=True))
    answer = asdict(report) | {"seconds": round(seconds, 3), "heaviest": heaviest}
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


def _end(progress: _Progress | None) -> None:
    if progress:
        progress.clear()


def _speak_utf8() -> None:
    """Windows and bare containers have other encodings; a message must not die of a curly quote."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
