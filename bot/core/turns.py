"""Which messages show which answers, and which answers are the turns of a thread.

Of a thread the latest five answers are remembered, for 30 days at most, and as long as they are
kept. They are forgotten with the thread; with an answer goes all that is here of it.
"""

from __future__ import annotations

import contextlib
import sqlite3
from datetime import datetime, timedelta

from bot.core.conversation import REMEMBERED
from bot.core.kept import KeptAnswer
from bot.core.team import AnswerExpired, Team

#: How long a thread's questions are remembered at most.
LONGEST = timedelta(days=30)


class Turns:
    """The turns in one team's file."""

    def __init__(self, team: Team) -> None:
        self._team = team
        self._file = team.file

    def shown(
        self, answer_id: str, message: str, thread: str | None = None, parent: str = ""
    ) -> None:
        """Notes that a message shows an answer, and in which thread of which channel, its
        ``parent``, it is a turn, if in one.

        A message shows one answer, the latest. What is no answer to a question is passed over.
        Raises `TeamUnusable`.
        """
        now = self._file.clock()
        with self._file.writing() as connection:
            connection.execute(
                "INSERT INTO answer_messages (message, answer)"
                " SELECT ?, id FROM answers WHERE id = ? AND kind = 'answer'"
                " ON CONFLICT (message) DO UPDATE SET answer = excluded.answer",
                [message, answer_id],
            )
            if thread is not None:
                connection.execute(
                    "INSERT OR IGNORE INTO turns (answer, thread, parent, asked_at)"
                    " SELECT id, ?, ?, ? FROM answers WHERE id = ? AND kind = 'answer'",
                    [thread, parent, now.isoformat(), answer_id],
                )
                expire(connection, now)
                connection.execute(
                    "DELETE FROM turns WHERE thread = ? AND answer NOT IN (SELECT answer FROM turns"
                    " WHERE thread = ? ORDER BY asked_at DESC, rowid DESC LIMIT ?)",
                    [thread, thread, REMEMBERED],
                )

    def replaced(self, answer_id: str, by: str) -> None:
        """Puts an answer in the place of one, in its message and its thread."""
        with self._file.writing() as connection:
            for table in ("answer_messages", "turns"):
                connection.execute(
                    f"UPDATE OR IGNORE {table} SET answer = ? WHERE answer = ?",  # noqa: S608 - our own
                    [by, answer_id],
                )

    def answer_of(self, message: str) -> KeptAnswer | None:
        """The answer that a message shows; ``None`` where it shows none that is known.

        Raises `AnswerExpired`, which says when it did if that is known, and `TeamUnusable`.
        """
        rows = self._file.rows("SELECT answer FROM answer_messages WHERE message = ?", message)
        return self._team.kept(rows[0]["answer"]) if rows else None

    def earlier(self, thread: str) -> list[KeptAnswer]:
        """The latest answers of a thread, the latest last.

        The first one is that of the message which the thread was made from: it has the same id.
        """
        since = self._file.clock() - LONGEST
        rows = self._file.rows(
            "SELECT answer FROM turns WHERE thread = ? AND asked_at > ?"
            " ORDER BY asked_at DESC, rowid DESC LIMIT ?",
            thread,
            since.isoformat(),
            REMEMBERED,
        )
        ids = [row["answer"] for row in reversed(rows)]
        if len(ids) < REMEMBERED:
            begun = self._file.rows("SELECT answer FROM answer_messages WHERE message = ?", thread)
            ids = [row["answer"] for row in begun if row["answer"] not in ids] + ids
        found = []
        for answer_id in ids:
            with contextlib.suppress(AnswerExpired):
                found.append(self._team.kept(answer_id))
        return [each for each in found if each.asked_at > since]


def forget_place(connection: sqlite3.Connection, place: str) -> None:
    """Forgets the turns of a thread, or of all threads of a channel, in a transaction of the
    caller's."""
    connection.execute("DELETE FROM turns WHERE thread = ? OR parent = ?", [place, place])


def expire(connection: sqlite3.Connection, now: datetime) -> None:
    """Forgets the turns that are too old, in a transaction of the caller's."""
    connection.execute("DELETE FROM turns WHERE asked_at <= ?", [(now - LONGEST).isoformat()])
