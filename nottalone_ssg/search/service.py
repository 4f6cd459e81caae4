"""Pagefind's own program, spoken to over a pipe: pages in, the files of an index out.

A message is JSON in base64, then a comma; each is answered in that form, in order (pagefind/src/service at v1.5.2).
The program numbers pages as they come; given a folder (`--site`), it would number them as the disk happens to list
them. It ends with its input, whatever it still owes, so the input stays open until the last answer is here.
"""

import base64
import contextlib
import json
import os
import subprocess
import tempfile
import threading
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from nottalone_ssg.search.canonical import FAILED, SearchError

LIMIT = 300  # seconds; 10,000 pages take 20


def run_pagefind(pages: Sequence[tuple[str, bytes]]) -> dict[str, bytes]:
    """The files of the index, by path; of each page its path, such as topics/sleep/index.html, and its HTML."""
    adding = (  # one by one: ten thousand pages at once, in base64, are more than the pages themselves
        {"type": "AddFile", "index_id": 0, "file_path": path, "file_contents": content.decode(errors="replace")}
        for path, content in pages
    )
    first: Mapping[str, object] = {"type": "NewIndex"}
    messages = chain([first], adding, [{"type": "GetFiles", "index_id": 0}])
    answers = _ask(messages, len(pages) + 2)
    for answer, (path, _) in zip(answers, [("", b""), *pages, ("", b"")], strict=True):
        if answer["type"] == "Error":
            raise SearchError(f"{FAILED}{path} {answer['message']}")
    return {file["path"].replace("\\", "/"): base64.b64decode(file["content"]) for file in answers[-1]["files"]}


def _ask(messages: Iterable[Mapping[str, object]], count: int) -> list[dict[str, Any]]:
    """The answer to each of ``count`` messages; no setting in the environment or the working folder reaches it."""
    numbered = ({"message_id": number, "payload": message} for number, message in enumerate(messages))
    question = (base64.b64encode(json.dumps(message).encode()) + b"," for message in numbered)
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PAGEFIND_")}
    with tempfile.TemporaryDirectory() as nowhere, tempfile.TemporaryFile() as said:
        try:
            process = subprocess.Popen(
                [_binary(), "--service"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=said,
                cwd=nowhere,
                env=environment,
            )
        except OSError as error:
            raise SearchError(f"{FAILED}{error}") from error
        answers = _exchange(process, question, count)
        if len(answers) < count:
            said.seek(0)
            lines = said.read().decode(errors="replace").strip().splitlines()
            raise SearchError(FAILED + (lines[-1] if lines else "pagefind wrote nothing"))
    return [json.loads(base64.b64decode(answer))["payload"] for answer in answers]


def _exchange(process: subprocess.Popen[bytes], question: Iterable[bytes], count: int) -> list[bytes]:
    """As many of ``count`` answers as come before the program ends, or has to.

    All is written before anything is read: the program takes its whole input even while nobody takes its answers.
    """
    assert process.stdin is not None
    assert process.stdout is not None
    patience = threading.Timer(LIMIT, process.kill)
    patience.start()
    pieces: list[bytes] = []
    try:
        with contextlib.suppress(OSError), process:  # a program that died takes no more input, nor lets it be closed
            with contextlib.suppress(OSError):
                for piece in question:
                    process.stdin.write(piece)
                process.stdin.flush()
            while count > 0 and (piece := os.read(process.stdout.fileno(), 1 << 20)):
                pieces.append(piece)
                count -= piece.count(b",")
        if patience.finished.is_set():
            raise SearchError(f"{FAILED}pagefind took longer than {LIMIT} seconds")
    finally:
        patience.cancel()
    return b"".join(pieces).split(b",")[:-1]


def _binary() -> str:
    try:
        import pagefind_bin

        return str(Path(pagefind_bin.get_executable()).absolute())
    except (ImportError, FileNotFoundError) as error:
        said = "the search program pagefind is not installed for this system; build with --only pages to do without"
        raise SearchError(said) from error
