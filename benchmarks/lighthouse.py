"""Lighthouse: mobile defaults on six pages of the real site, served on this machine; a table into the README.

    npm install --prefix /tmp/lighthouse lighthouse
    .venv/bin/python -m benchmarks.lighthouse /tmp/lighthouse/node_modules/lighthouse/cli/index.js

While the site is being tested it asks search engines to stay away, which Lighthouse counts against SEO: that audit is
left out, and said so in the table's heading.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.builders import PYTHON, ROOT
from benchmarks.report import README
from benchmarks.static_host import serving

PAGES = {
    "home": "/",
    "a topic": "/topics/sleep/",
    "a service": "/services/samaritans/",
    "a list": "/services/area/mansfield/",
    "help now": "/get-help-now/",
    "search": "/search/",
}
CATEGORIES = {
    "performance": "performance",
    "accessibility": "accessibility",
    "best-practices": "best practices",
    "seo": "SEO without is-crawlable",
}
FLAGS = "--headless=new --no-sandbox --disable-gpu"


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory(prefix="nottalone-lighthouse-") as folder:
        out = Path(folder) / "dist"
        build = [PYTHON, "build.py", "build", "--out", str(out), "--cache", str(Path(folder) / "cache")]
        subprocess.run(build, cwd=ROOT, check=True, stdout=sys.stderr)
        with serving(out) as address:
            found = {
                name: [measure(address + path, options) for _ in range(options.runs)] for name, path in PAGES.items()
            }
    text = "\n\n".join([_facts(found, options), _table(found), _faults(found)]).rstrip()
    print(text)
    if not options.print_only:
        put("lighthouse", text)


def measure(url: str, options: argparse.Namespace) -> dict[str, Any]:
    """Lighthouse's report of one visit."""
    command = ["node", options.lighthouse, url, "--output=json", "--quiet", "--skip-audits=is-crawlable"]
    command += [f"--chrome-flags={FLAGS}"]
    environment = {**os.environ, "CHROME_PATH": options.chromium}
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=180, env=environment)
    report: dict[str, Any] = json.loads(done.stdout)
    print(url, {name: category["score"] for name, category in report["categories"].items()}, file=sys.stderr)
    return report


def _facts(found: dict[str, list[dict[str, Any]]], options: argparse.Namespace) -> str:
    version = next(iter(found.values()))[0]["lighthouseVersion"]
    load = ", ".join(f"{load:.1f}" for load in os.getloadavg())
    commit = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return (
        f"{datetime.now().astimezone():%Y-%m-%d %H:%M}, {commit.stdout.strip()}, Lighthouse {version} with its mobile"
        f" defaults, median of {options.runs}; load at the end {load}."
    )


def _table(found: dict[str, list[dict[str, Any]]]) -> str:
    times = {"first paint, s": "first-contentful-paint", "largest, s": "largest-contentful-paint"}
    more = {"blocked, ms": "total-blocking-time", "KiB": "total-byte-weight"}
    rows = [["page", *CATEGORIES.values(), *times, *more]]
    for name, runs in found.items():
        scores = [f"{100 * median(run['categories'][key]['score'] for run in runs):.0f}" for key in CATEGORIES]
        value = {
            key: median(run["audits"][key]["numericValue"] for run in runs) for key in (*times.values(), *more.values())
        }
        took = [f"{value[key] / 1000:.2f}" for key in times.values()]
        rows.append(
            [name, *scores, *took, f"{value['total-blocking-time']:.0f}", f"{value['total-byte-weight'] / 1024:.1f}"]
        )
    return "\n".join(["| " + " | ".join(row) + " |" for row in [rows[0], ["---"] * len(rows[0]), *rows[1:]]])


def _faults(found: dict[str, list[dict[str, Any]]]) -> str:
    """The audits that are not full in most runs, by page."""
    lines = []
    for name, runs in found.items():
        counted = [
            ref["id"] for category in runs[0]["categories"].values() for ref in category["auditRefs"] if ref["weight"]
        ]
        poor = [
            key
            for key in counted
            if median(1 if run["audits"][key]["score"] is None else run["audits"][key]["score"] for run in runs) < 1
        ]
        if poor:
            lines.append(f"- Not full on {name}: {', '.join(poor)}.")
    return "\n".join(lines)


def put(mark: str, text: str) -> None:
    """Write between the two comments of that name in the README."""
    begin, end = f"<!-- {mark}: begin -->", f"<!-- {mark}: end -->"
    pattern = re.compile(f"{re.escape(begin)}.*{re.escape(end)}", re.DOTALL)
    README.write_text(pattern.sub(lambda _: f"{begin}\n\n{text}\n\n{end}", README.read_text("utf-8")), "utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lighthouse", help="its cli/index.js")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--print-only", action="store_true", help="don't write into the README")
    options = parser.parse_args()
    options.chromium = shutil.which("chromium") or parser.error("there is no chromium")
    return options


if __name__ == "__main__":
    main()
