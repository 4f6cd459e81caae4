"""The Site: everything the sources mean, checked and related.

It knows topics by service and services by topic, area and audience; it knows nothing of HTML, and of files
only the documents that problems point into.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from nottalone_ssg.model.danger import DangerFile, ExamplesFile
from nottalone_ssg.model.page import Kind, Page
from nottalone_ssg.model.sayings import Sayings
from nottalone_ssg.model.service import Service
from nottalone_ssg.model.settings import SiteFile
from nottalone_ssg.model.text import Converted
from nottalone_ssg.model.vocabulary import EVERYONE, Area, Audience, Group, Topic
from nottalone_ssg.yaml_text import Document


@dataclass(frozen=True, eq=False)
class Site:
    """All pages, services and shared words, each in the order in which it is shown."""

    settings: SiteFile
    today: date
    groups: tuple[Group, ...]
    topics: Mapping[str, Topic]
    areas: Mapping[str, Area]
    audiences: Mapping[str, Audience]
    directory: Mapping[str, Service]  # drafts too; by name
    pages: Mapping[str, Page]  # by path: /topics/sleep/
    bodies: Mapping[str, Converted]  # by path
    sayings: Sayings  # how what people type is understood
    danger: DangerFile | None  # words that mean danger; a site without the file has no detector
    examples: ExamplesFile  # more of them, to learn from
    documents: Mapping[str, Document]  # by "service:ID", "page:PATH", "topics", "areas", "audiences", "site"
    unread: frozenset[str] = frozenset()  # such names, of files that could not be used; why is told already

    @cached_property
    def services(self) -> tuple[Service, ...]:
        """The services that lists show."""
        return tuple(service for service in self.directory.values() if service.listed)

    @cached_property
    def by_topic(self) -> Mapping[str, tuple[Service, ...]]:
        return _grouped((topic, service) for service in self.services for topic in service.topics)

    @cached_property
    def by_area(self) -> Mapping[str, tuple[Service, ...]]:
        """Services by the very areas they name; see `serving` for all that can be used from somewhere."""
        return _grouped((area, service) for service in self.services for area in service.areas)

    @cached_property
    def by_audience(self) -> Mapping[str, tuple[Service, ...]]:
        return _grouped((who, service) for service in self.services for who in self.readers(service.for_))

    @cached_property
    def fixed(self) -> Mapping[Kind, Page]:
        """The pages of which there is one of a kind, by kind."""
        return {page.kind: page for page in self.pages.values()}

    @cached_property
    def parents(self) -> frozenset[str]:
        """The addresses below which there are pages, whether or not they are pages themselves."""
        paths = (path.strip("/").split("/")[:-1] for path in self.pages)
        return frozenset(f"/{'/'.join(path[: end + 1])}/" for path in paths for end in range(len(path)))

    def readers(self, for_: Iterable[str]) -> tuple[str, ...]:
        """The audiences that a `for` names, in the order of the vocabulary; everyone is all of them."""
        named = set(for_)
        return tuple(audience for audience in self.audiences if audience in named or EVERYONE in named)

    def within(self, area: str) -> tuple[Area, ...]:
        """The area and the larger ones that it is part of, smallest first."""
        return self._chains[area]

    @cached_property
    def _chains(self) -> Mapping[str, tuple[Area, ...]]:
        return {area: tuple(self._chain(area)) for area in self.areas}

    def _chain(self, area: str) -> Iterator[Area]:
        seen: set[str] = set()
        while area in self.areas and area not in seen:
            seen.add(area)
            yield self.areas[area]
            area = self.areas[area].part_of or ""


def _grouped(pairs: Iterable[tuple[str, Service]]) -> Mapping[str, tuple[Service, ...]]:
    groups: defaultdict[str, list[Service]] = defaultdict(list)
    for key, service in pairs:
        groups[key].append(service)
    return {key: tuple(group) for key, group in groups.items()}
