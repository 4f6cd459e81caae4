"""The full-text index: what readers may search in the finished pages becomes the files of the folder `pagefind`.

Pages say themselves what is searched: `data-pagefind-body` in the layouts. Pagefind is given that part of them alone,
in the order of their paths. So the index depends on nothing else, and `index_key` tells two apart without making them.
"""

import re
import shutil
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from nottalone_ssg.search.canonical import VERSION, SearchError, canonical
from nottalone_ssg.search.service import run_pagefind

FOLDER = "pagefind"

# What Pagefind takes from outside of <main>: the language, a title for want of an <h1>, and what the layout marks.
OUTSIDE = re.compile(rb"<html\b[^>]*>|<title>[^<]*</title>|<meta\b[^>]*\bdata-pagefind-[^>]*>")


def write_index(site: Path) -> int:
    """Index the pages in the folder ``site`` into its folder `pagefind`, in place of an older one; the number of files.

    The same pages give the same bytes (`canonical`). Raises SearchError.
    """
    found = (file for file in site.rglob("*.html") if file.is_file())
    files = make_index((file.relative_to(site).as_posix(), file.read_bytes()) for file in found)
    out = site / FOLDER
    if out.exists():
        shutil.rmtree(out)
    for path, content in files.items():
        (out / path).parent.mkdir(parents=True, exist_ok=True)
        (out / path).write_bytes(content)
    return len(files)


def make_index(pages: Iterable[tuple[str, bytes]]) -> dict[str, bytes]:
    """The files of the index, by path within its folder; of a page its path (topics/sleep/index.html) and its HTML."""
    return canonical(run_pagefind(sorted(_searched(pages))))


def index_key(pages: Iterable[tuple[str, bytes]]) -> str:
    """Equal for two sets of pages only if `make_index`, as it is now, gives the same files for both.

    A changed style sheet, footer or help strip does not change it. Takes pages in any order.
    """
    digest = sha256(VERSION.encode())
    for path, content in sorted(_searched(pages)):
        digest.update(f"\0{path}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def _searched(pages: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    return ((path, searched_part(content)) for path, content in pages if b"data-pagefind-body" in content)


def searched_part(page: bytes) -> bytes:
    """All of a page that Pagefind would use, for it to read in place of the page.

    The page itself unless it has one <main> with `data-pagefind-body`, and marks outside of that on <meta> only.
    """
    before, main, rest = page.partition(b"<main ")
    inside, end, after = rest.rpartition(b"</main>")
    outside = OUTSIDE.findall(before)
    plain = (
        page.count(b"<main") == page.count(b"</main>") == 1
        and b"data-pagefind-body" in inside.partition(b">")[0]
        and before.count(b"data-pagefind-") == sum(part.count(b"data-pagefind-") for part in outside)
        and b"data-pagefind-" not in after
    )
    return b"".join([*outside, main, inside, end]) if plain else page


__all__ = ["FOLDER", "SearchError", "index_key", "make_index", "searched_part", "write_index"]
