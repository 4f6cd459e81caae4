"""What the texts of pages refer to exists."""

from collections.abc import Iterator

from nottalone_ssg.model import addresses
from nottalone_ssg.model.site import Site
from nottalone_ssg.model.text import Card, Reference
from nottalone_ssg.problems import Problem, did_you_mean

KINDS = ("topic", "services", "area", "for", "page", "service", "call", "text")
_WHAT = {
    "for": "audience",
    "call": "published service with a phone number",
    "text": "published service with a text number",
}


def references_lead_somewhere(site: Site) -> Iterator[Problem]:
    """Every `[[…]]` names a thing of this site, and every fragment a heading of the page it is on."""
    for body in site.bodies.values():
        for reference in body.references:
            target = addresses.find(site, reference.target)
            if target is None:
                yield _nowhere(site, reference)
            elif reference.fragment and target.address in site.bodies:
                yield from _fragment(site, reference, target.address)


def _nowhere(site: Site, reference: Reference) -> Problem:
    kind, _, name = reference.target.rpartition(":")
    if kind and kind not in KINDS:
        hint = did_you_mean(kind, KINDS) or f"The kinds are {', '.join(KINDS)}."
        return reference.place.problem("link-target", f'"{kind}:" is not a kind of link', hint)
    what = _WHAT.get(kind, "published service" if kind == "service" else kind or "topic")
    hint = did_you_mean(name, addresses.names(site, kind)) or _elsewhere(site, name)
    return reference.place.problem(
        "link-target", f'[[{reference.target}]] leads nowhere: there is no {what} "{name}"', hint
    )


def _elsewhere(site: Site, name: str) -> str:
    """A hint if the name is right and only the kind is missing."""
    found = [kind for kind in ("service", "area", "for", "page") if name in addresses.names(site, kind)]
    return f"Did you mean [[{found[0]}:{name}]]?" if found else ""


def _fragment(site: Site, reference: Reference, address: str) -> Iterator[Problem]:
    known = [heading.id for heading in site.bodies[address].headings]
    if reference.fragment not in known:
        hint = did_you_mean(reference.fragment, known) or f"Its headings are: {', '.join(known)}."
        yield reference.place.problem("link-target", f'{address} has no heading "#{reference.fragment}"', hint)


def cards_show_live_services(site: Site) -> Iterator[Problem]:
    """A service shown in a text is one that people can reach today."""
    live = {service.id for service in site.services if service.status == "live"}
    for body in site.bodies.values():
        for card in body.parts:
            if isinstance(card, Card) and card.service not in live:
                hint = did_you_mean(card.service, live)
                yield card.place.problem("unknown-service", f'there is no live service "{card.service}"', hint)
