"""How a file is known to be as it was, by a look at it."""

from __future__ import annotations

from pathlib import Path


def file_state(path: Path) -> str:
    """Differs whenever a file is written to, replaced, or goes away.

    The change time cannot be set by a program, unlike the modification time.
    """
    try:
        stat = path.stat()
    except OSError:
        return "-"
    return f"{stat.st_ino}:{stat.st_size}:{stat.st_mtime_ns}:{stat.st_ctime_ns}"
