"""Loading: from sources to the Site, or to all that is wrong with them.

1. By its name each source is seen to be a service, a page or a shared list; then it is parsed (`parse`).
2. What the models say of each other is looked up: topics, areas, audiences, services, pages.
3. The Site is what is left, even with gaps, so that the checks can go on and say more in one run. It knows
   which files are there but say nothing yet (`unread`), so that nobody complains of what leads to them.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from nottalone_ssg.model.danger import DangerFile, ExamplesFile
from nottalone_ssg.model.page import Page
from nottalone_ssg.model.sayings import PinnedFile, QuestionWordsFile, Sayings, SynonymsFile
from nottalone_ssg.model.service import Service
from nottalone_ssg.model.settings import SiteFile
from nottalone_ssg.model.site import Site
from nottalone_ssg.model.text import Converted
from nottalone_ssg.model.vocabulary import Area, AreasFile, Audience, AudiencesFile, Topic, TopicsFile
from nottalone_ssg.parse import ParseAll, Parsed, Task, parse_all
from nottalone_ssg.problems import Place, Problem
from nottalone_ssg.sources import Source
from nottalone_ssg.values import Form, read_id
from nottalone_ssg.yaml_text import Document

AnyNaming = TypeVar("AnyNaming", Service, Page)

SINGLE: dict[str, tuple[str, type[Form]]] = {
    "site.yaml": ("site", SiteFile),
    "vocabulary/topics.yaml": ("topics", TopicsFile),
    "vocabulary/areas.yaml": ("areas", AreasFile),
    "vocabulary/audiences.yaml": ("audiences", AudiencesFile),
}
OPTIONAL: dict[str, tuple[str, type[Form]]] = {  # a site without them is searched by its own words alone
    "search/danger.yaml": ("danger", DangerFile),
    "search/examples.yaml": ("examples", ExamplesFile),
    "search/pinned.yaml": ("pinned", PinnedFile),
    "search/synonyms.yaml": ("synonyms", SynonymsFile),
    "search/words.yaml": ("question words", QuestionWordsFile),
}


@dataclass
class Loaded:
    """What has been read so far; `load_site` turns it into a Site."""

    tasks: dict[str, Task] = field(default_factory=dict)  # by "service:ID", "page:PATH", "site", "topics", …
    single: dict[str, object] = field(default_factory=dict)
    services: dict[str, Service] = field(default_factory=dict)
    pages: dict[str, Page] = field(default_factory=dict)
    bodies: dict[str, Converted] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)  # "service:ID", "page:PATH" of files that could not be used
    problems: list[Problem] = field(default_factory=list)


def load_site(
    sources: Sequence[Source], today: date, shown_as: str = "content", parse_all: ParseAll = parse_all
) -> tuple[Site | None, list[Problem]]:
    """The Site that the sources mean. None if one of the files that everything rests on is missing or wrong.

    Problems: of reading and filling in each file; files that nobody reads; two files at one address.
    Of no sources at all there is nothing to say: that is told already.
    """
    loaded = Loaded()
    for source in sources:
        _take_in(source, loaded)
    for name, parsed in zip(loaded.tasks, parse_all(list(loaded.tasks.values())), strict=True):
        _keep(name, parsed, loaded)
    present = {re.sub(r"\.yml$", ".yaml", str(source.path)) for source in sources}
    for path in SINGLE:
        if sources and path not in present:  # of one that ends in .yml we told already
            hint = "Every site has this file. Copy it from an earlier version."
            loaded.problems.append(Place(f"{shown_as}/{path}").problem("missing-file", "this file is missing", hint))
    return _assemble(loaded, today), loaded.problems


def _take_in(source: Source, loaded: Loaded) -> None:
    """See by its name what the source is, and that it is to be parsed as such."""
    path, folder = str(source.path), source.path.parts[0]
    if path in SINGLE or path in OPTIONAL:
        name, form = (SINGLE | OPTIONAL)[path]
        if source.readable:
            loaded.tasks[name] = Task(source, form)
    elif folder == "services" and source.path.suffix == ".yaml" and len(source.path.parts) == 2:
        slug = _slug(source, source.path.stem, loaded)
        _claim(f"service:{slug}", f"/services/{slug}/", Task(source, Service, (("id", slug),)), loaded)
    elif folder == "pages" and source.path.suffix == ".md":
        address = page_address([_slug(source, part, loaded) for part in source.path.with_suffix("").parts[1:]])
        _claim(f"page:{address}", address, Task(source, Page, (("path", address),)), loaded)
    elif folder != "words" and not re.fullmatch(r"[A-Z]+(\.md)?", path):  # README.md; `check` reads words/
        _pass_over(source, loaded)


def _claim(name: str, address: str, task: Task, loaded: Loaded) -> None:
    """The source is to be parsed, unless another has its address already. Until it is, it counts as unread."""
    if other := loaded.tasks.get(name):
        said = f"two files publish {address}: {other.source.file} and {task.source.file}"
        loaded.problems.append(Place(task.source.file).problem("same-address", said, "Rename or delete one of them."))
        return
    loaded.unread.add(name)
    if task.source.readable:
        loaded.tasks[name] = task


def _keep(name: str, parsed: Parsed, loaded: Loaded) -> None:
    """Put what a source says where it belongs."""
    loaded.problems += parsed.problems
    model = parsed.model
    if model is None:
        if ":" not in name:
            loaded.documents[name] = parsed.document
        return
    loaded.documents[name] = parsed.document
    loaded.unread.discard(name)
    if isinstance(model, Service):
        loaded.services[model.id] = model
    elif isinstance(model, Page):
        loaded.pages[model.path] = model
        loaded.bodies[model.path] = parsed.body or Converted()
    else:
        loaded.single[name] = model


def _pass_over(source: Source, loaded: Loaded) -> None:
    """A file that nobody reads is a fault: its author believes that it is on the site."""
    folder, *name = source.path.with_suffix("").parts
    suffix = source.path.suffix.lower()
    hint = "Pages are content/pages/….md, services content/services/….yaml. Anything else belongs elsewhere."
    if folder == "services" and len(name) > 1:
        hint = "Move it to content/services/ itself: that folder has no folders in it."
    elif folder == "search":
        hint = f"The files here are {', '.join(path.removeprefix('search/') for path in OPTIONAL)}."
    elif folder != "pages" and suffix in (".yml", ".yaml"):
        hint = "Rename it so that it ends in .yaml, in small letters."
    elif folder == "pages" and name and suffix in (".md", ".markdown", ".txt"):
        hint = "Rename it so that it ends in .md, in small letters."
        loaded.unread.add(f"page:{page_address(name)}")
    if folder == "services":
        loaded.unread.add(f"service:{source.path.stem}")
    if not source.readable:
        return
    said = "is not a page, a service or a shared list, so nothing reads it"
    loaded.problems.append(Place(source.file).problem("unread-file", said, hint))


def page_address(parts: Sequence[str]) -> str:
    """The address of the page whose file has these folders and this name: an `index` stands for its folder."""
    if list(parts) == ["404"]:
        return "/404.html"  # where static hosts look for it
    kept = parts[:-1] if parts[-1] == "index" else parts
    return "/" + "".join(f"{part}/" for part in kept)


def _slug(source: Source, name: str, loaded: Loaded) -> str:
    """The part of an address that a file's or folder's name becomes, made of what needs no escaping anywhere.

    Problems: a name that has something else in it. What it should be called is what we go on with.
    """
    if re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        return name
    slug = re.sub("[^a-z0-9]+", "-", name.lower()).strip("-") or "a-name"
    hint = f"Use small letters, digits and hyphens: {slug}"
    loaded.problems.append(Place(source.file).problem("file-name", f'"{name}" cannot be part of an address', hint))
    return slug


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
    names = Names.of(topics.topics, areas.areas, audiences.audiences)
    services = [names.to_ids(service) for service in loaded.services.values()]
    pages = {path: names.to_ids(page) for path, page in sorted(loaded.pages.items()) if page.is_published(today)}
    danger, examples = single.get("danger"), single.get("examples")
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
        sayings=_sayings(single),
        danger=danger if isinstance(danger, DangerFile) else None,
        examples=examples if isinstance(examples, ExamplesFile) else ExamplesFile(),
        unread=frozenset(loaded.unread),
    )


def _sayings(single: Mapping[str, object]) -> Sayings:
    """What the optional files say; of one that is missing or wrong, nothing."""
    synonyms, pinned, words = (single.get(name) for name in ("synonyms", "pinned", "question words"))
    return Sayings(
        synonyms=synonyms.synonyms if isinstance(synonyms, SynonymsFile) else (),
        pinned=pinned.pinned if isinstance(pinned, PinnedFile) else (),
        filler=words.filler if isinstance(words, QuestionWordsFile) else (),
        everyday=words.everyday if isinstance(words, QuestionWordsFile) else (),
        text_speak=tuple(words.text_speak.items()) if isinstance(words, QuestionWordsFile) else (),
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

    @classmethod
    def of(cls, topics: Iterable[Topic], areas: Iterable[Area], audiences: Iterable[Audience]) -> "Names":
        return cls(_ids(topics), _ids(areas), _ids(audiences))

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
