"""What the first answer costs: requests, bytes and seconds beyond the page, on a slow 2G line; and the wait at a key.

Ours beside Pagefind's ready-made interface on the same pages. Somebody opens the page, touches the box, types a word.
Counted is what is asked for after the page has loaded, until the first answer can be read. The line is simulated by
the browser: 280 kbit/s, 800 ms for each round trip. The key is measured with the processor slowed down four times.
"""

import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import pagefind_bin
from playwright.sync_api import Browser, BrowserContext, Request

from benchmarks.static_host import serving

LINE = {"offline": False, "latency": 800, "downloadThroughput": 280_000 / 8, "uploadThroughput": 280_000 / 8}
WORD = "sleep"
ASKED = "cant stop crying in mansfeild"  # for the keys: small words, a place with a slip, a rare word
DEFAULT = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Search</title>
<link href="/pagefind/pagefind-ui.css" rel="stylesheet"><script src="/pagefind/pagefind-ui.js"></script>
<div id="search"></div><script>new PagefindUI({ element: "#search" })</script>"""
LONGEST_KEY = """async (asked) => {
  const input = document.querySelector("#q");
  input.focus();
  const taken = [];
  for (let end = 1; end <= asked.length; end++) {
    input.value = asked.slice(0, end);
    const began = performance.now();
    input.dispatchEvent(new InputEvent("input", { bubbles: true }));
    document.body.offsetHeight; // layout is part of the wait
    taken.push(performance.now() - began);
  }
  return taken;
}"""


@dataclass
class Cost:
    """What came over the line, and how long the first answer took."""

    requests: int = 0
    bytes: int = 0
    seconds: float = 0.0
    page_bytes: int = 0  # of the page itself, with all that belongs to it


def print_costs(browser: Browser, ours: Path, origin: str) -> None:
    """A row for each way to search."""
    print("\n| to the first answer | requests | bytes | seconds at 280 kbit/s, 800 ms | the page itself, bytes |")
    print("| --- | --- | --- | --- | --- |")
    for name, path in (("our search page", "/search/"), ("our box on the home page", "/")):
        _print(name, cost(browser, origin + path, "#q", "[role=option]"))
    with tempfile.TemporaryDirectory(prefix="nottalone-pagefind-") as folder:
        site = Path(folder) / "dist"
        with_default_interface(ours, site)
        with serving(site) as other:
            url, box = f"{other}/default.html", ".pagefind-ui__search-input"
            _print("Pagefind's interface", cost(browser, url, box, ".pagefind-ui__result-link"))
    taken = sorted(key_times(browser, f"{origin}/search/"))
    median, longest = taken[len(taken) // 2], taken[-1]
    print(f"\nA key press, processor slowed down 4 times: {median:.0f} ms (median), {longest:.0f} ms (longest)")


def _print(name: str, found: Cost) -> None:
    print(f"| {name} | {found.requests} | {found.bytes:,} | {found.seconds:.1f} | {found.page_bytes:,} |")


def cost(browser: Browser, url: str, box: str, answer: str) -> Cost:
    """Open the page, touch the box, type a word, wait for the first answer."""
    context = browser.new_context()
    page = context.new_page()
    line = context.new_cdp_session(page)
    found = Cost()
    line.send("Network.emulateNetworkConditions", LINE)
    listen(context, found)
    page.goto(url)
    page.wait_for_load_state("networkidle")
    found.page_bytes, found.requests, found.bytes = found.bytes, 0, 0
    began = perf_counter()
    page.locator(box).click()
    page.keyboard.insert_text(WORD)
    page.locator(answer).first.wait_for(timeout=60_000)
    found.seconds = perf_counter() - began
    context.close()
    return found


def listen(context: BrowserContext, found: Cost) -> None:
    """Count requests and bytes on the line, headers included; those of workers too."""

    def came(request: Request) -> None:
        sizes = request.sizes()
        found.requests += 1
        found.bytes += sizes["responseBodySize"] + sizes["responseHeadersSize"]

    context.on("requestfinished", came)


def key_times(browser: Browser, url: str) -> list[float]:
    """Milliseconds from each key to the list as it stands then."""
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(url)
    page.locator("#q").click()
    page.evaluate("window.finder.learnRest()")
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
    taken: list[float] = page.evaluate(LONGEST_KEY, ASKED)
    context.close()
    return taken


def with_default_interface(ours: Path, site: Path) -> None:
    """The same pages with Pagefind's own files beside them, as it writes them, and a page with its interface."""
    shutil.copytree(ours, site, ignore=shutil.ignore_patterns("pagefind"))
    subprocess.run([pagefind_bin.get_executable(), "--site", str(site)], check=True, capture_output=True)
    (site / "default.html").write_text(DEFAULT, encoding="utf-8")
