"""What there is on paper, for people to choose from: a page's links to its own print-outs, and the lists of them all.

How many pages and bytes a file has is known only once it is made: `Ground.printed` says it then, and the pages that
tell of it are planned anew. Before that, and in the preview, they say the rest.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import PurePosixPath

from nottalone_ssg.model import addresses
from nottalone_ssg.model.page import Page
from nottalone_ssg.views.paper_parts import PaperFile, PaperPart, PaperRow
from nottalone_ssg.views.parts import Link
from nottalone_ssg.views.print.booklets import Booklet, booklets
from nottalone_ssg.views.print.cards import CARDS
from nottalone_ssg.views.print.easy import easy_pages, easy_path
from nottalone_ssg.views.print.forms import Form, empty_list, form_of, forms
from nottalone_ssg.views.print.frame import SIZES, Size, print_path
from nottalone_ssg.views.print.posters import PAPERS, STRIPS, Poster, poster_path, posters
from nottalone_ssg.views.print.sheets import has_sheet, pages_with_sheets
from nottalone_ssg.views.shell import Ground
from nottalone_ssg.views.words import counted

# The forms in which a booklet can be had: the end of the file's name, and what people call it.
OF_BOOKLETS = (
    ("", "Clear print"),
    ("-large", "Large print"),
    ("-a5", "Small, to read on a screen"),
    ("-to-fold", "Small, to fold"),
)


# The leaflets that are about no topic: the kinds of their pages.
OTHERS = (
    ("guides", "Guides", ("guide",)),
    ("for", "For you", ("landing",)),
    ("about", "About this site", ("about", "policy", "case study")),
)
EMPTY_LISTS: tuple[tuple[Size, str], ...] = (("clear", "Empty list to print"), ("large", "Empty list in large print"))


def own_links(ground: Ground, page: Page) -> tuple[Link, ...]:
    """The print-outs of one page: leaflets, a form, posters."""
    if page.kind == "my list":
        paths = [(empty_list(ground).path(size), words) for size, words in EMPTY_LISTS]
        return tuple(Link(ground.href(f"/{path}"), words) for path, words in paths)
    sheet = sheet_links(ground, page.path) if has_sheet(ground, page) else ()
    form = form_of(ground, page)
    blank = (Link(ground.href(f"/{form.path('clear')}"), "Form to fill in by hand"),) if form else ()
    papers = PAPERS if page.kind == "take part" else ()
    walls = (Link(ground.href(f"/{poster_path(page.slug, paper)}"), f"Poster, {paper.upper()}") for paper in papers)
    easy = (Link(ground.href(f"/{easy_path(page)}"), "Easy read to print"),) if page.easy_read else ()
    return (*sheet, *easy, *blank, *walls)


def sheet_links(ground: Ground, address: str) -> tuple[Link, ...]:
    """The leaflets of a page that has some."""
    clear, large = (ground.href(f"/{print_path(address, size)}") for size in ("clear", "large"))
    return (Link(clear, "Leaflet to print"), Link(large, "Leaflet in large print"))


def topic_links(ground: Ground, topic: str) -> tuple[Link, ...]:
    """The leaflets of a topic, if its page has some."""
    address = addresses.of_topic(topic)
    page = ground.site.pages.get(address)
    return sheet_links(ground, address) if page is None or has_sheet(ground, page) else ()


def booklet_links(ground: Ground, name: str) -> tuple[Link, ...]:
    """The booklets with the services of a page, such as services/area/mansfield."""
    clear, large, _, fold = (ground.href(f"/print/{name}{end}.pdf") for end, _ in OF_BOOKLETS)
    return (Link(clear, "Booklet to print"), Link(large, "Booklet in large print"), Link(fold, "Small booklet to fold"))


def main_parts(ground: Ground) -> tuple[PaperPart, ...]:
    """What the page about paper offers: help now, booklets by area and by group of people, posters."""
    every = list(booklets(ground))
    now = ground.site.fixed["help now"]
    return (
        PaperPart("phone", "To keep by the phone", (_sheet(ground, now.path, now.title), _cards(ground))),
        PaperPart(
            "near", "Services near you", tuple(_booklet(ground, found) for found in every if "/for/" not in found.name)
        ),
        PaperPart(
            "for", "Services for you", tuple(_booklet(ground, found) for found in every if "/for/" in found.name)
        ),
        *_easy_read(ground),
        PaperPart("write", "To fill in by hand", tuple(_form(ground, found) for found in forms(ground))),
        PaperPart("wall", "To put on a wall", tuple(_poster(ground, found) for found in posters(ground))),
    )


def sheet_parts(ground: Ground) -> tuple[PaperPart, ...]:
    """Every leaflet: the topics under the names of their groups, then the others."""
    site = ground.site
    names = {group.id: group.name for group in site.groups}
    topics = sorted(site.topics.values(), key=lambda topic: list(names).index(topic.group))
    parts = [
        PaperPart(
            group, names[group], tuple(_sheet(ground, addresses.of_topic(topic.id), topic.name) for topic in found)
        )
        for group, found in groupby(topics, key=lambda topic: topic.group)
    ]
    pages = list(pages_with_sheets(ground))
    for id_, heading, kinds in OTHERS:
        if found := tuple(_sheet(ground, page.path, page.title) for page in pages if page.kind in kinds):
            parts.append(PaperPart(id_, heading, found))
    return tuple(parts)


def _sheet(ground: Ground, address: str, name: str) -> PaperRow:
    files = ((print_path(address, "clear"), "Clear print"), (print_path(address, "large"), "Large print"))
    return PaperRow(name, tuple(_files(ground, files)))


def _booklet(ground: Ground, booklet: Booklet) -> PaperRow:
    files = ((PurePosixPath(f"print/{booklet.name}{end}.pdf"), words) for end, words in OF_BOOKLETS)
    return PaperRow(booklet.subtitle, tuple(_files(ground, files)))


def _cards(ground: Ground) -> PaperRow:
    return PaperRow("Crisis cards to cut out", tuple(_files(ground, ((card.path, card.words) for card in CARDS))))


def _easy_read(ground: Ground) -> Iterator[PaperPart]:
    """Pages in easy read, if there are some."""
    rows = [
        PaperRow(page.title, tuple(_files(ground, ((easy_path(page), "Easy read"),)))) for page in easy_pages(ground)
    ]
    if rows:
        yield PaperPart("easy", "In short sentences with pictures", tuple(rows))


def _poster(ground: Ground, poster: Poster) -> PaperRow:
    files = ((poster.path(paper), f"{paper.upper()} poster") for paper in PAPERS)
    strips = ", with strips to tear off" if poster.layout == STRIPS else ""
    return PaperRow(f"{poster.title}{strips}", tuple(_files(ground, files)))


def _form(ground: Ground, form: Form) -> PaperRow:
    files = ((form.path(size), f"{size.capitalize()} print") for size in SIZES)
    return PaperRow(form.title, tuple(_files(ground, files)))


def _files(ground: Ground, files: Iterable[tuple[PurePosixPath, str]]) -> Iterator[PaperFile]:
    for path, words in files:
        pages, size = ground.printed.get(path, (0, 0))
        facts = f"{counted(pages, 'page')}, {max(1, round(size / 1000))} KB" if pages else ""
        yield PaperFile(ground.href(f"/{path}"), words, facts)
