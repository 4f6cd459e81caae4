"""The pages that people wrote, each with the lists that its kind brings along, and the topics that have no page yet."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial

from nottalone_ssg.model import addresses
from nottalone_ssg.model.nearness import by_nearness
from nottalone_ssg.model.page import Page
from nottalone_ssg.model.site import Site
from nottalone_ssg.model.vocabulary import Topic
from nottalone_ssg.output import Output, page_path
from nottalone_ssg.recipes.page import PageIngredients, make_page
from nottalone_ssg.views import lists
from nottalone_ssg.views.cards import tell_us
from nottalone_ssg.views.filters import ServicesView, filters_for
from nottalone_ssg.views.letters import letters
from nottalone_ssg.views.my_list import my_list_view
from nottalone_ssg.views.paper_parts import PaperPart
from nottalone_ssg.views.parts import (
    Contents,
    Entry,
    Head,
    Link,
    MovedView,
    PageView,
    SearchView,
    Section,
    Shell,
    Text,
    Way,
)
from nottalone_ssg.views.print import offers
from nottalone_ssg.views.shell import TOPICS, Ground, filters_of
from nottalone_ssg.views.texts import parted, text_of

LAYOUTS = {
    "home": "home.html",
    "topic": "topic.html",
    "landing": "landing.html",
    "topics": "list.html",
    "services": "services.html",
    "a-z": "a-z.html",
    "search": "search.html",
    "my list": "my-list.html",
    "print": "print.html",
    "not found": "not-found.html",
}  # all other kinds: page.html

# What full-text search calls each kind of page; those that are not here are ways to other pages and not searched.
SEARCHED_AS = {
    "topic": "Topic",
    "guide": "Guide",
    "landing": "Guide",
    "help now": "Guide",
    "print": "Guide",
    "about": "About",
    "policy": "About",
    "open data": "About",
    "take part": "About",
    "case study": "About",
}


def plan_pages(ground: Ground, shell: Shell) -> Iterator[Output]:
    """Every page of content/pages, every topic without a page of its own, and a stub for every alias.

    Those about the open data are planned where the data is (`exports.data_page`), those about paper by `plan_offers`.
    """
    for page in ground.site.pages.values():
        found = page.kind not in ("not found", "my list")  # a list is somebody's own
        if page.kind not in ("open data", "print"):
            yield Output(page_path(page.path), make_page, partial(_written, ground, shell, page), found)
        for alias in page.aliases:
            yield Output(page_path(addresses.of_alias(alias)), make_page, partial(_moved, ground, shell, page))
    for topic in ground.site.topics.values():
        if (address := addresses.of_topic(topic.id)) not in ground.site.pages:
            yield Output(page_path(address), make_page, partial(_topic_without_page, ground, shell, topic), True)


def plan_offers(ground: Ground, shell: Shell) -> Iterator[Output]:
    """The pages that tell what there is on paper, with pages and bytes as far as `Ground.printed` knows them."""
    if page := ground.site.fixed.get("print"):
        yield Output(page_path(page.path), make_page, partial(_written, ground, shell, page), True)
        yield Output(page_path(addresses.SHEETS), make_page, partial(_all_sheets, ground, shell, page), True)


def _all_sheets(ground: Ground, shell: Shell, about: Page) -> PageIngredients:
    """The list of all leaflets."""
    summary = "A leaflet about each topic, to print or to have printed."
    head = Head(
        title="All leaflets",
        summary=summary,
        address=addresses.SHEETS,
        canonical=ground.canonical(addresses.SHEETS),
        kind="list",
        crumbs=ground.crumbs((about.path, about.title)),
    )
    view = PageView(shell, head, Text(lead=f"<p>{summary}</p>"))
    return PageIngredients("print.html", _with_papers(view, offers.sheet_parts(ground)))


def _with_papers(view: PageView, parts: tuple[PaperPart, ...]) -> PageView:
    """A page that offers print-outs, with a list of contents of these and of its text."""
    contents = (*(Contents(part.id, part.heading) for part in parts), *view.text.contents)
    return replace(view, papers=parts, text=replace(view.text, contents=contents))


def _written(ground: Ground, shell: Shell, page: Page) -> PageIngredients:
    return PageIngredients(LAYOUTS.get(page.kind, "page.html"), _view(ground, shell, page))


def _moved(ground: Ground, shell: Shell, page: Page) -> PageIngredients:
    return PageIngredients("moved.html", MovedView(shell, head_of(ground, page)))


def _view(ground: Ground, shell: Shell, page: Page) -> PageView:
    view = PageView(
        shell,
        head_of(ground, page),
        text_of(ground, page),
        on_paper=offers.own_links(ground, page),
        tell_us=tell_us(ground) if page.kind in ("about", "policy") else None,
    )
    match page.kind:
        case "print":
            return _with_papers(view, offers.main_parts(ground))
        case "home":
            before, *parts = parted(view.text.entries)
            text = replace(view.text, entries=before)
            ways = _ways(ground, parts)
            return replace(view, text=text, ways=ways, finder=_finder(ground), styles=("home", "search"))
        case "topic":
            return _with_services(ground, view, page.slug)
        case "landing":
            young = page.for_ == ("children",)
            on_paper = (*view.on_paper, *offers.booklet_links(ground, f"services/for/{page.slug}"))
            sections, styles = _audience_sections(ground, page.slug), ("young",) if young else ()
            return replace(view, sections=sections, young=young, on_paper=on_paper, styles=styles)
        case "topics":
            return replace(view, tiles=lists.topic_tiles(ground))
        case "services":
            return _services(ground, view)
        case "a-z":
            return replace(view, letters=letters(ground))
        case "search" | "my list":
            return _all_script(ground, view)
        case "not found":
            return replace(view, tiles=lists.topic_tiles(ground), finder=_finder(ground), styles=("search",))
        case _:
            return view


def _all_script(ground: Ground, view: PageView) -> PageView:
    """The pages that are little without their script."""
    if view.head.kind == "my list":
        return my_list_view(ground, view)
    return SearchView(
        view.shell,
        view.head,
        view.text,
        tiles=lists.topic_tiles(ground),
        finder=_finder(ground),
        search_script=ground.href(ground.assets["js/search.js"]),
        base=ground.base,
        listeners=lists.listener_lines(ground),
        styles=("search",),
    )


def _finder(ground: Ground) -> tuple[str, ...]:
    return tuple(ground.href(script) for script in (ground.danger, ground.finder) if script)


def _ways(ground: Ground, parts: Iterable[tuple[Entry, ...]]) -> tuple[Way, ...]:
    """The questions of the home page; the one that leads to the areas brings the map along."""
    areas = tuple(Link(tile.href, tile.words) for tile in lists.area_tiles(ground))
    return tuple(
        Way(part, tuple(area for area in areas if any(f'href="{area.href}"' in entry.html for entry in part)))
        for part in parts
    )


def head_of(ground: Ground, page: Page) -> Head:
    """What a written page says about itself."""
    site = ground.site
    return Head(
        title=page.title,
        summary=page.summary,
        address=page.path,
        canonical=ground.canonical(page.path),
        kind=page.kind,
        crumbs=ground.crumbs(*_parents(site, page)) if page.kind != "home" else (),
        filters=filters_of(site, SEARCHED_AS.get(page.kind, ""), _topics(page), page.areas, page.for_),
        language=page.language or "",
        searchable=page.kind in SEARCHED_AS,
    )


def _topics(page: Page) -> tuple[str, ...]:
    return (page.slug, *page.topics) if page.kind == "topic" else page.topics


def _parents(site: Site, page: Page) -> tuple[tuple[str, str], ...]:
    """The pages on the way to this one: those whose address is a beginning of its own."""
    parts = page.path.strip("/").split("/")[:-1]
    paths = ["/" + "".join(f"{part}/" for part in parts[: count + 1]) for count in range(len(parts))]
    return tuple((path, site.pages[path].title) for path in paths if path in site.pages)


def _with_services(ground: Ground, view: PageView, topic: str) -> PageView:
    """The page of a topic with the services that are closest to it, and with what to read next."""
    services = ground.site.by_topic.get(topic, ())
    return replace(
        view,
        sections=lists.with_listeners(ground, lists.shortened(ground, by_nearness(ground.site, services), topic)),
        empty="" if services else lists.NONE_KNOWN,
        related=_topic_links(ground, topic),
    )


def _audience_sections(ground: Ground, audience: str) -> tuple[Section, ...]:
    """The services that are for these readers alone or mostly; what is for everyone is on every list already."""
    services = ground.site.by_audience.get(audience, ())
    return lists.sections(ground, by_nearness(ground.site, services))


def _topic_links(ground: Ground, topic: str) -> tuple[Link, ...]:
    """Other topics that the topic's services are about most often: what tends to come together."""
    counts: dict[str, int] = {}
    for service in ground.site.by_topic.get(topic, ()):
        for other in service.topics:
            counts[other] = counts.get(other, 0) + (other != topic)
    best = sorted((other for other in counts if counts[other] > 1), key=lambda other: (-counts[other], other))[:5]
    return tuple(Link(ground.href(addresses.of_topic(other)), ground.site.topics[other].name) for other in best)


