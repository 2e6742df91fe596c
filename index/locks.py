"""Locks between processes that end with whoever holds them, shared or alone."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep

if sys.platform == "win32":  # a lock there cannot be shared, and files in use cannot be deleted
    _SHARED = _ALONE = 0

    def _flock(file: int, how: int) -> None:
        raise NotImplementedError
else:
    import fcntl

    _SHARED, _ALONE = fcntl.LOCK_SH, fcntl.LOCK_EX

    def _flock(file: int, how: int) -> None:
        fcntl.flock(file, how | fcntl.LOCK_NB)


_PAUSE = 0.005  # seconds between two tries


@contextmanager
def locked(path: Path, *, shared: bool = False, wait: float = 0.0) -> Iterator[bool | None]:
    """Holds the lock of a file, which is made if need be, alone or with others that share it.

    Gives whether it could be had within ``wait`` seconds, before somebody else had given it back;
    ``None`` where there can be no locks. Threads are kept apart as processes are.
    """
    file = _opened(path)
    if file is None:
        yield None
        return
    try:
        yield _acquired(file, _SHARED if shared else _ALONE, wait)
    finally:
        os.close(file)  # gives it back


def _opened(path: Path) -> int | None:
    # Who may only read keeps others from clearing away what is being opened as well.
    for how in (os.O_RDWR | os.O_CREAT, os.O_RDONLY):
        with suppress(OSError):
            return os.open(path, how, 0o644)
    return None


def _acquired(file: int, how: int, wait: float) -> bool | None:
    until = monotonic() + wait
    while True:
        try:
            _flock(file, how)
        except BlockingIOError:
            if monotonic() >= until:
                return False
            sleep(_PAUSE)
        except (OSError, NotImplementedError):
            return None  # neither does every file system have them
        else:
            return True
