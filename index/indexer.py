"""The write path: files and folders into a library, with a word on every file."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from index import loaders
from index.errors import ArticleRefused, FootnoteError
from index.files import File, fingerprint
from index.library import Library
from index.model import Article
from index.sources import Sources
from index.writer import Change, Outcome

#: A larger file is no article; it would also be in memory several times over.
LARGEST_FILE = 20 * 1024 * 1024
# Articles of one transaction: few enough that little is lost if the machine stops.
_BATCH = 200


@dataclass(slots=True)
class Report:
    """What became of the files, each by its origin, in the order they were read."""

    added: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)

    def count(self, outcome: Outcome, origin: str) -> None:
        """Notes what adding an article did."""
        getattr(self, outcome.value).append(origin)


def index_files(
    library: Library,
    listed: Sequence[File],
    report: Report,
    *,
    progress: Callable[[str], None] = lambda _: None,
    exists: Callable[[str], bool] = os.path.exists,
    wait: float = 0.0,
) -> Report:
    """Adds files to a library; those that are refused do not hold up the others.

    ``report`` is filled and returned; ``progress`` is called with each file's origin once it is
    done; ``exists`` tells whether there is a file at a location.

    Raises `LibraryBusy` if another writer is still at it after ``wait`` seconds.
    """
    sources = Sources()
    with library.writer(wait=wait) as writer:
        for first in range(0, len(listed), _BATCH):
            with writer.change() as change:
                for file in listed[first : first + _BATCH]:
                    _index(change, file, sources, report, exists)
                    progress(file.origin)
    return report


def read_article(file: File, sources: Sources) -> Article:
    """Reads one file, with what sources.toml beside it states. Raises `ArticleRefused`."""
    try:
        size = file.path.stat().st_size
        if not file.path.is_file():
            raise ArticleRefused("not an ordinary file", key="article-not-file")
        if size > LARGEST_FILE:
            raise ArticleRefused(
                f"{size:,} bytes; at most {LARGEST_FILE:,} are read",
                key="article-too-large",
                size=size,
                most=LARGEST_FILE,
            )
        data = file.path.read_bytes()
    except OSError as error:
        raise ArticleRefused(
            f"cannot be read: {error.strerror}",
            key="article-unreadable",
            reason=str(error.strerror),
        ) from error
    try:
        stated = sources.of(file.path)
    except FootnoteError as error:
        raise ArticleRefused(str(error)) from error
    return loaders.load(data, file.origin, stated)


def _index(
    change: Change,
    file: File,
    sources: Sources,
    report: Report,
    exists: Callable[[str], bool],
) -> None:
    # Taken before reading: what is written to the file meanwhile makes it look touched.
    before = fingerprint(file.path)
    try:
        article = read_article(file, sources)
    except ArticleRefused as error:
        change.refuse(file.location, before, str(error))
        report.refused.append((file.origin, str(error)))
    else:
        outcome = change.add(article, file.location, before, exists=exists)
        report.count(outcome, file.origin)
