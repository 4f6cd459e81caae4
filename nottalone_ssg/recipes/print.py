"""Print-outs: a view as JSON and a Typst layout become a PDF that is tagged (PDF/UA-1) and can be kept (PDF/A-2a).

The layout reads the view with `json("/view.json")`: whatever a person typed is data there and never code. It may import
other files of layouts/print/ from the first slash on, and sees nothing else: no folder, no system font, no clock.
A fault in a layout becomes a `RecipeError` at the layout's own file and line. Typst refuses to write a file that is not
as the two standards want it, so that is a fault like any other.
"""

import json
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from nottalone_ssg.output import Layouts, RecipeError
from nottalone_ssg.problems import Place, Problem
from nottalone_ssg.recipes.typeface import Fonts

if TYPE_CHECKING:
    import typst

FOLDER = "print/"  # of the layouts that Typst reads
MAIN, VIEW, QR, BOOK = "main.typ", "view.json", "qr.svg", "book.pdf"


@dataclass(frozen=True, slots=True)
class PrintIngredients:
    """All that a print-out is made of, but for the layouts."""

    layout: str  # print/sheet.typ
    view: str  # JSON; `title` and `language` are in every one
    fonts: Fonts
    edition: date  # the time that the file says it was made at
    qr: str = ""  # the full address for the code that layouts find as /qr.svg, or nothing
    densities: int = 1  # how many ways the layout knows to set it, from roomy (0) to tight
    more_layouts: tuple[str, ...] = ()  # that the recipe uses besides
    most: int = 0  # pages; with more, the layout is asked to say less if that helps. 0: as many as it takes


def make_print(ingredients: PrintIngredients, layouts: Layouts) -> bytes:
    """The PDF, as roomy as can be without a page more than it needs when it is tight.

    The same ingredients give the same bytes.
    """
    tight = _typeset(ingredients, layouts, ingredients.densities - 1, tagged=True)
    if ingredients.most and pages_in(tight) > ingredients.most:
        brief = _typeset(ingredients, layouts, ingredients.densities, tagged=True)
        if pages_in(brief) < pages_in(tight):
            return brief
    for density in range(ingredients.densities - 1):
        made = _typeset(ingredients, layouts, density, tagged=True)
        if pages_in(made) <= pages_in(tight):
            return made
    return tight


FOLD = "print/fold.typ"


def make_folded(ingredients: PrintIngredients, layouts: Layouts) -> bytes:
    """The same as a booklet: two pages on each side of a sheet, to be printed on both sides, folded and stapled.

    Pages of a sheet are not in the order of reading, so it has no tags: it is for the printer, and not to be read.
    """
    book = _typeset(ingredients, layouts, tagged=False)
    files = {BOOK: book, VIEW: json.dumps({**json.loads(ingredients.view), "pages": pages_in(book)}).encode()}
    return _compile(FOLD, files, ingredients, layouts, tagged=False)


def pages_in(pdf: bytes) -> int:
    """How many pages a PDF of ours has: Typst says it in the metadata, which is not compressed (XMP, xmpTPg)."""
    found = re.search(rb"NPages>([0-9]+)<", pdf)
    return int(found[1]) if found else 0


def _typeset(ingredients: PrintIngredients, layouts: Layouts, density: int = 0, *, tagged: bool) -> bytes:
    """A layout of layouts/print/ with its view. Raises RecipeError."""
    files = {VIEW: ingredients.view.encode()}
    if ingredients.qr:
        files[QR] = _code(ingredients.qr)
    return _compile(ingredients.layout, files, ingredients, layouts, density, tagged=tagged)


def _compile(
    layout: str,
    files: Mapping[str, bytes],
    ingredients: PrintIngredients,
    layouts: Layouts,
    density: int = 0,
    *,
    tagged: bool,
) -> bytes:
    """Typst's answer; what it only warns of (a typeface that is not there, no end of moving things) is a fault too.

    Texts are handed over in memory, but pictures and PDFs Typst reads from the disk, in a folder that has nothing else.
    """
    import typst

    texts = {name: text.encode() for name, text in layouts.items() if name.startswith(FOLDER)}
    if layout not in texts:
        raise RecipeError(Place(f"layouts/{layout}").problem("layout", "there is no such layout"))
    if packaged := next((name for name in texts if _PACKAGE.search(layouts[name])), None):
        hint = "Copy what you need from it into layouts/print/."
        place = Place(f"layouts/{packaged}")
        raise RecipeError(place.problem("layout", "a layout cannot take a package from elsewhere", hint))
    at = ingredients.edition
    with tempfile.TemporaryDirectory() as folder:
        for name, data in files.items():
            (Path(folder) / name).write_bytes(data)
        try:
            made, warnings = typst.compile_with_warnings(
                cast("Any", {**texts, MAIN: texts[layout]}),  # several files, which the types do not know of
                root=folder,
                font_paths=_fonts(ingredients.fonts),
                ignore_system_fonts=True,
                timestamp=datetime(at.year, at.month, at.day, tzinfo=UTC),
                pdf_standards=["ua-1", "a-2a"] if tagged else [],
                pdf_tags=tagged,
                sys_inputs={"density": str(density)},
            )
        except typst.TypstError as error:
            raise RecipeError(_fault(error, layout, ingredients)) from error
    for warning in warnings:
        raise RecipeError(_fault(warning, layout, ingredients)) from warning
    return made


_PACKAGE = re.compile(r"""\b(?:import|include)\s+"@""")  # Typst would fetch it


@lru_cache(maxsize=2)
def _fonts(fonts: Fonts) -> "typst.Fonts":
    """The typefaces, read once in each process. Typst takes them as files alone, and reads one when first needed."""
    import typst

    with tempfile.TemporaryDirectory() as folder:
        for name, data in fonts.files:
            (Path(folder) / name).write_bytes(data)
        found = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
        each = "".join(
            f'#text(font: "{font.family}", weight: {font.weight}, style: "{font.style}")[a]' for font in found.fonts()
        )
        typst.compile(each.encode(), font_paths=found, ignore_system_fonts=True)
    return found


def _code(address: str) -> bytes:
    """A QR code of an address as SVG, without the quiet zone, which the layout leaves. Level M: 15 % may be lost."""
    import segno

    drawn = BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind="svg", border=0, xmldecl=False, svgns=True, nl=False)
    return drawn.getvalue()


_SPOT = re.compile(rf"┌─ (?:.*/)?({re.escape(MAIN)}|{FOLDER}[^:\n]+):([0-9]+):([0-9]+)")


def _fault(error: "typst.TypstError | typst.TypstWarning", layout: str, ingredients: PrintIngredients) -> Problem:
    """What Typst says, at the first place that it names in a layout. It counts columns from 0."""
    file, line, column = layout, 1, 0
    if found := _SPOT.search(error.diagnostic):
        file, line, column = layout if found[1] == MAIN else found[1], int(found[2]), int(found[3])
    said = re.sub(r" \(searched at [^)]*\)", "", error.message)
    title = re.search(r'"title": ?"((?:[^"\\]|\\.)*)"', ingredients.view)
    hint = " ".join([f"It happened on the print-out {title[1] if title else ''}.", *map(_sentence, error.hints)])
    return Place(f"layouts/{file}", line, column + 1).problem("layout", f"the layout failed: {said}", hint)


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."
