"""What services and pages say of each other and of the shared words is true."""

from collections.abc import Collection, Iterable, Iterator

from nottalone_ssg.model.site import EVERYONE, Site
from nottalone_ssg.problems import Problem, did_you_mean
from nottalone_ssg.yaml_text import Document


def _unknown(
    document: Document, key: str, named: Iterable[str], known: Collection[str], what: str
) -> Iterator[Problem]:
    for number, name in enumerate(named):
        if name not in known:
            hint = did_you_mean(name, known) or f"The {what}s are listed in content/vocabulary/."
            yield document.place((key, number)).problem(f"unknown-{what}", f'there is no {what} "{name}"', hint)


def services_name_known_things(site: Site) -> Iterator[Problem]:
    """The topics, areas and readers of every service are in the vocabulary."""
    readers = {*site.audiences, EVERYONE}
    for service in site.directory.values():
        document = site.documents[f"service:{service.id}"]
        yield from _unknown(document, "topics", service.topics, site.topics, "topic")
        yield from _unknown(document, "areas", service.areas, site.areas, "area")
        yield from _unknown(document, "for", service.for_, readers, "audience")


def pages_name_known_things(site: Site) -> Iterator[Problem]:
    """The topics, areas and readers of every page are in the vocabulary."""
    readers = {*site.audiences, EVERYONE}
    for page in site.pages.values():
        document = site.documents[f"page:{page.path}"]
        yield from _unknown(document, "topics", page.topics, site.topics, "topic")
        yield from _unknown(document, "areas", page.areas, site.areas, "area")
        yield from _unknown(document, "for", page.for_, readers, "audience")


def topic_pages_have_a_topic(site: Site) -> Iterator[Problem]:
    """A page of kind topic is named after a topic and lies in pages/topics/; other pages there would take its address."""
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
    """A page of kind landing is named after an audience, and every audience has one."""
    landings = {page.slug: page for page in site.pages.values() if page.kind == "landing"}
    for slug, page in landings.items():
        if page.path != f"/for/{slug}/" or slug not in site.audiences:
            place = site.documents[f"page:{page.path}"].place(("kind",))
            hint = (
                did_you_mean(slug, site.audiences) or "The file is content/pages/for/ID.md; ids are in audiences.yaml."
            )
            yield place.problem("landing-page", "a landing page is named after an audience", hint)
    for number, audience in enumerate(site.audiences):
        if audience not in landings:
            place = site.documents["audiences"].place(("audiences", number, "id"))
            hint = f"Write content/pages/for/{audience}.md with kind: landing."
            yield place.problem("landing-page", f"there is no landing page for {audience}", hint)


def closed_services_lead_on(site: Site) -> Iterator[Problem]:
    """What replaces a closed service is a service that readers can go to."""
    for service in site.directory.values():
        if not service.replaced_by:
            continue
        place = site.documents[f"service:{service.id}"].place(("replaced by",))
        live = [other.id for other in site.services]
        if service.replaced_by not in live:
            hint = did_you_mean(service.replaced_by, live) or "Name a service that is live."
            yield place.problem("unknown-service", f'there is no live service "{service.replaced_by}"', hint)


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
