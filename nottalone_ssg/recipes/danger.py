"""The danger detector: from the editors' phrases to a small model that knows danger in words nobody has listed.

`danger_model` learns it at build time; the browser gets it as data and reads texts with assets/js/danger/10-read.js.
`kind_of` reads them in the same way, for tests and for measuring. How it was chosen: docs/decisions/danger.md.
"""

from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Sequence
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
from nottalone_ssg.recipes.danger_training import Weights, rounded, train

ZERO = 111  # the letter o stands for a leaning of 0, n for -1, p for 1: texts of such letters need no escape anywhere
FEW_GAP = 3  # lower bits of the gaps between weights in Rice's code: about the logarithm of the usual gap
FEW_WEIGHT = 2  # and of the weights

TEXTS = 1 << 20  # numbers for whole texts
CLEARLY = 12  # up to this score it is not clear what is meant; then the panel is that of the last kind, the gentlest
CLEAREST = 9  # how much a row speaks for a kind lies between -CLEAREST and CLEAREST
FAR_OUT = 8  # so many are cut off there
APART = 15  # how far ahead of the others the right kind has to be


class Learnt(TypedDict):
    """What was learnt, in few weights or in many; values that JSON can hold."""

    weights: str  # see `_packed`
    bias: int
    exactly: list[str]  # of each kind the numbers of whole texts that the weights miss, to the base of 36


class Model(Learnt):
    """What the browser needs to know at once."""

    words: str  # rows of words, parted by |: passed over, others, then the rows of like words
    sure: list[int]  # rows of which one word is enough
    kinds: list[str]  # ids, in the order of the file
    leanings: list[str]  # of each kind a text with one letter for each row: how much the row speaks for it


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


def examples_of(site: Site) -> tuple[tuple[str, str], ...]:
    """What teaches beside the phrases of the list: texts, each with its kind of danger or nothing."""
    return (*site.examples.labelled, *((phrase, "") for phrase in everyday(site)))


def danger_model(danger: DangerFile, examples: Iterable[tuple[str, str]] = ()) -> tuple[Model, Learnt]:
    """The model that the phrases of the list teach, beside ``examples`` (see `examples_of`), and what follows it.

    The first has the few weights that fit a page, the second takes their place as soon as it has come. Every phrase of
    danger in the list is found for certain by both, as it stands there.
    """
    lexicon = lexicon_of(danger)
    kinds = [kind.id for kind in danger.kinds]
    learnt = _learnt(danger, examples, lexicon)
    lessons = [*((tokens, bool(kind)) for tokens, kind in learnt), *((tokens, True) for tokens in _stories(learnt))]
    few, whole = train([(features(tokens, len(lexicon.rows)), is_danger) for tokens, is_danger in lessons])
    told = [(tokens, kinds.index(kind)) for tokens, kind in learnt if kind]
    model = Model(
        words="|".join(" ".join(row) for row in lexicon.rows),
        sure=[number for number, row in enumerate(danger.alike, OTHER + 1) if row.sure == "yes"],
        weights=_packed(few.table),
        bias=few.bias,
        kinds=kinds,
        leanings=[_as_letters(row) for row in _leanings(told, len(kinds), len(lexicon.rows))],
        exactly=[],
    )
    model["exactly"] = _missed(danger, Detector(model))
    follows = Learnt(weights=_packed(whole.table), bias=whole.bias, exactly=[])
    follows["exactly"] = _missed(danger, Detector(model, follows))
    return model, follows


def _missed(danger: DangerFile, detector: "Detector") -> list[str]:
    """Of each kind the numbers of those phrases of the list that a detector does not find."""
    missed = [(phrase, kind) for phrase, kind in danger.labelled if kind and not detector.kind_of(phrase)]
    texts = [
        {number_of(" ".join(plain_words(said)), TEXTS) for said, its in missed if its == kind.id}
        for kind in danger.kinds
    ]
    return [" ".join(map(_base_36, sorted(numbers))) for numbers in texts]


def _learnt(danger: DangerFile, examples: Iterable[tuple[str, str]], lexicon: Lexicon) -> list[tuple[list[Token], str]]:
    """What is to be learnt: of each phrase the tokens, and the kind of danger or nothing; danger and harmless mixed.

    Danger in words of no row teaches nothing, and is left out.
    """
    labelled = sorted([*danger.labelled, *examples], key=lambda pair: (crc32(pair[0].encode()), pair))
    read = ((lexicon.tokens(phrase), kind) for phrase, kind in labelled)
    return [(tokens, kind) for tokens, kind in read if not kind or _rows(tokens)]


def _stories(learnt: Sequence[tuple[list[Token], str]]) -> Iterator[list[Token]]:
    """Every second phrase of danger with something harmless before it, behind it or both, as people tell their day."""
    harmless = [tokens for tokens, kind in learnt if not kind]
    dangers = [tokens for tokens, kind in learnt if kind][::2] if harmless else []
    for number, tokens in enumerate(dangers):
        before, behind = (harmless[number * step % len(harmless)] for step in (7, 13))
        yield [*(before if number % 3 != 1 else []), *tokens, *(behind if number % 3 else [])]


