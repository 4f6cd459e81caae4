"""Assets: which files of assets/ become which files of the site, with a fingerprint in the name.

All style sheets of css/ become one, in the order of their names, and that one stands in each page: all that a page
needs to be drawn comes in one answer (docs/decisions/style.md). The sheet for paper, scripts and icons are files.
The fingerprint is a digest of what goes in, so the name is known before anything is made and changes when the
content does; hosts may keep such files for ever. The typefaces of fonts/ and the drawings of
pictures/ are for print-outs and no files of the site.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from hashlib import blake2b
from importlib import metadata
from pathlib import PurePosixPath

from nottalone_ssg.output import Output, ready
from nottalone_ssg.problems import Place, Problem
from nottalone_ssg.recipes.assets import (
    AssetIngredients,
    OpeningIngredients,
    copy,
    make_opening,
    make_script,
    make_stylesheet,
)
from nottalone_ssg.recipes.typeface import Fonts
from nottalone_ssg.sources import Source

STYLE = "css/site.css"  # not a file of the site: its text stands in the pages
ONLY = ("home", "search", "service", "services", "young")  # css/only/: those that stand in some pages beside it
PAPER = "css/print.css"
FIND, DANGER, FILTERS = "js/find.js", "js/danger.js", "js/filters.js"  # texts, as data go into the same files
MY_LIST = "js/my-list.js"  # the same
BUNDLES = {  # the scripts that each is made of
    FIND: ("js/find/*.js",),
    DANGER: ("js/danger/*.js",),
    FILTERS: ("js/find/15-plain.js", "js/find/60-places.js", "js/filters/*.js"),
    MY_LIST: ("js/my-list/*.js",),
}
SITE = "js/site.js"
EVERY_PAGE = ("js/keep.js", SITE)  # one file, under the name of the second
QR = "js/qrcode-generator.js"  # not ours; its licence lies beside it
TYPEFACES = "fonts/*.ttf"
PICTURES = "pictures/*.svg"
FOR_PAPER = ("fonts", "pictures")  # folders whose files are no files of the site
OPENING = "js/opening.js"  # the build writes the bank holidays into it
NEEDED = (
    STYLE,
    *(f"css/only/{name}.css" for name in ONLY),
    PAPER,
    FIND,
    DANGER,
    FILTERS,
    MY_LIST,
    OPENING,
    *EVERY_PAGE,
    QR,
    "js/search.js",
    "icons/favicon.svg",
)


def plan_assets(sources: Sequence[Source], today: date) -> tuple[Mapping[str, str], list[Output], list[Problem]]:
    """The addresses of the assets by name (`js/site.js`), the texts of styles that stand in pages; and the outputs.

    Problems: one that every page needs is missing.
    """
    outputs = {name: _output(name, parts, today) for name, parts in _bundles(sources) if any(parts)}
    names = {name: f"/{output.path}" for name, output in outputs.items()}
    names |= {name: _text(parts) for name, parts in _sheets(sources)}
    for name, patterns in BUNDLES.items():
        if scripts := [source.data for source in sources if any(map(source.path.match, patterns))]:
            names[name] = "\n".join(part.decode("utf-8-sig", "replace") for part in scripts)
    there = names.keys() - EVERY_PAGE | {str(source.path) for source in sources}
    problems = [
        Place(f"assets/{name}").problem("missing-asset", "every page needs this, and it is not there", "Put it back.")
        for name in NEEDED
        if name not in there
    ]
    if not any(source.path.match(TYPEFACES) for source in sources):
        said, hint = "there is no typeface for print-outs", "Put the .ttf files back."
        problems.append(Place("assets/fonts").problem("missing-asset", said, hint))
    return names, list(outputs.values()), problems


def fonts_in(sources: Sequence[Source]) -> Fonts:
    """The typefaces that print-outs are set in."""
    files = tuple((source.path.name, source.data) for source in sources if source.path.match(TYPEFACES))
    digest = blake2b(b"\0".join(part for name, data in files for part in (name.encode(), data)), digest_size=16)
    return Fonts(files, digest.hexdigest())


def pictures_in(sources: Sequence[Source]) -> Mapping[str, str]:
    """The drawings of easy read by name: SVG. Bytes that are no text are told of where Typst reads them."""
    return {
        source.path.stem: source.data.decode("utf-8", "replace") for source in sources if source.path.match(PICTURES)
    }


def _text(parts: Sequence[bytes]) -> str:
    """One style sheet from many. Bytes that are no text are told of where they are read."""
    readable = tuple(part.decode("utf-8-sig", "replace").encode() for part in parts)
    return make_stylesheet(AssetIngredients(readable), {}).decode()


def _bundles(sources: Sequence[Source]) -> Iterator[tuple[str, list[bytes]]]:
    for source in sources:
        is_part = (source.path.suffix == ".css" and str(source.path) != PAPER) or source.path.match("js/*/*.js")
        is_file = len(source.path.parts) > 1 and source.path.parts[0] not in FOR_PAPER  # licences lie beside
        if is_file and not is_part and str(source.path) not in EVERY_PAGE:
            yield str(source.path), [source.data]
    yield SITE, [source.data for source in sources if str(source.path) in EVERY_PAGE]


def _sheets(sources: Sequence[Source]) -> Iterator[tuple[str, list[bytes]]]:
    of_all = [source.data for source in sources if source.path.match("css/*.css") and str(source.path) != PAPER]
    if of_all:
        yield STYLE, of_all
    for source in sources:
        if source.path.match("css/only/*.css"):
            yield str(source.path), [source.data]


def only_sheets(assets: Mapping[str, str]) -> dict[str, str]:
    """The style sheets that stand in some pages alone, by name: home. ``assets`` are those of `plan_assets`."""
    return {name: assets[f"css/only/{name}.css"] for name in ONLY}


def _output(name: str, parts: list[bytes], today: date) -> Output:
    path = PurePosixPath(name)
    if name == OPENING:
        return _opening(path, parts, today)
    recipe = {".css": make_stylesheet, ".js": make_script}.get(path.suffix, copy)
    digest = blake2b(b"\0".join(parts), digest_size=5).hexdigest()
    return ready(PurePosixPath(f"assets/{path.stem}.{digest}{path.suffix}"), recipe, AssetIngredients(tuple(parts)))


def _opening(path: PurePosixPath, parts: list[bytes], today: date) -> Output:
    """The script that knows the bank holidays of this year and the next: whoever reads a page reads it then."""
    years = (today.year, today.year + 1)
    known = (*parts, str(years).encode(), metadata.version("holidays").encode())
    digest = blake2b(b"\0".join(known), digest_size=5).hexdigest()
    ingredients = OpeningIngredients(tuple(parts), years)
    return ready(PurePosixPath(f"assets/{path.stem}.{digest}.js"), make_opening, ingredients)
