"""Forms: from a document to a model, and what does not fit in the editor's words.

The one place that knows how the validator speaks. Its words are tested, because a library's upgrade changes its own.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from nottalone_ssg.problems import Problem, did_you_mean
from nottalone_ssg.values import Form
from nottalone_ssg.yaml_text import Document, KeyPath

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
    """The validator's complaints, each at the value it is about, each once."""
    said: set[Problem] = set()
    for details in error.errors(include_url=False):
        problem = _problem(details, document, form)
        if problem not in said:
            said.add(problem)
            yield problem


def _problem(details: ErrorDetails, document: Document, form: type[Form]) -> Problem:
    path: KeyPath = details["loc"]
    key = str(path[-1]) if path else ""
    if hint := (details.get("ctx") or {}).get("hint", None):  # a fault of ours: the words are right already
        return document.place(path).problem(details["type"], details["msg"], str(hint))
    if details["type"] == "extra_forbidden":
        known = _keys_at(form, path[:-1])
        hint = did_you_mean(key, known) or f"The keys here are: {', '.join(known)}."
        return document.key_place(path).problem("unknown-key", f'there is no key "{key}" here', hint)
    say = _WORDS.get(details["type"], _as_is)
    message, hint = say(key, details)
    return document.place(path).problem(_RULES.get(details["type"], details["type"]), message, hint)


def _keys_at(form: type[Form], path: KeyPath) -> list[str]:
    """The keys that the form at ``path`` knows, in the order of the docs; the program's own left out."""
    for step in path:
        if isinstance(step, int):
            continue
        field = next((field for field in form.model_fields.values() if field.alias == step), None)
        inner = [part for part in _parts(field.annotation if field else None)]
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


def _missing(key: str, details: ErrorDetails) -> tuple[str, str]:
    return f'"{key}" is missing', f"Add a line: {key}: …"


def _choice(key: str, details: ErrorDetails) -> tuple[str, str]:
    allowed = [
        word.strip("'")
        for word in str((details.get("ctx") or {}).get("expected", "")).replace(" or ", ", ").split(", ")
    ]
    word = str(details["input"])
    return f'"{word}" is not one of the words for this', did_you_mean(
        word, allowed
    ) or f"Write one of: {', '.join(allowed)}."


def _empty(key: str, details: ErrorDetails) -> tuple[str, str]:
    return f'"{key}" is empty', "Fill it in."


def _text(key: str, details: ErrorDetails) -> tuple[str, str]:
    return f'"{key}" has to be one piece of text', "Write it behind the colon, on one line."


def _keys(key: str, details: ErrorDetails) -> tuple[str, str]:
    return (
        f'"{key}" has to be a set of keys',
        "Write it as {key: value, key: value}, or with a line for each key.",
    )


def _list(key: str, details: ErrorDetails) -> tuple[str, str]:
    return f'"{key}" has to be a list', "Write it as [one, two], or with a dash and a line for each."


def _as_is(key: str, details: ErrorDetails) -> tuple[str, str]:
    return f'"{key}" does not fit: {details["msg"]}', "Compare it with the example in docs/editing.md."


_WORDS: dict[str, Callable[[str, ErrorDetails], tuple[str, str]]] = {
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
