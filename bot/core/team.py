"""A team's own SQLite file: what it asked and was answered, for as long as that is kept.

Buttons, follow-ups and receipts read a question and its citations, with their text, from here: so
they work after a restart, and show what was shown, whatever became of the articles.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bot.core.answer import Answer
from bot.core.comparison import Comparison
from bot.core.rendering import day
from index.errors import FootnoteError

#: How many migrations `bot.core.team_migrations` has.
SCHEMA = 3
# Seconds that one write waits for another.
_PATIENCE = 10.0


class AnswerExpired(FootnoteError):
    """The answer is not kept any more."""


class TeamUnusable(FootnoteError):
    """The team's file cannot be read or written."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What all that is kept has: to whom it was given, where, when, and whether in private."""

    id: str
    asker: str
    place: str
    private: bool
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class KeptAnswer(Kept):
    """An answer as it was given."""

    answer: Answer


@dataclass(frozen=True, slots=True)
class KeptComparison(Kept):
    """A comparison as it was given."""

    comparison: Comparison


class Team:
    """One team's file. Every call opens it anew, so that threads need not share a connection."""

    def __init__(
        self,
        path: Path,
        *,
        kept: timedelta,
        clock: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        """``kept`` is how long an answer is; ``new_id`` gives unguessable ids."""
        self.path = path
        self._kept_for = kept
        self._clock = clock
        self._new_id = new_id

    def keep(self, answer: Answer | Comparison, *, asker: str, place: str, private: bool) -> str:
        """Keeps an answer and returns its id. Clears away what has expired.

        ``asker`` and ``place`` are ids that Discord gave. Raises `TeamUnusable`, so that the
        caller can show the answer without buttons.
        """
        now = self._clock()
        row = {
            "id": self._new_id(),
            "asker": asker,
            "place": place,
            "private": int(private),
            "asked_at": now.isoformat(),
            "expires_at": (now + self._kept_for).isoformat(),
            "question": answer.question,
            "kind": "comparison" if isinstance(answer, Comparison) else "answer",
            "receipt": "" if isinstance(answer, Comparison) else answer.receipt,
            "answer": json.dumps(answer.to_dict(), ensure_ascii=False),
        }
        with self._writing() as connection:
            _expire(connection, now, self._kept_for)
            connection.execute(
                f"INSERT INTO answers ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})",  # noqa: S608 - our own names
                list(row.values()),
            )
        return str(row["id"])

    def kept(self, answer_id: str) -> KeptAnswer:
        """The answer of that id. Raises `AnswerExpired`, with when it did if that is known."""
        return self._read(self._kept(answer_id, "answer"))

    def kept_comparison(self, comparison_id: str) -> KeptComparison:
        """The comparison of that id. Raises `AnswerExpired` as `kept` does."""
        row = self._kept(comparison_id, "comparison")
        comparison = Comparison.from_dict(json.loads(row["answer"]))
        return KeptComparison(**_shared(row), comparison=comparison)

    def with_receipt(self, receipt: str) -> list[KeptAnswer]:
        """The answers of that receipt that are kept, the latest first."""
        return [self._read(row) for row in self._of_receipt(receipt) if not self._has_expired(row)]

    def expired_with_receipt(self, receipt: str) -> list[tuple[Kept, str]]:
        """What is left of those of that receipt that have expired, and when they did, in words.

        Their asker may be forgotten already.
        """
        return [
            (Kept(**_shared(row)), self._expired(row))
            for row in self._of_receipt(receipt)
            if self._has_expired(row)
        ]

    def _of_receipt(self, receipt: str) -> list[sqlite3.Row]:
        return self._rows("receipt = ? AND kind = 'answer' ORDER BY asked_at DESC, id", receipt)

    def _kept(self, kept_id: str, kind: str) -> sqlite3.Row:
        rows = self._rows("id = ? AND kind = ?", kept_id, kind)
        if not rows:
            raise AnswerExpired(f"This {kind} is not kept any more. Ask again to see it.")
        if self._has_expired(rows[0]):
            raise AnswerExpired(self._expired(rows[0]))
        return rows[0]

    def _has_expired(self, row: sqlite3.Row) -> bool:
        return datetime.fromisoformat(row["expires_at"]) <= self._clock()

    def _expired(self, row: sqlite3.Row) -> str:
        when = day(datetime.fromisoformat(row["expires_at"]).date())
        return (
            f"This {row['kind']} expired on {when}: answers are kept for"
            f" {self._kept_for.days} days. Ask again to see it."
        )

    def _read(self, row: sqlite3.Row) -> KeptAnswer:
        return KeptAnswer(**_shared(row), answer=Answer.from_dict(json.loads(row["answer"])))

    def drop(self, answer_id: str) -> None:
        """Deletes an answer; one that is not there is as good as deleted."""
        with self._writing() as connection:
            connection.execute("DELETE FROM answers WHERE id = ?", [answer_id])

    def expire(self) -> None:
        """Clears away what has expired, where nobody asks any more. Raises `TeamUnusable`."""
        if self.path.exists():
            with self._writing() as connection:
                _expire(connection, self._clock(), self._kept_for)

    def _rows(self, where: str, *values: str) -> list[sqlite3.Row]:
        if not self.path.exists():
            return []
        with self._open() as connection:
            return connection.execute(f"SELECT * FROM answers WHERE {where}", values).fetchall()  # noqa: S608 - our own words

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it, or nothing."""
        with self._open() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.rollback()
                raise
            connection.commit()

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
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
            raise TeamUnusable(
                f"What this team asked cannot be read or written: {reason}."
            ) from error

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
            raise TeamUnusable("What this team asked is kept by a newer Footnote.")
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
            raise TeamUnusable(
                "What this team asked is being written by another process."
            ) from error


def _expire(connection: sqlite3.Connection, now: datetime, kept_for: timedelta) -> None:
    # The id and its date stay for as long again, to be able to say when it expired.
    connection.execute(
        "UPDATE answers SET asker = '', question = '', answer = ''"
        " WHERE expires_at <= ? AND answer <> ''",
        [now.isoformat()],
    )
    connection.execute("DELETE FROM answers WHERE expires_at <= ?", [(now - kept_for).isoformat()])


def _shared(row: sqlite3.Row) -> dict[str, Any]:
    """What all that is kept has."""
    return {
        "id": row["id"],
        "asker": row["asker"],
        "place": row["place"],
        "private": bool(row["private"]),
        "asked_at": datetime.fromisoformat(row["asked_at"]),
    }
