"""The kernel in C, compiled when Footnote is installed; without a compiler there is none.

``_native`` is one extension module of all C files of this folder, made by cffi (`building`). Its
functions release the interpreter's lock, but for the one that reads Python's strings (`writing`).
It is loaded at the first use.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any


@cache
def available() -> bool:
    """Whether the kernel was compiled for this interpreter."""
    try:
        native()
    except ImportError:
        return False
    return True


@cache
def native() -> Any:
    """The extension module, with cffi's ``ffi`` and ``lib``. Raises ImportError without it."""
    return import_module("index.kernel._native")


def hash_of(term: str) -> int:
    """The kernel's 64-bit hash of a term. Raises ImportError without the kernel."""
    utf8 = encoded(term)
    return int(native().lib.fn_hash(utf8, len(utf8)))


def encoded(term: str) -> bytes:
    """A term as the kernel sees it. Lone surrogates, which UTF-8 has no place for, keep theirs."""
    return term.encode("utf-8", "surrogatepass")
