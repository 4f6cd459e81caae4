"""Watching: notice that somebody saved, renamed or deleted a file, however their editor does it."""

import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Event

from watchfiles import watch

STEP = 10  # milliseconds without another change after which a burst of saves counts as over
BURST = 100  # milliseconds after which the page is shown even though the burst goes on
LOOK = 500  # milliseconds between two looks at whether the folders themselves are still there


def changes(folders: Sequence[Path], stop: Event) -> Iterator[None]:
    """Comes back whenever something in the folders may have changed, until ``stop`` is set.

    A folder that is missing is waited for; one that is put in the place of another is noticed.
    """
    while not stop.is_set():
        there = _there(folders)
        if not there:
            time.sleep(LOOK / 1000)
            continue
        fresh = True  # what changed before the watch began is noticed when it first comes back
        for found in watch(
            *there,
            watch_filter=None,  # which files count is said once, where they are read
            step=STEP,
            debounce=BURST,
            rust_timeout=LOOK,
            yield_on_timeout=True,
            stop_event=stop,
            raise_interrupt=True,
            ignore_permission_denied=True,
        ):
            moved = _there(folders) != there
            if found or moved or fresh:
                yield
            fresh = False
            if moved:
                break


def _there(folders: Sequence[Path]) -> dict[Path, int]:
    """Those of the folders that exist, with their numbers on the disk."""
    found: dict[Path, int] = {}
    for folder in folders:
        try:
            found[folder] = folder.stat().st_ino
        except OSError:
            continue
    return found
