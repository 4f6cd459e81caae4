"""Phone and text numbers: from what an editor typed to what is shown and what is dialled.

Checked and formatted with Google's libphonenumber data (the `phonenumbers` package), its short numbers
included, so that 999, 111, 116 123 and 85258 are numbers like any other.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Literal
from urllib.parse import quote

from pydantic import BeforeValidator

from nottalone_ssg.values import fault, words_of

REGION, COUNTRY = "GB", 44

Tariff = Literal["free", "landline", "03", "extra"]
# Ofcom's rules for what a call within the UK costs (General Conditions of Entitlement, part B1; National Telephone
# Numbering Plan): nobody may charge for 0800 and 0808 (since 1 July 2015), 116 and the numbers of three digits here,
# from a landline or a mobile; 03 costs no more than 01 and 02, and counts as these in a plan; 084, 087, 09 and 118
# have a charge of their own on top. Of mobile numbers nothing is certain.
_TARIFFS: tuple[tuple[str, Tariff], ...] = (
    (r"999|112|111|116\d{3}|\+448(00|08)\d+", "free"),
    (r"\+44[12]\d+", "landline"),
    (r"\+443\d+", "03"),
    (r"\+44(84|87|9)\d+|118\d{3}", "extra"),
)


@dataclass(frozen=True)
class Phone:
    """A number to ring."""

    number: str  # as people read it: 0115 956 0888
    dialled: str  # as a phone dials it: +441159560888, or 116123

    def __str__(self) -> str:
        return self.number

    @property
    def href(self) -> str:
        """RFC 3966."""
        return f"tel:{self.dialled}"

    @property
    def tariff(self) -> Tariff | None:
        """What a call costs by the rules of the number itself; None where they leave it open."""
        return next((tariff for shape, tariff in _TARIFFS if re.fullmatch(shape, self.dialled)), None)


@dataclass(frozen=True)
class TextNumber:
    """A number to send a text message to, perhaps with a word that says who you want to reach."""

    number: str
    dialled: str
    word: str = ""

    def __str__(self) -> str:
        return f"{self.word} to {self.number}" if self.word else self.number

    @property
    def href(self) -> str:
        """RFC 5724. The word goes into the message, so that only Send is left to press."""
        return f"sms:{self.dialled}?body={quote(self.word)}" if self.word else f"sms:{self.dialled}"


def read_phone(value: object) -> Phone:
    """`0115 956 0888`, `116 123` or `999`."""
    if isinstance(value, Phone):
        return value
    text = words_of(value, "a phone number")
    if re.search(r"[^\W\d_]", text):
        hint = "Write digits and spaces, such as 0115 956 0888. Options and extensions go into the note."
        fault("phone", f'phone "{text}" has letters in it', hint)
    number, dialled = _formatted(text)
    return Phone(number, dialled)


def read_text_number(value: object) -> TextNumber:
    """`85258 with the word SHOUT`, or a number alone."""
    if isinstance(value, TextNumber):
        return value
    text = " ".join(words_of(value, "a text number").split())
    found = re.fullmatch(r"([0-9 ()+-]+?)(?: with the word (\w+))?", text)
    if not found:
        fault(
            "phone",
            f'text "{text}" cannot be read',
            "Write it as 85258 with the word SHOUT, or the number alone.",
        )
    number, dialled = _formatted(found[1])
    return TextNumber(number, dialled, found[2] or "")


@lru_cache(maxsize=4096)  # the loader and the Markdown see the same numbers again and again
def _formatted(text: str) -> tuple[str, str]:
    import phonenumbers
    from phonenumbers import shortnumberinfo

    if stray := re.search(r"[^0-9\s()+-]", text):
        hint = "Write digits and spaces, such as 0115 956 0888. Two numbers are two contacts."
        fault("phone", f'phone "{text}" has a "{stray[0]}" in it', hint)
    try:
        parsed = phonenumbers.parse(text, REGION)
    except phonenumbers.NumberParseException:
        fault("phone", f'"{text}" is not a phone number', "Write digits and spaces, such as 0115 956 0888.")
    if shortnumberinfo.is_valid_short_number_for_region(parsed, REGION):
        digits = str(parsed.national_number)  # +44 999 is dialled 999
        return (f"{digits[:3]} {digits[3:]}" if len(digits) == 6 else digits), digits
    if phonenumbers.is_valid_number(parsed):
        style = phonenumbers.PhoneNumberFormat
        shown = style.NATIONAL if parsed.country_code == COUNTRY else style.INTERNATIONAL
        return phonenumbers.format_number(parsed, shown), phonenumbers.format_number(parsed, style.E164)
    return fault("phone", f'"{text}" is not a number that exists in the UK', "Check it: a digit may be missing.")


PhoneNumber = Annotated[Phone, BeforeValidator(read_phone)]
TextMessageNumber = Annotated[TextNumber, BeforeValidator(read_text_number)]
