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


@MIGRATIONS(name="0007_watches")
def watches(db: Database) -> None:
    """A watch, who wants its digests, what it has seen and found, and the digests themselves.

    ``options`` is the JSON of `bot.core.answer.Options`; ``asks`` tells questions apart in one
    place. ``found`` are new passages, each once a watch: its ``news`` is JSON until it is part of a
    ``digest``. A digest's ``parts`` are JSON; it is on its way until it was ``sent_at``.
    """
    db.table("watches").create(
        {
            "id": str, "place": str, "parent": str, "owner": str, "question": str, "options": str,
            "asks": str, "every": str, "partial": int, "language": str, "made_at": str,
            "told_at": str, "muted_until": str, "paused": str, "owner_told": int,
        },
        pk="id",
        not_null={
            "place", "parent", "owner", "question", "options", "asks", "every", "partial",
            "language", "made_at", "told_at", "muted_until", "paused", "owner_told",
        },
    )  # fmt: skip
    db.table("watches").create_index(["place", "asks"], unique=True)
    db.table("watch_subscribers").create(
        {"watch": str, "person": str, "ping": int}, pk=("watch", "person"), not_null={"ping"}
    )
    db.table("watch_subscribers").create_index(["person"])
    db.table("watch_seen").create(
        {"watch": str, "library": str, "uuid": str, "counter": int, "digest": str},
        pk=("watch", "library"),
        not_null={"uuid", "counter", "digest"},
    )
    db.table("watch_words").create(
        {"id": int, "watch": str, "words": bytes}, pk="id", not_null={"watch", "words"}
    )
    db.table("watch_words").create_index(["watch", "words"], unique=True)
    db.table("watch_found").create(
        {
            "watch": str, "library": str, "passage": str, "found_at": str, "news": str,
            "digest": str,
        },
        pk=("watch", "library", "passage"),
        not_null={"found_at", "news", "digest"},
    )  # fmt: skip
    db.table("watch_digests").create(
        {
            "id": str, "place": str, "parent": str, "made_at": str, "parts": str, "message": str,
            "sent_at": str, "tries": int, "next_try_at": str,
        },
        pk="id",
        not_null={
            "place", "parent", "made_at", "parts", "message", "sent_at", "tries", "next_try_at",
        },
    )  # fmt: skip
    db.table("watch_digests").create_index(["place", "made_at"])
    for table in ("watch_subscribers", "watch_seen", "watch_words", "watch_found"):
        db.execute(
            f"CREATE TRIGGER {table}_of_deleted AFTER DELETE ON watches"  # noqa: S608 - our own
            f" BEGIN DELETE FROM {table} WHERE watch = OLD.id; END"
        )


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


@MIGRATIONS(name="0005_conversations")
def conversations(db: Database) -> None:
    """Which answer a message shows, and the answers that a thread goes on from.

    They go with the answer. Of one whose asker is forgotten the message is known still, to be able
    to say when it expired.
    """
    db.table("answer_messages").create(
        {"message": str, "answer": str}, pk="message", not_null={"answer"}
    )
    db.table("answer_messages").create_index(["answer"])
    db.table("turns").create(
        {"answer": str, "thread": str, "asked_at": str},
        pk="answer",
        not_null={"thread", "asked_at"},
    )
    db.table("turns").create_index(["thread", "asked_at"])
    for table in ("answer_messages", "turns"):
        db.execute(
            f"CREATE TRIGGER {table}_of_deleted AFTER DELETE ON answers"  # noqa: S608 - our own
            f" BEGIN DELETE FROM {table} WHERE answer = OLD.id; END"
        )
    db.execute(
        "CREATE TRIGGER turns_of_forgotten AFTER UPDATE OF asker ON answers WHEN NEW.asker = ''"
        " BEGIN DELETE FROM turns WHERE answer = OLD.id; END"
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


@MIGRATIONS(name="0012_exported")
def exported(db: Database) -> None:
    """``exported`` says of an answer that its receipt stands in a file that somebody was given."""
    db.table("answers").add_column("exported", int, not_null_default=0)


@MIGRATIONS(name="0013_parents")
def parents(db: Database) -> None:
    """``parent`` is the channel that a thread is in: with it goes what is kept of its threads.

    A notebook's is empty where it is a channel's own, and NULL where that is not known.
    """
    db.table("turns").add_column("parent", str, not_null_default="")
    db.table("turns").create_index(["parent"])
    db.table("notebook").add_column("parent", str)
    db.table("notebook").create_index(["parent"])


@MIGRATIONS(name="0014_digest_owners")
def digest_owners(db: Database) -> None:
    """``watch`` says of what a digest showed which watch found it. Once that is gone, ``owner`` is
    whose it was, until what it showed is gone, too."""
    for column in ("watch", "owner"):
        db.table("answers").add_column(column, str, not_null_default="")
    # Of those that were made before: a digest was known by its question.
    db.execute(
        "UPDATE answers SET watch = coalesce((SELECT id FROM watches AS w"
        " WHERE w.place = answers.place AND w.question = answers.question"
        " ORDER BY w.made_at LIMIT 1), '') WHERE kind = 'digest'"
    )
    db.execute("CREATE INDEX answers_of_watches ON answers (watch) WHERE watch <> ''")
    db.execute(
        "CREATE TRIGGER owner_of_deleted AFTER DELETE ON watches BEGIN"
        " UPDATE answers SET owner = OLD.owner"
        " WHERE watch <> '' AND watch = OLD.id AND answer <> ''; END"
    )


@MIGRATIONS(name="0015_copies")
def copies(db: Database) -> None:
    """``copy_of`` is the private answer that one is a copy of, for everybody, until it is known
    that it was posted."""
    db.table("answers").add_column("copy_of", str, not_null_default="")
    db.execute("CREATE INDEX answers_copies ON answers (copy_of) WHERE copy_of <> ''")


@MIGRATIONS(name="0016_former_notes")
def former_notes(db: Database) -> None:
    """Notes of entries that others took the place of, so that they can be put back."""
    db.table("notebook_notes").create(
        {"id": str, "entry": str, "note": str, "replaced_at": str},
        pk="id",
        not_null={"entry", "note", "replaced_at"},
    )
    db.table("notebook_notes").create_index(["entry"])
    db.execute(
        "CREATE TRIGGER notes_of_deleted AFTER DELETE ON notebook"
        " BEGIN DELETE FROM notebook_notes WHERE entry = OLD.id; END"
    )
