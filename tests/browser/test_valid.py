"""Every page is valid HTML, as the Nu HTML checker sees it: https://validator.github.io/validator/

It comes from npm (tests/nu/package-lock.json) and needs Java; `.ci/run` has both put there.
"""

import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
from browser.host import Host
from workbench import ROOT, need

JAR = ROOT / "tests/nu/node_modules/vnu-jar/build/dist/vnu.jar"

# It opens the files without a host, where 'self' is nobody. A browser judges the policy in test_private.py.
NOT_ITS_BUSINESS = ("Resource violates Content Security Policy", "Inline script violates Content Security Policy")


def complaints(folder: Path, paths: Sequence[str] = ()) -> list[str]:
    """What it says of the HTML files of a folder, or of some of them: file, line, words. Warnings count."""
    need(shutil.which("java"), "Java")
    need(JAR.exists(), "the Nu HTML checker (npm ci --ignore-scripts --prefix tests/nu)")
    files = [str(folder / path) for path in paths] or [str(folder)]
    options = ["--skip-non-html", "--format", "json", "--stdout", "--exit-zero-always"]
    command = ["java", "-jar", str(JAR), *options, *files]
    done = subprocess.run(command, capture_output=True, check=True, timeout=240)
    return [
        f"{message.get('url', '').rpartition(folder.name)[2]}:{message.get('lastLine', 0)}: {message['message']}"
        for message in json.loads(done.stdout)["messages"]
        if not message["message"].startswith(NOT_ITS_BUSINESS)
    ]


@pytest.mark.slow
def test_every_page_is_valid(hosts: tuple[Host, Host]) -> None:
    assert complaints(hosts[0].folder) == []


def test_pages_with_everything_a_text_can_hold_are_valid(hosts: tuple[Host, Host]) -> None:
    paths = [str(file.relative_to(hosts[1].folder)) for file in hosts[1].folder.rglob("test-*/index.html")]
    assert len(paths) > 2
    assert complaints(hosts[1].folder, paths) == []


def test_what_is_planted_is_found(tmp_path: Path, hosts: tuple[Host, Host]) -> None:
    html = (hosts[0].folder / "about/privacy/index.html").read_text(encoding="utf-8")
    (tmp_path / "good.html").write_text(html, encoding="utf-8")
    (tmp_path / "bad.html").write_text(html.replace("</h1>", "<div>in a heading</div></h1>", 1), encoding="utf-8")
    found = complaints(tmp_path)
    assert len(found) == 1
    assert "bad.html" in found[0]
    assert "div" in found[0]
