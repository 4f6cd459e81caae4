"""Packing: the quick index as short lines of text that a script unfolds (assets/js/find/40-index.js).

Where something can be told from what is there already, it is left out: an address that follows from the title,
titles as words of the index. Of the words that speak for a document as many are packed as fit, the most telling first.
"""

import gzip
import json
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from nottalone_ssg.recipes.quick import FAINT, LEFT_OUT, SMALL, Post, by_word, posts_of, small_stems, words_of

if TYPE_CHECKING:
    from nottalone_ssg.recipes.find import Doc, FindIngredients, Place

# The signs that stand for numbers. Not among them: what JSON escapes, and what separates the parts of a line.
DIGITS = "".join(chr(code) for code in range(33, 127) if chr(code) not in '\\"`|>')
FAR = len(DIGITS) - 1  # "as far again", for gaps
FIRST, REST = 24_600, 54_000  # bytes gzipped: the first part with all code comes in a second on a slow line


def packed(ingredients: "FindIngredients", code: str) -> tuple[dict[str, object], dict[str, object]]:
    """The index in two parts, as values for JSON. The first goes with the ``code``: every name, and the words that tell
    most, as many as there is room for. The rest holds what is seldom asked; what finds no room there is left out.
    """
    docs, sayings = ingredients.docs, ingredients.sayings
    small = dict.fromkeys((*SMALL.split(), *(word for word in sayings.filler if " " not in word)))
    everyone = tuple(range(len(ingredients.audiences)))
    first: dict[str, object] = {
        "kinds": {kind: sum(doc.kind == kind for doc in docs) for kind in ("topic", "page", "service")},
        "names": _lines("|".join((doc.title, *doc.names)) for doc in docs),
        "paths": _lines(map(_path, docs)),
        "ages": _lines(doc.ages for doc in docs),
        "who": _lines("" if doc.who == everyone else _gaps(doc.who) for doc in docs),
        "topics": _lines(_gaps(doc.topics) for doc in docs),
        "where": _lines(_gaps(doc.areas) for doc in docs),
        "audiences": _lines(ingredients.audiences),
        **packed_places(ingredients.places),
        "small": " ".join(small),
        "faint": FAINT,
        "pinned": _lines(map(_pinned(docs), ingredients.pinned)),
    }
    posts = posts_of(docs, small_stems(sayings.filler))
    many = _most(len(posts), lambda count: weight_of(first | _words(posts[:count], [])[1], code) <= FIRST)
    words, first_posts = _words(posts[:many], [])
    read = [post for post in posts[many:] if not post.said]  # what is said is told word by word
    more = _most(len(read), lambda count: weight_of(_rest(read[:count], words, ingredients)) <= REST)
    return first | first_posts, _rest(read[:more], words, ingredients)


def _rest(posts: Sequence[Post], known: Sequence[str], ingredients: "FindIngredients") -> dict[str, object]:
    """The second part. Sayings and synonyms are told by the numbers of their words: first those ``known`` already."""
    sayings = ingredients.sayings
    said = [
        [[word for word in words_of(text) if word not in LEFT_OUT] for text in doc.says] for doc in ingredients.docs
    ]
    synonyms = [
        [[words_of(text) for text in texts] for texts in (row.same or row.say, row.means) if texts]
        for row in sayings.synonyms
    ]
    texts = [text for row in (*synonyms, said) for texts in row for text in texts]
    words, packed_words = _words(posts, sorted({word for text in texts for word in text} - set(known)))
    number = {word: place for place, word in enumerate([*known, *words])}

    def told(texts: Iterable[Sequence[str]]) -> str:
        return "|".join("".join(_two(number[word]) for word in text) for text in texts if text)

    return packed_words | {
        "says": _lines(map(told, said)),
        "synonyms": _lines(">".join(map(told, row)) for row in synonyms),
        "everyday": " ".join(sorted({word for text in sayings.everyday for word in words_of(text)})),
        "speak": _lines(f"{short}={said}" for short, said in sayings.text_speak),
    }


def _two(number: int) -> str:
    """A number in two signs."""
    return DIGITS[number // len(DIGITS)] + DIGITS[number % len(DIGITS)]


def weight_of(data: object, code: str = "") -> int:
    """Bytes gzipped, with the ``code`` that comes in the same file."""
    return len(gzip.compress((json.dumps(data, ensure_ascii=False) + code).encode(), 6, mtime=0))


def _most(count: int, fits: Callable[[int], bool]) -> int:
    """The largest number up to ``count`` that fits, but for 50."""
    if fits(count):
        return count
    few, many = 0, count  # so many fit; so many do not
    while many - few > 50:
        half = (few + many) // 2
        few, many = (half, many) if fits(half) else (few, half)
    return few


def _words(posts: Sequence[Post], others: Sequence[str]) -> tuple[list[str], dict[str, object]]:
    """All words in order; packed, with a line for each of the documents it speaks for; and how much, in one go."""
    of = by_word(posts)
    words = sorted({*of, *others})
    return words, {
        "words": _folded(words),
        "posts": "\n".join(_gaps(post.doc for post in of.get(word, ())) for word in words),
        "weights": "".join(str(post.weight) for word in words for post in of.get(word, ())),
    }


def _folded(words: Sequence[str]) -> str:
    """Words in order, each as how many letters it shares with the one before, and the rest."""
    shared = (min(_shared(*pair), FAR) for pair in pairwise(["", *words]))
    return _lines(DIGITS[count] + word[count:] for count, word in zip(shared, words, strict=True))


def _shared(one: str, other: str) -> int:
    """How many letters both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _gaps(numbers: Iterable[int]) -> str:
    """Different numbers, from small to large, as the gaps between them; the first from -1."""
    signs, last = "", -1
    for number in sorted(numbers):
        far, gap = divmod(number - last - 1, FAR)
        signs += DIGITS[FAR] * far + DIGITS[gap]
        last = number
    return signs


def _path(doc: "Doc") -> str:
    """What of the address does not follow from the kind and the title."""
    inside = doc.path.removeprefix({"topic": "/topics/", "service": "/services/"}.get(doc.kind, "/")).removesuffix("/")
    return "" if inside == "-".join(words_of(doc.title)) else inside


def packed_places(places: Sequence["Place"]) -> dict[str, object]:
    """Areas, and what may be called or lie in each, a line for each (assets/js/find/60-places.js reads it)."""
    return {
        "areas": _lines(f"{place.id}|{place.name}|{_wider(place)}" for place in places),
        "places": _lines("|".join((*place.called, *(f"{code}~" for code in place.shares))) for place in places),
    }


def _wider(place: "Place") -> str:
    return "" if place.within is None else str(place.within)


def _pinned(docs: Sequence["Doc"]) -> Callable[[tuple[tuple[str, ...], tuple[str, ...]]], str]:
    numbers = {doc.path: str(number) for number, doc in enumerate(docs)}
    return lambda row: f"{'|'.join(row[0])}>{','.join(numbers[path] for path in row[1] if path in numbers)}"


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(" ".join(text.split()) for text in texts)
