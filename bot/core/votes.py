"""Which answers helped: one vote a person and answer, which may be changed and taken back."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from bot.core.team import AnswerExpired, expired
from bot.core.team_file import TeamFile
from bot.core.texts import told


@dataclass(frozen=True, slots=True)
class Tally:
    """How many people found an answer helpful, and how many did not."""

    helpful: int = 0
    unhelpful: int = 0


class Votes:
    """The votes in a team's file. They go with the answer that they are about."""

    def __init__(self, file: TeamFile) -> None:
        self._file = file

    def cast(self, answer_id: str, person: str, *, helpful: bool) -> None:
        """Counts a person's vote, in the place of one that they gave before.

        Raises `AnswerExpired` if the answer's time is over, whether it has been cleared away or
        not, and `TeamUnusable`.
        """
        now = self._file.clock().isoformat()
        with self._file.writing() as connection:
            counted = connection.execute(
                "INSERT INTO votes (answer, person, helpful)"
                " SELECT id, ?, ? FROM answers WHERE id = ? AND answer <> '' AND expires_at > ?"
                " ON CONFLICT (answer, person) DO UPDATE SET helpful = excluded.helpful",
                [person, int(helpful), answer_id, now],
            ).rowcount
            if not counted:
                over = connection.execute("SELECT * FROM answers WHERE id = ?", [answer_id])
                row = over.fetchone()
                raise expired(row) if row else told(AnswerExpired, "team-gone-answer")

    def take_back(self, answer_id: str, person: str) -> bool:
        """Forgets a person's vote; whether there was one. Raises `TeamUnusable`."""
        with self._file.writing() as connection:
            gone = connection.execute(
                "DELETE FROM votes WHERE answer = ? AND person = ?", [answer_id, person]
            ).rowcount
        return gone > 0

    def tallies(self) -> dict[str, Tally]:
        """The votes on each answer that has any, by the answer's id. Raises `TeamUnusable`."""
        rows = self._file.rows(
            "SELECT answer, sum(helpful) AS helpful, count(*) AS votes FROM votes"
            " GROUP BY answer ORDER BY answer"
        )
        return {row["answer"]: Tally(row["helpful"], row["votes"] - row["helpful"]) for row in rows}


def forget(connection: sqlite3.Connection, person: str) -> int:
    """Deletes a person's votes, in a transaction of the caller's; how many there were."""
    return connection.execute("DELETE FROM votes WHERE person = ?", [person]).rowcount
