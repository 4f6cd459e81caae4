"""What the list of words that mean danger says is true."""

from collections.abc import Iterable, Iterator

from nottalone_ssg.checks.relations import is_live
from nottalone_ssg.model.danger import Said
from nottalone_ssg.model.site import Site
from nottalone_ssg.problems import Place, Problem, did_you_mean
from nottalone_ssg.yaml_text import KeyPath


def danger_leads_to_live_services(site: Site) -> Iterator[Problem]:
    """Every service that is shown in danger can be reached today, by phone, text or webchat."""
    for row, kind in enumerate(site.danger.kinds if site.danger else ()):
        for number, name in enumerate(kind.services):
            place = site.documents["danger"].place(("kinds", row, "services", number))
            yield from is_live(site, name, place)
            service = site.directory.get(name)
            if service and service.status == "live" and not service.contact("phone", "text", "webchat"):
                hint = f"Add one in {site.documents[f'service:{name}'].file}, or name another service."
                yield place.problem("danger", f"{service.name} has no number to ring or text, and no webchat", hint)


def danger_is_said_once(site: Site) -> Iterator[Problem]:
    """No kind is there twice, no phrase is both danger and harmless or of two kinds, no word stands in two rows."""
    seen: dict[tuple[str, str], Place] = {}
    for document, what, path, text in _texts(site):
        place = site.documents[document].place(path)
        first = seen.setdefault((what, text.casefold()), place)
        if first != place:
            where = f"here already, on line {first.line}"
            if first.file != place.file:
                where = f"already in {first.file}, on line {first.line}"
            yield place.problem("repeated", f'the {what} "{text}" is {where}', "Keep one of the two.")


def examples_are_of_known_kinds(site: Site) -> Iterator[Problem]:
    """Every kind of danger that examples name is in the list."""
    kinds = [kind.id for kind in site.danger.kinds] if site.danger else []
    for number, group in enumerate(site.examples.danger if site.danger else ()):
        if group.kind not in kinds:
            place = site.documents["examples"].place(("danger", number, "kind"))
            yield place.problem(
                "unknown-kind", f'there is no kind of danger "{group.kind}"', did_you_mean(group.kind, kinds)
            )


def dangerous_topics_are_known(site: Site) -> Iterator[Problem]:
    """Every topic whose sayings may mean danger, or that is shown in danger, is in the vocabulary."""
    if site.danger is None:
        return
    named: list[tuple[KeyPath, str]] = [
        (("dangerous topics", number), topic) for number, topic in enumerate(site.danger.dangerous_topics)
    ]
    for row, kind in enumerate(site.danger.kinds):
        named += [(("kinds", row, "topics", number), topic) for number, topic in enumerate(kind.topics)]
    for path, topic in named:
        if topic not in site.topics:
            place = site.documents["danger"].place(path)
            yield place.problem("unknown-topic", f'there is no topic "{topic}"', did_you_mean(topic, site.topics))


def _texts(site: Site) -> Iterator[tuple[str, str, KeyPath, str]]:
    """All texts that may stand once: in which document, what they are, where they stand, what they say."""
    danger, examples = site.danger, site.examples
    for row, kind in enumerate(danger.kinds if danger else ()):
        yield "danger", "kind", ("kinds", row, "id"), kind.id
        yield from _said("danger", ("kinds", row, "phrases"), kind.phrases)
    yield from _said("danger", ("harmless",), danger.harmless if danger else ())
    for row, alike in enumerate(danger.alike if danger else ()):
        yield from (("danger", "word", ("alike", row, "words", at), said) for at, said in enumerate(alike.words))
    small = danger.passed_over if danger else ()
    yield from (("danger", "word", ("passed over", at), said) for at, said in enumerate(small))
    yield from _said("examples", ("danger",), examples.danger)
    yield from _said("examples", ("harmless",), examples.harmless)


def _said(document: str, path: KeyPath, groups: Iterable[Said]) -> Iterator[tuple[str, str, KeyPath, str]]:
    for number, group in enumerate(groups):
        yield from ((document, "phrase", (*path, number, "say", at), said) for at, said in enumerate(group.say))
