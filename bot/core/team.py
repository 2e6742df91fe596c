"""The answers that a team's file keeps: what it asked and was told, for as long as that is kept.

Buttons, follow-ups and receipts read a question and its citations, with their text, from here: so
they work after a restart, and show what was shown, whatever became of the articles.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from bot.core.answer import Answer
from bot.core.checked import Check
from bot.core.comparison import Comparison
from bot.core.kept import (
    A_DAY,
    BRIEF,
    KINDS,
    Keepable,
    Kept,
    KeptAnswer,
    KeptCheck,
    KeptComparison,
    KeptSearch,
    KeptUnanswered,
)
from bot.core.notebook_search import NotebookSearch
from bot.core.retention import expire
from bot.core.settings import SettingsFile
from bot.core.team_file import TeamFile
from bot.core.texts import told
from bot.core.unanswered import Unanswered
from index.errors import FootnoteError

# An answer that the team does not want to be kept: as long as Discord takes what follows a private
# answer (developer documentation, "Followup Messages").
NOT_KEPT = timedelta(minutes=15)
# By how much SQLite's days may differ from what was meant, in days.
_A_MOMENT = 1e-6


class AnswerExpired(FootnoteError):
    """The answer is not kept any more."""


class Team:
    """The answers in one team's file."""

    def __init__(self, file: TeamFile, *, kept: timedelta) -> None:
        """``kept`` is how long an answer is where the team chose nothing else."""
        self.file = file
        self.kept_by_default = kept

    @property
    def kept_for(self) -> timedelta:
        """How long an answer is kept. Raises `TeamUnusable`."""
        days = SettingsFile(self.file).read().retention_days
        return self.kept_by_default if days is None else timedelta(days=days) or NOT_KEPT

    def keep(self, answer: Keepable, *, asker: str, place: str, private: bool) -> str:
        """Keeps an answer, or what is kept like one, and returns its id. Clears away what has
        expired. A question that failed and a search are kept for a day at most.

        ``asker`` and ``place`` are ids that Discord gave. Raises `TeamUnusable`, so that the
        caller can show the answer without buttons.
        """
        now, kept_for = self.file.clock(), self.kept_for
        with self.file.writing() as connection:
            expire(connection, now, kept_for)
            if KINDS.get(type(answer)) in BRIEF:
                kept_for = min(kept_for, A_DAY)
            return self.keep_in(
                connection, answer, kept_for, asker=asker, place=place, private=private
            )

    def keep_in(
        self,
        connection: sqlite3.Connection,
        answer: Keepable,
        kept_for: timedelta,
        *,
        asker: str,
        place: str,
        private: bool,
        watch: str = "",
    ) -> str:
        """The same in a transaction of the caller's, for as long as the caller says.

        What a ``watch`` found is an answer that nobody asked for, a digest: it has buttons like
        one, and is no question of anybody's, so that it does not expire sooner where the team keeps
        questions for a shorter time.
        """
        kind = "digest" if watch else "answer"
        now = self.file.clock()
        row = {
            "id": self.file.new_id(),
            "asker": asker,
            "place": place,
            "private": int(private),
            "asked_at": now.isoformat(),
            "expires_at": (now + kept_for).isoformat(),
            "question": answer.name if isinstance(answer, Check) else answer.question,
            "kind": kind if isinstance(answer, Answer) else KINDS[type(answer)],
            "receipt": answer.receipt if isinstance(answer, Answer) else "",
            "answer": json.dumps(answer.to_dict(), ensure_ascii=False),
            "watch": watch,
        }
        connection.execute(
            f"INSERT INTO answers ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})",  # noqa: S608 - our own names
            list(row.values()),
        )
        return str(row["id"])

    def kept(self, answer_id: str) -> KeptAnswer:
        """The answer of that id. Raises `AnswerExpired`, with when it did if that is known."""
        return self._read(self.row(answer_id, "answer", "digest"))

    def kept_comparison(self, comparison_id: str) -> KeptComparison:
        """The comparison of that id. Raises `AnswerExpired` as `kept` does."""
        row = self.row(comparison_id, "comparison")
        comparison = Comparison.from_dict(json.loads(row["answer"]))
        return KeptComparison(**_shared(row), comparison=comparison, shared=bool(row["shared"]))

    def kept_check(self, check_id: str) -> KeptCheck:
        """The check of that id. Raises `AnswerExpired` as `kept` does."""
        row = self.row(check_id, "check")
        check = Check.from_dict(json.loads(row["answer"]))
        return KeptCheck(**_shared(row), check=check, shared=bool(row["shared"]))

    def kept_unanswered(self, question_id: str) -> KeptUnanswered:
        """The question of that id that failed. Raises `AnswerExpired` as `kept` does."""
        row = self.row(question_id, "unanswered")
        found = Unanswered.from_dict(json.loads(row["answer"]))
        return KeptUnanswered(**_shared(row), unanswered=found)

    def kept_search(self, search_id: str) -> KeptSearch:
        """The search of that id. Raises `AnswerExpired` as `kept` does."""
        row = self.row(search_id, "search")
        return KeptSearch(**_shared(row), search=NotebookSearch(row["question"]))

    def with_receipt(self, receipt: str) -> list[KeptAnswer]:
        """The answers of that receipt that are kept, the latest first.

        One that a notebook has a passage of, or that was exported, is kept beyond its time,
        without its asker, unless it was private.
        """
        rows = self._of_receipt(receipt)
        saved = self.file.rows("SELECT 1 FROM saved_receipts WHERE receipt = ?", receipt)
        return [
            self._read(row)
            for row in rows
            if row["answer"]
            and (not self._has_expired(row) or (not row["private"] and (saved or row["exported"])))
        ]

    def kept_for_receipt(self, answer_id: str) -> KeptAnswer:
        """The answer of that id, as long as its receipt shows it. Raises `AnswerExpired`."""
        for row in self._rows("id = ? AND kind = 'answer'", answer_id):
            for each in self.with_receipt(row["receipt"]):
                if each.id == answer_id:
                    return each
        return self.kept(answer_id)

    def since(self, moment: datetime) -> Iterator[KeptAnswer]:
        """The answers given from a moment on that are kept, the earliest first.

        Those whose asker was forgotten are left out: they are kept for their receipts alone. Of a
        private one that was shared there is the copy alone, as long as that is there: it was asked
        once. The answers are read one by one: there may be many. Raises `TeamUnusable`.
        """
        ids = self.file.rows(
            "SELECT id FROM answers AS a WHERE kind = 'answer' AND asker <> '' AND asked_at >= ?"
            " AND copy_of = ''"
            " AND NOT (private = 1 AND shared = 1 AND EXISTS (SELECT 1 FROM answers AS copy"
            " WHERE copy.private = 0 AND copy.shared = 1 AND copy.copy_of = ''"
            " AND copy.kind = a.kind"
            " AND copy.receipt = a.receipt AND copy.asker = a.asker AND copy.place = a.place"
            " AND copy.asked_at = a.asked_at)) ORDER BY asked_at, id",
            moment.isoformat(),
        )
        for each in ids:
            for row in self._rows("id = ?", each["id"]):
                if not self._has_expired(row) and row["answer"]:
                    yield self._read(row)

    def expired_with_receipt(self, receipt: str) -> list[tuple[Kept, AnswerExpired]]:
        """What is left of those of that receipt that have expired, and the error that says when.

        Their asker may be forgotten already.
        """
        return [
            (Kept(**_shared(row)), expired(row))
            for row in self._of_receipt(receipt)
            if self._has_expired(row)
        ]

    def _of_receipt(self, receipt: str) -> list[sqlite3.Row]:
        return self._rows(
            "receipt = ? AND kind = 'answer' AND copy_of = '' ORDER BY asked_at DESC, id", receipt
        )

    def row(self, kept_id: str, *kinds: str) -> sqlite3.Row:
        """What is kept under an id, as one of some kinds. Raises `AnswerExpired` as `kept` does."""
        rows = [row for row in self._rows("id = ?", kept_id) if row["kind"] in kinds]
        if not rows:
            raise told(AnswerExpired, f"team-gone-{kinds[0]}")
        if self._has_expired(rows[0]):
            raise expired(rows[0])
        return rows[0]

    def _has_expired(self, row: sqlite3.Row) -> bool:
        return datetime.fromisoformat(row["expires_at"]) <= self.file.clock()

    def _read(self, row: sqlite3.Row) -> KeptAnswer:
        answer = Answer.from_dict(json.loads(row["answer"]))
        return KeptAnswer(**_shared(row), answer=answer, shared=bool(row["shared"]))

    def drop(self, answer_id: str) -> None:
        """Deletes an answer, with a copy that was not posted; one that is not there is as good as
        deleted."""
        with self.file.writing() as connection:
            connection.execute("DELETE FROM answers WHERE id = ?", [answer_id])
            connection.execute(
                "DELETE FROM answers WHERE copy_of <> '' AND copy_of = ?", [answer_id]
            )

    def expire(self) -> None:
        """Clears away what has expired, where nobody asks any more. Raises `TeamUnusable`.

        What the team keeps for a shorter time now than when it was asked expires with it.
        """
        if not self.file.exists:
            return
        now, kept_for = self.file.clock(), self.kept_for
        with self.file.writing() as connection:
            for row in connection.execute(
                "SELECT id, asked_at FROM answers WHERE expires_at > ? AND kind <> 'digest'"
                " AND julianday(expires_at) - julianday(asked_at) > ?",
                [now.isoformat(), kept_for / A_DAY + _A_MOMENT],
            ).fetchall():
                until = datetime.fromisoformat(row["asked_at"]) + kept_for
                connection.execute(
                    "UPDATE answers SET expires_at = ? WHERE id = ?", [until.isoformat(), row["id"]]
                )
            expire(connection, now, kept_for)

    def _rows(self, where: str, *values: str) -> list[sqlite3.Row]:
        return self.file.rows(f"SELECT * FROM answers WHERE {where}", *values)  # noqa: S608 - our own words


def expired(row: sqlite3.Row) -> AnswerExpired:
    """What is said of a row of answers whose time is over: when that was, and how long it had."""
    kind, until = row["kind"], datetime.fromisoformat(row["expires_at"])
    days = (until - datetime.fromisoformat(row["asked_at"])).days
    if days == 0 or kind in BRIEF:
        return told(AnswerExpired, f"team-gone-{'answer' if kind == 'digest' else kind}")
    return told(AnswerExpired, f"team-expired-{kind}", when=until.date(), days=days)


def _shared(row: sqlite3.Row) -> dict[str, Any]:
    """What all that is kept has."""
    return {
        "id": row["id"],
        "asker": row["asker"],
        "place": row["place"],
        "private": bool(row["private"]),
        "asked_at": datetime.fromisoformat(row["asked_at"]),
    }
