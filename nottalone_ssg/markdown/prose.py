"""Prose: from the text of a page to its blocks (headings, paragraphs, items, cells) as readers meet them, with places.

For the rules about words, which run in `check` alone. It reads lines and not the element tree, because the tree has
no places; `tests/test_prose.py` holds its words against those of the finished HTML, on every page of the site.
A link without words of its own, and code, are one word each: `NAMED`.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Literal, TypeAlias

from nottalone_ssg.markdown.fences import close_fences
from nottalone_ssg.markdown.findings import Findings
from nottalone_ssg.markdown.limits import RULE
from nottalone_ssg.problems import Place
from nottalone_ssg.yaml_text import Document

NAMED = "\ufffc"  # stands for a name or a number that the site puts in, such as that of [[service:samaritans]]

BlockKind: TypeAlias = Literal[
    "title", "summary", "note", "words", "heading", "paragraph", "item", "cell", "quote"
]  # the first four come from front matter and forms


@dataclass(frozen=True, slots=True)
class Link:
    """A link within a block: its words (none if the site gives them), where it leads, where it starts."""

    words: str
    target: str  # [[anxiety]]: anxiety#; [words](/topics/): /topics/
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """One line of thought, without marks, and where its pieces stand in the file."""

    kind: BlockKind
    text: str
    file: str
    spots: tuple[tuple[int, int, int], ...]  # from which character on: the line, the column of that character
    links: tuple[Link, ...] = ()
    whole: bool = False  # only the place of its start is known: a value of a form

    def place(self, index: int = 0) -> Place:
        """Where the character at ``index`` stands."""
        start, line, column = self.spots[max(0, bisect_right(self.spots, index, key=lambda spot: spot[0]) - 1)]
        return Place(self.file, line, column if self.whole else column + index - start)


def value_block(kind: BlockKind, text: str, place: Place) -> Block:
    """A value of a form as a block."""
    return Block(kind, " ".join(text.split()), place.file, ((0, place.line, place.column),), (), whole=True)


def prose(document: Document) -> tuple[Block, ...]:
    """The blocks of a page's text, in its order. Code, numbers of cards and what is not in English are left out."""
    lines = [line.expandtabs(4) for line in document.body.split("\n")]
    code = close_fences(lines, document.body_line, Findings())
    reader = _Reader(document.file)
    for number, line in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else ""
        reader.read("" if code[number] else line, document.body_line + number, following)
    reader.finish()
    return tuple(reader.blocks)


_HEADING = re.compile(r"#{1,6}+[ ]*+")
_ITEM = re.compile(r"([ ]*)(?:[-*+]|(\d{1,9})\.|:)[ ]+(?=\S)")
_QUOTED = re.compile(r"[ ]{0,3}(?:>[ ]?)+")
_DEFINED = re.compile(r"[ ]{0,3}\[([^\[\]^][^\[\]]*)\]:[ ]*<?(\S+?)>?(?:[ ].*)?$")
_NOTE = re.compile(r"[ ]{0,3}\[\^[^\[\]]+\]:[ ]*")
_SEPARATOR = re.compile(r"[ ]{0,3}\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*+\|?[ ]*$")
_ATTRIBUTES = re.compile(r"[ ]*\{:?[ ]*([^{}]*)\}[ ]*$")
_CELL = re.compile(r"(?:\\.|\[\[[^\[\]]*\]\]|[^|\\])+")  # [[id|words]] holds no border


@dataclass(slots=True)
class _Reader:
    """Looks at one line after the other and gathers those of the block that is open."""

    file: str
    blocks: list[Block] = field(default_factory=list)
    kind: BlockKind = "paragraph"
    lines: list[tuple[str, int, int]] = field(default_factory=list)  # text, line, column
    box: str = ""
    in_list: bool = False
    in_table: bool = False
    addresses: dict[str, str] = field(default_factory=dict)

    def read(self, line: str, number: int, following: str) -> None:
        """The next line of the page."""
        if not line.strip():
            self.end()
            self.in_table = False
        elif line.startswith(":::"):
            self.end()
            self.box, self.in_list = line.lstrip(":").strip().partition(" ")[0], False
        elif found := _HEADING.match(line):
            self.end()
            self.in_list = False
            self.add("heading", line[found.end() :].rstrip().rstrip("#").rstrip(), number, found.end())
            self.end()
        elif found := _ATTRIBUTES.fullmatch(line):
            self._attributes(found[1])
        elif self.in_table or ("|" in line and _SEPARATOR.match(following) and "-" in following):
            self._row(line, number)
        elif RULE.match(line) or (not self.lines and _SEPARATOR.fullmatch(line)):
            self.end()
        else:
            self._text(line, number)

    def finish(self) -> None:
        """The page has ended: addresses of links by name can be filled in."""
        self.end()
        self.blocks = [_addressed(block, self.addresses) for block in self.blocks]

    def add(self, kind: BlockKind, text: str, number: int, column: int) -> None:
        """One more line of the block that is open, or the first of a new one."""
        if not self.lines:
            self.kind = "quote" if self.box == "quote" else kind
        self.lines.append((text, number, column + 1))

    def end(self) -> None:
        """The block that is open ends."""
        if self.lines and (block := _block(self.kind, self.lines, self.file)):
            self.blocks.append(block)
        self.lines = []

    def _attributes(self, words: str) -> None:
        """`{: lang=pl }` belongs to the lines above it; those are for another dictionary."""
        if re.search(r"\blang=(?!\"?en)", words):
            self.lines = []
        self.end()

    def _row(self, line: str, number: int) -> None:
        self.end()
        self.in_table = True
        if not _SEPARATOR.fullmatch(line):
            for found in _CELL.finditer(line):
                self.add("cell", found[0], number, found.start())
                self.end()

    def _text(self, line: str, number: int) -> None:
        if found := _DEFINED.match(line):
            self.end()
            self.addresses[" ".join(found[1].lower().split())] = found[2]
        elif found := _QUOTED.match(line):
            if self.kind != "quote":
                self.end()
            self.add("quote", line[found.end() :], number, found.end())
        elif found := _NOTE.match(line):
            self.end()
            self.add("paragraph", line[found.end() :], number, found.end())
        elif (found := _ITEM.match(line)) and self._is_item(found):
            self.end()
            self.in_list = True
            self.add("item", line[found.end() :], number, found.end())
        elif self.lines or self.in_list or not line.startswith("    "):  # else it is indented code
            self.in_list = self.in_list and (bool(self.lines) or line.startswith(" "))
            self.add("paragraph", line.lstrip(), number, len(line) - len(line.lstrip()))

    def _is_item(self, found: re.Match[str]) -> bool:
        """A number other than 1 that only happens to open a line of a paragraph is none; nor is indented code."""
        if self.lines and self.kind == "paragraph":
            return found[2] in (None, "1")
        return self.in_list or len(found[1]) < 4


