"""What every test may ask for."""

import shutil
from pathlib import Path

import pytest
from workbench import ROOT, SiteFolder, copy_of, need


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer --update, for the tests that compare with files that a person reads."""
    parser.addoption("--update", action="store_true", help="write what the program says now into the expected files")


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    """The small site, fresh."""
    return copy_of("small", tmp_path)


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> SiteFolder:
    """The real site, built once, with its search index."""
    folder = SiteFolder(tmp_path_factory.mktemp("real"))
    shutil.copytree(ROOT / "content", folder.content)
    outcome = folder.run("build", "--only", "pages,search")
    assert outcome.code == 0, outcome.text + outcome.error
    return folder


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where the browser is."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    need(found, "Chromium")
    return str(found)
