"""The library's schema, as an append-only list of numbered migrations (sqlite-utils' own).

Never edit one that has been released: add the next, and raise `index.library.SCHEMA`.
"""

from __future__ import annotations

from uuid import UUID

from sqlite_utils import Database, Migrations

MIGRATION_SET = "library"


def library_migrations(uuid: UUID) -> Migrations:
    """The migrations of a library file; a new one gets the given identity."""
    migrations = Migrations(MIGRATION_SET)

    @migrations(name="0001_articles_and_passages")
    def articles_and_passages(db: Database) -> None:
        # Rows are never deleted and ids never reused: ``added`` and ``removed`` hold the counter
        # of the generation that did it, from which an engine's files catch up. A removed
        # article's text is emptied.
        db.execute(
            """
            CREATE TABLE articles (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                location TEXT NOT NULL,
                origin TEXT NOT NULL,
                sha256 TEXT NOT NULL,
                text TEXT NOT NULL,
                title TEXT, outlet TEXT, author TEXT, credit TEXT, published TEXT, url TEXT,
                cutting INTEGER NOT NULL,
                fingerprint TEXT,
                added INTEGER NOT NULL,
                added_at TEXT NOT NULL,
                removed INTEGER,
                removed_at TEXT
            )
            """
        )
        db.execute("CREATE UNIQUE INDEX live_articles ON articles(location) WHERE removed IS NULL")
        db.execute(
            """
            CREATE TABLE passages (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                passage_id TEXT NOT NULL,
                article_id INTEGER NOT NULL REFERENCES articles(id),
                paragraph INTEGER NOT NULL,
                start INTEGER NOT NULL,
                "end" INTEGER NOT NULL CHECK ("end" > start),
                added INTEGER NOT NULL,
                removed INTEGER
            )
            """
        )
        db.execute("CREATE INDEX passages_of_article ON passages(article_id, start)")
        db.execute("CREATE INDEX removed_passages ON passages(removed) WHERE removed IS NOT NULL")
        db.execute(
            """
            CREATE TABLE generation (
                one INTEGER PRIMARY KEY CHECK (one = 1),
                uuid TEXT NOT NULL,
                counter INTEGER NOT NULL,
                digest TEXT NOT NULL,
                changed_at TEXT
            )
            """
        )
        db.execute(
            """
            CREATE TABLE refusals (
                location TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, reason TEXT NOT NULL
            )
            """
        )
        db.table("generation").insert({"one": 1, "uuid": str(uuid), "counter": 0, "digest": ""})

    @migrations(name="0002_last_paragraph")
    def last_paragraph(db: Database) -> None:
        # Where a passage ends, if short paragraphs were joined in it.
        db.execute("ALTER TABLE passages ADD COLUMN last_paragraph INTEGER")

    @migrations(name="0003_history_and_tallies")
    def history_and_tallies(db: Database) -> None:
        # Each generation's digest, so that an index may only catch up from an ancestor: a backup
        # that was restored goes on under the same UUID and the same counters. What was before
        # this migration is not known.
        db.execute("CREATE TABLE history (counter INTEGER PRIMARY KEY, digest TEXT NOT NULL)")
        db.execute("INSERT INTO history SELECT counter, digest FROM generation")
        # Every article that comes is looked for among those there are.
        db.execute("CREATE INDEX articles_of_contents ON articles(sha256, origin)")
        # What a library holds, counted as it changes: to count a million passages costs more than
        # to search them.
        db.execute(
            """
            CREATE TABLE tallies (
                kind TEXT NOT NULL, value TEXT NOT NULL, number INTEGER NOT NULL,
                PRIMARY KEY (kind, value)
            ) WITHOUT ROWID
            """
        )
        for kind, column in (("outlet", "outlet"), ("published", "published")):
            db.execute(
                f"INSERT INTO tallies SELECT ?, {column}, count(*) FROM articles"  # noqa: S608 - our own words
                f" WHERE removed IS NULL AND {column} IS NOT NULL GROUP BY {column}",
                [kind],
            )
        for table in ("articles", "passages"):
            db.execute(
                f"INSERT INTO tallies SELECT 'all', ?, count(*) FROM {table}"  # noqa: S608 - our own words
                " WHERE removed IS NULL",
                [table],
            )

    return migrations
