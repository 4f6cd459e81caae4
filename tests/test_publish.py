"""Publishing is one step: whatever goes wrong, and whenever, the folder holds one whole site, the old or the new."""

import ctypes
import errno
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath

import pytest
from workbench import ROOT, need

from nottalone_ssg import publish as room
from nottalone_ssg.publish import MARK, PublishError, exchange, publish

Files = Mapping[PurePosixPath, bytes]

OLD: Files = {PurePosixPath("index.html"): b"old", PurePosixPath("gone/index.html"): b"old"}
NEW: Files = {PurePosixPath("index.html"): b"new", PurePosixPath("a/b/index.html"): b"new", PurePosixPath("f"): b"\0"}

needs_posix = pytest.mark.skipif(os.name != "posix", reason="signals, users and limits are those of POSIX")
needs_linux = pytest.mark.skipif(sys.platform != "linux", reason="kills at any moment are tried where CI runs: Linux")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "site" / "dist"


@pytest.fixture
def no_exchange(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a system that cannot let two folders change places."""
    monkeypatch.setattr(room, "exchange", lambda *_: False)


def site_in(folder: Path) -> dict[PurePosixPath, bytes]:
    """All that lies there, but for the mark."""
    found = {
        PurePosixPath(file.relative_to(folder).as_posix()): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }
    found.pop(PurePosixPath(MARK), None)
    return found


def beside(out: Path) -> list[str]:
    return sorted(path.name for path in out.parent.iterdir())


def before_the_swap(monkeypatch: pytest.MonkeyPatch, hook: Callable[[Path], None]) -> None:
    """Let something happen when the new site is written whole and not yet in its place."""
    swap = room._swap

    def swapping(staging: Path, out: Path, retired: Path) -> None:
        hook(staging)
        swap(staging, out, retired)

    monkeypatch.setattr(room, "_swap", swapping)


def assert_as_before(out: Path, site: Files = OLD) -> None:
    """The old site is whole, nothing half written lies beside it, and the next build works."""
    assert site_in(out) == site
    assert beside(out) == [f".{out.name}.lock", out.name]
    publish(out, NEW)
    assert site_in(out) == NEW


def test_the_first_site_is_published_into_a_folder_that_does_not_exist_yet(out: Path) -> None:
    publish(out, NEW)
    assert site_in(out) == NEW
    assert beside(out) == [".dist.lock", "dist"]


def test_an_empty_folder_may_be_published_into(out: Path) -> None:
    """Hosts and people create the folder beforehand."""
    out.mkdir(parents=True)
    publish(out, NEW)
    assert site_in(out) == NEW


def test_a_new_site_takes_the_place_of_the_old_with_nothing_left_over(out: Path) -> None:
    """A page that was taken down must not stay online."""
    publish(out, OLD)
    publish(out, NEW)
    assert site_in(out) == NEW
    assert beside(out) == [".dist.lock", ".dist.new", "dist"]


@pytest.mark.usefixtures("no_exchange")
def test_two_renames_do_where_folders_cannot_change_places(out: Path) -> None:
    publish(out, OLD)
    publish(out, NEW)
    assert site_in(out) == NEW
    assert beside(out) == [".dist.lock", ".dist.new", "dist"]


def test_a_relative_folder_is_where_the_shell_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    publish(Path("dist"), NEW)
    assert site_in(tmp_path / "dist") == NEW


def test_folders_really_change_places_in_one_call(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On Linux and macOS there is no moment without a site."""
    need(sys.platform in ("linux", "darwin"), "a system that lets folders change places")
    one, other = out.with_name("one"), out.with_name("other")
    for folder in (one, other):
        folder.mkdir(parents=True)
        (folder / "name").write_text(folder.name)
    need(exchange(one, other), "a disk that lets folders change places")
    assert (one / "name").read_text() == "other"
    assert (other / "name").read_text() == "one"

    publish(out, OLD)
    monkeypatch.setattr(Path, "replace", lambda *_: pytest.fail("a rename leaves a moment without a site"))
    publish(out, NEW)
    assert site_in(out) == NEW


@pytest.mark.parametrize("library", [None, object()], ids=["no library", "no such call"])
def test_without_the_system_call_publishing_still_works(
    out: Path, monkeypatch: pytest.MonkeyPatch, library: object
) -> None:
    """Musl before 1.2.3 has no renameat2, Windows neither; then two renames have to do."""

    def load(*_: object, **__: object) -> object:
        if library is None:
            raise OSError
        return library

    publish(out, OLD)
    monkeypatch.setattr(ctypes, "CDLL", load)
    assert not exchange(out, out)
    publish(out, NEW)
    assert site_in(out) == NEW


def test_folders_that_cannot_change_places_stay(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    assert not exchange(tmp_path / "one", tmp_path / "missing")
    assert (tmp_path / "one").is_dir()


def test_a_build_that_died_between_its_two_renames_is_put_right(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last good site lies beside; a build that fails on top of that must still bring it back."""
    publish(out, OLD)
    out.rename(out.with_name(".dist.old"))
    shutil.copytree(out.with_name(".dist.old"), out.with_name(".dist.new"))

    def fail(folder: Path) -> None:
        assert site_in(out) == OLD, "readers wait for the build to be done"
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        before_the_swap(patch, fail)
        with pytest.raises(ZeroDivisionError):
            publish(out, NEW)
    assert_as_before(out)


@pytest.mark.usefixtures("no_exchange")
def test_a_second_rename_that_fails_takes_the_first_back(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On Windows a virus scanner that looks into the new folder is enough."""
    rename = Path.replace

    def refuse_new(one: Path, other: Path) -> Path:
        if one.name == ".dist.new":
            raise PermissionError(errno.EACCES, "Permission denied", str(one))
        return rename(one, other)

    publish(out, OLD)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", refuse_new)
        with pytest.raises(PublishError, match=r"\.dist\.new cannot be written: Permission denied\. The old site is"):
            publish(out, NEW)
    assert_as_before(out)


def test_leftovers_of_a_killed_build_are_cleaned_away(out: Path) -> None:
    publish(out, OLD)
    for name in (".dist.new", ".dist.old"):
        shutil.copytree(out, out.with_name(name))
        (out.with_name(name) / "half").write_bytes(b"written")
    publish(out, NEW)
    assert site_in(out) == NEW
    assert beside(out) == [".dist.lock", ".dist.new", "dist"]
    publish(out, OLD)
    assert site_in(out) == OLD


@pytest.mark.parametrize("name", ["thesis.txt", ".git", "index.html"])
def test_a_folder_that_no_build_made_is_refused(out: Path, name: str) -> None:
    """A slip such as --out ~/Documents must not cost anybody their files."""
    out.mkdir(parents=True)
    (out / name).write_text("mine")
    with pytest.raises(PublishError, match="holds files that no build made"):
        publish(out, NEW)
    assert (out / name).read_text() == "mine"
    assert [path.name for path in out.iterdir()] == [name]


def test_a_file_is_refused(out: Path) -> None:
    out.parent.mkdir(parents=True)
    out.write_text("mine")
    with pytest.raises(PublishError, match="is not a folder"):
        publish(out, NEW)
    assert out.read_text() == "mine"


def test_a_file_in_the_way_to_the_folder_is_refused(out: Path) -> None:
    out.parent.write_text("mine")
    with pytest.raises(PublishError, match="cannot be written"):
        publish(out, NEW)
    assert out.parent.read_text() == "mine"


@pytest.mark.parametrize("leads", ["to a site", "nowhere"])
def test_a_link_is_refused(out: Path, tmp_path: Path, leads: str) -> None:
    """To replace a link would leave what it leads to as it was, and its owner puzzled."""
    target = tmp_path / "elsewhere"
    if leads == "to a site":
        publish(target, OLD)
    out.parent.mkdir(parents=True)
    try:
        out.symlink_to(target)
    except OSError:
        need(False, "the right to make links")
    with pytest.raises(PublishError, match="is not a folder"):
        publish(out, NEW)
    assert out.is_symlink()
    assert not target.exists() or site_in(target) == OLD


@pytest.mark.parametrize("fault", [ZeroDivisionError, KeyboardInterrupt, MemoryError])
def test_a_build_that_fails_late_leaves_the_old_site(
    out: Path, fault: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody presses Ctrl-C when all is written, and readers notice nothing."""

    def fail(folder: Path) -> None:
        assert site_in(folder) == NEW
        raise fault

    publish(out, OLD)
    with monkeypatch.context() as patch:
        before_the_swap(patch, fail)
        with pytest.raises(fault):
            publish(out, NEW)
    assert_as_before(out)


def test_a_first_build_that_fails_leaves_nothing(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before_the_swap(monkeypatch, _fail)
    with pytest.raises(ZeroDivisionError):
        publish(out, NEW)
    assert beside(out) == [".dist.lock"]


def _fail(folder: Path) -> None:
    raise ZeroDivisionError


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_said_in_one_line(out: Path, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    written: list[Path] = []

    def write(path: Path, content: bytes) -> int:
        written.append(path)
        if len(written) == 2:
            raise OSError(code, os.strerror(code))
        with path.open("wb") as file:
            return file.write(content)

    publish(out, OLD)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", write)
        with pytest.raises(PublishError) as refusal:
            publish(out, NEW)
    assert str(refusal.value) == "the disk is full. Free some space and build again; the old site is as it was."
    assert len(written) == 2
    assert_as_before(out)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real disk of a quarter of a megabyte."""
    need(sys.platform == "linux" and os.geteuid() == 0, "the right to mount a small disk")
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(disk)]
    need(subprocess.run(mount, check=False, capture_output=True).returncode == 0, "the right to mount a small disk")
    try:
        yield disk
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_disk_that_is_really_full_keeps_the_old_site(small_disk: Path) -> None:
    out = small_disk / "dist"
    publish(out, OLD)
    large = {PurePosixPath(f"{number}/index.html"): b"x" * 20_000 for number in range(20)}
    with pytest.raises(PublishError, match="the disk is full"):
        publish(out, large)
    assert_as_before(out)


LOOK = """
import sys
from pathlib import Path, PurePosixPath
from nottalone_ssg.publish import PublishError, publish
out = Path(sys.argv[1])
"""
LIMITED = f"""{LOOK}
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    publish(out, {{PurePosixPath("index.html"): b"new", PurePosixPath("big"): b"x" * 2000}})
except PublishError as error:
    sys.exit(str(error))
"""


@needs_posix
def test_a_system_that_cuts_files_short_keeps_the_old_site(out: Path) -> None:
    """A real refusal of the operating system, in the middle of a file, in a process of its own."""
    publish(out, OLD)
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(out)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr == f"{out} cannot be written: {os.strerror(errno.EFBIG)}. The old site is as it was.\n"
    assert_as_before(out)


UNPRIVILEGED = f"""{LOOK}
import fcntl, os
if os.geteuid() == 0:
    os.setuid(65534)  # root may write anywhere
try:
    publish(out, {{PurePosixPath("index.html"): b"new"}})
except PublishError as error:
    sys.exit(str(error))
"""


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user of this machine may look into."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    for inside in folder.rglob("*"):
        inside.chmod(0o755)
    folder.chmod(0o755)
    shutil.rmtree(folder)


def _publish_without_rights(out: Path) -> str:
    words = [sys.executable, "-c", UNPRIVILEGED, str(out)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done
    assert done.stderr.count("\n") == 1
    return done.stderr.strip()


@needs_posix
def test_a_folder_that_may_not_be_written_is_said_in_one_line(open_folder: Path) -> None:
    out = open_folder / "dist"
    publish(out, OLD)
    (open_folder / ".dist.lock").unlink()
    open_folder.chmod(0o555)
    assert _publish_without_rights(out) == f"{open_folder} cannot be written: Permission denied."
    assert site_in(out) == OLD

    open_folder.chmod(0o755)
    (open_folder / ".dist.lock").touch(0o666)
    (open_folder / ".dist.lock").chmod(0o666)
    open_folder.chmod(0o555)
    said = _publish_without_rights(out)
    assert said == f"{open_folder}/.dist.new cannot be written: Permission denied. The old site is as it was."
    assert site_in(out) == OLD


@needs_posix
def test_a_folder_that_may_not_be_read_is_said_in_one_line(open_folder: Path) -> None:
    out = open_folder / "dist"
    publish(out, OLD)
    out.chmod(0)
    (open_folder / ".dist.lock").chmod(0o666)
    assert _publish_without_rights(out).startswith(f"{out} cannot be read: Permission denied.")
    out.chmod(0o755)
    assert site_in(out) == OLD


HOLDING = f"""{LOOK}
from nottalone_ssg import publish as room
swap = room._swap
def hold(*folders):
    print("holding", flush=True)
    sys.stdin.read()
    swap(*folders)
room._swap = hold
publish(out, {{PurePosixPath("index.html"): b"slow"}})
"""


def test_two_builds_at_once_do_not_mix(out: Path) -> None:
    """The second is told to wait; the lock of a killed build is gone with it."""
    publish(out, OLD)
    words = [sys.executable, "-c", HOLDING, str(out)]
    with subprocess.Popen(words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout
        assert other.stdout.readline() == "holding\n"
        with pytest.raises(PublishError, match=r"another build is writing .*dist\. Wait until it is done\."):
            publish(out, NEW)
        assert out.with_name(".dist.new").is_dir(), "the other build's work was taken away"
        assert site_in(out) == OLD
        other.kill()
    publish(out, NEW)
    assert site_in(out) == NEW


def test_a_build_that_waits_its_turn_publishes_whole(out: Path) -> None:
    """As above, but the other one finishes: its site is whole although somebody tried in between."""
    words = [sys.executable, "-c", HOLDING, str(out)]
    with subprocess.Popen(words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout
        assert other.stdout.readline() == "holding\n"
        with pytest.raises(PublishError):
            publish(out, NEW)
        other.communicate("")
    assert other.returncode == 0
    assert site_in(out) == {PurePosixPath("index.html"): b"slow"}


def test_a_disk_without_locks_does_not_stop_every_build(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_locks(file: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(room, "_lock", no_locks)
    publish(out, NEW)
    assert site_in(out) == NEW


VERSIONS = [{PurePosixPath(f"{n % 7}/{n}.html"): f"{v}".encode() * 3000 for n in range(60)} for v in "AB"]
ENDLESS = f"""{LOOK}
from nottalone_ssg import publish as room
if sys.argv[2] == "renames":
    room.exchange = lambda one, other: False
while True:
    for v in "AB":
        publish(out, {{PurePosixPath(f"{{n % 7}}/{{n}}.html"): f"{{v}}".encode() * 3000 for n in range(60)}})
        print(v, flush=True)
"""


@needs_linux
@pytest.mark.slow
@pytest.mark.parametrize("way", ["exchange", "renames"])
def test_a_build_killed_at_any_moment_leaves_one_whole_site(
    out: Path, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Thirty builds are killed with SIGKILL, which no program can answer; readers see one version or the other."""
    moments = random.Random(way)
    cut_short = 0
    for _ in range(30):
        words = [sys.executable, "-c", ENDLESS, str(out), way]
        with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True) as builder:
            assert builder.stdout
            assert builder.stdout.readline() == "A\n"
            time.sleep(moments.uniform(0, 0.06))
            assert builder.poll() is None
            builder.send_signal(signal.SIGKILL)
        cut_short += len(beside(out)) != 3 or site_in(out.with_name(".dist.new")) not in VERSIONS
        if way == "exchange":
            assert site_in(out) in VERSIONS
        with monkeypatch.context() as patch:
            before_the_swap(patch, _fail)
            with pytest.raises(ZeroDivisionError):  # the next start puts things right, even if it fails later
                publish(out, NEW)
        assert site_in(out) in VERSIONS
        assert beside(out) == [".dist.lock", "dist"]
        publish(out, NEW)
        assert site_in(out) == NEW
        assert beside(out) == [".dist.lock", ".dist.new", "dist"]
    assert cut_short > 5, "the moments were badly chosen: nearly no build was killed in the middle"
