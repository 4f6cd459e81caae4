"""What the editors' files for search say is true."""

from collections.abc import Iterator

from nottalone_ssg.model import addresses
from nottalone_ssg.model.site import Site
from nottalone_ssg.problems import Problem, did_you_mean


def pinned_answers_exist(site: Site) -> Iterator[Problem]:
    """What a question is pinned to is a page of this site, and each question is pinned once."""
    seen: dict[str, int] = {}
    for row, pinned in enumerate(site.sayings.pinned):
        document = site.documents["pinned"]
        for number, reference in enumerate(pinned.lead_to):
            kind = reference.rpartition(":")[0]
            found = addresses.find(site, reference) if kind not in ("call", "text") else None
            if (found is None and not addresses.is_told_of(site, reference)) or reference.startswith("/"):
                place = document.place(("pinned", row, "lead to", number))
                near = did_you_mean(reference, addresses.names(site, kind))
                yield place.problem(
                    "pinned", f"{reference} leads nowhere", near or "Write it as in [[links]]: topic:sleep."
                )
        for number, words in enumerate(pinned.words):
            if seen.setdefault(words.casefold(), row) != row:
                place = document.place(("pinned", row, "words", number))
                yield place.problem("pinned", f'"{words}" is pinned already', "Keep one of the two.")
