"""Lists: the editors' files in content/words/, which the rules about writing rest on.

A site without that folder has no such rules. With it, every list has to be there: one that is lost would be silence.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Literal, TypeAlias, TypeVar

from pydantic import BeforeValidator, Field

from nottalone_ssg.forms import fill_in
from nottalone_ssg.model.service import Texts
from nottalone_ssg.problems import Place, Problem
from nottalone_ssg.sources import Source, read_text, read_yaml
from nottalone_ssg.values import Form, fault
from nottalone_ssg.words.phrases import Phrases

EXCEPTIONS = 20  # a list of exceptions that is longer has become the rule


def read_exceptions(value: object) -> object:
    """A list that makes exceptions of a rule stays short."""
    if isinstance(value, list) and len(value) > EXCEPTIONS:
        hint = "Mend the texts instead, or talk about the rule itself."
        fault("exceptions", f"there are {len(value)} exceptions here, and {EXCEPTIONS} is the most", hint)
    return value


Exceptions = Annotated[Texts, BeforeValidator(read_exceptions)]


YesNo: TypeAlias = Literal["yes", "no"]


class Avoided(Form):
    """Words to avoid, what to write instead, and why."""

    avoid: Texts = Field(min_length=1)
    write: str = Field(min_length=1)
    because: str = ""
    professionals: YesNo = "no"  # yes: pages for professionals alone may use them
    never: YesNo = "no"  # yes: not even in quotation marks or after "not", to say that it is wrong


class AvoidedFile(Form):
    """content/words/safe.yaml and plain.yaml."""

    words: tuple[Avoided, ...] = Field(min_length=1)

    @cached_property
    def phrases(self) -> Phrases:
        return Phrases([row.avoid for row in self.words])


class Hard(Form):
    """A word that a child of eight may not know, and what it means."""

    word: Texts = Field(min_length=1)
    means: str = Field(min_length=1)


class ChildrenFile(Form):
    """content/words/children.yaml."""

    known: Exceptions = ()  # words of four syllables or more that children know
    hard: tuple[Hard, ...] = Field(min_length=1)

    @cached_property
    def phrases(self) -> Phrases:
        return Phrases([row.word for row in self.hard])


class KnownFile(Form):
    """content/words/known.yaml: what everybody knows, and what may be typed."""

    abbreviations: Exceptions = ()
    may_be_typed: Exceptions = ()


class HeadingsFile(Form):
    """content/words/headings.yaml: how headings begin; words of links that say nothing alone."""

    begin_with: Texts = Field(min_length=1)
    also: Exceptions = ()
    link_words: Texts = Field(min_length=1)

    @cached_property
    def openings(self) -> frozenset[str]:
        return frozenset(word.lower() for word in self.begin_with)


@dataclass(frozen=True)
class Words:
    """All lists."""

    safe: AvoidedFile
    plain: AvoidedFile
    children: ChildrenFile
    known: KnownFile
    headings: HeadingsFile
    spelling: frozenset[str]  # words that no dictionary has, in small letters


FILES: dict[str, type[Form]] = {
    "safe.yaml": AvoidedFile,
    "plain.yaml": AvoidedFile,
    "children.yaml": ChildrenFile,
    "known.yaml": KnownFile,
    "headings.yaml": HeadingsFile,
}
SPELLING = "spelling.txt"
AnyFile = TypeVar("AnyFile", bound=Form)


def read_words(sources: Sequence[Source], shown_as: str) -> tuple[Words | None, list[Problem]]:
    """The lists of the folder; None if one is missing or wrong. Problems: of each file; files that are not read."""
    problems: list[Problem] = []
    read: dict[str, Form] = {}
    spelling: frozenset[str] | None = None
    present = {str(source.path): source for source in sources}
    for name in [*FILES, SPELLING]:
        if name not in present:
            hint = "The rules about words need every list. Copy it from an earlier version."
            problems.append(Place(f"{shown_as}/{name}").problem("missing-file", "this file is missing", hint))
    for name, source in present.items():
        if name in FILES and source.readable:
            document, wrong = read_yaml(source)
            form, faults = fill_in(FILES[name], document) if not wrong else (None, [])
            problems += [*wrong, *faults]
            read |= {name: form} if form else {}
        elif name == SPELLING and source.readable:
            text, wrong = read_text(source)
            problems += wrong
            lines = [line.partition("#")[0].strip().lower() for line in text.splitlines()]
            spelling = frozenset(line for line in lines if line)
        elif name not in (*FILES, SPELLING) and not name.isupper():
            hint = f"The lists are {', '.join([*FILES, SPELLING])}."
            problems.append(Place(source.file).problem("unread", "is no list of words, so nothing reads it", hint))
    if spelling is None or len(read) < len(FILES):
        return None, problems
    safe, plain, children, known, headings = (read[name] for name in FILES)
    assert isinstance(safe, AvoidedFile)
    assert isinstance(plain, AvoidedFile)
    assert isinstance(children, ChildrenFile)
    assert isinstance(known, KnownFile)
    assert isinstance(headings, HeadingsFile)
    return Words(safe, plain, children, known, headings, spelling), problems
