"""Staging: a folder beside the site is brought up to date, so that it can take the site's place.

After each build the folder that was replaced stays there as the next one's staging folder. It holds the site before the
last, of which nearly all files are the same: whatever is one and the same file on the disk already is not touched.
"""

import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath


def bring_up_to_date(
    folder: Path, files: Mapping[PurePosixPath, bytes | Path], more: Mapping[PurePosixPath, bytes] | None = None
) -> None:
    """Make ``folder`` hold these files and no others, whatever lies there now. A Path means: this very file.

    The files are asked for one by one, so that not all have to be in memory at once.
    Files are never written in place, because the published site may know the same file under its own name.
    """
    if folder.is_symlink() or folder.is_file():  # whoever put it there: what a link leads to is not ours to change
        folder.unlink()
    folder.mkdir(parents=True, exist_ok=True)
    root = os.fspath(folder)
    more = more or {}
    wanted = {str(path): path for path in (*files, *more)}
    lying, folders = _look(root)
    for path in lying.keys() - wanted.keys():
        Path(root, path).unlink()
    made = {parent for path in wanted for parent in _parents(path)}
    for path in sorted(folders - made, reverse=True):  # what is inside comes before what it is in
        Path(root, path).rmdir()
    for path in sorted(made - folders):
        Path(root, path).mkdir()
    for path, name in wanted.items():
        _put(f"{root}/{path}", more[name] if name in more else files[name], lying.get(path))


def _look(root: str) -> tuple[dict[str, int], set[str]]:
    """What lies in the folder now: each file's number on the disk (inode), and the folders, by path."""
    files: dict[str, int] = {}
    folders: set[str] = set()
    for path, entry in _walk(root, ""):
        if entry.is_dir(follow_symlinks=False):
            folders.add(path)
        else:
            files[path] = entry.inode()
    return files, folders


def _walk(folder: str, inside: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            yield f"{inside}{entry.name}", entry
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(entry.path, f"{inside}{entry.name}/")


def _parents(path: str) -> Iterator[str]:
    """All folders that a path is in: a/b/c.html is in a and a/b."""
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path


def _put(target: str, content: bytes | Path, number: int | None) -> None:
    """Write or link one file; ``number`` is that of the file that lies there now."""
    same = isinstance(content, Path) and number == os.stat(content, follow_symlinks=False).st_ino  # noqa: PTH116  speed
    if number is not None and not same:
        Path(target).unlink()
    if isinstance(content, bytes):
        Path(target).write_bytes(content)
    elif not same:
        _take_over(content, target)


def _take_over(file: Path, target: str) -> None:
    """The same file in another folder: as a second name for it, or as a copy where the disk has no second names."""
    try:
        os.link(file, target)
    except OSError:
        shutil.copy2(file, target)
