"""Hostile and accidental monsters: never an exception, never minutes, and a problem in plain words past a limit."""

import time
from collections.abc import Iterator

import pytest

from nottalone_ssg.markdown import convert
from nottalone_ssg.markdown.limits import BLOCK_LIMIT, LINES_LIMIT, NESTING_LIMIT
from nottalone_ssg.yaml_text import Document

SIZE = 100_000
SECONDS = 4.0  # of processor time, for SIZE characters: 2 on a quiet machine. What is not linear takes minutes

UNITS = [
    *("*", "_", "**a ", "*a **b ", "a*b_c**d", "`a", "``a`", "[", "[a](", "[[", "[[a|", "[a](<", "![", "![a]("),
    *("<", "<a ", "<!--", "&", "\\", "{", " {a", "{#a}", "#", "> ", "~~~", "- ", "1. ", "|", "`|", "[^1]", "[^a]"),
    *("\"'", "--", ":", "a@b <", "0 ", "(0", "call 999 ", "text 85258 ", "[[a]] ", "[a](/b) ", "[a][b]", "don't "),
    *("::: note", ":::", "\t", "\u2028", "\x02m0\x03", "<https://a.bc>"),
]


def shapes(unit: str, size: int) -> Iterator[str]:
    """So many characters of it: as lines, paragraphs, blocks just below the limit, in lists, headings and tables."""
    step = BLOCK_LIMIT - 100
    line = unit * (step // len(unit))
    row = f"|{unit}|{unit}|\n"
    table = f"|a|b|\n|-|-|\n{row * (LINES_LIMIT - 10)}\n"
    yield (f"{unit}\n" * (LINES_LIMIT - 10) + "\n") * max(1, size // LINES_LIMIT // (len(unit) + 1))
    yield f"{unit}\n\n" * (size // (len(unit) + 2))
    yield f"{line}\n\n" * (size // step)
    yield f"- {unit}\n\n" * (size // (len(unit) + 4))
    yield f"## {line[:900]}\n\n" * (size // 900)
    yield table * max(1, size // len(table))


def seconds(text: str) -> float:
    start = time.process_time()
    convert(Document("page.md", {}, body=text))
    return time.process_time() - start


@pytest.mark.slow
@pytest.mark.parametrize("unit", UNITS)
def test_a_hundred_thousand_characters_take_seconds(unit: str) -> None:
    """The time is what the libraries cost; what costs them the square of a length is refused or done otherwise."""
    assert seconds("".join(shapes(unit, SIZE // 6))) < SECONDS


@pytest.mark.parametrize("unit", UNITS)
def test_one_endless_line_is_refused_at_once(unit: str) -> None:
    assert seconds(unit * (SIZE // len(unit))) < SECONDS / 2


def grouped(mention: str) -> str:
    """Ten paragraphs that mention 4,000 things."""
    return "\n\n".join(" ".join(mention.format(n) for n in range(m, m + 400)) for m in range(0, 4000, 400))


MONSTERS = {
    "wide tables": ("|a" * 19 + "|\n" + "|-" * 19 + "|\n" + "a\n" * 190 + "\n") * 200,
    "backticks of every length": "\n\n".join("".join("`" * size + "a" for size in range(1, 130)) for _ in range(10)),
    "emphasis that never ends": "\n\n".join(["*a **b " * 600 + "** *" * 600] * 15),
    "braces after spaces": "\n\n".join(["## a {" + " " * 9000 + "b"] * 11),
    "one footnote mentioned often": "[^1]: a\n\n" + "\n\n".join(["[^1]" * 2000] * 12),
    "many footnotes": "".join(f"[^{n}]: a\n\n" for n in range(4000)) + grouped("[^{}]"),
    "many names": "".join(f"[r{n}]: /a\n\n" for n in range(4000)) + grouped("[a][r{}]"),
    "definitions": ("a\n" + ": b\n" * 190 + "\n") * 130,
    "fences of every length": "".join(f"{'~' * (3 + n % 400)}\n" for n in range(500)),
    "fences": "```\na\n```\n" * 9000,
    "equal headings": "## a\n\n" * 16000,
    "deep lists": "".join(" " * (4 * (n % 11)) + "- a\n\n" for n in range(4000)),
    "cards": "::: call a\n:::\n" * 6000,
    "open boxes": "::: note\n" * 11000,
}


@pytest.mark.slow
@pytest.mark.parametrize("name", MONSTERS)
def test_monsters_are_read_in_time(name: str) -> None:
    assert seconds(MONSTERS[name]) < SECONDS * max(1, len(MONSTERS[name]) / SIZE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\n\n" + "b" * (BLOCK_LIMIT + 1), "3:1 too-long"),
        ("a\n\n" + "b\n" * (LINES_LIMIT + 1), "3:1 too-long"),
        ("a\n\n" * 100_001, "1:1 too-long"),
        ("a\n\n" + "> " * (NESTING_LIMIT + 1) + "b", "3:1 nesting"),
        ("a\n\n" + "- " * (NESTING_LIMIT + 1) + "b", "3:1 nesting"),
        ("a\n\n" + "    " * NESTING_LIMIT + "- b", "3:1 nesting"),
        ("a\n\n" + "|b" * 30, "3:1 table"),
        ("a\n\n" + "{b" * 30, "3:1 attribute"),
    ],
)
def test_past_a_limit_one_problem_says_where(text: str, expected: str) -> None:
    converted = convert(Document("page.md", {}, body=text))
    assert [f"{found.line}:{found.column} {found.rule}" for found in converted.problems] == [expected]
    assert (converted.parts, converted.headings) == ((), ())


def test_what_people_write_is_within_the_limits() -> None:
    """A line across the page is no nesting, and code may be as it likes."""
    code = "```\n" + "> " * 50 + "{|" * 100 + "\n```"
    text = f"- - - - - - - - - - - - - - - -\n\n{code}\n\n" + "word " * 1500 + "\n\n" + "- item\n" * 150
    assert convert(Document("page.md", {}, body=text)).problems == ()


def test_text_that_is_too_deep_after_all_is_a_problem() -> None:
    """Whatever overruns Python's stack is said of the page, and the next page is read as ever."""
    deep = "## " + "*a **b " * 700 + "c** d*" * 700
    assert [found.rule for found in convert(Document("page.md", {}, body=deep, body_line=3)).problems] == ["nesting"]
    assert convert(Document("page.md", {}, body="a")).problems == ()
