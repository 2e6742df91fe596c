"""Notebooks as files: one format a module, found by walking this package.

A module has ``NAME``, by which it is asked for, ``SUFFIX``, and ``write(entries, wording)`` giving
the bytes of the file. What an article does not state stays empty; nothing is made up.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol, cast

from bot.core.notebook import Entry
from bot.core.rendering import Wording


class Export(Protocol):
    """A format that notebooks are exported in."""

    NAME: str
    SUFFIX: str

    def write(self, entries: Sequence[Entry], wording: Wording) -> bytes:
        """The file's bytes; the same for the same entries."""
        ...


@cache
def exports() -> dict[str, Export]:
    """The formats that there are, by name."""
    modules = (import_module(f"{__name__}.{each.name}") for each in iter_modules(__path__))
    found = [cast("Export", module) for module in modules if hasattr(module, "NAME")]
    return {each.NAME: each for each in found}
