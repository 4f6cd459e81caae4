"""Phones: numbers typed in the text become links that ring or text, where there can be no doubt.

A number in full is a number if libphonenumber says that the UK has it. 999, 111, 101 and the five or six digits
of a text service could be anything, so they need a word such as ring, call or text before them in the sentence,
or NHS right before; only 116 123 needs none. Links and code are left alone, headings too.
"""

import re
from functools import lru_cache
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from nottalone_ssg.markdown.tree import Piece, runs

REGION = "GB"

_NUMBER = re.compile(
    r"""
    (?<![\w+£$€.,/:\#\x02-])(?:  # \x02: Python-Markdown writes \* as \x0242\x03
        (?P<full> (?:\+44[ \u00a0]?(?:\(0\)[ ]?)?|\((?=0\d+\))0|0)
          \d{2,10}+\)?+ (?:(?:[ \u00a0-]|(?<=\)))\d{2,8}+){0,4}+ )
      | (?P<short> (?:116[ \u00a0]?\d{3} | \d{3} | \d{5,6}) (?![ \u00a0]\d) )
    )(?![\w%]|[.,:/-]\d)
    """,
    re.VERBOSE,
)
_LAST_GROUP = re.compile(r"[ \u00a0-]\d+$")
_SENTENCE = 80  # characters before a number that may hold the word ring or text
_ENDS = re.compile(r"[.!?;]\s|\n\n")
_VERB = re.compile(
    r"\b(ring|rings|ringing|call|calls|calling|dial|phone|phoning|text|texts|texting|sms)\b", re.IGNORECASE
)
_TEXTS = ("text", "texts", "texting", "sms")
_COUNTED = re.compile(r"[ \u00a0](?:days?|hours?|minutes?|weeks?|months?|years?|people|times|miles|pages|words)\b")
_MOBILE = "+447"
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "figcaption")


@lru_cache(maxsize=4096)  # the same few numbers stand on every page
def dialled(text: str) -> str:
    """The digits that a phone dials: +441159560888 or 116123. Nothing if the UK has no such number."""
    import phonenumbers  # a tenth of a second, and most texts hold no number
    from phonenumbers import shortnumberinfo

    try:
        number = phonenumbers.parse(text, REGION)
    except phonenumbers.NumberParseException:
        return ""
    if len(digits := re.sub(r"\D", "", text)) <= 6:
        return digits if shortnumberinfo.is_valid_short_number_for_region(number, REGION) else ""
    is_british = phonenumbers.is_valid_number(number) and number.country_code == 44
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) if is_british else ""


class Phones(Treeprocessor):
    """Goes through the tree when inline markup has become elements."""

    def run(self, root: Element) -> None:
        for run in [run for run in runs(root) if run[0].element.tag not in _HEADINGS]:
            before = ""
            for piece in run:
                if not (piece.fixed or piece.linked):
                    _link_numbers(piece, before)
                before = (before + piece.text)[-_SENTENCE:]


def _link_numbers(piece: Piece, before: str) -> None:
    links: list[Element] = []
    text = first = piece.text
    rest = 0
    for found in _NUMBER.finditer(text):
        sentence = (before + text[: found.start()])[-_SENTENCE:]
        shown = _shown(found)
        if shown and (href := _href(shown, sentence, text[found.start() + len(shown) :][:12])):
            between = text[rest : found.start()]
            link = Element("a", {"href": href})
            link.text = shown
            if links:
                links[-1].tail = between
            else:
                first = between
            links.append(link)
            rest = found.start() + len(shown)
    if links:
        links[-1].tail = text[rest:]
        _put(piece, first, links)


def _shown(found: re.Match[str]) -> str:
    """As much of the match as is one number: digits that follow after a space may be something else."""
    text = found[0]
    while found["full"] and not dialled(text):
        if not _LAST_GROUP.search(text):
            return ""
        text = _LAST_GROUP.sub("", text)
    return text


def _href(number: str, sentence: str, after: str) -> str:
    digits = dialled(number)
    if not digits:
        return ""
    verbs = _VERB.findall(_ENDS.split(sentence)[-1])
    is_short = not digits.startswith("+")
    is_meant = digits == "116123" or bool(verbs) or sentence.endswith("NHS ")
    if is_short and (not is_meant or _COUNTED.match(after)):
        return ""
    either = len(verbs) > 1 and verbs[-2].lower() not in _TEXTS and re.search(r"(?:or|and|/)\s*\w+\W*$", sentence)
    texts = bool(verbs) and verbs[-1].lower() in _TEXTS and (is_short or digits.startswith(_MOBILE)) and not either
    return f"{'sms' if texts else 'tel'}:{digits}"


def _put(piece: Piece, first: str, links: list[Element]) -> None:
    holder = piece.parent if piece.is_tail else piece.element
    index = list(holder).index(piece.element) + 1 if piece.is_tail else 0
    piece.replace(first)
    for link in reversed(links):
        holder.insert(index, link)


def register(md: Markdown) -> None:
    """After inline markup, before typography."""
    md.treeprocessors.register(Phones(md), "phones", 13)
