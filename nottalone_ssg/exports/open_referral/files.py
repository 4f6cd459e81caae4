"""Files: the answers of the standard's API, each as a file that any host can serve.

    GET /                  open-referral/index.json
    GET /services          open-referral/services.json, and for ?page=N open-referral/services/page/N.json
    GET /services/ID       open-referral/services/ID.json

The same for organizations, taxonomies, taxonomy_terms and service_at_locations. `all-services.json` and `services.csv`
are ours: the whole directory in one download, for whoever wants no more than that.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial

from nottalone_ssg.exports.open_referral import taxonomies
from nottalone_ssg.exports.open_referral.places import Json, located, service_at_location
from nottalone_ssg.exports.open_referral.service import in_list, organisation, whole
from nottalone_ssg.exports.open_referral.words import FOLDER, VERSION, identifier, service_identifier
from nottalone_ssg.exports.table import services_table
from nottalone_ssg.model.service import Contact, Service
from nottalone_ssg.output import Layouts, Output
from nottalone_ssg.views.shell import Ground

PAGE_SIZE = 25  # items of a list in one file
ROOT: Json = {
    "version": VERSION,
    "profile": "https://github.com/OpenReferralUK/uk-profile/blob/main/docs/index.md",
    "openapi_url": "https://docs.openreferraluk.org/en/latest/openapi30.json",
}


@dataclass(frozen=True, slots=True)
class DataIngredients:
    """A file of open data, as text."""

    text: str


@dataclass(frozen=True)
class Thing:
    """Something that the data tells of: how a list says it, and how its own file does."""

    in_list: Callable[[], Json]
    whole: Callable[[], Json]


Things = Mapping[str, Thing]  # by id


def plan_open_referral(catalogue: "Catalogue") -> Iterator[Output]:
    """All files below /open-referral/."""
    for path in catalogue.files:
        yield Output(FOLDER / path, make_data, partial(_gather, catalogue, path))


def make_data(ingredients: DataIngredients, layouts: Layouts) -> bytes:
    """The text as a file."""
    return ingredients.text.encode()


def _gather(catalogue: "Catalogue", path: str) -> DataIngredients:
    return DataIngredients(catalogue.text(path))


@dataclass(frozen=True, eq=False)
class Catalogue:
    """What there is of open data for one site; each text is made when somebody asks for it."""

    ground: Ground
    _ready: dict[str, str] = field(default_factory=dict, init=False, repr=False)  # texts that will be asked for

    @cached_property
    def files(self) -> Mapping[str, Callable[[], str]]:
        """Every file: its path below the folder, and what gives its text."""
        files: dict[str, Callable[[], str]] = {"index.json": lambda: _as_json(ROOT)}
        for name, things in self.endpoints.items():
            every = tuple(things.values())
            for number in range(1, _pages(things) + 1):
                shown = every[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
                files[f"{name}/page/{number}.json"] = partial(_page_of, shown, number, len(every))
            files[f"{name}.json"] = files[f"{name}/page/1.json"]
            for id_, thing in things.items():
                files[f"{name}/{id_}.json"] = partial(_text_of, thing)
        return files | {"all-services.json": self._all_services, "services.csv": self._table}

    @cached_property
    def endpoints(self) -> Mapping[str, Things]:
        """The lists of the API, in the words of the standard."""
        terms = taxonomies.terms(self.ground)
        kinds = taxonomies.taxonomies(self.ground)
        return {
            "services": {
                service_identifier(service.id): Thing(
                    partial(in_list, self.ground, service), partial(whole, self.ground, service)
                )
                for service in self.services
            },
            "organizations": dict(self._organisations()),
            "taxonomies": {
                str(kind["id"]): Thing(partial(dict, kind), partial(_with_terms, kind, terms)) for kind in kinds
            },
            "taxonomy_terms": {str(term["id"]): Thing(partial(dict, term), partial(dict, term)) for term in terms},
            "service_at_locations": dict(self._places()),
        }

    @cached_property
    def services(self) -> Sequence[Service]:
        """The services that are published; closed ones too, for whoever has them already."""
        return [service for service in self.ground.site.directory.values() if service.published]

    def text(self, path: str) -> str:
        """The text of a file."""
        return self._ready.pop(path, None) or self.files[path]()

    def size(self, path: str) -> int:
        """The bytes of a file. Its text is kept until it is asked for, since it soon will be."""
        self._ready[path] = self.text(path)
        return len(self._ready[path].encode())

    def pages(self, name: str) -> int:
        """How many pages a list has."""
        return _pages(self.endpoints[name])

    def _organisations(self) -> Iterator[tuple[str, Thing]]:
        groups: defaultdict[str, list[Service]] = defaultdict(list)
        for service in self.services:
            groups[service.organisation].append(service)
        for name, services in groups.items():
            whole_of = partial(_with_services, self.ground, name, services)
            yield identifier("organisation", name), Thing(partial(organisation, name), whole_of)

    def _places(self) -> Iterator[tuple[str, Thing]]:
        for service in self.services:
            for id_, contact in located(service):
                yield (
                    id_,
                    Thing(
                        partial(_place, self.ground, service, id_, contact),
                        partial(_place, self.ground, service, id_, contact, in_full=True),
                    ),
                )

    def _all_services(self) -> str:
        """All services in full. Each is said once: its own file is asked for soon, and takes the same text."""
        texts = {f"services/{id_}.json": _text_of(thing) for id_, thing in self.endpoints["services"].items()}
        self._ready.update(texts)
        whole_page = _as_json(page([], 1, len(texts), len(texts)) | {"size": len(texts), "empty": not texts})
        before, after = whole_page.split("[]")
        return f"{before}[{','.join(text.rstrip() for text in texts.values())}]{after}"

    def _table(self) -> str:
        return services_table(self.ground, self.services)


def page(contents: Sequence[Json], number: int, total: int, size: int) -> Json:
    """A page of a list, in the standard's exact words; its schemas do not check them, a test of ours does."""
    pages = -(-total // size) if total else 0
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": number,
        "size": len(contents),
        "first_page": number == 1,
        "last_page": number >= pages,
        "empty": not contents,
        "contents": contents,
    }


