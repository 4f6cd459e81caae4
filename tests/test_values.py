"""Small values: ages, addresses, dates, web addresses, emails and ids, as editors type them and as they are refused."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from nottalone_ssg.model.service import Contact
from nottalone_ssg.values import (
    Address,
    Ages,
    read_address,
    read_ages,
    read_date,
    read_email,
    read_id,
    read_list,
    read_partial_date,
    read_web_address,
)
from nottalone_ssg.views.words import bare_address, some_day

Reader = Callable[[object], object]
READERS: list[Reader] = [
    read_address,
    read_ages,
    read_date,
    read_email,
    read_id,
    read_partial_date,
    read_web_address,
]


def refusal_of(read: Reader, typed: object) -> str:
    """What the editor is told; fails if the value is taken, or refused without a way to mend it."""
    with pytest.raises(PydanticCustomError) as refusal:
        read(typed)
    assert refusal.value.context is not None
    assert refusal.value.context["hint"]
    return refusal.value.message()


@pytest.mark.parametrize(
    ("typed", "ages", "said"),
    [
        ("11-25", Ages(11, 25), "11 to 25"),
        ("11 - 25", Ages(11, 25), "11 to 25"),
        ("11 to 25", Ages(11, 25), "11 to 25"),
        ("0-5", Ages(0, 5), "0 to 5"),
        ("18-18", Ages(18, 18), "18 to 18"),
        ("18 and over", Ages(18, None), "18 and over"),
        ("18+", Ages(18, None), "18 and over"),
        ("up to 18", Ages(None, 18), "Up to 18"),
        ("All ages", Ages(), "All ages"),
    ],
)
def test_ages_are_read_and_said(typed: str, ages: Ages, said: str) -> None:
    assert read_ages(typed) == ages
    assert str(ages) == said


@pytest.mark.parametrize("typed", ["", "young", "25", "under 18", "11-", "-5-10", "11–25", "1000 and over", "11-25-30"])  # noqa: RUF001
def test_other_ages_are_refused(typed: str) -> None:
    assert refusal_of(read_ages, typed) == f'"{typed}" is not an age range'


@pytest.mark.parametrize("typed", ["25-11", "11-250"])
def test_ages_that_cannot_be_are_refused(typed: str) -> None:
    assert "run backwards or past 120" in refusal_of(read_ages, typed)


@pytest.mark.parametrize(
    ("typed", "address", "said"),
    [
        (
            "1 Example Street, Mansfield, NG18 1AA",
            Address(("1 Example Street", "Mansfield"), "NG18 1AA"),
            "1 Example Street, Mansfield, NG18 1AA",
        ),
        ("1 A Street,Mansfield , ng181aa", Address(("1 A Street", "Mansfield"), "NG18 1AA"), None),
        ("The Hall, Sheffield, S1 2HH", Address(("The Hall", "Sheffield"), "S1 2HH"), None),
        ("The Hall, London, EC1A 1BB", Address(("The Hall", "London"), "EC1A 1BB"), None),
        ("The Hall, London, W1A 0AX,", Address(("The Hall", "London"), "W1A 0AX"), None),
        ("NG1 8AA", Address((), "NG1 8AA"), "NG1 8AA"),
        ("Above the library, Worksop", Address(("Above the library", "Worksop")), "Above the library, Worksop"),
        ("FREEPOST NOTTALONE", Address(("FREEPOST NOTTALONE",)), "FREEPOST NOTTALONE"),
    ],
)
def test_addresses_are_read_line_by_line_with_the_postcode_apart(
    typed: str, address: Address, said: str | None
) -> None:
    """The lines go onto an envelope, the postcode into maps and open data."""
    assert read_address(typed) == address
    if said:
        assert str(address) == said


@pytest.mark.parametrize("postcode", ["NG18 1A", "NG18 IAA", "NG18 1CA", "DN22 66", "S1 22H", "NG181A"])
def test_a_slip_in_a_local_postcode_is_seen(postcode: str) -> None:
    """O for 0 and I for 1 are the common slips; a wrong postcode sends somebody to the wrong street."""
    assert refusal_of(read_address, f"1 Example Street, {postcode}") == f'"{postcode}" is not a postcode'


@pytest.mark.parametrize("typed", ["", " , ,"])
def test_an_empty_address_is_refused(typed: str) -> None:
    assert refusal_of(read_address, typed) == "the address is empty"


def test_dates_are_year_month_day() -> None:
    assert read_date("2026-10-12") == date(2026, 10, 12)
    assert read_date(" 2028-02-29 ") == date(2028, 2, 29)


@pytest.mark.parametrize("typed", ["12/10/2026", "12-10-2026", "2026-1-2", "20261012", "2026-W41-1", "tomorrow", ""])
def test_dates_in_another_form_are_refused(typed: str) -> None:
    """12/10 is December in one country and October in another."""
    assert refusal_of(read_date, typed) == f'"{typed}" is not a date'


@pytest.mark.parametrize("typed", ["2026-02-29", "2026-13-01", "2026-00-10", "2026-06-31", "0000-01-01"])
def test_days_that_do_not_exist_are_refused(typed: str) -> None:
    assert refusal_of(read_date, typed) == f"there is no day {typed}"


@pytest.mark.parametrize(
    ("typed", "said"), [("2025", "2025"), ("2025-03", "March 2025"), ("2025-03-09", "9 March 2025")]
)
def test_a_source_may_print_a_year_or_a_month_only(typed: str, said: str) -> None:
    assert read_partial_date(typed) == typed
    assert some_day(typed) == said


@pytest.mark.parametrize("typed", ["25", "2025-13", "2025-00", "March 2025", "2025-02-30", "2025-3"])
def test_a_sources_date_in_another_form_is_refused(typed: str) -> None:
    assert typed in refusal_of(read_partial_date, typed)


@pytest.mark.parametrize(
    "typed",
    [
        "https://example.org",
        "http://example.org/",
        "https://www.example.org/help?topic=sleep&x=1#now",
        "https://example.org:8080/a(b)",
        "https://bücher.example/",
    ],
)
def test_web_addresses_are_taken_as_they_are(typed: str) -> None:
    assert read_web_address(f" {typed} ") == typed


@pytest.mark.parametrize(
    "typed",
    [
        "example.org",
        "www.example.org",
        "javascript:alert(1)//example.org",
        "data:text/html,x.y",
        "ftp://example.org",
        "//example.org",
        "HTTPS://",
        "https://localhost",
        "https://me:secret@example.org",
        "https://example.org/a b",
        "https://example.org\n.evil.example",
        "https://[example.org/",
        "https://example.org]/",
        "https://example.org℀.example/",
        "",
    ],
)
def test_what_is_no_web_address_is_refused(typed: str) -> None:
    assert refusal_of(read_web_address, typed) == f'"{typed}" is not a web address'


@given(st.from_regex(r"https?://\S+\.\S+", fullmatch=True))
@example("https://example.org℀.example/")
def test_every_web_address_that_is_taken_can_be_printed(typed: str) -> None:
    """What a view cannot split would stop the build with a traceback."""
    try:
        url = read_web_address(typed)
    except PydanticCustomError:
        return
    assert bare_address(url)


@pytest.mark.parametrize("typed", ["hello@example.org", "a.b+c@mail.example.co.uk", "o'neill@example.org"])
def test_email_addresses_are_taken_as_they_are(typed: str) -> None:
    assert read_email(typed) == typed


@pytest.mark.parametrize(
    "typed",
    [
        "hello",
        "hello@example",
        "hello@example.",
        "@example.org",
        "a@b@example.org",
        "a b@example.org",
        "mailto:hello@example.org",
        "Hello <hello@example.org>",
        "a@example.org, b@example.org",
        "",
    ],
)
def test_what_is_no_email_address_is_refused(typed: str) -> None:
    assert refusal_of(read_email, typed) == f'"{typed}" is not an email address'


@pytest.mark.parametrize(
    ("typed", "id_"),
    [
        ("young-people", "young-people"),
        ("Young people", "young-people"),
        (" parents  and carers ", "parents-and-carers"),
        ("self_harm", "self-harm"),
    ],
)
def test_a_thing_may_be_named_by_its_id_or_its_name(typed: str, id_: str) -> None:
    assert read_id(typed) == id_


def test_a_webchat_that_is_a_list_is_refused() -> None:
    """Its brackets and quotes would be printed on the page."""
    with pytest.raises(ValidationError, match="a webchat has to be one piece of text"):
        Contact.model_validate({"webchat": ["on the website", "daily"]})


def test_a_list_may_be_written_in_one_line() -> None:
    assert read_list("self, GP,, ") == ("self", "GP")
    assert read_list(["self", "GP, or nurse"]) == ("self", "GP, or nurse")


@pytest.mark.parametrize("read", READERS)
@given(typed=st.one_of(st.text(max_size=30), st.lists(st.text(max_size=3), max_size=2), st.just({"a": "b"})))
def test_whatever_is_typed_is_read_or_refused(read: Reader, typed: object) -> None:
    """Reading is total: an editor sees words, never a traceback."""
    try:
        read(typed)
    except PydanticCustomError:
        return
    assert isinstance(typed, str), "a list or a form is not one piece of text"


@given(st.integers(0, 120), st.integers(0, 120))
def test_every_range_of_ages_is_read_exactly_if_it_runs_forwards(lowest: int, highest: int) -> None:
    try:
        assert read_ages(f"{lowest}-{highest}") == Ages(lowest, highest)
        assert lowest <= highest
    except PydanticCustomError:
        assert lowest > highest
