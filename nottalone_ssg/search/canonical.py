"""Pagefind's files in canonical form: the same pages give the same bytes, on any machine.

Pagefind 1.5.2 keeps filters, their values, sort keys and languages in hash maps with a random seed. Here they are
sorted, and the files that hold them are named by the digest of what they then hold. Everything else follows from the
pages and the order in which Pagefind was given them (`service`), and is left as it is. Three kinds of files change:

    pagefind-entry.json  JSON: {version, languages: {language: {hash, wasm, page_count}}, include_characters}
    pagefind.*.pf_meta   CBOR: [version, [[fragment, words]…], [[from, to, chunk]…], [[filter, hash]…],
                                [[sort key, [page number…]]…], [meta field…]]
    filter/*.pf_filter   CBOR: [filter, [[value, [page number…]]…]]

(pagefind/src/index/index_metadata.rs, index_filter.rs and output/entry.rs at v1.5.2.) Of CBOR (RFC 8949) these files
use arrays, texts and whole numbers of known length: 40 lines here, against one more compiled library (cbor2). Whatever
would not be written again byte for byte is refused: a later version may mean something else by it.
"""

import gzip
import json
import zlib
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

VERSION = "1.5.2"
ENTRY = "pagefind-entry.json"
SCRIPTS = (
    "pagefind.js",
    "pagefind-worker.js",
)  # the others it writes are interfaces; we have our own
FAILED = "the search index could not be made: "
MARK = b"pagefind_dcd"  # opens what is in the gzip; pagefind.js looks for it

TEXT, ARRAY = 3, 4  # CBOR's major types, next to 0 for a number
LENGTHS = {24: 1, 25: 2, 26: 4, 27: 8}  # an argument that does not fit into the first byte: how many bytes it has


class SearchError(Exception):
    """The index could not be made; the message says what to do."""


def canonical(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """All that an index needs, by path: what its entry leads to, and Pagefind's scripts. Nothing else is kept.

    Raises SearchError for files of another version, or of a form that would not be written again byte for byte.
    """
    try:
        entry = json.loads(files[ENTRY])
        _agree(entry["version"], VERSION)
        _agree(_as_json(entry), files[ENTRY])
        made = {name: files[name] for name in SCRIPTS}
        languages = dict(sorted(entry["languages"].items()))
        for language, about in languages.items():
            about["hash"], parts = _language(files, language, about["hash"])
            wasm = f"wasm.{about['wasm'] or 'unknown'}.pagefind"
            made |= parts | {wasm: files[wasm]}
        made[ENTRY] = _as_json({**entry, "languages": languages})
    except (AttributeError, LookupError, TypeError, ValueError, EOFError, OSError, zlib.error) as error:
        said = f"this is not what pagefind {VERSION} writes ({error}); install pagefind-bin {VERSION}"
        raise SearchError(FAILED + said) from error
    return dict(sorted(made.items()))


def _language(files: Mapping[str, bytes], language: str, old: str) -> tuple[str, dict[str, bytes]]:
    """The pages in one language: the new name of their pf_meta, and all their files."""
    version, pages, chunks, filters, sorts, fields = unpack(files[f"pagefind.{old}.pf_meta"])
    _agree(version, VERSION)
    kept = [f"fragment/{name}.pf_fragment" for name, _ in pages] + [f"index/{name}.pf_index" for *_, name in chunks]
    made = {path: files[path] for path in kept}
    named = []
    for filter_name, was in sorted(filters):
        inside, values = unpack(files[f"filter/{was}.pf_filter"])
        _agree(inside, filter_name)
        name, content = _named(language, [filter_name, sorted(values)])
        named.append([filter_name, name])
        made[f"filter/{name}.pf_filter"] = content
    name, content = _named(language, [version, pages, chunks, named, sorted(sorts), fields])
    return name, {**made, f"pagefind.{name}.pf_meta": content}


def _named(language: str, value: object) -> tuple[str, bytes]:
    content = pack(value)
    return f"{language}_{sha256(content).hexdigest()[:10]}", content


def _as_json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _agree(found: object, wanted: object) -> None:
    if found != wanted:
        raise ValueError(f"{found!r:.40} for {wanted!r:.40}")


def unpack(content: bytes) -> Any:
    """What a pf_meta or pf_filter holds; ValueError unless Pagefind would write it so."""
    data = gzip.decompress(content)
    value, end = _decode(data, len(MARK))
    _agree((data[: len(MARK)], end), (MARK, len(data)))
    _agree(MARK + b"".join(_encode(value)), data)
    return value


def pack(value: object) -> bytes:
    """The file for what `unpack` gives: gzip, without time or system.

    Huffman codes only: zlib and zlib-ng (Python 3.14 on Windows) look for repeats in different ways, and would give
    different bytes. It costs 800 bytes for 225 pages.
    """
    data = MARK + b"".join(_encode(value))
    deflate = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS, 8, zlib.Z_HUFFMAN_ONLY)
    head = bytes([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 2, 0xFF])  # RFC 1952: deflate, no flags, no time, unknown system
    sums = zlib.crc32(data).to_bytes(4, "little") + (len(data) & 0xFFFFFFFF).to_bytes(4, "little")
    return head + deflate.compress(data) + deflate.flush() + sums


def _decode(data: bytes, at: int) -> tuple[Any, int]:
    """The CBOR value that starts at a byte, and where the next one starts."""
    major, number = data[at] >> 5, data[at] & 31
    at += 1
    if number > 23:
        size = LENGTHS[number]
        number, at = int.from_bytes(data[at : at + size], "big"), at + size
    if major == TEXT:
        return data[at : at + number].decode(), at + number
    if major == ARRAY:
        items = []
        for _ in range(number):
            item, at = _decode(data, at)
            items.append(item)
        return items, at
    _agree(major, 0)
    return number, at


def _encode(value: object) -> Iterable[bytes]:
    """CBOR in its shortest form, piece by piece."""
    match value:
        case int():
            yield _head(0, value)
        case str():
            text = value.encode()
            yield _head(TEXT, len(text)) + text
        case list():
            yield _head(ARRAY, len(value))
            for item in value:
                yield from _encode(item)
        case _:
            raise TypeError(value)


def _head(major: int, number: int) -> bytes:
    if number < 24:
        return bytes([major << 5 | number])
    code, size = next((code, size) for code, size in LENGTHS.items() if number < 256**size)
    return bytes([major << 5 | code]) + number.to_bytes(size, "big")
