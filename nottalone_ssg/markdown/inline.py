"""Inline: the base of our own patterns for what stands within a line."""

import re
from abc import abstractmethod
from typing import TypeAlias
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor

from nottalone_ssg.markdown.findings import Findings

# What stands there now, from where to where. Three times None: this match is none after all.
Found: TypeAlias = tuple[Element | str | None, int | None, int | None]
NOTHING: Found = (None, None, None)


class Inline(InlineProcessor):
    """A pattern that knows the findings of the page."""

    def __init__(self, pattern: str, md: Markdown, findings: Findings) -> None:
        super().__init__(pattern, md)
        self.findings = findings

    def handleMatch(self, m: re.Match[str], data: str) -> Found:  # type: ignore[override]  # noqa: N802
        """Python-Markdown's name for `read`."""
        return self.read(m, data)

    @abstractmethod
    def read(self, m: re.Match[str], data: str) -> Found:
        """What the match in ``data`` becomes, and the problems with it."""
