"""Attributes: `{#id}`, `{lang=pl}` and `{dir=rtl}` behind a heading, a paragraph or a piece of text.

Python-Markdown's attribute lists would set anything, `onclick` and `style` included.
"""

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.attr_list import AttrListTreeprocessor, get_attrs_and_remainder

from nottalone_ssg.markdown.findings import MARK, Findings, without_marks

_ALLOWED = {
    "id": re.compile(r"[A-Za-z][A-Za-z0-9-]*"),
    "lang": re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*"),  # BCP 47
    "dir": re.compile(r"ltr|rtl|auto"),
}
_MARK = re.compile(MARK)


class AttributeLists(AttrListTreeprocessor):
    """Sets what is allowed. Everything else is a problem and leaves no trace."""

    def __init__(self, md: Markdown, findings: Findings) -> None:
        super().__init__(md)
        self.findings = findings

    def run(self, doc: Element) -> None:
        """Its search costs the square of a run of spaces, so pages without braces are spared it."""
        if any("{" in text for text in doc.itertext()):
            super().run(doc)

    def assign_attrs(self, elem: Element, attrs_string: str, *, strict: bool = False) -> str:
        """Problems: attributes that are not allowed, or have no such value."""
        mark = _MARK.match(attrs_string)
        attributes, remainder = get_attrs_and_remainder(without_marks(attrs_string))
        if mark is None or (strict and remainder):
            return remainder
        for name, value in attributes:
            if name in _ALLOWED and value and _ALLOWED[name].fullmatch(value):
                elem.set(name, value)
            else:
                said = f"{{{without_marks(attrs_string)}}} is not used here"
                hint = "Braces may hold #an-id, lang=pl or dir=rtl. To show the sign {, put \\ before it."
                self.findings.complain(self.findings.at(mark[1]), "attribute", said, hint)
        return remainder


def register(md: Markdown, findings: Findings) -> None:
    """When the lines of a block have become elements."""
    md.treeprocessors.register(AttributeLists(md, findings), "attr_list", 8)
