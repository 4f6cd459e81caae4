"""What the texts of pages refer to exists."""

from collections.abc import Iterator

from nottalone_ssg.checks.relations import is_live
from nottalone_ssg.model import addresses
from nottalone_ssg.model.site import Site
from nottalone_ssg.model.text import Card, Reference
from nottalone_ssg.problems import Problem, did_you_mean, nearest

KINDS = ("topic", "services", "area", "for", "page", "service", "call", "text")
_WHAT = {
    "": 'there is no topic "{}"',
    "services": 'there is no topic "{}"',
    "for": 'there is no group of people "{}"',
    "service": 'there is no published service "{}"',
    "call": 'no published service "{}" has a phone number',
    "text": 'no published service "{}" has a text number',
}


def references_lead_somewhere(site: Site) -> Iterator[Problem]:
    """Every `[[…]]` names a thing of this site, and every fragment a heading of the page it is on."""
    for body in site.bodies.values():
        for reference in body.references:
            target = addresses.find(site, reference.target)
            if target is None and not addresses.is_told_of(site, reference.target):
                yield _nowhere(site, reference)
            elif target and reference.fragment and target.address in site.bodies:
                yield from _fragment(site, reference, target.address)


def _nowhere(site: Site, reference: Reference) -> Problem:
    kind, _, name = reference.target.rpartition(":")
    if kind and kind not in KINDS:
        near = nearest(kind, KINDS)
        hint = f"Did you mean [[{near}:{name}]]?" if near else f"The kinds are {', '.join(KINDS)}."
        return reference.place.problem("link-target", f'"{kind}:" is not a kind of link', hint)
    hint = did_you_mean(name, addresses.names(site, kind)) or _elsewhere(site, kind, name)
    said = _WHAT.get(kind, f'there is no {kind} "{{}}"').format(name)
    return reference.place.problem("link-target", f"[[{reference.target}]] leads nowhere: {said}", hint)


def _elsewhere(site: Site, kind: str, name: str) -> str:
    """A hint if the name is right and only the kind of link is not, or if the service is a draft."""
    kinds = ("call", "text", "service") if kind in ("call", "text") else ("service", "area", "for", "page", "topic")
    if found := [other for other in kinds if name in addresses.names(site, other)]:
        return f"Did you mean [[{found[0]}:{name}]]?"
    if kind in ("service", "call", "text"):
        draft = name in site.directory
        return "It is a draft." if draft else "A service is named by its file in content/services/, without .yaml."
    return ""


def _fragment(site: Site, reference: Reference, address: str) -> Iterator[Problem]:
    known = [heading.id for heading in site.bodies[address].headings]
    if reference.fragment not in known:
        listed = f"Its headings are: {', '.join(known)}." if known else "It has no headings."
        hint = did_you_mean(reference.fragment, known) or listed
        yield reference.place.problem("link-target", f'{address} has no heading "#{reference.fragment}"', hint)


def cards_show_live_services(site: Site) -> Iterator[Problem]:
    """A service shown in a text is one that people can reach today."""
    for body in site.bodies.values():
        for card in body.parts:
            if isinstance(card, Card):
                yield from is_live(site, card.service, card.place)
