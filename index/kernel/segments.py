"""Segments: files of passages as terms, written once, mapped into memory, checked at opening."""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Any
from weakref import WeakValueDictionary

from index.errors import StaleIndex
from index.kernel import encoded, native
from index.mapping import mapped

_BATCH = 512  # passages handed to the kernel in one call


class Segment:
    """A segment's bytes, mapped and checked. They stay readable when the file is deleted."""

    def __init__(self, path: Path) -> None:
        """Raises `StaleIndex` if the file is missing, damaged, or of another version."""
        try:
            contents = mapped(path)
        except (OSError, ValueError) as error:
            raise StaleIndex(f"{path} cannot be read: {error}") from error
        self.bytes: Any = native().ffi.from_buffer(contents)
        lib = native().lib
        status = lib.fn_segment_check(self.bytes, len(contents))
        if status == lib.FN_OTHER_VERSION:
            raise StaleIndex(f"{path} is of another version")
        if status != lib.FN_OK:
            raise StaleIndex(f"{path} is damaged")


_open: WeakValueDictionary[tuple[int, ...], Segment] = WeakValueDictionary()


def opened(path: Path) -> Segment:
    """The segment in a file; one that is open already is neither read nor checked again.

    Raises `StaleIndex` if the file is missing, damaged, or of another version.
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


def write(path: Path, documents: Iterable[Sequence[str]]) -> None:
    """Writes the segment of these passages, each given as its terms, to a new file.

    Raises OSError if it cannot be written, OverflowError for more than the format has room for.
    """
    lib, ffi = native().lib, native().ffi
    builder = ffi.gc(lib.fn_builder_new(), lib.fn_builder_free)
    if not builder:
        raise MemoryError
    for batch in _batches(documents):
        lengths, counts = ffi.NULL, array("I", map(len, batch))
        text = encoded("\0".join(["\0".join(terms) for terms in batch if len(terms)]))
        if lib.fn_zeros(text, len(text)) != max(sum(counts) - 1, 0):
            text, lengths = joined(list(chain.from_iterable(batch)))
        numbers = ffi.from_buffer("uint32_t[]", counts)
        status = lib.fn_builder_add(builder, text, len(text), lengths, numbers, len(batch))
        raise_for(status, path)
    raise_for(lib.fn_builder_write(builder, os.fsencode(path)), path)


def merge(corpus: Any, path: Path) -> None:
    """Writes the segment of what is not removed of a kernel's corpus to a new file.

    Raises OSError if it cannot be written, OverflowError for more than the format has room for.
    """
    raise_for(native().lib.fn_merge(corpus, os.fsencode(path)), path)


def joined(terms: Sequence[str]) -> tuple[bytes, Any]:
    """Terms as the kernel takes them: in one piece; with lengths, unless zero bytes part them."""
    ffi = native().ffi
    text = encoded("\0".join(terms))
    if text.count(0) == max(len(terms) - 1, 0):
        return text, ffi.NULL
    each = [encoded(term) for term in terms]
    return b"".join(each), ffi.from_buffer("uint32_t[]", array("I", map(len, each)))


def raise_for(status: int, path: Path) -> None:
    """Raises what a status of the kernel stands for."""
    lib = native().lib
    if status == lib.FN_NOT_WRITTEN:
        error = native().ffi.errno
        raise OSError(error, os.strerror(error), str(path))
    if status == lib.FN_NO_MEMORY:
        raise MemoryError
    if status == lib.FN_TOO_LARGE:
        raise OverflowError("more passages or terms than a segment has room for")


def _batches(documents: Iterable[Sequence[str]]) -> Iterator[list[Sequence[str]]]:
    rest = iter(documents)
    while batch := list(islice(rest, _BATCH)):
        yield batch
