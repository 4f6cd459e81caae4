"""Words that mean danger, as the browser reads them: letter for letter what the build has measured."""

from random import Random

from browser.opening import Open
from test_danger import site_of
from workbench import ROOT

from nottalone_ssg.recipes.danger import Detector, danger_model, examples_of

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


def test_browser_and_build_agree(shared_page: Open) -> None:
    site = site_of("")
    danger = site.danger
    assert danger is not None
    model = danger_model(danger, examples_of(site))
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
    found = page.evaluate(f"([model, texts]) => {{ {SCRIPT}; return texts.map(danger(model)); }}", [model, texts])
    detector = Detector(model)
    assert found == [detector.kind_of(text) for text in texts]
    assert {*found} == {"", *model["kinds"]}
