"""Importing a file: read it, compare it with the directory, say what that means, and write it if that is wanted.

Nothing is written before everything is worked out. Each service file is replaced in one step, so that an import which
is stopped has written some services whole and the others not at all; to go on, import again.
"""

import contextlib
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path, PurePosixPath

from nottalone_ssg.checks import check_site
from nottalone_ssg.forms import fill_in
from nottalone_ssg.importing.columns import NAMES, read_rows
from nottalone_ssg.importing.compare import Change, compare
from nottalone_ssg.importing.excel import read_excel
from nottalone_ssg.importing.identity import Known
from nottalone_ssg.importing.records import Reading, Record
from nottalone_ssg.importing.referral import read_referral
from nottalone_ssg.importing.tables import letters, read_csv
from nottalone_ssg.importing.yaml_files import edited, written
from nottalone_ssg.load import Names, load_site
from nottalone_ssg.model.service import Service
from nottalone_ssg.model.site import Site
from nottalone_ssg.problems import Place, Problem
from nottalone_ssg.sources import Source, read_folder, read_yaml
from nottalone_ssg.yaml_text import Value

LARGEST = 100_000_000  # bytes of a file; 10,000 services in JSON have 60 MB


@dataclass(frozen=True)
class Request:
    """What is to be imported, and where to."""

    file: Path
    content: Path
    today: date
    write: bool = False
    accept: bool = False  # also change what a person verified
    missing: Mapping[str, str] = field(default_factory=dict)  # what new services get where the file says nothing


@dataclass
class Outcome:
    """What the import means, and what was done."""

    changes: list[Change] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unread: int = 0  # rows, or services, that could not be read
    written: int = 0  # files


def run(request: Request) -> Outcome:
    """Import the file; without ``write`` only say what would happen."""
    sources, unread = read_folder(request.content, shown_as="content")
    site, problems = load_site(sources, request.today)
    if site is None or problems or unread:
        return Outcome(problems=sorted({*unread, *problems}), notes=["Mend the content first, then import again."])
    reading = _read(request, site)
    outcome = Outcome(problems=list(reading.problems), notes=reading.notes, unread=reading.unread)
    outcome.changes = list(_compared(reading.records, site, request, outcome))
    _check(site, outcome)
    texts = _texts(outcome, site, {source.file: source for source in sources})
    if request.write:
        for change in outcome.changes:
            if change.service.id in texts and _write(request.content, change, *texts[change.service.id], outcome):
                outcome.written += 1
    outcome.problems.sort()
    outcome.notes += _cell(request, outcome.problems)
    return outcome


def _cell(request: Request, problems: Sequence[Problem]) -> list[str]:
    """How a place in a table is found in a spreadsheet, by the first problem that is in one."""
    inside = [problem for problem in problems if problem.file == request.file.name]
    if not inside or request.file.suffix.lower() == ".json":
        return []
    file, line, column = inside[0].file, inside[0].line, inside[0].column
    return [f"Row and column: {file}:{line}:{column} is cell {letters(column)}{line}."]


def _read(request: Request, site: Site) -> Reading:
    file, name = request.file, request.file.name
    kind = file.suffix.lower()
    if kind not in (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".json"):
        hint = "It can be a table (.csv, .xlsx) or Open Referral UK data (.json)."
        return Reading(problems=[Place(name).problem("file", "this kind of file cannot be imported", hint)])
    try:
        if (size := file.stat().st_size) > LARGEST:
            said = f"is too large: {size // 1_000_000} MB"
            return Reading(problems=[Place(name).problem("too-large", said, "Is it the right file?")])
        data = file.read_bytes()
    except OSError as error:
        return Reading(
            problems=[Place(name).problem("unreadable", f"cannot be read: {error.strerror}", "Look at its name.")]
        )
    if kind == ".json":
        return read_referral(data, name, site)
    return read_rows(read_excel(data, name) if kind in (".xlsx", ".xlsm") else read_csv(data, name), name)


def _compared(records: Sequence[Record], site: Site, request: Request, outcome: Outcome) -> Iterator[Change]:
    """The changes that the records mean, each service once."""
    known = Known(site)
    names = names_of(site)
    for record in records:
        slug, problem = known.slug_of(record)
        if problem:
            change, problems = None, [problem]
        else:
            filled = record if slug in site.directory else _filled(record, request.missing)
            change, problems = compare(filled, site, slug, names, request.accept)
        if change:
            yield replace(change, row=record.place)
        else:
            outcome.unread += 1
            outcome.problems += problems


def names_of(site: Site) -> Names:
    """What editors may write for ids."""
    return Names.of(site.topics.values(), site.areas.values(), site.audiences.values())


def _filled(record: Record, missing: Mapping[str, str]) -> Record:
    """The record with what the editor wants new services to have."""
    given: dict[str, Value] = {
        key: [part.strip() for part in said.split(",")] if key in NAMES else said for key, said in missing.items()
    }
    value = {**given, **record.document.value}
    return replace(record, document=replace(record.document, value=value))


