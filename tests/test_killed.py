"""A build that is killed, at whatever moment, leaves a whole site, old or new; and the next build is right."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from workbench import ROOT, TODAY, SiteFolder

KILLS = 50 if os.environ.get("CI") == "true" else 10
SLEEP = "content/pages/topics/sleep.md"
WORDS = ("Put the phone", "Put your phone")  # the two versions of the site differ in these


def command(site: SiteFolder, jobs: int) -> list[str]:
    folders = ["--content", site.content, "--layouts", ROOT / "layouts", "--assets", ROOT / "assets"]
    options = ["--out", site.out, "--cache", site.folder / "cache", "--date", TODAY, "--jobs", str(jobs)]
    program = "import sys; from nottalone_ssg.cli import main; sys.exit(main(sys.argv[1:]))"
    return [sys.executable, "-c", program, "build", *map(str, folders + options)]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot kill a process the way this test does")
def test_killed_at_any_moment_the_site_is_whole(site: SiteFolder) -> None:
    """Also while it publishes, and while it writes the store; with one process and with two."""
    rng = random.Random(2026)
    editions = [_edition(site, words) for words in WORDS]
    began = time.monotonic()
    assert _edition(site, WORDS[0]) == editions[0]  # on top of the other, as all builds that follow: they take as long
    longest = 1.2 * (time.monotonic() - began)
    finished = 0
    for kill in range(KILLS):
        _write(site, WORDS[kill % 2])
        process = subprocess.Popen(command(site, 1 + kill % 2), cwd=ROOT, stdout=subprocess.DEVNULL)
        try:
            process.wait(timeout=rng.uniform(0.05, longest))
            finished += 1
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
        assert site.published() in editions, f"kill {kill}"
    assert finished < KILLS, "no build was killed, so this showed nothing"
    _write(site, WORDS[0])
    assert subprocess.run(command(site, 2), cwd=ROOT, stdout=subprocess.DEVNULL, check=False).returncode == 0
    assert site.published() == editions[0]
    left = sorted(path.name for path in site.folder.iterdir() if path.name.startswith(".dist."))
    assert left in ([".dist.lock"], [".dist.lock", ".dist.new"])


def _write(site: SiteFolder, words: str) -> None:
    text = (ROOT / "tests/sites/small" / SLEEP).read_text(encoding="utf-8")
    Path(site.folder / SLEEP).write_text(text.replace(WORDS[0], words), encoding="utf-8")


def _edition(site: SiteFolder, words: str) -> dict[str, bytes]:
    _write(site, words)
    assert subprocess.run(command(site, 1), cwd=ROOT, stdout=subprocess.DEVNULL, check=False).returncode == 0
    return site.published()
