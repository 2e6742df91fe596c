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

from filelock import FileLock, Timeout
from sqlite_utils import Database

from bot.core.answer import Answer
from bot.core.rendering import day
from bot.core.team_migrations import MIGRATIONS, SCHEMA
from index.errors import FootnoteError

# Seconds that one write waits for another.
_PATIENCE = 10.0


class AnswerExpired(FootnoteError):
    """The answer is not kept any more."""


class TeamUnusable(FootnoteError):
    """The team's file cannot be read or written."""


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer as it was given: to whom, where, and whether in private."""

    id: str
    asker: str
    place: str
    private: bool
    asked_at: datetime
    answer: Answer


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
        self._kept = kept
        self._clock = clock
        self._new_id = new_id

    def keep(self, answer: Answer, *, asker: str, place: str, private: bool) -> str:
        """Keeps an answer and returns its id. Clears away what has expired.

        ``asker`` and ``place`` are ids that Discord gave. Raises `TeamUnusable`, so that the
        caller can show the answer without buttons.
        """
        now = self._clock()
        answer_id = self._new_id()
        with self._file() as db, db.atomic():
            self._expire(db, now)
            db.table("answers").insert(
                {
                    "id": answer_id,
                    "asker": asker,
                    "place": place,
                    "private": int(private),
                    "asked_at": now.isoformat(),
                    "expires_at": (now + self._kept).isoformat(),
                    "question": answer.question,
                    "answer": json.dumps(answer.to_dict(), ensure_ascii=False),
                }
            )
        return answer_id

    def kept(self, answer_id: str) -> KeptAnswer:
        """The answer of that id. Raises `AnswerExpired`, with when it did if that is known."""
        row = self._row(answer_id)
        if row is None:
            raise AnswerExpired("This answer is not kept any more. Ask again to see it.")
        expires_at = datetime.fromisoformat(row["expires_at"])
        if expires_at <= self._clock():
            raise AnswerExpired(
                f"This answer expired on {day(expires_at.date())}: answers are kept for"
                f" {self._kept.days} days. Ask again to see it."
            )
        return KeptAnswer(
            id=row["id"],
            asker=row["asker"],
            place=row["place"],
            private=bool(row["private"]),
            asked_at=datetime.fromisoformat(row["asked_at"]),
            answer=Answer.from_dict(json.loads(row["answer"])),
        )

    def drop(self, answer_id: str) -> None:
        """Deletes an answer; one that is not there is as good as deleted."""
        with self._file() as db, db.atomic():
            db.table("answers").delete_where("id = ?", [answer_id])

    def expire(self) -> None:
        """Clears away what has expired, where nobody asks any more. Raises `TeamUnusable`."""
        if self.path.exists():
            with self._file() as db, db.atomic():
                self._expire(db, self._clock())

    def _expire(self, db: Database, now: datetime) -> None:
        # The id and its date stay for as long again, to be able to say when it expired.
        db.execute(
            "UPDATE answers SET asker = '', question = '', answer = ''"
            " WHERE expires_at <= ? AND answer <> ''",
            [now.isoformat()],
        )
        db.table("answers").delete_where("expires_at <= ?", [(now - self._kept).isoformat()])

    def _row(self, answer_id: str) -> dict[str, Any] | None:
        if not self.path.exists():
            return None
        with self._file() as db:
            return next(iter(db.table("answers").rows_where("id = ?", [answer_id])), None)

    @contextmanager
    def _file(self) -> Iterator[Database]:
        """The file, for one thread at a time: two that migrate or write at once would fail."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(self.path.with_suffix(".lock"), timeout=_PATIENCE, poll_interval=0.01):
                db = Database(self.path)
                try:
                    db.enable_wal()
                    db.execute("PRAGMA foreign_keys = ON")
                    db.execute("PRAGMA secure_delete = ON")  # what is deleted is gone
                    if len(MIGRATIONS.applied(db)) > SCHEMA:
                        raise TeamUnusable("What this team asked is kept by a newer Footnote.")
                    MIGRATIONS.apply(db)
                    yield db
                finally:
                    db.close()
        except Timeout as error:
            raise TeamUnusable(
                "What this team asked is being written by another process."
            ) from error
        except (sqlite3.Error, OSError) as error:
            reason = error.strerror if isinstance(error, OSError) else error
            raise TeamUnusable(
                f"What this team asked cannot be read or written: {reason}."
            ) from error
