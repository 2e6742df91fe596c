"""The kernel in C, compiled when Footnote is installed; without a compiler there is none.

All C files of this folder become one library with two modules, loaded at the first use:
``_native``, made by cffi (`building`), whose functions release the interpreter's lock, and
``_passages``, which reads Python's strings and keeps it.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.machinery import ExtensionFileLoader, ModuleSpec
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
    return _modules()[0]


@cache
def passages_module() -> Any:
    """The module that adds passages to a builder. Raises ImportError without the kernel."""
    return _modules()[1]


@cache
def _modules() -> tuple[Any, Any]:
    """Both at once, so that they are of one build, also when another takes its place under a bot.

    The second is in the first one's file, where Python would not look for it: PEP 489, "Multiple
    modules in one library".
    """
    first: Any = import_module("index.kernel._native")
    loader = ExtensionFileLoader("index.kernel._passages", first.__file__)
    second = loader.create_module(ModuleSpec(loader.name, loader, origin=loader.path))
    loader.exec_module(second)
    return first, second


def hash_of(term: str) -> int:
    """The kernel's 64-bit hash of a term. Raises ImportError without the kernel."""
    utf8 = encoded(term)
    return int(native().lib.fn_hash(utf8, len(utf8)))


def encoded(term: str) -> bytes:
    """A term as the kernel sees it. Lone surrogates, which UTF-8 has no place for, keep theirs."""
    return term.encode("utf-8", "surrogatepass")
