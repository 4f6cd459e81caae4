"""Themes: what a topic's page costs here and, with the same words, in the default themes of two other generators.

    .venv/bin/python -m benchmarks.themes words /tmp/words.md           # the topic's words as plain Markdown
    .venv/bin/python -m benchmarks.themes measure ours=DIST/topics/sleep/ "Starlight"=DIST/ "MkDocs Material"=DIST/

How the others are set up stands in the README. Each page is opened once in Chromium with the cache off; bytes are those
that travel, gzipped, head lines included. Blocking: the page and what the browser says it waited for before it drew.
"""

import shutil
import subprocess
import sys
import tempfile
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from benchmarks.builders import PYTHON, ROOT
from benchmarks.lighthouse import put
from benchmarks.static_host import serving

TOPIC = "topics/sleep/"
STARTS = {"h1": "# ", "h2": "\n## ", "h3": "\n### ", "li": "- ", "p": "\n", "dt": "\n**", "dd": ""}
SKIPPED = ("svg", "nav")  # drawings; the list of contents, which the others make themselves
ENDS = {"dt": "**"}
SEES = """() => {
  const entries = performance.getEntriesByType("resource");
  return entries.filter((entry) => entry.renderBlockingStatus === "blocking").map((entry) => entry.name);
}"""


class Words(HTMLParser):
    """The words of a page's main part as Markdown: headings, paragraphs, lists, links."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.inside = 0
        self.skipped = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "main":
            self.inside = 1
        self.skipped += tag in SKIPPED
        if self.inside and not self.skipped and tag in STARTS:
            self.text = f"{self.text.rstrip()}\n{STARTS[tag]}"
        if self.inside and not self.skipped and tag == "a":
            self.text += "["
            self.href = dict(attrs).get("href") or ""

    def handle_endtag(self, tag: str) -> None:
        self.inside *= tag != "main"
        if self.skipped:
            self.skipped -= tag in SKIPPED
            return
        if self.inside and tag in ENDS:
            self.text += ENDS[tag]
        if self.inside and tag == "a":
            self.text += f"]({self.href})"
        if self.inside and tag in ("p", "li", "dd", "dt", "h1", "h2", "h3"):
            self.text += "\n"

    def handle_data(self, data: str) -> None:
        if self.inside and not self.skipped:
            self.text += " ".join(data.split("\n"))


def words(to: Path) -> None:
    """Build the site and write the topic's words, with the front matter that Starlight wants."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "dist"
        build = [
            PYTHON,
            "build.py",
            "build",
            "--only",
            "pages",
            "--out",
            str(out),
            "--cache",
            str(Path(folder) / "cache"),
        ]
        subprocess.run(build, cwd=ROOT, check=True)
        reader = Words()
        reader.feed((out / TOPIC / "index.html").read_text("utf-8"))
    title, _, text = reader.text.strip().partition("\n")
    to.write_text(f"---\ntitle: {title.removeprefix('# ')}\n---\n{text}\n", "utf-8")


def measure(pages: dict[str, tuple[Path, str]]) -> str:
    """A table: for each name a published folder and the address of the page in it."""
    from playwright.sync_api import sync_playwright

    rows = [
        "| page | bytes | requests | bytes it waits for | of these HTML | elsewhere |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, (folder, path) in pages.items():
            with serving(folder) as address:
                seen = _visit(browser, address, path)
                rows.append(f"| {name} | {seen} |")
        browser.close()
    return "\n".join(rows)


def _visit(browser: Any, address: str, path: str) -> str:
    page = browser.new_context(viewport={"width": 390, "height": 844}).new_page()
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    asked: dict[str, str] = {}
    sizes: dict[str, int] = {}
    session.on("Network.requestWillBeSent", lambda e: asked.__setitem__(e["requestId"], e["request"]["url"]))
    session.on("Network.loadingFinished", lambda e: sizes.__setitem__(e["requestId"], round(e["encodedDataLength"])))
    page.goto(f"{address}/{path}")
    page.wait_for_timeout(2500)
    waited = set(page.evaluate(SEES))
    page.context.close()
    ours = {key: url for key, url in asked.items() if url.startswith(address)}
    elsewhere = {url for url in asked.values() if url.startswith("http") and not url.startswith(address)}
    html = sum(sizes.get(key, 0) for key, url in ours.items() if url == f"{address}/{path}")
    blocking = html + sum(sizes.get(key, 0) for key, url in ours.items() if url in waited)
    total = sum(sizes.get(key, 0) for key in ours)
    return f"{total:,} | {len(ours)} | {blocking:,} | {html:,} | {len(elsewhere) or 'none'}"


def main() -> None:
    if sys.argv[1:2] == ["words"]:
        words(Path(sys.argv[2]))
    elif sys.argv[1:2] == ["measure"]:
        given = dict(word.split("=", 1) for word in sys.argv[2:])
        pages = {name: _split(Path(place)) for name, place in given.items()}
        table = measure(pages)
        print(table)
        put("themes", table)
    else:
        sys.exit(__doc__)


def _split(place: Path) -> tuple[Path, str]:
    """DIST/topics/sleep is the page topics/sleep/ of the site in DIST, the uppermost folder that has a home page."""
    above = [folder for folder in (place, *place.parents) if (folder / "index.html").is_file()]
    return above[-1], f"{place.relative_to(above[-1]).as_posix()}/".removeprefix("./")


if __name__ == "__main__":
    main()
