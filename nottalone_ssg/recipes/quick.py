"""The quick index: which words speak for which document, and how much.

What people say counts most, then summaries, then the text of the page. Words are put together by their stem (Porter, as
the script does it); a pair of words counts where it says more than its parts ("kicked out", "no point"). Titles and
names are not here: the script has them anyway, since it shows them.
"""

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nottalone_ssg.recipes.find import Doc

STEPS = 7  # weights are whole numbers from 1 to 7
SAYS, SUMMARY, BODY = 1.0, 0.5, 0.4  # what a word is worth, by where it stands; tuned on benchmarks/search/tuning.yaml
SMALL_IN_SAYING = 0.35
_WORD = re.compile("[a-z0-9]+")
_MARKS = re.compile("['\u2019\u2018`\u00b4]")  # apostrophes, however they are typed

# Words that say little of what a question is about. The editors' filler comes to them.
SMALL = (
    "a about all also am an and any are as at be been but by can cant could d did didnt do does doesnt dont else "
    "feel feeling for from get getting go going got had has hasnt have havent having he her here hers him his how "
    "i id if ill im in into is isnt it its ive just keep keeps ll made make makes making many me more most much "
    "my myself need needs no not now of off on one or other our out over please re really s should so some "
    "something somebody someone t than that thats the their them then there they theyre thing things this to too "
    "up us ve very want wants was wasnt we were what whats when where which who whos why will with wont would you "
    "your"
)

# Words that say of whom a question is, or that it is one, rather than what it is about.
FAINT = (
    "mum mam mom mother dad father nan gran grandad grandma son daughter brother sister uncle aunt friend mate "
    "husband wife partner boyfriend girlfriend everyone everybody people person man woman lad girl boy family "
    "tell told say said think thought know"
)
# Small words that sayings are told without.
_LEFT_OUT = "a am an and are at be been for i im in is it its ive me my of on that the this to was with"
LEFT_OUT = frozenset(_LEFT_OUT.split(" "))


@dataclass(frozen=True, slots=True)
class Post:
    """A word, or a pair of words, speaks for a document."""

    word: str  # as people write it most often
    doc: int
    weight: int  # 1 to STEPS
    value: float  # how much is lost without it
    said: bool  # whether people say it of the document, rather than the document of itself


def words_of(text: str) -> list[str]:
    """Small letters without accents and apostrophes, as `wordsOf` in assets/js/find/15-plain.js does it."""
    signs = unicodedata.normalize("NFKD", _MARKS.sub("", text.lower()))
    return _WORD.findall("".join(sign for sign in signs if not unicodedata.combining(sign)))


@lru_cache(maxsize=50_000)
def stem_of(word: str) -> str:
    """Porter's stem; the script has the same one, and puts together what still differs."""
    return str(_stemmer().stemWord(word))


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("porter")


def small_stems(filler: Sequence[str]) -> frozenset[str]:
    """The stems of words that say little; of the editors' ``filler`` those of one word."""
    single = (words[0] for text in filler if len(words := words_of(text)) == 1)
    return frozenset(map(stem_of, (*SMALL.split(), *single)))


def posts_of(docs: Sequence["Doc"], small: frozenset[str]) -> list[Post]:
    """Which words speak for which document, the most telling first; ``small``: `small_stems`."""
    said = [_said(doc, small) for doc in docs]
    counts: defaultdict[str, list[float]] = defaultdict(list)
    for terms in said:
        for term, count in terms.items():
            counts[term].append(count)
    written = _as_written(docs)
    spoken = [{stem_of(word) for text in doc.says for word in words_of(text)} for doc in docs]
    found = []
    for number, terms in enumerate(said):
        for term, count in terms.items():
            everywhere = counts[term]
            if " " in term and (count < 2 or len(everywhere) > 6):
                continue  # a pair that was said once is chance; one that is said everywhere tells nothing
            # Worth most: what is said often, and of few, and mostly of this one.
            rarity = math.log(1 + len(docs) / len(everywhere))
            value = math.log2(1 + count) * math.log2(1 + sum(everywhere)) * rarity * math.sqrt(count / max(everywhere))
            weight = max(1, min(STEPS, round(2 * math.log2(1 + count))))
            word = " ".join(written[part] for part in term.split())
            found.append(
                Post(word, number, weight, round(value, 6), all(part in spoken[number] for part in term.split()))
            )
    return sorted(found, key=lambda post: (-post.value, post.doc, post.word))


def _said(doc: "Doc", small: frozenset[str]) -> Mapping[str, float]:
    """How much each stem, and each pair of stems, is said of a document."""
    terms: defaultdict[str, float] = defaultdict(float)
    for text in doc.says:
        stems = [stem_of(word) for word in words_of(text)]
        for stem in dict.fromkeys(stems):
            terms[stem] += SMALL_IN_SAYING if stem in small else SAYS
        for pair in pairwise(stems):
            terms[" ".join(pair)] += 1
    for text in doc.summary:
        for stem in dict.fromkeys(map(stem_of, words_of(text))):
            terms[stem] += 0 if stem in small else SUMMARY
    for stem, count in Counter(map(stem_of, words_of(doc.body))).items():
        terms[stem] += 0 if stem in small else BODY * math.log2(1 + count)
    return {term: count for term, count in terms.items() if count}


def _as_written(docs: Sequence["Doc"]) -> Mapping[str, str]:
    """For each stem the word that is written most often: corrections of spelling show it."""
    seen: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for doc in docs:
        for text in (*doc.says, *doc.summary, doc.body):
            for word in words_of(text):
                seen[stem_of(word)][word] += 1
    return {stem: min(words, key=lambda word: (-words[word], word)) for stem, words in seen.items()}


def by_word(posts: Sequence[Post]) -> Mapping[str, list[Post]]:
    """The posts of each word, by document; the words in order."""
    of: defaultdict[str, list[Post]] = defaultdict(list)
    for post in sorted(posts, key=lambda post: (post.word, post.doc)):
        of[post.word].append(post)
    return of
