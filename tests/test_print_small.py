"""Small print-outs of the real site, read back: cards, posters, forms."""

import re
from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import pairwise
from typing import Any

import pdfplumber
import pikepdf
import pytest
from pdfplumber.page import Page
from workbench import ROOT, SiteFolder, ground_of

from nottalone_ssg.output import Layouts, RecipeError
from nottalone_ssg.views.print import plan_prints
from nottalone_ssg.views.shell import Ground, help_links

MILLIMETRE = 72 / 25.4
TYP: Layouts = {
    file.relative_to(ROOT / "layouts").as_posix(): file.read_text(encoding="utf-8")
    for file in sorted((ROOT / "layouts/print").rglob("*.typ"))
}
CARD = "print/cards/crisis.pdf"
LARGE_CARD = "print/cards/crisis-large.pdf"
POSTERS = ("help-now", "children", "young-people", "parents-carers", "adults", "older-people", "professionals")


@cache
def real() -> Ground:
    return ground_of(SiteFolder(ROOT))


def made(ground: Ground, path: str) -> bytes:
    output = next(output for output in plan_prints(ground) if str(output.path) == path)
    return output.recipe(output.ingredients, TYP)


@cache
def pdf(path: str) -> bytes:
    return made(real(), path)


def pages(path: str) -> list[Page]:
    return pdfplumber.open(BytesIO(pdf(path))).pages


def places(page: Page, words: str) -> list[dict[str, Any]]:
    """Where these words stand, however the paper has to be turned to read them: the first letter of each time."""
    letters = [char for char in page.chars if char["text"].strip()]
    text = "".join(char["text"][0] for char in letters)
    wanted = words.replace(" ", "")
    found, at = [], text.find(wanted)
    while at >= 0:
        run = letters[at : at + len(wanted)]
        key = "x0" if turned(run[0]) else "bottom"
        assert max(char[key] for char in run) - min(char[key] for char in run) < 1, f"{words} is on two lines"
        found.append(run[0])
        at = text.find(wanted, at + 1)
    return found


def turned(char: dict[str, Any]) -> bool:
    """Whether a letter stands on the paper's side."""
    across, up = char["matrix"][:2]
    return bool(abs(up) > abs(across))


def points_of(char: dict[str, Any]) -> float:
    """The size of a letter."""
    return float(char["x1"] - char["x0"] if turned(char) else char["size"])


def squeezed(text: str) -> str:
    return "".join(text.split())


def written(page: Page) -> str:
    """What stands on a page, in the order in which it was set, without spaces."""
    return squeezed("".join(char["text"] for char in page.chars))


def heard(page: Page) -> str:
    """What a screen reader reads out of a page, without spaces."""
    return squeezed("".join(char["text"] for char in page.chars if char["tag"] != "Artifact"))


def millimetres(points: float) -> float:
    return round(points / MILLIMETRE, 1)


@pytest.mark.parametrize(
    ("path", "columns", "rows", "width", "height"), [(CARD, 2, 5, 85.6, 54), (LARGE_CARD, 2, 2, 95, 130)]
)
def test_a_sheet_has_equal_cards_with_every_number(
    path: str, columns: int, rows: int, width: float, height: float
) -> None:
    """Ten that fit where a bank card does (85.6 x 54 mm), and four large ones; all at the same distance."""
    front = pages(path)[0]
    for link in help_links(real().site):
        found = places(front, link.number)
        assert len(found) == columns * rows, link.number
        lefts = sorted({millimetres(char["x0"]) for char in found})
        tops = sorted({millimetres(char["top"]) for char in found})
        assert len(lefts) == columns
        assert len(tops) == rows
        assert lefts[1] - lefts[0] == pytest.approx(width, abs=0.15)
        assert all(after - before == pytest.approx(height, abs=0.15) for before, after in pairwise(tops))


