"""References: `[[anxiety]]`, `[[service:samaritans|words]]`, `[[page:guides/sleep#tonight]]` become open links.

Where they lead is for the whole site to know; here they only have to be well formed.
"""

import re
from xml.etree.ElementTree import Element

from markdown import Markdown

from nottalone_ssg.markdown.findings import BAR, MARK, Findings, plain
from nottalone_ssg.markdown.inline import NOTHING, Found, Inline

_PATTERN = rf"\[\[{MARK}(?:([^\[\]]*+)(\]\]?)|(?=[^\[]*\Z))"
_FORM = re.compile(r"((?:[a-z]+:)?[^\s:#|<>\"]+)(?:#([^\s#|<>\"]+))?")
_HINT = "Write the id of a topic, or of something else with its kind before it: [[anxiety]], [[service:samaritans]]."


class References(Inline):
    """Turns `[[…]]` into an `a` that says where it wants to lead. `links` makes a Reference of it."""

    def read(self, m: re.Match[str], data: str) -> Found:
        """Problems: brackets that are not closed, a target that is missing or has spaces, words that are missing."""
        number, inside, end = m.groups()
        if end != "]]":
            if end and data[m.end() : m.end() + 1] in ("(", "["):
                return NOTHING  # [[words](address)]: a link in brackets
            self._complain(number, "this link is not closed: [[", "Put ]] after the id, or after your words.")
            return NOTHING
        target, bar, words = (inside or "").replace(BAR, "|").partition("|")
        form = _FORM.fullmatch(plain(self.unescape(target)).strip())
        if not form or (bar and not words.strip()):
            hint = "Write words behind the |, or leave it out." if form else _HINT
            self._complain(number, f"[[{self.unescape(inside or '')}]] is not a link", hint)
            return None, m.start(), m.end()
        link = Element("a", {"at": number, "to": form[1], "fragment": form[2] or ""})
        link.text = " ".join(words.split())
        return link, m.start(), m.end()

    def _complain(self, number: str, message: str, hint: str) -> None:
        self.findings.complain(self.findings.at(number), "reference", message, hint)


def register(md: Markdown, findings: Findings) -> None:
    """Before links, after code."""
    md.inlinePatterns.register(References(_PATTERN, md, findings), "reference_to_site", 172)
