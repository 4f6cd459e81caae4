"""The danger detector: from the editors' phrases to a small model that knows danger in words nobody has listed.

`danger_model` learns it at build time; the browser gets it as data and reads texts with assets/js/danger/10-read.js.
`kind_of` reads them in the same way, for tests and for measuring. How it was chosen: docs/decisions/danger.md.
"""

from collections.abc import Iterable, Sequence
from typing import TypedDict
from zlib import crc32

from nottalone_ssg.model.danger import DangerFile
from nottalone_ssg.model.site import Site
from nottalone_ssg.recipes.danger_text import (
    BUCKETS,
    OTHER,
    PASSED_OVER,
    Lexicon,
    Token,
    features,
    number_of,
    plain_words,
    rows_of,
)
from nottalone_ssg.recipes.danger_training import Weights, train

ZERO = 111  # the letter o stands for a weight of 0, n for -1, p for 1: texts of such letters need no escape anywhere
NEXT = 35  # the sign # stands for none left out, $ for 1, up to [, which is not the end of what is left out
MANY = 56  # left out, by one sign

TEXTS = 1 << 20  # numbers for whole texts
CLEAREST = 5  # how much a row speaks for a kind lies between -CLEAREST and CLEAREST


class Model(TypedDict):
    """What the browser needs to know; values that JSON can hold."""

    words: str  # rows of words, parted by |: passed over, others, then the rows of like words
    sure: list[int]  # rows of which one word is enough
    weights: str  # those that are not zero as letters, each after how many are left out
    bias: int
    kinds: list[str]  # ids, in the order of the file
    leanings: list[str]  # of each kind a text with one letter for each row: how much the row speaks for it
    exactly: list[str]  # of each kind the numbers of whole texts that the weights miss, to the base of 36


def everyday(site: Site) -> tuple[str, ...]:
    """What people say of harmless topics, services, pages and places, and their names; each once, by the alphabet.

    What the file lists as danger is not among it.
    """
    if site.danger is None:
        return ()
    dangerous = {*site.danger.dangerous_topics}
    listed = {phrase.casefold() for phrase, kind in site.danger.labelled if kind}
    topics = [topic for topic in site.topics.values() if topic.id not in dangerous]
    services = [service for service in site.services if not dangerous & {*service.topics}]
    pages = [page for page in site.pages.values() if not dangerous & {*page.topics}]
    said = {text for topic in topics for text in topic.people_say}
    said |= {text for service in services for text in service.people_say}
    said |= {text for page in pages for text in page.people_say}
    said |= {text for area in site.areas.values() for text in (area.name, *area.towns, *area.people_say)}
    said |= {name for service in services for name in (service.name, *service.also_called)}
    said |= {topic.name for topic in topics} | {page.title for page in pages}
    return tuple(sorted(text for text in said if text.casefold() not in listed))


def danger_model(danger: DangerFile, everyday: Iterable[str] = ()) -> Model:
    """The model that the phrases of the file teach, beside ``everyday`` phrases, which are harmless.

    Every phrase of danger in the file is found for certain, as it stands there.
    """
    lexicon = lexicon_of(danger)
    kinds = [kind.id for kind in danger.kinds]
    examples = _examples(danger, everyday, lexicon)
    weights = train([(features(tokens, len(lexicon.rows)), bool(kind)) for tokens, kind in examples])
    told = [(tokens, kinds.index(kind)) for tokens, kind in examples if kind]
    model = Model(
        words="|".join(" ".join(row) for row in lexicon.rows),
        sure=[number for number, row in enumerate(danger.alike, OTHER + 1) if row.sure == "yes"],
        weights=_thinned(weights.table),
        bias=weights.bias,
        kinds=kinds,
        leanings=[_as_letters(row) for row in _leanings(told, len(kinds), len(lexicon.rows))],
        exactly=[],
    )
    detector = Detector(model)
    missed = [(phrase, kind) for phrase, kind in danger.labelled if kind and not detector.kind_of(phrase)]
    for kind in kinds:
        numbers = {number_of(" ".join(plain_words(phrase)), TEXTS) for phrase, its in missed if its == kind}
        model["exactly"].append(" ".join(map(_base_36, sorted(numbers))))
    return model


def _examples(danger: DangerFile, everyday: Iterable[str], lexicon: Lexicon) -> list[tuple[list[Token], str]]:
    """What is to be learnt: of each phrase the tokens, and the kind of danger or nothing; danger and harmless mixed.

    Danger in words of no row teaches nothing, and is left out.
    """
    labelled = sorted(
        [*danger.labelled, *((phrase, "") for phrase in everyday)], key=lambda pair: (crc32(pair[0].encode()), pair)
    )
    read = ((lexicon.tokens(phrase), kind) for phrase, kind in labelled)
    return [(tokens, kind) for tokens, kind in read if not kind or _rows(tokens)]


