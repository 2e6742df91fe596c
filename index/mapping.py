"""Files as memory: mapped, so that they are shared between processes and cost nothing to open."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from index import kernel

if TYPE_CHECKING:
    from pathlib import Path

# Bytes up to which a file is copied instead, where a mapping holds a descriptor open.
_SMALL = 1 << 20


def mapped(path: Path) -> memoryview:
    """The bytes of a file, from an address divisible by 4,096, readable when it is deleted.

    A process may have thousands of them, and 1,024 descriptors: so none is held, where that can
    be. Raises OSError, and ValueError for an empty file.
    """
    if os.name != "posix" or not kernel.available():
        return _mapped_by_python(path)
    ffi, lib = kernel.native().ffi, kernel.native().lib
    found, length = ffi.new("unsigned char **"), ffi.new("size_t *")
    failure = lib.fn_map(os.fsencode(path), found, length)
    if failure:
        raise OSError(failure, os.strerror(failure), str(path))
    size = int(length[0])
    if not size:
        raise ValueError(f"{path.name} is empty")
    bytes_ = ffi.gc(found[0], lambda start: lib.fn_unmap(start, size))
    return memoryview(ffi.buffer(bytes_, size)).toreadonly()


def _mapped_by_python(path: Path) -> memoryview:
    """The same, with a copy of a small file, and a descriptor for any other."""
    import mmap  # not where the kernel does it: an answer waits for each import

    with path.open("rb") as file:
        size = path.stat().st_size
        if not 0 < size <= _SMALL:
            return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        copied = mmap.mmap(-1, size)
        if file.readinto(copied) != size:
            raise ValueError(f"{path.name} became shorter while it was read")
        return memoryview(copied).toreadonly()
