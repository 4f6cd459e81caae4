"""Weighing: what a page costs who asks for it, and what is too much.

A page's weight is the bytes, gzipped as most hosts do it, of its HTML and of all that a browser waits for before it
draws: style sheets that are not for print alone, scripts that are not deferred. The scripts have a limit of their own.
"""

import gzip
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from nottalone_ssg.model.page import FIXED, MAY_HAVE
from nottalone_ssg.output import page_path
from nottalone_ssg.problems import Place, Problem

LIMIT = 14_600  # bytes that a server may send before it hears back: ten segments of 1,460 bytes (RFC 6928)
SCRIPTS = 5_000  # bytes of script on an ordinary page
SERVICES = page_path(FIXED["services"])
EACH = 60  # bytes that a service may weigh in the list of all, where there are more than one round trip carries
TOOLS = {  # bytes of script on pages that are tools first
    SERVICES: 11_000,
    page_path(FIXED["search"]): 40_000,
    page_path(MAY_HAVE["my list"]): 60_000,  # it knows every service's numbers and hours
}

_TAGS = re.compile(rb"<(?:link|script)\b[^>]*>")
_FILE = re.compile(rb"""\b(?:href|src)=["']?[^"'\s>]*?(assets/[\w.-]+\.(?:css|js))\b""")
_LATER = re.compile(rb"""\s(?:defer|async|type=["']?module|media=["']?print)\b""")


@dataclass(frozen=True, slots=True)
class Weight:
    """Bytes gzipped: all that a page needs to be drawn, and all scripts that it names."""

    page: int
    scripts: int = 0


@dataclass
class Scales:
    """Weighs pages; ``read`` gives a file of the site, and each is asked for once."""

    read: Callable[[PurePosixPath], bytes]
    _known: dict[PurePosixPath, int] = field(default_factory=dict)

    def weigh(self, html: bytes) -> Weight:
        needed, scripts = gzipped(html), 0
        for path, later in named(html):
            if path not in self._known:
                self._known[path] = gzipped(self.read(path))
            needed += 0 if later else self._known[path]
            scripts += self._known[path] if path.suffix == ".js" else 0
        return Weight(needed, scripts)


def named(html: bytes) -> Iterator[tuple[PurePosixPath, bool]]:
    """The style sheets and scripts that a page names, and whether a browser draws without waiting for them."""
    for tag in _TAGS.findall(html):
        if found := _FILE.search(tag):
            yield PurePosixPath(found[1].decode()), bool(_LATER.search(tag))


def gzipped(content: bytes) -> int:
    """Bytes on the line as most hosts send them (gzip, level 6)."""
    return len(gzip.compress(content, 6, mtime=0))


def brotlied(html: bytes, read: Callable[[PurePosixPath], bytes]) -> int:
    """The same weight on the line of hosts that know brotli, at the level (5) that they have time for."""
    import brotli

    parts = [html, *(read(path) for path, later in named(html) if not later)]
    return sum(len(brotli.compress(part, quality=5)) for part in parts)


def too_heavy(weights: Mapping[PurePosixPath, Weight], services: int = 0) -> Iterator[Problem]:
    """Every page comes in one round trip, and loads little script. Told of the worst page, once.

    The one list of all ``services`` may grow with them.
    """
    whole_list = max(LIMIT, EACH * services)
    pages = {path: (weight.page, whole_list if path == SERVICES else LIMIT) for path, weight in weights.items()}
    scripts = {path: (weight.scripts, TOOLS.get(path, SCRIPTS)) for path, weight in weights.items()}
    yield from _over(pages, "a page has to come in one go", "Say less on it, or move a part to a page of its own.")
    yield from _over(scripts, "pages have to work on old phones", "Do with less script in assets/js.", "loads")


def _over(
    bytes_of: Mapping[PurePosixPath, tuple[int, int]], why: str, hint: str, verb: str = "weighs"
) -> Iterator[Problem]:
    """Of pages with their bytes and as many as they may have: the one that is furthest over, if any is."""
    heavy = sorted((limit - count, path) for path, (count, limit) in bytes_of.items() if count > limit)
    if heavy:
        over, path = -heavy[0][0], heavy[0][1]
        others = f", and so do {len(heavy) - 1} others" if len(heavy) > 1 else ""
        what = "bytes of script" if verb == "loads" else "bytes"
        count = bytes_of[path][0]
        said = f"this page {verb} {count:,} {what} (gzipped), {over:,} too many{others}: {why}"
        yield Place(str(path)).problem("weight", said, hint)
