"""Emphasis: `*` and `_` become `em`, `**` and `__` become `strong`, as CommonMark pairs them (section 6.2, appendix).

Python-Markdown 3.11 pairs them in another way and loses letters where stars don't pair up: `*x **(*important)`
comes out as `*x <strong>(</strong>mportant)`. This looks at each star once, after all other inline markup has
become elements, and a star without a partner stays as it was typed.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

_RUN = re.compile(r"\*+|_+")
_CHILD = "\x01"  # stands for an element between two texts; `source` removes it from what authors type
_INLINE = frozenset({"a", "br", "code", "em", "span", "strong", "sup"})


@dataclass(slots=True)
class Run:
    """Some stars or underscores in a row, as many as have no partner yet."""

    sign: str
    start: int
    end: int
    opens: bool
    closes: bool
    length: int  # as typed


class Emphasis(Treeprocessor):
    """Goes through the tree when inline patterns have been applied."""

    def run(self, root: Element) -> None:
        for element in list(root.iter()):
            if type(element.text) is AtomicString or element.tag in ("code", "pre"):
                continue
            texts = (element.text, *(child.tail for child in element))
            if any(text and ("*" in text or "_" in text) for text in texts):
                _emphasise(element)


def _emphasise(element: Element) -> None:
    """Pair what stands in one element; a block within it parts what is before from what is behind."""
    children = list(element)
    flat = (element.text or "") + "".join(_CHILD + (child.tail or "") for child in children)
    element[:] = []
    element.text = None
    index, start = 0, 0
    growing = _Growing(element)
    for child in children:
        index = flat.index(_CHILD, index) + 1
        if child.tag not in _INLINE:
            growing.add(flat[start : index - 1])
            growing.put(child)
            start = index
        else:
            growing.waiting.append(child)
    growing.add(flat[start:])


class _Growing:
    """An element while its content is put together."""

    def __init__(self, element: Element) -> None:
        self.stack = [element]
        self.waiting: list[Element] = []  # the elements that _CHILD stands for, in order

    def add(self, flat: str) -> None:
        """Add text and the elements in it, with its emphasis."""
        start = 0
        for cut, size, opens in sorted(_cuts(flat)):
            self._text(flat[start:cut])
            if opens:
                self.put(Element("strong" if size == 2 else "em"))
                self.stack.append(self.stack[-1][-1])
            else:
                self.stack.pop()
            start = cut + size
        self._text(flat[start:])

    def put(self, child: Element) -> None:
        child.tail = None
        self.stack[-1].append(child)

    def _text(self, flat: str) -> None:
        first, *others = flat.split(_CHILD)
        self._say(first)
        for text, child in zip(others, self.waiting, strict=False):
            self.put(child)
            self._say(text)
        del self.waiting[: len(others)]

    def _say(self, text: str) -> None:
        element = self.stack[-1]
        if len(element):
            element[-1].tail = (element[-1].tail or "") + text or None
        else:
            element.text = (element.text or "") + text or None


def _cuts(flat: str) -> Iterator[tuple[int, int, bool]]:
    """Where emphasis opens and closes: position, how many signs, whether it opens."""
    openers: list[Run] = []
    floor: dict[tuple[str, bool, int], int] = {}  # below it, openers have been looked at in vain
    for run in _runs(flat):
        key = (run.sign, run.opens, run.length % 3)
        while run.closes and run.start < run.end:
            at = len(openers) - 1
            while at >= floor.get(key, 0) and not _fit(openers[at], run):
                at -= 1
            if at < floor.get(key, 0):
                floor[key] = len(openers)
                break
            opener = openers[at]
            size = 2 if min(opener.end - opener.start, run.end - run.start) >= 2 else 1
            opener.end -= size
            yield opener.end, size, True
            yield run.start, size, False
            run.start += size
            del openers[at + (opener.start < opener.end) :]
            floor = {seen: min(height, len(openers)) for seen, height in floor.items()}
        if run.opens and run.start < run.end:
            openers.append(run)


def _fit(opener: Run, closer: Run) -> bool:
    """The same sign; and of signs that could do both, lengths that don't add up to a multiple of three."""
    if opener.sign != closer.sign:
        return False
    either = opener.closes or closer.opens
    return not (either and (opener.length + closer.length) % 3 == 0 and (opener.length % 3 or closer.length % 3))


def _runs(flat: str) -> Iterator[Run]:
    for found in _RUN.finditer(flat):
        start, end = found.span()
        before, after = flat[start - 1 : start] or " ", flat[end : end + 1] or " "
        left = not after.isspace() and (not _is_sign(after) or before.isspace() or _is_sign(before))
        right = not before.isspace() and (not _is_sign(before) or after.isspace() or _is_sign(after))
        opens, closes = left, right
        if found[0][0] == "_":
            opens = left and (not right or _is_sign(before))
            closes = right and (not left or _is_sign(after))
        yield Run(found[0][0], start, end, opens, closes, end - start)


def _is_sign(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


def register(md: Markdown) -> None:
    """In the place of Python-Markdown's own pattern."""
    md.inlinePatterns.deregister("em_strong")
    md.treeprocessors.register(Emphasis(md), "emphasis", 18)
