"""Typography: what is typed on a keyboard is printed as in a book, and code is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nottalone_ssg.markdown import Html, convert
from nottalone_ssg.yaml_text import Document

# ruff: noqa: RUF001  the signs that look alike are what this is about
CASES = {
    "don't": "don’t",
    '"Yes," she said.': "“Yes,” she said.",
    "'Yes,' she said.": "‘Yes,’ she said.",
    "\"'Yes' is a word,\" he said.": "“‘Yes’ is a word,” he said.",
    "He said, \"She said 'no'\".": "He said, “She said ‘no’”.",
    "the '90s and the 1990s'": "the ’90s and the 1990s’",
    "class of '99": "class of ’99",
    "'99 problems' is a song": "‘99 problems’ is a song",
    "rock 'n' roll": "rock ’n’ roll",
    "'tis, 'twas, 'em, 'cause": "’tis, ’twas, ’em, ’cause",
    "'emotional' support": "‘emotional’ support",
    "the nurses' office": "the nurses’ office",
    'the nurses\' "office"': "the nurses’ “office”",
    '("in brackets")': "(“in brackets”)",
    'a "b"-"c"/"d"': "a “b”-“c”/“d”",
    'a--"b"': "a–“b”",
    "9--5 and a -- b": "9–5 and a – b",
    "a---b": "a—b",
    "---- and - and -": "---- and - and -",
    "wait...": "wait…",
    '*"a"* "*b*" "**c**d"': "<em>“a”</em> “<em>b</em>” “<strong>c</strong>d”",
    '"[a](/b/)" ["c"](/d/)\'s': '“<a href="ref:/b/">a</a>” <a href="ref:/d/">“c”</a>’s',
    '"`"x" -- y...`"': '“<code>"x" -- y...</code>”',
    'a  \n"b"': "a<br>\n“b”",
    "&nbsp;\"a\" &mdash;'b'": "&nbsp;“a” —‘b’",
    r"6\' 2\" tall": "6' 2\" tall",
    "a \" b ' c": "a ” b ’ c",
    '"open': "“open",
    "<https://a.org/x--y...>": '<a href="https://a.org/x--y...">https://a.org/x--y...</a>',
    "O'Brien's": "O’Brien’s",
}


def html(text: str) -> str:
    converted = convert(Document("page.md", {}, body=text))
    assert converted.problems == ()
    return "".join(part.html for part in converted.parts if isinstance(part, Html))


@pytest.mark.parametrize("typed", CASES)
def test_typed_becomes_printed(typed: str) -> None:
    assert html(typed) == f"<p>{CASES[typed]}</p>"


def test_a_block_does_not_look_into_the_next() -> None:
    """A quotation that is not closed in one paragraph opens anew in the next."""
    assert html('- "a\n- "b"\n\n"c') == "<ul>\n<li>“a</li>\n<li>“b”</li>\n</ul>\n<p>“c</p>"


@given(st.text(alphabet="ab \"'.-*", max_size=40))
def test_nothing_is_lost(typed: str) -> None:
    """Signs change their shape, letters stay in order."""
    printed = html("x" + typed)
    assert "".join(sign for sign in printed if sign in "ab") == "".join(sign for sign in typed if sign in "ab")
    assert '"' not in printed
    assert "'" not in printed
