"""Segments written: from passages as terms, or from what is left of other segments."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from index.kernel import native, passages_module
from index.kernel.segments import raise_for


def write(path: Path, documents: Iterable[Sequence[str]]) -> None:
    """Writes the segment of these passages, each given as its terms, to a new file.

    Raises OSError if it cannot be written, OverflowError for more than the format has room for,
    TypeError for a passage that cannot be iterated, and for a term that is no string.
    """
    lib, ffi = native().lib, native().ffi
    builder = ffi.gc(lib.fn_builder_new(), lib.fn_builder_free)
    if not builder:
        raise MemoryError
    address = int(ffi.cast("uintptr_t", builder))
    raise_for(passages_module().add(address, documents, _turn), path)
    raise_for(lib.fn_builder_write(builder, os.fsencode(path)), path)


def _turn() -> None:
    """Python lets other threads and handlers of signals have their turn where its code begins."""


def merge(corpus: Any, path: Path) -> None:
    """Writes the segment of what is not removed of a kernel's corpus to a new file.

    Raises OSError if it cannot be written, OverflowError for more than the format has room for,
    `StaleIndex` if there is damage in the corpus.
    """
    raise_for(native().lib.fn_merge(corpus, os.fsencode(path)), path)
