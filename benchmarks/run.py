"""Run: measure the builds of made-up sites beside Hugo's, and the real site; write the tables into the README.

    .venv/bin/python -m benchmarks.run 300 1000 --hugo /path/to/hugo

Each figure is a fresh process from start to exit. Ours (A) and Hugo (B) take turns, A B A B, because the machine is
never the same twice: the ratio of each pair counts, not the seconds. Cold: no output and no cache of either, the
system's file cache warm. Edited: a sentence is added to one guide. Unchanged: the build is started again.
"""

import argparse
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks import real_site, report
from benchmarks.builders import PYTHON, ROOT, Builder, Hugo, NottAlone, passable
from benchmarks.processes import Cost

LARGE = 10_000  # from this many items on, 3 pairs are enough: noise is small beside minutes


@dataclass(frozen=True)
class Row:
    """What was measured for one size, in one situation."""

    items: int
    search: bool
    situation: str
    pairs: list[tuple[Cost, Cost]]  # ours and Hugo's
    html_files: tuple[int, int]


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory(prefix="nottalone-benchmarks-", dir=options.work) as folder:
        rows = [row for size in options.sizes for row in measure(size, Path(folder) / str(size), options)]
        real = None if options.no_real else real_site.measure(Path(folder) / "real", options.passed)
    text = report.text(rows, real, options)
    print(text)
    if not options.print_only:
        report.write(text)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", type=int, nargs="*", help="how many items: 300 1000 10000")
    parser.add_argument("--hugo", default="hugo", metavar="PATH", help="Hugo's own binary, not a script that starts it")
    parser.add_argument("--pairs", type=int, metavar="N", help="pairs for each figure (5; 3 from 10,000 items on)")
    parser.add_argument("--no-search", action="store_true", help="leave out the builds with the search step")
    parser.add_argument("--no-real", action="store_true", help="leave out the real site")
    parser.add_argument("--jobs", metavar="N", help="passed to our build where it has the option")
    parser.add_argument("--no-cache", action="store_true", help="passed to our build where it has the option")
    parser.add_argument("--work", metavar="DIR", help="where to work (the system's folder for temporary files)")
    parser.add_argument("--note", default="", metavar="WORDS", help="a remark to print above the tables")
    parser.add_argument("--print-only", action="store_true", help="don't write into the README")
    options = parser.parse_args()
    options.hugo = shutil.which(options.hugo) or parser.error(f"{options.hugo} cannot be run; see benchmarks/README.md")
    if Path(options.hugo).read_bytes()[:2] == b"#!":
        parser.error(f"{options.hugo} is a script that starts Hugo, which costs time; see benchmarks/README.md")
    wanted = [f"--jobs {options.jobs}"] if options.jobs else []
    options.passed = passable([*wanted, "--no-cache"] if options.no_cache else wanted)
    options.command = shlex.join([".venv/bin/python", "-m", "benchmarks.run", *sys.argv[1:]])
    return options


def measure(items: int, folder: Path, options: argparse.Namespace) -> Iterator[Row]:
    """All situations for one size, without and with the search step; the folder is used up."""
    _make("corpus", items, folder / "content")
    _make("hugo_site", folder / "content", folder / "hugo")
    pairs = options.pairs or (3 if items >= LARGE else 5)
    for search in (False,) if options.no_search else (False, True):
        ours = NottAlone(folder / "content", folder / f"ours-{search}", search, options.passed)
        hugo = Hugo(folder / "hugo", folder / f"hugo-{search}", search, options.hugo)
        for situation, prepare in (("cold", _forget), ("edited", _edit), ("unchanged", _leave)):
            costs: list[tuple[Cost, Cost]] = []
            for number in range(pairs):
                prepare(ours, hugo, number)
                costs.append((ours.build(), hugo.build()))
                print(f"{items} {situation} {search=} {costs[-1][0].wall:.2f} {costs[-1][1].wall:.2f}", file=sys.stderr)
                if situation == "edited":
                    _look(number, ours, hugo)
            yield Row(items, search, situation, costs, (ours.html_files(), hugo.html_files()))
        shutil.rmtree(folder / "trash", ignore_errors=True)


def _make(module: str, *words: object) -> None:
    """Run a module of ours in a process of its own.

    This one has to stay small: what it holds counts as the peak of each process that it starts (exec in Linux).
    """
    subprocess.run([PYTHON, "-m", f"benchmarks.{module}", *map(str, words)], cwd=ROOT, check=True)


def _forget(ours: NottAlone, hugo: Hugo, number: int) -> None:
    ours.forget()
    hugo.forget()


def _edit(ours: NottAlone, hugo: Hugo, number: int) -> None:
    for page in (ours.page, hugo.page):
        with page.open("a", encoding="utf-8") as file:
            file.write(f"\n{_sentence(number)}\n")


def _leave(ours: NottAlone, hugo: Hugo, number: int) -> None:
    pass


def _sentence(number: int) -> str:
    return f"This sentence is new in run {number} of the benchmark."


def _look(number: int, *builders: Builder) -> None:
    """A build that leaves the edit out would be quick, and wrong."""
    for builder in builders:
        if not builder.says(_sentence(number)):
            sys.exit(f"{builder.out} does not have what was edited")


if __name__ == "__main__":
    main()
