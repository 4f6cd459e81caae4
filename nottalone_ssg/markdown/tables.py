"""Tables: a frame that scrolls on a narrow screen, headers that say what they head, alignment as a class.

Python-Markdown writes alignment as a style, which a strict content security policy forbids.
"""

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.tables import TableProcessor
from markdown.treeprocessors import Treeprocessor

from nottalone_ssg.markdown.tree import text_of

_CLASSES = {"text-align: right;": "align-right", "text-align: center;": "align-center"}


class TableBlocks(TableProcessor):
    """As Python-Markdown reads them, but it splits only what may be a table, and adds no cells to short rows.

    A header of twenty columns above rows of one would make twenty times as many cells as anybody typed.
    """

    def test(self, parent: Element, block: str) -> bool:
        return "|" in block and super().test(parent, block)

    def _build_row(self, row: str, parent: Element, align: Sequence[str | None]) -> None:
        super()._build_row(row, parent, align[: row.count("|") + 1])  # type: ignore[misc]


class Tables(Treeprocessor):
    """Wraps each table in a group that the keyboard reaches (axe: scrollable-region-focusable), with a name."""

    def run(self, root: Element) -> None:
        if root.find(".//table") is None:
            return
        names: dict[Element, str] = {}
        name = "Table"
        for element in root.iter():
            if element.tag in ("h2", "h3", "h4", "h5", "h6"):
                name = f"Table: {' '.join(text_of(element, without=('sup',)).split())}"
            elif element.tag == "table":
                names[element] = name
        for parent in list(root.iter()):
            for index, child in enumerate(parent):
                if child in names:
                    parent[index] = _framed(child, names.pop(child))


def _framed(table: Element, name: str) -> Element:
    frame = Element("div", {"class": "table-wrap", "role": "group", "tabindex": "0", "aria-label": name})
    frame.append(table)
    frame.tail, table.tail = table.tail, "\n"
    for cell in table.iter():
        if aligned := _CLASSES.get(cell.attrib.pop("style", "")):
            cell.set("class", aligned)
        if cell.tag == "th":
            cell.set("scope", "col")
    return frame


def register(md: Markdown) -> None:
    """The tree is changed when headings have their final words."""
    config = {"use_align_attribute": False}
    md.parser.blockprocessors.register(TableBlocks(md.parser, config), "table", 75)
    md.treeprocessors.register(Tables(md), "tables", -2)
