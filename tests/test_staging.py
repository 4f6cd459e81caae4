"""Staging: whatever lies in the folder, afterwards it holds the new files and no others; what is the same is kept."""

import tempfile
from pathlib import Path, PurePosixPath

from hypothesis import given, settings
from hypothesis import strategies as st

from nottalone_ssg.staging import bring_up_to_date

NAMES = st.lists(st.sampled_from(["a", "b", "index.html"]), min_size=1, max_size=3).map("/".join)


def _no_file_is_a_folder(files: dict[str, bytes]) -> bool:
    return not any(other.startswith(f"{path}/") for path in files for other in files)


SITES = st.dictionaries(NAMES, st.binary(max_size=3), max_size=6).filter(_no_file_is_a_folder)


def as_paths(files: dict[str, bytes]) -> dict[PurePosixPath, bytes | Path]:
    return {PurePosixPath(path): content for path, content in files.items()}


def lying(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@settings(deadline=None)  # a disk takes its time
@given(sites=st.lists(SITES, min_size=2, max_size=4))
def test_after_any_sites_it_holds_the_last(sites: list[dict[str, bytes]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for files in sites:
            bring_up_to_date(Path(folder), as_paths(files))
            assert lying(Path(folder)) == files
            folders = {path.relative_to(folder).as_posix() for path in Path(folder).rglob("*") if path.is_dir()}
            assert all(any(path.startswith(f"{inside}/") for path in files) for inside in folders), "an empty folder"


def test_a_file_that_is_the_same_is_one_file(tmp_path: Path) -> None:
    """However often the two folders change places: nothing is written that did not change."""
    live, staging = tmp_path / "live", tmp_path / "staging"
    bring_up_to_date(live, {PurePosixPath("kept"): b"kept", PurePosixPath("made"): b"old"})
    number = (live / "kept").stat().st_ino
    for content in (b"one", b"two", b"three"):
        bring_up_to_date(staging, {PurePosixPath("kept"): live / "kept", PurePosixPath("made"): content})
        assert (staging / "kept").stat().st_ino == number
        assert (staging / "made").read_bytes() == content
        live, staging = staging, live


def test_the_other_name_of_a_file_is_never_written_through(tmp_path: Path) -> None:
    live, staging = tmp_path / "live", tmp_path / "staging"
    bring_up_to_date(live, {PurePosixPath("page"): b"old"})
    bring_up_to_date(staging, {PurePosixPath("page"): live / "page"})
    bring_up_to_date(staging, {PurePosixPath("page"): b"new"})
    assert (live / "page").read_bytes() == b"old"


def test_a_file_of_the_same_name_that_is_another_is_replaced(tmp_path: Path) -> None:
    """Of the site before the last, or half written by a build that was killed."""
    live, staging = tmp_path / "live", tmp_path / "staging"
    bring_up_to_date(live, {PurePosixPath("page"): b"now"})
    bring_up_to_date(staging, {PurePosixPath("page"): b"bef"})
    bring_up_to_date(staging, {PurePosixPath("page"): live / "page"})
    assert (staging / "page").read_bytes() == b"now"


def test_what_a_link_leads_to_is_left_alone(tmp_path: Path) -> None:
    mine, staging = tmp_path / "mine", tmp_path / "staging"
    mine.mkdir()
    (mine / "thesis").write_text("mine")
    staging.symlink_to(mine)
    bring_up_to_date(staging, {PurePosixPath("page"): b"new"})
    assert lying(staging) == {"page": b"new"}
    (staging / "inside").symlink_to(mine)
    bring_up_to_date(staging, {PurePosixPath("page"): b"new"})
    assert lying(staging) == {"page": b"new"}
    assert lying(mine) == {"thesis": b"mine"}
