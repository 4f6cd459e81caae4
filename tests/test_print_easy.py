"""Easy read: short sentences, each beside a picture, large and in the order of reading."""

import re
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

import pdfplumber
import pikepdf
import pytest
from test_print_small import heard, made, places, real, squeezed
from workbench import ROOT, SiteFolder

from nottalone_ssg.views.print.easy import easy_pages, easy_path

PICTURES = sorted((ROOT / "assets/pictures").glob("*.svg"))
PATHS = ("get-help-now", "topics/anxiety", "topics/depression", "topics/sleep")
EASY = """easy read:
  - heading: What can you do?
    picture: night
    words: Quiet rest helps too.
  - picture: phone
    words: "You can ring #somebody."
    service: samaritans
---
If you can't"""


def test_help_now_and_three_topics_are_in_easy_read() -> None:
    found = {str(easy_path(page)) for page in easy_pages(real())}
    assert {f"print/easy/{path}.pdf" for path in PATHS} <= found


@pytest.mark.parametrize("name", PATHS)
def test_each_line_stands_beside_its_picture_in_the_order_of_reading(name: str) -> None:
    pdf = made(real(), f"print/easy/{name}.pdf")
    page = real().site.pages[f"/{name}/"]
    with pdfplumber.open(BytesIO(pdf)) as opened:
        said = "".join(map(heard, opened.pages))
        at = [said.index(squeezed(line.words)) for line in page.easy_read]
        assert at == sorted(at)
        assert squeezed(real().site.settings.testing_notice) in said
        assert squeezed("This is a draft. It still has to be tested") in said
        for letter in (char for sheet in opened.pages for char in sheet.chars if char["text"].strip()):
            assert letter["size"] >= 16
        for line in page.easy_read:
            if line.service:
                contact = real().site.directory[line.service].contact("phone", "text")
                assert contact
                number = (contact.phone or contact.text).number  # type: ignore[union-attr]
                assert any(places(sheet, number) for sheet in opened.pages)
    with pikepdf.open(BytesIO(pdf)) as opened:
        words = [str(figure.Alt) for figure in figures(opened.Root.StructTreeRoot.K)]
        assert opened.docinfo["/Title"] == f"{page.title}: easy read"
        assert str(opened.Root.Lang) == "en-GB"
    alts = [title(line.picture) for line in page.easy_read]
    assert [word for word in words if word in alts] == alts


def figures(node: pikepdf.Object) -> list[pikepdf.Object]:
    if isinstance(node, pikepdf.Array):
        return [figure for child in node for figure in figures(child)]
    if not isinstance(node, pikepdf.Dictionary) or "/S" not in node:
        return []
    return [*([node] if node.S == "/Figure" else []), *(figures(node.K) if "/K" in node else [])]


def title(picture: str) -> str:
    found = re.search("<title>(.+)</title>", (ROOT / f"assets/pictures/{picture}.svg").read_text(encoding="utf-8"))
    assert found
    return found[1]


@pytest.mark.parametrize("file", PICTURES, ids=lambda file: file.stem)
def test_pictures_are_of_one_kind_and_say_what_they_show(file: Path) -> None:
    """Black lines and white, nothing from elsewhere, no letters that a typeface would have to draw."""
    text = file.read_text(encoding="utf-8")
    root = ET.fromstring(text)
    assert root.attrib["viewBox"] == "0 0 100 100"
    assert (root.attrib["stroke"], root.attrib["stroke-width"]) == ("#000", "4")
    assert root[0].tag.endswith("title")
    assert root[0].text
    assert {part.tag.rpartition("}")[2] for part in root.iter()} <= {"svg", "title", "g", "path", "circle", "rect"}
    assert {part.attrib.get("fill") for part in root[1:]} <= {None, "#fff"}
    assert "href" not in text


def test_pictures_are_for_paper_alone(site: SiteFolder) -> None:
    assert site.run("build").code == 0
    assert not any("breathe" in path for path in site.published())


def test_a_page_with_an_easy_text_has_it_on_paper_and_leads_to_it(site: SiteFolder) -> None:
    site.replace("content/pages/topics/sleep.md", "---\nIf you can't", EASY)
    assert site.run("build", "--only", "pages,print").code == 0
    assert "/print/easy/topics/sleep.pdf" in site.read("/topics/sleep/")
    with pdfplumber.open(BytesIO(site.published()["print/easy/topics/sleep.pdf"])) as opened:
        said = "".join(map(heard, opened.pages))
    for words in ("What can you do? Quiet rest helps too. You can ring #somebody. Ring 116 123", "easy read"):
        assert squeezed(words) in said
