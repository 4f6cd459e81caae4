"""The print-outs of the real site, read back: what somebody holds in their hands, or hears read out.

Words and their places come from poppler (quick enough for four thousand pages), sizes and typefaces of letters from
pdfplumber on one file of each kind, what nobody sees from pikepdf.
"""

import html
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pdfplumber
import pikepdf
import pytest
from workbench import ROOT, SiteFolder, ground_of, made_once, need

from nottalone_ssg.recipes.print import pages_in
from nottalone_ssg.views.print import plan_prints
from nottalone_ssg.views.print.frame import POINTS
from nottalone_ssg.views.shell import Ground

MILLIMETRE = 72 / 25.4
SHEET = 120_000  # bytes: a few seconds on a slow line
FONTS = {"AtkinsonHyperlegibleNext-Regular", "AtkinsonHyperlegibleNext-Bold"}
KINDS = {
    "a topic": "topics/anxiety.pdf",
    "a topic, large": "topics/anxiety-large.pdf",
    "a guide": "guides/safety-plan.pdf",
    "help now": "get-help-now.pdf",
    "help now, large": "get-help-now-large.pdf",
    "a booklet": "services/for/professionals.pdf",
    "a booklet, large": "services/for/professionals-large.pdf",
    "a booklet on A5": "services/for/professionals-a5.pdf",
}  # one of each, to look at letter by letter
FOOT = re.compile(r"(Page [0-9]+ of [0-9]+|Danger to life: 999\..*|116 123\.)")


@dataclass(frozen=True)
class Line:
    """A line of a page: its words and where it stands, in points from the left and from the top."""

    words: str
    left: float
    right: float
    top: float
    bottom: float


@dataclass(frozen=True)
class Sheet:
    """A page of a print-out."""

    width: float
    height: float
    lines: tuple[Line, ...]  # from the top down

    @property
    def body(self) -> tuple[Line, ...]:
        """The lines without the foot."""
        return tuple(line for line in self.lines if not FOOT.fullmatch(line.words))


