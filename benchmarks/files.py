"""Files: YAML as the program reads it, every value a text, and back."""

from pathlib import Path
from typing import Any

import yaml

Values = dict[str, Any]  # texts, lists and keys


def parse(text: str) -> Values:
    values: Values = yaml.load(text, yaml.CBaseLoader)  # noqa: S506 - makes texts, lists and dicts only
    return values


def read(path: Path) -> Values:
    return parse(path.read_text("utf-8"))


def dump(values: Values | list[Values]) -> str:
    """YAML in which a value that looks like a number or a date stays a text."""
    return yaml.dump(values, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110)


def page(front: Values, body: str) -> str:
    """A Markdown file."""
    return f"---\n{dump(front)}---\n{body}"


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


class _Dumper(yaml.CSafeDumper):
    """Writes a list that stands twice in full: the program refuses anchors."""

    def ignore_aliases(self, data: object) -> bool:
        return True
