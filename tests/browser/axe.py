"""axe-core, https://github.com/dequelabs/axe-core, as axe-playwright-python ships it; looks at a page that is open."""

from functools import cache
from importlib.resources import files

from playwright.sync_api import Page

# WCAG 2.0, 2.1 and 2.2 at A and AA, and what axe-core counts as good practice.
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")

RUN = """async (rules) => {
  for (const closed of document.querySelectorAll("details")) closed.open = true;
  const only = { type: "tag", values: rules };
  const options = { runOnly: only, resultTypes: ["violations", "incomplete"], preload: false };
  const { violations, incomplete, passes } = await axe.run(document, options);
  const said = (rule) => rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 120)} ${node.failureSummary}`);
  return { wrong: violations.flatMap(said), unsure: incomplete.flatMap(said), passed: passes.map((rule) => rule.id) };
}"""


@cache
def _source() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


def wrong(page: Page) -> list[str]:
    """What is wrong with the page, closed details included. What axe-core cannot tell counts too, but for colours that
    meet drawn edges: test_colours.py can tell those."""
    page.evaluate(_source())
    found = page.evaluate(RUN, RULES)
    assert {"document-title", "html-has-lang", "landmark-one-main", "target-size"} <= set(found["passed"])
    unsure = [f"unsure, {said}" for said in found["unsure"] if not said.startswith("color-contrast: ")]
    return [*found["wrong"], *unsure]
