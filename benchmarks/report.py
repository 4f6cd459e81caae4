"""Report: what was measured as tables, with when, where and how, between two comments of the README."""

import argparse
import os
import platform
import re
import subprocess
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.builders import PYTHON, ROOT, known_options, pagefind
from benchmarks.processes import Cost
from benchmarks.real_site import Real, Weight, start_up

if TYPE_CHECKING:
    from benchmarks.run import Row

README = Path(__file__).parent / "README.md"
BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"
SITUATIONS = {"cold": "cold", "edited": "one guide edited", "unchanged": "nothing changed"}


def text(rows: Sequence["Row"], real: Real | None, options: argparse.Namespace) -> str:
    """The tables, and above them what they were made with."""
    return "\n\n".join([*_facts(options), *([_comparison(rows), _counts(rows)] if rows else []), *_real(real)])


def write(tables: str) -> None:
    """Put the tables between the two comments, in place of those of an earlier run."""
    before, _, rest = README.read_text("utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    README.write_text(f"{before}{BEGIN}\n\n{tables}\n\n{END}{after}", "utf-8")


def _facts(options: argparse.Namespace) -> list[str]:
    cpu = re.search(r"model name\s*: (.*)", _read("/proc/cpuinfo"))
    memory = re.search(r"MemTotal:\s*(\d+)", _read("/proc/meminfo"))
    load = ", ".join(f"{load:.1f}" for load in os.getloadavg())
    parts = {
        "Date": datetime.now().astimezone().strftime("%Y-%m-%d %H:%M"),
        "Machine": f"{os.cpu_count()} x {cpu[1] if cpu else platform.processor()}, "
        f"{int(memory[1]) / 1048576 if memory else 0:.0f} GiB, {platform.platform()}; load at the end {load}",
        "Versions": f"{_said(PYTHON, 'build.py', '--version')} at {_said('git', 'describe', '--always', '--dirty')}, "
        f"Python {platform.python_version()}, {' '.join(_said(options.hugo, 'version').split()[:2])}, "
        f"{_said(pagefind(), '--version')}",
        "Command": f"`{options.command}`",
        "Options of ours": ", ".join(_options_of_ours(options.passed)) or "none",
    }
    if options.note:
        parts["Note"] = options.note
    return ["\n".join(f"- {name}: {value}" for name, value in parts.items())]


def _options_of_ours(passed: Sequence[str]) -> list[str]:
    cache = ["`--cache` (a folder for each of the two ways)"] if "--cache" in known_options() else []
    return [*cache, *([f"`{' '.join(passed)}`"] if passed else [])]


def _comparison(rows: Sequence["Row"]) -> str:
    lines = [
        "| items | search step | build | ours, s | Hugo, s | ours / Hugo (min-max) | CPU ratio | MiB: ours, Hugo |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for row in rows:
        ours, hugo = _medians(row, lambda cost: cost.wall)
        peaks = _medians(row, lambda cost: cost.peak)
        ratios = [ours.wall / hugo.wall for ours, hugo in row.pairs]
        cpu = median(ours.cpu / hugo.cpu for ours, hugo in row.pairs)
        cells = (
            f"{row.items:,}",
            "with" if row.search else "without",
            SITUATIONS[row.situation],
            f"{ours:.2f}",
            f"{hugo:.2f}",
            f"**{median(ratios):.2f}** ({min(ratios):.2f}-{max(ratios):.2f})",
            f"{cpu:.2f}",
            f"{peaks[0]:.0f}, {peaks[1]:.0f}",
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _medians(row: "Row", figure: Callable[[Cost], float]) -> tuple[float, float]:
    ours, hugo = zip(*row.pairs, strict=True)
    return median(map(figure, ours)), median(map(figure, hugo))


def _counts(rows: Sequence["Row"]) -> str:
    counts = {row.items: row.html_files for row in rows}
    said = (f"{items:,} items: {ours:,} and {hugo:,}" for items, (ours, hugo) in counts.items())
    pairs = {row.items: len(row.pairs) for row in rows}
    runs = ", ".join(f"{number} pairs at {items:,}" for items, number in pairs.items())
    return f"HTML files of ours and of Hugo: {'; '.join(said)}. Medians of {runs}."


def _real(real: Real | None) -> list[str]:
    if real is None:
        return []
    walls = [cost.wall for cost in real.cold]
    cpu, peak = median(cost.cpu for cost in real.cold), median(cost.peak for cost in real.cold)
    door, program, difference = start_up(real)
    cells = {
        "the real site": "",
        "---": "---",
        "HTML files": f"{real.html_files:,}",
        "cold build with search index": f"{median(walls):.2f} s ({min(walls):.2f}-{max(walls):.2f}, n={len(walls)})",
        "its CPU, its peak": f"{cpu:.2f} s, {peak:.0f} MiB",
        "`build.py --version`, the program alone": f"{door:.0f} ms, {program:.0f} ms",
        "what the door adds": f"{difference:.1f} ms (median of {len(real.starts)} pairs)",
        "the heaviest page": _weight(real.heaviest),
        "the median page": _weight(real.median),
    }
    return ["\n".join(f"| {name} | {value} |" for name, value in cells.items())]


def _weight(weight: Weight) -> str:
    return (
        f"`{weight.address}`: HTML {weight.raw / 1000:.1f} kB, gzipped {weight.gzipped / 1000:.1f} kB, "
        f"with style sheet and script {weight.with_assets / 1000:.1f} kB"
    )


def _said(*command: str) -> str:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


def _read(path: str) -> str:
    return Path(path).read_text("utf-8") if Path(path).exists() else ""
