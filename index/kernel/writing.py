"""Segments written: from passages as terms, or from what is left of other segments."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, cast

from index.kernel import native
from index.kernel.segments import raise_for


def write(path: Path, documents: Iterable[Sequence[str]]) -> None:
    """Writes the segment of these passages, each given as its terms, to a new file.

    Raises OSError if it cannot be written, OverflowError for more than the format has room for,
    TypeError for a passage that is no sequence, and for a term that is no string.
    """
    lib, ffi = native().lib, native().ffi
    builder = ffi.gc(lib.fn_builder_new(), lib.fn_builder_free)
    if not builder:
        raise MemoryError
    raise_for(_add_passages()(int(ffi.cast("uintptr_t", builder)), documents), path)
    raise_for(lib.fn_builder_write(builder, os.fsencode(path)), path)


def merge(corpus: Any, path: Path) -> None:
    """Writes the segment of what is not removed of a kernel's corpus to a new file.

    Raises OSError if it cannot be written, OverflowError for more than the format has room for,
    `StaleIndex` if there is damage in the corpus.
    """
    raise_for(native().lib.fn_merge(corpus, os.fsencode(path)), path)


@cache
def _add_passages() -> Callable[[int, Iterable[Sequence[str]]], int]:
    """The kernel's `fn_python_passages_add`, given a builder's address.

    cffi hands no objects of Python to C. ctypes does, keeps the interpreter's lock, and raises what
    C left to be raised.
    """
    add = ctypes.PyDLL(native().__file__).fn_python_passages_add
    add.argtypes = (ctypes.c_void_p, ctypes.py_object)
    add.restype = ctypes.c_int
    return cast("Callable[[int, Iterable[Sequence[str]]], int]", add)
