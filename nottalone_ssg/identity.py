"""Identity: what besides its input decides what a function gives: our own code, and the libraries that it calls.

Keys hold it, so that a new version of anything is never served what an old one made. Asked for at every start, so it
looks at folder names and imports nothing.
"""

import sys
from functools import cache
from pathlib import Path

from nottalone_ssg.store import digest

# The libraries whose code decides bytes of the site, by the names of their folders on the path.
LIBRARIES = {
    *("holidays", "htmlmin2", "jinja2", "markdown", "markupsafe", "nh3", "pagefind_bin"),
    *("phonenumbers", "pydantic", "pydantic_core", "pyyaml", "rcssmin", "rjsmin", "segno"),
    *("snowballstemmer", "typst"),
}


@cache
def program() -> str:
    """The digest of our own code, the libraries' versions and Python's."""
    here = Path(__file__).parent
    code = (file for file in sorted(here.rglob("*.py")))
    texts = (part for file in code for part in (file.relative_to(here).as_posix(), file.read_bytes()))
    return digest(sys.version, *libraries(), *texts)


def libraries() -> list[str]:
    """The names and versions of the libraries that are installed, such as jinja2-3.1.6, in order."""
    found: set[str] = set()
    for folder in map(Path, sys.path):
        names = (entry.name for entry in folder.glob("*.dist-info")) if folder.is_dir() else ()
        found |= {name.removesuffix(".dist-info").lower() for name in names}
    return sorted(name for name in found if name.rpartition("-")[0].replace("-", "_").replace(".", "_") in LIBRARIES)
