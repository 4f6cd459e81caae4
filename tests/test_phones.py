"""Phone and text numbers: shown as people read them, dialled as phones dial them, refused if nobody could answer."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from nottalone_ssg.model.phones import Phone, TextNumber, read_phone, read_text_number

SERVICES = Path(__file__).parent.parent / "content" / "services"

NUMBERS = {  # typed: shown, dialled
    "999": ("999", "tel:999"),
    "111": ("111", "tel:111"),
    "101": ("101", "tel:101"),
    "112": ("112", "tel:112"),
    "119": ("119", "tel:119"),
    "116 123": ("116 123", "tel:116123"),
    "116123": ("116 123", "tel:116123"),
    "+44 116 123": ("116 123", "tel:116123"),
    "+44 999": ("999", "tel:999"),
    "0115 956 0888": ("0115 956 0888", "tel:+441159560888"),
    "01159560888": ("0115 956 0888", "tel:+441159560888"),
    "(0115) 956-0888": ("0115 956 0888", "tel:+441159560888"),
    "+44 115 956 0888": ("0115 956 0888", "tel:+441159560888"),
    "+44 (0)115 956 0888": ("0115 956 0888", "tel:+441159560888"),
    "0044 115 956 0888": ("0115 956 0888", "tel:+441159560888"),
    "01623 000 000": ("01623 000000", "tel:+441623000000"),
    "0800 1111": ("0800 1111", "tel:+448001111"),
    "0800 068 4141": ("0800 068 4141", "tel:+448000684141"),
    "03000 200 247": ("0300 020 0247", "tel:+443000200247"),
    "07480 635723": ("07480 635723", "tel:+447480635723"),
    "+353 1 234 5678": ("+353 1 234 5678", "tel:+35312345678"),  # Ireland: without the country it would ring in Britain
    "+1 212 555 0100": ("+1 212-555-0100", "tel:+12125550100"),
}

TEXTS = {  # typed: said, dialled
    "85258 with the word SHOUT": ("SHOUT to 85258", "sms:85258?body=SHOUT"),
    "85258  with the word  SHOUT": ("SHOUT to 85258", "sms:85258?body=SHOUT"),
    "85258": ("85258", "sms:85258"),
    "07480 635723": ("07480 635723", "sms:+447480635723"),
    "07480 635723 with the word HELP": ("HELP to 07480 635723", "sms:+447480635723?body=HELP"),
    "85258 with the word CAFÉ": ("CAFÉ to 85258", "sms:85258?body=CAF%C3%89"),
}

REFUSED = {
    "0115 OPEN": 'phone "0115 OPEN" has letters in it',
    "0115 956 0888 ext 2": "has letters in it",
    "116 123 option 2": "has letters in it",
    "0115 956 0888 / 0115 956 0999": 'has a "/" in it',
    "0115.956.0888": 'has a "." in it',
    "0115 956 0888#2": 'has a "#" in it',
    "٩٩٩": 'has a "٩" in it',  # digits of another script: a phone could not dial the link
    "0115 956 088": "is not a number that exists in the UK",
    "0115 956 0888 0115 956 0999": "is not a phone number",
    "0115 956 0888 (2)": "is not a number that exists in the UK",
    "0999": "is not a number that exists in the UK",
    "000": "is not a number that exists in the UK",
    "+999": "is not a phone number",
    "()": "is not a phone number",
    "": "is not a phone number",
    "0" * 5000: "is not a phone number",
}


@pytest.mark.parametrize("typed", NUMBERS)
def test_a_number_is_shown_as_people_read_it_and_dialled_in_full(typed: str) -> None:
    """A phone abroad, or one with another country's card, dials the full number too (RFC 3966)."""
    phone = read_phone(typed)
    assert (str(phone), phone.href) == NUMBERS[typed]


@pytest.mark.parametrize("typed", TEXTS)
def test_a_text_number_takes_its_word_along(typed: str) -> None:
    """The word is in the message already, so that only Send is left (RFC 5724; escaped as RFC 3986 has it)."""
    number = read_text_number(typed)
    assert (str(number), number.href) == TEXTS[typed]


