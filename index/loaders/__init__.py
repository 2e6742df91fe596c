"""Loaders turn bytes into an `Article`: one file a format, found by walking this package.

A loader module has ``SUFFIXES`` (lower-case, with the dot; "" for no suffix) and
``load(data, origin, source) -> Article``, which raises `ArticleRefused` with the reason.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import PurePath
from pkgutil import iter_modules
from typing import Protocol

from index.errors import ArticleRefused
from index.model import Article, Source


class Loader(Protocol):
    """What a loader module offers."""

    SUFFIXES: tuple[str, ...]

    def load(self, data: bytes, origin: str, source: Source) -> Article:
        """Reads an article. What ``source`` states goes before what the loader finds."""
        ...


@cache
def by_suffix() -> dict[str, Loader]:
    """Every suffix that can be read, and the loader that reads it."""
    modules = [import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__)]
    return {suffix: module for module in modules for suffix in getattr(module, "SUFFIXES", ())}


def load(data: bytes, origin: str, source: Source | None = None) -> Article:
    """Reads an article of any known format.

    ``origin`` is the file's name or URL and decides the format; ``source`` holds what is known of
    the article from elsewhere. Raises `ArticleRefused`.
    """
    suffix = PurePath(origin).suffix.lower()
    loader = by_suffix().get(suffix)
    if loader is None:
        known = ", ".join(sorted(filter(None, by_suffix())))
        if not suffix:
            raise ArticleRefused(
                f"no loader for such files (can read: {known})",
                key="article-no-suffix",
                known=known,
            )
        raise ArticleRefused(
            f"no loader for {suffix} files (can read: {known})",
            key="article-no-loader",
            suffix=suffix,
            known=known,
        )
    return loader.load(data, origin, source or Source())
