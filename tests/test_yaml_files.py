"""Service files are changed in place: what is put in can be read again, and all else stays byte for byte."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nottalone_ssg.importing.yaml_files import KEYS, Edit, edited, written
from nottalone_ssg.yaml_text import CONTROL, Value, parse_yaml

FILE = """\
# about it
name: Open Door  # on the sign
summary: >
  A drop-in where you can talk
  to somebody.

offers:
  # both
  - "tea: and cake"
  - talk
ages: 11-25
topics: [anxiety,
  sleep]   # two
contacts:
  - phone: 01623 000 000
    # by day
    hours: mon-fri
  # a site
  - {web: "https://example.org", note: New}
unknown key: stays
source: {page: "https://example.org/a", on: 2026-10-01, confidence: high}
next check: 2027-04-12
# the end
"""


def read(text: str) -> dict[str, Value]:
    document, problems = parse_yaml(text, "x.yaml")
    assert problems == []
    return document.value


ONE = {
    "a text in its place": (Edit(("name",), "Door"), ("name: Open Door  #", "name: Door  #")),
    "a text that needs quotes": (Edit(("ages",), "a: b"), ("ages: 11-25", 'ages: "a: b"')),
    "a folded text": (
        Edit(("summary",), "New."),
        ("summary: >\n  A drop-in where you can talk\n  to somebody.\n", "summary: New.\n"),
    ),
    "a list in brackets": (
        Edit(("topics",), ["sleep"]),
        ("topics: [anxiety,\n  sleep]   # two", "topics: [sleep]   # two"),
    ),
    "a key inside brackets": (Edit(("source", "on"), "2026-11-01"), ("on: 2026-10-01", "on: 2026-11-01")),
    "a new key inside brackets": (
        Edit(("source", "dated"), "2026"),
        ('a", on: 2026', 'a", dated: 2026, on: 2026'),
    ),
    "a new key": (Edit(("cost",), "free"), ("contacts:\n", "cost: free\ncontacts:\n")),
    "a key of a contact": (Edit(("contacts", 0, "hours"), "always"), ("hours: mon-fri", "hours: always")),
    "a new key of a contact": (
        Edit(("contacts", 0, "label"), "Desk"),
        ("    # by day\n", "    label: Desk\n    # by day\n"),
    ),
    "a new key of a contact in brackets": (
        Edit(("contacts", 1, "label"), "A, b"),
        ('org", note', 'org", label: "A, b", note'),
    ),
    "a new contact": (
        Edit(("contacts",), {"visit": "1 Street, Town", "note": "Ring."}, "add"),
        ("note: New}\n", "note: New}\n  - visit: 1 Street, Town\n    note: Ring.\n"),
    ),
    "a contact that is gone": (
        Edit(("contacts", 0), kind="remove"),
        ("  - phone: 01623 000 000\n    # by day\n    hours: mon-fri\n", ""),
    ),
    "a key that is gone": (Edit(("ages",), kind="remove"), ("ages: 11-25\n", "")),
    "a key inside brackets that is gone": (Edit(("source", "on"), kind="remove"), (", on: 2026-10-01", "")),
    "the first key inside brackets that is gone": (
        Edit(("source", "page"), kind="remove"),
        ('page: "https://example.org/a", ', ""),
    ),
}


@pytest.mark.parametrize("name", ONE)
@pytest.mark.parametrize("breaks", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_one_change_touches_one_place(name: str, breaks: str, mark: str) -> None:
    edit, (old, new) = ONE[name]
    assert FILE.count(old) == 1
    before, after = (mark + text.replace("\n", breaks) for text in (FILE, FILE.replace(old, new)))
    assert edited(before, [edit]) == after


def test_many_changes_at_once_are_each_of_them() -> None:
    """Offsets of one must not move those of another."""
    some = [pair for name, pair in ONE.items() if "gone" not in name]
    text = FILE
    for _, (old, new) in some:
        text = text.replace(old, new)
    assert edited(FILE, [edit for edit, _ in some]) == text


def test_a_file_without_a_line_break_at_its_end_gets_one() -> None:
    assert edited("name: a", [Edit(("cost",), "free")]) == "name: a\ncost: free\n"


def test_what_has_nothing_behind_its_colon_is_filled_in() -> None:
    text = edited(
        "name: a\ncost:\ntopics:   # none yet\nages: 1-2\n", [Edit(("cost",), "free"), Edit(("topics",), ["b"])]
    )
    assert read(text) == {"name": "a", "cost": "free", "topics": ["b"], "ages": "1-2"}


def test_a_long_text_goes_on_in_the_next_line() -> None:
    text = written({"summary": "word " * 50 + "end."})
    assert max(map(len, text.splitlines())) <= 100
    assert read(text) == {"summary": "word " * 50 + "end."}


_text = st.text(min_size=1).filter(lambda text: text == " ".join(text.split()) and text and not CONTROL.search(text))
_list = st.lists(_text, min_size=1, max_size=4)
_contact = st.dictionaries(st.sampled_from(["phone", "note", "label"]), _text, min_size=1)


@given(_text, _list, _contact, _text)
def test_whatever_is_put_in_can_be_read_again(
    text: str, things: list[str], contact: dict[str, str], inner: str
) -> None:
    """Names come from people and from other programs: each sign of YAML may be in them."""
    edits = [
        Edit(("name",), text),
        Edit(("offers",), [*things]),
        Edit(("how to refer",), text),
        Edit(("also called",), [*things]),
        Edit(("contacts",), {**contact}, "add"),
        Edit(("contacts", 1, "note"), inner),
        Edit(("source", "said"), inner),
    ]
    expected = read(FILE)
    expected |= {"name": text, "offers": [*things], "how to refer": text, "also called": [*things]}
    contacts, source = expected["contacts"], expected["source"]
    assert isinstance(contacts, list)
    assert isinstance(source, dict)
    assert isinstance(contacts[1], dict)
    contacts[1]["note"] = inner
    contacts.append({**contact})
    source["said"] = inner
    found = edited(FILE, edits)
    assert read(found) == expected
    for comment in ("# about it", "# on the sign", "# two", "# by day", "# a site", "# the end"):
        assert comment in found


@given(
    st.dictionaries(st.sampled_from([key for key in KEYS if key != "id"]), _text | _list.map(list), min_size=1),
    _contact,
)
def test_whatever_is_written_can_be_read_again(value: dict[str, Value], contact: dict[str, str]) -> None:
    value |= {"contacts": [{**contact}], "source": {**contact}}
    text = written(value)
    assert read(text) == value
    assert [key for key in KEYS if key in value] == list(read(text))
