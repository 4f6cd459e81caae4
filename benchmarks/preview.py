"""Preview: how long after a save the browser shows it, on the real site.

    .venv/bin/python -m benchmarks.preview

A copy of the real site is served, a page is opened in Chromium, and a sentence is added to it again and again, with
pauses as a person makes them. From the moment the file is written to the moment the sentence can be seen; what the
browser driver itself takes (some milliseconds) is in it.
"""

import argparse
import shutil
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks.builders import PYTHON, ROOT

PAGE = "topics/sleep"
PAUSE = 1.5  # seconds between two saves; the search index follows in the meantime
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--saves", type=int, default=20)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="nottalone-preview-") as folder:
        for name in ("content", "layouts", "assets"):
            shutil.copytree(ROOT / name, Path(folder) / name)
        taken = sorted(measure(Path(folder), options.saves, options.chromium))
    median = statistics.median(taken)
    print(f"{len(taken)} saves: {median:.0f} ms (median), {taken[0]:.0f} to {taken[-1]:.0f}")


def measure(folder: Path, saves: int, chromium: str) -> list[float]:
    """Milliseconds for each save."""
    program = "import sys; from nottalone_ssg.cli import main; sys.exit(main(sys.argv[1:]))"
    command = [PYTHON, "-c", program, "serve", "--port", "0"]
    environment = {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True) as serving:
        try:
            assert serving.stdout
            url = next(line for line in serving.stdout if "The site is at" in line).split()[4]
            return _save(folder / f"content/pages/{PAGE}.md", f"{url}{PAGE}/", saves, chromium)
        finally:
            serving.kill()


def _save(file: Path, url: str, saves: int, chromium: str) -> list[float]:
    text = file.read_text(encoding="utf-8")
    taken = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        page = browser.new_page()
        page.goto(url)
        for number in range(saves):
            time.sleep(PAUSE)
            started = time.perf_counter()
            file.write_text(f"{text}\nThis is save {number} of the page.\n", encoding="utf-8")
            page.get_by_text(f"This is save {number} of the page.").wait_for()
            taken.append(1000 * (time.perf_counter() - started))
        browser.close()
    return taken


if __name__ == "__main__":
    main()
