"""The options of the command line: what may be written, and what it means. Nothing here does anything."""

import argparse
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

from nottalone_ssg import __version__

ABOUT = """\
Makes the NottAlone site from the files in content/.

  build.py              make the site in dist/
  build.py serve        show the site in your browser while you write
  build.py check        say what is wrong, write nothing
  build.py import FILE  take services in from a table; say first what changes
  build.py print        make one PDF for an area or a group of people
  build.py report       say what the directory covers and what it lacks, for a meeting
  build.py explain /    say what a page is made of, and why it was made again
  build.py test         run the tests

How to write pages and services: docs/editing.md"""


def parser() -> argparse.ArgumentParser:
    """The parser of all commands."""
    words = argparse.ArgumentParser(
        prog="build.py",
        description=ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    words.add_argument("--version", action="version", version=f"NottAlone {__version__}")
    commands = words.add_subparsers(dest="command", required=True, title="commands", metavar="COMMAND")
    for name, (about, add_options) in COMMANDS.items():
        command = commands.add_parser(name, help=about, allow_abbrev=False)
        _source_options(command)
        add_options(command)
    return words


def _build_options(command: argparse.ArgumentParser) -> None:
    _out_options(command)
    command.add_argument(
        "--only",
        type=_only,
        default=frozenset(),
        metavar="WHAT",
        help="make only some things: pages leaves out the search index and the print-outs, print all but these",
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
    command.add_argument("--reading", action="store_true", help="also list the reading age of each page, as advice")
    command.add_argument("--json", action="store_true", help="answer in JSON, for other programs")


def _import_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path, metavar="FILE", help="a table (.csv, .xlsx) or Open Referral UK (.json)")
    command.add_argument("--write", action="store_true", help="write the files; without it you are only told")
    command.add_argument("--accept", action="store_true", help="also change services that a person has verified")
    command.add_argument(
        "--missing",
        type=_missing,
        action="append",
        default=[],
        metavar="KEY=VALUE",
        help="what new services get where the file says nothing: --missing areas=mansfield",
    )
    command.add_argument("--json", action="store_true", help="answer in JSON, for other programs")


def _print_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("--area", default="", metavar="ID", help="for people there: mansfield")
    command.add_argument("--audience", default="", metavar="ID", help="for these people: adults")
    command.add_argument("--large", action="store_true", help="in large print")
    command.add_argument(
        "--since",
        type=_since,
        metavar="WHEN",
        help="a sheet of what changed instead: since a day, or since a services.csv that the site published",
    )
    command.add_argument(
        "--out", type=Path, default=Path("packs"), metavar="DIR", help="where the PDF goes (packs); not the site"
    )


def _report_options(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--out", type=Path, default=Path("report"), metavar="DIR", help="where the report goes (report); not the site"
    )


def _explain_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("path", metavar="PATH", help="an address such as /topics/sleep/, or a file in the site")
    _out_options(command)
    command.add_argument("--json", action="store_true", help="answer in JSON, for other programs")


COMMANDS: dict[str, tuple[str, Callable[[argparse.ArgumentParser], None]]] = {
    "build": ("make the site (this is what happens without a command)", _build_options),
    "serve": ("show the site in your browser while you write", _serve_options),
    "check": ("say what is wrong with the content; write nothing", _check_options),
    "import": ("take services from a table or from open data into the directory", _import_options),
    "print": ("make one PDF for a stall or a ward, or a sheet of what changed", _print_options),
    "report": ("say what the directory covers and what it lacks, for a meeting", _report_options),
    "explain": ("say what a page is made of, and why it was made again", _explain_options),
}


def _out_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("--out", type=Path, default=Path("dist"), metavar="DIR", help="where the site goes (dist)")
    _cache_option(command)


def _cache_option(command: argparse.ArgumentParser) -> None:
    command.add_argument("--cache", type=Path, default=Path(".cache"), metavar="DIR", help="where to remember (.cache)")


def _source_options(command: argparse.ArgumentParser) -> None:
    for name, is_ in (("content", "is"), ("layouts", "are"), ("assets", "are")):
        help_ = f"where the {name} {is_} ({name})"
        command.add_argument(f"--{name}", type=Path, default=Path(name), metavar="DIR", help=help_)
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


def _since(text: str) -> date | Path:
    if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return _date(text)
    if Path(text).is_file():
        return Path(text)
    raise argparse.ArgumentTypeError(f'"{text}" is neither a day, such as 2026-10-12, nor a file')


def _count(text: str) -> int:
    if not re.fullmatch("[1-9][0-9]{0,2}", text):
        raise argparse.ArgumentTypeError(f'"{text}" is not a number of processes; write a whole number such as 2')
    return int(text)


def _port(text: str) -> int:
    if not re.fullmatch("[0-9]{1,5}", text) or int(text) > 65535:
        raise argparse.ArgumentTypeError(f'"{text}" is not a port; write a number such as 8000')
    return int(text)


def _missing(text: str) -> tuple[str, str]:
    key, equals, value = (part.strip() for part in text.partition("="))
    if key not in ("for", "topics", "areas", "organisation", "next check") or not (equals and value):
        raise argparse.ArgumentTypeError(
            f'"{text}" cannot be filled in; write for=, topics=, areas=, organisation= or next check= and a value'
        )
    return key, value


def _base_url(text: str) -> str:
    from pydantic_core import PydanticCustomError

    from nottalone_ssg.model.settings import read_base_url

    try:
        return read_base_url(text)
    except PydanticCustomError:
        raise argparse.ArgumentTypeError(
            f'"{text}" is not an address; write https://example.org/ or with a folder'
        ) from None


ONLY = {"pages", "print", "search"}


def _only(text: str) -> frozenset[str]:
    words = frozenset(text.split(","))
    if unknown := sorted(words - ONLY):
        raise argparse.ArgumentTypeError(
            f'"{unknown[0]}" cannot be made on its own; choose from {", ".join(sorted(ONLY))}'
        )
    return words
