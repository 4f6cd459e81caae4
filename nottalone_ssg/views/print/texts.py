"""The text of a page on paper: its neutral model with links written out and service cards filled in."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from nottalone_ssg.model import addresses
from nottalone_ssg.model.page import Page
from nottalone_ssg.model.service import Service
from nottalone_ssg.views.print.frame import View
from nottalone_ssg.views.print.services import entry
from nottalone_ssg.views.shell import Ground
from nottalone_ssg.views.words import bare_address


@dataclass
class PrintText:
    """A text ready for paper, and what it names that a reader cannot tap."""

    blocks: list[View] = field(default_factory=list)
    cards: list[str] = field(default_factory=list)  # the ids of services that it shows in full
    told: list[str] = field(default_factory=list)  # of services whose number it says
    services: list[str] = field(default_factory=list)  # of services that it names; in the order of mention
    pages: dict[str, str] = field(default_factory=dict)  # the addresses of pages that it names, with their titles
    level: int = 1  # of the heading that was met last: a service's name stands one below


def print_text(ground: Ground, page: Page) -> PrintText:
    """The page's text for paper.

    A number stands alone or behind the words of its link, an address of the web behind them; of a link to a page or a
    service the words stay, and what it leads to is listed.
    """
    content = ground.site.bodies[page.path].content
    text = PrintText()
    text.blocks = _Filler(ground, text).fill(json.loads(content or "[]"))
    return text


@dataclass(frozen=True)
class _Filler:
    ground: Ground
    text: PrintText

    def fill(self, node: Any) -> Any:
        """A node of the model with all that is in it."""
        if isinstance(node, list):
            return [self.fill(part) for part in node]
        if not isinstance(node, dict):
            return node
        match node.get("is"):
            case "card":
                self.text.cards.append(node["service"])
                service = self.ground.site.directory[node["service"]]
                return {**entry(self.ground, service), "level": self.text.level + 1}
            case "heading":
                self.text.level = node["level"]
                return {**node, "words": self.fill(node["words"])}
            case "link":
                return self._link(node["href"], self.fill(node["words"]))
            case _:
                return {key: self.fill(value) for key, value in node.items()}

    def _link(self, href: str, words: list[Any]) -> View:
        kind, _, target = href.partition(":")
        match kind:
            case "ref":
                return self._reference(unquote(target.partition("#")[0]), words)
            case "tel" | "sms":
                return _number(_said(words), words)
            case "mailto":
                return _address(target.partition("?")[0], href, words)
            case _:
                return _address(bare_address(href), href, words) if href.startswith("https:") else _plain(words)

    def _reference(self, target: str, words: list[Any]) -> View:
        """A link inside the site. One to another heading of the page is its words."""
        site = self.ground.site
        found = addresses.find(site, target) if target else None
        if found is None:
            return _plain(words)
        if found.address.startswith(("tel:", "sms:")):
            self.text.told.append(target.partition(":")[2])
            return _number(found.words, words or [found.words])
        parts = found.address.strip("/").split("/")
        if parts[0] == "services" and len(parts) == 2 and parts[1] in site.directory:
            self.text.services.append(parts[1])
        else:
            self.text.pages[found.address] = found.words
        return _plain(words or [found.words])


def _said(words: list[Any]) -> str:
    return "".join(
        word if isinstance(word, str) else _said(word.get("words", [word.get("text", "")])) for word in words
    )


def _plain(words: list[Any]) -> View:
    return {"is": "span", "words": words}


def _number(number: str, words: list[Any]) -> View:
    """A number to ring or text; behind other words it stands in brackets."""
    said = _said(words)
    return {"is": "number", "number": number, "words": [] if number in said or said == number else words}


def _address(address: str, href: str, words: list[Any]) -> View:
    """An address to go to or write to; behind other words it stands in brackets."""
    said = _said(words).removeprefix("https://").removeprefix("www.").rstrip("/")
    return {"is": "address", "address": address, "href": href, "words": [] if said == address else words}


def cut(blocks: Sequence[View], level: int) -> Iterator[list[View]]:
    """The blocks in pieces, each of which begins with a heading of this level or above, but perhaps the first."""
    piece: list[View] = []
    for block in blocks:
        if piece and block["is"] == "heading" and block["level"] <= level:
            yield piece
            piece = []
        piece.append(block)
    if piece:
        yield piece


def named(ground: Ground, text: PrintText, shown: set[str]) -> list[Service]:
    """The services that the text names and whose number the sheet says nowhere, in the order of mention."""
    ids = dict.fromkeys(name for name in text.services if name not in {*shown, *text.cards, *text.told})
    return [ground.site.directory[name] for name in ids]