_LINE = re.compile(r'<line xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</line>', re.DOTALL)
_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The print-outs of the real site, made once."""
    need(shutil.which("pdftotext"), "pdftotext (poppler)")
    return made_once("prints", tmp_path_factory, "--only", "print", "--jobs", "2")[0].out / "print"


@pytest.fixture(scope="session")
def ground() -> Ground:
    return ground_of(SiteFolder(ROOT))


def to_read(made: Path) -> list[Path]:
    """All print-outs with running text. Imposed ones are for the printer; cards, posters: test_print_small.py."""
    return [file for file in tagged(made) if file.relative_to(made).parts[0] not in ("cards", "posters")]


def tagged(made: Path) -> list[Path]:
    """All print-outs but those that are imposed."""
    return [file for file in sorted(made.rglob("*.pdf")) if not file.stem.endswith("-to-fold")]


def name_of(file: Path) -> str:
    return file.as_posix().rpartition("/print/")[2]


@cache
def pages(file: Path) -> tuple[Sheet, ...]:
    done = subprocess.run(["pdftotext", "-bbox-layout", str(file), "-"], capture_output=True, check=True, timeout=60)
    return tuple(
        Sheet(float(width), float(height), tuple(sorted(_lines(inside), key=lambda line: (line.top, line.left))))
        for width, height, inside in _PAGE.findall(done.stdout.decode())
    )


def _lines(page: str) -> Iterator[Line]:
    for left, top, right, bottom, inside in _LINE.findall(page):
        words = " ".join(html.unescape(word) for word in re.findall(r"<word[^>]*>(.*?)</word>", inside))
        yield Line(words, float(left), float(right), float(top), float(bottom))


@cache
def raw(file: Path) -> tuple[str, ...]:
    """The words of each page in the order in which they are written there."""
    done = subprocess.run(["pdftotext", "-raw", str(file), "-"], capture_output=True, check=True, timeout=60)
    return tuple(done.stdout.decode().split("\f"))[:-1]


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_everything_has_its_print_outs(made: Path, ground: Ground) -> None:
    site = ground.site
    names = {name_of(file) for file in made.rglob("*.pdf")}
    topics = {f"topics/{topic}{end}.pdf" for topic in site.topics for end in ("", "-large")}
    guides = {
        f"{page.path.strip('/')}{end}.pdf"
        for page in site.pages.values()
        for end in ("", "-large")
        if page.kind in ("guide", "help now") and page.path != "/guides/"
    }
    areas = [f"area/{area}" for area in site.areas]
    booklets = ["all", *areas, *(f"for/{who}" for who in site.audiences)]
    forms = ("", "-large", "-a5", "-to-fold")
    assert topics | guides | {f"services/{name}{form}.pdf" for name in booklets for form in forms} <= names


def test_sheets_come_down_a_slow_line(made: Path) -> None:
    heavy = {name_of(file): file.stat().st_size for file in to_read(made) if "services" not in file.parts}
    assert {name: size for name, size in heavy.items() if size > SHEET} == {}


def test_leaflets_are_short(made: Path) -> None:
    """Two sheets of paper, printed on both sides, for three in four; a long text may take a third."""
    counts = [len(pages(file)) for file in (made / "topics").glob("*.pdf") if not file.stem.endswith("-large")]
    assert max(counts) <= 5
    assert sum(count <= 4 for count in counts) >= 0.75 * len(counts)


def test_they_say_what_they_are_to_those_who_cannot_see_them(made: Path) -> None:
    for file in tagged(made):
        with pikepdf.open(file) as pdf:
            name = name_of(file)
            assert str(pdf.Root.Lang) == "en-GB", name
            assert pdf.Root.MarkInfo.Marked, name
            assert pdf.Root.ViewerPreferences.DisplayDocTitle, name
            assert str(pdf.docinfo["/Title"]), name
            with pdf.open_metadata() as about:
                told = (about["pdfuaid:part"], about["pdfaid:part"], about["pdfaid:conformance"])
            assert told == ("1", "2", "A"), name
            with pdf.open_outline() as outline:
                assert outline.root, name


def headings(file: Path) -> list[str]:
    def walk(items: list[pikepdf.OutlineItem]) -> Iterator[str]:
        for item in items:
            yield str(item.title)
            yield from walk(item.children)

    with pikepdf.open(file) as pdf, pdf.open_outline() as outline:
        return list(walk(outline.root))


def tags(node: pikepdf.Object) -> Iterator[tuple[str, pikepdf.Object]]:
    """The structure of a PDF, in the order of reading."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from tags(child)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield str(node.S), node
        if "/K" in node:
            yield from tags(node.K)


@pytest.mark.parametrize("kind", KINDS)
def test_the_tags_are_those_of_a_document(made: Path, kind: str) -> None:
    """Headings without gaps, every picture in words, lists as lists, nothing that is a table for its looks alone."""
    with pikepdf.open(made / KINDS[kind]) as pdf:
        found = list(tags(pdf.Root.StructTreeRoot.K))
        levels = [int(tag[2]) for tag, _ in found if re.fullmatch("/H[1-6]", tag)]
        assert levels.count(1) == 1, levels
        assert all(
            after <= before + 1
            for before, after in zip(levels[levels.index(1) :], levels[levels.index(1) + 1 :], strict=False)
        )
        figures = [node for tag, node in found if tag == "/Figure"]
        assert figures
        assert all(str(node.Alt) for node in figures)
        names = {tag for tag, _ in found}
        assert not names & {"/Table", "/TD"}
        assert "/P" in names


