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
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from nottalone_ssg import __version__
from nottalone_ssg.terminal import as_json, as_text

if TYPE_CHECKING:
    from nottalone_ssg.job import Job, Report

DONE, PROBLEMS, MISUSE = 0, 1, 2

ABOUT = """\
Makes the NottAlone site from the files in content/.

  build.py              make the site in dist/
  build.py serve        show the site in your browser while you write
  build.py check        say what is wrong, write nothing
  build.py explain /    say what a page is made of, and why it was made again
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
    for name, (about, add_options) in COMMANDS.items():
        command = commands.add_parser(name, help=about, allow_abbrev=False)
        _source_options(command)
        add_options(command)
    return parser


def _build_options(command: argparse.ArgumentParser) -> None:
    _out_options(command)
    command.add_argument(
        "--only",
        type=_only,
        default=frozenset(),
        metavar="WHAT",
        help="make only some things: pages leaves the search index out",
    )
    command.add_argument("--no-cache", action="store_true", help="remember nothing, and use nothing that is remembered")
    command.add_argument("--timings", action="store_true", help="say how long each stage took")
    command.add_argument("--json", action="store_true", help="answer in JSON, for other programs")


def _serve_options(command: argparse.ArgumentParser) -> None:
    _cache_option(command)
    command.add_argument("--no-cache", action="store_true", help="remember nothing, and use nothing that is remembered")
    command.add_argument("--port", type=_port, metavar="N", help="where the browser finds it (8000, or the next free)")


def _check_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("--launch", action="store_true", help="also list what no person has verified yet")
    command.add_argument("--json", action="store_true", help="answer in JSON, for other programs")


def _explain_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("path", metavar="PATH", help="an address such as /topics/sleep/, or a file in the site")
    _out_options(command)
    command.add_argument("--json", action="store_true", help="answer in JSON, for other programs")


COMMANDS: dict[str, tuple[str, Callable[[argparse.ArgumentParser], None]]] = {
    "build": ("make the site (this is what happens without a command)", _build_options),
    "serve": ("show the site in your browser while you write", _serve_options),
    "check": ("say what is wrong with the content; write nothing", _check_options),
    "explain": ("say what a page is made of, and why it was made again", _explain_options),
}


def _out_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("--out", type=Path, default=Path("dist"), metavar="DIR", help="where the site goes (dist)")
    _cache_option(command)


def _cache_option(command: argparse.ArgumentParser) -> None:
    command.add_argument("--cache", type=Path, default=Path(".cache"), metavar="DIR", help="where to remember (.cache)")


def _source_options(command: argparse.ArgumentParser) -> None:
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


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f'"{text}" is not a date; write year-month-day, such as 2026-10-12') from None


def _count(text: str) -> int:
    if not re.fullmatch("[1-9][0-9]{0,2}", text):
        raise argparse.ArgumentTypeError(f'"{text}" is not a number of processes; write a whole number such as 2')
    return int(text)


def _port(text: str) -> int:
    if not re.fullmatch("[0-9]{1,5}", text) or int(text) > 65535:
        raise argparse.ArgumentTypeError(f'"{text}" is not a port; write a number such as 8000')
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
    if options.command == "serve":
        return _serve(options)
    started = time.perf_counter()
    progress = _Progress() if sys.stderr.isatty() and not options.json else None
    report, refusal = _report(options, progress)
    if progress:
        progress.clear()
    if report is None:
        print(json.dumps({"error": refusal}) if options.json else refusal, file=None if options.json else sys.stderr)
        return MISUSE
    seconds = time.perf_counter() - started
    _say(as_json(report, seconds) if options.json else as_text(report, options, seconds))
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
        return pipeline.check(job, options.launch) if options.command == "check" else pipeline.build(job), ""
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
