"""Crisis help comes first, and it works."""

from collections.abc import Iterator

from nottalone_ssg.checks.relations import is_live
from nottalone_ssg.model.site import Site
from nottalone_ssg.problems import Problem


def help_strip_is_live(site: Site) -> Iterator[Problem]:
    """Every number of the help strip belongs to a live service that can be rung or texted."""
    document = site.documents["site"]
    for number, line in enumerate(site.settings.help_strip):
        place = document.place(("help strip", number, "service"))
        yield from is_live(site, line.service, place, "help-strip")
        service = site.directory.get(line.service)
        if service and service.status == "live" and not service.contact("phone", "text"):
            file = site.documents[f"service:{service.id}"].file
            hint = f"Add a phone or text contact in {file}, or name another service."
            yield place.problem("help-strip", f"{service.name} has no number to ring or text", hint)


def listeners_are_live(site: Site) -> Iterator[Problem]:
    """Whoever is named for any worry is there today, for the whole country."""
    document = site.documents["site"]
    wide = {area.id for area in site.areas.values() if area.kind == "national"}
    for number, name in enumerate(site.settings.listeners):
        place = document.place(("listeners", number))
        yield from is_live(site, name, place)
        service = site.directory.get(name)
        if service and not wide & {*service.areas}:
            hint = "Name one that people can use from anywhere."
            yield place.problem("listeners", f"{service.name} is not for the whole country", hint)
