"""Imports go one way; the docs and the code agree about the rooms."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from workbench import ROOT

PACKAGE = ROOT / "nottalone_ssg"

# The order of meaning: a room imports what stands before it, or itself.
ORDER = [
    *(
        "problems",
        "job",
        "store",
        "identity",
        "manifest",
        "history",
        "values",
        "yaml_text",
        "sources",
        "model",
        "forms",
        "markdown",
        "parse",
        "load",
        "words",
        "checks",
    ),
    *(
        "output",
        "views",
        "recipes",
        "exports",
        "made",
        "make",
        "search",
        "weighing",
        "edition",
        "staging",
        "publish",
        "pipeline",
        "checking",
        "importing",
        "printing",
        "report",
        "explain",
        "preview",
        "terminal",
        "options",
        "cli",
    ),
]

# What stands across the order, and why.
ALLOWED = {
    ("views", "recipes"),  # a view names the recipe for its ingredients
    ("recipes", "views"),  # and the recipe knows the values of views/parts
}


def room(path: Path) -> str:
    """The room that a file lies in: model, cli."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports() -> Iterator[tuple[str, str]]:
    """All imports between rooms, as pairs of the importing and the imported one."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            for name in names:
                if name.startswith("nottalone_ssg.") and path.name != "__init__.py":
                    yield room(path), name.split(".")[1]


def test_the_order_names_every_room() -> None:
    rooms = {room(path) for path in PACKAGE.rglob("*.py")} - {"__init__"}
    assert rooms == set(ORDER)


def test_imports_go_one_way() -> None:
    found = set(imports())
    assert ("pipeline", "load") in found
    back = {(one, other) for one, other in found if ORDER.index(other) > ORDER.index(one)}
    assert back - ALLOWED == set()


@pytest.mark.parametrize("name", ORDER)
def test_the_docs_describe_every_room(name: str) -> None:
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    assert re.search(rf"^\|.*`{name}/?`.*\|", text, re.MULTILINE), name


def test_modules_stay_small() -> None:
    """A module past 300 lines is usually two nouns."""
    long = [path.name for path in PACKAGE.rglob("*.py") if len(path.read_text(encoding="utf-8").splitlines()) > 300]
    assert long == []
