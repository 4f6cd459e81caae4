"""Stale is a fault: what has not been looked at in time is listed, with its place."""

from collections.abc import Iterator
from datetime import timedelta

from nottalone_ssg.model.site import Site
from nottalone_ssg.problems import Problem


def checks_are_in_time(site: Site) -> Iterator[Problem]:
    """No published service or page is past its next check by more than the grace period."""
    grace = timedelta(days=site.settings.grace_days)
    for service in site.directory.values():
        if service.published and site.today - service.next_check > grace:
            place = site.documents[f"service:{service.id}"].place(("next check",))
            said = f"{service.name} should have been checked by {service.next_check}"
            yield place.problem("stale", said, "Ring the service, then set verified and a new next check.")
    for page in site.pages.values():
        if site.today - page.next_review > grace:
            place = site.documents[f"page:{page.path}"].place(("next review",))
            said = f"this page should have been read again by {page.next_review}"
            yield place.problem("stale", said, "Read it, then set reviewed and a new next review.")


def everything_is_verified(site: Site) -> Iterator[Problem]:
    """What still has to be done by a person before the site may leave its testing stage."""
    if not site.settings.tell_us:
        place = site.documents["site"].place(("name",))
        hint = "Add tell us: and below it a phone, an email address or an address for letters."
        yield place.problem("no-way-to-tell", "readers have no way to say that something is wrong", hint)
    for service in site.directory.values():
        if service.published and service.verified is None:
            document = site.documents[f"service:{service.id}"]
            said = f"nobody has verified {service.name} yet"
            yield document.place(("name",)).problem("not-verified", said, "Ring or write to them, then set verified.")
    for page in site.pages.values():
        if page.reviewed is None:
            document = site.documents[f"page:{page.path}"]
            said = f"nobody has reviewed this page yet: {page.title}"
            yield document.place(("title",)).problem("not-reviewed", said, "Read it, then set reviewed.")
