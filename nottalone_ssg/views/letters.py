"""A to Z: everything that has a page, under its first letter."""

import unicodedata
from itertools import groupby

from nottalone_ssg.model import addresses
from nottalone_ssg.views.parts import Tile
from nottalone_ssg.views.shell import Ground


def letters(ground: Ground) -> tuple[tuple[str, tuple[Tile, ...]], ...]:
    """Topics, guides and services by letter, then by name; a service also under the other names people use for it."""
    site = ground.site
    tiles = [Tile(ground.href(addresses.of_topic(topic.id)), topic.name, "topic") for topic in site.topics.values()]
    tiles += [
        Tile(ground.href(page.path), page.title, "page")
        for page in site.pages.values()
        if page.kind in ("guide", "landing", "about", "policy", "case study", "help now")
    ]
    for service in site.services:
        href = ground.href(addresses.of_service(service.id))
        names = dict.fromkeys((service.name, *service.also_called))  # each once
        tiles += [Tile(href, name, "service") for name in names]
    tiles.sort(key=lambda tile: (letter_of(tile.words), sorted_as(tile.words), tile.href))
    return tuple((letter, tuple(found)) for letter, found in groupby(tiles, key=lambda tile: letter_of(tile.words)))


def sorted_as(words: str) -> str:
    """The words as a person looks them up: The Élan Centre is under E."""
    letters_and_marks = unicodedata.normalize("NFKD", words.removeprefix("The "))
    return "".join(sign for sign in letters_and_marks if not unicodedata.combining(sign)).casefold()


def letter_of(words: str) -> str:
    """The letter under which the words are looked up."""
    first = sorted_as(words)[:1].upper()
    return first if first.isascii() and first.isalpha() else "0 to 9"
