"""Typography: straight quotes become curly, -- and --- become dashes, ... becomes an ellipsis.

One pass of our own, because Python-Markdown's `smarty` doubles the time of a page. A quote opens where a word
may start: at the start of a block, after a space, a bracket, a dash or another opening quote, with something
behind it. All others close; so does the apostrophe in don't and '90s. Code and addresses stay as typed; so does
what has a backslash before it.
"""

import re
from collections.abc import Sequence
from functools import partial
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from nottalone_ssg.markdown.tree import Piece, runs

_STRAIGHT = re.compile(r"""(?<!-)-{2,3}(?!-)|\.{3}|["']""")
_SIGNS = {"--": "–", "---": "—", "...": "…"}  # noqa: RUF001
_OPENERS = "([{<–—-/“‘\u00a0"  # noqa: RUF001
_OPENING_ENTITY = re.compile(r"&(?:nbsp|ensp|emsp|thinsp|[mn]dash|ldquo|lsquo|#160|#8201);$")
# Letters or digits are left out at the start of these, so the mark is an apostrophe.
_CUT_SHORT = re.compile(r"'(?:\d0s|\d\ds|tis|twas|twill|em|cause|til|bout|cos|n')(?!\w)", re.IGNORECASE)
_YEAR = re.compile(r"'\d\d(?![\w'])(?!.*')", re.DOTALL)


class Typography(Treeprocessor):
    """Goes through the tree when inline markup has become elements."""

    def run(self, root: Element) -> None:
        for run in runs(root):
            set_well(run)


def set_well(run: Sequence[Piece]) -> None:
    """Set the pieces of one block, in place."""
    if not any(_STRAIGHT.search(piece.text) for piece in run if not piece.fixed):
        return
    whole = "".join(piece.text for piece in run)
    start = 0
    for piece in run:
        length = len(piece.text)
        if not piece.fixed:
            piece.replace(_STRAIGHT.sub(partial(_sign, whole, start), piece.text))
        start += length


def _sign(whole: str, start: int, found: re.Match[str]) -> str:
    straight, index = found[0], start + found.start()
    if straight in _SIGNS:
        return _SIGNS[straight]
    opens = _opens(whole, index)
    if straight == '"':
        return "“" if opens else "”"
    if opens and (_CUT_SHORT.match(whole, index) or _YEAR.match(whole, index)):
        return "’"  # noqa: RUF001
    return "‘" if opens else "’"  # noqa: RUF001


def _opens(whole: str, index: int) -> bool:
    after = index + 1
    while after < len(whole) and whole[after] in "\"'":
        after += 1
    if after == len(whole) or whole[after].isspace():
        return False
    before = index - 1
    while before >= 0 and whole[before] in "\"'":
        before -= 1
    if before < 0 or whole[before].isspace() or whole[before] in _OPENERS:
        return True
    return whole[before] == ";" and bool(_OPENING_ENTITY.search(whole, max(0, before - 8), before + 1))


def register(md: Markdown) -> None:
    """After inline markup, before escapes are undone."""
    md.treeprocessors.register(Typography(md), "typography", 12)
