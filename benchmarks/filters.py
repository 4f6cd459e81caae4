"""What the filters of the directory cost: bytes of its page, and how long a tap takes with the processor slowed down.

    python -m benchmarks.filters

The real directory and one of 1,000 made-up services (corpus.py). A tap is timed from the event to the next frame that
the browser has drawn, at 390 px and with the processor slowed down four times; each kind of tap seven times over, a
second apart.
"""

import tempfile
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from benchmarks.builders import PYTHON, ROOT
from benchmarks.corpus import CONTENT, make_corpus
from benchmarks.processes import run
from benchmarks.static_host import serving
from nottalone_ssg.weighing import gzipped

SERVICES = 1_000
ITEMS = SERVICES * 10 // 6  # six of ten items of a corpus are services
TIMES = 7

TAP = """async ([selector, value]) => {
  const control = document.querySelector(selector);
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  await new Promise((done) => setTimeout(done, 1000));
  await frame();
  const began = performance.now();
  if (control.type === "checkbox" || control.type === "button") control.click();
  else {
    control.value = value;
    control.dispatchEvent(new Event("change", { bubbles: true }));
  }
  await frame();
  return performance.now() - began;
}"""
CLEAR = ["[data-clear]", ""]
TAPS = {
    "a topic": [["#by-topic", "anxiety"], CLEAR],
    "an area": [["#by-area", "mansfield"], CLEAR],
    "a postcode": [["#place", "NG18 1AA"], CLEAR],
    "open now": [["[data-open]", ""], ["[data-open]", ""]],
    "free, then no longer": [["[data-tick=free]", ""], ["[data-tick=free]", ""]],
}


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="nottalone-filters-") as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        made = Path(folder) / "content"
        make_corpus(ITEMS, made)
        for content, out in ((CONTENT, "real"), (made, "made")):
            print_costs(browser, content, Path(folder) / out)


def print_costs(browser: Browser, content: Path, out: Path) -> None:
    """The page's bytes, and a line for each kind of tap: median and longest, in milliseconds."""
    sources = ["--content", str(content), "--out", str(out), "--cache", str(out.parent / "cache")]
    run([PYTHON, "build.py", "build", "--only", "pages", *sources], ROOT)
    page = browser.new_context(viewport={"width": 390, "height": 800}).new_page()
    with serving(out) as origin:
        page.goto(f"{origin}/services/")
        rows = page.locator(".cards > li").count()
        print(f"\n{rows:,} services: {gzipped((out / 'services/index.html').read_bytes()):,} bytes gzipped\n")
        print("| tap, processor slowed down 4 times | median, ms | longest, ms |\n| --- | --- | --- |")
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
        for name, taps in TAPS.items():
            taken = [float(page.evaluate(TAP, tap)) for _ in range(TIMES) for tap in taps]
            print(f"| {name} | {median(taken):.0f} | {max(taken):.0f} |")


if __name__ == "__main__":
    main()
