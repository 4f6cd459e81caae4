"""The words of the standard, as both who exports and who imports needs them: ids, statuses, labels, language codes.

Open Referral UK 3.0 is HSDS 3.0 (https://docs.openreferral.org) narrowed; the names of fields are those of HSDS.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import PurePosixPath
from uuid import UUID, uuid5

FOLDER = PurePosixPath("open-referral")
VERSION = "HSDS-UK-3.0"  # by this word a validator knows which rules to apply

# Ids are made from ours, so that they stay the same from build to build. The namespace is ours too, drawn once.
NAMESPACE = UUID("6f0b3b52-6a0c-5c0e-9a0c-2b7a4f1d8e11")

STATUS = {"live": "active", "paused": "temporarily closed", "closed": "defunct"}
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")  # RFC 5545, byday

# The standard has one text for what we keep apart. Each part is a paragraph with its label, so that none is lost.
OFFERS, ACCESS = "What it offers", "Access"  # of the description, after the summary
STEP, ASKED_BY, HOW, HAPPENS = (  # of application_process
    "First step",
    "Who can ask for it",
    "How to be referred",
    "What happens",
)
ASKERS = {"self": "yourself", "GP": "a GP", "professional": "a professional"}
BETWEEN = "; "  # between the things of a list in such a paragraph

# ISO 639-1, or 639-3 where the first has none; the names are those that editors write. Others go without a code.
LANGUAGES = {
    "Albanian": "sq",
    "Arabic": "ar",
    "Bengali": "bn",
    "British Sign Language": "bfi",
    "BSL": "bfi",
    "Bulgarian": "bg",
    "Cantonese": "yue",
    "Czech": "cs",
    "Dari": "prs",
    "English": "en",
    "Farsi": "fa",
    "French": "fr",
    "German": "de",
    "Gujarati": "gu",
    "Hindi": "hi",
    "Hungarian": "hu",
    "Italian": "it",
    "Kurdish": "ku",
    "Latvian": "lv",
    "Lithuanian": "lt",
    "Mandarin": "cmn",
    "Pashto": "ps",
    "Polish": "pl",
    "Portuguese": "pt",
    "Punjabi": "pa",
    "Romanian": "ro",
    "Russian": "ru",
    "Slovak": "sk",
    "Somali": "so",
    "Spanish": "es",
    "Tigrinya": "ti",
    "Turkish": "tr",
    "Ukrainian": "uk",
    "Urdu": "ur",
    "Vietnamese": "vi",
    "Welsh": "cy",
}


@lru_cache(maxsize=65_536)
def identifier(kind: str, name: str) -> str:
    """The UUID (version 5, RFC 9562) of a thing of ours; ``kind`` keeps a topic apart from a service of the same id."""
    return str(uuid5(NAMESPACE, f"{kind}:{name}"))


def service_identifier(service: str) -> str:
    """The UUID of the service with this id."""
    return identifier("service", service)


def sentences(*parts: str) -> str:
    """The parts that say something, one after the other, with full stops between."""
    said = [part for part in parts if part]
    return ". ".join([*(part.rstrip(".") for part in said[:-1]), *said[-1:]])


def labelled(opening: str, parts: Mapping[str, str]) -> str:
    """One text of several: the opening, and a paragraph for each part that says something, behind its label."""
    paragraphs = [opening, *(f"{label}: {' '.join(text.split())}" for label, text in parts.items() if text.strip())]
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def unlabelled(text: str, labels: Iterable[str]) -> tuple[str, dict[str, str]]:
    """The opening and the parts that `labelled` put together; a text from elsewhere is all opening."""
    opening: list[str] = []
    parts: dict[str, str] = {}
    for paragraph in text.replace("\r\n", "\n").split("\n\n"):
        label, colon, rest = paragraph.partition(": ")
        if colon and label in labels and label not in parts:
            parts[label] = rest
        else:
            opening.append(paragraph)
    return " ".join(" ".join(opening).split()), parts
