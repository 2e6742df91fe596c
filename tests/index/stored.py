"""Three articles, and a library's file as any program may open it."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from index.library import Library
from index.model import Generation
from tests.articles import APART, article

FIRST = article(
    f"First\n\nThe offer was made in Baghdad.{APART}It was rejected in Tehran.", "1.txt"
)
SECOND = article("Second\n\nThe conference opened in Paris.", "2.txt")
CHANGED = article("First\n\nThe offer was withdrawn in Geneva.", "1.txt")


def generation(library: Library) -> Generation:
    """Which state the library is in."""
    with library.reader() as reader:
        return reader.generation


@contextmanager
def raw(library: Library) -> Iterator[sqlite3.Connection]:
    """The file itself; what is written is committed."""
    with closing(sqlite3.connect(library.path)) as connection, connection:
        yield connection


def everything(library: Library) -> list[str]:
    """All that the file holds, as SQL."""
    with raw(library) as connection:
        return list(connection.iterdump())


def back_up(library: Library, to: Path) -> None:
    """Copies the file, with all that was committed to it."""
    with raw(library) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(library.path, to)


def restore(backup: Path, library: Library) -> None:
    """Puts the file back as it was."""
    for suffix in ("-wal", "-shm"):
        library.path.with_name(library.path.name + suffix).unlink(missing_ok=True)
    shutil.copy(backup, library.path)
