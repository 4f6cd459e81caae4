"""The dictionary: misspelt and American words, each with what is right here.

Both come from codespell's data (https://github.com/codespell-project/codespell): its list of common mistakes, and its
list from British to American spelling, turned round.
"""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

# American in codespell's list, but British too, with another meaning or as another form: to practise, a practice.
_BRITISH_TOO = frozenset(
    (
        *("practice", "practices", "license", "licensed", "licenses", "licensing", "story", "stories", "meter"),
        *("meters", "routing", "focused", "focuses", "focusing", "biased", "judgment", "program"),
    )
)
_DATA = ("dictionary.txt", "dictionary_en-GB_to_en-US.txt")


@cache
def corrections() -> dict[str, str]:
    """What is right by what is wrong, in small letters: behavior, behaviour; recieve, receive."""
    spec = find_spec("codespell_lib")  # not imported: its program would cost as long as reading the lists
    assert spec, "it is in requirements.txt"
    assert spec.origin, "it is an ordinary package"
    data = Path(spec.origin).parent / "data"
    mistakes, british = ((data / name).read_text("utf-8").splitlines() for name in _DATA)
    rows = [line.partition("->")[::2] for line in mistakes]
    right = {wrong.lower(): what for wrong, what in rows}
    for line in british:
        here, _, there = line.partition("->")
        right |= {word.strip().lower(): here for word in there.split(",") if word.strip()}
    return {wrong: what for wrong, what in right.items() if wrong not in _BRITISH_TOO}


def suggestion(word: str) -> str:
    """What to write for this word, or nothing if the dictionary has nothing against it."""
    found = corrections().get(word, "")
    return " or ".join(part.strip() for part in found.split(",") if part.strip() and " " not in part.strip()) or found
