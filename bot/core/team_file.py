"""A team's SQLite file: opened anew for every call, with the newest schema.

What is kept in it has a module of its own each: `bot.core.team` the answers, and so on. All of them
read and write through one `TeamFile`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from bot.core.texts import told
from index.errors import FootnoteError

#: How many migrations `bot.core.team_migrations` has.
SCHEMA = 16
# Seconds that one write waits for another.
_PATIENCE = 10.0


class TeamUnusable(FootnoteError):
    """The team's file cannot be read or written."""


class TeamFile:
    """One team's file. Every call opens it anew, so that threads need not share a connection."""

    def __init__(
        self, path: Path, *, clock: Callable[[], datetime], new_id: Callable[[], str]
    ) -> None:
        """``clock`` gives the time in UTC, ``new_id`` unguessable ids."""
        self.path = path
        self.clock = clock
        self.new_id = new_id

    @property
    def exists(self) -> bool:
        """Whether anything was ever written. Who only reads must not make the file."""
        return self.path.exists()

    def rows(self, sql: str, *values: str | int | None) -> list[sqlite3.Row]:
        """What a query gives; nothing where there is no file. Raises `TeamUnusable`."""
        if not self.exists:
            return []
        with self.reading() as connection:
            return connection.execute(sql, values).fetchall()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it, or nothing. Raises `TeamUnusable`."""
        with self.reading() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.rollback()
                raise
            connection.commit()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The file with the newest schema. Raises `TeamUnusable`."""
        try:
            if self._schema() < SCHEMA:
                self._migrate()
            connection = sqlite3.connect(self.path, timeout=_PATIENCE, isolation_level=None)
            try:
                connection.row_factory = sqlite3.Row
                connection.execute("PRAGMA secure_delete = ON")  # what is deleted is gone
                yield connection
            finally:
                connection.close()
        except (sqlite3.Error, OSError) as error:
            reason = error.strerror if isinstance(error, OSError) else error
            raise told(TeamUnusable, "team-unusable", reason=str(reason)) from error

    def _schema(self) -> int:
        """How many migrations the file has had. Raises `TeamUnusable` if it is a newer one."""
        if not self.path.exists():
            return 0
        connection = sqlite3.connect(self.path, timeout=_PATIENCE)
        try:
            (there,) = connection.execute(
                "SELECT count(*) FROM sqlite_master WHERE name = '_sqlite_migrations'"
            ).fetchone()
            schema = 0
            if there:
                (schema,) = connection.execute(
                    "SELECT count(*) FROM _sqlite_migrations WHERE migration_set = 'team'"
                ).fetchone()
        finally:
            connection.close()
        if schema > SCHEMA:
            raise told(TeamUnusable, "team-newer")
        return int(schema)

    def _migrate(self) -> None:
        """Makes the file or its schema new, one process or thread at a time."""
        from filelock import FileLock, Timeout
        from sqlite_utils import Database  # takes longer to import than a question to answer

        from bot.core.team_migrations import MIGRATIONS

        self.path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(self.path.with_suffix(".lock"), timeout=_PATIENCE, poll_interval=0.01):
                db = Database(self.path)
                try:
                    db.enable_wal()
                    MIGRATIONS.apply(db)
                finally:
                    db.close()
        except Timeout as error:
            raise told(TeamUnusable, "team-busy") from error
