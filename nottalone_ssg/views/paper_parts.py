"""Paper parts: the small frozen values by which a page offers print-outs."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PaperFile:
    """A print-out to load."""

    href: str
    words: str  # Large print
    facts: str = ""  # 4 pages, 66 KB; "" while it is not made


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One thing that can be had on paper, in one form or several."""

    name: str
    files: tuple[PaperFile, ...]


@dataclass(frozen=True, slots=True)
class PaperPart:
    """Print-outs under a heading."""

    id: str
    heading: str
    rows: tuple[PaperRow, ...]
