"""The shared words fit together."""

from collections.abc import Iterator

from nottalone_ssg.model.site import Site
from nottalone_ssg.problems import Problem, did_you_mean
from nottalone_ssg.yaml_text import Document, KeyPath

_LISTS = (("topics", "groups"), ("topics", "topics"), ("areas", "areas"), ("audiences", "audiences"))


def _ids(document: Document, key: str) -> Iterator[tuple[KeyPath, str]]:
    rows = document.value.get(key)
    for number, row in enumerate(rows if isinstance(rows, list) else []):
        if isinstance(row, dict) and isinstance(row.get("id"), str):
            yield (key, number, "id"), str(row["id"])


def ids_are_unique(site: Site) -> Iterator[Problem]:
    """No two topics, groups, areas or audiences share an id: they would share an address."""
    for name, key in _LISTS:
        document = site.documents[name]
        seen: dict[str, int] = {}
        for path, id_ in _ids(document, key):
            if id_ in seen:
                hint = f"The other one is on line {seen[id_]}. Give one of them another id."
                yield document.place(path).problem("repeated-id", f'two of the {key} have the id "{id_}"', hint)
            seen.setdefault(id_, document.place(path).line)


def names_are_known(site: Site) -> Iterator[Problem]:
    """Every topic stands in a group that exists."""
    document = site.documents["topics"]
    groups = {group.id for group in site.groups}
    rows = document.value.get("topics")
    for number, row in enumerate(rows if isinstance(rows, list) else []):
        group = str(row.get("group", "")) if isinstance(row, dict) else ""
        if group.lower().replace(" ", "-") not in groups:
            place = document.place(("topics", number, "group"))
            yield place.problem("unknown-group", f'there is no group "{group}"', did_you_mean(group, groups))


def areas_lie_in_areas(site: Site) -> Iterator[Problem]:
    """`part of` names an area that exists, and following it upwards ends."""
    document = site.documents["areas"]
    told: set[str] = set()
    for number, area in enumerate(site.areas.values()):
        place = document.place(("areas", number, "part of"))
        if area.part_of and area.part_of not in site.areas:
            yield place.problem(
                "unknown-area", f'there is no area "{area.part_of}"', did_you_mean(area.part_of, site.areas)
            )
        elif area.id not in told and (circle := _circle(site, area.id)):
            told |= circle
            yield place.problem("area-circle", f"{area.name} is part of itself", "Look at what each part of leads to.")


def codes_lie_mostly_in_one_area(site: Site) -> Iterator[Problem]:
    """Of an outward code most lies in one area at most; it comes first when somebody types the code."""
    document = site.documents["areas"]
    seen: dict[str, str] = {}
    for number, area in enumerate(site.areas.values()):
        place = document.place(("areas", number, "outward codes"))
        for code in area.outward_codes:
            if code in seen:
                said = f"{code} cannot lie mostly in {area.name}: it stands under {seen[code]} already"
                hint = "Write it under shared codes where less of it lies."
                yield place.problem("repeated-code", said, hint)
            seen.setdefault(code, area.name)


def _circle(site: Site, area: str) -> set[str]:
    """The areas on the way from this one back to itself, if there is such a way."""
    seen = {area}
    larger = site.areas[area].part_of
    while larger and larger in site.areas:
        if larger == area:
            return seen
        if larger in seen:
            break  # a circle further up; it is told there
        seen.add(larger)
        larger = site.areas[larger].part_of
    return set()
