"""The page of each service, and the pages that list services by topic, by area and by both."""

from collections.abc import Callable, Iterator
from functools import partial

from nottalone_ssg.model import addresses
from nottalone_ssg.model.nearness import Pairs, by_nearness, local_pairs
from nottalone_ssg.model.service import Service
from nottalone_ssg.model.vocabulary import Area, Topic
from nottalone_ssg.output import Output, page_path
from nottalone_ssg.recipes.page import PageIngredients, make_page
from nottalone_ssg.views import lists
from nottalone_ssg.views.parts import Head, Link, PageView, Shell, Tile
from nottalone_ssg.views.print.offers import booklet_links, topic_links
from nottalone_ssg.views.service import service_view
from nottalone_ssg.views.shell import SERVICES, Ground


def plan_services(ground: Ground, shell: Shell) -> Iterator[Output]:
    """A page for every service that is published, closed ones included; and all lists."""
    for service in ground.site.directory.values():
        if service.published:
            yield _page(addresses.of_service(service.id), partial(_service, ground, shell, service))
    pairs = local_pairs(ground.site)
    for topic in ground.site.topics.values():
        yield _page(addresses.of_topic_services(topic.id), partial(_by_topic, ground, shell, topic, pairs))
    for area in ground.site.areas.values():
        yield _page(addresses.of_area_services(area.id), partial(_by_area, ground, shell, area, pairs))
    for topic_id, area_id in pairs:
        topic, area = ground.site.topics[topic_id], ground.site.areas[area_id]
        address = addresses.of_topic_in_area(topic_id, area_id)
        yield _page(address, partial(_by_topic_in_area, ground, shell, topic, area))


def _page(address: str, gather: Callable[[], PageIngredients]) -> Output:
    return Output(page_path(address), make_page, gather, in_sitemap=True)


def _service(ground: Ground, shell: Shell, service: Service) -> PageIngredients:
    return PageIngredients("service.html", service_view(ground, shell, service))


def _by_topic(ground: Ground, shell: Shell, topic: Topic, pairs: Pairs) -> PageIngredients:
    return PageIngredients("list.html", _topic_view(ground, shell, topic, pairs))


def _by_area(ground: Ground, shell: Shell, area: Area, pairs: Pairs) -> PageIngredients:
    return PageIngredients("list.html", _area_view(ground, shell, area, pairs))


def _by_topic_in_area(ground: Ground, shell: Shell, topic: Topic, area: Area) -> PageIngredients:
    return PageIngredients("list.html", _topic_in_area_view(ground, shell, topic, area))


def _topic_view(ground: Ground, shell: Shell, topic: Topic, pairs: Pairs) -> PageView:
    services = ground.site.by_topic.get(topic.id, ())
    tiles = tuple(
        Tile(ground.href(addresses.of_topic_in_area(topic.id, area)), ground.site.areas[area].name, count=count)
        for (of, area), count in pairs.items()
        if of == topic.id
    )
    return PageView(
        shell,
        _list_head(ground, addresses.of_topic_services(topic.id), f"Services: {topic.name}", topic.summary),
        sections=lists.with_listeners(ground, lists.sections(ground, by_nearness(ground.site, services))),
        empty="" if services else lists.NONE_KNOWN,
        tiles=(("Near you", tiles),) if tiles else (),
        related=(Link(ground.href(addresses.of_topic(topic.id)), f"About {topic.name.lower()}"),),
        on_paper=topic_links(ground, topic.id),
    )


def _area_view(ground: Ground, shell: Shell, area: Area, pairs: Pairs) -> PageView:
    site = ground.site
    nearest = [(around, found) for around, found in by_nearness(site, site.services, area.id)]
    near = [pair for pair in nearest if pair[0] is area or (pair[0] and pair[0].kind != "national")]
    national = next((found for found in site.areas.values() if found.kind == "national"), None)
    related = (
        (
            Link(
                ground.href(addresses.of_area_services(national.id)),
                f"Services you can use from anywhere: {national.name}",
            ),
        )
        if national and national is not area
        else ()
    )
    tiles = tuple(
        Tile(ground.href(addresses.of_topic_in_area(topic, area.id)), site.topics[topic].name, count=count)
        for (topic, of), count in pairs.items()
        if of == area.id
    )
    title = f"Services in {area.name}" if area.kind != "national" else "Services you can use from anywhere"
    return PageView(
        shell,
        _list_head(ground, addresses.of_area_services(area.id), title, area.summary),
        sections=lists.sections(ground, near),
        tiles=(("By topic", tiles),) if tiles else (),
        related=related,
        on_paper=booklet_links(ground, f"services/area/{area.id}") if near else (),
    )


def _topic_in_area_view(ground: Ground, shell: Shell, topic: Topic, area: Area) -> PageView:
    groups = by_nearness(ground.site, ground.site.by_topic.get(topic.id, ()), area.id)
    where = f"in {area.name}" if area.kind != "national" else area.name.lower()
    return PageView(
        shell,
        _list_head(
            ground,
            addresses.of_topic_in_area(topic.id, area.id),
            f"{topic.name}: services {where}",
            topic.summary,
            (addresses.of_area_services(area.id), area.name),
            (addresses.of_topic_services(topic.id), topic.name),
        ),
        sections=lists.with_listeners(ground, lists.sections(ground, groups)),
        related=(Link(ground.href(addresses.of_topic(topic.id)), f"About {topic.name.lower()}"),),
        on_paper=topic_links(ground, topic.id),
    )


def _list_head(ground: Ground, address: str, title: str, summary: str, *parents: tuple[str, str]) -> Head:
    return Head(
        title=title,
        summary=summary,
        address=address,
        canonical=ground.canonical(address),
        kind="list",
        crumbs=ground.crumbs(SERVICES, *parents),
    )
