"""The terminal: how a report reads there, and for other programs."""

import argparse
import json
from dataclasses import asdict

from nottalone_ssg.job import Report


def as_text(report: Report, options: argparse.Namespace, seconds: float) -> str:
    """What a person reads after a command; ``seconds`` is what it took."""
    if report.problems:
        count = len(report.problems)
        lines = [str(problem) for problem in report.problems]
        what = "1 problem" if count == 1 else f"{count} problems"
        tail = "" if options.command == "check" else " Nothing was published; the last good site is as it was."
        return "\n".join([*lines, "", f"{what}.{tail}"])
    if options.command == "check":
        counts = f"{report.sources} files, {report.pages} pages, {report.services} services"
        return f"Everything is right: {counts}. ({seconds:.1f} s)"
    services = f"{report.services} services" + (f" (drafts left out: {report.drafts})" if report.drafts else "")
    pages = [f"{report.pages} pages"] if report.pages else []
    what = " and ".join([*pages, *([f"{report.prints} print-outs"] if report.prints else [])])
    lines = [f"Built {what} from {report.sources} files: {services}, in {seconds:.1f} s."]
    if not report.made and report.kept:
        lines = [f"Nothing has changed: {what}, {services}. ({seconds:.2f} s)"]
    if pages:
        lines.append(f"The heaviest page is {_weighed(report.heaviest)}; the median is {_weighed(report.median)}.")
    lines.append(f"The site is in {options.out}{'' if str(options.out).endswith('/') else '/'}")
    if options.timings:
        lines += [f"{stage:>12} {spent:6.2f} s" for stage, spent in report.timings.items()]
        lines += [f"{'made':>12} {report.made:6} files", f"{'kept':>12} {report.kept:6} files"]
    return "\n".join(lines)


def _weighed(page: tuple[str, int, int]) -> str:
    address, gzipped, brotlied = page
    return f"{address} with {gzipped:,} bytes gzipped ({brotlied:,} with brotli)"


def as_table(report: Report) -> list[str]:
    """How hard each page is to read, in columns, with an empty line below."""
    rows = (
        f"{row['age']:>4} {row['words']:>6} {row['average']:>8} {row['longest']:>8}  {row['page']}"
        for row in report.reading
    )
    return [
        f"{'age':>4} {'words':>6} {'average':>8} {'longest':>8}  page (average and longest: words of a sentence)",
        *rows,
        "",
    ]


def as_json(report: Report, seconds: float) -> str:
    """The same for a program."""
    names = ("address", "bytes", "brotli")
    pages = {"heaviest": report.heaviest, "median": report.median}
    weights = {which: dict(zip(names, weighed, strict=True)) for which, weighed in pages.items()}
    answer = asdict(report) | {"seconds": round(seconds, 3)} | weights
    del answer["clock"]
    return json.dumps(answer, ensure_ascii=False, indent=2)
