"""Links: `[words](address)`, `[words][name]`, `<address>`, and the judgement where a link may lead.

Inside the site (`/path/`, `#heading`) it becomes an open link; outside it may be https, mailto, tel or sms.
Python-Markdown's own patterns read on to the end of a paragraph for each bracket; these stop at the second
bracket in a bracket, and so cost no more than the text is long.
"""

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from nottalone_ssg.markdown.addresses import judge
from nottalone_ssg.markdown.filling import open_address
from nottalone_ssg.markdown.findings import MARK, Findings, decoded, plain, without_marks
from nottalone_ssg.markdown.inline import NOTHING, Found, Inline
from nottalone_ssg.model.text import Reference
from nottalone_ssg.problems import did_you_mean

_FLAT = r"[^\[\]]*+"
_WORDS = rf"{_FLAT}(?:\[{_FLAT}(?:\[{_FLAT}\]{_FLAT})*+\]{_FLAT})*+"
_BARE = r"(?:[^\s()<>]|\((?:[^\s()]|\([^\s()]*+\))*+\))*+"
_TITLE = r"""(?:\s++(?:"([^"]*+)"|'([^']*+)'))?\s*+"""
_INLINE = rf"(?<!!)\[({_WORDS})\]\(\s*+<?{MARK}\s*+(?:({_BARE})>?{_TITLE}|((?:[^()]|\([^()]*+\))*+))\)"
_NAMED = rf"(?<!!)\[({_WORDS})\]\s?\[(?:{MARK})?({_FLAT})\]"
_SHORT = rf"(?<!!)\[({_FLAT})\]"
_ANGLED = rf"<{MARK}([A-Za-z][A-Za-z0-9+.-]*:[^\s<>]*+|[^\s<>@/]++@[^\s<>@]++)>"


def _link(words: str, number: str, address: str, title: str | None) -> Element:
    link = Element("a", {"at": number, "href": address})
    link.text = words
    if title:
        link.set("title", title)
    return link


class InlineLinks(Inline):
    """`[words](address "title")`."""

    def read(self, m: re.Match[str], data: str) -> Found:
        words, number, address, double, single, odd = m.groups()
        href = address if odd is None else odd.rstrip().removesuffix(">")
        return _link(words, number, self.unescape(href), double or single), m.start(), m.end()


class NamedLinks(Inline):
    """`[words][name]`, `[name][]` and `[name]`, with the address on a line `[name]: address` somewhere."""

    def read(self, m: re.Match[str], data: str) -> Found:
        """Problems: a name that has no such line, if it stands in brackets of its own."""
        words: str = m[1]
        number, name = m.groups()[1:] or (None, None)
        name = " ".join(without_marks(name or words).split())
        known = self.md.references.get(name.lower())
        if known is None:
            if number:
                said = plain(self.unescape(name))
                hint = f"Write the address instead, or a line [{said}]: https://…"
                self.findings.complain(self.findings.at(number), "link-name", f"no address has the name {said}", hint)
            return NOTHING
        address, title = known
        found = re.match(f"{MARK}(.*)", address, re.DOTALL)
        return (_link(words, found[1], found[2], title), m.start(), m.end()) if found else NOTHING


class AngledLinks(Inline):
    """`<https://example.org/>` and `<hello@example.org>`: the address is its own words."""

    def read(self, m: re.Match[str], data: str) -> Found:
        address = self.unescape(m[2])
        link = _link("", m[1], address if ":" in address else f"mailto:{address}", None)
        link.text = AtomicString(address)
        return link, m.start(), m.end()


class Links(Treeprocessor):
    """Gives every link of the finished tree its address, or takes it away."""

    def __init__(self, md: Markdown, findings: Findings) -> None:
        super().__init__(md)
        self.findings = findings

    def run(self, root: Element) -> None:
        """Fills `findings.references`. Problems: see `addresses.judge`; links in links; headings that don't exist."""
        for link in [link for link in root.iter("a") if "at" in link.attrib]:
            if "at" in link.attrib:  # else it was a link in a link
                self._settle(link)
        self.findings.references.sort(key=lambda reference: reference.place)

    def _settle(self, link: Element) -> None:
        place = self.findings.at(link.attrib.pop("at"))
        for inner in [inner for inner in link.iter("a") if inner is not link]:
            self.findings.complain(place, "link-in-link", "there is a link inside this link", "Keep one of them.")
            _defuse(inner)
        words = " ".join(plain("".join(link.itertext())).split())
        if "to" in link.attrib:
            self._open(link, Reference(link.attrib.pop("to"), words, place, link.attrib.pop("fragment")))
            return
        verdict = judge(decoded(link.get("href", "")).strip(), words)
        if verdict.problem:
            self.findings.complain(place, *verdict.problem)
            _defuse(link)
        elif verdict.inside:
            target, _, fragment = verdict.address.partition("#")
            self._open(link, Reference(target, words, place, fragment))
        else:
            link.set("href", verdict.address.replace("&", "&amp;"))

    def _open(self, link: Element, reference: Reference) -> None:
        """Leave the link open for the site to fill. One to a heading of this page can be judged at once."""
        link.set("href", open_address(reference.target, reference.fragment))
        if reference.target:
            self.findings.references.append(reference)
        elif reference.fragment not in self.findings.ids:
            said = f'no heading of this page is called "#{reference.fragment}"'
            hint = did_you_mean(reference.fragment, self.findings.ids) or "Look at the words of the heading you mean."
            self.findings.complain(reference.place, "link-fragment", said, hint)


def _defuse(link: Element) -> None:
    """Leave the words, take the link away."""
    link.tag = "span"
    link.attrib.clear()


def register(md: Markdown, findings: Findings) -> None:
    """In the place of Python-Markdown's own, and after everything else has happened to the tree."""
    for name in ("reference", "link", "short_reference", "autolink", "automail"):
        md.inlinePatterns.deregister(name)
    md.inlinePatterns.register(NamedLinks(_NAMED, md, findings), "reference", 170)
    md.inlinePatterns.register(InlineLinks(_INLINE, md, findings), "link", 160)
    md.inlinePatterns.register(NamedLinks(_SHORT, md, findings), "short_reference", 130)
    md.inlinePatterns.register(AngledLinks(_ANGLED, md, findings), "autolink", 120)
    md.treeprocessors.register(Links(md, findings), "links", -3)
