"""No page is heavier than one round trip can carry, and ordinary pages load little script."""

import gzip
import json
import random
from pathlib import PurePosixPath

import pytest
from workbench import ROOT, SiteFolder

from nottalone_ssg.weighing import LIMIT, SCRIPTS, SERVICES, TOOLS, Scales, Weight, too_heavy

SLEEP = "content/pages/topics/sleep.md"
PAGE = PurePosixPath("topics/sleep/index.html")


def noise(count: int) -> str:
    """Words that don't compress well, always the same, in short paragraphs."""
    dice = random.Random(5)
    words = ["".join(dice.choices("abcdefghijklmnopqrstuvwxyz", k=9)) for _ in range(count)]
    return "\n\n".join(" ".join(words[start : start + 50]) for start in range(0, count, 50))


def own_assets(site: SiteFolder) -> None:
    for file in (ROOT / "assets").rglob("*"):
        if file.is_file():
            site.write(f"assets/{file.relative_to(ROOT / 'assets')}", file.read_bytes())


def sleep_weighs(site: SiteFolder) -> int:
    return len(gzip.compress(site.read("/topics/sleep/").encode(), 6, mtime=0))


def test_a_page_that_grew_too_heavy_is_told_but_not_held_back(site: SiteFolder) -> None:
    """`check` says so. A build publishes it all the same: one service too many may be the number that was mended."""
    text = (site.folder / SLEEP).read_text(encoding="utf-8")
    site.write(SLEEP, f"{text}\n{noise(2500)}\n")
    outcome = site.run("check")
    assert outcome.code == 1
    assert outcome.text.startswith("topics/sleep/index.html:1:1: this page weighs ")
    assert "a page has to come in one go\n    Say less on it" in outcome.text
    assert outcome.text.endswith("\n\n1 problem.\n")
    assert site.run().code == 0


def test_a_long_page_may_come_near(site: SiteFolder) -> None:
    """A near miss: up to the limit nothing is said."""
    site.run()
    words = int((LIMIT - sleep_weighs(site)) / 7.3)
    text = (site.folder / SLEEP).read_text(encoding="utf-8")
    site.write(SLEEP, f"{text}\n{noise(words)}\n")
    outcome = site.run("check")
    assert outcome.code == 0, outcome.text
    site.run()
    assert LIMIT * 0.9 < sleep_weighs(site) <= LIMIT
    assert json.loads(site.run("build", "--json").text)["heaviest"]["address"] == "/topics/sleep/"


def test_too_much_script_is_told_once(site: SiteFolder) -> None:
    own_assets(site)
    script = (site.folder / "assets/js/site.js").read_text(encoding="utf-8")
    site.write("assets/js/site.js", f"{script};void `{noise(1500)}`;")
    outcome = site.run("check")
    assert outcome.code == 1
    assert "bytes of script (gzipped)" in outcome.text
    assert "too many, and so do " in outcome.text
    assert outcome.text.count(":1:1: ") == 1
    site.write("assets/js/site.js", f"{script};void `{noise(100)}`;")
    assert site.run("check").code == 0


def test_the_limits_themselves_are_allowed() -> None:
    tools = {path: Weight(LIMIT, scripts) for path, scripts in TOOLS.items()}
    assert list(too_heavy({PAGE: Weight(LIMIT, SCRIPTS), **tools})) == []
    rules = [(found.rule, found.file) for found in too_heavy({PAGE: Weight(LIMIT + 1, SCRIPTS + 1)})]
    assert rules == [("weight", str(PAGE)), ("weight", str(PAGE))]


def test_the_list_of_all_services_may_grow_with_them_and_no_other_page() -> None:
    """60,000 bytes for a thousand; what one round trip carries for up to 243."""
    long = {SERVICES: Weight(60_000), PAGE: Weight(LIMIT)}
    assert list(too_heavy(long, services=1_000)) == []
    assert [found.file for found in too_heavy(long, services=999)] == [str(SERVICES)]
    assert [found.file for found in too_heavy({SERVICES: Weight(LIMIT + 1)}, services=243)] == [str(SERVICES)]
    assert [found.file for found in too_heavy({PAGE: Weight(LIMIT + 1)}, services=1_000)] == [str(PAGE)]


@pytest.mark.parametrize(
    ("tag", "counts"),
    [
        ('<link rel="stylesheet" href="/assets/a.1.css">', "page"),
        ("<link rel=stylesheet href=/sub/assets/a.1.css>", "page"),
        ('<link rel="stylesheet" href="/assets/a.1.css" media="print">', "nothing"),
        ('<link rel="icon" href="/assets/a.1.svg">', "nothing"),
        ('<a href="/assets/a.1.css">', "nothing"),
        ('<script src="/assets/a.1.js"></script>', "page and scripts"),
        ('<script src="/assets/a.1.js" defer></script>', "scripts"),
        ('<script type="module" src="/assets/a.1.js"></script>', "scripts"),
        ('<script type="application/ld+json">{"src":"/assets/a.1.js"}</script>', "nothing"),
    ],
)
def test_what_a_page_waits_for_counts(tag: str, counts: str) -> None:
    html = f"<!doctype html>{tag}".encode()
    file = noise(50).encode()
    alone, weight = len(gzip.compress(html, 6, mtime=0)), Scales(lambda _: file).weigh(html)
    assert (weight.page > alone) == ("page" in counts)
    assert (weight.scripts > 0) == ("scripts" in counts)


def test_the_weights_of_kept_pages_are_remembered(site: SiteFolder) -> None:
    """On top of the last build: the same figures as from nothing, without a look at the pages that stayed."""
    site.run()
    site.replace(SLEEP, "Put the phone", "Put your phone")
    again = json.loads(site.run("build", "--json").text)
    assert again["made"] < 10 < again["kept"]
    whole = json.loads(site.run("build", "--json", "--no-cache").text)
    nothing = json.loads(site.run("build", "--json").text)
    for which in ("heaviest", "median"):
        assert again[which] == whole[which] == nothing[which]
