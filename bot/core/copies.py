"""Copies of what is private, for everybody: made once, shown once they are known to be posted."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.team import Team
from bot.core.texts import told
from index.errors import FootnoteError


class AlreadyShared(FootnoteError):
    """A private answer is shared once."""


@dataclass(frozen=True, slots=True)
class Copy:
    """The copy of something private that is for everybody. ``again`` says that it was there, and
    that nobody knows whether it was posted."""

    id: str
    again: bool


class Copies:
    """The copies in one team's file."""

    def __init__(self, team: Team) -> None:
        self._team = team
        self._file = team.file

    def make(self, answer_id: str) -> Copy:
        """Makes a copy of a private answer, comparison or check that is for everybody. Until
        `posted` says that it can be seen, nothing else shows it.

        One that was not posted, since the bot ended before, is given again. Raises `AlreadyShared`
        where it was, `AnswerExpired`, and `TeamUnusable`.
        """
        kept = self._team.row(answer_id, "answer", "comparison", "check")
        with self._file.writing() as connection:
            first = connection.execute(
                "UPDATE answers SET shared = 1 WHERE id = ? AND shared = 0", [kept["id"]]
            ).rowcount
            if not first:
                before = connection.execute(
                    "SELECT id FROM answers WHERE copy_of <> '' AND copy_of = ?", [kept["id"]]
                ).fetchone()
                if before is None:
                    raise told(AlreadyShared, "answer-shared-already")
                return Copy(before["id"], again=True)
            copy = self._file.new_id()
            connection.execute(
                "INSERT INTO answers (id, asker, place, private, asked_at, expires_at, question,"
                " answer, kind, receipt, shared, copy_of)"
                " SELECT ?, asker, place, 0, asked_at, expires_at, question, answer, kind, receipt,"
                " 1, id FROM answers WHERE id = ?",
                [copy, kept["id"]],
            )
        return Copy(copy, again=False)

    def posted(self, copy: str) -> None:
        """Notes that everybody can see a copy. Raises `TeamUnusable`."""
        with self._file.writing() as connection:
            connection.execute("UPDATE answers SET copy_of = '' WHERE id = ?", [copy])

    def take_back(self, answer_id: str, copy: str) -> None:
        """Takes back what `make` did, where the copy could not be shown."""
        with self._file.writing() as connection:
            connection.execute("DELETE FROM answers WHERE id = ?", [copy])
            connection.execute("UPDATE answers SET shared = 0 WHERE id = ?", [answer_id])
