"""Print-outs: PDFs made from the same words as the pages, without a browser."""

import json
import re
import shutil
from datetime import date
from io import BytesIO

import pdfplumber
import pikepdf
import pytest
from workbench import ROOT, SiteFolder, ground_of

from nottalone_ssg.make import executor
from nottalone_ssg.output import Layouts, Output, RecipeError
from nottalone_ssg.recipes.print import PrintIngredients, make_print, pages_in
from nottalone_ssg.recipes.typeface import Fonts
from nottalone_ssg.sources import read_folder
from nottalone_ssg.views.assets import fonts_in
from nottalone_ssg.views.print import plan_prints

FONTS: Fonts = fonts_in(read_folder(ROOT / "assets", shown_as="assets")[0])
TYP: Layouts = {
    file.relative_to(ROOT / "layouts").as_posix(): file.read_text(encoding="utf-8")
    for file in sorted((ROOT / "layouts/print").rglob("*.typ"))
}
HEAD = """#let view = json("/view.json")
#set document(title: view.title)
#set text(lang: "en", font: "Atkinson Hyperlegible Next")
"""
SLEEP = "print/topics/sleep.pdf"


def typeset(layout: str, **view: object) -> bytes:
    text = json.dumps({"title": "A title", **view})
    ingredients = PrintIngredients("print/own.typ", text, FONTS, date(2026, 11, 1), "https://example.org/topics/sleep/")
    return make_print(ingredients, {"print/own.typ": HEAD + layout, "print/part.typ": "#let f(x) = {\n  x.foo\n}\n"})


def text_of(pdf: bytes) -> str:
    with pdfplumber.open(BytesIO(pdf)) as opened:
        return "\n".join(page.extract_text() for page in opened.pages)


def built(site: SiteFolder, *words: str) -> dict[str, bytes]:
    outcome = site.run("build", "--only", "print", *words)
    assert outcome.code == 0, outcome.text + outcome.error
    return {path: data for path, data in site.published().items() if path != ".nottalone"}


def test_only_print_outs_are_made_if_only_they_are_asked_for(site: SiteFolder) -> None:
    outcome = site.run("build", "--only", "print")
    assert re.match(r"Built [0-9]+ print-outs from [0-9]+ files: ", outcome.text)
    assert all(path.startswith("print/") and path.endswith(".pdf") for path in built(site))
    assert {SLEEP, "print/topics/sleep-large.pdf", "print/get-help-now.pdf"} <= set(built(site))


def test_pages_alone_do_without_print_outs(site: SiteFolder) -> None:
    assert site.run("build", "--only", "pages").code == 0
    assert not any(path.endswith(".pdf") for path in site.published())


def test_the_typeface_is_for_paper_alone(site: SiteFolder) -> None:
    """No reader's phone is made to load a font."""
    site.run("build", "--only", "pages")
    for path, data in site.published().items():
        assert not path.endswith((".ttf", ".woff2")), path
        assert b"@font-face" not in data, path


def test_without_a_typeface_nothing_can_be_printed(site: SiteFolder) -> None:
    shutil.copytree(ROOT / "assets", site.folder / "assets", ignore=shutil.ignore_patterns("*.ttf"))
    outcome = site.run("build", "--only", "print")
    assert outcome.code == 1
    assert outcome.text.startswith(
        "assets/fonts:1:1: there is no typeface for print-outs\n    Put the .ttf files back."
    )


def test_the_same_sources_give_the_same_bytes(site: SiteFolder) -> None:
    assert built(site, "--no-cache") == built(site, "--no-cache", "--jobs", "2")


def test_nothing_is_made_again_for_nothing(site: SiteFolder) -> None:
    first = built(site)
    outcome = site.run("build", "--only", "print", "--json", "--date", "2026-11-30")  # another day of the month
    report = json.loads(outcome.text)
    assert (report["made"], report["kept"]) == (0, len(first))
    site.replace("content/services/open-door.yaml", "name: Open Door", "name: Listening People")
    second = built(site)
    changed = {path for path, data in second.items() if first[path] != data}
    assert changed == {path for path, data in second.items() if "Listening People" in text_of(data)}
    assert 0 < len(changed) < len(first)


def test_a_new_month_is_a_new_edition(site: SiteFolder) -> None:
    assert "November 2026" in text_of(built(site)[SLEEP])
    sheet = text_of(built(site, "--date", "2026-12-01")[SLEEP])
    assert "November 2026" not in sheet
    assert "December 2026" in sheet
    assert "later than June 2027" in sheet


def test_a_fault_in_a_layout_is_told_at_its_line() -> None:
    with pytest.raises(RecipeError) as told:
        typeset('#import "/print/part.typ": f\n#f(1)')
    assert str(told.value) == (
        "layouts/print/part.typ:2:5: the layout failed: cannot access fields on type integer\n"
        "    It happened on the print-out A title."
    )


