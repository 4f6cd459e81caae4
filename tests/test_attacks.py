"""What nobody means to write and some day somebody does: odd bytes, files and values. Never a traceback, never a hang.

Mistakes in ordinary words are in tests/mistakes/; these here cannot be written into a text file, or are too large.
"""

import os
import shutil
import sys
from datetime import date
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from workbench import ROOT, TODAY, SiteFolder, copy_of

from nottalone_ssg.load import load_site
from nottalone_ssg.problems import Place, Problem
from nottalone_ssg.sources import Source

SERVICE = "content/services/open-door.yaml"
PAGE = "content/pages/topics/sleep.md"
TAIL = "\n\n1 problem. Nothing was published; the last good site is as it was.\n"


def told(site: SiteFolder) -> str:
    """What the editor is told of the one problem that there is."""
    outcome = site.run()
    assert outcome.code == 1, outcome
    assert outcome.text.endswith(TAIL), outcome.text[:2000]
    assert not site.out.exists()
    return outcome.text.removesuffix(TAIL)


# Bytes

NOT_UTF_8 = (
    "there is a character here that is not UTF-8\n    Save the file as UTF-8 (in most editors: Save As, then Encoding)."
)
CONTROL = "there is an invisible control character here\n    Delete it."
TOO_DEEP = "lists stand in lists too deeply\n    Look for a bracket that is opened again and again."


def test_byte_order_marks_and_windows_line_ends_change_nothing(tmp_path: Path) -> None:
    """Some editors write them, and nobody can see them."""
    plain, marked = copy_of("small", tmp_path / "plain"), copy_of("small", tmp_path / "marked")
    for file in marked.content.rglob("*.*"):
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert (plain.run().code, marked.run().code) == (0, 0)
    assert marked.published() == plain.published()


def test_places_are_right_behind_a_byte_order_mark_and_windows_line_ends(site: SiteFolder) -> None:
    file = site.content / "services/open-door.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"anxiety", b"anxeity").replace(b"\n", b"\r\n"))
    assert told(site) == f'{SERVICE}:8:10: there is no topic "anxeity"\n    Did you mean anxiety?'


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"name: x\nsummary: caf\xe9\n", f"2:13: {NOT_UTF_8}"),
        ("name: é\nsummary: é ".encode() + b"\xff\n", f"2:12: {NOT_UTF_8}"),  # the column counts characters
        ("name: x\n".encode("utf-16"), f"1:1: {NOT_UTF_8}"),
        (b"name: \xed\xa0\x80\n", f"1:7: {NOT_UTF_8}"),  # half a surrogate pair
        (b"name: a\0b\n", f"1:8: {CONTROL}"),
        (b"name: a\x1b[31mb\n", f"1:8: {CONTROL}"),
        ("name: a\x80b\n".encode(), f"1:8: {CONTROL}"),
        ("name: a\x85b\n".encode(), f"1:8: {CONTROL}"),  # YAML would count this and the next as new lines
        ("name: a\u2028b\n".encode(), f"1:8: {CONTROL}"),
        ("name: a\u202eb\n".encode(), f"1:8: {CONTROL}"),
        ("name: a\ufeffb\n".encode(), f"1:8: {CONTROL}"),
        (b"\xef\xbb\xbf", "1:1: is empty\n    Fill it in or delete it."),
        (b" \r\n\t\r\n", "1:1: is empty\n    Fill it in or delete it."),
        (b"!" * 900_000, "1:1: ! cannot stand at the start of a value\n    Put the whole text in double quotes."),
        (b"- " * 450_000, f"1:43: {TOO_DEEP}"),
        (b"[" * 900_000, f"1:22: {TOO_DEEP}"),
    ],
)
def test_odd_bytes_are_told_of_where_they_are(site: SiteFolder, data: bytes, said: str) -> None:
    site.write(SERVICE, data)
    assert told(site) == f"{SERVICE}:{said}"


@pytest.mark.parametrize("file", [PAGE, "layouts/page.html", "assets/css/90-more.css", "assets/js/more.js"])
def test_other_texts_than_utf_8_are_told_of(site: SiteFolder, file: str) -> None:
    folder, *_ = file.split("/")
    if folder != "content":
        shutil.copytree(ROOT / folder, site.folder / folder)
    site.write(file, b"\xff")
    assert told(site) == f"{file}:1:1: {NOT_UTF_8}"


