"""Paper: how long our print-outs take, and the whole booklet beside WeasyPrint with the same words.

    python -m benchmarks.paper [PYTHON THAT HAS WEASYPRINT]

WeasyPrint gets the view of the booklet as plain HTML, with the same typeface, size, paper and index, as PDF/UA-1.
"""

import json
import statistics
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from html import escape
from pathlib import Path
from time import perf_counter

from benchmarks.processes import Cost, run
from nottalone_ssg.load import load_site
from nottalone_ssg.pipeline import read_layouts
from nottalone_ssg.recipes.print import PrintIngredients, make_print, pages_in
from nottalone_ssg.sources import read_folder
from nottalone_ssg.views.assets import fonts_in, pictures_in, plan_assets
from nottalone_ssg.views.print import plan_prints
from nottalone_ssg.views.shell import Ground

ROOT = Path(__file__).parent.parent
DAY = "2026-11-28"
BOOKLET = "print/services/all.pdf"
RUNS = 5

WEASYPRINT = """
import sys, time
from weasyprint import HTML
started = time.perf_counter()
HTML(filename=sys.argv[1]).write_pdf(sys.argv[2], pdf_variant="pdf/ua-1")
print(time.perf_counter() - started)
"""


def booklet() -> PrintIngredients:
    """What the whole booklet is made of."""
    contents, _ = read_folder(ROOT / "content", shown_as="content")
    assets, _ = read_folder(ROOT / "assets", shown_as="assets")
    site, problems = load_site(contents, date.fromisoformat(DAY))
    assert site, problems
    ground = Ground(site, site.settings.base_url, plan_assets(assets)[0], fonts_in(assets), pictures_in(assets))
    found = next(output.ingredients for output in plan_prints(ground) if str(output.path) == BOOKLET)
    assert isinstance(found, PrintIngredients)
    return found


def as_html(view: dict[str, object], fonts: Path) -> Iterator[str]:
    """The booklet's words as a web page for paper."""
    yield f"<!doctype html><html lang=en-GB><meta charset=utf-8><title>{escape(str(view['title']))}</title><style>"
    for weight, name in ((400, "Regular"), (700, "Bold")):
        file = fonts / f"AtkinsonHyperlegibleNext-{name}.ttf"
        yield f"@font-face {{ font-family: A; font-weight: {weight}; src: url('{file.as_uri()}') }}"
    yield """
      @page { size: A4; margin: 16mm 21mm 21mm; @bottom-right { content: "Page " counter(page) " of " counter(pages) } }
      body { font: 14pt/1.4 A; hyphens: none } section { break-inside: avoid } h2 { break-before: page }
      a { color: inherit; text-decoration: none } a[href^="#"]::after { content: target-counter(attr(href), page) }
    </style><body>"""
    yield f"<h1>{escape(str(view['heading']))}</h1><p>{escape(str(view['subtitle']))}</p><h2>Find it by need</h2>"
    for need in view["needs"]:  # type: ignore[attr-defined]
        yield f"<p>{escape(need['name'])}: " + ", ".join(f'<a href="#{one}"></a>' for one in need["services"])
    for group in view["groups"]:  # type: ignore[attr-defined]
        yield f"<h2>{escape(group['name'])}</h2>"
        for topic in group["topics"]:
            yield f"<h3>{escape(topic['name'])}</h3>"
            for it in topic["services"]:
                facts = ". ".join(
                    fact for fact in (it["summary"], it["who"], it["where"], it["cost"], it["how"]) if fact
                )
                yield f'<section id="{it["id"]}"><h4>{escape(it["name"])}</h4><p>{escape(facts)}</p>'
                for way in it["contacts"]:
                    said = "; ".join([*way["hours"], way["note"], way["access"]])
                    yield f"<p>{escape(way['label'])} {way['verb']} <b>{escape(way['words'])}</b> {escape(said)}</p>"
                yield "</section>"
    yield "<h2>Find it by name</h2>"
    for letter in view["letters"]:  # type: ignore[attr-defined]
        for name in letter["names"]:
            yield f'<p>{escape(name["name"])}: <a href="#{name["service"]}"></a></p>'


def typeset_here() -> None:
    """In a process of its own: make the booklet once, and say what it took by itself."""
    ingredients = booklet()
    layouts, _ = read_layouts(ROOT / "layouts")
    started = perf_counter()
    pdf = make_print(ingredients, layouts)
    print(json.dumps({"seconds": perf_counter() - started, "pages": pages_in(pdf), "bytes": len(pdf)}))


def median(costs: list[Cost]) -> str:
    wall, cpu = (statistics.median(getattr(cost, name) for cost in costs) for name in ("wall", "cpu"))
    return f"{wall:.2f} s, {cpu:.2f} s of CPU, {max(cost.peak for cost in costs):.0f} MiB"


def main(weasyprint: str = "") -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        out = ["--only", "print", "--date", DAY, "--out", f"{folder}/out", "--cache", f"{folder}/cache"]
        build = [sys.executable, "build.py", "build", *out]
        print("all print-outs, cold:", median([run(build, ROOT)]))
        print("nothing changed:", median([run(build, ROOT) for _ in range(RUNS)]))
        files = sorted((folder / "out").rglob("*.pdf"))
        pages = sum(pages_in(file.read_bytes()) for file in files)
        print(f"files: {len(files)}, pages: {pages}, bytes: {sum(file.stat().st_size for file in files):,}")
        ours = [sys.executable, "-m", "benchmarks.paper", "--here"]
        print("the whole booklet, a process of its own:", median([run(ours, ROOT) for _ in range(RUNS)]))
        typeset_here()
        if weasyprint:
            html, pdf = folder / "booklet.html", folder / "booklet.pdf"
            html.write_text("\n".join(as_html(json.loads(booklet().view), ROOT / "assets/fonts")), encoding="utf-8")
            (folder / "make.py").write_text(WEASYPRINT, encoding="utf-8")
            theirs = [weasyprint, f"{folder}/make.py", str(html), str(pdf)]
            print("the same with WeasyPrint:", median([run(theirs, ROOT) for _ in range(RUNS)]))
            print(f"bytes: {pdf.stat().st_size:,}")
            if len(sys.argv) > 2:
                Path(sys.argv[2]).write_bytes(pdf.read_bytes())


if __name__ == "__main__":
    typeset_here() if sys.argv[1:] == ["--here"] else main(*sys.argv[1:2])
