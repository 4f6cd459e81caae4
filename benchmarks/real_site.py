"""Real site: a cold build with search, the start of the program, what pages weigh."""

import gzip
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.builders import PYTHON, ROOT, NottAlone
from benchmarks.processes import Cost, run

RUNS = 5
STARTS = 15  # pairs
PROGRAM = "import sys; from nottalone_ssg.cli import main; sys.exit(main(['--version']))"
LEVEL = 6  # gzip, as most hosts do it


@dataclass(frozen=True)
class Weight:
    """A page and its bytes: as they are, gzipped, and gzipped with the style sheet and the script it loads."""

    address: str
    raw: int
    gzipped: int
    with_assets: int


@dataclass(frozen=True)
class Real:
    """What was measured on the real site."""

    cold: list[Cost]
    html_files: int
    starts: list[tuple[float, float]]  # seconds of `build.py --version` and of the program alone
    heaviest: Weight
    median: Weight


def measure(folder: Path, passed: list[str]) -> Real:
    """Build the real content and look at what came of it."""
    ours = NottAlone(ROOT / "content", folder / "ours", search=True, passed=passed)
    cold = []
    for _ in range(RUNS):
        ours.forget()
        cold.append(ours.build())
    weights = _weights(ours.out)
    return Real(cold, ours.html_files(), _starts(), weights[-1], weights[len(weights) // 2])


def _starts() -> list[tuple[float, float]]:
    door, program = [PYTHON, "build.py", "--version"], [PYTHON, "-c", PROGRAM]
    return [(run(door, ROOT).wall, run(program, ROOT).wall) for _ in range(STARTS)]


def start_up(real: Real) -> tuple[float, float, float]:
    """Milliseconds: build.py, the program alone, and the median of the differences of pairs."""
    doors, programs = zip(*real.starts, strict=True)
    return median(doors) * 1e3, median(programs) * 1e3, median(door - program for door, program in real.starts) * 1e3


def _weights(out: Path) -> list[Weight]:
    """All pages, lightest first."""
    loaded = [*out.glob("assets/site.*.css"), *out.glob("assets/site.*.js")]
    assets = sum(_gzipped(path) for path in loaded)
    found = []
    for path in out.rglob("*.html"):
        address = "/" + path.relative_to(out).as_posix().removesuffix("index.html")
        gzipped = _gzipped(path)
        found.append(Weight(address, path.stat().st_size, gzipped, gzipped + assets))
    return sorted(found, key=lambda weight: (weight.gzipped, weight.address))


def _gzipped(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), LEVEL, mtime=0))
