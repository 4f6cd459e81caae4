"""The page of each service, and the pages that list services by topic, by area and by both."""

from collections.abc import Callable, Iterator
from functools import partial

from nottalone_ssg.model import addresses
from nottalone_ssg.model.nearness import Pairs, by_nearness, local_pairs
from nottalone_ssg.model.service import WAYS, Contact, Service, Way
from nottalone_ssg.model.vocabulary import Area, Topic
from nottalone_ssg.output import Output, page_path
from nottalone_ssg.recipes.page import PageIngredients, make_page
from nottalone_ssg.views import lists
from nottalone_ssg.views.cards import VERBS, contact_line, who_in_words
from nottalone_ssg.views.parts import Head, Link, PageView, ServiceView, Shell, Tile
from nottalone_ssg.views.print.offers import booklet_links, topic_links
from nottalone_ssg.views.shell import SERVICES, Ground, filters_of
from nottalone_ssg.views.structured import json_ld
from nottalone_ssg.views.words import bare_address, day, listed, sentence, some_day

# What to do first, by the way in, where the file does not say it.
FIRST_STEPS: dict[Way, str] = {
    "phone": "ring",
    "text": "text",
    "email": "email",
    "web": "go online",
    "webchat": "chat online",
    "visit": "turn up",
    "post": "write",
}


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
    return PageIngredients("service.html", _service_view(ground, shell, service))


def _by_topic(ground: Ground, shell: Shell, topic: Topic, pairs: Pairs) -> PageIngredients:
    return PageIngredients("list.html", _topic_view(ground, shell, topic, pairs))


def _by_area(ground: Ground, shell: Shell, area: Area, pairs: Pairs) -> PageIngredients:
    return PageIngredients("list.html", _area_view(ground, shell, area, pairs))


def _by_topic_in_area(ground: Ground, shell: Shell, topic: Topic, area: Area) -> PageIngredients:
    return PageIngredients("list.html", _topic_in_area_view(ground, shell, topic, area))


def _service_view(ground: Ground, shell: Shell, service: Service) -> ServiceView:
    site = ground.site
    return ServiceView(
        shell=shell,
        head=_service_head(ground, service),
        organisation=service.organisation,
        also_called=service.also_called,
        status=service.status,
        instead=_instead(ground, service),
        who=who_in_words(site, service),
        next_step=_next_step(service),
        contacts=tuple(contact_line(contact, service.status == "live") for contact in service.contacts),
        offers=service.offers,
        facts=_facts(service),
        what_happens=service.what_happens,
        how_to_refer=service.how_to_refer,
        topics=tuple(Link(ground.href(addresses.of_topic(topic)), site.topics[topic].name) for topic in service.topics),
        areas=tuple(
            Link(ground.href(addresses.of_area_services(area)), site.areas[area].name) for area in service.areas
        ),
        checked=_checked(service),
        overdue=service.next_check < site.today,
        source=_source(service),
    )


def _service_head(ground: Ground, service: Service) -> Head:
    address = addresses.of_service(service.id)
    return Head(
        title=service.name,
        summary=service.summary,
        address=address,
        canonical=ground.canonical(address),
        kind="service",
        crumbs=ground.crumbs(SERVICES),
        filters=filters_of(ground.site, "Service", service.topics, service.areas, service.for_),
        searchable=service.listed,
        data=json_ld(ground, service) if service.listed else "",
    )


def _instead(ground: Ground, service: Service) -> Link | None:
    if not service.replaced_by:
        return None
    other = ground.site.directory[service.replaced_by]
    return Link(ground.href(addresses.of_service(other.id)), other.name)


def _next_step(service: Service) -> str:
    """The first thing to do, where that is not the first contact: what the file says, else what a contact allows."""
    if service.status == "closed":
        return ""
    step = service.next_step or (FIRST_STEPS[service.contacts[0].way] if service.contacts else "")
    contact = _contact_for(step, service)
    if contact is None:
        return sentence(step)
    if contact == service.contacts[0]:  # it stands first, as a button
        return ""
    line = contact_line(contact)
    return f"{VERBS[contact.way] if contact.way != 'web' else 'Go to'} {line.words}"


def _contact_for(step: str, service: Service) -> Contact | None:
    """The contact whose number or address completes the step: Ring … 0115 956 0888."""
    ways = {FIRST_STEPS[way]: way for way in WAYS if way in ("phone", "text", "email", "web")}
    return service.contact(ways[step]) if step in ways else None


def _facts(service: Service) -> tuple[tuple[str, str], ...]:
    """What is known about the service, in pairs; what is not known is left out."""
    asks = {"self": "you", "GP": "your GP", "professional": "a professional who knows you"}
    facts = (
        ("Cost", sentence(service.cost)),
        ("Who can ask for it", sentence(listed([asks[who] for who in service.referral]))),
        ("Languages", listed(service.languages)),
        ("Access", service.access),
    )
    return tuple((name, value) for name, value in facts if value)


def _checked(service: Service) -> str:
    if service.verified:
        return (
            f"Checked on {day(service.verified.on)} by: {service.verified.by}. Next check: {day(service.next_check)}."
        )
    dated = f", which is dated {some_day(service.source.dated)}" if service.source.dated else ""
    return (
        f"Nobody has checked this with the service yet. "
        f"We found it on {day(service.source.on)} in the source below{dated}. "
        f"To be checked by {day(service.next_check)}."
    )


def _source(service: Service) -> Link:
    page = service.source.page
    return Link(page, bare_address(page)) if page else Link("", service.source.said)


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
