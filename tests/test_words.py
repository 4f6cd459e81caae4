"""The rules about words: what they count, what they let through, and that the real lists are as they should be."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from workbench import ROOT, TODAY, SiteFolder, copy_of, ground_of, run

from nottalone_ssg.checks.words import check_words
from nottalone_ssg.load import load_site
from nottalone_ssg.sources import read_folder
from nottalone_ssg.words.dictionary import corrections, suggestion
from nottalone_ssg.words.explained import is_explained
from nottalone_ssg.words.lists import EXCEPTIONS, Words, read_words
from nottalone_ssg.words.phrases import Phrases, names_in, plainly
from nottalone_ssg.words.reading import reading_of
from nottalone_ssg.words.sentences import sentences
from nottalone_ssg.words.syllables import count_syllables
from nottalone_ssg.words.texts import Writing

NEAR_MISSES = ROOT / "tests/words/near-misses.md"


def near_misses() -> Iterator[str]:
    for line in NEAR_MISSES.read_text(encoding="utf-8").splitlines():
        if line.startswith("- "):
            yield line.removeprefix("- ").replace("\\n", "\n")


@pytest.fixture(scope="session")
def words() -> Words:
    """The lists of the real site."""
    sources, _ = read_folder(ROOT / "content/words", shown_as="content/words")
    lists, problems = read_words(sources, "content/words")
    assert lists is not None, problems
    return lists


@pytest.fixture
def written(site: SiteFolder) -> SiteFolder:
    """The small site, with the lists of the real one."""
    return with_words(site)


def with_words(site: SiteFolder) -> SiteFolder:
    for file in sorted((ROOT / "content/words").iterdir()):
        site.write(f"content/words/{file.name}", file.read_bytes())
    return site


def test_the_small_site_is_well_written(written: SiteFolder) -> None:
    outcome = written.run("check")
    assert (outcome.code, outcome.error) == (0, ""), outcome.text


def test_what_looks_like_a_mistake_and_is_none(tmp_path: Path) -> None:
    """All in one run: a page for each."""
    site = with_words(copy_of("small", tmp_path))
    texts = list(near_misses())
    assert len(texts) > 50
    front = "---\ntitle: Page {}\nsummary: A page.\nkind: guide\nfor: [adults]\nnext review: 2027-04-01\n---\n"
    for number, text in enumerate(texts):
        site.write(f"content/pages/guides/p{number}.md", front.format(number) + text + "\n")
    outcome = site.run("check")
    told = re.findall(r"^content/pages/guides/p(\d+)\.md:\d+:\d+: (.*)", outcome.text, re.MULTILINE)
    assert [(texts[int(number)], said) for number, said in told] == []
    assert outcome.code == 0, outcome.text


def test_professionals_may_read_their_own_words(written: SiteFolder) -> None:
    """On pages for professionals alone; elsewhere the same words are jargon (tests/mistakes/words.md)."""
    audience = "  - {id: professionals, name: professionals, summary: If you work with people.}\n"
    file = "content/vocabulary/audiences.yaml"
    written.write(file, (written.folder / file).read_text(encoding="utf-8") + audience)
    front = "---\ntitle: Work\nsummary: Work.\nkind: landing\nfor: [professionals]\nnext review: 2027-04-01\n---\n"
    written.write("content/pages/for/professionals.md", front + "We triage. Early intervention helps.\n")
    assert written.run("check").code == 0
    written.write("content/pages/for/professionals.md", front + "We triage in order to help.\n")
    assert '"in order to" is not plain wording' in written.run("check").text


def test_a_site_without_lists_has_no_rules_about_words(site: SiteFolder) -> None:
    site.replace("content/pages/for/adults.md", "For you.", "He committed suicide in order to recieve.")
    assert site.run("check").code == 0


def test_build_does_not_look_at_the_words(written: SiteFolder) -> None:
    """A build has to be quick, and a long sentence must not keep an editor from mending a number."""
    written.replace("content/pages/for/adults.md", "For you.", "He committed suicide.")
    assert written.run().code == 0
    assert written.run("check").code == 1


def test_editors_notes_and_what_people_say_are_nobodys_prose(written: SiteFolder) -> None:
    file = "content/vocabulary/topics.yaml"
    written.replace(file, "people say: [cant sleep]", "people say: [commit suicide, mentally ill, 116 123]")
    written.replace("content/services/open-door.yaml", "SECRET-NOTE", "The mentally ill, at 9am.")
    written.replace("content/services/open-door.yaml", "Open Door Trust", "The Mentally Ill Trust")
    assert written.run("check").code == 0


def test_reading_age_is_advice(written: SiteFolder) -> None:
    """It is listed, the hardest page first, and is never a problem."""
    written.replace("content/pages/for/adults.md", "For you.", "Institutional responsibility characterises it.")
    outcome = written.run("check", "--reading")
    rows = [line.split() for line in outcome.text.splitlines() if line.endswith(".md")]
    assert outcome.code == 0
    assert rows[0][1:] == ["4", "4.0", "4", "content/pages/for/adults.md"]
    ages = [float(row[0]) for row in rows]
    assert ages == sorted(ages, reverse=True)
    assert '"reading": [{' in re.sub(r"\s+", "", written.run("check", "--reading", "--json").text).replace(":[", ": [")


def test_a_page_that_nobody_has_reviewed_says_so(site: SiteFolder) -> None:
    """And when somebody will; one that was reviewed says by whom. A page without `next review` is a problem."""
    assert site.run().code == 0
    assert "Drafted, not yet reviewed. To be reviewed by" in site.read("/for/adults/")
    assert "Drafted" not in site.read("/topics/sleep/")
    assert "peer support worker" in site.read("/topics/sleep/")


def test_the_real_site_is_well_written() -> None:
    """On a day on which nothing is overdue: what is overdue is for the people who run the site, not for a change."""
    folders = [word for name in ("content", "layouts", "assets") for word in (f"--{name}", str(ROOT / name))]
    outcome = run(["check", *folders, "--date", TODAY])
    assert outcome.code == 0, outcome.text


@pytest.mark.parametrize(
    ("text", "lengths"),
    [
        ("Come in. Sit down.", [2, 2]),
        ("Come in! Will you? Yes… Good.", [2, 2, 1, 1]),
        ("Ring Dr. Smith today.", [4]),
        ("Ring J. Smith today.", [4]),
        ("You and I. Nobody else.", [3, 2]),
        ("Ask somebody, e.g. your GP.", [5]),
        ("It took 1.5 hours.", [4]),
        ("Bring tea, milk, etc. Then rest.", [4, 2]),
        ('"Are you safe?" they ask.', [5]),
        ('They ask, "Are you safe?" Then they wait.', [5, 3]),
        ("(Come in.) Sit down.", [2, 2]),
        ("You could:", [2]),
        ("Don't self-harm; it's hard.", [4]),
        ("Ring \ufffc now. \ufffc is free.", [3, 3]),
        ("No full stop", [3]),
        ("One two.Three four.", [3]),
        (" … ", []),
        ("", []),
    ],
)
def test_sentences(text: str, lengths: list[int]) -> None:
    assert [sentence.words for sentence in sentences(text)] == lengths


SYLLABLES = """
a 1, hope 1, hoped 1, hopes 1, wanted 2, table 2, little 2, people 2, anxiety 4, anxious 2, being 2, radio 3, social
2, nation 2, counsellor 3, depression 3, therapy 3, information 4, everybody 4, sometimes 2, somewhere 2, safely 2,
quiet 2, idea 3, area 3, suicide 3, emergency 4, mental 2, health 1, experience 4, psychiatrist 4, hospital 3,
situation 4, university 5, community 4, families 3, worried 2, changes 2, bridges 2, boxes 2, enough 2, through 1,
school 1, teacher 2, february 4, alcohol 3, bereavement 3, grieve 1, lonely 2, died 1, dying 2, created 3, poem 2,
serious 3, million 2, review 2, view 1, queue 1, guide 1, building 2, question 2, usual 3, patient 2, audience 3, diet
2, society 4, museum 3, real 1, friend 1, beautiful 3, said 1, using 2, self-harm 2, don't 1, isn't 2, tired 1,
organisation 5, volunteer 3, personality 5, evening 2, every 2, different 3, create 2, going 2, chaos 2, video 3, ruin
2, unique 2, marriage 2, diagnosis 4, trauma 2, therefore 2, statement 2, homeless 2, gently 2, struggled 2, raised 1,
gp 1
"""


def test_syllables() -> None:
    """Some counts are wrong, by one, and that is all right: they are advice, and make children's words hard or not."""
    wanted = dict(re.findall(r"(\S+) (\d)(?:,|\s)", SYLLABLES))
    found = {word: count_syllables(word) for word in wanted}
    wrong = {word: count for word, count in found.items() if count != int(wanted[word])}
    assert len(wrong) <= len(wanted) * 0.03, wrong
    assert all(abs(count - int(wanted[word])) == 1 for word, count in wrong.items())


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("commit~ suicide", "she committed suicide", "committed suicide"),
        ("commit~ suicide", "COMMITS  suicide", ""),  # blocks have single spaces
        ("commit~ suicide", "recommit suicide", ""),
        ("utilise~", "We utilised it", "utilised"),
        ("notify~", "They notified us", "notified"),
        ("failed/lost attempt~", "two lost attempts", "lost attempts"),
        ("NN kg/kilos", "It is 4.5kg", "4.5kg"),
        ("NN kg/kilos", "ten kilos", "ten kilos"),
        ("NN kg/kilos", "some kilos", ""),
        ("24/7", "open 24/7", "24/7"),
        ("cry for help", "a cry-for-help", "cry-for-help"),
        ("coward's way", "a coward\u2019s way", "coward\u2019s way"),
        ("mental case", "environmental case", ""),
    ],
)
def test_phrases(phrase: str, text: str, found: str) -> None:
    spans = [text[start:end] for start, end, _ in Phrases([[phrase]]).find(plainly(text))]
    assert spans == ([found] if found else [])


