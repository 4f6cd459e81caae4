"""Danger: words typed into search that mean it, and the help to show for them; danger.yaml and examples.yaml.

`recipes/danger.py` learns from these phrases to know danger in words that nobody has listed.
"""

import re
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from nottalone_ssg.model.vocabulary import NewId
from nottalone_ssg.values import Form, Id, Ids, fault, read_list, words_of


def read_phrase(value: object) -> str:
    """A text with a letter or digit that the detector looks at."""
    text = words_of(value, "a phrase")
    if text and not re.search("[A-Za-z0-9]", text):
        fault("phrase", f'"{text}" has no letter in it, so it is never found', "Write it in the letters a to z.")
    return text


Phrase = Annotated[str, BeforeValidator(read_phrase), Field(min_length=1)]
Phrases = Annotated[tuple[Phrase, ...], BeforeValidator(read_list), Field(min_length=1)]


class Said(Form):
    """Phrases as people type them; who added them, and why."""

    by: str = Field(min_length=1)
    why: str = Field(min_length=1)
    say: Phrases


class Danger(Form):
    """One kind of danger, and what its panel shows."""

    id: NewId
    heading: str = Field(min_length=1)
    line: str = Field(min_length=1)
    services: Ids = Field(min_length=1)  # in the order in which they are shown
    topics: Ids = ()  # what to read, if somebody wants to; these come first among the answers
    phrases: tuple[Said, ...] = Field(min_length=1)


class Alike(Form):
    """Words that mean the same when danger is looked for."""

    as_: str = Field(min_length=1)  # a name for editors
    words: Phrases
    sure: Literal["yes", "no"] = "no"  # yes: one of them is danger, whatever stands around it


class DangerFile(Form):
    """content/search/danger.yaml."""

    kinds: tuple[Danger, ...] = Field(min_length=1)
    harmless: tuple[Said, ...] = Field(min_length=1)
    alike: tuple[Alike, ...] = Field(min_length=1)
    dangerous_topics: Ids = ()  # what people say of all other topics is taken to be harmless
    passed_over: Annotated[tuple[Phrase, ...], BeforeValidator(read_list)] = ()

    @property
    def labelled(self) -> tuple[tuple[str, str], ...]:
        """All phrases with the id of their kind of danger, or nothing; in the order of the file."""
        danger = ((phrase, kind.id) for kind in self.kinds for group in kind.phrases for phrase in group.say)
        return (*danger, *((phrase, "") for group in self.harmless for phrase in group.say))


class Examples(Said):
    """Phrases that mean one kind of danger."""

    kind: Id


class ExamplesFile(Form):
    """content/search/examples.yaml: more phrases to learn from. They teach, and none is promised to be found."""

    danger: tuple[Examples, ...] = ()
    harmless: tuple[Said, ...] = ()

    @property
    def labelled(self) -> tuple[tuple[str, str], ...]:
        """All phrases with the id of their kind of danger, or nothing; in the order of the file."""
        danger = ((phrase, group.kind) for group in self.danger for phrase in group.say)
        return (*danger, *((phrase, "") for group in self.harmless for phrase in group.say))


__all__ = ["Alike", "Danger", "DangerFile", "Examples", "ExamplesFile", "Said"]
