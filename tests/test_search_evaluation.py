"""The queries that measure the search are fit to measure it: fair, many of each kind, and never seen twice.

`benchmarks/search/` holds two halves of the same form: one to tune by, one set aside. Each half is a list of queries
with their right answers, and a list of harmless queries that must not bring up the help panel.
"""

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
import yaml
from workbench import ROOT, SiteFolder

FOLDER = ROOT / "benchmarks" / "search"
HALVES = ("tuning", "set-aside")
KINDS = {"plain", "said", "typo", "service", "place", "question", "danger"}
FEWEST_OF_A_KIND = 15  # 0.93 of each kind is promised: with fewer, a single miss would break it
FEWEST_HARMLESS = 100  # false alarms are promised on at most 2 % of the harmless queries, which is two of these


def _there(pattern: str) -> list[Path]:
    """The files of both halves; a checkout may have been given without the half that is set aside."""
    files = [FOLDER / pattern.format(half) for half in HALVES]
    return [file for file in files if file.exists() or "tuning" in file.name]


def _rows(file: Path) -> list[Any]:
    """What stands in a file, below its one key."""
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    key = "harmless" if file.stem.startswith("harmless") else "queries"
    assert list(content) == [key]
    rows = content[key]
    assert isinstance(rows, list)
    return rows


def _asks(files: Iterable[Path]) -> list[str]:
    """All queries of files, without what a search ignores: capitals and the number of spaces."""
    rows = [row for file in files for row in _rows(file)]
    return [" ".join((row["ask"] if isinstance(row, dict) else row).casefold().split()) for row in rows]


def _twice(asks: Iterable[str]) -> list[str]:
    return sorted(ask for ask, times in Counter(asks).items() if times > 1)


queries = pytest.mark.parametrize("file", _there("{}.yaml"), ids=lambda file: file.stem)
harmless = pytest.mark.parametrize("file", _there("harmless-{}.yaml"), ids=lambda file: file.stem)


@queries
def test_every_query_has_its_form(file: Path) -> None:
    """A misspelt key or kind would quietly leave a query out of the figures."""
    for row in _rows(file):
        assert row.keys() == {"ask", "kind", "want"}, row
        assert isinstance(row["ask"], str), row
        assert row["ask"].strip(), row
        assert row["kind"] in KINDS, row
        assert row["want"], row
        assert len(row["want"]) == len(set(row["want"])), row


@queries
def test_there_are_enough_of_every_kind(file: Path) -> None:
    """A figure for a kind means something only if it rests on more than a few queries."""
    kinds = Counter(row["kind"] for row in _rows(file))
    assert {kind: kinds[kind] for kind in KINDS if kinds[kind] < FEWEST_OF_A_KIND} == {}


@queries
def test_every_right_answer_is_published(file: Path, real_site: SiteFolder) -> None:
    """No search can find a draft, or a page that has moved."""
    published = {
        f"/{path.removesuffix('index.html')}" for path in real_site.published() if path.endswith("/index.html")
    }
    missing = {(row["ask"], address) for row in _rows(file) for address in row["want"] if address not in published}
    assert missing == set()


def test_the_tuning_half_wants_every_topic_and_guide() -> None:
    """What no query asks for may be lost from the answers without anybody noticing."""
    wanted = {address for row in _rows(FOLDER / "tuning.yaml") for address in row["want"]}
    pages = ROOT / "content" / "pages"
    files = [file for folder in ("topics", "guides", "for") for file in (pages / folder).glob("*.md")]
    there = {f"/{file.relative_to(pages).with_suffix('')}/" for file in files if file.stem != "index"}
    assert len(there) > 80
    assert there - wanted == set()


@harmless
def test_harmless_queries_are_lines_and_many(file: Path) -> None:
    """A line with a colon in it would be a mapping, and no query."""
    rows = _rows(file)
    assert [row for row in rows if not (isinstance(row, str) and re.search(r"\w", row))] == []
    assert len(rows) >= FEWEST_HARMLESS


def test_no_query_stands_twice() -> None:
    """Neither within a half nor in both: a query that was tuned for tells nothing about queries nobody has seen."""
    assert _twice(_asks(_there("{}.yaml"))) == []
    assert _twice(_asks(_there("harmless-{}.yaml"))) == []


def test_no_query_is_both_a_danger_and_harmless() -> None:
    """The two halves have to agree on what a panel is for."""
    dangers = {row["ask"].casefold() for file in _there("{}.yaml") for row in _rows(file) if row["kind"] == "danger"}
    assert dangers & set(_asks(_there("harmless-{}.yaml"))) == set()
