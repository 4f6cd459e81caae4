"""Footnotes: Python-Markdown's own, numbered as they are mentioned, with ids that any HTML may have."""

import re
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions.footnotes import FN_BACKLINK_TEXT, FootnoteExtension

from nottalone_ssg.markdown.findings import MARK, Findings
from nottalone_ssg.markdown.inline import NOTHING, Found, Inline

_MENTION = rf"\[\^([^\[\]\s]*)\]{MARK}"


class Footnotes(FootnoteExtension):
    """Counts where Python-Markdown searches: a note that is mentioned 10,000 times took it minutes."""

    def __init__(self, findings: Findings) -> None:
        self.numbers: dict[str, int] = {}
        super().__init__(
            BACKLINK_TITLE="Back to note %d in the text", USE_DEFINITION_ORDER=False, PLACE_MARKER="\x02nowhere\x03"
        )
        self.findings = findings

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Also look at what is left of `[^name]` when all notes have been placed."""
        super().extendMarkdown(md)
        md.inlinePatterns.register(UnknownNotes(_MENTION, md, self.findings), "unknown_note", 174)

    def reset(self) -> None:
        """Forget the page before."""
        super().reset()
        self.numbers.clear()

    def unique_ref(self, reference: str, found: bool = False) -> str:
        """The id of this mention: fnref:1, then fnref2:1, fnref3:1."""
        if not found:
            return reference
        mentions = self.found_refs[reference] = self.found_refs.get(reference, 0) + 1
        return reference if mentions == 1 else reference.replace("fnref", f"fnref{mentions}", 1)

    def makeFootnoteId(self, id: str) -> str:  # noqa: A002, N802
        """`fn:1` for whatever name the author gave the note."""
        return f"fn:{self._number(id)}"

    def makeFootnoteRefId(self, id: str, found: bool = False) -> str:  # noqa: A002, N802
        """`fnref:1`, as above."""
        return self.unique_ref(f"fnref:{self._number(id)}", found)

    def makeFootnotesDiv(self, root: Element) -> Element | None:  # noqa: N802
        """The notes. A note that says nothing gets its way back too; the library counts on it."""
        notes = super().makeFootnotesDiv(root)
        for name, item in zip(self.footnotes, [] if notes is None else notes[1], strict=False):
            if not len(item):
                address = f"#{self.makeFootnoteRefId(name)}"
                back = SubElement(SubElement(item, "p"), "a", {"class": "footnote-backref", "href": address})
                back.text = FN_BACKLINK_TEXT
        return notes

    def _number(self, name: str) -> int:
        return self.numbers.setdefault(name, len(self.numbers) + 1)


class UnknownNotes(Inline):
    """`[^name]` where no line starts with `[^name]:`."""

    def read(self, m: re.Match[str], data: str) -> Found:
        """Problems: each mention."""
        hint = f"Write the note on a line of its own: [^{m[1]}]: …"
        self.findings.complain(self.findings.at(m[2]), "footnote", f"there is no note [^{m[1]}]", hint)
        return NOTHING
