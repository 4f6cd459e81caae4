"""The pipeline: load, check, plan, make, publish. The one place that knows the order.

content/ + assets/ + layouts/  --load-->  Site  --plan-->  outputs  --make-->  dist/
"""

import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath
from time import perf_counter, strftime

from nottalone_ssg import history, manifest
from nottalone_ssg.checks import check_site
from nottalone_ssg.checks.easy import easy_read_is_right
from nottalone_ssg.edition import Edition, add_search, compose
from nottalone_ssg.exports.data_page import plan_data_pages
from nottalone_ssg.exports.feed import plan_feed
from nottalone_ssg.exports.hosts import plan_hosts
from nottalone_ssg.exports.open_referral.files import Catalogue, plan_open_referral
from nottalone_ssg.exports.robots import plan_sitemap
from nottalone_ssg.job import Job, Report
from nottalone_ssg.load import load_site
from nottalone_ssg.make import Kitchen, differences, executor
from nottalone_ssg.manifest import Kept, Manifest
from nottalone_ssg.model.site import Site
from nottalone_ssg.output import Layouts, Output, is_print
from nottalone_ssg.parse import ParseAll, remembering
from nottalone_ssg.problems import Place, Problem
from nottalone_ssg.publish import publish, recover, refuse_foreign
from nottalone_ssg.sources import read_folder, read_text
from nottalone_ssg.store import Store
from nottalone_ssg.views.assets import fonts_in, pictures_in, plan_assets
from nottalone_ssg.views.filters import plan_filters
from nottalone_ssg.views.find import plan_danger, plan_find
from nottalone_ssg.views.my_list import plan_my_list
from nottalone_ssg.views.pages import plan_offers, plan_pages
from nottalone_ssg.views.print import plan_prints
from nottalone_ssg.views.services import plan_services
from nottalone_ssg.views.shell import Ground, shell
from nottalone_ssg.weighing import Weight, brotlied


@dataclass(frozen=True)
class Prepared:
    """A site that is read, checked and planned, as far as its problems allow."""

    site: Site | None
    outputs: list[Output]
    layouts: Layouts
    report: Report  # has the problems, sorted
    ground: Ground | None = None  # if nothing is wrong


def build(job: Job) -> Report:
    """Sources in; a published folder out, or every problem and an untouched folder.

    Raises PublishError and SearchError for what is no fault of the sources.
    """
    recover(job.folders.out)
    refuse_foreign(job.folders.out)
    seen = manifest.seen_by(job)  # before anything is read: a save in the meantime makes the next build look again
    with closing(Store(job.cache)) as store:
        prepared = prepare(job, remembering(store, partial(executor, job.jobs, {})))
        return complete(job, prepared, store, seen)


def complete(job: Job, prepared: Prepared, store: Store, seen: manifest.Seen) -> Report:
    """Make and publish what is prepared; ``seen`` is what was looked at for it. Raises PublishError and SearchError."""
    site, report = prepared.site, prepared.report
    if site is None or report.problems:
        return report
    edition = _edition(job, prepared, Kitchen(prepared.layouts, store, job.jobs, job.progress), report)
    if not report.problems:
        count(report, site, edition)
        job.progress("publishing", 0, 1)
        if not edition.is_the_last_one:
            publish(job.folders.out, edition.files)
        _timed(report, "publishing")
        _remember(job, edition, report, seen)
    return report


def prepare(job: Job, parse_all: ParseAll) -> Prepared:
    """Load, check and plan."""
    report = Report()
    _timed(report, "")
    job.progress("reading", 0, 1)
    contents, content_problems = read_folder(job.folders.content, shown_as="content")
    assets, asset_problems = read_folder(job.folders.assets, shown_as="assets")
    layouts, layout_problems = read_layouts(job.folders.layouts)
    site, load_problems = load_site(contents, job.today, parse_all=parse_all)
    names, asset_outputs, missing = plan_assets(assets, job.today)
    report.sources = len(contents)
    missing = [] if asset_problems else missing  # a folder that is not there is said once
    found = [*content_problems, *asset_problems, *layout_problems, *load_problems, *missing]
    _timed(report, "loading")
    job.progress("checking", 0, 1)
    found += [*check_site(site), *easy_read_is_right(site, pictures_in(assets))] if site else []
    _timed(report, "checking")
    outputs: list[Output] = []
    ground = None
    if site and not found:
        ground = Ground(site, job.base_url or site.settings.base_url, names, fonts_in(assets), pictures_in(assets))
        outputs = [*plan(ground), *plan_prints(ground), *asset_outputs]
        found += _clashes(outputs)
        _timed(report, "planning")
    report.problems = sorted(set(found))
    return Prepared(site, outputs, layouts, report, ground)


def offers(prepared: Prepared, edition: Edition | None = None) -> list[Output]:
    """The pages that say what there is on paper; with an ``edition`` also how many pages and bytes that is."""
    if prepared.ground is None:
        return []
    ground = replace(prepared.ground, printed=edition.prints if edition else {})
    return list(plan_offers(ground, shell(ground)))


def wanted(job: Job, outputs: Iterable[Output]) -> list[Output]:
    """Those outputs that the job asks for."""
    return [output for output in outputs if (job.prints if is_print(output.path) else job.pages)]