@pytest.mark.parametrize(("path", "width", "height"), [(CARD, 85.6, 54), (LARGE_CARD, 95, 130)])
def test_cut_marks_stand_where_the_cards_end(path: str, width: float, height: float) -> None:
    """On both sides and at the same places: the cards stand in the middle, so front and back meet."""
    for page in pages(path):
        thin = [line for line in page.lines if line["linewidth"] == 0.5]
        marks = [line for line in thin if max(line["width"], line["height"]) == pytest.approx(3 * MILLIMETRE)]
        across = sorted({millimetres(line["x0"]) for line in marks if line["width"] < 1})
        down = sorted({millimetres(line["top"]) for line in marks if line["height"] < 1})
        assert [b - a for a, b in pairwise(across)] == pytest.approx([width] * 2, abs=0.15)
        assert all(b - a == pytest.approx(height, abs=0.15) for a, b in pairwise(down))
        assert across[0] + across[-1] == pytest.approx(210, abs=0.3)
        assert down[0] + down[-1] == pytest.approx(297, abs=0.3)
        assert len(marks) == 2 * len(across) + 2 * len(down)


@pytest.mark.parametrize(("path", "count", "points"), [(CARD, 10, 12), (LARGE_CARD, 4, 18)])
def test_the_back_of_a_card_has_room_for_two_people_and_says_how_old_it_is(path: str, count: int, points: int) -> None:
    assert len(pages(path)) == 2
    back = pages(path)[1]
    for words in ("My worker:", "Somebody I trust:"):
        assert len(places(back, words)) == count, words
    for words in (real().site.settings.testing_notice, "made in November 2026", "after May 2027"):
        assert heard(back).count(squeezed(words)) == 1, words
    rules = [line for line in back.lines if 60 * MILLIMETRE < line["width"] < 100 * MILLIMETRE]
    assert len(rules) == count * (2 if points == 12 else 4)
    for page in pages(path):
        assert min(points_of(char) for char in page.chars if char["text"].strip()) >= points - 0.01


@pytest.mark.parametrize("path", [CARD, LARGE_CARD, "print/posters/help-now-a4.pdf", "print/posters/adults-a3.pdf"])
def test_who_listens_hears_a_card_or_a_strip_once(path: str) -> None:
    """Repeated ones are for scissors: the tags leave them out."""
    page = pages(path)[0]
    assert written(page).count("116123") >= 4
    assert heard(page).count("116123") <= (1 if "card" in path else 3)


@pytest.mark.parametrize(
    "path", [CARD, LARGE_CARD, *(f"print/posters/{name}-a4.pdf" for name in POSTERS), "print/posters/take-part-a4.pdf"]
)
def test_they_are_tagged(path: str) -> None:
    with pikepdf.open(BytesIO(pdf(path))) as opened:
        assert str(opened.Root.Lang) == "en-GB"
        assert opened.Root.MarkInfo.Marked
        with opened.open_outline() as outline:
            assert [item.title for item in outline.root] == [str(opened.docinfo["/Title"])]


def test_too_many_words_for_a_card_are_told() -> None:
    """A card never hides what has no room on it."""
    ground = real()
    line = ground.site.settings.help_strip[0].model_copy(update={"words": "Danger to life, " * 20})
    settings = ground.site.settings.model_copy(update={"help_strip": (line, *ground.site.settings.help_strip[1:])})
    crowded = replace(ground, site=replace(ground.site, settings=settings))
    with pytest.raises(RecipeError, match="the words of the help strip are too long for a card"):
        made(crowded, CARD)


@pytest.mark.parametrize("name", POSTERS)
def test_a_poster_is_one_page_and_a3_is_a4_enlarged(name: str) -> None:
    small, large = pages(f"print/posters/{name}-a4.pdf"), pages(f"print/posters/{name}-a3.pdf")
    assert len(small) == len(large) == 1
    assert written(small[0]) == written(large[0])
    assert [millimetres(length) for length in (large[0].width, large[0].height)] == [297.0, 420.0]


