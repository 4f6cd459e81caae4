"""Headings and links that make sense alone: readers skim, and screen readers list them without what stands around."""

import re
from collections.abc import Iterator

from nottalone_ssg.markdown.prose import Block, Link
from nottalone_ssg.model import addresses
from nottalone_ssg.model.site import Site
from nottalone_ssg.problems import Problem
from nottalone_ssg.words.lists import Words
from nottalone_ssg.words.phrases import plainly
from nottalone_ssg.words.texts import Writing

_FIRST = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_BARE = re.compile(r"(?:https?:|mailto:)\S+|www\.\S+|\S+\.(?:uk|org|com)(?:/\S*)?", re.IGNORECASE)


def headings_ask_or_tell(writing: Writing, words: Words) -> Iterator[Problem]:
    """A heading is a question, or begins with a word that asks or says what to do."""
    also = {plainly(heading) for heading in words.headings.also}
    for text in writing.pages:
        for piece in text.pieces:
            heading = plainly(piece.block.text).strip()
            if piece.kind != "heading" or heading.endswith("?") or heading in also:
                continue
            first = _FIRST.search(heading)
            if not first or first[0] not in words.headings.openings:
                said = f'the heading "{piece.block.text.strip()}" neither asks nor says what to do'
                hint = (
                    "Write what a reader would ask, with a question mark, or begin with a verb, How, If, When or Who."
                )
                yield piece.block.place().problem("heading-words", said, hint)


def links_make_sense_alone(writing: Writing, words: Words) -> Iterator[Problem]:
    """The words of a link say where it leads, and those of two links only the same if they lead to one place."""
    empty = {plainly(link) for link in words.headings.link_words}
    for text in writing.pages:
        places: dict[str, str] = {}
        for block, link in ((piece.block, link) for piece in text.pieces for link in piece.block.links if link.words):
            said = plainly(link.words).strip(" .,:;!?\u2026>")
            target = _target(writing.site, link)
            if said in empty or _BARE.fullmatch(said):
                problem = f'the link "{link.words}" does not say where it leads'
                yield _at(block, link, problem, "Let its words name what is there: [Ask for a home visit](…).")
            elif places.setdefault(said, target) != target:
                problem = f'two links on this page are called "{link.words}", and lead to different places'
                yield _at(block, link, problem, f"The other one leads to {places[said]}. Give one of them other words.")


def _at(block: Block, link: Link, said: str, hint: str) -> Problem:
    return block.place(link.start).problem("link-words", said, hint)


def _target(site: Site, link: Link) -> str:
    """Where it leads, so that [[anxiety]] and /topics/anxiety/ are one place."""
    if not link.target.startswith("[["):
        return link.target
    name, hash_, fragment = link.target[2:-2].partition("#")
    found = addresses.find(site, name)
    return (found.address if found else name) + hash_ + fragment