@pytest.mark.parametrize("kind", KINDS)
def test_letters_are_large_upright_and_of_one_family(made: Path, kind: str) -> None:
    size = POINTS["large" if "large" in kind else "small" if "A5" in kind else "clear"]
    with pdfplumber.open(made / KINDS[kind]) as pdf:
        for page in pdf.pages:
            assert {char["fontname"].partition("+")[2] for char in page.chars} <= FONTS
            assert min(char["size"] for char in page.chars if char["text"].strip()) >= size - 0.01
            assert all(char["upright"] for char in page.chars)


def test_the_paper_is_what_the_name_says(made: Path) -> None:
    sizes = {"a5": (148, 210), "a3": (297, 420), "fold": (297, 210)}
    for file in sorted(made.rglob("*.pdf")):
        wanted = sizes.get(file.stem.rpartition("-")[2], (210, 297))
        found = {(round(page.width / MILLIMETRE), round(page.height / MILLIMETRE)) for page in pages(file)}
        assert found == {wanted}, name_of(file)


def test_lines_start_at_the_left_and_end_where_they_end(made: Path) -> None:
    """Nothing runs over the edge, and nothing is spread out to reach it."""
    for file in to_read(made):
        margin = (13 if file.stem.endswith("-a5") else 20) * MILLIMETRE
        at_edge = long = 0
        for page in pages(file):
            for line in page.lines:
                assert line.right <= page.width - margin + 3, (name_of(file), line)
                assert line.left >= margin - 3, (name_of(file), line)
                if line.right > page.width - margin - 60:
                    long += 1
                    at_edge += line.right > page.width - margin - 2
        assert at_edge <= max(3, long / 3), name_of(file)


def test_no_page_is_nearly_empty(made: Path) -> None:
    for file in to_read(made):
        for number, page in enumerate(pages(file), 1):
            rows = {round(line.top / 4) for line in page.body}
            assert len(rows) >= 3, (name_of(file), number, page.body)


def test_no_heading_is_left_alone_at_the_foot(made: Path) -> None:
    for file in to_read(made):
        titles = {squeezed(title) for title in headings(file)}
        for number, page in enumerate(pages(file), 1):
            if page.body and number > 1:
                last = max(page.body, key=lambda line: line.bottom)
                said = [squeezed(line.words) for line in page.body]
                is_number = said.count(squeezed(last.words)) > 1  # of the service that is called "Text NOTTS to 85258"
                assert squeezed(last.words) not in titles or is_number, (name_of(file), number, last.words)


@pytest.mark.parametrize("form", ["", "-large", "-a5"])
def test_every_number_of_the_directory_stands_on_one_line(made: Path, ground: Ground, form: str) -> None:
    lines = [line for page in raw(made / f"services/all{form}.pdf") for line in page.splitlines()]
    whole = "\n".join(lines)
    ways = [contact for service in ground.site.services for contact in service.contacts]
    numbers = {found.number for way in ways if (found := way.phone or way.text)}
    assert len(numbers) > 80
    assert {number for number in numbers if number not in whole} == set()


def test_no_number_of_a_sheet_is_split(made: Path, ground: Ground) -> None:
    """A number that a page has in full stands there in full, and no line ends or starts with a part of one."""
    numbers = {
        contact.phone.number for service in ground.site.services for contact in service.contacts if contact.phone
    }
    parts = [tuple(number.split()) for number in numbers if " " in number]
    torn = re.compile("|".join(rf"{re.escape(first[0])}\n{re.escape(first[1])}\b" for first in parts))
    for file in to_read(made):
        for page in raw(file):
            assert not torn.search(page), (name_of(file), torn.search(page))


@pytest.mark.parametrize("form", ["", "-large", "-a5"])
def test_no_service_lies_on_two_pages(made: Path, ground: Ground, form: str) -> None:
    """On the page that has its name as a heading are its summary and all its ways in too."""
    texts = [squeezed(page) for page in raw(made / f"services/all{form}.pdf")]
    for service in ground.site.services:
        said = [service.name, service.summary]
        said += [
            str(contact.phone or contact.text or contact.email or contact.address or "") for contact in service.contacts
        ]
        wanted = [squeezed(words) for words in said]
        assert any(all(words in text for words in wanted) for text in texts), service.id


