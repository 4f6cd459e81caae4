"""Ages in bands, and which of them a service takes anybody of: for the filters of the directory and for `report`."""

from collections.abc import Iterable
from dataclasses import dataclass

from nottalone_ssg.model.service import Service
from nottalone_ssg.model.site import Site

OLDEST = 120  # years, as in values.read_ages


@dataclass(frozen=True, slots=True)
class Band:
    """Some ages, in whole years, both ends included."""

    lowest: int
    highest: int
    name: str
    people: str  # in the middle of a sentence, behind "for"

    def overlaps(self, lowest: int, highest: int) -> bool:
        return lowest <= self.highest and highest >= self.lowest


# Where services for the young and for adults begin and end most often: 16, 25, 65.
BANDS = (
    Band(0, 15, "under 16", "under-16s"),
    Band(16, 25, "16 to 25", "people aged 16 to 25"),
    Band(26, 64, "26 to 64", "people aged 26 to 64"),
    Band(65, OLDEST, "65 and over", "people aged 65 and over"),
)

# Which ages a group of people has; one that is not here may be of any age. Professionals come for somebody else.
AGES = {
    "children": (0, 15),
    "young-people": (11, 25),
    "parents-carers": (16, OLDEST),
    "adults": (18, OLDEST),
    "older-people": (60, OLDEST),
}
NOT_FOR_THEMSELVES = "professionals"


def bands_of(service: Service, site: Site) -> frozenset[int]:
    """The numbers of the bands that a service takes anybody of: by its own ages, else by its people."""
    ages = service.ages
    if ages and (ages.lowest is not None or ages.highest is not None):
        return bands_among([(ages.lowest or 0, OLDEST if ages.highest is None else ages.highest)])
    return bands_among(ages_of(site.readers(service.for_)))


def bands_among(ranges: Iterable[tuple[int, int]]) -> frozenset[int]:
    """The numbers of the bands that any of these ranges of years overlaps."""
    found = tuple(ranges)
    return frozenset(number for number, band in enumerate(BANDS) if any(band.overlaps(*ages) for ages in found))


def ages_of(readers: Iterable[str]) -> list[tuple[int, int]]:
    """The years that these groups of people have, a range for each that comes for itself."""
    return [AGES.get(who, (0, OLDEST)) for who in readers if who != NOT_FOR_THEMSELVES]
