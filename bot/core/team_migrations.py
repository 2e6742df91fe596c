"""The schema of a team's file, as an append-only list of numbered migrations.

Never edit one that has been released: add the next.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

MIGRATIONS = Migrations("team")
# Whoever adds one raises `bot.core.team_file.SCHEMA`.


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


@MIGRATIONS(name="0002_kinds")
def kinds(db: Database) -> None:
    """``kind`` says of what ``answer`` is the JSON: an "answer", or a "comparison"."""
    db.table("answers").add_column("kind", str, not_null_default="answer")


@MIGRATIONS(name="0003_receipts")
def receipts(db: Database) -> None:
    """``receipt`` is an answer's short id, which several answers may share."""
    db.table("answers").add_column("receipt", str, not_null_default="")
    db.table("answers").create_index(["receipt"])


@MIGRATIONS(name="0004_settings")
def settings(db: Database) -> None:
    """One row: ``settings`` is the JSON of `bot.core.settings.Settings`."""
    db.table("settings").create({"id": int, "settings": str}, pk="id", not_null={"settings"})


@MIGRATIONS(name="0008_votes")
def votes(db: Database) -> None:
    """One vote a person and answer. They go when the answer does, or when it expires."""
    db.table("votes").create(
        {"answer": str, "person": str, "helpful": int},
        pk=("answer", "person"),
        not_null={"helpful"},
    )
    db.table("votes").create_index(["person"])
    db.execute(
        "CREATE TRIGGER votes_of_deleted AFTER DELETE ON answers"
        " BEGIN DELETE FROM votes WHERE answer = OLD.id; END"
    )
    db.execute(
        "CREATE TRIGGER votes_of_expired AFTER UPDATE OF answer ON answers WHEN NEW.answer = ''"
        " BEGIN DELETE FROM votes WHERE answer = OLD.id; END"
    )


@MIGRATIONS(name="0006_notebook")
def notebook(db: Database) -> None:
    """Saved passages: ``quote`` is the JSON of `bot.core.answer.Quote`. One entry a passage."""
    columns = (
        *("id", "place", "thread", "thread_name", "passage", "sha256", "quote"),
        *("question", "receipt", "saver", "saved_at", "note", "removed_at"),
    )
    db.table("notebook").create(
        dict.fromkeys(columns, str), pk="id", not_null={*columns} - {"id", "removed_at"}
    )
    db.execute(
        "CREATE UNIQUE INDEX notebook_passages ON notebook (place, passage, sha256)"
        " WHERE removed_at IS NULL"
    )
    db.table("notebook").create_index(["place", "saved_at"])
    db.table("notebook").create_index(["receipt"])
    db.table("notebook_tags").create({"entry": str, "tag": str}, pk=("entry", "tag"))
    db.execute(
        "CREATE TRIGGER tags_of_deleted AFTER DELETE ON notebook"
        " BEGIN DELETE FROM notebook_tags WHERE entry = OLD.id; END"
    )


@MIGRATIONS(name="0009_saved_receipts")
def saved_receipts(db: Database) -> None:
    """The receipts of which a notebook has a passage: their answers outlive the retention."""
    db.create_view(
        "saved_receipts",
        "SELECT DISTINCT receipt FROM notebook WHERE removed_at IS NULL AND receipt <> ''",
    )


@MIGRATIONS(name="0010_shared")
def shared(db: Database) -> None:
    """``shared`` says of a private answer that it was shared, and of another that it is a copy of
    such a one: its asker is who shared it."""
    db.table("answers").add_column("shared", int, not_null_default=0)


@MIGRATIONS(name="0011_forum_posts")
def forum_posts(db: Database) -> None:
    """The posts in forums that were answered, so that none is answered twice."""
    db.table("forum_posts").create({"post": str, "answered_at": str}, pk="post")