def test_the_longest_phrase_is_told_and_none_within_it() -> None:
    phrases = Phrases([["mentally ill"], ["the mentally ill"]])
    assert list(phrases.find("the mentally ill")) == [(0, 16, 1)]


def test_names_are_found_as_they_are_written() -> None:
    pattern = names_in(["Beat", "Beat the Street", "Juno Women's Aid"])
    assert pattern is not None
    text = "Beat the Street, beat, Beat, Beater, Juno Women\u2019s Aid"
    assert pattern.findall(text) == ["Beat the Street", "Beat", "Juno Women\u2019s Aid"]
    assert names_in([]) is None


@pytest.mark.parametrize(
    ("text", "explained"),
    [
        ("talking therapy (CBT)", True),
        ('"talking therapy" (CBT)', True),
        ("CBT (talking therapy)", True),
        ("it is called CBT", True),
        ("its name is CBT", True),
        ("CBT, which is a talking therapy", True),
        ("CBT stands for something", True),
        ("CBT is a talking therapy", True),
        ("try CBT today", False),
        ("CBT or something", False),
        ("CBT is good", False),
        ("(CBT)", False),
    ],
)
def test_explained(text: str, explained: bool) -> None:
    start = text.index("CBT")
    assert is_explained(text, start, start + 3) == explained


