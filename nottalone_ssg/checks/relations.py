"""What services and pages say of each other and of the shared words is true."""

from collections.abc import Collection, Iterable, Iterator

from nottalone_ssg.model.addresses import of_audience
from nottalone_ssg.model.page import FIXED, MAY_HAVE, Page
from nottalone_ssg.model.service import Service
from nottalone_ssg.model.site import Site
from nottalone_ssg.model.vocabulary import EVERYONE
from nottalone_ssg.problems import Place, Problem, did_you_mean
from nottalone_ssg.yaml_text import Document

_CALLED = {"topic": "topic", "area": "area", "audience": "group of people"}


def _unknown(
    document: Document, key: str, named: Iterable[str], known: Collection[str], what: str
) -> Iterator[Problem]:
    typed = document.value.get(key)
    for number, name in enumerate(named):
        if name not in known:
            word = typed[number] if isinstance(typed, list) else name
            hint = did_you_mean(name, known) or f"They are listed in content/vocabulary/{what}s.yaml."
            place = document.place((key, number))
            yield place.problem(f"unknown-{what}", f'there is no {_CALLED[what]} "{word}"', hint)


def topics_areas_and_readers_are_known(site: Site) -> Iterator[Problem]:
    """The topics, areas and readers that services and pages name are in the vocabulary."""
    readers = {*site.audiences, EVERYONE}
    things: dict[str, Service | Page] = {f"service:{service.id}": service for service in site.directory.values()}
    things |= {f"page:{page.path}": page for page in site.pages.values()}
    for name, thing in things.items():
        document = site.documents[name]
        yield from _unknown(document, "topics", thing.topics, site.topics, "topic")
        yield from _unknown(document, "areas", thing.areas, site.areas, "area")
        yield from _unknown(document, "for", thing.for_, readers, "audience")


def topic_pages_have_a_topic(site: Site) -> Iterator[Problem]:
    """A page of kind topic is named after a topic and lies in pages/topics/; others there would take its address."""
    for page in site.pages.values():
        place = site.documents[f"page:{page.path}"].place(("kind",))
        in_topics = page.path.startswith("/topics/") and page.path.count("/") == 3
        if page.kind == "topic" and not in_topics:
            hint = "Move it to content/pages/topics/, or give it the kind guide."
            yield place.problem("topic-page", "a page of kind topic lies in pages/topics/", hint)
        elif in_topics and page.kind != "topic":
            hint = "Write kind: topic, or move the page elsewhere."
            yield place.problem("topic-page", f"a page in pages/topics/ cannot be of kind {page.kind}", hint)
        elif in_topics and page.slug not in site.topics:
            hint = did_you_mean(page.slug, site.topics) or "Add it to content/vocabulary/topics.yaml first."
            yield place.problem(
                "unknown-topic", f'there is no topic "{page.slug}", which this page is named after', hint
            )


def landing_pages_have_an_audience(site: Site) -> Iterator[Problem]:
    """A page of kind landing is named after a group of people, and every group has one."""
    for page in site.pages.values():
        if page.kind == "landing" and (page.path != of_audience(page.slug) or page.slug not in site.audiences):
            near = did_you_mean(page.slug, site.audiences)
            hint = near or "The file is content/pages/for/ID.md; ids are in content/vocabulary/audiences.yaml."
            place = site.documents[f"page:{page.path}"].place(("kind",))
            yield place.problem("landing-page", "a landing page is named after a group of people", hint)
    for number, audience in enumerate(site.audiences):
        path = of_audience(audience)
        landing = site.pages.get(path)
        if landing and landing.kind != "landing" and landing.kind not in FIXED | MAY_HAVE:
            place = site.documents[f"page:{path}"].place(("kind",))
            yield place.problem("landing-page", f"the page at {path} has to be of kind landing", "Write kind: landing.")
        elif not landing and f"page:{path}" not in site.unread:
            place = site.documents["audiences"].place(("audiences", number, "id"))
            hint = f"Write content/pages/for/{audience}.md with kind: landing."
            yield place.problem("landing-page", f"there is no landing page for {audience}", hint)


def closed_services_lead_on(site: Site) -> Iterator[Problem]:
    """What replaces a closed service is a service that readers can go to."""
    for service in site.directory.values():
        other = site.directory.get(service.replaced_by or "")
        if service.replaced_by and not (other and other.listed):
            place = site.documents[f"service:{service.id}"].place(("replaced by",))
            yield from is_live(site, service.replaced_by, place)


def is_live(site: Site, name: str, place: Place, rule: str = "unknown-service") -> Iterator[Problem]:
    """The service that is named at this place is one that people can reach today."""
    service = site.directory.get(name)
    if service and service.status != "live":
        file = site.documents[f"service:{name}"].file
        hint = f"Name another service, or write status: live in {file}."
        other = site.directory.get(service.replaced_by or "")
        if other and other.status == "live":
            hint = f"Name the one that replaces it: {other.id}."
        status = "a draft" if service.status == "draft" else service.status
        yield place.problem(rule, f"{service.name} is {status}, so nobody can be sent there", hint)
    elif not service and f"service:{name}" not in site.unread:
        live = [service.id for service in site.services if service.status == "live"]
        hint = did_you_mean(name, live) or "A service is named by its file in content/services/, without .yaml."
        yield place.problem(rule, f'there is no service "{name}"', hint)


def verified_days_have_passed(site: Site) -> Iterator[Problem]:
    """Nobody has checked anything tomorrow."""
    for service in site.directory.values():
        document = site.documents[f"service:{service.id}"]
        for key, day in (
            ("source", service.source.on),
            ("verified", service.verified.on if service.verified else None),
        ):
            if day and day > site.today:
                hint = "Look at the year. Dates are year-month-day."
                yield document.place((key, "on")).problem("future-date", f"{day} is still to come", hint)
    for page in site.pages.values():
        if page.reviewed and page.reviewed.on > site.today:
            place = site.documents[f"page:{page.path}"].place(("reviewed", "on"))
            hint = "Look at the year. Dates are year-month-day."
            yield place.problem("future-date", f"{page.reviewed.on} is still to come", hint)
