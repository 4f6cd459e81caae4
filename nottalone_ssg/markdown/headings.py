"""Headings: ids from their words, the list of them, and the order they have to keep.

The title of a page is its h1. So a text starts with h2, and never skips a level (WCAG 2.2, technique G141).
"""

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockprocessors import HashHeaderProcessor
from markdown.extensions.toc import slugify, slugify_unicode
from markdown.treeprocessors import Treeprocessor

from nottalone_ssg.markdown.findings import MARK, Findings, plain
from nottalone_ssg.markdown.tree import text_of
from nottalone_ssg.model.text import Heading

_MARK = re.compile(MARK)
_TAGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


class HeadingBlocks(HashHeaderProcessor):
    """`## Words`: as Python-Markdown reads it, but the heading keeps the number of its mark."""

    def run(self, parent: Element, blocks: list[str]) -> None:
        super().run(parent, blocks)
        heading = parent[-1]
        if mark := _MARK.match(heading.text or ""):
            heading.set("at", mark[1])
            heading.text = (heading.text or "")[mark.end() :]


class Headings(Treeprocessor):
    """Fills `findings.headings` and `findings.ids`, and gives each heading its id."""

    def __init__(self, md: Markdown, findings: Findings) -> None:
        super().__init__(md)
        self.findings = findings

    def run(self, root: Element) -> None:
        """Problems: h1, skipped levels, headings without words, ids that are taken."""
        self._collect_ids(root)
        self._numbers: dict[str, int] = {}
        before = 1
        for element in root.iter():
            if element.tag in _TAGS:
                level = int(element.tag[1])
                self._check(element, level, before)
                self._keep(element, level)
                before = max(level, 2)

    def _collect_ids(self, root: Element) -> None:
        for element in root.iter():
            if chosen := element.get("id"):
                if chosen in self.findings.ids and element.tag in _TAGS:
                    place = self.findings.at(element.get("at"))
                    self.findings.complain(place, "same-id", f"two things are called #{chosen}", "Change one of them.")
                self.findings.ids.add(chosen)

    def _check(self, element: Element, level: int, before: int) -> None:
        place = self.findings.at(element.get("at"))
        typed, most = "#" * level, "#" * (before + 1)
        if level == 1:
            hint = "The title is the first heading. Write ## here, or \\# if this is no heading."
            self.findings.complain(place, "heading-level", "a heading in the text starts with one #", hint)
        elif level > before + 1:
            said = "the first heading" if before == 1 else f"a heading below {'#' * before}"
            self.findings.complain(place, "heading-level", f"{said} starts with {typed}", f"Write {most}")
        if not _words(element):
            self.findings.complain(place, "heading-empty", "this heading has no words", f"Write them behind {typed}")
        if any("to" in link.attrib and not (link.text or len(link)) for link in element.iter("a")):
            hint = "Put them behind the id: [[anxiety|worry]]"
            self.findings.complain(place, "heading-link", "a link in a heading needs words of its own", hint)

    def _keep(self, element: Element, level: int) -> None:
        text = _words(element)
        place = self.findings.at(element.attrib.pop("at", None))
        chosen = element.get("id") or self._free(slugify(text, "-") or slugify_unicode(text, "-") or "section")
        element.set("id", chosen)
        self.findings.headings.append(Heading(level, chosen, text, place))

    def _free(self, wanted: str) -> str:
        """The wanted id, or with -2, -3 … behind it."""
        chosen = wanted
        while chosen in self.findings.ids:
            self._numbers[wanted] = self._numbers.get(wanted, 1) + 1
            chosen = f"{wanted}-{self._numbers[wanted]}"
        self.findings.ids.add(chosen)
        return chosen


def _words(element: Element) -> str:
    """The plain words of a heading, without the numbers of its footnotes."""
    return " ".join(plain(text_of(element, without=("sup",))).split())


def register(md: Markdown, findings: Findings) -> None:
    """When the text is final: quotes curled, escapes undone."""
    md.parser.blockprocessors.deregister("setextheader")
    md.parser.blockprocessors.register(HeadingBlocks(md.parser), "hashheader", 70)
    md.treeprocessors.register(Headings(md, findings), "headings", -1)
