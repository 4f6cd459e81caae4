"""Boxes: from lines that start with ::: to blocks that `blocks` can build, and to the places of cards.

`::: help`, `::: note`, `::: steps` and `::: quote NAME, ROLE` run until a line `:::`. `::: call ID` holds nothing.
Boxes stand at the left edge, not in lists and not in each other.
"""

import re
from dataclasses import dataclass, field

from nottalone_ssg.markdown.findings import Findings
from nottalone_ssg.problems import Place, did_you_mean

KINDS = ("call", "help", "note", "quote", "steps")
_LINE = re.compile(r":::+[ \t]*(\S*)[ \t]*(.*?)[ \t]*$")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(slots=True)
class Box:
    """A box whose end has not been seen yet."""

    kind: str
    words: str
    place: Place
    nested: list["Box"] = field(default_factory=list)  # boxes that stand in it, and should not
    filled: bool = False  # a card that holds something, and should not


class Boxes:
    """Reads the ::: lines of one page, in order."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings
        self.open: list[Box] = []

    def read(self, line: str, place: Place) -> list[str]:
        """The lines that stand for this ::: line, each a block of its own."""
        found = _LINE.match(line)
        assert found, "the caller looked for :::"
        kind, words = found.groups()
        if not kind:
            return self._close(place)
        box = Box(kind, words, place)
        if self.open:
            self.open[0].nested.append(box)
        self.open.append(box)
        if len(self.open) > 1:
            return [""]
        self._check(box, column=found.start(2) + 1)
        return self._opening(box, column=found.start(2) + 1)

    def pass_by(self, line: str, place: Place) -> None:
        """Look at an ordinary line. Problems: text within a card."""
        if self.open and self.open[0].kind == "call" and line.strip() and not self.open[0].filled:
            self.open[0].filled = True
            hint = "Put ::: on the line below ::: call, and the text after it."
            self.findings.complain(place, "card-content", "there is text in a service card", hint)

    def finish(self) -> None:
        """The page has ended. Problems: a box that is still open."""
        for box in self.open[:1]:
            hint = "Put ::: on a line of its own where the box ends."
            self.findings.complain(box.place, "block-unclosed", f"::: {box.kind} is never closed", hint)

    def _close(self, place: Place) -> list[str]:
        if not self.open:
            hint = "Delete it, or open a box above with ::: help, ::: note or ::: steps."
            self.findings.complain(place, "block-stray", "this ::: closes a box that was never opened", hint)
            return [""]
        box = self.open.pop()
        if self.open:
            return [""]
        for inner in box.nested:
            rule = "card-nested" if inner.kind == "call" else "block-nested"
            hint = "Close the first box with ::: before this line."
            self.findings.complain(inner.place, rule, f"::: {inner.kind} stands in ::: {box.kind}", hint)
        return ["", f"\x02end:{box.kind}\x03", ""] if box.kind in KINDS and box.kind != "call" else [""]

    def _check(self, box: Box, column: int) -> None:
        """Problems: a kind that doesn't exist; words that are missing, or too many."""
        here = Place(box.place.file, box.place.line, column)
        if box.kind not in KINDS:
            hint = did_you_mean(box.kind.lower(), KINDS) or f"The boxes are {', '.join(KINDS)}."
            self.findings.complain(box.place, "block-name", f'there is no box "{box.kind}"', hint)
        elif box.kind == "quote" and not box.words:
            hint = "Write ::: quote NAME, ROLE"
            self.findings.complain(box.place, "block-words", "this quotation doesn't say whose words it holds", hint)
        elif box.kind == "call" and not _ID.fullmatch(box.words):
            hint = "Write the service's id, which is the name of its file: ::: call samaritans"
            said = f'"{box.words}" is not the id of a service' if box.words else "this card doesn't say which service"
            self.findings.complain(here, "block-words", said, hint)
        elif box.kind in ("help", "note", "steps") and box.words:
            hint = f"Move the words to a line of their own below ::: {box.kind}"
            self.findings.complain(here, "block-words", f'there are words behind ::: {box.kind}: "{box.words}"', hint)

    def _opening(self, box: Box, column: int) -> list[str]:
        if box.kind not in KINDS or (box.kind == "call" and not _ID.fullmatch(box.words)):
            return [""]
        mark = self.findings.mark(box.place.line, column if box.kind == "call" else box.place.column)
        return ["", f"\x02box:{box.kind}\x03{mark}{box.words}", ""]
