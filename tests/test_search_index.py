"""The search index: the same pages give the same bytes, and a key says when it has to be made again."""

import gzip
import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from workbench import ROOT, SiteFolder

from nottalone_ssg.search import service
from nottalone_ssg.search.canonical import ENTRY, MARK, SearchError, canonical, pack, unpack
from nottalone_ssg.search.index import FOLDER, index_key, make_index, searched_part, write_index
from nottalone_ssg.search.service import run_pagefind

Pages = dict[str, bytes]
Change = Callable[[Pages], Pages]

PAGE = """<!doctype html><html lang="{language}"> <head><title>{title} - Site</title>\
<meta name="description" content="All about {title}" data-pagefind-meta="summary[content]">{marks}\
<link rel="stylesheet" href="/assets/site.0123456789.css"></head> <body> <aside>Ring 999</aside> \
<main id="main" data-pagefind-body data-pagefind-meta="kind:topic"> <h1>{title}</h1> <p>{text}</p> </main> \
<footer>More</footer> </body> </html>"""
LIST = "<!doctype html><html lang=en><body><main><h1>All</h1><p>Nobody searches a list.</p></main></body></html>"

FILTERS = {"topic": 7, "area": 5, "audience": 4, "cost": 2}  # and how many values each has
WORDS = ["sleep", "café", "cafe", "worry", "nights", "help", "résumé", "resume", "listens", "listening", "116", "123"]


def page(number: int, language: str = "en-GB") -> bytes:
    """A page with words, values for all filters and two keys to sort by."""
    dice = random.Random(number)
    values = [(name, f"{name} {dice.randrange(size)}") for name, size in FILTERS.items() for _ in range(2)]
    marks = [f'<meta name="{name}" content="{value}" data-pagefind-filter="{name}[content]">' for name, value in values]
    marks += [f'<meta content="{number * 7 % 10}" data-pagefind-sort="{key}[content]">' for key in ("price", "name")]
    text = " ".join(dice.choices(WORDS, k=40))
    return PAGE.format(language=language, title=f"Page {number}", marks="".join(marks), text=text).encode()


@pytest.fixture(scope="module")
def pages() -> Pages:
    """A small site with several filters, in two languages."""
    english = {f"topics/{number}/index.html": page(number) for number in range(24)}
    welsh = {f"cy/{number}/index.html": page(number, "cy") for number in range(3)}
    return {**english, **welsh, "topics/index.html": LIST.encode()}


@pytest.fixture(scope="module")
def raw(pages: Pages) -> dict[str, bytes]:
    """What Pagefind itself writes."""
    return run_pagefind(sorted(pages.items()))


def read(folder: Path, pattern: str = "*") -> Pages:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob(pattern) if path.is_file()}


def write(folder: Path, files: Pages) -> None:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


def changed(pages: Pages, old: str, new: str, path: str = "topics/3/index.html") -> Pages:
    made = {**pages, path: pages[path].replace(old.encode(), new.encode())}
    assert made != pages
    return made


# The same bytes

WRITE = (
    "import sys, pathlib; from nottalone_ssg.search.index import write_index; write_index(pathlib.Path(sys.argv[1]))"
)


def test_six_runs_give_the_same_bytes_wherever_the_pages_lie(pages: Pages, tmp_path: Path) -> None:
    """Other folders, other hash seeds, pages written in another order, an older index in the way."""
    made = []
    for run in range(6):
        site = tmp_path / "/".join("abcdef"[: run + 1])
        shuffled = random.Random(run).sample(sorted(pages), len(pages))
        write(site, {path: pages[path] for path in shuffled})
        write(site / FOLDER, {"filter/en_0000000.pf_filter": b"old", "pagefind-ui.js": b"old"})
        environment = {**os.environ, "PYTHONHASHSEED": str(run)}
        subprocess.run([sys.executable, "-c", WRITE, str(site)], cwd=ROOT, env=environment, check=True)
        made.append(read(site / FOLDER))
        shutil.rmtree(site)
    assert [sorted(files) for files in made] == [sorted(made[0])] * 6
    assert made == [made[0]] * 6
    assert sum(path.startswith("fragment/") for path in made[0]) == 27
    assert sum(path.startswith("filter/") for path in made[0]) == 2 * len(FILTERS)
    assert b"old" not in made[0].values()