@pytest.mark.parametrize("typed", REFUSED)
def test_what_nobody_could_dial_is_refused(typed: str) -> None:
    with pytest.raises(PydanticCustomError) as refusal:
        read_phone(typed)
    assert REFUSED[typed] in refusal.value.message()
    assert refusal.value.context is not None
    assert refusal.value.context["hint"]


@pytest.mark.parametrize(
    "typed",
    ["SHOUT to 85258", "85258 with the word", "85258 with the word TWO WORDS", "85258 with the word A&B=1", "", "word"],
)
def test_a_text_number_in_another_form_is_refused_with_the_form_to_write(typed: str) -> None:
    with pytest.raises(PydanticCustomError) as refusal:
        read_text_number(typed)
    assert f'text "{typed}" cannot be read' in refusal.value.message()
    assert "85258 with the word SHOUT" in str(refusal.value.context)


def test_a_text_number_that_does_not_exist_is_refused() -> None:
    with pytest.raises(PydanticCustomError, match="is not a number that exists"):
        read_text_number("07480 63572 with the word HELP")


def test_very_long_text_numbers_are_refused_at_once() -> None:
    """A pattern that tries every way to split the spaces would take minutes here."""
    with pytest.raises(PydanticCustomError):
        read_text_number("1" + " " * 500_000 + "!")


def test_a_list_is_not_a_number() -> None:
    for read in (read_phone, read_text_number):
        with pytest.raises(PydanticCustomError, match="one piece of text"):
            read(["116", "123"])


def test_numbers_read_once_stay_as_they_are() -> None:
    phone, text = Phone("1", "1"), TextNumber("1", "1")
    assert read_phone(phone) is phone
    assert read_text_number(text) is text


@given(st.text("0123456789 ()+-", max_size=24) | st.text(max_size=24))
@example("+44 85258")
@example("+44 116 123")
@example("0115 9560888 +")
def test_no_digit_is_ever_lost_or_added(typed: str) -> None:
    """Reading is total, and never dials what the editor did not type; a number is the one thing that must be right."""
    try:
        phone = read_phone(typed)
    except PydanticCustomError:
        return
    shown, dialled = _digits(phone.number), phone.dialled.lstrip("+")
    assert _national(_digits(typed)) == _national(shown)
    assert _national(dialled) == _national(shown)
    assert re.fullmatch(r"tel:\+?[0-9]+", phone.href)


def _digits(text: str) -> str:
    return re.sub(r"[^0-9]", "", text)


def _national(digits: str) -> str:
    """Without the ways to say "from abroad" and "within the country": 00, 44, 0 in front."""
    return re.sub(r"^(00)?(44)?0*", "", digits)


def _typed_numbers() -> Iterator[tuple[str, str, str]]:
    for file in sorted(SERVICES.glob("*.yaml")):
        contacts = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader).get("contacts", [])
        for contact in contacts:
            for way in ("phone", "text"):
                if way in contact:
                    yield file.name, way, contact[way]


def test_every_number_of_the_directory_is_shown_with_the_digits_that_were_typed() -> None:
    """Formatting may move a space; it must never change who picks up."""
    numbers = list(_typed_numbers())
    assert sum(way == "phone" for _, way, _ in numbers) > 100
    assert sum(way == "text" for _, way, _ in numbers) > 3
    for file, way, typed in numbers:
        read = read_phone(typed) if way == "phone" else read_text_number(typed)
        assert _digits(read.number) == _digits(typed), file
        assert _national(_digits(unquote(read.href).split("?")[0])) == _national(_digits(typed)), file
        if isinstance(read, TextNumber) and read.word:
            assert typed.endswith(read.word), file


@pytest.mark.parametrize(
    ("number", "tariff"),
    [
        ("999", "free"),
        ("111", "free"),
        ("116 123", "free"),
        ("0800 1111", "free"),
        ("0808 196 3779", "free"),
        ("0115 956 0888", "landline"),
        ("020 7946 0000", "landline"),
        ("0300 123 3393", "03"),
        ("0845 790 9090", "extra"),
        ("0870 123 4567", "extra"),
        ("07900 000 000", None),
        ("101", None),
        ("+33 1 42 68 53 00", None),
    ],
)
def test_what_a_call_costs_follows_from_the_number_where_a_rule_says_so(number: str, tariff: str | None) -> None:
    assert read_phone(number).tariff == tariff
