"""Plain text: most paragraphs and cells hold no markup, so the dozen inline patterns need not look at them."""

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

_MARKUP = re.compile(r"[`\\\[<]|  \n")  # what the patterns of this package start with


class PlainString(AtomicString):
    """Text that inline patterns leave alone. Unlike in code, its quotes are still to be curled."""


class PlainText(Treeprocessor):
    """Goes through the tree just before inline patterns do."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.text and not isinstance(element.text, AtomicString) and not _MARKUP.search(element.text):
                element.text = PlainString(element.text)


def register(md: Markdown) -> None:
    """Before inline patterns (20), after footnotes have been added to the tree (50)."""
    md.treeprocessors.register(PlainText(md), "plain_text", 21)