def test_pagefind_alone_gives_others_each_time(pages: Pages) -> None:
    """Should this fail, Pagefind has begun to sort, and canonical.py can go."""
    made = [run_pagefind(sorted(pages.items())) for _ in range(6)]
    random_paths = {path for one in made for path in one if one[path] != made[0].get(path)}
    assert {path.split("/")[0].rsplit(".", 1)[-1] for path in random_paths} == {"filter", "pf_meta", "json"}


@pytest.mark.slow
def test_two_runs_over_the_real_site_give_the_same_bytes(real_site: SiteFolder) -> None:
    published = read(real_site.out / FOLDER)
    found = read(real_site.out, "*.html")
    again = make_index((path, found[path]) for path in sorted(found, reverse=True))
    assert len(published) > 100
    assert sorted(again) == sorted(published)
    assert again == published
    assert again == canonical(run_pagefind(sorted(whole(found).items())))


def whole(pages: Pages) -> Pages:
    """The pages that are searched, with all that is not searched in them."""
    return {path: content for path, content in pages.items() if b"data-pagefind-body" in content}


def test_the_searched_parts_give_the_same_index_as_whole_pages(pages: Pages, raw: dict[str, bytes]) -> None:
    assert make_index(pages.items()) == canonical(raw)
    assert all(len(searched_part(content)) < len(content) for content in whole(pages).values())


