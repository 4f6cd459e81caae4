"""The text of a page after Markdown: safe HTML, service cards, and what it refers to.

`Converted.content` is the text once more, as a neutral model in JSON (`markdown.content` makes it). All strings in it
are words as people read them. A block is an object; what it is stands under `is`, and `lang` and `dir` may be there:

    heading   level (2 to 6), id, words
    text      words: a paragraph
    list      kind (bullets, numbers, steps), start, items: lists of blocks
    terms     items: `term` with words, `about` with blocks
    box       kind (help, note), label, blocks
    quote     blocks, by (who says it, or nothing)
    table     head: cells, rows: lists of cells, align (left, center, right); a cell is words
    card      service (its id)
    code      text
    rule      a line across: on paper there is something to write on it
    notes     items: lists of blocks, the footnotes in the order of their numbers

Words are a list of texts and of objects: `strong`, `em` and `span` (words), `link` (href, perhaps `ref:`, and words,
perhaps none), `code` and `note` (text), `break`.
"""

from dataclasses import dataclass

from nottalone_ssg.problems import Place, Problem


@dataclass(frozen=True)
class Html:
    """Sanitised HTML; links to things of this site are still `ref:` links."""

    html: str


@dataclass(frozen=True)
class Card:
    """A service to be shown with its contacts: `::: call samaritans`."""

    service: str
    place: Place


@dataclass(frozen=True)
class Heading:
    """A heading of the text, level 2 to 6, with its id in the page."""

    level: int
    id: str
    text: str
    place: Place


@dataclass(frozen=True)
class Reference:
    """A link to a thing of this site, as written: `anxiety`, `service:samaritans`, `/services/`."""

    target: str  # without the fragment
    words: str
    place: Place
    fragment: str = ""


@dataclass(frozen=True)
class Converted:
    """All that Markdown gives for one page."""

    parts: tuple[Html | Card, ...] = ()
    headings: tuple[Heading, ...] = ()
    references: tuple[Reference, ...] = ()
    words: int = 0
    problems: tuple[Problem, ...] = ()
    content: str = ""  # the same text as JSON, for what is no web page: a list of blocks, or nothing
