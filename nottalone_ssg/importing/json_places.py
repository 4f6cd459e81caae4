"""Where values stand in a JSON text. Python's reader does not say; only faults ask, so a text is walked only then."""

import json
import re
from collections.abc import Iterator

from nottalone_ssg.yaml_text import KeyPath

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')


def places(text: str) -> dict[KeyPath, tuple[int, int]]:
    """The line and column of each value of a valid JSON text, by its path."""
    found: dict[KeyPath, tuple[int, int]] = {}
    counter = _Lines(text)
    for path, offset in _walk(text):
        found.setdefault(path, counter.at(offset))
    return found


def _walk(text: str) -> Iterator[tuple[KeyPath, int]]:
    """Each value's path and offset, in the order of the text."""
    path: list[str | int] = []
    kinds: list[str] = []  # what we are in: { or [
    key = False  # whether a key comes next
    for token in _TOKEN.finditer(text):
        sign = token[0]
        if sign in "}]":
            kinds.pop()
            path.pop()
            key = False
        elif sign == ",":
            if kinds[-1] == "[":
                last = path[-1]
                assert isinstance(last, int)
                path[-1] = last + 1
            key = kinds[-1] == "{"
        elif sign == ":":
            key = False
        elif key:
            path[-1] = json.loads(sign)
        else:
            yield tuple(path), token.start()
            if sign in "{[":
                kinds.append(sign)
                path.append(0 if sign == "[" else "")
                key = sign == "{"


class _Lines:
    """Lines and columns of offsets that are asked for in rising order; each stretch of the text is looked at once."""

    def __init__(self, text: str) -> None:
        self._text, self._line, self._start, self._last = text, 1, 0, 0

    def at(self, offset: int) -> tuple[int, int]:
        if breaks := self._text.count("\n", self._last, offset):
            self._line += breaks
            self._start = self._text.rindex("\n", self._last, offset) + 1
        self._last = offset
        return self._line, offset - self._start + 1
