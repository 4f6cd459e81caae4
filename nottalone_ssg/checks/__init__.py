"""Checks: rules that the Site has to meet. Each is a generator named for the state of the world it wants.

`check_site` is what every build runs; `freshness` is for `check` alone, since a date that passes must not keep
an editor from mending a number.
"""

from collections.abc import Callable, Iterator

from nottalone_ssg.checks import addresses, crisis, danger, relations, sayings, texts, vocabulary
from nottalone_ssg.model.site import Site
from nottalone_ssg.problems import Problem

SITE_CHECKS: tuple[Callable[[Site], Iterator[Problem]], ...] = (
    vocabulary.ids_are_unique,
    vocabulary.names_are_known,
    vocabulary.areas_lie_in_areas,
    vocabulary.codes_lie_mostly_in_one_area,
    relations.topics_areas_and_readers_are_known,
    relations.topic_pages_have_a_topic,
    relations.landing_pages_have_an_audience,
    relations.closed_services_lead_on,
    relations.verified_days_have_passed,
    addresses.fixed_pages_exist,
    addresses.pages_have_their_own_address,
    addresses.aliases_are_free,
    addresses.menus_lead_somewhere,
    addresses.links_lead_somewhere,
    sayings.pinned_answers_exist,
    texts.references_lead_somewhere,
    texts.cards_show_live_services,
    crisis.help_strip_is_live,
    crisis.listeners_are_live,
    danger.danger_leads_to_live_services,
    danger.danger_is_said_once,
    danger.dangerous_topics_are_known,
    danger.examples_are_of_known_kinds,
)


def check_site(site: Site) -> list[Problem]:
    """All that is wrong with the Site itself."""
    return [problem for check in SITE_CHECKS for problem in check(site)]
