"""Publishing: files are written to a staging folder on the same disk, which takes the place of the site in one step.

A build that fails, is killed or fills the disk leaves the last good site whole. Where the system can exchange two
folders in one call (Linux, macOS) there is no moment without a site; elsewhere there are two renames, and the next
start puts things right if it stopped between them.
"""

import contextlib
import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import IO

from nottalone_ssg.staging import bring_up_to_date

MARK = ".nottalone"  # in every published folder, so that we never replace somebody's own files
ABOUT = b"This folder is made by build.py and replaced by it. Change content/ instead.\n"


class PublishError(Exception):
    """The site could not be put into place; the message says what to do. The old site is as it was."""


def publish(out: Path, files: Mapping[PurePosixPath, bytes | Path]) -> None:
    """Write ``files`` beside ``out``, then let them take its place.

    A Path for a file's bytes means a file to take over as it is. The folder that was replaced stays beside, as the
    next build's staging folder (`staging`).
    Raises PublishError where the disk is full, the folder is not ours to replace, or another build is at work.
    """
    out = Path(os.path.abspath(out))  # noqa: PTH100  resolve() would follow a link that we are to refuse
    staging, retired = _beside(out, "new"), _beside(out, "old")
    with _alone(out), _said_clearly(out), _put_back(staging, out, retired):
        _recover(out)
        refuse_foreign(out)
        shutil.rmtree(retired, ignore_errors=True)
        bring_up_to_date(staging, files, {PurePosixPath(MARK): ABOUT})
        _swap(staging, out, retired)


def _beside(out: Path, name: str) -> Path:
    """A hidden folder on the same disk as ``out``, and its own."""
    return out.with_name(f".{out.name}.{name}")


def refuse_foreign(out: Path) -> None:
    """Refuse to replace a folder that an earlier build did not make and that is not empty."""
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise PublishError(f"{out} is not a folder. Name another with --out.")
    try:
        foreign = out.is_dir() and any(out.iterdir()) and not (out / MARK).exists()
    except OSError as error:
        raise PublishError(f"{out} cannot be read: {error.strerror}. Name another with --out.") from error
    if foreign:
        raise PublishError(f"{out} holds files that no build made. Empty it, or name another folder with --out.")


def is_published(folder: Path) -> bool:
    """Whether this folder is a published site, or in one."""
    inside = folder.resolve()
    return any((around / MARK).exists() for around in (inside, *inside.parents))


def recover(out: Path) -> None:
    """If an earlier build died between its two renames, the last good site goes back to its place.

    Where another build is at work there is nothing to recover.
    """
    if not out.exists() and _beside(out, "old").exists():
        with contextlib.suppress(PublishError), _alone(out):
            _recover(out)


def _recover(out: Path) -> None:
    retired = _beside(out, "old")
    if retired.exists() and not out.exists():
        retired.replace(out)


def _swap(staging: Path, out: Path, retired: Path) -> None:
    if not out.exists():
        staging.replace(out)
    elif not exchange(staging, out):
        out.replace(retired)
        staging.replace(out)
        retired.replace(staging)


def exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one call, if this system can: renameat2(2) on Linux, renamex_np(2) on macOS."""
    try:
        library = ctypes.CDLL(None, use_errno=True)
        first, second = os.fsencode(one), os.fsencode(other)
        system: str = sys.platform  # as a plain text, so that the type checker reads every branch
        if system == "linux":
            here, swap = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
            return bool(library.renameat2(here, first, here, second, swap) == 0)
        if system == "darwin":
            return bool(library.renamex_np(first, second, 2) == 0)  # RENAME_SWAP
    except (OSError, AttributeError, TypeError):  # no such library or call
        pass
    return False


@contextlib.contextmanager
def _put_back(staging: Path, out: Path, retired: Path) -> Iterator[None]:
    """After any failure what was half written goes away, and the old site stands where it stood."""
    try:
        yield
    except BaseException:
        with contextlib.suppress(OSError):
            _recover(out)  # the second of the two renames failed
        shutil.rmtree(staging, ignore_errors=True)
        raise


@contextlib.contextmanager
def _said_clearly(out: Path) -> Iterator[None]:
    """What the disk refuses becomes one line."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise PublishError(
                "the disk is full. Free some space and build again; the old site is as it was."
            ) from error
        where = error.filename or out
        raise PublishError(
            f"{where} cannot be written: {error.strerror or error}. The old site is as it was."
        ) from error


@contextlib.contextmanager
def _alone(out: Path) -> Iterator[None]:
    """Only one build at a time writes to ``out``; the lock goes with the process that holds it, killed or not."""
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        file = out.with_name(f".{out.name}.lock").open("a")
    except OSError as error:
        raise PublishError(f"{out.parent} cannot be written: {error.strerror}.") from error
    with file:
        try:
            _lock(file)
        except OSError as error:
            if error.errno in (errno.EAGAIN, errno.EACCES, errno.EDEADLK):
                raise PublishError(f"another build is writing {out}. Wait until it is done.") from error
            # any other fault: a network disk that knows no locks, and must not stop every build
        yield


def _lock(file: IO[str]) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
