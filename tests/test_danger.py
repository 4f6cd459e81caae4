"""Words that mean danger: what the detector learns from the editors' list, and what it makes of other words."""

import gzip
import json
import os
import subprocess
import sys
from datetime import date
from random import Random

import pytest
import rjsmin
from workbench import ROOT, SITES, TODAY

from nottalone_ssg.load import load_site
from nottalone_ssg.model.danger import DangerFile
from nottalone_ssg.model.site import Site
from nottalone_ssg.recipes.danger import Detector, Learnt, Model, danger_model, everyday, examples_of, lexicon_of
from nottalone_ssg.recipes.danger_text import is_slip, plain_words, stem
from nottalone_ssg.sources import read_folder

LIMIT = 7_200  # bytes gzipped, of script and model together
MORE = 8_900  # and of what follows
FRESH_HASHES = (
    "import sys; sys.path[:0] = sys.argv[1:]; from test_danger import model_of_small; print(model_of_small())"
)


def site_of(name: str) -> Site:
    """The small site, or the real one."""
    sources, _ = read_folder(SITES / name / "content" if name else ROOT / "content", shown_as="content")
    site, _ = load_site(sources, date.fromisoformat(TODAY))
    assert site is not None
    return site


def model_of_small() -> str:
    danger = site_of("small").danger
    assert danger is not None
    return json.dumps(danger_model(danger))


@pytest.fixture(scope="session")
def real() -> Site:
    return site_of("")


@pytest.fixture(scope="session")
def listed(real: Site) -> DangerFile:
    assert real.danger is not None
    return real.danger


@pytest.fixture(scope="session")
def models(listed: DangerFile, real: Site) -> tuple[Model, Learnt]:
    return danger_model(listed, examples_of(real))


@pytest.fixture(scope="session")
def detector(models: tuple[Model, Learnt]) -> Detector:
    return Detector(*models)


@pytest.fixture(scope="session")
def first(models: tuple[Model, Learnt]) -> Detector:
    """What a reader has until the rest has come."""
    return Detector(models[0])


def test_every_phrase_of_danger_is_found(detector: Detector, first: Detector, listed: DangerFile) -> None:
    for known in (detector, first):
        assert [phrase for phrase, kind in listed.labelled if kind and not known.kind_of(phrase)] == []


def test_what_is_known_at_first_is_nearly_as_good(first: Detector, real: Site) -> None:
    told = real.examples.labelled
    assert sum(not first.kind_of(phrase) for phrase, kind in told if kind) <= sum(bool(kind) for _, kind in told) * 0.07
    assert sum(bool(first.kind_of(phrase)) for phrase in everyday(real)) <= len(everyday(real)) * 0.09


def test_most_find_their_own_kind(detector: Detector, listed: DangerFile) -> None:
    """Each kind's panel offers a way to somebody, so another kind is a smaller fault than none."""
    said = [(phrase, kind) for phrase, kind in listed.labelled if kind]
    assert sum(detector.kind_of(phrase) == kind for phrase, kind in said) >= len(said) * 0.75


def test_what_is_not_clear_brings_the_gentlest_panel(detector: Detector, listed: DangerFile, real: Site) -> None:
    """A false alarm tells hardly anybody that they have hurt a child."""
    harmless = [phrase for phrase, kind in (*listed.labelled, *examples_of(real)) if not kind]
    alarms = [kind for phrase in harmless if (kind := detector.kind_of(phrase))]
    assert alarms.count(listed.kinds[-1].id) >= len(alarms) * 0.6
    assert detector.kind_of("i want to kill myself") == "suicide"


def test_examples_teach_and_most_are_read_aright(detector: Detector, real: Site) -> None:
    """Ordinary trouble told at length is where a panel shows most often without need."""
    told = real.examples.labelled
    missed = [phrase for phrase, kind in told if kind and not detector.kind_of(phrase)]
    alarms = [phrase for phrase, kind in told if not kind and detector.kind_of(phrase)]
    assert len(missed) <= sum(bool(kind) for _, kind in told) * 0.02, missed
    assert len(alarms) <= sum(not kind for _, kind in told) * 0.2, alarms


def test_harmless_phrases_are_quiet(detector: Detector, listed: DangerFile) -> None:
    """Those of the list were chosen because they sound like danger; what people say of other topics mostly doesn't."""
    harmless = [phrase for phrase, kind in listed.labelled if not kind]
    alarms = [phrase for phrase in harmless if detector.kind_of(phrase)]
    assert len(alarms) <= len(harmless) * 0.08, alarms


