"""Prose: pages as our editors write them, put together from sentences of the real site.

`sentences` gathers what can stand anywhere; `Writer.page` makes a Markdown text of about so many words with headings,
lists, tables, quotations, boxes, service cards and references. What it says makes no sense and is never published.
Names are invented, so that the words of the search index grow with the number of pages.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random

_PLAIN = re.compile(r"(?<![\w)])[A-Z][A-Za-z ,'-]{24,160}[.?!](?=\s|$)")
_HEADINGS = (
    "What can {} feel like?",
    "What may help right now?",
    "What may help over the next few weeks?",
    "When should you get help with {}?",
    "How do you get help, and what happens then?",
    "How can you help somebody with {}?",
    "What do people get wrong about {}?",
    "Who can you talk to about {}?",
    "What if it comes back?",
    "What can you ask your GP?",
    "What do other people do?",
    "Where is there more to read?",
)
_BEGINNINGS = re.findall(
    r"\w+", "bar den els for gan hol ing kel lor mar nes oak pen quil rad sal tor und ver wick yar ash bro cla dun"
)
_ENDS = re.findall(r"\w+", "by don ford ham ley ton well worth field bridge stead thorpe")


def sentences(texts: Iterable[str]) -> tuple[str, ...]:
    """The sentences without markup, digits or quotation marks, each once, in the order of the alphabet."""
    found = {sentence for text in texts for sentence in _PLAIN.findall(text.replace("\n", " "))}
    return tuple(sorted(found))


def invented_name(random: Random) -> str:
    """A name as of a place or a family: Tormarham."""
    return "".join(random.choices(_BEGINNINGS, k=random.randint(1, 2)) + random.choices(_ENDS)).capitalize()


@dataclass(frozen=True)
class Writer:
    """Writes pages that refer to these topics, services (ids of live ones) and areas."""

    random: Random
    said: Sequence[str]
    topics: Sequence[str]
    services: Sequence[str]
    areas: Sequence[str]

    def page(self, subject: str, words: int) -> str:
        """The Markdown below the front matter, of ``words`` words, give or take a section."""
        blocks = [self._paragraph(2)]
        headings = [heading.format(subject) for heading in self.random.sample(_HEADINGS, len(_HEADINGS))]
        kinds = [self._list, self._steps, self._table, self._quote, self._box, self._card, self._numbered, self._deeper]
        self.random.shuffle(kinds)
        while headings and _count(blocks) < words:
            kind = kinds[len(headings) % len(kinds)]
            blocks += [f"## {headings.pop()}", self._paragraph(3), kind(), self._paragraph(2)]
        return "\n\n".join(blocks) + "\n"

    def sentence(self) -> str:
        return self.random.choice(self.said)

    def _paragraph(self, sentences: int) -> str:
        said = [self.sentence() for _ in range(sentences)]
        said.insert(self.random.randint(0, sentences), self._reference())
        return " ".join(said)

    def _reference(self) -> str:
        """A sentence with a link, of each kind that texts have."""
        pick = self.random.choice
        return pick(
            (
                f"There is more about this in [[{pick(self.topics)}]].",
                f"See also [[{pick(self.topics)}|what else may help]], or ask in {invented_name(self.random)}.",
                f"People in **{invented_name(self.random)}** like [[service:{pick(self.services)}]].",
                f"You can look at [[area:{pick(self.areas)}]], or at [all services](/services/).",
                f"The group in *{invented_name(self.random)}* has [a page](https://example.org/{pick(self.topics)}).",
            )
        )

    def _list(self) -> str:
        return "\n".join(f"- {self.sentence()}" for _ in range(5))

    def _numbered(self) -> str:
        return "\n".join(f"{number}. {self.sentence()}" for number in range(1, 5))

    def _steps(self) -> str:
        return f"::: steps\n{self._numbered()}\n:::"

    def _table(self) -> str:
        days = ("Monday", "Friday", "Sunday")
        rows = (f"| {invented_name(self.random)} | {self.sentence()} | {day} |" for day in days)
        return "\n".join(("| Where | What | When |", "| --- | --- | --- |", *rows))

    def _quote(self) -> str:
        if self.random.random() < 0.5:
            return f"> {self.sentence()} {self.sentence()}"
        return f"::: quote {invented_name(self.random)}, Peer Supporter\n{self.sentence()} {self.sentence()}\n:::"

    def _box(self) -> str:
        return f"::: {self.random.choice(('note', 'help'))}\n{self.sentence()} {self._reference()}\n:::"

    def _card(self) -> str:
        return f"::: call {self.random.choice(self.services)}\n:::"

    def _deeper(self) -> str:
        return f"### In {invented_name(self.random)}\n\n{self._paragraph(2)}\n\n{self._list()}"


def _count(blocks: Iterable[str]) -> int:
    return sum(len(block.split()) for block in blocks)
