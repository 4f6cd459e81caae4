"""Processes: run a command from start to exit and tell what the kernel accounted for it."""

import os
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Cost:
    """What a command took."""

    wall: float  # seconds from start to exit
    cpu: float  # seconds, user and system, of it and its children
    peak: float  # MiB of the largest single process among them


def run(command: Sequence[str], folder: Path) -> Cost:
    """Run the command in a fresh process; one that fails ends the measuring, with what it said."""
    started = time.perf_counter()
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        assert process.stdout
        said = process.stdout.read()  # to its end: until then the process lives
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)}\nended with {process.returncode}:\n{said.decode()[-2000:]}")
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024  # ru_maxrss is in bytes there
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / unit)


def run_all(commands: Iterable[Sequence[str]], folder: Path) -> Cost:
    """One command after the other, as one cost."""
    costs = [run(command, folder) for command in commands]
    return Cost(sum(cost.wall for cost in costs), sum(cost.cpu for cost in costs), max(cost.peak for cost in costs))