def _check(site: Site, outcome: Outcome) -> None:
    """Take out the changes that the site's rules refuse."""
    coming = [change for change in outcome.changes if change.state in ("new", "changed")]
    before = set(check_site(site))
    kept = {change.service.id for change in _sound(site, before, [], coming, outcome)}
    _leave_out({change.service.id for change in coming} - kept, outcome)


def _sound(
    site: Site, before: Container[Problem], kept: list[Change], coming: list[Change], outcome: Outcome
) -> list[Change]:
    """Those ``kept`` and those of the ``coming`` that the site is sound with; of the others it is told why.

    A fault at a value of theirs is theirs. A fault elsewhere is that of the change without which it is not there:
    it is looked for in halves, so that one such row among 10,000 is found in some 30 checks.
    """
    found = [problem for problem in check_site(_with(site, [*kept, *coming])) if problem not in before]
    if not found:
        return [*kept, *coming]
    owners = {place: change.service.id for change in coming for place in change.document.places.values()}
    owner_of = {problem: owners.get(Place(problem.file, problem.line, problem.column), "") for problem in found}
    refused = {owner for owner in owner_of.values() if owner}
    if refused:
        outcome.problems += [problem for problem, owner in owner_of.items() if owner]
        left = [change for change in coming if change.service.id not in refused]
        return _sound(site, before, kept, left, outcome)
    if len(coming) == 1:
        outcome.problems += [_elsewhere(problem, coming[0].row) for problem in found]
        return kept
    half = len(coming) // 2
    kept = _sound(site, before, kept, coming[:half], outcome)
    return _sound(site, before, kept, coming[half:], outcome)


def _with(site: Site, changes: Sequence[Change]) -> Site:
    return replace(
        site,
        directory={**site.directory, **{change.service.id: change.service for change in changes}},
        documents={**site.documents, **{f"service:{change.service.id}": change.document for change in changes}},
    )


def _elsewhere(problem: Problem, row: Place) -> Problem:
    """A fault in somebody else's file, told at the row that causes it."""
    there = f"{problem.file}:{problem.line}:{problem.column}"
    said = f"with this row {there} would be wrong: {problem.message}"
    return row.problem(problem.rule, said, "Mend the row, or change that place first.")


def _leave_out(refused: Container[str], outcome: Outcome) -> None:
    left = [change for change in outcome.changes if change.service.id not in refused]
    outcome.unread += len(outcome.changes) - len(left)
    outcome.changes = left


def _texts(outcome: Outcome, site: Site, sources: Mapping[str, Source]) -> dict[str, tuple[str, bytes | None]]:
    """The new text of each file that changes, with the bytes it has now; each is read again and has to say the same."""
    texts: dict[str, tuple[str, bytes | None]] = {}
    refused = set()
    names = names_of(site)
    for change in outcome.changes:
        if change.state not in ("new", "changed"):
            continue
        slug = change.service.id
        old = sources[change.file].data if change.state == "changed" else None
        text = written(change.document.value) if old is None else edited(old.decode("utf-8"), change.edits)
        if _says(text, change.service, names):
            texts[slug] = text, old
        else:
            said = f"the change to {change.file} could not be written so that it means the same"
            hint = "Change this service by hand, and tell the engineers."
            outcome.problems.append(change.document.place().problem("not-written", said, hint))
            refused.add(slug)
    _leave_out(refused, outcome)
    return texts


def _says(text: str, service: Service, names: Names) -> bool:
    """Whether a file with this text means this service."""
    document, problems = read_yaml(Source(PurePosixPath(), "", text.encode()))
    model, wrong = fill_in(Service, document, {"id": service.id})
    return not problems and not wrong and model is not None and names.to_ids(model) == service


def _write(content: Path, change: Change, text: str, old: bytes | None, outcome: Outcome) -> bool:
    """Put the file in its place in one step, unless somebody has changed it in the meantime."""
    path = content / "services" / f"{change.service.id}.yaml"
    now = path.read_bytes() if path.is_file() else None
    if now != old:
        hint = "Import again, to see what that means now."
        problem = Place(f"content/services/{path.name}").problem(
            "changed-meanwhile", "somebody has just changed it", hint
        )
        outcome.problems.append(problem)
        return False
    new = path.with_name(f".{path.name}.new")  # a hidden file, which nobody reads
    try:
        new.write_bytes(text.encode("utf-8"))
        new.replace(path)
    except OSError as error:
        said = f"cannot be written: {error.strerror}"
        hint = "Look at the disk and the folder's permissions, then import again."
        outcome.problems.append(Place(change.file).problem("not-written", said, hint))
        return False
    finally:
        with contextlib.suppress(OSError):
            new.unlink(missing_ok=True)
    return True


def counts(outcome: Outcome) -> Counter[str]:
    """How many services are new, changed, held and unchanged."""
    return Counter(change.state for change in outcome.changes)