_INLINE = re.compile(
    r"""
      \\(?P<escaped>[!-/:-@\[-`{-~])
    | (?P<tick>`++)[^`]++(?P=tick)
    | \[\[(?P<to>[^\[\]|]*+)(?:\|(?P<called>[^\[\]]*+))?\]\]
    | (?P<drop>\[\^[^\[\]\s]*+\] | \{:?[ ][^{}\n]*+\} | \*++ | (?<!\w)_++ | _++(?!\w) | !(?=\[))
    | \[(?P<words>[^\[\]]*+)\](?:\((?P<address>(?:[^()]|\([^()]*+\))*+)\)|[ ]?\[(?P<name>[^\[\]]*+)\])
    | <(?P<bare>[A-Za-z][A-Za-z0-9+.-]*:[^\s<>]*+|[^\s<>@/]++@[^\s<>@]++)>
    | (?P<entity>&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});)
    | (?P<end>(?<![ ])[ ]*+\n[ ]*+)
    """,
    re.VERBOSE,
)


class _Cleaner:
    """Takes the marks out of a block's lines and remembers where each stretch of text came from."""

    def __init__(self, lines: list[tuple[str, int, int]]) -> None:
        self.raw = "\n".join(text for text, _, _ in lines)
        self.rows: list[tuple[int, int, int]] = []  # where each line starts in `raw`
        offset = 0
        for text, line, column in lines:
            self.rows.append((offset, line, column))
            offset += len(text) + 1
        self.text: list[str] = []
        self.length = 0
        self.spots: list[tuple[int, int, int]] = []
        self.links: list[Link] = []

    def put(self, text: str, raw: int) -> None:
        """Text that a reader sees, from this place on."""
        if text:
            start, line, column = self.rows[bisect_right(self.rows, raw, key=lambda row: row[0]) - 1]
            self.spots.append((self.length, line, column + raw - start))
            self.text.append(text)
            self.length += len(text)

    def clean(self, start: int, end: int) -> None:
        """Everything between two places of the raw text."""
        here = start
        for found in _INLINE.finditer(self.raw, start, end):
            self.put(self.raw[here : found.start()], here)
            self._mark(found)
            here = found.end()
        self.put(self.raw[here:end], here)

    def _mark(self, found: re.Match[str]) -> None:
        group, at = found.lastgroup, found.start()
        if group == "escaped":
            self.put(found["escaped"], at)
        elif group == "entity":
            self.put(unescape(found[0]), at)
        elif group == "end":
            self.put(" ", at)
        elif group == "tick":
            self.put(NAMED, at)
        elif group == "bare":
            self._link(found, "bare", found["bare"])
        elif group == "called":
            self._link(found, "called", f"[[{found['to'].strip()}]]")
        elif group == "to":
            self.links.append(Link("", f"[[{found['to'].strip()}]]", self.length, self.length + 1))
            self.put(NAMED, at)
        elif group in ("address", "name"):
            address = found["address"]
            named = f"[{found['name'] or found['words']}]"
            self._link(found, "words", named if address is None else address.strip().partition(" ")[0].strip("<>"))

    def _link(self, found: re.Match[str], group: str, target: str) -> None:
        start = self.length
        if group == "bare":  # an address has no marks in it
            self.put(found[group], found.start(group))
        else:
            self.clean(*found.span(group))
        words = "".join(self.text)[start:] if group != "bare" else found[group]
        self.links.append(Link(" ".join(words.split()), target, start, self.length))


def _block(kind: BlockKind, lines: list[tuple[str, int, int]], file: str) -> Block | None:
    cleaner = _Cleaner(lines)
    cleaner.clean(0, len(cleaner.raw))
    text = "".join(cleaner.text)
    return Block(kind, text, file, tuple(cleaner.spots), tuple(cleaner.links)) if text.strip() else None


def _addressed(block: Block, addresses: dict[str, str]) -> Block:
    """The block with the addresses of links by name."""
    if not any(link.target.startswith("[") and not link.target.startswith("[[") for link in block.links):
        return block

    def settled() -> Iterator[Link]:
        for link in block.links:
            name = " ".join(link.target.strip("[]").lower().split())
            target = addresses.get(name, link.target) if not link.target.startswith("[[") else link.target
            yield Link(link.words, target, link.start, link.end)

    return Block(block.kind, block.text, block.file, block.spots, tuple(settled()))
