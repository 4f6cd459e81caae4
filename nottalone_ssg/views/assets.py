"""Assets: which files of assets/ become which files of the site, with a fingerprint in the name.

All style sheets of css/ become one, in the order of their names, and that one stands in each page: all that a page
needs to be drawn comes in one answer (docs/decisions/style.md). The sheet for paper, scripts and icons are files.
The fingerprint is a digest of what goes in, so the name is known before anything is made and changes when the
content does; hosts may keep such files for ever.
"""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from pathlib import PurePosixPath

from nottalone_ssg.output import Output, ready
from nottalone_ssg.problems import Place, Problem
from nottalone_ssg.recipes.assets import AssetIngredients, copy, make_script, make_stylesheet
from nottalone_ssg.sources import Source

STYLE = "css/site.css"  # not a file of the site: its text stands in the pages
PAPER = "css/print.css"
NEEDED = (STYLE, PAPER, "js/site.js", "js/search.js", "icons/favicon.svg")


def plan_assets(sources: Sequence[Source]) -> tuple[Mapping[str, str], list[Output], list[Problem]]:
    """The addresses of the assets by name (`js/site.js`), with the text of `STYLE` under its name; and their outputs.

    Problems: one that every page needs is missing.
    """
    outputs = {name: _output(name, parts) for name, parts in _bundles(sources) if any(parts)}
    names = {name: f"/{output.path}" for name, output in outputs.items()}
    if sheets := _sheets(sources):
        names[STYLE] = make_stylesheet(AssetIngredients(tuple(sheets)), {}).decode()
    problems = [
        Place(f"assets/{name}").problem("missing-asset", "every page needs this, and it is not there", "Put it back.")
        for name in NEEDED
        if name not in names
    ]
    return names, list(outputs.values()), problems


def _bundles(sources: Sequence[Source]) -> Iterator[tuple[str, list[bytes]]]:
    for source in sources:
        is_in_pages = source.path.suffix == ".css" and str(source.path) != PAPER
        if not is_in_pages and len(source.path.parts) > 1:  # licences lie beside the folders
            yield str(source.path), [source.data]


def _sheets(sources: Sequence[Source]) -> list[bytes]:
    return [source.data for source in sources if source.path.match("css/*.css") and str(source.path) != PAPER]


def _output(name: str, parts: list[bytes]) -> Output:
    path = PurePosixPath(name)
    recipe = {".css": make_stylesheet, ".js": make_script}.get(path.suffix, copy)
    digest = blake2b(b"\0".join(parts), digest_size=5).hexdigest()
    return ready(PurePosixPath(f"assets/{path.stem}.{digest}{path.suffix}"), recipe, AssetIngredients(tuple(parts)))
