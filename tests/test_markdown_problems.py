"""What is wrong in a text is told where it stands: the line and column of the file, whatever is around it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nottalone_ssg.markdown import convert
from nottalone_ssg.problems import Place
from nottalone_ssg.yaml_text import Document


def told(text: str) -> list[str]:
    """Line, column and rule of each problem; the text starts in line 1."""
    return [
        f"{found.line}:{found.column} {found.rule}" for found in convert(Document("page.md", {}, body=text)).problems
    ]


MISTAKES = {
    "[[]]": "1:1 reference",
    "a [[ ]] b": "1:3 reference",
    "[[a b]]": "1:1 reference",
    "[[a|]]": "1:1 reference",
    "[[a": "1:1 reference",
    "[[a] b": "1:1 reference",
    "[[a:b:c]]": "1:1 reference",
    "[[#only]]": "1:1 reference",
    "## A\n\n[x](#b)": "3:5 link-fragment",
    "[x]()": "1:5 link-empty",
    "[x](http://a.org)": "1:5 link-http",
    "[x](javascript:a)": "1:5 link-scheme",
    "<ftp://a.org>": "1:1 link-scheme",
    "[x](../a.md)": "1:5 link-relative",
    "[x](www.a.org)": "1:5 link-relative",
    "[x](//a.org/)": "1:5 link-relative",
    "[x](https://)": "1:5 link-address",
    "[x](https://a b.org)": "1:5 link-address",
    "[x](/a b/)": "1:5 link-address",
    "[x](mailto:nobody)": "1:5 link-address",
    "[x](tel:HELP)": "1:5 link-address",
    "[](https://a.org)": "1:4 link-words",
    "[a [[b]] c](/d/)": "1:13 link-in-link",
    "[a][b]": "1:5 link-name",
    "a[^1]": "1:2 footnote",
    "a <b>c</b>": "1:3 raw-html",
    "a <br/> b": "1:3 raw-html",
    "a\n<!-- b -->": "2:1 raw-html",
    "<!-- never\n\nclosed": "1:1 raw-html",
    "<!DOCTYPE html>": "1:1 raw-html",
    "a ![b](/c.png) d": "1:3 image",
    "![b][c]": "1:1 image",
    "# A": "1:1 heading-level",
    "#hope": "1:1 heading-level",
    "### A": "1:1 heading-level",
    "## A\n\n#### B": "3:1 heading-level",
    "##": "1:1 heading-empty",
    "## [[a]]": "1:1 heading-empty; 1:1 heading-link",
    "## About [[a]]": "1:1 heading-link",
    "## A {#x}\n\n## B {#x}": "3:1 same-id",
    "Title\n=====": "2:1 heading-underline",
    "Title\n---": "2:1 heading-underline",
    "a\n{: onclick=x}": "2:1 attribute",
    "*a*{.big}": "1:4 attribute",
    "*a*{lang=?}": "1:4 attribute",
    "::: nte\na\n:::": "1:1 block-name",
    "::: Help\na\n:::": "1:1 block-name",
    "a\n\n::: help\nb": "3:1 block-unclosed",
    "a\n:::": "2:1 block-stray",
    "::: help me\na\n:::": "1:10 block-words",
    "::: quote\na\n:::": "1:1 block-words",
    "::: call\n:::": "1:9 block-words",
    "::: call The Samaritans\n:::": "1:10 block-words",
    "::: call a\nb\nc\n:::": "2:1 card-content",
    "::: call a": "1:1 block-unclosed",
    "::: note\na\n::: call b\n:::\n:::": "3:1 card-nested",
    "::: note\na\n::: help\nb\n:::\n:::": "3:1 block-nested",
    "::: note\na\n::: help\nb\n:::": "1:1 block-unclosed",
    "- ::: call a": "1:3 block-place",
    "- a\n\n    ::: call b\n    :::": "3:5 block-place; 4:5 block-place",
    "> ::: note\n> a": "1:3 block-place",
    "::: note\n- ::: call a\n:::": "2:3 block-place",
    "::: steps\n- a\n:::": "1:1 steps",
    "::: steps\na\n\n1. b\n:::": "1:1 steps",
    "- a\n  - b": "2:3 list-indent",
    "1. a\n   - b": "2:4 list-indent",
    "|a|b|\n|-|-|\n|c|d|\ntext": "4:1 table-end",
    "a\n\n```\nb": "3:1 code-unclosed",
}


@pytest.mark.parametrize("text", MISTAKES)
def test_a_mistake_is_told_where_it_stands(text: str) -> None:
    assert "; ".join(told(text)) == MISTAKES[text]


AROUND = {  # where a piece of text may stand, and the line and column of its @
    "after the same in code": "`@` @",
    "after the same in fenced code": "```\n@\n```\n\n@",
    "before the same in fenced code": "@\n\n~~~\n@\n~~~",
    "after the same in indented code": "    @\n\na\n\n@",
    "in a list": "- a\n- b @",
    "in a list of lists": "1. a\n    - b\n\n        c @",
    "in a quotation": "> a\n> > b @",
    "in a box": "::: note\na\n\nb @\n:::",
    "in a quoted person's name": "::: quote A @\nb\n:::",
    "in steps": "::: steps\n1. a\n2. b @\n:::",
    "in a table": "|a|b|\n|-|-|\n|c|d @|",
    "in a heading": "## a @",
    "in a definition": "a @\n: b",
    "in a footnote": "a[^1]\n\n[^1]: b\n    c @",
    "in emphasis": "a **b *c @* d**",
    "in a second line": "a\nb @",
    "after tabs": "a\tb\t\t@",
    "after a tabbed list": "-\ta\n\n\tb @",
    "after letters of two bytes": "é … 🙂 @",
}


@pytest.mark.parametrize("piece", ["[[x|y]]", "<b>", "[w](http://a.org)", "![p](q)", "n[^9]"])
@pytest.mark.parametrize("around", AROUND)
def test_places_are_true(around: str, piece: str) -> None:
    """The n-th of many equal links is not the first, and what stands in code is none."""
    text = AROUND[around]
    fenced = text.count("@") > 1
    spot = text.index("@") if around.startswith("before") or not fenced else text.rindex("@")
    before = text[:spot].replace("@", piece)
    shift = {"[w](http://a.org)": 4, "n[^9]": 1}.get(piece, 0)
    expected = Place("page.md", before.count("\n") + 5, len(before) - before.rfind("\n") + shift)
    converted = convert(Document("page.md", {}, body=text.replace("@", piece), body_line=5))
    places = [Place(found.file, found.line, found.column) for found in converted.problems]
    assert [*places, *(found.place for found in converted.references)] == [expected]


def test_equal_links_have_their_own_places() -> None:
    text = "[[a]] [[a]]\n[[a]]\n\n- [[a]]\n\n`[[a]]` [[a]]"
    references = convert(Document("page.md", {}, body=text)).references
    assert [(found.place.line, found.place.column) for found in references] == [(1, 1), (1, 7), (2, 1), (4, 3), (6, 9)]


WORDS = {
    "::: nte\n:::": ('there is no box "nte"', "Did you mean note?"),
    "## Sleep\n\n[x](#slep)": ('no heading of this page is called "#slep"', "Did you mean sleep?"),
    "<b>a</b>": ("<b> is HTML, which is not used here", "Write **bold**."),
    "[a](b.md)": (
        "where b.md leads depends on where this page lies",
        "Write [[page:b]], or the address from the first slash on: /b/",
    ),
    r"[[x y|z\*`c`]]": (
        "[[x y|z*c]] is not a link",
        "Write the id of a topic, or of something else with its kind before it: [[anxiety]], [[service:samaritans]].",
    ),
}


@pytest.mark.parametrize("text", WORDS)
def test_the_words_help(text: str) -> None:
    (problem,) = convert(Document("page.md", {}, body=text)).problems
    assert (problem.message, problem.hint) == WORDS[text]


@given(
    st.lists(
        st.sampled_from([*MISTAKES, "\n", "\n\n", "- ", "    ", "> ", "::: note\n", ":::\n", "text ", "`", "*"]),
        max_size=12,
    )
)
def test_every_place_is_in_the_file(pieces: list[str]) -> None:
    """A problem that points past the end of the file helps nobody."""
    text = "".join(pieces)
    lines = text.split("\n")
    converted = convert(Document("page.md", {}, body=text, body_line=7))
    places = [Place(found.file, found.line, found.column) for found in converted.problems]
    places += [found.place for found in converted.references]
    places += [found.place for found in converted.headings]
    for place in places:
        assert 7 <= place.line < 7 + len(lines)
        assert 1 <= place.column <= len(lines[place.line - 7]) + 1
    assert list(converted.problems) == sorted(set(converted.problems))
