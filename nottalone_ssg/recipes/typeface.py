"""Typefaces: which letters a font file has, so that nothing is asked of it that it cannot draw.

Typst refuses to write a file with a letter that is missing (PDF/A wants every one to be known), and an emoji in the
name of a service must not keep the site from being built.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from struct import unpack_from


@dataclass(frozen=True)
class Fonts:
    """The typefaces of all print-outs. Keys hold their digest alone."""

    files: tuple[tuple[str, bytes], ...] = field(default=(), repr=False)  # by name
    digest: str = ""

    @cached_property
    def letters(self) -> frozenset[str]:
        """The characters that all of them have."""
        sets = [frozenset(map(chr, _characters(data))) for _, data in self.files]
        return frozenset.intersection(*sets) if sets else frozenset()

    def lacks(self, text: str) -> set[str]:
        """Letters of the text that no print-out can show: those of a script that the typefaces don't have."""
        return {
            sign for sign in set(text) - self.letters if unicodedata.category(sign)[0] == "L" and not self._near(sign)
        }

    def printable(self, text: str) -> str:
        """The text as it can be shown: ① as 1, no emoji, no invisible signs, a question mark for any other letter."""
        missing = set(text) - self.letters
        return text.translate({ord(sign): self._near(sign) or _otherwise(sign) for sign in missing})

    def _near(self, sign: str) -> str:
        """The same in simpler characters (Unicode, NFKD), as far as there are some."""
        return "".join(part for part in unicodedata.normalize("NFKD", sign) if part in self.letters)


def _otherwise(sign: str) -> str:
    category = unicodedata.category(sign)
    return " " if category[0] == "Z" or sign in "\t\n" else "?" if category[0] in "LN" else ""


def _characters(font: bytes) -> Iterator[int]:
    """The code points in the cmap of an OpenType file (OpenType 1.9, cmap; formats 4 and 12)."""
    (tables,) = unpack_from(">H", font, 4)
    places = {font[at : at + 4]: unpack_from(">I", font, at + 8)[0] for at in range(12, 12 + 16 * tables, 16)}
    start = places[b"cmap"]
    (count,) = unpack_from(">H", font, start + 2)
    for record in range(count):
        (offset,) = unpack_from(">I", font, start + 4 + 8 * record + 4)
        (form,) = unpack_from(">H", font, start + offset)
        for first, last in {4: _segments, 12: _groups}.get(form, _none)(font, start + offset):
            yield from range(first, last + 1)


def _segments(font: bytes, at: int) -> Iterable[tuple[int, int]]:
    """Format 4: the ends of all segments, two bytes of nothing, then their starts; the last one is 0xFFFF."""
    (double,) = unpack_from(">H", font, at + 6)
    ends = unpack_from(f">{double // 2}H", font, at + 14)
    starts = unpack_from(f">{double // 2}H", font, at + 16 + double)
    return [pair for pair in zip(starts, ends, strict=True) if pair[0] != 0xFFFF]


def _groups(font: bytes, at: int) -> Iterable[tuple[int, int]]:
    """Format 12: groups of a start, an end and a glyph."""
    (count,) = unpack_from(">I", font, at + 12)
    return [unpack_from(">II", font, at + 16 + 12 * group) for group in range(count)]


def _none(font: bytes, at: int) -> Iterable[tuple[int, int]]:
    return ()
