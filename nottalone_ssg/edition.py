"""An edition: all files of one published site; those that the last edition has already, and those made now.

Pages come first, the search index second, since it looks at finished pages. Its key is the digest of what it looks
at, so it is made again only when indexed text or attributes changed.
"""

import json
from base64 import b64decode, b64encode
from collections import ChainMap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, cast

from nottalone_ssg.identity import program
from nottalone_ssg.made import Made
from nottalone_ssg.make import Kitchen, keys_of, make
from nottalone_ssg.manifest import Kept
from nottalone_ssg.output import Output, is_print
from nottalone_ssg.problems import Problem
from nottalone_ssg.recipes.page import make_page
from nottalone_ssg.recipes.print import pages_in
from nottalone_ssg.search.index import FOLDER, make_index, searched_part
from nottalone_ssg.store import digest
from nottalone_ssg.weighing import Scales, Weight


@dataclass
class Edition:
    """Files by path: ``kept`` lie in the published folder as they should be, ``made`` are to be written."""

    out: Path
    last: Mapping[PurePosixPath, Kept]  # all that lies there now, intact
    keys: dict[PurePosixPath, str] = field(default_factory=dict)
    kept: dict[PurePosixPath, Kept] = field(default_factory=dict)
    made: Made = field(default_factory=Made)
    weights: dict[PurePosixPath, Weight] = field(default_factory=dict)  # of pages
    searched: dict[PurePosixPath, str] = field(default_factory=dict)  # of pages: the digest of what search looks at

    @property
    def files(self) -> Mapping[PurePosixPath, bytes | Path]:
        """What to publish: bytes to write, or the place of a file to take over."""
        kept = {path: self.out / path for path in self.kept}
        return cast("Mapping[PurePosixPath, bytes | Path]", ChainMap[PurePosixPath, Any](self.made, kept))

    @property
    def prints(self) -> Mapping[PurePosixPath, tuple[int, int]]:
        """The print-outs, with how many pages and bytes each has."""
        sizes = {path: kept.size for path, kept in self.kept.items() if is_print(path)}
        sizes |= {path: self.made.size(path) for path in self.made if is_print(path)}
        return {path: (self.weights[path].page, size) for path, size in sorted(sizes.items())}

    @property
    def is_the_last_one(self) -> bool:
        """Whether the published folder already holds this very edition."""
        return not self.made and bool(self.kept) and self.kept.keys() == self.last.keys()

    def read(self, path: PurePosixPath) -> bytes:
        """The bytes of a file, made now or lying there."""
        return self.made[path] if path in self.made else (self.out / path).read_bytes()


def compose(edition: Edition, outputs: Sequence[Output], kitchen: Kitchen) -> list[Problem]:
    """Add the files of these outputs: the last edition's where they are the same, else made. Problems: see `make`."""
    keys = keys_of(outputs, kitchen.layouts)
    edition.keys |= keys
    last = edition.last
    edition.kept |= {path: last[path] for path, key in keys.items() if path in last and last[path].key == key}
    to_make = [output for output in outputs if output.path not in edition.kept]
    for output in outputs:
        if output.path in edition.kept:
            output.let_go()
    made, problems = make(to_make, edition.keys, kitchen)
    edition.made.update(made)
    if not problems:
        scales = Scales(edition.read)
        for output in outputs:
            if output.recipe is make_page:
                _look_at(edition, output.path, scales)
            elif is_print(output.path):
                _count_pages(edition, output.path)
    return problems


def _look_at(edition: Edition, path: PurePosixPath, scales: Scales) -> None:
    """Note a page's weight, and the digest of what search looks at: those of a kept page are known."""
    if kept := edition.kept.get(path):
        edition.weights[path], edition.searched[path] = Weight(kept.weight, kept.scripts), kept.searched
        return
    content = edition.made[path]
    edition.weights[path] = scales.weigh(content)
    part = searched_part(content) if b"data-pagefind-body" in content else b""
    edition.searched[path] = digest(part) if part else ""


def _count_pages(edition: Edition, path: PurePosixPath) -> None:
    """Note how many pages a print-out has, in place of a weight: of a kept one it is known."""
    kept = edition.kept.get(path)
    edition.weights[path] = Weight(kept.weight if kept else pages_in(edition.made[path]))


def add_search(edition: Edition, kitchen: Kitchen) -> None:
    """Add the files of the search index: the last edition's, the store's, or new ones. Raises SearchError."""
    pages = sorted((path, found) for path, found in edition.searched.items() if found)
    key = digest(program(), "search", *(part for path, found in pages for part in (str(path), found)))
    kept = {path: file for path, file in edition.last.items() if path.parts[0] == FOLDER and file.key == key}
    if _whole(kept):
        edition.kept |= kept
    else:
        edition.made.update(_index(edition, [path for path, _ in pages], key, kitchen))
    edition.keys |= {path: key for path in (*edition.kept, *edition.made) if path.parts[0] == FOLDER}


def _whole(kept: Mapping[PurePosixPath, Kept]) -> bool:
    """Whether no file of the index is missing: its size, held in place of a page's weight, says how many there are."""
    return bool(kept) and {file.weight for file in kept.values()} == {len(kept)}


def _index(
    edition: Edition, pages: Sequence[PurePosixPath], key: str, kitchen: Kitchen
) -> Iterator[tuple[PurePosixPath, bytes]]:
    kitchen.progress("indexing for search", 0, 1)
    remembered = kitchen.store.get_all([key])
    if key in remembered:
        files = {path: b64decode(text) for path, text in json.loads(remembered[key]).items()}
    else:
        files = make_index((str(path), edition.read(path)) for path in pages)
        packed = json.dumps({path: b64encode(content).decode() for path, content in files.items()})
        kitchen.store.put_all({key: packed.encode()}, used=[])
    for path, content in files.items():
        edition.weights[PurePosixPath(FOLDER) / path] = Weight(len(files))
        yield PurePosixPath(FOLDER) / path, content
