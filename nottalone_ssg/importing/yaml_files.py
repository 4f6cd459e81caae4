"""Service files: a new one written, an old one changed in the very places that change.

What is not changed stays as it was typed: comments, the order of keys, quotes, line breaks, and whatever else is there.
"""

import json
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import yaml

from nottalone_ssg.model.service import WAYS, Service
from nottalone_ssg.yaml_text import KeyPath, Value

WIDTH = 100  # of a line; longer texts go on in the next
KEYS = tuple(str(field.alias) for field in Service.model_fields.values())  # in the order in which they are written

INNER_KEYS = (*WAYS, "page", "said", "dated", "on", "confidence", "by", "label", "hours", "note", "access")


@dataclass(frozen=True)
class Edit:
    """One change: set the value at a path, take away what is there, or add a thing to the list there."""

    path: KeyPath
    value: Value = ""
    kind: Literal["set", "remove", "add"] = "set"


@dataclass(frozen=True)
class _Splice:
    start: int
    end: int
    text: str


def written(value: Mapping[str, Value]) -> str:
    """A new file with these keys, in the order of the docs."""
    ordered = sorted(value, key=lambda key: KEYS.index(key) if key in KEYS else len(KEYS))
    return "".join(f"{_entry(key, value[key], 0)}\n" for key in ordered)


def edited(text: str, edits: Sequence[Edit]) -> str:
    """The text with the changes made. It has to be YAML that was read without a problem."""
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    breaks = "\r\n" if "\r\n" in text else "\r" if "\r" in text else "\n"
    plain = text.removeprefix(mark).replace(breaks, "\n")
    plain = plain if plain.endswith("\n") else f"{plain}\n"
    root = yaml.compose(plain, Loader=yaml.CSafeLoader)
    assert isinstance(root, yaml.MappingNode)
    splices = [splice for edit in edits for splice in _splices(plain, root, edit)]
    in_order = sorted(splices, key=lambda splice: (splice.start, splice.end))
    for splice in in_order[::-1]:  # from the end, so that the offsets before it stay right
        plain = plain[: splice.start] + splice.text + plain[splice.end :]
    return mark + plain.replace("\n", breaks)


def _splices(text: str, root: yaml.MappingNode, edit: Edit) -> Iterator[_Splice]:
    node: yaml.Node = root
    *outer, last = edit.path
    for step in outer:
        node = _child(node, step) or node
    if edit.kind == "add":
        inner = _child(node, last)
        assert isinstance(inner, yaml.SequenceNode)
        yield _added(text, inner, edit.value)
    elif edit.kind == "remove":
        assert isinstance(node, yaml.CollectionNode)
        yield _removed(text, node, last)
    elif isinstance(node, yaml.MappingNode):
        yield _set(text, node, str(last), edit.value)


def _child(node: yaml.Node, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
        item: yaml.Node = node.value[step]
        return item
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == step), None)
    return None


def _set(text: str, node: yaml.MappingNode, key: str, value: Value) -> _Splice:
    """Change the value of a key, or add the key."""
    for key_node, old in node.value:
        if key_node.value == key:
            return _changed(text, node, key_node, old, value)
    if node.flow_style:
        at = _end(text, _before(node, key))
        return _Splice(at, at, f", {_flow_key(key)}: {_flow(value)}")
    at = _line_end(text, _end(text, _before(node, key)))
    column = node.value[0][0].start_mark.column
    return _Splice(at, at, f"{' ' * column}{_entry(key, value, column)}\n")


def _changed(text: str, node: yaml.MappingNode, key: yaml.ScalarNode, old: yaml.Node, value: Value) -> _Splice:
    """Put a value in the place of the old one. A text takes no more than that: what stands around it stays."""
    column, flow = key.start_mark.column, bool(node.flow_style)
    new = _behind(key.value, value, column, flow)
    end = max(_end(text, old), key.end_mark.index)
    is_text = isinstance(old, yaml.ScalarNode) and old.style not in ("|", ">") and old.value
    if is_text and isinstance(value, str):
        return _Splice(old.start_mark.index, end, new.removeprefix(" "))
    colon = text.index(":", key.end_mark.index) + 1
    return _Splice(colon, max(end, colon), new)


def _before(node: yaml.MappingNode, key: str) -> yaml.Node:
    """The value behind which a new key is written: that of the last key which stands before it in the docs."""
    order = KEYS if key in KEYS else INNER_KEYS
    earlier = set(order[: order.index(key)]) if key in order else set(order)
    found = [value for key_node, value in node.value if key_node.value in earlier]
    last: yaml.Node = found[-1] if found else node.value[-1][1]
    return last


