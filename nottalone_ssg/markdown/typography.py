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
_NEIGHBOURS = 12  # characters that may matter: two or three quotes in a row, an entity
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
    after = whole[index + 1 : index + 1 + _NEIGHBOURS].lstrip("\"'")[:1]
    if not after or after.isspace():
        return False
    before = whole[max(0, index - _NEIGHBOURS) : index].rstrip("\"'")
    if not before or before[-1].isspace() or before[-1] in _OPENERS:
        return True
    return before[-1] == ";" and bool(_OPENING_ENTITY.search(before))


def register(md: Markdown) -> None:
    """After inline markup, before escapes are undone."""
    md.treeprocessors.register(Typography(md), "typography", 12)
