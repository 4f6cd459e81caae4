"""How long an import takes: a table of 10,000 services with 500 broken rows, as CSV, Excel and open data.

    .venv/bin/python -m benchmarks.importing [ROWS [BROKEN]]

The rows are the services of the real directory under other names. A row is broken in one of five ways. The import is
run as an editor runs it, in a process of its own, first dry and then for good. Each broken row has to be told, and no
other.
"""

import csv
import io
import json
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from nottalone_ssg.exports.open_referral.files import Catalogue
from nottalone_ssg.load import load_site
from nottalone_ssg.sources import read_folder
from nottalone_ssg.views.shell import Ground

ROOT = Path(__file__).parent.parent
DAY = "2026-11-28"
BREAKS: tuple[Callable[[dict[str, str]], None], ...] = (
    lambda row: row.update(phone="0115 OPEN"),
    lambda row: row.update(topics="anxeity"),
    lambda row: row.update(summary=""),
    lambda row: row.update({"next check": "soon"}),
    lambda row: row.update(id="../up"),
)


def main() -> None:
    rows, broken = (int(word) for word in (sys.argv[1:] + ["10000", "500"][len(sys.argv) - 1 :])[:2])
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        shutil.copytree(ROOT / "content", here / "content")
        table = make_table(rows)
        every = rows // broken
        wrong = {number + 2 for number in range(every - 1, rows, every)}
        for number in sorted(wrong):
            BREAKS[number % len(BREAKS)](table[number - 2])
        write_csv(here / "table.csv", table)
        write_excel(here / "table.xlsx", table)
        print(f"{rows} rows, {len(wrong)} of them broken; {(here / 'table.csv').stat().st_size / 1e6:.1f} MB as CSV")
        measure(here, "table.csv", wrong)
        measure(here, "table.xlsx", wrong)
        measure(here, "table.csv", wrong, "--write")
        measure(here, "table.csv", wrong)  # all are there now
        write_json(here)
        measure(here, "services.json", set())


def make_table(rows: int) -> list[dict[str, str]]:
    """Rows of our own table, with names and ids that are not there yet."""
    sources, _ = read_folder(ROOT / "content", shown_as="content")
    site, _ = load_site(sources, date.fromisoformat(DAY))
    assert site
    text = Catalogue(Ground(site, "https://example.org/", {})).text("services.csv")
    real = list(csv.DictReader(io.StringIO(text, newline="")))
    found = []
    for number in range(rows):
        row = dict(real[number % len(real)])
        row |= {"id": f"{row['id']}-{number}", "name": f"{row['name']} {number}", "uuid": "", "status": "draft"}
        found.append(row)
    return found


def write_csv(path: Path, table: list[dict[str, str]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(table[0]))
        writer.writeheader()
        writer.writerows(table)


def write_excel(path: Path, table: list[dict[str, str]]) -> None:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(list(table[0]))
    for row in table:
        sheet.append(list(row.values()))
    book.save(path)


def write_json(here: Path) -> None:
    """All services of the content, drafts too, as open data."""
    sources, _ = read_folder(here / "content", shown_as="content")
    site, problems = load_site(sources, date.fromisoformat(DAY))
    assert site, problems
    live = {slug: service.model_copy(update={"status": "live"}) for slug, service in site.directory.items()}
    text = Catalogue(Ground(replace(site, directory=live), "https://example.org/", {})).text("all-services.json")
    data = json.loads(text)
    (here / "services.json").write_text(json.dumps(data), encoding="utf-8")
    print(f"{len(data['contents'])} services, {len(text) / 1e6:.1f} MB as JSON")


def measure(here: Path, file: str, wrong: set[int], *words: str) -> None:
    """Run one import, look at what it tells, and print what it took."""
    command = [sys.executable, str(ROOT / "build.py"), "import", str(here / file)]
    command += ["--content", str(here / "content"), "--date", DAY, *words]
    started = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - started
    told = [int(line) for line in re.findall(rf"^{file}:(\d+):\d+: ", done.stdout, re.MULTILINE)]
    assert sorted(told) == sorted(wrong), (len(told), len(wrong), done.stdout[-2000:], done.stderr[-2000:])
    assert done.returncode == (1 if wrong else 0), done.stderr
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
    summary = next(line for line in done.stdout.splitlines() if re.match(r"\d+ new, ", line))
    print(f"{file} {' '.join(words)}: {seconds:.1f} s, at most {memory:.0f} MB so far. {summary}")


if __name__ == "__main__":
    main()
