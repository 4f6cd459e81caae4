"""Minifying: HTML with less white space, and nothing else changed.

htmlmin looks at one tag or text after the other and, outside a few elements, remembers nothing in between. So the
lines of a page can be minified one by one, and a line that stands on many pages (the help strip, a card) only once.
tests/test_minify.py holds both ways against each other, and the trees before and after, on every page of the real site.
"""

import re
from functools import lru_cache

from htmlmin import minify

# Where a line ends with a tag and the next one starts with one.
_LINE = re.compile(r"(?<=>)(?=\n<)")
_WHOLE = ("<pre", "<textarea", "<style", "<!--")  # white space counts in these, or a line may end inside one


def smaller(html: str) -> str:
    """The page in fewer bytes: the same tree for a browser, the same words for a screen reader."""
    head, start, body = html.partition("<body")
    if not start or any(sign in body for sign in _WHOLE):
        return minified(html)
    return _head(head) + "".join(map(_line, _LINE.split(start + body)))


def _head(head: str) -> str:
    """All but the style sheet in it: that one is small already, the same in every page, and long to look at."""
    above, start, rest = head.partition("<style>")
    style, end, below = rest.partition("</style>")
    return minified(above + start + end + below).replace(start + end, start + style + end, 1) if end else minified(head)


@lru_cache(maxsize=20_000)  # lines of 100 bytes or so: some 2 MB
def _line(html: str) -> str:
    return minified(html)


def minified(html: str) -> str:
    """What htmlmin makes of it, with settings that keep attribute values and the spaces between inline elements.

    Its own defaults change both (docs/decisions/html.md).
    """
    return str(
        minify(
            html,
            remove_comments=True,
            convert_charrefs=False,
            reduce_empty_attributes=False,
            remove_optional_attribute_quotes=False,
        )
    )
