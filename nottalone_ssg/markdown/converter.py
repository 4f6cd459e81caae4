"""The converter: Python-Markdown set up once, with our extensions, and used for one page after the other."""

import threading
from collections.abc import Iterator

from markdown import Markdown
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension

from nottalone_ssg.markdown import (
    attributes,
    blocks,
    code,
    content,
    emphasis,
    headings,
    links,
    phones,
    plain_text,
    raw,
    references,
    tables,
    typography,
)
from nottalone_ssg.markdown.findings import Findings, without_marks
from nottalone_ssg.markdown.footnotes import Footnotes
from nottalone_ssg.markdown.pace import count_words
from nottalone_ssg.markdown.sanitise import sanitise
from nottalone_ssg.markdown.source import prepare
from nottalone_ssg.model.text import Card, Converted, Html
from nottalone_ssg.problems import Place
from nottalone_ssg.yaml_text import Document

_own = threading.local()  # a Markdown instance is not for two threads at once


def convert(document: Document) -> Converted:
    """What the text of a page says. Pure: equal documents give equal results.

    Problems: everything that the modules of this package find, in source order.
    """
    converter: Converter | None = getattr(_own, "converter", None)
    _own.converter = None  # not to be used again if it is left halfway through a text
    converter = converter or Converter()
    converted = converter.convert(document.body, document.body_line, document.file)
    _own.converter = converter
    return converted


class Converter:
    """One Markdown instance, and the findings that its extensions fill."""

    def __init__(self) -> None:
        self.findings = Findings()
        extensions = [
            TableExtension(), DefListExtension(), FencedCodeExtension(), SaneListExtension(), Footnotes(self.findings)
        ]  # fmt: skip
        self.md = Markdown(extensions=extensions, output_format="html")
        for with_findings in (raw, references, links, attributes, headings, blocks, content):
            with_findings.register(self.md, self.findings)
        for alone in (code, emphasis, plain_text, phones, typography, tables):
            alone.register(self.md)

    def convert(self, body: str, first_line: int, file: str) -> Converted:
        """One page. The instance is as new afterwards, unless this raises."""
        findings = self.findings
        findings.begin(file, first_line)
        try:
            html = self._html(body, first_line)
        except RecursionError:
            hint = "Look for lists in lists, or for * and _ that are opened again and again."
            place = Place(file, first_line)
            return Converted(problems=(place.problem("nesting", "this text is nested too deeply to be read", hint),))
        parts = tuple(_parts(html, findings))
        return Converted(
            parts,
            tuple(findings.headings),
            tuple(findings.references),
            sum(count_words(part.html) for part in parts if isinstance(part, Html)),
            tuple(sorted(set(findings.problems))),
            findings.content,
        )

    def _html(self, body: str, first_line: int) -> str:
        self.md.reset()
        self.md.parser.state.clear()
        return without_marks(self.md.convert(prepare(body, first_line, self.findings)))


def _parts(html: str, findings: Findings) -> Iterator[Html | Card]:
    """The HTML between the cards, sanitised, and the cards."""
    pieces = blocks.CARD.split(html)
    for text, number, service in zip(pieces[::3], [*pieces[1::3], ""], [*pieces[2::3], ""], strict=True):
        if clean := sanitise(text.strip()):
            yield Html(clean)
        if number:
            yield Card(service, findings.at(number))