# Files

OUTSIDE = "is a link to something outside the content folder\n    Put a copy of the file here instead."
NO_FILE = "is a link that does not lead to a file\n    Remove it."


def test_a_file_of_50_mb_is_not_read(site: SiteFolder) -> None:
    with (site.content / "services/big.yaml").open("wb") as file:
        file.truncate(50_000_000)
    hint = "A file may have up to 1 MB. Is it the right file?"
    assert told(site) == f"content/services/big.yaml:1:1: is too large: 50 MB\n    {hint}"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets only administrators make links")
@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("/etc/passwd", OUTSIDE),
        ("/dev/zero", OUTSIDE),
        ("nowhere", NO_FILE),
        ("link.yaml", NO_FILE),
        ("../pages", NO_FILE),
    ],
)
def test_links_stay_inside_and_lead_to_files(site: SiteFolder, target: str, said: str) -> None:
    (site.content / "services/link.yaml").symlink_to(target)
    assert told(site) == f"content/services/link.yaml:1:1: {said}"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
@pytest.mark.parametrize("name", ["services/pipe.yaml", "pages/pipe.md", "site.yaml", "vocabulary/topics.yaml"])
def test_a_pipe_is_not_waited_for(site: SiteFolder, name: str) -> None:
    (site.content / name).unlink(missing_ok=True)
    os.mkfifo(site.content / name)
    assert told(site) == f"content/{name}:1:1: is not an ordinary file\n    Remove it."


