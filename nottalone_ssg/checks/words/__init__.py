"""Checks of the words themselves, for `check` alone: each is a generator named for the state of the world it wants.

They rest on the lists in content/words/ (docs/editing.md, "How we write"; docs/decisions/words.md).
"""

from collections.abc import Callable, Iterator

from nottalone_ssg.checks.words import children, plain, safe, spelling, structure, typed
from nottalone_ssg.model.site import Site
from nottalone_ssg.problems import Problem
from nottalone_ssg.words.lists import Words
from nottalone_ssg.words.texts import Writing

WORD_CHECKS: tuple[Callable[[Writing, Words], Iterator[Problem]], ...] = (
    safe.words_are_safe,
    plain.words_are_plain,
    plain.sentences_are_short,
    plain.paragraphs_are_short,
    plain.pages_read_easily,
    plain.service_summaries_are_short,
    plain.abbreviations_are_explained,
    children.hard_words_are_explained,
    structure.headings_ask_or_tell,
    structure.links_make_sense_alone,
    spelling.words_are_spelt_right,
    typed.facts_come_from_the_directory,
)


def check_words(site: Site, words: Words) -> list[Problem]:
    """All that is wrong with how the site is written."""
    writing = Writing(site)
    return [problem for check in WORD_CHECKS for problem in check(writing, words)]
