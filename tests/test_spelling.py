"""Every word is one that a British dictionary has, or content/words/spelling.txt, or a name of the directory.

`check` knows the common slips; this finds the others. It needs Hunspell, which is a part of Debian and not of Python.
"""

import re
import shutil
import subprocess
from collections.abc import Iterator

import pytest
from workbench import ROOT, SiteFolder, ground_of, need

from nottalone_ssg.markdown.prose import NAMED
from nottalone_ssg.model.site import Site
from nottalone_ssg.words.sentences import WORD
from nottalone_ssg.words.texts import Writing


@pytest.fixture(scope="module")
def site() -> Site:
    return ground_of(SiteFolder(ROOT)).site


def _typed(site: Site) -> Iterator[tuple[str, str]]:
    """Each word, as it is typed, with where it stands; not abbreviations, and not what has a digit."""
    for text in Writing(site).texts:
        for piece in text.pieces:
            for found in WORD.finditer(piece.unnamed):
                for part in re.split(r"[-.,\u2010\u2011]", found[0].replace("\u2019", "'").removesuffix("'s")):
                    if len(part) > 2 and part.isalpha() and part != NAMED and not re.fullmatch(r"[A-Z]+s?", part):
                        place = piece.block.place(found.start())
                        yield part, f"{place.file}:{place.line}"


def _names(site: Site) -> set[str]:
    """The words of names that the site knows: services, organisations, areas, towns."""
    services = (name for one in site.directory.values() for name in (one.name, one.organisation, *one.also_called))
    areas = (name for area in site.areas.values() for name in (area.name, *area.towns))
    return {word.lower() for name in (*services, *areas) for word in re.findall(r"[^\W\d_]+", name)}


def _unknown(words: set[str]) -> set[str]:
    """Those that no British dictionary has."""
    hunspell = shutil.which("hunspell")
    need(hunspell, "Hunspell (apt install hunspell hunspell-en-gb)")
    command = [str(hunspell), "-d", "en_GB", "-l", "-i", "utf-8"]
    answer = subprocess.run(command, input="\n".join(sorted(words)), text=True, capture_output=True, check=False)
    need(answer.returncode == 0 and "rror" not in answer.stderr, "Hunspell's dictionary en_GB (hunspell-en-gb)")
    return set(answer.stdout.split())


def test_every_word_is_in_a_dictionary(site: Site) -> None:
    places: dict[str, str] = {}
    for word, place in _typed(site):
        places.setdefault(word, place)
    own = (ROOT / "content/words/spelling.txt").read_text(encoding="utf-8").lower().splitlines()
    known = {*own, *_names(site)}
    unknown = {word for word in _unknown(set(places)) if word.lower() not in known}
    assert {word: places[word] for word in sorted(unknown)} == {}


def test_hunspell_finds_slips() -> None:
    """Lest the test above pass because the program says nothing at all."""
    assert _unknown({"colour", "color", "happy", "hapy"}) == {"color", "hapy"}
