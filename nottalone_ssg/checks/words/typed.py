"""What belongs to the directory is not typed into pages: it changes there, and the copy would go on saying what was."""

import re
from collections.abc import Iterator

from nottalone_ssg.problems import Problem
from nottalone_ssg.words.lists import Words
from nottalone_ssg.words.texts import Writing

_FACTS = re.compile(
    r"""
      (?P<email> (?<![^\s<>()"'])[^\s@<>()"']+@[\w-]+(?:\.[\w-]+)+ )
    | (?P<price> £[ ]?\d[\d.,]*(?<![.,]) )
    | (?P<postcode> (?<![\w-])[A-Z]{1,2}\d[A-Z\d]?[ ]?\d[ABD-HJLNP-UW-Z]{2}(?![\w-]) )
    | (?P<time>
          (?<![\w.:,£-])(?:[01]?\d|2[0-4])(?:[.:][0-5]\d)?[ ]?(?:am|pm|a\.m|p\.m|o['\u2019]clock)(?!\w)
        | (?<![\w.:,£-])(?:[01]?\d|2[0-4])[.:][0-5]\d(?![\w%:]|[.,]\d|[ ](?:per[ ]cent|million|times|billion))
        | (?<![\w-])(?:9|nine)[ -]?(?:to|-|\u2013)[ -]?(?:5|five)(?![\w%]|[.,:]\d|[- ]year)
      )
    | (?P<phone>
          (?<![\w.,:£/-])(?:\+44|\(?0)[\d()]*+(?:[ -]\(?\d++\)?){0,6}+(?![\w%])
        | (?<![\w.,:£/-])116[ ]?\d{3}(?![\w%])
        | (?<![\w.,:£/-])(?:999|111)(?![\w%-]|[.,:]\d)
        | (?<![\w.,:£/-])\d{5,6}(?![\w%-]|[.,:]\d)
        | (?<=call[ ]|ring[ ]|dial[ ]|text[ ])\d{3}(?![\w%-]|[.,:]\d)
      )
    """,
    re.VERBOSE,
)
_MAYBE = re.compile(r"[\d@\u00a3]|nine")  # most texts have none of these, and need no closer look
_HINTS = {
    "email": ("e-mail address", "Write [[service:ID]], or put the service here with ::: call ID."),
    "price": ("price", "Prices belong in the directory: say that it costs something, and link to [[service:ID]]."),
    "postcode": ("postcode", "Addresses belong in the directory: link to it with [[service:ID]]."),
    "time": (
        "time",
        "Opening hours belong in the directory: put the service here with ::: call ID. "  # noqa: ISC004
        "For another time write words: in the evening, at three in the morning.",
    ),
    "phone": ("phone number", "Write [[call:ID]] or [[text:ID]]: the directory puts the number in."),
}


def facts_come_from_the_directory(writing: Writing, words: Words) -> Iterator[Problem]:
    """No phone number, postcode, time, price or e-mail address is typed into a page."""
    free = _free(words.known.may_be_typed)
    for text in writing.pages:
        for piece in text.pieces:
            allowed = [found.span() for found in free.finditer(piece.block.text)] if free else []
            for found in _FACTS.finditer(piece.block.text) if _MAYBE.search(piece.block.text) else ():
                kind = str(found.lastgroup)
                if kind == "phone" and not _is_phone(found[0]):
                    continue
                if not any(start <= found.start() and found.end() <= end for start, end in allowed):
                    what, hint = _HINTS[kind]
                    said = f"the {what} {found[0].strip()} is typed here"
                    yield piece.block.place(found.start()).problem("typed-fact", said, hint)


def _is_phone(text: str) -> bool:
    """Enough digits for a number that somebody rings."""
    return len(re.sub(r"\D", "", text)) >= (7 if text.startswith(("0", "(", "+")) else 3)


def _free(allowed: tuple[str, ...]) -> re.Pattern[str] | None:
    either = "|".join(re.escape(words) for words in sorted(allowed, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)") if allowed else None
