"""What must survive a power cut."""

from __future__ import annotations

import os
from pathlib import Path


def to_disk(path: Path) -> None:
    """Waits until a file's contents, or a folder's names, are on the disk. Raises OSError."""
    if os.name != "posix" and path.is_dir():
        return  # Windows has no such call for a folder
    descriptor = os.open(path, os.O_RDONLY if os.name == "posix" else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
