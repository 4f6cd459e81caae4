"""Content: the neutral model of a text says what its HTML says, in the same order."""

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from workbench import ROOT

from nottalone_ssg.markdown import Html, convert
from nottalone_ssg.markdown.blocks import LABELS
from nottalone_ssg.sources import Source, read_folder, read_page
from nottalone_ssg.yaml_text import Document

SOURCES, _ = read_folder(ROOT / "content/pages", shown_as="content/pages")
BECOMES = (Path(__file__).parent / "markdown" / "becomes.md").read_text(encoding="utf-8")
EXAMPLES = dict(re.findall(r"^## ([^\n]+)\n\n~~~~markdown\n(.*?)\n~~~~\n", BECOMES, re.MULTILINE | re.DOTALL))


def page(text: str) -> Document:
    return Document("page.md", {}, body=text, body_line=1)


def content(text: str) -> Any:
    return json.loads(convert(page(text)).content)


def said_by(node: Any) -> Iterator[str]:
    """All words of the model, in its order; those of a box come with its label."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, list):
        for part in node:
            yield from said_by(part)
    else:
        keys = ("label", "head", "rows", "items", "blocks", "words", "by", "text")
        for key in keys:
            yield from said_by(node.get(key, []))


def said_by_html(document: Document) -> str:
    parts = convert(document).parts
    text = " ".join(part.html for part in parts if isinstance(part, Html))
    text = re.sub(r'<a (?:href="#[^"]*" )?class="footnote-backref".*?</a>', "", text)
    return html.unescape(re.sub(r"<[^<>]+>", "", text))


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("text", EXAMPLES.values(), ids=EXAMPLES)
def test_no_word_of_an_example_is_lost(text: str) -> None:
    document = page(text)
    assert squeezed("".join(said_by(content(text) if convert(document).content else []))) == squeezed(
        said_by_html(document)
    )


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.path.as_posix())
def test_no_word_of_a_page_is_lost(source: Source) -> None:
    document, _ = read_page(source)
    said = "".join(said_by(json.loads(convert(document).content or "[]")))
    assert squeezed(said) == squeezed(said_by_html(document))


def test_blocks_say_what_they_are() -> None:
    text = (
        "A *b* [c](https://d.org/?e=1&f=2) [[anxiety]]  \n`g`\n\n## H {#i}\n\n- j\n\n    - k\n\n3. l\n\n"
        "::: steps\n1. m\n:::\n\n::: note\nn\n:::\n\n::: quote O, P\nq\n:::\n\n::: call samaritans\n:::\n\n"
        "| r | s |\n|---|--:|\n| t | u |\n\n---\n\nCześć.\n{: lang=pl }"
    )
    assert content(text) == [
        {"is": "text", "words": ["A ", {"is": "em", "words": ["b"]}, " ", link("https://d.org/?e=1&f=2", "c"), " ",
            link("ref:anxiety"), {"is": "break"}, " ", {"is": "code", "text": "g"}]},
        {"is": "heading", "level": 2, "id": "i", "words": ["H"]},
        {"is": "list", "kind": "bullets", "start": 1, "items": [[said("j"), {
            "is": "list", "kind": "bullets", "start": 1, "items": [[said("k")]]}]]},
        {"is": "list", "kind": "numbers", "start": 3, "items": [[said("l")]]},
        {"is": "list", "kind": "steps", "start": 1, "items": [[said("m")]]},
        {"is": "box", "kind": "note", "label": LABELS["note"], "blocks": [said("n")]},
        {"is": "quote", "by": "O, P", "blocks": [said("q")]},
        {"is": "card", "service": "samaritans"},
        {"is": "table", "head": [["r"], ["s"]], "rows": [[["t"], ["u"]]], "align": ["left", "right"]},
        {"is": "rule"},
        {"is": "text", "words": ["Cześć."], "lang": "pl"},
    ]  # fmt: skip


def said(words: str) -> dict[str, Any]:
    return {"is": "text", "words": [words]}


def link(href: str, *words: str) -> dict[str, Any]:
    return {"is": "link", "href": href, "words": list(words)}


def test_what_was_typed_stays_data() -> None:
    """Nothing in the model is a mark of ours, of Python-Markdown's or of HTML."""
    found = "".join(said_by(content('&lt;b&gt; \\*x\\* #panic() $a$ "q"\n\n```\n<i>&amp;\n```\n\na[^1]\n\n[^1]: b')))
    assert found == "<b> *x* #panic() $a$ “q”<i>&amp;a1b"
