"""Filling: from the open links that `convert` leaves to links that lead somewhere.

An open link is `<a href="ref:service:samaritans#hours">words</a>`, its words perhaps missing.
"""

import re
from collections.abc import Callable
from html import escape
from urllib.parse import quote, unquote

# nh3 writes attributes in the order in which links.py gives them: dir, href, id, lang, title.
_OPEN = re.compile(r'(<a(?: dir="\w+")?) href="ref:([^"#]*)(?:#([^"]*))?"((?: [a-z]+="[^"]*")*)>(</a>)?')


def open_address(target: str, fragment: str) -> str:
    """The `ref:` address that stands for a target until the site is known."""
    return f"ref:{quote(target, safe='/:')}" + (f"#{quote(fragment, safe='')}" if fragment else "")


def fill(html: str, link: Callable[[str, str], tuple[str, str]]) -> str:
    """Close the open links of ``html``: ``link(target, fragment)`` gives the address and the words for it.

    Words that the author wrote stay. The target is empty for a heading of the same page.
    """

    def close(found: re.Match[str]) -> str:
        start, target, fragment, more, end = found.groups("")
        href, words = link(unquote(target), unquote(fragment))
        return f'{start} href="{escape(href)}"{more}>' + (escape(words, quote=False) + end if end else "")

    return _OPEN.sub(close, html)
