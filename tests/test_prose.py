"""Prose: the blocks that the rules about words look at are those that readers see, and their places are right."""

import html
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from workbench import ROOT

from nottalone_ssg.markdown import Html, convert
from nottalone_ssg.markdown.prose import NAMED, Block, prose
from nottalone_ssg.sources import Source, read_folder, read_page
from nottalone_ssg.yaml_text import Document

SOURCES, _ = read_folder(ROOT / "content/pages", shown_as="content/pages")


def page(text: str) -> Document:
    return Document("page.md", {}, body=text, body_line=1)


def blocks(text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text.replace(NAMED, "*")) for block in prose(page(text))]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("One.\nTwo.\n\nThree.", [("paragraph", "One. Two."), ("paragraph", "Three.")]),
        ("## Who *helps*? {: #who }\nAll.", [("heading", "Who helps?"), ("paragraph", "All.")]),
        ("You could:\n- ring\n- come\n  in", [("paragraph", "You could:"), ("item", "ring"), ("item", "come in")]),
        ("1. One.\n\n    More.\n\n2. Two.", [("item", "One."), ("paragraph", "More."), ("item", "Two.")]),
        ("It was in\n1987. A year.", [("paragraph", "It was in 1987. A year.")]),
        ("- a\n    - b", [("item", "a"), ("item", "b")]),
        ("> She said\n> so.", [("quote", "She said so.")]),
        ("::: quote A B, Expert\nSo.\n:::\nAfter.", [("quote", "So."), ("paragraph", "After.")]),
        ("::: call samaritans\n:::\nAfter.", [("paragraph", "After.")]),
        ("| A | B |\n| - | - |\n| [[x|y]] | d |", [("cell", "A "), ("cell", "B "), ("cell", "y "), ("cell", "d ")]),
        ("```\ncode\n```\nText `code` here.", [("paragraph", "Text * here.")]),
        ("Text.\n\n    indented code", [("paragraph", "Text.")]),
        ("Term\n: What it is.", [("paragraph", "Term"), ("item", "What it is.")]),
        ("Ring [[call:a]] or [[b|the *b*]].", [("paragraph", "Ring * or the b.")]),
        ('A [link **here**](https://x.org/a_(b) "t") and <https://y.org>.', [
            ("paragraph", "A link here and https://y.org.")
        ]),
        ("A [link][n].\n\n[n]: https://x.org", [("paragraph", "A link.")]),
        ("A note.[^1]\n\n[^1]: The note.", [("paragraph", "A note."), ("paragraph", "The note.")]),
        ("Is \\*this\\* &amp; __that__ snake_case?", [("paragraph", "Is *this* & that snake_case?")]),
        ("Po polsku.\n{: lang=pl }\n\nIn English.", [("paragraph", "In English.")]),
        ("One.\n\n---\n\nTwo.", [("paragraph", "One."), ("paragraph", "Two.")]),
    ],
)  # fmt: skip
def test_blocks(text: str, wanted: list[tuple[str, str]]) -> None:
    found = [(kind, words) for kind, words in blocks(text)]
    assert [(kind, words.strip()) for kind, words in found] == [(kind, words.strip()) for kind, words in wanted]


def test_links_know_their_words_and_targets() -> None:
    (block,) = prose(page("See [[anxiety]], [[a#b|c]], [d](/e/ 'f'), [g][h] and <x@y.org>.\n[h]: /i/"))
    found = [(link.words, link.target) for link in block.links]
    assert found == [("", "[[anxiety]]"), ("c", "[[a#b]]"), ("d", "/e/"), ("g", "/i/"), ("x@y.org", "x@y.org")]


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.path.as_posix())
def test_each_word_stands_where_its_place_says(source: Source) -> None:
    """On every page of the site: the word at the place is the word in the block."""
    document, _ = read_page(source)
    lines = source.data.decode().splitlines()
    for block in prose(document):
        for found in re.finditer(r"[A-Za-z]+", block.text):
            place = block.place(found.start())
            assert lines[place.line - 1][place.column - 1 :].startswith(found[0]), (place, found[0])


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.path.as_posix())
def test_the_words_are_those_of_the_finished_page(source: Source) -> None:
    """On every page of the site: no word is lost or added, but for those that the site puts in."""
    document, _ = read_page(source)
    parts = [part.html for part in convert(document).parts if isinstance(part, Html)]
    # Who is quoted; what a box is called; code, which is one word to us.
    ours = r'<figcaption>.*?</figcaption>|<p class="callout-label">.*?</p>|<code>.*?</code>'
    text = re.sub(ours, " ", " ".join(parts), flags=re.DOTALL)
    text = html.unescape(re.sub(r"<(?!/?(?:a|em|strong|sup)\b)[^>]*>", " ", text))
    seen = _words(re.sub(r"<[^>]*>", "", text))
    assert _words(" ".join(block.text for block in prose(document))) == seen


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.replace(NAMED, ""))


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.sampled_from(list("ab. \n#*_-[]()|>:`{}\\&;1!<@\t")), max_size=120))
def test_no_text_is_too_odd(text: str) -> None:
    """Whatever is typed, there are blocks, and each character has a place in the file."""
    lines = text.split("\n")
    for block in prose(page(text)):
        for index in range(len(block.text)):
            place = block.place(index)
            assert 1 <= place.line <= len(lines) + 1
            assert place.column >= 1


@pytest.mark.parametrize(
    "piece", ["[", "[[", "](", "`", "*", "_", "<a", "&", "{: ", "> ", "- ", "|", "a ", "\\", "(", "!["]
)
def test_time_grows_with_the_text(piece: str) -> None:
    """Nothing quadratic: what takes too long here would hold up every check."""
    text = piece * (30_000 // len(piece))
    assert isinstance(prose(page(text)), tuple)


def test_a_value_of_a_form_is_told_at_its_start() -> None:
    block = Block("summary", "One two", "x.yaml", ((0, 3, 10),), whole=True)
    assert block.place(4) == block.place()
    assert (block.place().line, block.place().column) == (3, 10)


def test_every_page_of_the_site_is_looked_at() -> None:
    assert len(SOURCES) == len(list(Path(ROOT / "content/pages").rglob("*.md")))