@pytest.mark.parametrize("name", ["site.yaml", "services/samaritans.yaml", "pages/topics/sleep.md", "pages/a-z.md"])
def test_a_file_that_nobody_may_read_brings_no_other_complaints(
    site: SiteFolder, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Patched, since whoever runs the tests as root may read everything."""
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path == site.content / name:
            raise PermissionError(13, "Permission denied", str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    said = "cannot be read: Permission denied\n    Look at the file's permissions."
    assert told(site) == f"content/{name}:1:1: {said}"


def test_a_folder_that_nobody_may_enter_is_told_of(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    """What lies in it would else be missing from the site without a word."""
    scan = os.scandir

    def refuse(path: str) -> object:
        if Path(path).name == "guides":
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    (site.content / "pages/guides").mkdir()
    monkeypatch.setattr(os, "scandir", refuse)
    assert told(site) == "content/pages/guides:1:1: this folder cannot be read\n    Look at its permissions."


def test_an_empty_content_folder_publishes_nothing(tmp_path: Path) -> None:
    site = SiteFolder(tmp_path)
    site.content.mkdir()
    assert told(site) == "content:1:1: there is nothing in this folder\n    Name another, or fill it."


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("Not Yet", "not-yet"),
        ("a..b", "a-b"),
        ("x" * 200 + "Y", "x" * 200 + "y"),
        ("a\u202eb", "a-b"),
        ("\N{GRINNING FACE}", "a-name"),
    ],
)
def test_names_that_no_address_can_have(site: SiteFolder, name: str, hint: str) -> None:
    (site.content / "services/not-yet.yaml").rename(site.content / f"services/{name}.yaml")
    shown = name.replace("\u202e", "<U+202E>")
    said = f'"{shown}" cannot be part of an address\n    Use small letters, digits and hyphens: {hint}'
    assert told(site) == f"content/services/{shown}.yaml:1:1: {said}"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems allow no such name")
def test_a_name_in_no_encoding(site: SiteFolder) -> None:
    (site.content / "services/not-yet.yaml").rename(site.content / os.fsdecode(b"services/\xff.yaml"))
    assert told(site).startswith('content/services/<U+DCFF>.yaml:1:1: "<U+DCFF>" cannot be part of an address')


@pytest.mark.skipif(sys.platform != "linux", reason="other systems take the two for one")
def test_names_that_differ_only_in_capitals(site: SiteFolder) -> None:
    (site.content / "services/Open-Door.yaml").write_bytes((site.content / "services/open-door.yaml").read_bytes())
    both = "content/services/Open-Door.yaml and content/services/open-door.yaml"
    assert f"two files publish /services/open-door/: {both}" in site.run().text


# Values

ARABIC = {ord("0") + digit: 0x660 + digit for digit in range(10)}  # \d takes these digits, and int() reads them
WEB = "web: https://example.org/open-door\n"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("2027-04-12", "9999-12-31", "26:13: the year of 9999-12-31 cannot be right"),
        ("dated: 2025-03", "dated: '0000'", '24:56: "0000" is not a date'),
        ("01623 000 000", "0115 956 0888\u200b", '20:12: phone "0115 956 0888<U+200B>" has a "<U+200B>" in it'),
        (WEB, "web: https://example.org/\u200b\n", '23:10: "https://example.org/<U+200B>" is not a web address'),
        (WEB, 'web: https://a.org/"onclick=x\n', '23:10: "https://a.org/"onclick=x" is not a web address'),
        (WEB, "webchat: {a: b}\n", "23:14: a webchat has to be one piece of text"),
        (WEB, "webchat: javascript:x\n", '23:14: "javascript:x" is not a web address'),
        (WEB, "email: a@b..c\n", '23:12: "a@b..c" is not an email address'),
        ("cost: free", "cost: {}", '13:7: "cost" has to be one piece of text'),
        ("cost: free", "status: [live]", '13:9: "status" has to be one piece of text'),
        ("cost: free", "status: |\n  li\n  ve", '13:9: there is no status "li ve"'),
        ("name: Open Door\n", 'name: "\\ud800"\n', "1:10: a backslash stands in a text with double quotes"),
        ("name: Open Door\n", "name: ? x\n", "1:7: a special character stands where a text should start"),
        ("name: Open Door\n", "? {name: x}\n: y\n", "1:3: a key has to be a word"),
    ],
)
def test_odd_values_are_told_of_where_they_are(site: SiteFolder, old: str, new: str, said: str) -> None:
    site.replace(SERVICE, old, new)
    assert told(site).startswith(f"{SERVICE}:{said}")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("2027-04-12", "is not a date"),
        ("11-25", "is not an age range"),
        ("tue 16:00-19:00", "cannot be read"),
        ("01623 000 000", "in it"),
    ],
)
def test_digits_of_other_scripts_are_told_of(site: SiteFolder, value: str, said: str) -> None:
    """A phone here cannot dial them, and a date in them would not sort among the others."""
    foreign = value.translate(ARABIC)
    site.replace(SERVICE, value, foreign)
    assert f'{foreign}" ' in told(site)
    assert said in told(site)


@pytest.mark.parametrize("alias", ["/..", "/../x/", "/./x/", "/.a", "//x/", "/x y/", "/a" * 2000, "/" + "a" * 300])
def test_old_addresses_stay_inside_the_site(site: SiteFolder, alias: str) -> None:
    site.replace(PAGE, "[/insomnia/]", f"['{alias}']")
    assert "is not an address on this site" in told(site)


@pytest.mark.parametrize(
    "alias", ["/_redirects", "/feed.xml/", "/404.html/", "/topics/sleep/index.html", "/assets/a.css"]
)
def test_old_addresses_are_not_in_use(site: SiteFolder, alias: str) -> None:
    site.replace(PAGE, "[/insomnia/]", f"[{alias}]")
    assert told(site).startswith(f"{PAGE}:9:11: ")


def test_an_old_address_cannot_be_a_file_and_a_folder(site: SiteFolder) -> None:
    site.replace(PAGE, "[/insomnia/]", "[/old.php, /old.php/more/]")
    assert told(site).startswith(f"{PAGE}:9:21: /old.php/more/ is in use")


@pytest.mark.parametrize("value", ["{}", "[]", "[[]]", "''", "~", "0300", "9:30", "no", "|\n  a\n  b", "{{ 7*7 }}"])
@pytest.mark.parametrize("key", ["help strip", "menu", "stage", "exit page", "grace days"])
def test_odd_settings_are_told_of(site: SiteFolder, key: str, value: str) -> None:
    before, _, after = (site.content / "site.yaml").read_text(encoding="utf-8").partition(f"{key}:")
    rest = after.splitlines(keepends=True)[1:]
    while rest and rest[0].startswith("  "):
        rest = rest[1:]
    site.write("content/site.yaml", f"{before}{key}: {value}\n{''.join(rest)}")
    if (key, value) == ("grace days", "0300"):
        assert site.run().code == 0  # three hundred; YAML's own reading is 192
    else:
        assert told(site).startswith(f"content/site.yaml:{before.count(chr(10)) + 1}:")


def test_scalars_that_yaml_would_change_stay_words(site: SiteFolder) -> None:
    """YAML 1.1 would read these as False, 192, 570, 1000.0 and None."""
    site.replace(SERVICE, "offers: [somebody to talk to, hot food]", "offers: [no, 0300, 9:30, 1e3, null]")
    assert site.run().code == 0
    page = site.read("/services/open-door/")
    assert all(f">{word}<" in page for word in ("no", "0300", "9:30", "1e3", "null"))


# Too much


def test_a_file_with_very_many_faults_is_told_of_in_time(site: SiteFolder) -> None:
    """Seventy thousand keys; to look for the nearest word for each took a quarter of a minute."""
    site.write(SERVICE, "".join(f"k{number}: v\n" for number in range(70_000)))
    outcome = site.run()
    assert outcome.code == 1
    assert outcome.text.count(SERVICE) == 100


def test_what_is_told_stays_short_and_visible() -> None:
    """A message is read on one line, whatever the value that it quotes."""
    problem = Place("content/a\nb.yaml").problem("x", f'phone "{"0" * 1_000_000}" is\nno\u202e\x1b[31m number')
    assert str(problem).startswith('content/a b.yaml:1:1: phone "000')
    assert str(problem).endswith("is no<U+202E><U+001B>[31m number")
    assert len(str(problem)) < 500


# Laws


def _pieces(*pieces: str) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(pieces), max_size=40).map("".join)


YAML_LIKE = _pieces(*"aA1-:,[]{}#&*!|>'\"%@`?\\ \n\t~=.<", "name: ", "\n- ", "\n  ", "\u0660", "\u2028", "\x85")
MARKDOWN_LIKE = _pieces(*"aA1-:#*_[]()<>|`~!\\ \n&;{}^=+", "[[", "]]", "](", "\n\n", "\n:::", "\n::: call a\n", "\n## ")
FRONT = "---\ntitle: A\nsummary: A.\nkind: guide\nfor: [everyone]\nnext review: 2027-01-01\n---\n"


def problems_of(path: str, data: bytes) -> list[Problem]:
    """All that is wrong with a content folder that holds this one file, but for the files that are missing."""
    _, problems = load_site([Source(PurePosixPath(path), f"content/{path}", data)], date.fromisoformat(TODAY))
    return [problem for problem in problems if problem.rule != "missing-file"]


def is_in_the_file(problem: Problem, path: str, data: bytes) -> bool:
    """Whether the place of a problem is a line of the file, or just below the last."""
    lines = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
    return problem.file == f"content/{path}" and 1 <= problem.line <= lines and problem.column >= 1


@settings(deadline=None)
@given(st.one_of(st.binary(), YAML_LIKE.map(str.encode)))
@example(b"%\n")
@example(b'"\\x01": a')
@example(b"? - a\n: b")
@example("a: \x85".encode())
def test_any_service_file_is_told_of(data: bytes) -> None:
    problems = problems_of("services/a.yaml", data)
    assert problems
    assert all(is_in_the_file(problem, "services/a.yaml", data) for problem in problems)


@settings(deadline=None)
@given(st.sampled_from(["site.yaml", "vocabulary/topics.yaml", "vocabulary/areas.yaml"]), YAML_LIKE)
def test_any_shared_list_is_told_of(path: str, text: str) -> None:
    problems = problems_of(path, text.encode())
    assert problems
    assert all(is_in_the_file(problem, path, text.encode()) for problem in problems)


@settings(deadline=None)
@given(MARKDOWN_LIKE)
@example("[[" * 200)
@example("::: note\n" * 20)
def test_any_text_of_a_page_is_read_or_told_of(text: str) -> None:
    data = (FRONT + text).encode()
    assert all(is_in_the_file(problem, "pages/a.md", data) for problem in problems_of("pages/a.md", data))