def test_a_sheet_says_what_the_page_says_in_the_same_order(made: Path, ground: Ground) -> None:
    outputs = {str(output.path): output for output in plan_prints(ground)}
    for file in to_read(made):
        name = name_of(file)
        view = json.loads(outputs[f"print/{name}"].ingredients.view)  # type: ignore[attr-defined]
        if "blocks" in view:
            text = squeezed("\n".join(_without_foot(page) for page in raw(file)))
            place = text.index(squeezed(view["title"]))
            for words in _plain(view["blocks"]):
                found = text.find(squeezed(words), place)
                assert found >= 0, (name, words)
                place = found


def _without_foot(page: str) -> str:
    return "\n".join(
        line for line in page.splitlines() if not re.match(r"Danger to life: 999\.|116 123\. Page|Page \d", line)
    )


def _plain(blocks: list[dict[str, object]]) -> Iterator[str]:
    """The words of headings and of paragraphs that hold nothing but words."""
    for block in blocks:
        words = block.get("words")
        if isinstance(words, list) and all(isinstance(word, str) for word in words):
            yield "".join(words)


def test_while_the_site_is_tested_everything_says_so(made: Path, ground: Ground) -> None:
    notice = squeezed(ground.site.settings.testing_notice)
    assert ground.site.settings.stage == "testing"
    for file in to_read(made):
        assert notice in squeezed(raw(file)[0]), name_of(file)


def test_everything_says_how_old_it_may_get_and_where_more_is(made: Path, ground: Ground) -> None:
    for file in to_read(made):
        text = squeezed(raw(file)[0] + raw(file)[-1])
        for said in (
            "Made in November 2026",
            "later than May 2027",
            "ask for a new one",
            "QR code",
            "nottalone.org.uk/",
        ):
            assert squeezed(said) in text, (name_of(file), said)


def test_the_numbers_for_an_emergency_are_on_every_page(made: Path) -> None:
    for file in to_read(made):
        for number, page in enumerate(raw(file), 1):
            if number > 1 or "services" not in file.parts:  # a booklet has them inside its cover
                assert re.search(r"999", page), (name_of(file), number)
                assert re.search(r"116 123", page), (name_of(file), number)


@pytest.mark.parametrize("name", ["all", "area/mansfield", "for/young-people"])
def test_a_folded_booklet_has_its_pages_in_order(made: Path, name: str) -> None:
    """Printed on both sides and folded, page 1 is in front, the last one at the back, and 2 behind 1."""
    flat, folded = made / f"services/{name}-a5.pdf", made / f"services/{name}-to-fold.pdf"
    count, sides = pages_in(flat.read_bytes()), pages_in(folded.read_bytes())
    total = -(-count // 4) * 4
    assert sides == total // 2
    places = {}
    for side, page in enumerate(pages(folded)):
        for line in page.lines:
            if found := re.fullmatch(r"Page ([0-9]+) of [0-9]+", line.words):
                places[int(found[1])] = (side, "left" if line.left < page.width / 2 else "right")
    assert places[count] == (0, "left")  # the back of the cover
    assert places[2] == (1, "left")
    for number in range(3, count):
        side = min(number - 1, total - number)
        assert places[number] == (side, "left" if number % 2 == 0 else "right"), number


@pytest.mark.parametrize("kind", KINDS)
def test_a_checker_of_pdf_ua_finds_nothing(made: Path, kind: str) -> None:
    """Typst has refused what it knows to be wrong; this is a second opinion, of some rules that a machine can check."""
    words = [sys.executable, "-m", "pdfua", "check", str(made / KINDS[kind])]
    done = subprocess.run(words, check=False, capture_output=True, text=True, timeout=300)
    assert "result: PASS" in done.stdout, done.stdout + done.stderr
