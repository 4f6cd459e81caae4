"""Taxonomies: what services are about, and whom they are for, in the words of the site."""

from collections.abc import Iterator

from nottalone_ssg.exports.open_referral.places import Json
from nottalone_ssg.exports.open_referral.words import identifier, service_identifier
from nottalone_ssg.model import addresses
from nottalone_ssg.model.service import Service
from nottalone_ssg.views.shell import Ground
from nottalone_ssg.views.words import sentence

TOPICS, AUDIENCES = "Topics", "Who it is for"
_ABOUT = {
    TOPICS: "What troubles people or what they look for, in groups.",
    AUDIENCES: "Groups of people that services and pages are for.",
}


def taxonomies(ground: Ground) -> list[Json]:
    """Both of ours."""
    return [
        {"id": identifier("taxonomy", name), "name": name, "description": about, "uri": ground.canonical("/topics/")}
        if name == TOPICS
        else {"id": identifier("taxonomy", name), "name": name, "description": about}
        for name, about in _ABOUT.items()
    ]


def terms(ground: Ground) -> list[Json]:
    """All terms: the groups of topics, topics, audiences."""
    site = ground.site
    groups = [_term(TOPICS, "group", group.id, group.name, group.name) for group in site.groups]
    topics = [topic_term(ground, topic) for topic in site.topics]
    return [*groups, *topics, *(audience_term(ground, who) for who in site.audiences)]


def attributes(ground: Ground, service: Service) -> Iterator[Json]:
    """The terms of a service: its topics in their order, then whom it is for."""
    found = [("topic", topic, topic_term(ground, topic)) for topic in service.topics]
    found += [("audience", who, audience_term(ground, who)) for who in ground.site.readers(service.for_)]
    for kind, name, term in found:
        yield {
            "id": identifier(f"{service.id} {kind}", name),
            "link_id": service_identifier(service.id),
            "link_type": "service",  # of the UK profile; HSDS calls it link_entity
            "link_entity": "service",
            "taxonomy_term_id": term["id"],
            "taxonomy_term": term,
        }


def topic_term(ground: Ground, topic_id: str) -> Json:
    topic = ground.site.topics[topic_id]
    uri = ground.canonical(addresses.of_topic(topic_id))
    return _term(TOPICS, "topic", topic_id, topic.name, topic.summary) | {
        "parent_id": identifier("group", topic.group),
        "term_uri": uri,
    }


def audience_term(ground: Ground, who: str) -> Json:
    audience = ground.site.audiences[who]
    uri = ground.canonical(addresses.of_audience(who))
    return _term(AUDIENCES, "audience", who, sentence(audience.name), audience.summary) | {"term_uri": uri}


def _term(taxonomy: str, kind: str, id_: str, name: str, description: str) -> Json:
    return {
        "id": identifier(kind, id_),
        "code": id_,
        "name": name,
        "description": description,
        "taxonomy": taxonomy,
        "taxonomy_id": identifier("taxonomy", taxonomy),
    }