def _added(text: str, node: yaml.SequenceNode, value: Value) -> _Splice:
    last = node.value[-1]
    end = _end(text, last)
    if node.flow_style:
        return _Splice(end, end, f", {_flow(value)}")
    column = _dash(text, last) - _line_start(text, _dash(text, last))
    at = _line_end(text, end)
    return _Splice(at, at, f"{' ' * column}- {_item(value, column + 2)}\n")


def _removed(text: str, node: yaml.CollectionNode, step: str | int) -> _Splice:
    """Take away a key or a thing of a list, with the line it stands on."""
    pairs = node.value
    number = step if isinstance(step, int) else [key.value for key, _ in pairs].index(step)
    first = pairs[number] if isinstance(step, int) else pairs[number][0]
    last = pairs[number] if isinstance(step, int) else pairs[number][1]
    end = _end(text, last)
    if node.flow_style:
        if number:
            before = pairs[number - 1] if isinstance(step, int) else pairs[number - 1][1]
            return _Splice(_end(text, before), end, "")
        comma = re.compile(r"\s*,\s*").match(text, end)
        return _Splice(first.start_mark.index, comma.end() if comma else end, "")
    start = _dash(text, first) if isinstance(step, int) else first.start_mark.index
    if text[_line_start(text, start) : start].strip():  # the dash of the list it is in: the next key comes behind it
        return _Splice(start, pairs[1][0].start_mark.index, "")
    return _Splice(_line_start(text, start), _line_end(text, end), "")


def _end(text: str, node: yaml.Node) -> int:
    """Where a value really ends: YAML counts the empty lines and comments behind a block to it."""
    if isinstance(node, yaml.ScalarNode):
        if node.style in ("|", ">"):
            return len(text[: node.end_mark.index].rstrip())
        return int(node.end_mark.index)
    assert isinstance(node, yaml.CollectionNode)
    if node.flow_style or not node.value:
        return int(node.end_mark.index)
    last = node.value[-1]
    return _end(text, last[1] if isinstance(node, yaml.MappingNode) else last)


def _dash(text: str, item: yaml.Node) -> int:
    return text.rindex("-", 0, item.start_mark.index)


def _line_start(text: str, offset: int) -> int:
    return text.rfind("\n", 0, offset) + 1


def _line_end(text: str, offset: int) -> int:
    """Behind the line break of the line that this offset is in."""
    return text.index("\n", offset) + 1


def _entry(key: str, value: Value, column: int) -> str:
    return f"{_flow_key(key)}:{_behind(key, value, column, flow=False)}"


def _behind(key: str, value: Value, column: int, flow: bool) -> str:
    """What stands behind a key and its colon; the key stands in this column."""
    if flow:
        return f" {_flow(value)}"
    if isinstance(value, str):
        return f" {_text(value, column + len(key) + 2, column + 2)}"
    if isinstance(value, dict):
        return f" {_flow(value)}"
    if all(isinstance(part, str) and re.fullmatch(r"[\w -]{1,40}", part) for part in value):
        return f" {_wrapped(_flow(value), column + len(key) + 2, column + 2)}"
    indent = " " * (column + 2)
    return "".join(f"\n{indent}- {_item(part, column + 4)}" for part in value)


def _item(value: Value, column: int) -> str:
    """A thing of a list; a set of keys has a line for each, in the order given."""
    if isinstance(value, dict):
        return f"\n{' ' * column}".join(_entry(key, inner, column) for key, inner in value.items())
    return _text(value, column, column) if isinstance(value, str) else _flow(value)


def _text(value: str, column: int, indent: int) -> str:
    """A text as it is typed, in double quotes only where it has to be; a long one goes on in the next line."""
    if not _is_plain(value):
        return json.dumps(value, ensure_ascii=False)
    return _wrapped(value, column, indent)


def _wrapped(value: str, column: int, indent: int) -> str:
    if column + len(value) <= WIDTH:
        return value
    lines = textwrap.wrap(
        value,
        WIDTH,
        initial_indent=" " * column,
        subsequent_indent=" " * indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join([lines[0].lstrip(), *lines[1:]])


def _flow(value: Value) -> str:
    """A value on one line, as it stands between brackets."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_flow_key(key)}: {_flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(part) for part in value) + "]"
    if _is_plain(value) and not re.search(r"[\[\]{},]|://", value):
        return value
    return json.dumps(value, ensure_ascii=False)


def _flow_key(key: str) -> str:
    return key if re.fullmatch(r"[a-z]+( [a-z]+)*", key) else json.dumps(key, ensure_ascii=False)


def _is_plain(value: str) -> bool:
    """Whether YAML reads the text as itself without quotes. In doubt it does not."""
    return bool(
        re.match(r"[^\s!\"#%&'*,:>?@\[\]`{|}=~<-]", value)
        and not re.search(r": |:$| #|\s\s|[\x00-\x1f\x7f\\]|\s$", value)
    )
