"""Made: the bytes of files by path, in memory while they are few, on the disk when they are many.

Ten thousand pages are 300 MB. Whoever publishes them wants one after the other.
"""

import tempfile
from collections.abc import Iterator, MutableMapping
from pathlib import PurePosixPath

FEW = 64_000_000  # bytes that are held in memory


class Made(MutableMapping[PurePosixPath, bytes]):
    """A mapping like any other. Its file has no name, and goes with the process, killed or not."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=FEW)  # noqa: SIM115  open as long as the mapping lives
        self._places: dict[PurePosixPath, tuple[int, int]] = {}  # where in the file, and how many bytes
        self._held: dict[PurePosixPath, bytes] = {}  # what the disk for temporary files had no room for
        self._end = 0

    def __setitem__(self, path: PurePosixPath, content: bytes) -> None:
        try:
            self._file.seek(self._end)
            self._file.write(content)
        except OSError:
            self._held[path] = content
        self._places[path] = (self._end, len(content))
        self._end += len(content)

    def __getitem__(self, path: PurePosixPath) -> bytes:
        if path in self._held:
            return self._held[path]
        start, length = self._places[path]
        self._file.seek(start)
        return self._file.read(length)

    def size(self, path: PurePosixPath) -> int:
        """How many bytes a file has."""
        return self._places[path][1]

    def __delitem__(self, path: PurePosixPath) -> None:
        del self._places[path]
        self._held.pop(path, None)

    def __iter__(self) -> Iterator[PurePosixPath]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def __del__(self) -> None:
        self._file.close()
