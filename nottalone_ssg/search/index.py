"""The full-text index: Pagefind's binary reads the finished pages and writes its files beside them.

We call the binary and not its Python wrapper, which waits a tenth of a second for each answer
(docs/decisions/search.md).
Pages say themselves what is searched: `data-pagefind-body` in the layouts.
"""

import subprocess
from pathlib import Path

FOLDER = "pagefind"
LIMIT = 300  # seconds; 10,000 pages take 13

# Pagefind also writes ready-made interfaces. Ours is assets/js/search.js, so these would only be weight to upload.
UNUSED = ("pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui.*", "pagefind-highlight.js")


class SearchError(Exception):
    """The index could not be made; the message says what to do."""


def write_index(site: Path) -> int:
    """Index the pages in the folder ``site`` into its folder `pagefind`; the number of files written."""
    out = site / FOLDER
    command = [_binary(), "--site", str(site), "--output-path", str(out), "--quiet"]
    try:
        done = subprocess.run(
            command, capture_output=True, encoding="utf-8", errors="replace", timeout=LIMIT, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SearchError(f"the search index could not be made: {error}") from error
    if done.returncode != 0 or not (out / "pagefind-entry.json").is_file():
        said = (done.stderr or done.stdout).strip().splitlines()
        raise SearchError(f"the search index could not be made: {said[-1] if said else 'pagefind wrote nothing'}")
    for pattern in UNUSED:
        for file in out.glob(pattern):
            file.unlink()
    return sum(1 for file in out.rglob("*") if file.is_file())


def _binary() -> str:
    try:
        import pagefind_bin

        return str(pagefind_bin.get_executable())
    except (ImportError, FileNotFoundError) as error:
        said = "the search program pagefind is not installed for this system; build with --only pages to do without"
        raise SearchError(said) from error
