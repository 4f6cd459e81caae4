"""Checking: all that can be said of the sources without publishing them."""

from dataclasses import asdict, replace
from pathlib import Path

from nottalone_ssg.checks.freshness import checks_are_in_time, everything_is_verified
from nottalone_ssg.checks.words import check_words
from nottalone_ssg.edition import Edition, compose
from nottalone_ssg.job import Job, Report
from nottalone_ssg.make import Kitchen
from nottalone_ssg.model.site import Site
from nottalone_ssg.parse import parse_all
from nottalone_ssg.pipeline import count, prepare, wanted
from nottalone_ssg.problems import Problem
from nottalone_ssg.sources import read_folder
from nottalone_ssg.store import Store
from nottalone_ssg.weighing import too_heavy
from nottalone_ssg.words.lists import read_words
from nottalone_ssg.words.reading import reading_ages
from nottalone_ssg.words.texts import Writing


def check(job: Job, launch: bool = False, reading: bool = False) -> Report:
    """All that `build` would say, what is overdue, and whether the words are right.

    With ``launch`` also what no person has verified; with ``reading`` the reading age of each page, as advice.

    Writes nothing.
    """
    prepared = prepare(job, parse_all)
    site, report = prepared.site, prepared.report
    if site and not report.problems:
        kitchen = Kitchen(prepared.layouts, Store(None), job.jobs, job.progress)
        edition = Edition(job.folders.out, {})
        pages = wanted(replace(job, prints=False), prepared.outputs)  # nothing in the content can spoil a print-out
        report.problems = compose(edition, pages, kitchen)
        count(report, site, edition)
        # Here and not in `build`: a mended number has to get out.
        report.problems += too_heavy(edition.weights, len(site.services))
    if site:
        report.problems += checks_are_in_time(site)
        report.problems += words_are_right(site, job.folders.content / "words")
        report.reading = [asdict(row) for row in reading_ages(Writing(site))] if reading else []
        if launch:
            report.problems += everything_is_verified(site)
    report.problems = sorted(set(report.problems))
    return report


def words_are_right(site: Site, folder: Path) -> list[Problem]:
    """What the rules about words say, if the site has lists of words."""
    if not folder.is_dir():
        return []
    sources, unread = read_folder(folder, shown_as="content/words")
    words, problems = read_words(sources, shown_as="content/words")
    return [*unread, *problems, *(check_words(site, words) if words else [])]
