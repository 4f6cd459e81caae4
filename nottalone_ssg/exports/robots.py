"""What search engines read: the sitemap (sitemaps.org) and robots.txt (RFC 9309)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from xml.sax.saxutils import escape

from nottalone_ssg.output import Layouts, Output, ready
from nottalone_ssg.views.shell import Ground


@dataclass(frozen=True, slots=True)
class SitemapIngredients:
    """All that the sitemap may look at."""

    urls: tuple[tuple[str, str], ...]  # address and the day of its last change, or ""


@dataclass(frozen=True, slots=True)
class RobotsIngredients:
    """All that robots.txt may look at."""

    sitemap: str


def plan_sitemap(ground: Ground, pages: Sequence[str]) -> Iterator[Output]:
    """/sitemap.xml with all ``pages`` (addresses that are meant to be found) and /robots.txt."""
    written = ground.site.pages
    urls = []
    for address in sorted(pages):
        page = written.get(address)
        changed = (page.changed or (page.reviewed.on if page.reviewed else None)) if page else None
        urls.append((ground.canonical(address), changed.isoformat() if changed else ""))
    yield ready(PurePosixPath("sitemap.xml"), make_sitemap, SitemapIngredients(tuple(urls)))
    yield ready(PurePosixPath("robots.txt"), make_robots, RobotsIngredients(ground.canonical("/sitemap.xml")))


def make_sitemap(ingredients: SitemapIngredients, layouts: Layouts) -> bytes:
    """The sitemap as XML."""
    urls = "".join(
        f"<url><loc>{escape(url)}</loc>{f'<lastmod>{changed}</lastmod>' if changed else ''}</url>\n"
        for url, changed in ingredients.urls
    )
    opening = '<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return f"{opening}{urls}</urlset>\n".encode()


def make_robots(ingredients: RobotsIngredients, layouts: Layouts) -> bytes:
    """Nothing is forbidden, at stage testing either: a robot that may not read a page cannot see its noindex.

    (https://developers.google.com/search/docs/crawling-indexing/block-indexing)
    """
    return f"User-agent: *\nAllow: /\nSitemap: {ingredients.sitemap}\n".encode()
