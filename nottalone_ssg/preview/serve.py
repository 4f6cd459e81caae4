"""Serve: build, show, watch, and again."""

import tempfile
import threading
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing
from dataclasses import replace
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from time import perf_counter

from nottalone_ssg import manifest
from nottalone_ssg.job import Job
from nottalone_ssg.make import executor
from nottalone_ssg.parse import remembering
from nottalone_ssg.pipeline import Prepared, complete
from nottalone_ssg.preview.live import Live, in_memory
from nottalone_ssg.preview.server import HOST, open_server
from nottalone_ssg.preview.watching import changes
from nottalone_ssg.problems import Problem
from nottalone_ssg.publish import PublishError
from nottalone_ssg.search.canonical import SearchError
from nottalone_ssg.store import Store

PAUSE = 0.3  # seconds without another change after which the rest of the site is made
PORTS = range(8000, 8020)  # tried in turn where no port is asked for

Say = Callable[[str], None]  # prints a line


class PortError(Exception):
    """No port could be had; the message says what to do."""


def serve(job: Job, port: int | None, say: Say, stop: threading.Event | None = None) -> None:
    """Show the site until ``stop`` is set or Ctrl-C is pressed. Raises PortError."""
    stop = stop or threading.Event()
    with ExitStack() as stack:
        cache = job.cache or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        job = replace(job, folders=replace(job.folders, out=cache / "preview"))
        store = stack.enter_context(closing(Store(job.cache)))
        parse_all = in_memory(remembering(store, partial(executor, job.jobs, {})))
        live = Live(job, parse_all, partial(_say_problems, say))
        seen = manifest.seen_by(job)
        _refresh(live, say)
        server = _server(live, port)
        stack.callback(server.server_close)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        stack.callback(server.shutdown)
        threading.Thread(target=_completing, args=(live, say, stop), daemon=True).start()
        stack.callback(stop.set)
        say(f"The site is at http://{HOST}:{server.server_port}{live.base} and follows your changes. Ctrl-C ends it.")
        for _ in changes([job.folders.content, job.folders.layouts, job.folders.assets], stop):
            if manifest.seen_by(job, seen.young) != seen:
                seen = manifest.seen_by(job)
                _refresh(live, say)


def _server(live: Live, port: int | None) -> ThreadingHTTPServer:
    for number in PORTS if port is None else [port]:
        try:
            return open_server(live, live.job.folders.out, number)
        except OSError:
            continue
    busy = f"port {port} is" if port is not None else f"the ports {PORTS[0]} to {PORTS[-1]} are"
    raise PortError(f"{busy} in use or not allowed. Choose another with --port.")


def _refresh(live: Live, say: Say) -> None:
    started = perf_counter()
    live.refresh()
    if not live.problems:
        say(f"Up to date after {1000 * (perf_counter() - started):.0f} ms.")


def _say_problems(say: Say, problems: Sequence[Problem]) -> None:
    what = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    say("\n".join([*map(str, problems), "", f"{what}. The last good site stays."]))


def _completing(live: Live, say: Say, stop: threading.Event) -> None:
    """Behind the pages that somebody looks at, make all others and the search index, as a build does."""
    done: Prepared | None = None
    version = -1
    while not stop.is_set():
        new = live.wait(version, PAUSE)
        if new != version:
            version = new  # wait until nothing more comes
        elif live.good is not None and live.good is not done and not live.problems:
            done = live.good
            _complete(live, done, say)


def _complete(live: Live, prepared: Prepared, say: Say) -> None:
    try:
        with closing(Store(live.job.cache)) as store:
            job = replace(live.job, jobs=1, prints=False)  # print-outs are made when somebody asks for one
            report = complete(job, prepared, store, manifest.Seen())
        if report.problems:
            live.complain(prepared, report.problems)
    except (PublishError, SearchError) as error:
        say(f"The search is not up to date: {error}")
