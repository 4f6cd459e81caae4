"""Search: how often the right page is among the first answers, in a real browser on the real site.

    .venv/bin/python -m benchmarks.search            # all figures, for both halves
    .venv/bin/python -m benchmarks.search --misses   # and every question of the tuning half that is not answered

Three ways to answer are compared: Pagefind alone, as its own interface asks it; the quick index alone; and both, as
the search page does it. A question counts as answered at 3 if one of the pages that its author would accept is among
the first three. The half that is set aside is only ever counted: what it asks is not shown, so that nobody tunes by it.
"""

import argparse
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.builders import ROOT
from benchmarks.search.cost import print_costs
from benchmarks.static_host import serving
from nottalone_ssg.job import Folders, Job
from nottalone_ssg.pipeline import build

HERE = Path(__file__).parent
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
KINDS = ("plain", "said", "typo", "service", "place", "question", "danger")
DEPTH = 10  # answers that are looked at

FIRST = "asked => asked.map((ask) => window.finder.answersTo(ask).answers.map(({ path }) => '/' + path))"
QUICK = f"async (asked) => {{ await window.finder.learnRest(); return ({FIRST})(asked); }}"
# As Pagefind's own interface does it: all defaults, and no answers for an empty question.
PAGEFIND = """async (asked) => {
  const engine = await import("/pagefind/pagefind.js");
  await engine.init();
  const found = [];
  for (const ask of asked) {
    const { results } = await engine.search(ask);
    found.push(await Promise.all(results.slice(0, 10).map(async (result) => (await result.data()).url)));
  }
  return found;
}"""
ANSWERED = """ask =>
  document.querySelector("[data-search-count]").textContent.includes(`“${ask}”`) &&
  document.querySelector("[data-search-results]").ariaBusy === "false"
"""
PANEL = """async (asked) => {
  while (!document.querySelector("script[src*='danger-more']")) await new Promise((done) => setTimeout(done, 100));
  await new Promise((done) => setTimeout(done, 1000)); // until it has come
  return asked.map((ask) => window.danger.kindOf(ask));
}"""


@dataclass(frozen=True)
class Question:
    """What somebody types, what kind of thing that is, and the addresses that answer it."""

    ask: str
    kind: str
    want: tuple[str, ...]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true", help="list what is missed; of the tuning half only")
    parser.add_argument("--quick-only", action="store_true", help="leave Pagefind out: for tuning")
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="nottalone-search-") as folder, sync_playwright() as playwright:
        site = built(Path(folder))
        browser = playwright.chromium.launch(executable_path=options.chromium, args=QUIET)
        with serving(site) as origin:
            for half in ("tuning", "set-aside"):
                measure(browser, origin, half, options)
            if not options.quick_only:
                print_costs(browser, site, origin)
        browser.close()


def built(folder: Path) -> Path:
    """The real site, as it is published."""
    folders = Folders(ROOT / "content", ROOT / "layouts", ROOT / "assets", folder / "dist")
    report = build(Job(folders, cache=None, today=date.today(), base_url="http://127.0.0.1/"))  # noqa: DTZ011
    assert not report.problems, report.problems
    return folders.out


def measure(browser: Browser, origin: str, half: str, options: argparse.Namespace) -> None:
    """Print the figures of one half."""
    questions = list(read(HERE / f"{half}.yaml"))
    asked = [question.ask for question in questions]
    page = browser.new_page()
    page.goto(f"{origin}/search/")
    found: dict[str, list[list[str]]] = {"quick": page.evaluate(QUICK, asked)}
    if not options.quick_only:
        found["pagefind"] = page.evaluate(PAGEFIND, asked)
        found["both"] = [shown(page, origin, ask) for ask in asked]
    print(f"\n{half}: {len(questions)} questions")
    for way, answers in found.items():
        print_table(way, questions, answers)
    print_panel(page, half, questions, options.misses and half == "tuning")
    if options.misses and half == "tuning":
        best = found.get("both", found["quick"])
        for question, answers in zip(questions, best, strict=True):
            if place(question, answers) > 3:
                wanted, got = " ".join(question.want), " ".join(answers[:3])
                print(f"  {question.kind:8} {question.ask!r}: wanted {wanted}, found {got}")
    page.close()


def read(file: Path) -> Iterator[Question]:
    for row in yaml.safe_load(file.read_text(encoding="utf-8"))["queries"]:
        yield Question(str(row["ask"]), row["kind"], tuple(row["want"]))


def shown(page: Page, origin: str, ask: str) -> list[str]:
    """The addresses that the search page lists, top to bottom, when it has finished."""
    page.evaluate("ask => (location.hash = new URLSearchParams({ q: ask }))", ask)
    page.wait_for_function(ANSWERED, arg=ask.strip(), timeout=20_000)
    links: list[str] = page.eval_on_selector_all("[data-search-results] h2 a", "all => all.map((a) => a.pathname)")
    return links[:DEPTH]


def place(question: Question, answers: Sequence[str]) -> int:
    """Where the first right answer stands, from 1; past the end if there is none."""
    wanted = set(question.want)
    return next((number for number, answer in enumerate(answers, 1) if answer in wanted), 1000)


def print_table(way: str, questions: Sequence[Question], answers: Sequence[Sequence[str]]) -> None:
    places: defaultdict[str, list[int]] = defaultdict(list)
    for question, found in zip(questions, answers, strict=True):
        places[question.kind].append(place(question, found))
    print(f"| {way:9} | at 1 | at 3 | MRR  |\n| --------- | ---- | ---- | ---- |")
    for kind in KINDS:
        print_row(kind, places[kind])
    print_row("all", [number for kind in KINDS for number in places[kind]])


def print_row(name: str, places: Sequence[int]) -> None:
    def share(numbers: Iterable[float]) -> str:
        return f"{sum(numbers) / max(1, len(places)):.2f}"

    one, three = (share(number <= most for number in places) for most in (1, 3))
    print(f"| {name:9} | {one} | {three} | {share(1 / number for number in places if number <= DEPTH)} |")


def print_panel(page: Page, half: str, questions: Sequence[Question], misses: bool) -> None:
    """How often the help panel comes: with words of danger, and with harmless ones."""
    danger = [question.ask for question in questions if question.kind == "danger"]
    harmless = harmless_of(half)
    for name, asked, wanted in (("danger", danger, True), ("harmless", harmless, False)):
        kinds: list[str] = page.evaluate(PANEL, asked)
        with_panel = sum(map(bool, kinds))
        print(f"panel on {name}: {with_panel} of {len(asked)} ({with_panel / max(1, len(asked)):.3f})")
        if misses:
            wrong = [ask for ask, kind in zip(asked, kinds, strict=True) if bool(kind) != wanted]
            print("".join(f"  {name}: {ask!r}\n" for ask in wrong), end="")


def harmless_of(half: str) -> list[str]:
    found: Mapping[str, Any] = yaml.safe_load((HERE / f"harmless-{half}.yaml").read_text(encoding="utf-8"))
    (texts,) = found.values()
    return list(map(str, texts))


if __name__ == "__main__":
    main()