@pytest.mark.parametrize("paper", ["a4", "a3"])
@pytest.mark.parametrize("name", POSTERS)
def test_every_strip_has_the_number_and_none_is_cut(name: str, paper: str) -> None:
    page = pages(f"print/posters/{name}-{paper}.pdf")[0]
    site = [char for char in places(page, "nottalone.org.uk") if turned(char)]
    assert len(site) == 7
    strip = page.width / 7
    below = [char for char in page.chars if turned(char) and char["text"].strip()]
    for at in range(7):
        inside = [char for char in below if at * strip < char["x0"] and char["x1"] < (at + 1) * strip]
        assert len(inside) == len(below) / 7
        assert sum(char["text"].isdigit() for char in inside) >= 5
    assert max(char["bottom"] for char in below) < page.height - 4 * MILLIMETRE


@pytest.mark.parametrize("name", POSTERS)
def test_a_poster_says_who_to_ring_and_how_old_it_is(name: str) -> None:
    page = pages(f"print/posters/{name}-a4.pdf")[0]
    for words in (real().site.settings.testing_notice, "Made in November 2026", "later than May 2027", "QR code"):
        assert squeezed(words) in heard(page), words
    for number in ("999", "116 123"):
        assert places(page, number)
    assert min(points_of(char) for char in page.chars if char["text"].strip()) >= 14


def test_a_poster_of_a_group_begins_as_its_page_does() -> None:
    text = heard(pages("print/posters/children-a4.pdf")[0])
    assert squeezed("If something feels wrong, you can tell somebody. You are not in trouble.") in text
    assert squeezed("Childline Open all day, every day Ring 0800 1111") in text


@pytest.mark.parametrize("paper", ["a4", "a3"])
def test_an_invitation_is_one_page_and_has_room_for_what_is_open(paper: str) -> None:
    """What nobody has decided yet is an empty line, and never a guess."""
    (page,) = pages(f"print/posters/take-part-{paper}.pdf")
    said = heard(page)
    questions = ("What would you do?", "How much time", "What experience", "What is paid?", "How do you join?")
    at = [said.index(squeezed(words)) for words in questions]
    assert at == sorted(at)
    open_ones = [line for line in page.lines if line["width"] > 0.8 * page.width]
    assert len(open_ones) == said.count(squeezed("For the owners to fill in:")) == len(questions)


@pytest.mark.parametrize("end", ["", "-large"])
def test_a_safety_plan_to_fill_in_has_every_part_with_its_lines(end: str) -> None:
    text = (ROOT / "content/pages/guides/safety-plan.md").read_text(encoding="utf-8")
    parts = re.findall(r"^### ([0-9]\. [^\n{]+?)(?: \{[^\n]*)?\n(.*?)(?=^##)", text, re.MULTILINE | re.DOTALL)
    assert len(parts) == 9
    drawn = pages(f"print/forms/safety-plan{end}.pdf")
    said = "".join(map(heard, drawn))
    assert all(squeezed(heading) in said for heading, _ in parts)
    rules = [line for page in drawn for line in page.lines if line["width"] > 0.7 * page.width]
    assert len(rules) == sum(re.sub(r"\s", "", body).count("---") for _, body in parts)
    for page in drawn:
        heights = sorted(line["top"] for line in page.lines if line["width"] > 0.7 * page.width)
        assert all(after - before > 9.5 * MILLIMETRE for before, after in pairwise(heights))
    for number in ("0808 196 3779", "116 123", "0800 1111"):
        assert any(places(page, number) for page in drawn)


@pytest.mark.parametrize(("end", "entries"), [("", 9), ("-large", 5)])
def test_a_list_of_ones_own_is_empty_and_two_pages_long(end: str, entries: int) -> None:
    drawn = pages(f"print/forms/my-list{end}.pdf")
    assert len(drawn) == 2
    said = "".join(map(heard, drawn))
    for words in ("Who or where:", "Number:", "When:", "What I want to say:"):
        assert said.count(squeezed(words)) == entries, words


@pytest.mark.parametrize("path", [CARD, "print/posters/help-now-a3.pdf", "print/forms/my-list.pdf"])
def test_the_same_site_gives_the_same_bytes(path: str) -> None:
    assert made(real(), path) == made(ground_of(SiteFolder(ROOT)), path)
