"""Words that mean danger, as the browser reads them: letter for letter what the build has measured."""

from random import Random

import pytest
from browser.host import Host
from browser.opening import Open
from playwright.sync_api import expect
from test_danger import site_of
from workbench import ROOT

from nottalone_ssg.model.site import Site
from nottalone_ssg.recipes.danger import Detector, Learnt, Model, danger_model, everyday, examples_of

LETTERS = "abcdefghijklmnopqrstuvwxyz !1|0345$@*'\u2019\u00e9\U0001f600"
SCRIPT = (ROOT / "assets/js/danger/10-read.js").read_text("utf-8")


def slipped(text: str, random: Random) -> str:
    """The text with up to three letters added, dropped, swapped or made a capital."""
    letters = list(text)
    for _ in range(random.randint(0, 3)):
        at = random.randrange(len(letters))
        letters[at : at + 2] = random.choice(
            [
                [random.choice(LETTERS), *letters[at : at + 2]],
                letters[at + 1 : at + 2] or ["a"],
                letters[at : at + 2][::-1],
                [letter.upper() for letter in letters[at : at + 2]],
            ]
        )
    return "".join(letters)


@pytest.fixture(scope="module")
def site() -> Site:
    return site_of("")


@pytest.fixture(scope="module")
def models(site: Site) -> tuple[Model, Learnt]:
    assert site.danger is not None
    return danger_model(site.danger, examples_of(site))


def test_the_rest_of_what_was_learnt_takes_its_place(
    root_host: Host, open_page: Open, site: Site, models: tuple[Model, Learnt]
) -> None:
    """A false alarm of the first, few weights goes by itself as soon as the others have come."""
    first, whole = Detector(models[0]), Detector(*models)
    text = next(text for text in everyday(site) if first.kind_of(text) and not whole.kind_of(text))
    page = open_page(root_host.url("/search/"))
    page.locator("#q").fill(text)
    expect(page.locator("script[src*='/danger-more.']")).to_be_attached()
    expect(page.locator("[data-crisis-panel]")).to_be_hidden()
    assert page.locator("#q").input_value() == text, "what somebody types stays"
    page.locator("#q").fill("i want to die")
    expect(page.locator("[data-crisis-panel]")).to_be_visible()


def test_browser_and_build_agree(shared_page: Open, site: Site, models: tuple[Model, Learnt]) -> None:
    danger = site.danger
    assert danger is not None
    model, follows = models
    random = Random(3)
    phrases = [phrase for phrase, _ in danger.labelled]
    texts = [slipped(phrase, random) for phrase in phrases] + [
        f"{random.choice(phrases)} and {phrase}" for phrase in phrases
    ]
    texts += [
        "",
        " ",
        "'",
        "!!!",
        "I",
        "999",
        "a" * 300,
        "\u0130stanbul",
        "\u212aill myself",
        "un alive my self",
        "ii1!i",
    ]
    page = shared_page("about:blank")
    for follow in (None, follows):
        learnt = {**model, **(follow or {})}
        found = page.evaluate(f"([model, texts]) => {{ {SCRIPT}; return texts.map(danger(model)); }}", [learnt, texts])
        detector = Detector(model, follow)
        assert found == [detector.kind_of(text) for text in texts]
        assert {*found} == {"", *model["kinds"]}
