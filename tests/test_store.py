"""The store remembers, forgets what nobody uses, and is never trusted and never fatal."""

import sqlite3
import time
from pathlib import Path

import pytest

from nottalone_ssg import store as room
from nottalone_ssg.store import SECONDS_A_DAY, Store, digest


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def day(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The day it is, to be changed."""
    today = [20_000]
    monkeypatch.setattr(time, "time", lambda: today[0] * SECONDS_A_DAY + 1.0)
    return today


def keys(folder: Path) -> set[str]:
    store = Store(folder)
    found = store.get_all(["a", "b", "c"])
    store.close()
    return set(found)


def put(folder: Path, *used: str, **values: bytes) -> None:
    store = Store(folder)
    store.put_all(values, used)
    store.close()


def test_no_two_lists_of_parts_have_one_digest() -> None:
    lists = [("ab",), ("a", "b"), ("", "ab"), ("ab", ""), (b"ab", ""), ("a", "b", "")]
    assert len({digest(*parts) for parts in lists}) == len(lists) - 1  # text and its bytes are the same


def test_what_was_put_is_there_in_another_process_start(folder: Path) -> None:
    put(folder, a=b"one", b=b"")
    store = Store(folder)
    assert store.get_all(["a", "b", "missing"]) == {"a": b"one", "b": b""}
    store.close()


def test_a_thousand_keys_are_one_question_after_the_other(folder: Path) -> None:
    """SQLite takes only so many at once."""
    many = {f"k{number}": str(number).encode() for number in range(2500)}
    put(folder, **many)
    store = Store(folder)
    assert store.get_all(many) == many
    store.close()


def test_without_a_folder_nothing_is_remembered_and_nothing_fails() -> None:
    store = Store(None)
    store.put_all({"a": b"one"}, [])
    assert store.get_all(["a"]) == {}
    store.close()


def test_what_no_build_of_a_fortnight_used_goes(folder: Path, day: list[int]) -> None:
    put(folder, a=b"one", b=b"two")
    day[0] += 10
    put(folder, "a", c=b"three")
    day[0] += 10
    put(folder)
    assert keys(folder) == {"a", "c"}


def test_it_never_grows_past_its_size(folder: Path, day: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    """What was used last stays."""
    monkeypatch.setattr(room, "LIMIT", 100)
    put(folder, a=b"x" * 40)
    day[0] += 1
    put(folder, b=b"x" * 40)
    day[0] += 1
    put(folder, c=b"x" * 40)
    assert keys(folder) == {"c"}


def test_a_value_that_was_damaged_is_not_remembered(folder: Path) -> None:
    put(folder, a=b"one", b=b"two")
    file = next(folder.glob("*.sqlite"))
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE made SET value = ? WHERE key = 'a'", (b"eno",))
    connection.close()
    assert keys(folder) == {"b"}


def test_a_file_that_is_no_store_is_begun_anew(folder: Path) -> None:
    folder.mkdir()
    put(folder, a=b"one")
    next(folder.glob("*.sqlite")).write_bytes(b"something else entirely" * 100)
    put(folder, b=b"two")
    put(folder, b=b"two")
    assert keys(folder) == {"b"}


def test_a_folder_that_cannot_be_made_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    put(tmp_path / "file" / "cache", a=b"one")
    assert keys(tmp_path / "file" / "cache") == set()


def test_two_builds_share_it(folder: Path) -> None:
    one, other = Store(folder), Store(folder)
    one.put_all({"a": b"one"}, [])
    other.put_all({"b": b"two"}, ["a"])
    assert one.get_all(["a", "b"]) == other.get_all(["a", "b"]) == {"a": b"one", "b": b"two"}
    one.close()
    other.close()


def test_a_store_that_another_build_holds_for_long_is_done_without(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "PATIENCE", 0.05)
    put(folder, a=b"one")
    holder = sqlite3.connect(next(folder.glob("*.sqlite")), isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    store = Store(folder)
    store.put_all({"b": b"two"}, [])
    store.close()
    holder.execute("ROLLBACK")
    holder.close()
    assert keys(folder) == {"a"}
