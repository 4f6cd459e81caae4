"""What the list of words that mean danger says is true."""

from collections.abc import Iterator

from nottalone_ssg.checks.relations import is_live
from nottalone_ssg.model.danger import DangerFile
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
    for what, path, text in _texts(site.danger) if site.danger else ():
        place = site.documents["danger"].place(path)
        first = seen.setdefault((what, text.casefold()), place)
        if first != place:
            said = f'the {what} "{text}" is here already, on line {first.line}'
            yield place.problem("repeated", said, "Keep one of the two.")


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


def _texts(danger: DangerFile) -> Iterator[tuple[str, KeyPath, str]]:
    """All texts that may stand once: what they are, where they stand, what they say."""
    for row, kind in enumerate(danger.kinds):
        yield "kind", ("kinds", row, "id"), kind.id
        for number, group in enumerate(kind.phrases):
            yield from (
                ("phrase", ("kinds", row, "phrases", number, "say", at), said) for at, said in enumerate(group.say)
            )
    for row, group in enumerate(danger.harmless):
        yield from (("phrase", ("harmless", row, "say", at), said) for at, said in enumerate(group.say))
    for row, alike in enumerate(danger.alike):
        yield from (("word", ("alike", row, "words", at), said) for at, said in enumerate(alike.words))
    yield from (("word", ("passed over", at), said) for at, said in enumerate(danger.passed_over))
