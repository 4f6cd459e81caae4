"""Source: from the lines that an editor typed to the lines that Python-Markdown reads.

Every thing that may have to be found again gets a mark (`findings`), boxes become blocks of their own (`boxes`),
lists stand free (`lists`). Fenced code stays as it is.
"""

import re

from nottalone_ssg.markdown.boxes import Boxes
from nottalone_ssg.markdown.fences import close_fences
from nottalone_ssg.markdown.findings import BAR, Findings
from nottalone_ssg.markdown.limits import limits_are_kept
from nottalone_ssg.markdown.lists import Lists
from nottalone_ssg.problems import Place

_DROPPED = dict.fromkeys(map(ord, "\x00\x01\x02\x03"))  # `sources` refuses them; here they would forge marks
# Things that get a mark behind them. Their place is their first character, or where the address starts.
_SPOTS = re.compile(
    r"""
      (?P<reference> \[\[ (?:[^\[\]|]*\|)? )           # [[id or [[id|
    | (?P<address> \]\([ ]*<? | ^[ ]{0,3}\[[^\[\]^][^\[\]]*\]:[ ]*<? | \]\[(?![\^\[]) )
    | (?P<image> !\[(?![\[^]) )
    | (?P<note> \[\^[^\[\]\s]*\](?!:) )
    | (?P<tag> <(?=[A-Za-z/!?]) )
    | (?P<attributes> \{:?[ ]*(?=[^\s}]) )
    """,
    re.VERBOSE,
)
_LEAD = r"(?:[ >]|[-*+:](?=[ ])|\d{1,9}\.(?=[ ]))*+"  # what may stand before a heading: quotation, list
_HEADING = re.compile(rf"({_LEAD})(#{{1,6}}[ ]*)(.*)")
_STRAY_BOX = re.compile(rf"({_LEAD})(:::+)(.*)")


def prepare(body: str, first_line: int, findings: Findings) -> str:
    """The text for Python-Markdown, or nothing if it goes past a limit. Does what its `normalize_whitespace` does.

    Problems: of fences, limits, boxes and lists.
    """
    lines = body.translate(_DROPPED).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    code = close_fences(lines, first_line, findings)
    if problems := list(limits_are_kept(lines, code, Place(findings.file, first_line))):
        findings.problems += problems
        return ""
    boxes, lists = Boxes(findings), Lists(findings)
    ready: list[str] = []
    for number, line in enumerate(lines):
        place = Place(findings.file, first_line + number, 1)
        if line.startswith(":::") and not code[number]:
            lists.forget()
            ready += boxes.read(_marked(line, place.line, findings), place)
            continue
        boxes.pass_by(line, place)
        if code[number]:
            lists.forget()
            ready.append(line)
        else:
            if lists.needs_room(line, place):
                ready.append("")
            ready.append(_marked(line, place.line, findings) if line.strip(" \t") else "")
    boxes.finish()
    return "\n".join((*ready, "", ""))


def _marked(line: str, number: int, findings: Findings) -> str:
    """The line with its marks."""
    columns = _Columns(line)
    line = columns.line
    lead = ""
    if "#" in line and (heading := _HEADING.match(line)):
        column = columns.typed(heading.end(1))
        lead, line = heading[1] + heading[2] + findings.mark(number, column), heading[3]
    elif ":::" in line and not line.startswith(":::") and (box := _STRAY_BOX.match(line)):
        lead, line = box[1] + box[2] + findings.mark(number, columns.typed(box.end(1))), box[3]
    if not ("[" in line or "<" in line or "{" in line):
        return lead + line
    cut = len(columns.line) - len(line)

    def mark(found: re.Match[str]) -> str:
        index = found.end() if found.lastgroup == "address" else found.start()
        place = findings.mark(number, columns.typed(index + cut))
        if found.lastgroup == "reference":
            return f"[[{place}{found[0][2:].replace('|', BAR)}"
        return found[0] + place

    return lead + _SPOTS.sub(mark, line)


class _Columns:
    """A line with its tabs made spaces, as Python-Markdown would make them, and the columns as they were typed."""

    def __init__(self, line: str) -> None:
        self.line = line.expandtabs(4) if "\t" in line else line
        self._typed: list[int] | None = None
        if "\t" in line:
            self._typed = []
            for number, character in enumerate(line, 1):
                width = 4 - len(self._typed) % 4 if character == "\t" else 1
                self._typed += [number] * width

    def typed(self, index: int) -> int:
        """The column in the file (the first is 1) of the character at ``index``."""
        if self._typed is None:
            return index + 1
        return self._typed[index] if index < len(self._typed) else self._typed[-1] + 1