def test_a_build_tells_of_it_and_publishes_nothing(site: SiteFolder) -> None:
    shutil.copytree(ROOT / "layouts", site.folder / "layouts")
    site.replace("layouts/print/sheet.typ", "= #view.title", "= #view.tilte")
    outcome = site.run("build", "--only", "pages,print")
    assert outcome.code == 1
    assert re.match(r'layouts/print/sheet[.]typ:[0-9]+:[0-9]+: the layout failed: .*"tilte"', outcome.text), (
        outcome.text
    )
    assert not site.out.exists()


@pytest.mark.parametrize(
    ("layout", "said"),
    [
        ("#let a =", "print/own.typ:4:9: the layout failed: expected expression"),
        ('#import "/print/none.typ": a', "print/own.typ:4:9: the layout failed: file not found"),
        ('#read("/etc/hostname")', "print/own.typ:4:7: the layout failed: file not found"),
        ('#set text(font: "None")\nA', "print/own.typ:4:17: the layout failed: unknown font family: none"),
        ('#image("/qr.svg")', "print/own.typ:4:2: the layout failed: PDF/A-2a, PDF/UA-1 error: missing alt text"),
        ("= A\n=== B", "print/own.typ:5:1: the layout failed: PDF/UA-1 error: skipped from heading level 1 to 3"),
        ('#import "@preview/cetz:0.3.4"', "print/own.typ:1:1: a layout cannot take a package from elsewhere"),
    ],
)
def test_what_typst_refuses_is_told_too(layout: str, said: str) -> None:
    """What is no valid PDF/UA, what is not among the files given, and what it would fetch from elsewhere."""
    with pytest.raises(RecipeError) as told:
        typeset(layout)
    assert str(told.value).startswith(f"layouts/{said}")


@pytest.mark.parametrize("typed", ["#panic()", "*bold* _it_", "$x$", "= heading", "@label", "<b>", "\\ `a` ~ -- // /*"])
def test_what_a_person_typed_is_never_code(typed: str) -> None:
    assert typed in text_of(typeset("#view.words\n\n= #view.words", words=typed))


def test_layouts_name_in_quotes_what_they_use() -> None:
    """What a layout uses is in the key of what it makes; a name that is worked out could not be."""
    for name, text in TYP.items():
        for used in re.findall(r"\b(?:import|include)\s+(.)", re.sub(r"//[^\n]*", "", text)):
            assert used == '"', name


def test_workers_are_not_forked_once_typst_has_worked() -> None:
    """It has threads then, which a fork would leave behind and wait for: a build that never ends."""
    typeset("A")
    with executor(1, {}) as workers:
        assert workers.submit(eval, "'typst' in __import__('sys').modules").result(timeout=60) is False


def test_pages_are_counted() -> None:
    assert pages_in(typeset("A #pagebreak() B #pagebreak() C")) == 3


def sheets(site: SiteFolder) -> dict[str, Output]:
    return {str(output.path): output for output in plan_prints(ground_of(site))}


def test_a_sheet_says_what_it_is_to_those_who_cannot_see_it(site: SiteFolder) -> None:
    with pikepdf.open(BytesIO(built(site)[SLEEP])) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert pdf.docinfo["/Title"] == "Sleep problems"
        with pdf.open_metadata() as about:
            assert (about["pdfuaid:part"], about["pdfaid:part"], about["pdfaid:conformance"]) == ("1", "2", "A")
        with pdf.open_outline() as outline:
            assert [item.title for item in outline.root] == ["Sleep problems"]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Żółw, café, £5 – “so”", "Żółw, café, £5 – “so”"),  # noqa: RUF001
        ("We \U0001f600 care\u200b", "We  care"),
        ("①ﬁ", "1fi"),
        ("مع", "??"),
    ],
)
def test_what_the_typeface_lacks_keeps_nothing_from_being_printed(typed: str, shown: str) -> None:
    assert FONTS.printable(typed) == shown
    assert FONTS.lacks(typed) == ({"م", "ع"} if "?" in shown else set())


def test_an_emoji_in_a_name_is_left_out(site: SiteFolder) -> None:
    site.replace("content/services/open-door.yaml", "name: Open Door", "name: Open \U0001f6aa Door")
    sheets = [text_of(data) for data in built(site).values()]
    assert any("Open  Door" in sheet or "Open Door" in sheet for sheet in sheets)


def test_a_page_in_another_script_has_no_sheet(site: SiteFolder) -> None:
    """There is no typeface for it: better no leaflet than one of question marks. Its page offers none, either."""
    page = (site.content / "pages/topics/sleep.md").read_text(encoding="utf-8")
    site.write("content/pages/topics/sleep.md", page + "\n\nاگر آپ سو نہیں سکتے\n{: lang=ur dir=rtl }\n")  # noqa: RUF001
    assert SLEEP not in built(site)
    assert site.run().code == 0
    assert "Leaflet to print" not in site.read("/topics/sleep/")


