"""Syllables: about how many a word has, by its letters. `tests/test_words.py` holds how often it is right.

A group of vowels is a syllable; then the exceptions of English: a silent e (hope, hoped, hopes), vowels that part
(anxi-ety, be-ing, radi-o), and letters that are written but not said (every, unique).
"""

import re
from functools import lru_cache

_VOWELS = re.compile(r"[aeiouy]+")
_UNSAID = re.compile(r"(?<=q)u|(?<=[gq])ue(?=s?$)|(?<=ev)e(?=ry|ning)|(?<=us)i(?=ness)|(?<=rri)a(?=ge)")
_CONTRACTED = re.compile(r"(?<=[sd])n['\u2019]t\b")  # is-n't
_SILENT = re.compile(
    r"""
      (?<=[^aeiouy])e(?=(?:d|s|ly|ful|less|ness|ment)?$)                    # hope, hoped, hopes, safely, hopeful
    | (?<=[aeiouy][^aeiouy])e(?=(?:where|thing|body|one|times?|fore)$)      # somewhere, sometimes
    | (?<=[^aeiouy])e(?=(?:where|thing|body|one|times?|fore)$)
    """,
    re.VERBOSE,
)
_SOUNDED = re.compile(r"[^aeiouy]le[sd]?$|[td]ed$|(?:[csxz]|[cs]h|[dr]?g)es$|^(?:[^aeiouy]*)e$")
_PARTED = re.compile(
    r"""
      i(?:ety|os?$|ol|et$|ence|um$|us$|ate|od)  |  (?<![tc])ient  |  [^cgtsx]i(?:a|ou)  |  gia
    | e(?:ing|o[^uprn]|o$|ate|um$|a$)  |  coo[pr](?=[ed])
    | (?<!q)u(?:a[ltr]|ing|ity|ate|el$)  |  ui[cdn](?!e)  |  uici  |  ao  |  aive
    | [aeou]y(?:i|e[^s])  |  yi  |  oing  |  oe[mt]  |  [is]sm$  |  asm$  |  hoea
    """,
    re.VERBOSE,
)


@lru_cache(maxsize=20_000)
def count_syllables(word: str) -> int:
    """The syllables of a word, at least one; the parts of self-harm are counted one by one."""
    plain = re.sub(r"['\u2019]", "", _CONTRACTED.sub("nit", word.lower()))
    return sum(_of_part(part) for part in re.split(r"[^a-z]+", plain) if part) or 1


def _of_part(part: str) -> int:
    said = _UNSAID.sub("", part)
    count = len(_VOWELS.findall(said)) + len(_PARTED.findall(said))
    return max(1, count - (len(_SILENT.findall(said)) if not _SOUNDED.search(said) else 0))
