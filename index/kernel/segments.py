"""Segments: files of passages as terms, written once, mapped into memory, checked where used."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from index.kernel import native
from index.mapping import mapped

if TYPE_CHECKING:
    from pathlib import Path


class Segment:
    """A segment's bytes, mapped. They stay readable when the file is deleted.

    Opening looks at the header and the checksums; what these are of is checked before it is first
    used. Safe to share between threads.
    """

    def __init__(self, path: Path) -> None:
        """Raises `StaleIndex` if the file is missing, cut, or of another version."""
        ffi, self._lib = native().ffi, native().lib
        self._path = path
        try:
            contents = mapped(path)
        except (OSError, ValueError) as error:
            from index.errors import StaleIndex

            raise StaleIndex(f"{path} cannot be read: {error}") from error
        self._bytes = ffi.from_buffer(contents)
        opened = ffi.new("fn_segment **")
        status = self._lib.fn_segment_open(self._bytes, len(contents), opened)
        if status:
            raise_for(status, path)
        #: For the kernel.
        self.handle: Any = ffi.gc(opened[0], self._lib.fn_segment_close)

    def check(self) -> None:
        """Reads all of it. Raises `StaleIndex` if it is damaged."""
        raise_for(self._lib.fn_segment_check(self.handle), self._path)

    def raise_if_damaged(self) -> None:
        """Raises `StaleIndex` if damage was found in what was used so far."""
        if self._lib.fn_segment_is_damaged(self.handle):
            raise_for(self._lib.FN_DAMAGED, self._path)


def raise_for(status: int, path: Path) -> None:
    """Raises what a status of the kernel stands for."""
    from index.errors import StaleIndex

    lib = native().lib
    if status == lib.FN_DAMAGED:
        raise StaleIndex(f"{path} is damaged")
    if status == lib.FN_OTHER_VERSION:
        raise StaleIndex(f"{path} is of another version")
    if status == lib.FN_NOT_WRITTEN:
        error = native().ffi.errno
        raise OSError(error, os.strerror(error), str(path))
    if status == lib.FN_NO_MEMORY:
        raise MemoryError
    if status == lib.FN_TOO_LARGE:
        raise OverflowError("more passages or terms than a segment has room for")
