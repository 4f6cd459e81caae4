"""Blocks: the boxes that `boxes` has found become elements.

`::: help` and `::: note`: an `aside` with a visible name. Its role is note, because as a landmark of its own
it would crowd the list of landmarks that screen readers offer (ARIA in HTML allows note for aside).
`::: steps`: an `ol` of a class. `::: quote NAME, ROLE`: a `figure`. `::: call ID`: a placeholder for a card.
"""

import re
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.util import AtomicString

from nottalone_ssg.markdown.findings import MARK, Findings
from nottalone_ssg.problems import Place

LABELS = {"help": "Getting help", "note": "Good to know"}
CARD = re.compile("<div>\x02card:([0-9]+):([a-z0-9-]+)\x03</div>")  # as it stands in the finished HTML

_OPENING = re.compile(f"\x02box:([a-z]+)\x03{MARK}(.*)")
_STRAY = re.compile(rf"^.*?:::+{MARK}.*$", re.MULTILINE)


class BoxBlocks(BlockProcessor):
    """Takes all blocks up to the end of a box and parses them into it."""

    def __init__(self, md: Markdown, findings: Findings) -> None:
        super().__init__(md.parser)
        self.findings = findings

    def test(self, parent: Element, block: str) -> bool:
        return block.startswith("\x02box:")

    def run(self, parent: Element, blocks: list[str]) -> None:
        found = _OPENING.match(blocks.pop(0))
        assert found, "boxes writes what this reads"
        kind, number, words = found.groups()
        if kind == "call":
            SubElement(parent, "div").text = AtomicString(f"\x02card:{number}:{words}\x03")
            return
        inner: list[str] = []
        while blocks and (block := blocks.pop(0)).strip("\n") != f"\x02end:{kind}\x03":
            inner.append(block)
        if kind == "quote":
            self._quote(parent, inner, words)
        elif kind == "steps":
            self._steps(parent, inner, self.findings.at(number))
        else:
            box = SubElement(parent, "aside", {"class": f"callout callout-{kind}", "role": "note"})
            SubElement(box, "p", {"class": "callout-label"}).text = LABELS[kind]
            self.parser.parseBlocks(box, inner)

    def _quote(self, parent: Element, inner: list[str], name: str) -> None:
        figure = SubElement(parent, "figure", {"class": "quote"})
        self.parser.parseBlocks(SubElement(figure, "blockquote"), inner)
        SubElement(figure, "figcaption").text = name

    def _steps(self, parent: Element, inner: list[str], place: Place) -> None:
        """Problems: anything that is not one numbered list."""
        held = Element("div")
        self.parser.parseBlocks(held, inner)
        if [child.tag for child in held] != ["ol"]:
            hint = "Start each step with its number: 1. Ring them. Indent what belongs to a step by four spaces."
            self.findings.complain(place, "steps", "steps have to be one numbered list, and nothing else", hint)
        for child in held:
            if child.tag == "ol":
                child.set("class", "steps")
            parent.append(child)


class StrayBoxes(BlockProcessor):
    """::: where no box can be: in a list, a quotation or a note."""

    def __init__(self, md: Markdown, findings: Findings) -> None:
        super().__init__(md.parser)
        self.findings = findings

    def test(self, parent: Element, block: str) -> bool:
        return ":::" in block and bool(_STRAY.search(block))

    def run(self, parent: Element, blocks: list[str]) -> bool:
        """Problems: each such line. The line goes; the rest of the block is for the next processor."""
        for found in _STRAY.finditer(blocks[0]):
            hint = "Start ::: at the left edge, outside lists and quotations."
            self.findings.complain(self.findings.at(found[1]), "block-place", "a box cannot stand here", hint)
        blocks[0] = _STRAY.sub("", blocks[0]).strip("\n")
        return False


def register(md: Markdown, findings: Findings) -> None:
    """Boxes before all else, strays when lists and quotations have been taken apart."""
    md.parser.blockprocessors.register(BoxBlocks(md, findings), "box", 95)
    md.parser.blockprocessors.register(StrayBoxes(md, findings), "stray_box", 19)
