"""Explain: what one published file is made of, and why it was made, or will be made, again."""

import re
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, fields
from functools import partial
from pathlib import PurePosixPath
from textwrap import wrap

from nottalone_ssg import history, manifest
from nottalone_ssg.job import Job
from nottalone_ssg.make import differences, executor, keys_of, layouts_of, recipe_name, used
from nottalone_ssg.model import addresses
from nottalone_ssg.model.site import Site
from nottalone_ssg.output import Output, page_path
from nottalone_ssg.parse import remembering
from nottalone_ssg.pipeline import Prepared, prepare
from nottalone_ssg.problems import Problem, nearest
from nottalone_ssg.recipes.page import PageIngredients
from nottalone_ssg.recipes.print import PrintIngredients
from nottalone_ssg.store import Store

SHARED = ("site", "topics", "areas", "audiences")  # whose words can be on every page


@dataclass(frozen=True)
class Explanation:
    """All that is to be said of one output."""

    address: str
    file: str  # within the published folder
    recipe: str
    layouts: tuple[str, ...]
    sources: tuple[str, ...]
    published: bool  # whether it lies there as the sources want it now
    made_on: str  # when, or nothing if that is not known
    because: tuple[str, ...]  # which parts of its key were new then; none: the file itself was new
    changed: tuple[str, ...]  # of its sources and layouts, those that had changed then
    next_because: tuple[str, ...]  # which parts of its key are new now
    next_changed: tuple[str, ...]


class UnknownPathError(Exception):
    """No output has this path; the message names the nearest."""


def explain(job: Job, path: str) -> tuple[Explanation | None, list[Problem]]:
    """What is to be said of the output at an address or file; or the problems that keep the site from being planned.

    Raises UnknownPathError.
    """
    with closing(Store(job.cache)) as store:
        prepared = prepare(job, remembering(store, partial(executor, job.jobs, {})))
    if prepared.site is None or prepared.report.problems:
        return None, prepared.report.problems
    return _explanation(job, prepared, prepared.site, _find(job, prepared, path)), []


def _find(job: Job, prepared: Prepared, path: str) -> Output:
    """The output at /topics/sleep/, topics/sleep, topics/sleep/index.html or dist/topics/sleep/index.html."""
    outputs = {str(output.path): output for output in prepared.outputs}
    inside = path.removeprefix(f"{job.folders.out}/").lstrip("/").rstrip("/")
    for name in (inside, str(page_path(f"/{inside}/" if inside else "/"))):
        if name in outputs:
            return outputs[name]
    if inside.startswith("pagefind"):
        raise UnknownPathError(
            "pagefind makes the search index, of all pages that are searched, when one of them changes."
        )
    near = nearest(str(page_path(f"/{inside}/")), outputs)
    hint = f" Did you mean /{near.removesuffix('index.html')}?" if near else ""
    raise UnknownPathError(f"nothing is published at {path}.{hint}")


def _explanation(job: Job, prepared: Prepared, site: Site, output: Output) -> Explanation:
    path, key = str(output.path), keys_of([output], prepared.layouts)[output.path]
    layouts = tuple(used(layouts_of(output), prepared.layouts))
    sources = tuple(sources_of(site, output))
    watched = {*sources, *(f"layouts/{name}" for name in layouts)}
    last = manifest.read(manifest.file_for(job.cache, job.folders.out)) if job.cache else manifest.Manifest()
    past = history.read(manifest.history_for(job.cache, job.folders.out)) if job.cache else history.History()
    reason, because = past.reason(path) or (history.Reason("", ()), ())
    there = manifest.intact(manifest.Manifest({path: last.files[path]} if path in last.files else {}), job.folders.out)
    since = history.changes(past.sources, history.sources_in(job.folders)) if past.sources else ()
    return Explanation(
        address=output.address,
        file=path,
        recipe=recipe_name(output),
        layouts=layouts,
        sources=sources,
        published=any(kept.key == key for kept in there.values()),
        made_on=reason.on,
        because=because,
        changed=tuple(file for file in reason.changed if file in watched),
        next_because=differences(last.files[path].key, key) if path in last.files else (),
        next_changed=tuple(file for file in since if file in watched),
    )


def sources_of(site: Site, output: Output) -> Iterator[str]:
    """The files that an output can have its words from: its own, those of what it names, and the shared ones.

    Whatever a page says of a service or another page, it links to it, so the addresses in its ingredients name them.
    """
    own = site.documents.get(f"page:{output.address}")
    if own:
        yield own.file
    files = _files(site)
    said = set(re.split(r"[^a-z0-9./:-]+", _own_words(output.ingredients)))
    found = {file for address, file in files.items() if any(word.endswith(address) for word in said if address in word)}
    yield from sorted(found - {own.file if own else ""})
    yield from (
        site.documents[name].file
        for name in SHARED
        if isinstance(output.ingredients, PageIngredients | PrintIngredients)
    )


def _files(site: Site) -> Mapping[str, str]:
    """The file behind each address that has one of its own."""
    services = {addresses.of_service(name): site.documents.get(f"service:{name}") for name in site.directory}
    pages = {path: site.documents.get(f"page:{path}") for path in site.pages if path != "/"}
    return {address: document.file for address, document in (services | pages).items() if document}


def _own_words(ingredients: object) -> str:
    """The ingredients as text, but for the shell, whose links are the same on every page."""
    if not isinstance(ingredients, PageIngredients):
        return repr(ingredients)
    view = ingredients.view
    return " ".join(repr(getattr(view, part.name)) for part in fields(view) if part.name != "shell")


def as_text(explanation: Explanation) -> str:
    """For a person, on a terminal."""
    made = "never, as far as is known" if not explanation.made_on else f"on {explanation.made_on}, because "
    if explanation.made_on:
        made += _because(explanation.because, explanation.changed) or "it was not there yet"
    now = "up to date" if explanation.published else "will be made by the next build"
    if not explanation.published and (why := _because(explanation.next_because, explanation.next_changed)):
        now += f", because {why}"
    rows = [
        ("recipe", [explanation.recipe]),
        ("layouts", wrap(" ".join(explanation.layouts), 90)),
        ("sources", list(explanation.sources)),
        ("made", [made]),
        ("now", [now]),
    ]
    lines = [f"{explanation.address}  ({PurePosixPath(explanation.file)})"]
    for name, values in rows:
        lines += [f"  {name if not place else '':<8}  {value}" for place, value in enumerate(values)]
    return "\n".join(lines)


def _because(parts: tuple[str, ...], files: tuple[str, ...]) -> str:
    if not parts:
        return ""
    which = f" ({', '.join(files)})" if files else ""
    return f"{' and '.join(parts)} changed{which}"
