"""What was made, by path: a mapping like any other, however much it is, and with a full disk too."""

from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nottalone_ssg import made as room
from nottalone_ssg.made import Made

PATHS = st.sampled_from([PurePosixPath(name) for name in ("a", "b", "c/d")])
STEPS = st.lists(st.tuples(PATHS, st.none() | st.binary(max_size=20)))


@pytest.mark.parametrize("few", [0, 1, 30, 1_000_000])
@given(steps=STEPS)
def test_it_is_what_a_dict_is(few: int, steps: list[tuple[PurePosixPath, bytes | None]]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(room, "FEW", few)
        made, plain = Made(), dict[PurePosixPath, bytes]()
    for path, content in steps:
        if content is None:
            assert made.pop(path, None) == plain.pop(path, None)
        else:
            made[path] = plain[path] = content
        assert dict(made) == plain
        assert len(made) == len(plain)
    with pytest.raises(KeyError):
        made[PurePosixPath("never")]


def test_without_room_for_temporary_files_it_stays_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    made = Made()
    made[PurePosixPath("first")] = b"on the disk"

    def full(content: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(made._file, "write", full)
    made[PurePosixPath("second")] = b"in memory"
    assert dict(made) == {PurePosixPath("first"): b"on the disk", PurePosixPath("second"): b"in memory"}
