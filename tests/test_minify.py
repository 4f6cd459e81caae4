"""Minified pages are the same pages: a browser builds the same tree, and a screen reader says the same words."""

import re
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor

import html5lib
import pytest
from workbench import ROOT

from nottalone_ssg import pipeline
from nottalone_ssg.recipes.minify import minified, smaller
from nottalone_ssg.recipes.page import PageIngredients, render

KEPT = {"pre", "textarea", "script", "style"}  # white space counts in these

Piece = tuple[str, object]


def tree(html: str) -> list[Piece]:
    """A page as a browser reads it: elements, attributes and texts in order; runs of white space count as one space."""
    document = html5lib.parse(html, treebuilder="dom", namespaceHTMLElements=False)
    return list(_pieces(document, kept=False))


def _pieces(node: object, kept: bool) -> Iterator[Piece]:
    for child in node.childNodes:  # type: ignore[attr-defined]
        if child.nodeType == child.TEXT_NODE and _is_seen(node, child.data):
            yield "text", child.data if kept else re.sub(r"[ \t\n\r\f]+", " ", child.data)
        elif child.nodeType == child.ELEMENT_NODE:
            yield "open", (child.tagName, tuple(sorted(child.attributes.items())))
            yield from _pieces(child, kept or child.tagName in KEPT)
            yield "close", child.tagName


def _is_seen(parent: object, text: str) -> bool:
    """White space between the elements of the head, and around the body, is never drawn or spoken."""
    return bool(text.strip()) or parent.nodeName not in ("html", "head")  # type: ignore[attr-defined]


def test_the_comparison_sees_what_matters() -> None:
    """A law is worth what its test can see: lost spaces, changed attributes, changed pre."""
    assert tree("<p><b>a</b> <b>b</b>") != tree("<p><b>a</b><b>b</b>")
    assert tree('<a title="&amp;lt;">') != tree('<a title="&lt;">')
    assert tree("<pre>a  b</pre>") != tree("<pre>a b</pre>")
    assert tree("<p>a\n  b") == tree("<p>a b")


@pytest.mark.parametrize(
    "html",
    [
        '<p title="&amp;lt;b&amp;gt;">x</p>',
        '<a href="?a=1&amp;copy;=2">x</a>',
        "<p><span>a</span>\n<span>b</span></p>",
        "<p><button>a</button> <button>b</button></p>",
        "<pre>\n\n a\n   b </pre><textarea>\n x  y\n</textarea>",
        '<details hidden="until-found"><summary> a </summary> b</details>',
        '<input type="text" value="" class="">',
        '<p data-x=\'{"a": "b > c"}\'>a &amp; b &lt; c&nbsp;d</p>',
        '<script type="application/ld+json">{"a":  "b"}</script>',
        "<ul> <li> a <li> b </ul> <p>c<br> d",
        "<p>a<!-- b --> c</p>",
        '<iframe srcdoc="&lt;p title=&quot;a&quot;&gt;"></iframe>',
    ],
)
def test_awkward_pieces_survive(html: str) -> None:
    page = f"<!doctype html><html lang=en><head><title>t</title></head><body>{html}</body></html>"
    without_comments = re.sub("<!--.*?-->", "", page)
    assert tree(smaller(page)) == tree(without_comments)
    assert smaller(page) == minified(page)


def _same(page: tuple[str, str]) -> str:
    address, html = page
    small = smaller(html)
    return "" if tree(html) == tree(small) and small == minified(html) else address


def test_every_page_of_the_real_site_is_the_same_page() -> None:
    """Compared before and after, page by page; and line by line comes to the same as page by page."""
    plain = dict(_plain_pages())
    assert len(plain) > 300
    with ProcessPoolExecutor() as executor:
        changed = [address for address in executor.map(_same, plain.items(), chunksize=16) if address]
    assert changed == []


def _plain_pages() -> Iterator[tuple[str, str]]:
    from datetime import date

    from nottalone_ssg.load import load_site
    from nottalone_ssg.sources import read_folder
    from nottalone_ssg.views.assets import plan_assets
    from nottalone_ssg.views.shell import Ground

    sources, _ = read_folder(ROOT / "content", "content")
    site, problems = load_site(sources, date(2026, 11, 22))
    assert site
    assert not problems
    names, _, _ = plan_assets(read_folder(ROOT / "assets", "assets")[0], date(2026, 11, 22))
    layouts, _ = pipeline.read_layouts(ROOT / "layouts")
    for output in pipeline.plan(Ground(site, site.settings.base_url, names)):
        if isinstance(output.ingredients, PageIngredients):
            yield output.address, render(output.ingredients, layouts)