def lexicon_of(danger: DangerFile) -> Lexicon:
    """The rows of the file, with those words of harmless phrases that would be taken for a slip of one of them."""
    rows = rows_of(danger.passed_over, (row.words for row in danger.alike))
    lexicon = Lexicon(rows)
    harmless = sorted({word for phrase, kind in danger.labelled if not kind for word in plain_words(phrase)})
    rows[OTHER] = [word for word in harmless if lexicon.row(word) is None and lexicon.read(word)[0].row != OTHER]
    return Lexicon(rows)


def _leanings(told: Sequence[tuple[Sequence[Token], int]], kinds: int, rows: int) -> list[list[int]]:
    """How much each row speaks for each kind: a perceptron with a class for each (Collins 2002), averaged."""
    table, past = ([[0] * rows for _ in range(kinds)] for _ in range(2))
    time = 1
    for _ in range(5):
        for tokens, kind in told:
            present = _rows(tokens)
            scores = [sum(leaning[row] for row in present) for leaning in table]
            best = max(range(kinds), key=lambda number: (scores[number] + APART * (number != kind), -number))
            for number, step in ((kind, 1), (best, -1)) if best != kind else ():
                for row in present:
                    table[number][row] += step
                    past[number][row] += step * time
            time += 1
    averaged = [[now * time - late for now, late in zip(*pair, strict=True)] for pair in zip(table, past, strict=True)]
    largest = sorted(abs(weight) for leaning in averaged for weight in leaning)[-FAR_OUT] or 1
    return [
        [max(-CLEAREST, min(CLEAREST, rounded(weight * CLEAREST, largest))) for weight in leaning]
        for leaning in averaged
    ]


def _rows(tokens: Iterable[Token]) -> set[int]:
    """The rows of like words that are there."""
    return {token.row for token in tokens if token.row > OTHER}


def _as_letters(weights: Iterable[int]) -> str:
    return "".join(chr(ZERO + weight) for weight in weights)


def _from_letters(letters: str) -> list[int]:
    return [ord(letter) - ZERO for letter in letters]


def _packed(table: Iterable[int]) -> str:
    """The weights that are not zero, each after how many are left out: Rice's code (Rice and Plaunt 1971), base 64."""
    bits, left_out = "", 0
    for weight in table:
        if weight:
            bits += _rice(left_out, FEW_GAP) + _rice(2 * abs(weight) - 2 + (weight < 0), FEW_WEIGHT)
        left_out = 0 if weight else left_out + 1
    bits += "1" * (-len(bits) % 8)  # a number that never ends
    return b64encode(bytes(int(bits[at : at + 8], 2) for at in range(0, len(bits), 8))).decode()


def _rice(number: int, few: int) -> str:
    """The upper bits in ones, as many as they are, and a nought; the lower bits, a ``few``, as they are."""
    return "1" * (number >> few) + "0" + f"{number & (1 << few) - 1:0{few}b}"


def _unpacked(text: str) -> list[int]:
    """All weights again."""
    bits = "".join(f"{byte:08b}" for byte in b64decode(text))
    table, at, place = [0] * BUCKETS, 0, 0

    def read(few: int) -> int:
        nonlocal at
        end = bits.find("0", at)
        upper, at = end - at, end + 1 + few
        return (upper << few) + int(bits[end + 1 : at], 2) if end >= 0 else -1

    while (gap := read(FEW_GAP)) >= 0:
        place += gap
        signed = read(FEW_WEIGHT)
        table[place] = -(signed // 2) - 1 if signed % 2 else signed // 2 + 1
        place += 1
    return table


def _base_36(number: int) -> str:
    digits = ""
    while number or not digits:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return digits


class Detector:
    """Reads texts with a model, as the browser does: at first, or once the rest of the weights ``follows``."""

    def __init__(self, model: Model, follows: Learnt | None = None) -> None:
        learnt = follows or model
        self._exactly = {
            number: kind
            for numbers, kind in zip(learnt["exactly"], model["kinds"], strict=False)  # none yet while it is made
            for number in numbers.split()
        }
        self._kinds = model["kinds"]
        self._sure = {*model["sure"]}
        self._lexicon = Lexicon([row.split() for row in model["words"].split("|")])
        self._weights = Weights(_unpacked(learnt["weights"]), learnt["bias"])
        self._leanings = [_from_letters(letters) for letters in model["leanings"]]

    def kind_of(self, text: str) -> str:
        """The id of the kind of danger that the text means, or nothing."""
        if exactly := self._exactly.get(_base_36(number_of(" ".join(plain_words(text)), TEXTS))):
            return exactly
        tokens = self._lexicon.tokens(text)
        present = _rows(tokens)
        score = self._score(tokens)
        if not present & self._sure and score <= CLEARLY:
            return self._kinds[-1] if score > 0 else ""
        scores = [sum(leaning[row] for row in present) for leaning in self._leanings]
        return self._kinds[max(range(len(scores)), key=lambda number: (scores[number], -number))]

    def score(self, text: str) -> int:
        """How far the text is from harmless; danger is above zero."""
        return self._score(self._lexicon.tokens(text))

    def _score(self, tokens: Sequence[Token]) -> int:
        said = any(token.row != PASSED_OVER for token in tokens)
        return self._weights.score(features(tokens, len(self._lexicon.rows))) if said else 0


__all__ = ["Detector", "Learnt", "Model", "danger_model", "everyday", "examples_of", "lexicon_of"]
