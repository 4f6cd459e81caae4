"""Markdown: whole text in, whole HTML out, with the headings, references and cards that it names."""

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from nottalone_ssg.markdown import Card, Converted, Heading, Html, Reference, convert, fill, minutes_to_read
from nottalone_ssg.problems import Place
from nottalone_ssg.yaml_text import Document


def read(text: str, first_line: int = 1) -> Converted:
    return convert(Document("page.md", {}, body=text, body_line=first_line))


def html(text: str) -> str:
    """The HTML of a text that has no problems."""
    converted = read(text)
    assert converted.problems == ()
    return "\n".join(part.html if isinstance(part, Html) else f"[card {part.service}]" for part in converted.parts)


def at(line: int, column: int) -> Place:
    return Place("page.md", line, column)


BECOMES = Path(__file__).parent / "markdown" / "becomes.md"
SECTION = re.compile(
    r"^## ([^\n]+)\n\n~~~~markdown\n(.*?)\n~~~~\n(?:\n~~~~html\n(.*?)\n~~~~\n)?", re.MULTILINE | re.DOTALL
)
SECTIONS = {name: (text, expected) for name, text, expected in SECTION.findall(BECOMES.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("name", SECTIONS)
def test_text_becomes_html(name: str, request: pytest.FixtureRequest) -> None:
    text, expected = SECTIONS[name]
    if request.config.getoption("--update"):
        written = BECOMES.read_text(encoding="utf-8")
        section = next(found for found in SECTION.finditer(written) if found[1] == name)
        new = f"## {name}\n\n~~~~markdown\n{text}\n~~~~\n\n~~~~html\n{html(text)}\n~~~~\n"
        BECOMES.write_text(written[: section.start()] + new + written[section.end() :], encoding="utf-8")
        return
    assert html(text) == expected


def test_nothing_becomes_nothing() -> None:
    assert read("  \n\t\n") == Converted()


def test_cards_stand_between_pieces_of_html() -> None:
    parts = read("a\n\n::: call samaritans\n:::\n\nb", first_line=9).parts
    assert parts == (Html("<p>a</p>"), Card("samaritans", at(11, 10)), Html("<p>b</p>"))


def test_headings_have_ids_and_plain_words() -> None:
    """The contents list of a page is made of these, so they hold no markup and no numbers of footnotes."""
    converted = read(
        "## What's *it* -- [[a|like]]?[^1]\n### Step 1 of 2[^1]\n## What's it like?\n## Żółw\n## درد\n## ???\n"
        "## Own {#mine}\n> ## Quoted\n\n- ## In a list ##\n\n[^1]: Note."
    )
    assert converted.problems == ()
    assert converted.headings == (
        Heading(2, "whats-it-like", "What’s it – like?", at(1, 1)),  # noqa: RUF001
        Heading(3, "step-1-of-2", "Step 1 of 2", at(2, 1)),
        Heading(2, "whats-it-like-2", "What’s it like?", at(3, 1)),  # noqa: RUF001
        Heading(2, "zow", "Żółw", at(4, 1)),
        Heading(2, "درد", "درد", at(5, 1)),
        Heading(2, "section", "???", at(6, 1)),
        Heading(2, "mine", "Own", at(7, 1)),
        Heading(2, "quoted", "Quoted", at(8, 3)),
        Heading(2, "in-a-list", "In a list", at(10, 3)),
    )


def test_references_say_where_they_lead_and_where_they_stand() -> None:
    converted = read(
        'See [[anxiety]]\nand [*more*  help](</services/#top>).\n\n[x]: /a/\n\n[w][x] [[call:s|Ring "us"]]',
        first_line=5,
    )
    assert converted.problems == ()
    assert converted.references == (
        Reference("anxiety", "", at(5, 5)),
        Reference("/services/", "more help", at(6, 21), "top"),
        Reference("/a/", "w", at(8, 6)),
        Reference("call:s", "Ring “us”", at(10, 8)),
    )


def test_a_link_to_a_heading_of_the_same_page_is_settled_here() -> None:
    """So it is no reference, but `fill` is still asked for its address: in print it may be another."""
    converted = read("## What helps?\n\n[below](#what-helps)")
    assert (converted.problems, converted.references) == ((), ())
    (part,) = converted.parts
    assert isinstance(part, Html)
    assert '<a href="ref:#what-helps">below</a>' in part.html


def test_open_links_are_filled() -> None:
    text = '[[a]] [[b#c|w *x*]] *y*{#z} [q](/d/?e=1&f="g" "T")'
    links = {
        ("a", ""): ("/a?x=1&y", "A & <B>"),
        ("b", "c"): ("/b#c", "unused"),
        ('/d/?e=1&f="g"', ""): ("/d/", "unused"),
    }
    assert fill(html(text), lambda target, fragment: links[target, fragment]) == (
        '<p><a href="/a?x=1&amp;y">A &amp; &lt;B&gt;</a> <a href="/b#c">w <em>x</em></a> <em id="z">y</em>'
        ' <a href="/d/" title="T">q</a></p>'
    )


def test_filling_leaves_everything_else_alone() -> None:
    text = 'Write `<a href="ref:a"></a>` or <https://a.org/ref:b>.'
    assert fill(html(text), lambda *_: pytest.fail("nothing to fill")) == html(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ring 0115 956 0888.", '<p>Ring <a href="tel:+441159560888">0115 956 0888</a>.</p>'),
        ("(0115) 956 0888 9am-5pm", '<p><a href="tel:+441159560888">(0115) 956 0888</a> 9am-5pm</p>'),
        ("(ring 0115 956 0888)", '<p>(ring <a href="tel:+441159560888">0115 956 0888</a>)</p>'),
        ("(0115 956 0888)", '<p>(<a href="tel:+441159560888">0115 956 0888</a>)</p>'),
        ("+44 (0)115 956 0888", '<p><a href="tel:+441159560888">+44 (0)115 956 0888</a></p>'),
        ("On 116 123, free", '<p>On <a href="tel:116123">116 123</a>, free</p>'),
        ("Call 999 or 111.", '<p>Call <a href="tel:999">999</a> or <a href="tel:111">111</a>.</p>'),
        ("NHS 111, option 2", '<p>NHS <a href="tel:111">111</a>, option 2</p>'),
        ("**Text** SHOUT to 85258", '<p><strong>Text</strong> SHOUT to <a href="sms:85258">85258</a></p>'),
        ("text 07860 039967", '<p>text <a href="sms:+447860039967">07860 039967</a></p>'),
        ("call or text 07860 039967", '<p>call or text <a href="tel:+447860039967">07860 039967</a></p>'),
        ("text 0115 956 0888", '<p>text <a href="tel:+441159560888">0115 956 0888</a></p>'),
        ("111 people in 1999 paid £999", "<p>111 people in 1999 paid £999</p>"),
        ("They call 111 people. 85258 answered.", "<p>They call 111 people. 85258 answered.</p>"),
        ("Call 1999 or 12345", "<p>Call 1999 or 12345</p>"),
        ("0115 956 08, 01-02-2024, 020 12", "<p>0115 956 08, 01-02-2024, 020 12</p>"),
        ("`0115 956 0888`", "<p><code>0115 956 0888</code></p>"),
        ("[0115 956 0888](/a/)", '<p><a href="ref:/a/">0115 956 0888</a></p>'),
        ("## Ring 999", '<h2 id="ring-999">Ring 999</h2>'),
        (r"Call \{a} or \*b*", "<p>Call {a} or *b*</p>"),
    ],
)
def test_numbers_become_links_where_there_is_no_doubt(text: str, expected: str) -> None:
    """A wrong link is worse than none: somebody in need would tap it."""
    assert html(text) == expected


def test_words_and_minutes() -> None:
    assert read("## One two\n\nThree *four*five [[x]]\n\n::: call a\n:::\n\nsix").words == 5
    assert [minutes_to_read(words) for words in (0, 1, 150, 151, 1500)] == [1, 1, 1, 2, 10]


def test_a_page_does_not_see_the_page_before() -> None:
    """One Markdown instance reads them all; names, notes and ids of one must not leak into another."""
    texts = [
        "## A {#a}\n\n[x][r] n[^1]\n\n[r]: /r/\n\n[^1]: N\n\n::: note\nopen",
        "## A\n\n[x][r] [r] n[^1] *a **b",
        "*" * 500,
    ]
    alone = [read(text) for text in texts]
    assert [read(text) for text in texts for _ in range(2)] == [one for one in alone for _ in range(2)]


def test_threads_do_not_mix_pages() -> None:
    texts = [f"## Heading {number}\n\n[[topic-{number}]] " + "word *x* " * 50 for number in range(40)]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(read, texts)) == [read(text) for text in texts]
