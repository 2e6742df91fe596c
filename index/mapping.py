"""Files as memory: mapped, so that they are shared between processes and cost nothing to open."""

from __future__ import annotations

import mmap
import sys
from pathlib import Path
from typing import Any

# Bytes up to which a file is copied instead.
_SMALL = 1 << 20


def mapped(path: Path) -> mmap.mmap:
    """The bytes of a file, from an address divisible by 4,096, readable when it is deleted.

    A small file is copied: a mapping holds a descriptor open before Python 3.13, and a process
    may have hundreds of small parts open at once, and 1,024 descriptors. Raises OSError, and
    ValueError for an empty file.
    """
    with path.open("rb") as file:
        size = path.stat().st_size
        if 0 < size <= _SMALL:
            copied = mmap.mmap(-1, size)
            if file.readinto(copied) != size:
                raise ValueError(f"{path.name} became shorter while it was read")
            return copied
        options: dict[str, Any] = {"trackfd": False} if sys.version_info >= (3, 13) else {}
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ, **options)
