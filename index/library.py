"""A library: one corpus in one SQLite file, which is the only truth about it.

Reading needs nothing but the standard library, so that a question starts fast; writing goes
through sqlite-utils (`index.writer`). A `Reader` is one snapshot: whatever is written meanwhile,
it sees the library as it was when it was opened.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from index.errors import LibraryUnusable, UnknownLibrary
from index.reader import Reader

if TYPE_CHECKING:
    from index.writer import Writer

#: How many migrations this code knows.
SCHEMA = 3
# Seconds that a reader waits for somebody who is making or migrating the file.
_PATIENCE = 10.0


def utc_now() -> datetime:
    """The clock of production; tests pass their own."""
    return datetime.now(UTC)


class Library:
    """A library's file and name. Opens nothing until it is read or written."""

    def __init__(
        self,
        path: Path,
        name: str,
        *,
        clock: Callable[[], datetime] = utc_now,
        new_uuid: Callable[[], UUID] = uuid4,
    ) -> None:
        """``path`` is the SQLite file, which need not exist; ``name`` is what people call it."""
        self.path = path
        self.name = name
        self.clock = clock
        self.new_uuid = new_uuid

    def exists(self) -> bool:
        """Whether there is a file."""
        return self.path.exists()

    def touched(self) -> tuple[tuple[int, int, int] | None, ...]:
        """Something that differs once the library was written to: the state of its files.

        Costs a look at them. It may differ without any change.
        """
        return tuple(map(_state, (self.path, self._wal)))

    def has_contents(self) -> bool:
        """Whether anything was ever committed to it. Raises `LibraryUnusable`."""
        if not self.exists():
            return False
        with self.reader() as reader:
            return reader.generation.counter > 0

    @contextmanager
    def reader(self) -> Iterator[Reader]:
        """One read transaction. Raises `UnknownLibrary` or `LibraryUnusable`, the latter also at
        its end: where somebody wrote meanwhile to a file that this one may not lock.
        """
        if not self.exists():
            raise UnknownLibrary(
                f"Library '{self.name}' has no articles yet.", key="library-empty", name=self.name
            )
        with self._reporting(), ExitStack() as stack:
            connection, check = stack.enter_context(self._connection())
            connection.execute("BEGIN")
            if self._schema(connection) < SCHEMA:
                # Opening it for writing brings its schema up to date, if nobody is just doing
                # that; and what was read before would be seen as it was.
                stack.close()
                with self.writer(wait=_PATIENCE):
                    pass
                connection, check = stack.enter_context(self._connection())
                connection.execute("BEGIN")
            yield Reader(connection, self.name, check)

    @contextmanager
    def writer(self, *, wait: float = 0.0) -> Iterator[Writer]:
        """The one writer. Raises `LibraryBusy` if another is still at it after ``wait`` seconds."""
        from index.writer import open_writer  # sqlite-utils: not for those who only read

        if self.exists():
            with self._reporting(), self._connection() as (connection, _):
                self._schema(connection)
        with self._reporting(), open_writer(self, wait) as writer:
            yield writer

    def delete(self) -> None:
        """Deletes the library with everything derived from it, even if it is damaged.

        Raises `LibraryBusy` while somebody is writing.
        """
        import shutil

        from index.writer import locked

        with self._reporting(), locked(self, 0.0):
            for suffix in ("", "-wal", "-shm"):
                self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
            shutil.rmtree(self.index_folder, ignore_errors=True)

    @property
    def index_folder(self) -> Path:
        """Where engines keep what they derive from this library; may be deleted at any time."""
        return self.path.with_suffix(".index")

    def _schema(self, connection: sqlite3.Connection) -> int:
        """How many migrations the file has had. Raises `LibraryUnusable` if it is a newer one."""
        (migrated,) = connection.execute(
            "SELECT count(*) FROM sqlite_master WHERE name = '_sqlite_migrations'"
        ).fetchone()
        schema = 0
        if migrated:
            (schema,) = connection.execute(
                "SELECT count(*) FROM _sqlite_migrations WHERE migration_set = 'library'"
            ).fetchone()
        if schema > SCHEMA:
            raise LibraryUnusable(
                f"Library '{self.name}' was made by a newer Footnote; update this one to use it.",
                key="library-newer",
                name=self.name,
            )
        return int(schema)

    @property
    def _wal(self) -> Path:
        return self.path.with_name(f"{self.path.name}-wal")

    @contextmanager
    def _connection(self) -> Iterator[tuple[sqlite3.Connection, Callable[[], None]]]:
        """A connection, and what raises `LibraryUnusable` if it may have read half of a change."""
        # SQLite makes two files beside one in WAL mode even to read it. Where it may not, the file
        # is all there is once the write-ahead log has been merged; but no lock keeps those who may
        # write from merging theirs while it is read.
        before = _state(self.path)
        frozen = not os.access(self.path.parent, os.W_OK) and not self._wal.exists()
        mode = "immutable=1" if frozen else "mode=ro"

        def check() -> None:
            if frozen and _state(self.path) != before:
                raise LibraryUnusable(
                    f"Library '{self.name}' was written to while it was read. Try again.",
                    key="library-changed",
                    name=self.name,
                )

        connection = sqlite3.connect(
            f"{self.path.absolute().as_uri()}?{mode}", uri=True, isolation_level=None
        )
        try:
            connection.row_factory = sqlite3.Row
            yield connection, check
        except Exception:
            check()  # what half a change leads to is no damage
            raise
        else:
            check()
        finally:
            connection.close()

    @contextmanager
    def _reporting(self) -> Iterator[None]:
        """Turns SQLite's errors into words."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            damaged = any(word in str(error) for word in ("malformed", "not a database"))
            advice = " Remove the library, and index its articles again." if damaged else ""
            raise LibraryUnusable(
                f"Library '{self.name}' cannot be used ({error}).{advice}",
                key="library-damaged" if damaged else "library-unusable",
                name=self.name,
                reason=str(error),
            ) from error


def _state(path: Path) -> tuple[int, int, int] | None:
    """What differs once a file was written to; ``None`` if there is none."""
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_ino, state.st_mtime_ns, state.st_size