def lexicon_of(danger: DangerFile) -> Lexicon:
    """The rows of the file, with those words of harmless phrases that would be taken for a slip of one of them."""
    rows = rows_of(danger.passed_over, (row.words for row in danger.alike))
    lexicon = Lexicon(rows)
    harmless = sorted({word for phrase, kind in danger.labelled if not kind for word in plain_words(phrase)})
    rows[OTHER] = [word for word in harmless if lexicon.row(word) is None and lexicon.read(word)[0].row != OTHER]
    return Lexicon(rows)


def _leanings(told: Sequence[tuple[Sequence[Token], int]], kinds: int, rows: int) -> list[list[int]]:
    """How much each row speaks for each kind: a perceptron with a class for each (Collins 2002), averaged."""
    table = [[0] * rows for _ in range(kinds)]
    total = [[0] * rows for _ in range(kinds)]
    for _ in range(5):
        for tokens, kind in told:
            present = _rows(tokens)
            scores = [sum(leaning[row] for row in present) for leaning in table]
            best = max(range(kinds), key=lambda number: (scores[number] + (number != kind), -number))
            for row in present if best != kind else ():
                table[kind][row] += 1
                table[best][row] -= 1
        for number, leaning in enumerate(table):
            total[number] = [past + weight for past, weight in zip(total[number], leaning, strict=True)]
    largest = max(abs(weight) for leaning in total for weight in leaning) or 1
    return [[(2 * weight * CLEAREST + largest) // (2 * largest) for weight in leaning] for leaning in total]


def _rows(tokens: Iterable[Token]) -> set[int]:
    """The rows of like words that are there."""
    return {token.row for token in tokens if token.row > OTHER}


def _as_letters(weights: Iterable[int]) -> str:
    return "".join(chr(ZERO + weight) for weight in weights)


def _from_letters(letters: str) -> list[int]:
    return [ord(letter) - ZERO for letter in letters]


def _thinned(table: Iterable[int]) -> str:
    """The weights that are not zero, each after signs for how many are left out before it."""
    letters, left_out = "", 0
    for weight in table:
        if weight:
            letters += chr(NEXT + MANY) * (left_out // MANY) + chr(NEXT + left_out % MANY) + chr(ZERO + weight)
        left_out = 0 if weight else left_out + 1
    return letters


def _filled(letters: str) -> list[int]:
    """All weights again."""
    table, at = [0] * BUCKETS, 0
    for letter in letters:
        if ord(letter) <= NEXT + MANY:
            at += ord(letter) - NEXT
        else:
            table[at] = ord(letter) - ZERO
            at += 1
    return table


def _base_36(number: int) -> str:
    digits = ""
    while number or not digits:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return digits


class Detector:
    """Reads texts with a model, as the browser does."""

    def __init__(self, model: Model) -> None:
        self._exactly = {
            number: kind
            for numbers, kind in zip(model["exactly"], model["kinds"], strict=False)  # none yet while it is made
            for number in numbers.split()
        }
        self._kinds = model["kinds"]
        self._sure = {*model["sure"]}
        self._lexicon = Lexicon([row.split() for row in model["words"].split("|")])
        self._weights = Weights(_filled(model["weights"]), model["bias"])
        self._leanings = [_from_letters(letters) for letters in model["leanings"]]

    def kind_of(self, text: str) -> str:
        """The id of the kind of danger that the text means, or nothing."""
        if exactly := self._exactly.get(_base_36(number_of(" ".join(plain_words(text)), TEXTS))):
            return exactly
        tokens = self._lexicon.tokens(text)
        present = _rows(tokens)
        if self._score(tokens) <= 0 and not present & self._sure:
            return ""
        scores = [sum(leaning[row] for row in present) for leaning in self._leanings]
        return self._kinds[max(range(len(scores)), key=lambda number: (scores[number], -number))]

    def score(self, text: str) -> int:
        """How far the text is from harmless; danger is above zero."""
        return self._score(self._lexicon.tokens(text))

    def _score(self, tokens: Sequence[Token]) -> int:
        said = any(token.row != PASSED_OVER for token in tokens)
        return self._weights.score(features(tokens, len(self._lexicon.rows))) if said else 0


__all__ = ["Detector", "Model", "danger_model", "everyday", "lexicon_of"]