def test_pages_lead_to_their_print_outs(site: SiteFolder) -> None:
    published = set(built(site, "--only", "pages,print"))
    for address, name in (
        ("/topics/sleep/", "topics/sleep"),
        ("/get-help-now/", "get-help-now"),
        ("/for/adults/", "services/for/adults"),
    ):
        found = re.findall(r'href="/(print/[^"]+[.]pdf)"', site.read(address))
        assert f"print/{name}.pdf" in found
        assert f"print/{name}-large.pdf" in found
        assert set(found) <= published


PAPER = """---
title: On paper
summary: What there is.
kind: print
for: [everyone]
next review: 2027-05-21
---
Print what you need.

## How do you print?

Ask somebody.
"""


def test_the_page_about_paper_offers_all_with_pages_and_bytes(site: SiteFolder) -> None:
    site.write("content/pages/print.md", PAPER)
    files = built(site, "--only", "pages,print")
    offered = site.read("/print/") + site.read("/print/sheets/")
    found = dict(
        re.findall(
            r'<a href="/(print/[^"]+[.]pdf)">[^<]*<span class="unseen">[^<]*</span></a> <span class="small">([^<]*)<',
            offered,
        )
    )
    for path, data in files.items():
        if path.endswith(".pdf"):
            pages = pages_in(data)
            assert found[path] == f"{pages} page{'s' if pages > 1 else ''}, {max(1, round(len(data) / 1000))} KB"
    assert set(found) == {path for path in files if path.endswith(".pdf")}


def test_the_page_about_paper_follows_what_was_made(site: SiteFolder) -> None:
    """It looks at finished files, so an edit elsewhere changes it, and nothing else leaves it as it is."""
    site.write("content/pages/print.md", PAPER)
    before = built(site, "--only", "pages,print")
    page = (site.content / "pages/topics/sleep.md").read_text(encoding="utf-8")
    site.write("content/pages/topics/sleep.md", page + "\n\nOne more sentence about sleep.\n" * 60)
    after = built(site, "--only", "pages,print")
    assert after["print/sheets/index.html"] != before["print/sheets/index.html"]
    assert after == built(site, "--only", "pages,print", "--no-cache")


def test_without_print_outs_the_page_says_what_there_would_be(site: SiteFolder) -> None:
    site.write("content/pages/print.md", PAPER)
    assert site.run("build", "--only", "pages").code == 0
    assert 'href="/print/topics/sleep.pdf"' in site.read("/print/sheets/")
    assert " KB" not in site.read("/print/sheets/")


def test_explain_knows_print_outs(site: SiteFolder) -> None:
    told = json.loads(site.run("explain", "/print/services/all-to-fold.pdf", "--json").text)
    assert told["recipe"] == "nottalone_ssg.recipes.print.make_folded"
    assert set(told["layouts"]) == {"print/booklet.typ", "print/base.typ", "print/fold.typ"}
    assert {"content/services/open-door.yaml", "content/site.yaml"} <= set(told["sources"])


def test_words_are_not_broken_or_spread(site: SiteFolder) -> None:
    """The base of all layouts: no hyphens, no line longer than the paper, whatever the words are."""
    long = "incomprehensibilities counterdemonstration " * 30
    layout = '#import "/print/base.typ": blocks, set-up\n#show: set-up.with(view)\n= A\n#blocks(view.blocks)'
    view = {"title": "A", "name": "N", "points": 14, "language": "en-GB", "blocks": [{"is": "text", "words": [long]}]}
    ingredients = PrintIngredients("print/own.typ", json.dumps(view), FONTS, date(2026, 11, 1))
    head = '#let view = json("/view.json")\n'
    pdf = make_print(ingredients, {**TYP, "print/own.typ": head + layout})
    with pdfplumber.open(BytesIO(pdf)) as opened:
        words = [word for page in opened.pages for word in page.extract_words()]
        assert {word["text"] for word in words} <= {"A", "Page", "1", "of", *long.split()}
        assert max(word["x1"] for word in words) <= opened.pages[0].width - 20 * 72 / 25.4
        assert len({round(word["x1"]) for word in words}) > 4


def test_a_layout_is_part_of_the_key_of_what_it_makes(site: SiteFolder) -> None:
    shutil.copytree(ROOT / "layouts", site.folder / "layouts")
    before = built(site)
    site.replace("layouts/print/fold.typ", "#set page(", "#set page(fill: white, ")
    after = built(site)
    assert {path for path in after if after[path] != before[path]} == {path for path in after if "-to-fold" in path}


def test_the_leaflet_of_a_group_names_its_booklet(site: SiteFolder) -> None:
    """The list at the end of the page is too long for a leaflet."""
    assert "All services for young people (a booklet)" in text_of(built(site)["print/for/young-people.pdf"]).replace(
        "\n", " "
    )