def _pages(things: Things) -> int:
    return max(1, -(-len(things) // PAGE_SIZE))


def _page_of(shown: Sequence[Thing], number: int, total: int) -> str:
    return _as_json(page([thing.in_list() for thing in shown], number, total, PAGE_SIZE))


def _text_of(thing: Thing) -> str:
    return _as_json(thing.whole())


def _as_json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"


def _with_terms(kind: Json, terms: Sequence[Json]) -> Json:
    return {**kind, "taxonomy_terms": [term for term in terms if term["taxonomy_id"] == kind["id"]]}


def _with_services(ground: Ground, name: str, services: Sequence[Service]) -> Json:
    listed = (in_list(ground, service) for service in services)
    return {
        **organisation(name),
        "services": [{k: v for k, v in item.items() if k != "organization"} for item in listed],
    }


def _place(ground: Ground, service: Service, id_: str, contact: Contact, in_full: bool = False) -> Json:
    """A service at a location; in a list its location is named alone."""
    place = service_at_location(ground.site, service, id_, contact)
    if not in_full:
        named = {key: value for key, value in _nested(place).items() if key in ("id", "location_type", "name")}
        place = {key: value for key, value in place.items() if key != "schedules"} | {"location": named}
    return {**place, "service": in_list(ground, service)}


def _nested(place: Json) -> Json:
    location = place["location"]
    assert isinstance(location, dict)
    return location


def rewrites(base: str) -> Iterator[str]:
    """Lines for `_redirects`: the standard's own addresses, on hosts that can answer with a file of another name.

    Netlify matches `?page=N` too; hosts that can't (Cloudflare Pages) pass over those lines, and answer with page 1.
    """
    root = f"{base}{FOLDER}"
    yield f"{root}/ {root}/index.json 200"
    for name in ("services", "organizations", "taxonomies", "taxonomy_terms", "service_at_locations"):
        yield f"{root}/{name} page=:page {root}/{name}/page/:page.json 200"
        yield f"{root}/{name} {root}/{name}.json 200"
        yield f"{root}/{name}/:id {root}/{name}/:id.json 200"
