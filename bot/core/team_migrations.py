"""The schema of a team's file, as an append-only list of numbered migrations.

Never edit one that has been released: add the next.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

MIGRATIONS = Migrations("team")
#: How many there are.
SCHEMA = 1


@MIGRATIONS(name="0001_answers")
def answers(db: Database) -> None:
    """``answer`` is the JSON of `bot.core.answer.Answer`, emptied once it has expired."""
    db.table("answers").create(
        {
            "id": str,
            "asker": str,
            "place": str,
            "private": int,
            "asked_at": str,
            "expires_at": str,
            "question": str,
            "answer": str,
        },
        pk="id",
        not_null={"asker", "place", "private", "asked_at", "expires_at", "question", "answer"},
    )
    db.table("answers").create_index(["expires_at"])
