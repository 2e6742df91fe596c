"""Segments that are open in this process, so that none is mapped, or checked, twice."""

from __future__ import annotations

from pathlib import Path
from weakref import WeakValueDictionary

from index.errors import StaleIndex
from index.kernel.segments import Segment

_open: WeakValueDictionary[tuple[int, ...], Segment] = WeakValueDictionary()


def shared(path: Path) -> Segment:
    """The segment in a file, as it is open already, with what is known of it.

    Raises `StaleIndex` if the file is missing, cut, or of another version.
    """
    try:
        state = path.stat()
    except OSError as error:
        raise StaleIndex(f"{path} cannot be read: {error}") from error
    key = (state.st_dev, state.st_ino, state.st_size, state.st_mtime_ns, state.st_ctime_ns)
    segment = _open.get(key)
    if segment is None:
        segment = _open[key] = Segment(path)
    return segment