def test_what_people_say_of_other_topics_is_quiet(detector: Detector, real: Site) -> None:
    said = everyday(real)
    alarms = [phrase for phrase in said if detector.kind_of(phrase)]
    assert len(alarms) <= len(said) * 0.03, alarms


def test_a_phrase_is_found_whatever_its_capitals_and_signs(detector: Detector) -> None:
    for text in (
        "I WANT TO DIE",
        "I want to die!!!",
        "  i want... to die",
        "I\u2019m suicidal",
        "Kill-myself",
        "diiiie i want to",
    ):
        assert detector.kind_of(text), text


def test_danger_is_found_in_a_long_story(detector: Detector, listed: DangerFile) -> None:
    """What stands before and behind does not hide it."""
    story = "what time does the library open on a saturday {} do they have the reading well books for teenagers"
    assert not detector.kind_of(story.format("and"))
    said = [phrase for phrase, kind in listed.labelled if kind and len(phrase.split()) > 2]
    missed = [phrase for phrase in said if not detector.kind_of(story.format(phrase))]
    assert len(missed) < len(said) * 0.06, missed


def test_danger_is_found_with_a_slip_in_it(detector: Detector, listed: DangerFile) -> None:
    """One letter dropped, doubled or swapped, in a word of five letters or more; the first one is kept."""
    random = Random(7)
    missed, said = [], [phrase for phrase, kind in listed.labelled if kind]
    for phrase in said:
        words = phrase.split()
        long = [number for number, word in enumerate(words) if len(word) > 4 and word.isalpha()]
        if long:
            at = random.choice(long)
            word, place = words[at], random.randrange(1, len(words[at]) - 1)
            swapped = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
            words[at] = random.choice([word[:place] + word[place + 1 :], word[: place + 1] + word[place:], swapped])
            if not detector.kind_of(" ".join(words)):
                missed.append(" ".join(words))
    assert len(missed) < len(said) * 0.08, missed


def test_names_of_what_the_site_has_are_no_danger(detector: Detector, real: Site) -> None:
    """At most one in fifty; crisis topics' own names are left out, because they are what people in danger type."""
    names = [name for service in real.services for name in (service.name, *service.also_called)]
    names += [topic.name for topic in real.topics.values() if topic.group != "crisis-and-safety"]
    names += [name for area in real.areas.values() for name in (area.name, *area.towns)]
    names += [page.title for page in real.pages.values() if page.kind == "guide"]
    alarms = [name for name in names if detector.kind_of(name)]
    assert len(alarms) <= len(names) * 0.02, alarms


def test_the_same_phrases_give_the_same_bytes() -> None:
    """Sets and dictionaries are in another order in each process; what is learnt is not."""
    told = {
        subprocess.run(
            [sys.executable, "-c", FRESH_HASHES, str(ROOT), str(ROOT / "tests")],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert told == {model_of_small() + "\n"}


def test_script_and_model_stay_small(models: tuple[Model, Learnt]) -> None:
    model, follows = models
    script = rjsmin.jsmin((ROOT / "assets/js/danger/10-read.js").read_text("utf-8"))
    data = json.dumps(model, separators=(",", ":"), ensure_ascii=False)
    assert len(gzip.compress(f"{script}{data}".encode(), 9, mtime=0)) <= LIMIT
    assert len(gzip.compress(json.dumps(follows, separators=(",", ":")).encode(), 9, mtime=0)) <= MORE


def test_words_are_made_plain() -> None:
    assert plain_words("Can't sleeep at 3, k1ll su*cide I\u2019m") == ["cant", "slep", "at", "3", "kil", "sucide", "im"]
    assert [stem(word) for word in ("kiling", "lives", "life", "dies", "used", "is")] == [
        "kil",
        "liv",
        "lif",
        "die",
        "use",
        "is",
    ]


def test_one_slip_is_a_slip() -> None:
    slips = ("wnat want", "sucidal suicidal", "suicidall suicidal", "iwsh wish", "anymore anymore")
    others = ("bill kill", "sucidel suicidal", "iwsih wish", "want wa")
    assert [pair for pair in slips if not is_slip(*pair.split())] == []
    assert [pair for pair in others if is_slip(*pair.split())] == []


def test_words_of_harmless_phrases_are_no_slips(listed: DangerFile) -> None:
    """`homeless` is not `hopeless`, once it stands in a harmless phrase."""
    lexicon = lexicon_of(listed)
    harmless = {word for phrase, kind in listed.labelled if not kind for word in plain_words(phrase)}
    assert "homeles" in harmless
    assert lexicon.tokens("homeless") != lexicon.tokens("hopeless")
