"""Crisis help comes first, and it works."""

from collections.abc import Iterator

from nottalone_ssg.model.site import Site
from nottalone_ssg.problems import Problem, did_you_mean


def help_strip_is_live(site: Site) -> Iterator[Problem]:
    """Every number of the help strip belongs to a live service that can be rung or texted."""
    document = site.documents["site"]
    for number, line in enumerate(site.settings.help_strip):
        place = document.place(("help strip", number, "service"))
        service = site.directory.get(line.service)
        if service is None:
            hint = did_you_mean(line.service, site.directory)
            yield place.problem("help-strip", f'the help strip names "{line.service}", which does not exist', hint)
        elif service.status != "live":
            hint = f"Set status: live in {site.documents[f'service:{service.id}'].file}, or name another service."
            yield place.problem("help-strip", f"the help strip names {service.name}, which is {service.status}", hint)
        elif not service.contact("phone", "text"):
            hint = "Add a phone or text contact to the service."
            yield place.problem("help-strip", f"the help strip names {service.name}, which has no number", hint)