def _services(ground: Ground, view: PageView) -> ServicesView:
    """The page of all services: ways to lists by area and topic, the list, and what narrows it."""
    found = lists.sections(ground, by_nearness(ground.site, ground.site.services))
    tiles = (("By area: its own services", lists.area_tiles(ground)), *lists.topic_tiles(ground, of_services=True))
    filters = filters_for(ground, [card for part in found for card in part.cards]) if found else None
    styles, paper = ("services",), view.on_paper
    return ServicesView(view.shell, view.head, view.text, tiles, found, on_paper=paper, filters=filters, styles=styles)


def _topic_without_page(ground: Ground, shell: Shell, topic: Topic) -> PageIngredients:
    """A topic's address has its services and a short opening even before somebody has written its page."""
    address = addresses.of_topic(topic.id)
    view = PageView(
        shell=shell,
        head=Head(
            title=topic.name,
            summary=topic.summary,
            address=address,
            canonical=ground.canonical(address),
            kind="topic",
            crumbs=ground.crumbs(TOPICS),
            filters=filters_of(ground.site, "Topic", (topic.id,), (), ("everyone",)),
            searchable=True,
        ),
        text=Text(),
        on_paper=offers.sheet_links(ground, address),
    )
    return PageIngredients("topic.html", _with_services(ground, view, topic.id))
