"""Sayings: how what people type is understood; the editors' files in content/search/, kept for search alone.

A question is rewritten with these before anything is looked up (docs/decisions/search.md). Nothing here is shown.
"""

from dataclasses import dataclass
from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator

from nottalone_ssg.model.service import Texts
from nottalone_ssg.values import Form, fault, read_list, words_of


def read_speak(value: object) -> object:
    """Short forms and what they stand for; a form that says nothing stands for an empty text."""
    if not isinstance(value, dict):
        return value
    return {str(short): "" if said is None else words_of(said, "what it stands for") for short, said in value.items()}


class Synonym(Form):
    """Words that mean the same, or words that people say for words of ours; who added them, and why."""

    same: Texts = ()  # each stands for all the others
    say: Texts = ()  # what people type
    means: Texts = ()  # what to look for as well
    by: str = Field(min_length=1)
    why: str = Field(min_length=1)

    @model_validator(mode="after")
    def _one_kind(self) -> "Synonym":
        if bool(self.same) == bool(self.say or self.means) or bool(self.say) != bool(self.means):
            fault(
                "synonym",
                "this line has to say either same, or say and means",
                "Write same: [mum, mam] or say: … means: …",
            )
        if len(self.same) == 1:
            fault("synonym", f'"{self.same[0]}" is the same as nothing', "Write two words or more.", key="same")
        return self


class SynonymsFile(Form):
    """content/search/synonyms.yaml."""

    synonyms: tuple[Synonym, ...] = ()


class Pinned(Form):
    """Whole questions with one best answer, which stands first."""

    words: Texts = Field(min_length=1)
    lead_to: Annotated[tuple[str, ...], BeforeValidator(read_list)] = Field(min_length=1)  # as in [[links]]
    by: str = Field(min_length=1)
    why: str = Field(min_length=1)


class PinnedFile(Form):
    """content/search/pinned.yaml."""

    pinned: tuple[Pinned, ...] = ()


class QuestionWordsFile(Form):
    """content/search/words.yaml."""

    filler: Texts = ()  # words that carry no meaning in a question
    everyday: Texts = ()  # words of other matters: they are no slips for words of ours
    text_speak: Annotated[dict[str, str], BeforeValidator(read_speak)] = Field(default_factory=dict)


@dataclass(frozen=True)
class Sayings:
    """All that the files in content/search/ say of words; empty where a site has none."""

    synonyms: tuple[Synonym, ...] = ()
    pinned: tuple[Pinned, ...] = ()
    filler: tuple[str, ...] = ()
    everyday: tuple[str, ...] = ()
    text_speak: tuple[tuple[str, str], ...] = ()


__all__ = ["Pinned", "PinnedFile", "QuestionWordsFile", "Sayings", "Synonym", "SynonymsFile"]