def test_no_setting_of_the_machine_reaches_pagefind(
    pages: Pages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = make_index(pages.items())
    monkeypatch.setenv("PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE", "1")
    monkeypatch.setenv("PAGEFIND_KEEP_INDEX_URL", "true")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pagefind.toml").write_text('force_language = "fr"\n')
    assert make_index(pages.items()) == before


def test_the_folder_holds_what_a_search_asks_for_and_no_more(pages: Pages, tmp_path: Path) -> None:
    write(tmp_path, pages)
    count = write_index(tmp_path)
    names = {path.name for path in (tmp_path / FOLDER).iterdir()}
    assert count == len(read(tmp_path / FOLDER))
    assert {name for name in names if not name.endswith(".pf_meta")} == {
        *("filter", "fragment", "index", "pagefind-entry.json", "pagefind.js", "pagefind-worker.js"),
        *("wasm.en-gb.pagefind", "wasm.unknown.pagefind"),  # Pagefind has no stems for Welsh
    }


def test_a_changed_filter_changes_its_own_file_and_what_leads_there(pages: Pages) -> None:
    """So that the others stay in the reader's cache."""
    one, other = (make_index(some.items()) for some in (pages, changed(pages, 'content="cost', 'content="fee')))
    kinds = sorted(name.split("/")[0].rsplit(".", 1)[-1] for name in set(other) - set(one))
    assert kinds == ["filter", "fragment", "pf_meta"]


def test_a_site_with_nothing_to_search_has_an_empty_index() -> None:
    made = make_index([("index.html", LIST.encode())])
    assert json.loads(made[ENTRY])["languages"] == {}
    assert "pagefind.js" in made


# The format


def test_what_pagefind_writes_is_read_and_written_again_byte_for_byte(raw: dict[str, bytes]) -> None:
    """The guard of the format: what this cannot hold, we do not understand."""
    ours = [content for path, content in raw.items() if path.endswith((".pf_meta", ".pf_filter"))]
    assert len(ours) == 2 + 2 * len(FILTERS)
    for content in ours:
        assert gzip.decompress(pack(unpack(content))) == gzip.decompress(content)


values = st.recursive(st.integers(0, 2**64 - 1) | st.text(), lambda inner: st.lists(inner, max_size=30))


@given(values)
def test_all_values_come_back(value: object) -> None:
    assert unpack(pack(value)) == value


def test_every_zlib_packs_alike() -> None:
    """Checked with zlib 1.2.13 and zlib-ng 2.3.3, which differ at ordinary settings. Should it fail, which is it?"""
    content = pack([f"{number * number} nobody {number % 7}" for number in range(9000)])
    assert (len(content), sha256(content).hexdigest()[:16]) == (79468, "dd96393c8d29533d")


def in_entry(old: str, new: str) -> Change:
    return lambda files: {**files, ENTRY: files[ENTRY].replace(old.encode(), new.encode())}


def in_first(suffix: str, change: Callable[[bytes], bytes]) -> Change:
    """A change to the first file of a kind."""

    def spoil(files: Pages) -> Pages:
        path = min(path for path in files if path.endswith(suffix))
        return {**files, path: change(files[path])}

    return spoil


def without(suffix: str) -> Change:
    return lambda files: {path: content for path, content in files.items() if not path.endswith(suffix)}


def as_file(cbor: bytes) -> bytes:
    return gzip.compress(MARK + cbor)


SPOILT: dict[str, Change] = {
    "a later version": in_entry('"version":"1.5.2"', '"version":"1.6.0"'),
    "a later version within": in_first(".pf_meta", lambda old: pack(["1.6.0", *unpack(old)[1:]])),
    "an entry laid out otherwise": in_entry('"version":', '"version": '),
    "an entry that is a list": lambda files: {**files, ENTRY: b"[]"},
    "an entry without languages": in_entry('"languages"', '"language"'),
    "no entry": without(ENTRY),
    "one more field": in_first(".pf_meta", lambda old: pack([*unpack(old), []])),
    "one field less": in_first(".pf_meta", lambda old: pack(unpack(old)[:-1])),
    "a number for a list": in_first(".pf_meta", lambda old: pack([*unpack(old)[:1], 7, *unpack(old)[2:]])),
    "another filter's file": in_first(".pf_filter", lambda old: pack(["another", *unpack(old)[1:]])),
    "a filter without its file": without(".pf_filter"),
    "pages without their files": without(".pf_fragment"),
    "words without their files": without(".pf_index"),
    "half a file": in_first(".pf_filter", lambda old: old[: len(old) // 2]),
    "not gzip": in_first(".pf_filter", gzip.decompress),
    "no mark": in_first(".pf_filter", lambda old: gzip.compress(gzip.decompress(old)[1:])),
    "more after the end": in_first(".pf_filter", lambda old: gzip.compress(gzip.decompress(old) + b"\0")),
    "an end too early": in_first(".pf_filter", lambda old: gzip.compress(gzip.decompress(old)[:-1])),
    "a text of no end": in_first(".pf_filter", lambda _: as_file(b"\x82\x7a\xff\xff\xff\xff")),
    "a list of no known length": in_first(".pf_filter", lambda _: as_file(b"\x82\x64cost\x9f\xff")),
    "a number longer than need be": in_first(".pf_filter", lambda _: as_file(b"\x82\x64cost\x81\x82\x61a\x81\x18\x01")),
    "a negative number": in_first(".pf_filter", lambda _: as_file(b"\x82\x64cost\x81\x82\x61a\x81\x20")),
    "a map": in_first(".pf_filter", lambda _: as_file(b"\xa0")),
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_what_we_do_not_know_is_refused(raw: dict[str, bytes], spoil: Change) -> None:
    """A wrong index would look like a site that knows no help."""
    spoilt = spoil(raw)
    assert spoilt != raw
    with pytest.raises(SearchError) as told:
        canonical(spoilt)
    said = str(told.value)
    assert said.startswith("the search index could not be made: this is not what pagefind 1.5.2 writes (")
    assert said.endswith("; install pagefind-bin 1.5.2")
    assert "\n" not in said


# The program


def test_a_page_that_pagefind_refuses_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that is not in the index, and nobody is told, is help that nobody finds."""
    answers = [{"type": "NewIndex"}, {"type": "Error", "message": "does not parse"}, {"type": "GetFiles", "files": []}]
    monkeypatch.setattr(service, "_ask", lambda *_: answers)
    with pytest.raises(SearchError, match=r"^the search index could not be made: topics/0/index.html does not parse$"):
        run_pagefind([("topics/0/index.html", page(0))])


def test_a_program_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if os.name != "posix":
        pytest.skip("a script is a program on POSIX only")
    script = tmp_path / "pagefind"
    script.write_text(f"#!{sys.executable}\nimport time\ntime.sleep(60)\n")
    script.chmod(0o755)
    monkeypatch.setattr("pagefind_bin.get_executable", lambda: script)
    monkeypatch.setattr(service, "LIMIT", 0.2)
    with pytest.raises(SearchError, match=r"pagefind took longer than 0\.2 seconds"):
        run_pagefind([("index.html", b"x" * 1_000_000)])


# The key


UNSEARCHED: dict[str, Change] = {
    "style sheet": lambda pages: changed(pages, "site.0123456789.css", "site.9876543210.css"),
    "help strip": lambda pages: changed(pages, "Ring 999", "Ring 112"),
    "footer": lambda pages: changed(pages, "More", "Less"),
    "list": lambda pages: changed(pages, "Nobody", "Somebody", "topics/index.html"),
    "order": lambda pages: dict(reversed(pages.items())),
    "robots": lambda pages: changed(pages, "</head>", '<meta name="robots" content="noindex"></head>'),
}

SEARCHED: dict[str, Change] = {
    "text": lambda pages: changed(pages, " <p>", " <p>Breathe out. "),
    "heading": lambda pages: changed(pages, "<h1>Page 3", "<h1>Page three"),
    "title": lambda pages: changed(pages, "<title>Page 3", "<title>Page three"),
    "filter": lambda pages: changed(pages, 'content="cost', 'content="fee'),
    "meta": lambda pages: changed(pages, "All about", "Much about"),
    "meta of main": lambda pages: changed(pages, "kind:topic", "kind:guide"),
    "sort": lambda pages: changed(pages, 'content="1" data-pagefind-sort', 'content="2" data-pagefind-sort'),
    "language": lambda pages: changed(pages, 'lang="en-GB"', 'lang="pl"'),
    "what is ignored": lambda pages: changed(pages, "<p>", "<p data-pagefind-ignore>"),
    "new page": lambda pages: {**pages, "topics/99/index.html": page(99)},
    "page gone": lambda pages: {path: pages[path] for path in pages if path != "topics/3/index.html"},
    "page moved": lambda pages: {path.replace("topics/3/", "topics/three/"): pages[path] for path in pages},
    "no longer searched": lambda pages: changed(pages, " data-pagefind-body", ""),
}


@pytest.mark.parametrize("change", UNSEARCHED.values(), ids=UNSEARCHED)
def test_the_key_stays_if_nothing_changes_that_is_searched(pages: Pages, change: Change) -> None:
    assert index_key(change(pages).items()) == index_key(pages.items())
    assert make_index(change(pages).items()) == make_index(pages.items())


@pytest.mark.parametrize("change", SEARCHED.values(), ids=SEARCHED)
def test_the_key_changes_with_all_that_is_searched(pages: Pages, change: Change) -> None:
    assert index_key(change(pages).items()) != index_key(pages.items())


UNCLEAR = {
    "a mark before main": ("<aside>", '<aside data-pagefind-filter="kind:aside">'),
    "a mark after main": ("<footer>", '<footer data-pagefind-meta="kind:footer">'),
    "two mains": ("<footer>", "<main hidden></main><footer>"),
    "a main that is not closed": (" </main>", ""),
    "a body within main": (" <p>", " <p data-pagefind-body>"),
    "a mark whose tag we read wrongly": ('content="All', 'content="> All'),
    "a main in a text": ("<aside>", '<aside title="<main">'),
}


@pytest.mark.parametrize(("old", "new"), UNCLEAR.values(), ids=UNCLEAR)
def test_in_doubt_the_whole_page_counts(old: str, new: str) -> None:
    text = page(0).decode()
    if new.endswith("data-pagefind-body>"):
        text = text.replace(" data-pagefind-body", "")
    unclear = text.replace(old, new, 1).encode()
    assert unclear != text.encode()
    assert searched_part(unclear) == unclear


def test_the_layouts_are_clear(site: SiteFolder) -> None:
    """Were the whole pages to count, each change of a style sheet would mean a new index."""
    assert site.run().code == 0
    parts = [searched_part(content) for content in whole(read(site.out, "*.html")).values()]
    assert len(parts) > 4
    for part in parts:
        assert b"/assets/" not in part
        assert b"<footer" not in part


def test_a_new_style_sheet_leaves_the_key_and_new_words_change_it(site: SiteFolder) -> None:
    def key() -> str:
        assert site.run().code == 0
        return index_key(read(site.out, "*.html").items())

    shutil.copytree(ROOT / "assets", site.folder / "assets")
    before, home = key(), site.read("/")
    site.replace("assets/css/20-base.css", "h1 ", "h1.new {color: red} h1 ")
    assert key() == before
    assert site.read("/") != home, "the style sheet stands in the page"
    site.replace("content/services/shout.yaml", "day or night", "night or day")
    assert key() != before
