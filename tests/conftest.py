"""What every test may ask for."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from workbench import SiteFolder, copy_of, made_once, need

REAL = ("--only", "pages,search", "--jobs", "2")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer --update, for the tests that compare with files that a person reads."""
    parser.addoption("--update", action="store_true", help="write what the program says now into the expected files")


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    """The small site, fresh."""
    return copy_of("small", tmp_path)


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> SiteFolder:
    """The real site, built once, with its search index. All tests look at the same: nobody builds or writes there."""
    return made_once("real", tmp_path_factory, *REAL)[0]


@pytest.fixture(scope="session")
def real_report(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the build of the real site says in figures."""
    report: dict[str, Any] = json.loads(made_once("real", tmp_path_factory, *REAL)[1].text)
    return report


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where the browser is."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    need(found, "Chromium")
    return str(found)
