"""Texts: all that people read on the site, piece by piece, each with its place: pages, services, shared words.

What is nobody's prose stays out: names, notes for editors, what people type in a search, addresses, hours.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from nottalone_ssg.markdown.prose import NAMED, Block, BlockKind, prose, value_block
from nottalone_ssg.model.page import Page
from nottalone_ssg.model.service import Service
from nottalone_ssg.model.site import Site
from nottalone_ssg.model.vocabulary import Area, Audience, Topic
from nottalone_ssg.problems import Place
from nottalone_ssg.words.phrases import Tokens, names_in, plainly, tokens_of
from nottalone_ssg.words.sentences import Sentence, sentences
from nottalone_ssg.yaml_text import Document, KeyPath


@dataclass(frozen=True)
class Piece:
    """A block, the same without names of services, and its sentences."""

    block: Block
    unnamed: str  # as long as the text; names of services and organisations are blotted out

    @property
    def kind(self) -> BlockKind:
        return self.block.kind

    @cached_property
    def plainly(self) -> str:
        return plainly(self.unnamed)

    @cached_property
    def tokens(self) -> Tokens:
        return tokens_of(self.plainly)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        return tuple(sentences(self.block.text))

    @property
    def is_signpost(self) -> bool:
        """Nothing but a link, such as an item of a menu."""
        links = self.block.links
        return len(links) == 1 and len(self.block.text.strip(" .")) == links[0].end - links[0].start


@dataclass(frozen=True)
class Text:
    """One page, one service or the summaries of one shared list."""

    name: str  # page:/topics/sleep/, service:samaritans, topics
    place: Place  # for what is wrong with all of it
    readers: frozenset[str]
    pieces: tuple[Piece, ...]

    @property
    def is_page(self) -> bool:
        return self.name.startswith("page:")

    @cached_property
    def counted(self) -> tuple[Sentence, ...]:
        """The sentences that averages count: running text, but no signposts."""
        running = (piece for piece in self.pieces if piece.kind in ("paragraph", "item") and not piece.is_signpost)
        return tuple(sentence for piece in running for sentence in piece.sentences)

    @property
    def is_for_children(self) -> bool:
        """For children alone."""
        return self.readers == {"children"}

    @property
    def is_for_professionals(self) -> bool:
        """For professionals alone."""
        return self.readers == {"professionals"}


class Writing:
    """All texts of a site that are in English."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._names = names_in(_names(site))
        self.texts = (*self._pages(), *self._services(), *self._shared())

    @property
    def pages(self) -> tuple[Text, ...]:
        return tuple(text for text in self.texts if text.is_page)

    def _text(self, name: str, place: Place, readers: Iterator[str] | tuple[str, ...], blocks: list[Block]) -> Text:
        return Text(name, place, frozenset(readers), tuple(Piece(block, self._unnamed(block.text)) for block in blocks))

    def _unnamed(self, text: str) -> str:
        return self._names.sub(lambda found: NAMED * len(found[0]), text) if self._names else text

    def _pages(self) -> Iterator[Text]:
        for path, page in self.site.pages.items():
            document = self.site.documents[f"page:{path}"]
            if (page.language or self.site.settings.language).startswith("en"):
                blocks = [*_front_matter(page, document), *prose(document)]
                yield self._text(f"page:{path}", document.place(("title",)), page.for_, blocks)

    def _services(self) -> Iterator[Text]:
        for service in self.site.directory.values():
            if service.published:
                document = self.site.documents[f"service:{service.id}"]
                blocks = list(_service(service, document))
                yield self._text(f"service:{service.id}", document.place(("summary",)), service.for_, blocks)

    def _shared(self) -> Iterator[Text]:
        shared: tuple[tuple[str, Mapping[str, Topic | Area | Audience]], ...] = (
            ("topics", self.site.topics),
            ("areas", self.site.areas),
            ("audiences", self.site.audiences),
        )
        for name, things in shared:
            document = self.site.documents[name]
            blocks = [
                value_block("summary", thing.summary, document.place((name, number, "summary")))
                for number, thing in enumerate(things.values())
            ]
            yield self._text(name, document.place(), (), blocks)


def _names(site: Site) -> Iterator[str]:
    for service in site.directory.values():
        yield from (service.name, service.organisation, *service.also_called)


def _values(document: Document, kind: BlockKind, *rows: tuple[KeyPath, str]) -> Iterator[Block]:
    for path, text in rows:
        if text:
            yield value_block(kind, text, document.place(path))


def _front_matter(page: Page, document: Document) -> Iterator[Block]:
    yield from _values(document, "title", (("title",), page.title))
    yield from _values(document, "summary", (("summary",), page.summary))
    yield from _values(document, "note", (("content note",), page.content_note))
    yield from _values(document, "words", *((("at a glance", key), text) for key, text in page.at_a_glance.items()))
    for number, line in enumerate(page.easy_read):
        said = (("heading", line.heading), ("words", line.words))
        yield from _values(document, "words", *((("easy read", number, key), text) for key, text in said))


def _service(service: Service, document: Document) -> Iterator[Block]:
    yield from _values(document, "summary", (("summary",), service.summary))
    notes = ((("what happens",), service.what_happens), (("how to refer",), service.how_to_refer))
    yield from _values(document, "note", *notes)
    yield from _values(document, "words", *((("offers", number), text) for number, text in enumerate(service.offers)))
    yield from _values(document, "words", (("cost",), service.cost), (("access",), service.access))
    for number, contact in enumerate(service.contacts):
        said = (("label", contact.label), ("note", contact.note), ("access", contact.access))
        yield from _values(document, "words", *((("contacts", number, key), text) for key, text in said))
