"""The store: remembers what pure functions gave, by key.

A key is the digest of everything that the function may see, so a remembered value cannot be stale, only missing.
The store is an edge and never trusted: each value carries its own digest, and whatever is missing, damaged, locked or
of another version counts as not remembered. Losing the store costs time and nothing else.

It prunes itself: what no build of the last fortnight used goes, and it never grows past a set size.
"""

import contextlib
import hashlib
import shutil
import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

FORMAT = 1  # of the table; another number means another file
KEEP_DAYS = 14
LIMIT = 1_000_000_000  # bytes of values; the real site has 40 million, most of it print-outs
SECONDS_A_DAY = 86_400
PATIENCE = 5.0  # seconds to wait for another build that is writing
BATCH = 500  # keys in one question; SQLite takes 999 at the least


def digest(*parts: bytes | str) -> str:
    """A key: the digest of the parts, each with its length, so that no two lists of parts look the same."""
    total = hashlib.blake2b(digest_size=20)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        total.update(len(data).to_bytes(8, "big"))
        total.update(data)
    return total.hexdigest()


class Store:
    """Values by key, in one SQLite file in ``folder``; with None for a folder it remembers nothing."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._file = folder / f"made-{FORMAT}.sqlite" if folder else None
        self._today = int(time.time() // SECONDS_A_DAY)
        self._connection = self._open()

    def get_all(self, keys: Iterable[str]) -> dict[str, bytes]:
        """The values of those keys that are remembered and undamaged."""
        found: dict[str, bytes] = {}
        wanted = list(keys)
        with self._never_fatal():
            for start in range(0, len(wanted) if self._connection else 0, BATCH):
                found |= self._ask(wanted[start : start + BATCH])
        return found

    def _ask(self, keys: list[str]) -> dict[str, bytes]:
        if self._connection is None:
            return {}
        marks = ",".join("?" * len(keys))
        question = f"SELECT key, value, guard FROM made WHERE key IN ({marks})"  # noqa: S608  only question marks
        rows = self._connection.execute(question, keys)
        return {key: value for key, value, guard in rows if guard == _guard(value)}

    def put_all(self, values: Mapping[str, bytes], used: Iterable[str]) -> None:
        """Remember new values, and that the ``used`` ones were of use today; then prune."""
        with self._never_fatal():
            if self._connection is None:
                return
            with self._connection:
                rows = ((key, value, _guard(value), self._today) for key, value in values.items())
                self._connection.executemany("INSERT OR REPLACE INTO made VALUES (?, ?, ?, ?)", rows)
                touched = ((self._today, key, self._today) for key in used)
                self._connection.executemany("UPDATE made SET used = ? WHERE key = ? AND used < ?", touched)
                self._prune(self._connection)

    def _prune(self, connection: sqlite3.Connection) -> None:
        connection.execute("DELETE FROM made WHERE used < ?", (self._today - KEEP_DAYS,))
        (size,) = connection.execute("SELECT coalesce(sum(length(value)), 0) FROM made").fetchone()
        if size > LIMIT:
            connection.execute(
                "DELETE FROM made WHERE key IN (SELECT key FROM (SELECT key, sum(length(value)) OVER "
                "(ORDER BY used DESC, key) AS total FROM made) WHERE total > ?)",
                (LIMIT // 2,),
            )

    def close(self) -> None:
        """Let go of the file."""
        with self._never_fatal():
            if self._connection:
                self._connection.close()
        self._connection = None

    def _open(self) -> sqlite3.Connection | None:
        if self._file is None or self._folder is None:
            return None
        for _ in range(2):  # a damaged file is thrown away, and a new one begun
            try:
                self._folder.mkdir(parents=True, exist_ok=True)
                return _connect(self._file)
            except sqlite3.OperationalError:
                return None  # locked for long, or no room: go without
            except sqlite3.DatabaseError:
                shutil.rmtree(self._folder, ignore_errors=True)
            except OSError:
                return None
        return None

    @contextlib.contextmanager
    def _never_fatal(self) -> Iterator[None]:
        """A store that fails is a store that remembers nothing."""
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            failed, self._connection = self._connection, None
            if failed:
                with contextlib.suppress(sqlite3.Error):
                    failed.close()
            if (
                self._folder
                and isinstance(error, sqlite3.DatabaseError)
                and not isinstance(error, sqlite3.OperationalError)
            ):
                shutil.rmtree(self._folder, ignore_errors=True)


def _connect(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, timeout=PATIENCE)
    try:
        connection.execute("PRAGMA journal_mode = WAL")  # readers don't wait for a writer; a killed one leaves no mess
        connection.execute("PRAGMA synchronous = OFF")  # a power cut may cost the store; the guards notice
        connection.execute(
            "CREATE TABLE IF NOT EXISTS made (key TEXT PRIMARY KEY, value BLOB, guard BLOB, used INTEGER)"
        )
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _guard(value: bytes) -> bytes:
    return hashlib.blake2b(value, digest_size=8).digest()