def read_layouts(folder: Path) -> tuple[Layouts, list[Problem]]:
    """The text of every layout by name, such as components/card.html; problems: those of reading files."""
    sources, problems = read_folder(folder, shown_as="layouts")
    layouts: dict[str, str] = {}
    for source in sources:
        layouts[str(source.path)], wrong = read_text(source)
        problems += wrong
    return layouts, problems


def plan(ground: Ground) -> list[Output]:
    """Every file of the site but print-outs, assets and search index, by path."""
    finder, danger, filters, my_list = (
        plan_find(ground),
        plan_danger(ground),
        plan_filters(ground),
        plan_my_list(ground),
    )
    ground = replace(
        ground,
        finder=finder[0].address,
        danger=danger[0].address if danger else "",
        filters=filters.address,
        my_list=my_list.address if my_list else "",
    )
    common = shell(ground)
    catalogue = Catalogue(ground)
    pages = [
        *plan_pages(ground, common),
        *plan_offers(ground, common),
        *plan_services(ground, common),
        *plan_data_pages(ground, common, catalogue),
    ]
    found = [output.address for output in pages if output.in_sitemap]
    data = [*plan_feed(ground), *plan_open_referral(catalogue)]
    scripts = [*finder, *danger, filters, *([my_list] if my_list else [])]
    outputs = [*pages, *scripts, *data, *plan_sitemap(ground, found), *plan_hosts(ground)]
    return sorted(outputs, key=lambda output: output.path)


def _clashes(outputs: Sequence[Output]) -> list[Problem]:
    """Two outputs for one file."""
    paths = [output.path for output in outputs]
    twice = {path for path in paths if paths.count(path) > 1} if len(set(paths)) < len(paths) else set()
    hint = "Give one of them another name."
    return [Place(str(path)).problem("same-address", f"two things publish /{path}", hint) for path in sorted(twice)]


def _edition(job: Job, prepared: Prepared, kitchen: Kitchen, report: Report) -> Edition:
    """All files: first those that look at none other, then those that tell of finished ones."""
    edition = Edition(job.folders.out, _last(job))
    later = {output.path for output in offers(prepared)}
    report.problems = compose(edition, [one for one in wanted(job, prepared.outputs) if one.path not in later], kitchen)
    if not report.problems:
        report.problems = compose(edition, wanted(job, offers(prepared, edition)), kitchen)
    _timed(report, "making")
    if job.pages and job.search and not report.problems:
        add_search(edition, kitchen)
        _timed(report, "search")
    return edition


def _last(job: Job) -> Mapping[PurePosixPath, Kept]:
    """What the last edition left in the published folder, as far as it lies there as it was written."""
    if job.cache is None:
        return {}
    known = manifest.read(manifest.file_for(job.cache, job.folders.out))
    return manifest.intact(known, job.folders.out)


def _remember(job: Job, edition: Edition, report: Report, seen: manifest.Seen) -> None:
    if job.cache is None:
        return
    rows = {}
    out = os.fspath(job.folders.out)
    for path, key in edition.keys.items():
        now = os.stat(f"{out}/{path}", follow_symlinks=False)  # noqa: PTH116  ten thousand paths cost half of it
        weight, searched = edition.weights.get(path, Weight(0)), edition.searched.get(path, "")
        if path in edition.kept:
            weight = Weight(edition.kept[path].weight, edition.kept[path].scripts)
        rows[str(path)] = Kept(key, now.st_size, now.st_mtime_ns, weight.page, weight.scripts, searched)
    facts = {name: value for name, value in vars(report).items() if name not in ("problems", "timings")}
    manifest.write(manifest.file_for(job.cache, job.folders.out), Manifest(rows, seen, facts))
    if edition.made:
        _say_why(job, job.cache, edition)


def _say_why(job: Job, cache: Path, edition: Edition) -> None:
    """Note for `explain` what differed in each file that was made."""
    file = manifest.history_for(cache, job.folders.out)
    made = {
        str(path): differences(edition.last[path].key, edition.keys[path]) if path in edition.last else ()
        for path in edition.made
    }
    past = history.after(history.read(file), history.sources_in(job.folders), made, strftime("%Y-%m-%d %H:%M"))
    history.write(file, past)


def count(report: Report, site: Site, edition: Edition) -> None:
    """Put the numbers that people are told into the report."""
    pages = sorted((weight.page, path) for path, weight in edition.weights.items() if path.suffix == ".html")
    report.pages, report.files = len(pages), len(edition.files)
    report.prints = sum(map(is_print, edition.weights))
    report.made, report.kept = len(edition.made), len(edition.kept)
    report.services = sum(service.published for service in site.directory.values())
    report.drafts = len(site.directory) - report.services
    if pages:
        report.heaviest = _weighed(edition, *pages[-1])
        report.median = _weighed(edition, *pages[len(pages) // 2])


def _weighed(edition: Edition, weight: int, path: PurePosixPath) -> tuple[str, int, int]:
    return f"/{path}".removesuffix("index.html"), weight, brotlied(edition.read(path), edition.read)


def _timed(report: Report, stage: str) -> None:
    """Note how long the stage took that ends now; the first call only sets the clock."""
    now = perf_counter()
    if stage:
        report.timings[stage] = now - report.clock
    report.clock = now
