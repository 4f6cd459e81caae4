"""Fences: which lines of a page are code between lines of ``` or ~~~.

The `fenced_code` extension turns them into HTML; whatever else looks at source lines passes them over.
"""

import re

from nottalone_ssg.markdown.findings import Findings
from nottalone_ssg.problems import Place

# As in markdown.extensions.fenced_code: at the left edge, perhaps with a language or {attributes} behind it.
_OPENING = re.compile(r"(~{3,}|`{3,})[ ]*(?:\{.*\}|\.?[\w#.+-]*[ ]*(?:hl_lines=(?:\".*?\"|'.*?')[ ]*)?)$")


def close_fences(lines: list[str], first_line: int, findings: Findings) -> list[bool]:
    """For each line whether it belongs to fenced code. Mends ``lines``: a fence loses its language, an open one ends.

    Problems: a fence that is never closed. (Each would also cost Python-Markdown a look through the whole text.)
    """
    inside: list[bool] = []
    fence = ""
    opened = 0
    for number, line in enumerate(lines):
        if fence:
            inside.append(True)
            if line.rstrip(" ") == fence:
                fence = ""
        else:
            found = _OPENING.match(line) if line.startswith(("```", "~~~")) else None
            inside.append(found is not None)
            if found:
                fence, opened = found[1], number
                lines[number] = fence
    if fence:
        place = Place(findings.file, first_line + opened, 1)
        hint = f"Put {fence} on a line of its own below the code."
        findings.complain(place, "code-unclosed", "the code that starts here is never closed", hint)
        lines.append(fence)
        inside.append(True)
    return inside
