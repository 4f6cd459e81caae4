"""Content: the finished element tree as a neutral model, for what is no web page (`model.text` says its shape).

It is taken from the tree itself, so that nobody has to read our HTML back.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, TypeAlias
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from nottalone_ssg.markdown.findings import Findings, decoded, plain, without_marks
from nottalone_ssg.markdown.tree import text_of

Node: TypeAlias = dict[str, Any]
Words: TypeAlias = "list[str | Node]"

_CARD = re.compile("\x02card:[0-9]+:([a-z0-9-]+)\x03")
_STASHED = re.compile("\x02wzxhzdk:([0-9]+)\x03")  # where Python-Markdown keeps fenced code
_BEFORE_BACKLINK = re.compile("\x02qq[0-9]+zz\x03")  # the space before the way back from a footnote
_TAG = re.compile(r"<[^<>]+>")
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_ALIGNED = {"align-right": "right", "align-center": "center"}


class Content(Treeprocessor):
    """Puts the model of the text into `findings.content`."""

    def __init__(self, md: Markdown, findings: Findings) -> None:
        super().__init__(md)
        self.findings = findings

    def run(self, root: Element) -> None:
        """Every element of the text, in its order."""
        blocks = list(self._blocks(root))
        self.findings.content = json.dumps(blocks, ensure_ascii=False, separators=(",", ":")) if blocks else ""

    def _blocks(self, parent: Element) -> Iterator[Node]:
        """The blocks in an element; text beside them (in a tight list) is a paragraph."""
        loose = _text(parent.text)
        for child in parent:
            if child.tag in _BLOCKS:
                yield from _paragraph(loose)
                loose = []
                yield from ({**block, **_language(child)} for block in self._block(child))
            else:
                loose += _inline(child)
            loose += _text(child.tail)
        yield from _paragraph(loose)

    def _block(self, element: Element) -> Iterator[Node]:
        match element.tag:
            case "p":
                yield from self._code(element) or _paragraph(_words(element))
            case tag if tag in _HEADINGS:
                yield {"is": "heading", "level": int(tag[1]), "id": element.get("id", ""), "words": _words(element)}
            case "ul" | "ol":
                kind = "bullets" if element.tag == "ul" else element.get("class") or "numbers"
                items = [list(self._blocks(item)) for item in element]
                yield {"is": "list", "kind": kind, "start": int(element.get("start", "1")), "items": items}
            case "div":
                yield from self._division(element)
            case "hr":
                yield {"is": "rule"}
            case _:
                yield from self._framed(element)

    def _division(self, element: Element) -> Iterator[Node]:
        """A service card, the footnotes, or only a frame around other blocks."""
        if card := _CARD.fullmatch((element.text or "").strip()):
            yield {"is": "card", "service": card[1]}
        elif element.get("class") == "footnote":
            yield {"is": "notes", "items": [list(self._blocks(note)) for note in element.iter("li")]}
        else:
            yield from self._blocks(element)

    def _framed(self, element: Element) -> Iterator[Node]:
        match element.tag:
            case "dl":
                yield {"is": "terms", "items": [self._term(child) for child in element]}
            case "aside":
                label, *inner = self._blocks(element)
                kind = element.get("class", "").rpartition("-")[2]
                yield {"is": "box", "kind": kind, "label": "".join(_plain(label["words"])), "blocks": inner}
            case "figure":
                blocks = list(self._blocks(element[0]))
                yield {"is": "quote", "by": plain(text_of(element[1])), "blocks": blocks}
            case "blockquote":
                yield {"is": "quote", "by": "", "blocks": list(self._blocks(element))}
            case "table":
                head, *rows = ([_words(cell) for cell in row] for row in element.iter("tr"))
                align = [_ALIGNED.get(cell.get("class", ""), "left") for cell in element.iter("th")]
                yield {"is": "table", "head": head, "rows": rows, "align": align}
            case "pre":
                yield {"is": "code", "text": decoded(without_marks(text_of(element))).rstrip("\n")}

    def _term(self, element: Element) -> Node:
        """A term, or what is said about the terms before it."""
        if element.tag == "dt":
            return {"is": "term", "words": _words(element)}
        return {"is": "about", "blocks": list(self._blocks(element))}

    def _code(self, element: Element) -> list[Node]:
        """Fenced code, which stands in the tree as a paragraph with a number."""
        found = _STASHED.fullmatch((element.text or "").strip())
        if not found:
            return []
        html = str(self.md.htmlStash.rawHtmlBlocks[int(found[1])])
        return [{"is": "code", "text": decoded(_TAG.sub("", html)).rstrip("\n")}]


_BLOCKS = {*_HEADINGS, "p", "ul", "ol", "dl", "aside", "figure", "blockquote", "table", "pre", "div", "hr"}


def _paragraph(words: Words) -> list[Node]:
    return [{"is": "text", "words": words}] if any(_plain(words)) else []


def _plain(words: Words) -> Iterator[str]:
    """The pieces of text in words, without white space at the ends; what the site puts in counts as text."""
    for word in words:
        if isinstance(word, str):
            yield word.strip()
        elif word.get("words"):
            yield from _plain(word["words"])
        else:
            yield word.get("text") or word.get("href") or ""


def _words(element: Element) -> Words:
    """What stands in a paragraph, a heading, a cell."""
    words = _text(element.text)
    for child in element:
        words += [*_inline(child), *_text(child.tail)]
    return words


def _text(text: str | None) -> Words:
    """Text as people read it, in one line."""
    return [re.sub(r"[ \t\n]+", " ", plain(_BEFORE_BACKLINK.sub("", text)))] if text else []


def _inline(element: Element) -> Words:
    match element.tag:
        case "a" if "footnote-backref" in element.get("class", ""):
            return []
        case "a":
            return [{"is": "link", "href": decoded(element.get("href", "")), "words": _words(element)}]
        case "strong" | "em":
            return [{"is": element.tag, "words": _words(element), **_language(element)}]
        case "code":
            return [{"is": "code", "text": plain(text_of(element))}]
        case "br":
            return [{"is": "break"}]
        case "sup":
            return [{"is": "note", "text": plain(text_of(element))}]
        case _:
            language = _language(element)
            return [{"is": "span", "words": _words(element), **language}] if language else _words(element)


def _language(element: Element) -> dict[str, str]:
    """The language of an element and the direction in which it is written, if the author says so."""
    return {name: value for name in ("lang", "dir") if (value := element.get(name, ""))}


def register(md: Markdown, findings: Findings) -> None:
    """After everything that changes the tree."""
    md.treeprocessors.register(Content(md, findings), "content", -4)
