"""The tree: its text in the order in which people read it.

Quotes and phone numbers need to see across `<em>` and `<a>`, but not from one paragraph to the next.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from markdown.util import AtomicString

_INLINE = frozenset({"a", "br", "code", "em", "span", "strong", "sup"})


@dataclass(slots=True)
class Piece:
    """A stretch of text without tags: the text at the start of an element, or the tail behind it."""

    element: Element
    parent: Element  # where a tail belongs
    is_tail: bool
    text: str
    fixed: bool = False  # not to be changed: code, an address
    linked: bool = False  # within a link

    def replace(self, text: str) -> None:
        """Put another text in its place."""
        self.text = text
        if self.is_tail:
            self.element.tail = text
        else:
            self.element.text = text


def runs(root: Element) -> Iterator[list[Piece]]:
    """The pieces of text that stand in one line of thought: a paragraph, a cell, a heading."""
    run: list[Piece] = []
    stack: list[tuple[Element, Element, bool, bool]] = [(root, root, False, False)]
    while stack:
        element, parent, linked, is_left = stack.pop()
        inline = element.tag in _INLINE
        if not inline and run:
            yield run
            run = []
        if is_left:
            if element.tail:
                fixed = type(element.tail) is AtomicString
                run.append(Piece(element, parent, True, element.tail, fixed, linked))
            continue
        stack.append((element, parent, linked, True))
        if element.tag in ("code", "pre", "br"):  # a word, or a space, as far as its neighbours are concerned
            run.append(Piece(element, parent, False, " " if element.tag == "br" else "x", True))
            continue
        inside = linked or element.tag == "a"
        if element.text:
            run.append(Piece(element, parent, False, element.text, type(element.text) is AtomicString, inside))
        stack.extend((child, element, inside, False) for child in reversed(element))
    if run:
        yield run


def text_of(element: Element, without: Collection[str] = ()) -> str:
    """All text in an element, but for that in certain tags."""
    texts = [element.text or ""]
    for child in element:
        if child.tag not in without:
            texts.append(text_of(child, without))
        texts.append(child.tail or "")
    return "".join(texts)
