"""Cards: the numbers of the help strip for a pocket, many on a sheet, with room at the back for two names."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath

from nottalone_ssg.model.page import FIXED
from nottalone_ssg.output import Output
from nottalone_ssg.views.print.frame import Size, View, frame, printed
from nottalone_ssg.views.shell import Ground


@dataclass(frozen=True, slots=True)
class Card:
    """How large a card is, and how many an A4 sheet has."""

    path: PurePosixPath
    words: str  # what people call it
    size: Size
    points: int
    width: float  # mm
    height: float
    columns: int
    rows: int


# A wallet's pockets are made for bank cards: 85.60 x 53.98 mm (ISO/IEC 7810, ID-1).
CARDS = (
    Card(PurePosixPath("print/cards/crisis.pdf"), "For a wallet, 10 on a sheet", "small", 12, 85.6, 54, 2, 5),
    Card(PurePosixPath("print/cards/crisis-large.pdf"), "Large print, 4 on a sheet", "large", 18, 95, 130, 2, 2),
)


def plan_cards(ground: Ground) -> Iterator[Output]:
    """The crisis card for a wallet, and one in large print."""
    for card in CARDS:
        yield printed(ground, card.path, "card.typ", partial(_view, ground, card))


def _view(ground: Ground, card: Card) -> View:
    return {
        **frame(ground, "Crisis cards", FIXED["help now"], card.size),
        "points": card.points,
        "width": card.width,
        "height": card.height,
        "columns": card.columns,
        "rows": card.rows,
    }
