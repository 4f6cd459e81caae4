"""The text of a page after Markdown: safe HTML, service cards, and what it refers to."""

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
