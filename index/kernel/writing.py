"""Segments written: from passages as terms, or from what is left of other segments."""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Any

from index.kernel import encoded, native
from index.kernel.corpus import joined
from index.kernel.segments import raise_for

_BATCH = 512  # passages handed to the kernel in one call


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

    Raises OSError if it cannot be written, OverflowError for more than the format has room for,
    `StaleIndex` if there is damage in the corpus.
    """
    raise_for(native().lib.fn_merge(corpus, os.fsencode(path)), path)


def _batches(documents: Iterable[Sequence[str]]) -> Iterator[list[Sequence[str]]]:
    rest = iter(documents)
    while batch := list(islice(rest, _BATCH)):
        yield batch
