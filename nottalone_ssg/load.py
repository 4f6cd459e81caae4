"""Loading: from sources to the Site, or to all that is wrong with them.

1. Each source becomes a document (`sources`), each document a model (`forms`).
2. What the models say of each other is looked up: topics, areas, audiences, services, pages.
3. The Site is what is left, even with gaps, so that the checks can go on and say more in one run.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath
from typing import TypeVar

from nottalone_ssg.forms import AnyForm, fill_in
from nottalone_ssg.markdown import convert
from nottalone_ssg.model.page import Page
from nottalone_ssg.model.service import Service
from nottalone_ssg.model.site import Site
from nottalone_ssg.model.text import Converted
from nottalone_ssg.model.vocabulary import Area, AreasFile, Audience, AudiencesFile, Topic, TopicsFile
from nottalone_ssg.problems import Place, Problem
from nottalone_ssg.settings import SiteFile
from nottalone_ssg.sources import Source, read_page, read_yaml
from nottalone_ssg.values import read_id
from nottalone_ssg.yaml_text import Document

AnyNaming = TypeVar("AnyNaming", Service, Page)

SINGLE: dict[str, tuple[str, type]] = {
    "site.yaml": ("site", SiteFile),
    "vocabulary/topics.yaml": ("topics", TopicsFile),
    "vocabulary/areas.yaml": ("areas", AreasFile),
    "vocabulary/audiences.yaml": ("audiences", AudiencesFile),
}


@dataclass
class Loaded:
    """What has been read so far; `load_site` turns it into a Site."""

    single: dict[str, object] = field(default_factory=dict)
    services: dict[str, Service] = field(default_factory=dict)
    pages: dict[str, Page] = field(default_factory=dict)
    bodies: dict[str, Converted] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def load_site(sources: Sequence[Source], today: date, shown_as: str = "content") -> tuple[Site | None, list[Problem]]:
    """The Site that the sources mean. None if one of the files that everything rests on is missing or wrong.

    Problems: of reading and filling in each file; files that nobody reads; two pages at one address.
    """
    loaded = Loaded()
    for source in sources:
        _load_source(source, loaded)
    present = {str(source.path) for source in sources}
    for path in SINGLE:
        if path not in present:
            hint = "Every site has this file. Copy it from an earlier version."
            loaded.problems.append(Place(f"{shown_as}/{path}").problem("missing-file", "this file is missing", hint))
    return _assemble(loaded, today), loaded.problems


def _load_source(source: Source, loaded: Loaded) -> None:
    path = str(source.path)
    if path in SINGLE:
        _load_single(source, loaded, *SINGLE[path])
    elif source.path.parts[0] == "services" and source.path.suffix == ".yaml" and len(source.path.parts) == 2:
        _load_service(source, loaded)
    elif source.path.parts[0] == "pages" and source.path.suffix == ".md":
        _load_page(source, loaded)
    elif not (source.path.suffix == ".md" and len(source.path.parts) == 1):  # README.md, LICENSE.md
        loaded.problems.append(_unread(source))


def _unread(source: Source) -> Problem:
    """A file that nobody reads is a fault: its author believes that it is on the site."""
    where = "Pages are content/pages/….md, services content/services/….yaml."
    if source.path.parts[0] == "services" and source.path.suffix == ".yml":
        where = "Rename it so that it ends in .yaml."
    return Place(source.file).problem(
        "unread-file", "is not a page, a service or a shared list, so nothing reads it", where
    )


def _load_single(source: Source, loaded: Loaded, name: str, form: type[AnyForm]) -> None:
    document, problems = read_yaml(source)
    loaded.documents[name] = document
    loaded.problems += problems
    if not problems:
        model, problems = fill_in(form, document)
        loaded.problems += problems
        if model is not None:
            loaded.single[name] = model


def _load_service(source: Source, loaded: Loaded) -> None:
    loaded.problems += _slug_problems(source, [source.path.stem])
    document, problems = read_yaml(source)
    loaded.problems += problems
    if problems:
        return
    service, problems = fill_in(Service, document, {"id": source.path.stem})
    loaded.problems += problems
    if service is not None:
        loaded.services[service.id] = service
        loaded.documents[f"service:{service.id}"] = document


def _load_page(source: Source, loaded: Loaded) -> None:
    parts = PurePosixPath(*source.path.parts[1:]).with_suffix("").parts
    loaded.problems += _slug_problems(source, parts)
    document, problems = read_page(source)
    loaded.problems += problems
    if problems:
        return
    address = page_address(parts)
    page, problems = fill_in(Page, document, {"path": address})
    loaded.problems += problems
    body = convert(document)
    loaded.problems += body.problems
    if page is None:
        return
    if other := loaded.documents.get(f"page:{address}"):
        said = f"two files publish {address}: {other.file} and {source.file}"
        loaded.problems.append(Place(source.file).problem("same-address", said, "Rename or delete one of them."))
        return
    loaded.pages[address] = page
    loaded.bodies[address] = body
    loaded.documents[f"page:{address}"] = document


def page_address(parts: Sequence[str]) -> str:
    """The address of the page whose file has these folders and this name: an `index` stands for its folder."""
    if list(parts) == ["404"]:
        return "/404.html"  # where static hosts look for it
    kept = parts[:-1] if parts[-1] == "index" else parts
    return "/" + "".join(f"{part}/" for part in kept)


def _slug_problems(source: Source, names: Iterable[str]) -> list[Problem]:
    """File and folder names become addresses, so they are made of what needs no escaping anywhere."""
    wrong = [name for name in names if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)]
    return [
        Place(source.file).problem(
            "file-name",
            f'"{name}" cannot be part of an address',
            f"Use small letters, digits and hyphens: {re.sub('[^a-z0-9]+', '-', name.lower()).strip('-') or 'a-name'}",
        )
        for name in wrong
    ]


def _assemble(loaded: Loaded, today: date) -> Site | None:
    single: Mapping[str, object] = loaded.single
    settings, topics = single.get("site"), single.get("topics")
    areas, audiences = single.get("areas"), single.get("audiences")
    if not (
        isinstance(settings, SiteFile)
        and isinstance(topics, TopicsFile)
        and isinstance(areas, AreasFile)
        and isinstance(audiences, AudiencesFile)
    ):
        return None
    names = Names(_ids(topics.topics), _ids(areas.areas), _ids(audiences.audiences))
    services = [names.to_ids(service) for service in loaded.services.values()]
    pages = {path: names.to_ids(page) for path, page in sorted(loaded.pages.items()) if page.is_published(today)}
    return Site(
        settings=settings,
        today=today,
        groups=topics.groups,
        topics={topic.id: topic for topic in topics.topics},
        areas={area.id: area for area in areas.areas},
        audiences={audience.id: audience for audience in audiences.audiences},
        directory={service.id: service for service in sorted(services, key=by_name)},
        pages=pages,
        bodies={path: loaded.bodies[path] for path in pages},
        documents=loaded.documents,
    )


def _ids(things: Iterable[Topic | Area | Audience]) -> Mapping[str, str]:
    """The id of each thing by its name as `read_id` reads it: parents-and-carers is parents-carers."""
    by_id = {thing.id: thing for thing in things}
    return {name: thing.id for thing in by_id.values() if (name := read_id(thing.name)) not in by_id}


@dataclass(frozen=True)
class Names:
    """Editors may name a thing by its id or by its name; the Site knows ids alone."""

    topics: Mapping[str, str]
    areas: Mapping[str, str]
    audiences: Mapping[str, str]

    def to_ids(self, thing: AnyNaming) -> AnyNaming:
        """The service or page with ids for names; what is neither stays, for a check to complain of."""
        named = {"topics": self.topics, "areas": self.areas, "for_": self.audiences}
        update = {
            key: tuple(ids.get(name, name) for name in getattr(thing, key))
            for key, ids in named.items()
            if any(name in ids for name in getattr(thing, key))
        }
        return thing.model_copy(update=update) if update else thing


def by_name(service: Service) -> tuple[str, str]:
    """The order in which services are listed: by name as people read it, then by id."""
    return service.name.casefold(), service.id
