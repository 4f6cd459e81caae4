"""Our index in canonical form answers as the one that Pagefind makes of the same folder by itself."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pagefind_bin
import pytest
from browser.host import Host, opened
from playwright.sync_api import Browser, Page
from workbench import SiteFolder

QUESTIONS: list[tuple[str | None, dict[str, str | list[str]]]] = [
    ("sleep", {}),
    ("sleeping", {}),
    ("can't sleep", {}),
    ("talk to somebody", {}),
    ("Samaritans", {}),
    ("116 123", {}),
    ("suicidal thoughts", {}),
    ("debt", {}),
    ('"next step"', {}),
    ("young carers", {}),
    ("café", {}),
    ("xylophone", {}),
    ("anx", {}),
    ("help", {"kind": "Topic"}),
    ("help", {"area": "Mansfield"}),
    ("listening", {"audience": "young people"}),
    ("worry", {"audience": ["children", "parents and carers"]}),
    (None, {"topic": "Sleep problems"}),
    (None, {"kind": "Topic", "audience": "adults"}),
    (None, {"area": "there is no such area"}),
]

SEARCH = """async ({ folder, questions }) => {
  const engine = await import(`/${folder}/pagefind.js`);
  await engine.options({ baseUrl: "/", excerptLength: 18, noWorker: true });
  const answers = [await engine.filters()];
  for (const [words, filters] of questions) {
    const { results, ...counts } = await engine.search(words, { filters });
    delete counts.timings;
    const hits = await Promise.all(results.map(async ({ id, score, words, data }) => {
      const { url, meta, excerpt, filters, sub_results } = await data();
      return { id, score, words, url, meta, excerpt, filters, sub_results };
    }));
    answers.push({ ...counts, hits });
  }
  return answers;
}"""


@pytest.fixture(scope="module")
def page_of_both(real_site: SiteFolder, tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Page]:
    """A page of a host that holds both indexes: ours in /pagefind/, and Pagefind's own in /alone/."""
    folder = tmp_path_factory.mktemp("both")
    shutil.copytree(real_site.out / "pagefind", folder / "pagefind")
    index_alone(real_site.out, folder / "alone")
    (folder / "index.html").write_text('<!doctype html><html lang="en-GB"><title>Both</title></html>', encoding="utf-8")
    (folder / "404.html").touch()
    host = Host(folder=folder)
    host.reads_headers = False
    with opened(host), browser.new_context() as context:
        page = context.new_page()
        page.goto(host.url("/"))
        yield page


def index_alone(site: Path, out: Path) -> None:
    """Run Pagefind as its manual says."""
    command = [str(pagefind_bin.get_executable()), "--site", str(site), "--output-path", str(out), "--quiet"]
    subprocess.run(command, check=True, capture_output=True)


def by_rank(answer: dict[str, Any]) -> dict[str, Any]:
    """Equal scores have no order of their own: Pagefind alone takes that of the disk, and adds them up in it.

    So they differ in the seventh digit.
    """
    for hit in answer["hits"]:
        hit["score"] = round(hit["score"], 4)
    hits = sorted(answer["hits"], key=lambda hit: (-hit["score"], hit["url"]))
    return {**answer, "hits": hits}


@pytest.mark.slow
def test_twenty_questions_have_the_same_answers(page_of_both: Page) -> None:
    ours, alone = (
        page_of_both.evaluate(SEARCH, {"folder": folder, "questions": QUESTIONS}) for folder in ("pagefind", "alone")
    )
    assert len(QUESTIONS) == 20
    assert set(ours[0]) >= {"kind", "topic", "area", "audience"}
    assert ours[0] == alone[0]
    for question, mine, theirs in zip(QUESTIONS, ours[1:], alone[1:], strict=True):
        assert by_rank(mine) == by_rank(theirs), question
    assert sum(bool(answer["hits"]) for answer in ours[1:]) > 15
