"""Notebooks as files: one format a module, found by walking this package.

A module has ``NAME``, by which it is asked for, ``TITLE``, what people call it, ``SUFFIX``,
``RECEIPTS``, whether receipts stand in the file, and ``write(entries, wording, gone)`` giving its
bytes. What an article does not state stays empty; nothing is made up.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol, cast

from bot.core.notebook_entry import Entry, NotebookRefused
from bot.core.reference import Reference, article_of, references
from bot.core.rendering import Wording
from bot.core.texts import told

#: Entries, by their ids, whose article was removed or replaced, with when if that is known.
Gone = Mapping[str, datetime | None]


class Export(Protocol):
    """A format that notebooks are exported in."""

    NAME: str
    TITLE: str
    SUFFIX: str
    RECEIPTS: bool

    def write(self, entries: Sequence[Entry], wording: Wording, gone: Gone) -> bytes:
        """The file's bytes; the same for the same entries."""
        ...


@cache
def exports() -> dict[str, Export]:
    """The formats that there are, by name."""
    modules = (import_module(f"{__name__}.{each.name}") for each in iter_modules(__path__))
    found = [cast("Export", module) for module in modules if hasattr(module, "NAME")]
    return {each.NAME: each for each in found}


def cited(entries: Sequence[Entry], wording: Wording, gone: Gone) -> list[Reference]:
    """The articles that are quoted. Of one that is gone from every library that had it, a remark
    says so, with the latest day if that is known."""
    texts = wording.texts
    there = {article_of(each.quote) for each in entries if each.id not in gone}
    since: dict[tuple[str, str], datetime | None] = {}
    for each in entries:
        article = article_of(each.quote)
        if article not in there:
            days = (since.get(article), gone[each.id])
            since[article] = max((day for day in days if day), default=None)
    remarks = {
        article: texts("notebook-cited-gone-since", day=when.date())
        if when
        else texts("notebook-cited-gone")
        for article, when in since.items()
    }
    return references((each.quote for each in entries), remarks)


def packed(name: str, data: bytes, most: int) -> tuple[str, bytes]:
    """A file as it can be sent: itself, or in a ZIP archive where it has more than ``most`` bytes.

    The same for the same data. Raises `NotebookRefused` where the archive has too many, too.
    """
    if len(data) <= most:
        return name, data
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    if len(archive.getvalue()) > most:
        raise told(NotebookRefused, "notebook-too-big", megabytes=most // 1_000_000)
    return f"{name}.zip", archive.getvalue()