def test_the_dictionary_is_british() -> None:
    assert suggestion("behavior") == "behaviour"
    assert suggestion("organize") == "organise"
    assert suggestion("recieve") == "receive"
    british = "behaviour organise receive practice practise licence license programme centre story stories colour"
    assert {word: suggestion(word) for word in british.split() if word in corrections()} == {}


def test_the_lists_are_long_enough_and_exceptions_few(words: Words) -> None:
    assert len(words.safe.words) >= 60
    assert len(words.plain.words) >= 80
    few = [words.children.known, words.known.abbreviations, words.known.may_be_typed, words.headings.also]
    assert all(len(exceptions) <= EXCEPTIONS for exceptions in few)


def test_no_phrase_stands_on_two_lists(words: Words) -> None:
    """A mistake is told once."""
    phrases = [plainly(phrase) for row in (*words.safe.words, *words.plain.words) for phrase in row.avoid]
    assert sorted(phrase for phrase in set(phrases) if phrases.count(phrase) > 1) == []
    told = [
        (phrase, row.avoid)
        for row in words.safe.words
        for phrase in row.avoid
        if list(words.plain.phrases.find(plainly(phrase.replace("~", ""))))
    ]
    assert told == []


def test_every_phrase_is_found(words: Words) -> None:
    """As it is listed: with all of its words, and a number where it has one."""
    for listed in (words.safe, words.plain):
        for number, row in enumerate(listed.words):
            for phrase in row.avoid:
                text = " ".join(re.split(r"(?<!\d)/", token)[0].rstrip("~") for token in phrase.split())
                found = list(listed.phrases.find(plainly(text.replace("NN", "50"))))
                assert [row for _, _, row in found] == [number], (phrase, text)


def test_what_is_to_be_written_instead_is_safe_and_plain(words: Words) -> None:
    for row in (*words.safe.words, *words.plain.words):
        advice = plainly(row.write)
        assert [advice[start:end] for start, end, _ in words.safe.phrases.find(advice)] == [], row.avoid
        assert [advice[start:end] for start, end, _ in words.plain.phrases.find(advice)] == [], row.avoid


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_no_text_is_too_odd(text: str) -> None:
    found = list(sentences(text))
    assert all(text[sentence.start :].startswith(sentence.text) for sentence in found)
    assert all(count_syllables(word) >= 1 for word in text.split())
    assert len(plainly(text)) == len(text)
    for start, end, _ in Phrases([["commit~ suicide", "NN kg", "a", text, f"{text}~"]]).find(plainly(text)):
        assert 0 <= start < end <= len(text)


@pytest.mark.parametrize(
    "piece", ["a", "A", "0", "0 ", ".", '?"', "a.", "@", "a@", "e.g. ", "(", "CBT ", "`", " ", "#", "9:", "the "]
)
def test_time_grows_with_the_text(piece: str, words: Words, tmp_path: Path) -> None:
    """Nothing quadratic, in any of the rules: 20 pages of one odd block each, as long as a block may be."""
    site = with_words(copy_of("small", tmp_path))
    front = "---\ntitle: Page\nsummary: A page.\nkind: guide\nfor: [adults]\nnext review: 2027-04-01\n---\n"
    for number in range(20):
        site.write(f"content/pages/guides/p{number}.md", f"{front}x{piece * (9_900 // len(piece))}x\n")
    sources, _ = read_folder(site.content, shown_as="content")
    loaded, _ = load_site(sources, date.fromisoformat(TODAY))
    assert loaded is not None
    start = process_time()
    check_words(loaded, words)
    assert process_time() - start < 2


def test_the_real_site_has_a_reading_age(words: Words) -> None:
    site = SiteFolder(ROOT)
    ages = [reading.age for text in Writing(ground_of(site).site).pages if (reading := reading_of(text))]
    assert ages
    assert max(ages) < 14
