"""Forms: from a document to a model, and what does not fit in the editor's words.

The one place that knows how the validator speaks. Its words are tested, because a library's upgrade changes its own.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from nottalone_ssg.problems import Problem, did_you_mean, nearest
from nottalone_ssg.values import Form
from nottalone_ssg.yaml_text import Document, KeyPath

_MOST = 100  # problems of one file; with more it is another kind of file
AnyForm = TypeVar("AnyForm", bound=Form)


def fill_in(
    form: type[AnyForm], document: Document, given: Mapping[str, str] | None = None
) -> tuple[AnyForm | None, list[Problem]]:
    """The form with the document's values and those ``given`` by the program (an id, a path), or all that is wrong.

    A key that only the program may give is a problem when an editor writes it.
    """
    given = given or {}
    mine = [
        document.key_place((key,)).problem(
            "unknown-key", f'"{key}" is not written here', "Remove this line: the file's name says it."
        )
        for key in given
        if key in document.value
    ]
    try:
        return form.model_validate({**document.value, **given}), mine
    except ValidationError as error:
        return None, [*mine, *in_plain_words(error, document, form)]


def in_plain_words(error: ValidationError, document: Document, form: type[Form]) -> Iterator[Problem]:
    """The validator's complaints, each at the value it is about, each once.

    A key that is missing because it is misspelt is told once, where it is misspelt.
    """
    faults = error.errors(include_url=False)[:_MOST]
    meant = {(*path[:-1], _nearest(path, form)) for path in (fault["loc"] for fault in faults if _is_unknown(fault))}
    told: set[Problem] = set()
    for fault in faults:
        if (fault["type"] == "missing" and fault["loc"] in meant) or (fault["type"] == "too_short" and fault["input"]):
            continue  # the second: a list is short because its items are wrong, which is told of each
        problem = _problem(fault, document, form)
        if problem not in told:
            told.add(problem)
            yield problem


def _is_unknown(fault: ErrorDetails) -> bool:
    return fault["type"] == "extra_forbidden"


def _nearest(path: KeyPath, form: type[Form]) -> str:
    """The key that the unknown one at ``path`` was meant to be, or nothing."""
    return nearest(str(path[-1]).lower(), _keys_at(form, path[:-1]))


def _problem(fault: ErrorDetails, document: Document, form: type[Form]) -> Problem:
    path: KeyPath = fault["loc"]
    ours = fault.get("ctx") or {}
    if "said" in ours:  # a fault of ours: the words are right already
        at = (*path, ours["key"]) if ours["key"] else path
        return document.place(at).problem(fault["type"], fault["msg"], ours["hint"])
    if _is_unknown(fault):
        near = _nearest(path, form)
        hint = f"Did you mean {near}?" if near else f"The keys here are: {', '.join(_keys_at(form, path[:-1]))}."
        return document.key_place(path).problem("unknown-key", f'there is no key "{path[-1]}" here', hint)
    if fault["type"] == "missing" and path in document.keys:
        return document.key_place(path).problem("empty-value", *_empty(path, fault))
    if fault["type"] in ("model_type", "model_attributes_type") and isinstance(path[-1], int):
        hint = f"Write a key and a colon before it, such as {_keys_at(form, path)[0]}: …"
        return document.place(path).problem("model_type", f'an item of "{_key(path)}" has no key', hint)
    message, hint = _WORDS.get(fault["type"], _as_is)(path, fault)
    return document.place(path).problem(_RULES.get(fault["type"], fault["type"]), message, hint)


def _key(path: KeyPath) -> str:
    """The word that an editor wrote for the value at ``path``, or for the list it is in."""
    return next((step for step in reversed(path) if isinstance(step, str)), "")


def _keys_at(form: type[Form], path: KeyPath) -> list[str]:
    """The keys that the form at ``path`` knows, in the order of the docs; the program's own left out."""
    for step in path:
        if isinstance(step, int):
            continue
        field = next((field for field in form.model_fields.values() if field.alias == step), None)
        inner = _parts(field.annotation if field else None)
        form = next((part for part in inner if isinstance(part, type) and issubclass(part, Form)), form)
    return [str(field.alias) for name, field in form.model_fields.items() if name not in ("id", "path")] + (
        ["id"] if "id" in form.model_fields and path else []
    )


def _parts(annotation: object) -> Iterator[object]:
    yield annotation
    for inner in get_args(annotation):
        yield from _parts(inner)


_RULES = {
    "missing": "missing-key",
    "literal_error": "choice",
    "string_too_short": "empty-value",
    "too_short": "empty-value",
}


def _missing(path: KeyPath, fault: ErrorDetails) -> tuple[str, str]:
    return f'"{path[-1]}" is missing', f"Add a line: {path[-1]}: …" if len(path) == 1 else f"Add {path[-1]}: … here."


def _choice(path: KeyPath, fault: ErrorDetails) -> tuple[str, str]:
    if not isinstance(fault["input"], str):
        return _text(path, fault)
    allowed = re.findall("'([^']*)'", str((fault.get("ctx") or {}).get("expected", "")))
    word = fault["input"].strip()
    return f'there is no {_key(path)} "{word}"', did_you_mean(word, allowed) or f"Write one of: {', '.join(allowed)}."


def _empty(path: KeyPath, fault: ErrorDetails) -> tuple[str, str]:
    if isinstance(path[-1], int):
        return f'an item of "{_key(path)}" is empty', "Fill it in, or remove it."
    return f'"{_key(path)}" is empty', "Fill it in."


def _text(path: KeyPath, fault: ErrorDetails) -> tuple[str, str]:
    return f'"{_key(path)}" has to be one piece of text', "Write it behind the colon, without brackets or dashes."


def _keys(path: KeyPath, fault: ErrorDetails) -> tuple[str, str]:
    hint = "Write it as {key: value, key: value}, or with a line for each key."
    return f'"{_key(path)}" has to be a set of keys', hint


def _list(path: KeyPath, fault: ErrorDetails) -> tuple[str, str]:
    return f'"{_key(path)}" has to be a list', "Write it as [one, two], or with a line and a dash for each."


def _as_is(path: KeyPath, fault: ErrorDetails) -> tuple[str, str]:
    return f'"{_key(path)}" does not fit: {fault["msg"]}', "Compare it with the example in docs/editing.md."


_WORDS: dict[str, Callable[[KeyPath, ErrorDetails], tuple[str, str]]] = {
    "missing": _missing,
    "literal_error": _choice,
    "string_too_short": _empty,
    "too_short": _empty,
    "string_type": _text,
    "model_type": _keys,
    "model_attributes_type": _keys,
    "dict_type": _keys,
    "tuple_type": _list,
}
