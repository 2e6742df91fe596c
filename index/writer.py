"""Writing to a library: one writer at a time, everything inside a transaction that rolls back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from enum import Enum
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from filelock import FileLock, Timeout
from sqlite_utils import Database

from index.errors import LibraryBusy
from index.migrations import library_migrations
from index.model import Article, Generation
from index.passages import CUTTING_VERSION, cut

if TYPE_CHECKING:
    from index.library import Library


class Outcome(Enum):
    """What adding an article did."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    REPLACED = "replaced"


@contextmanager
def open_writer(library: Library, wait: float) -> Iterator[Writer]:
    """Locks, creates and migrates the library's file. Raises `LibraryBusy`."""
    library.path.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(library.path.with_suffix(".lock"))
    try:
        lock.acquire(timeout=wait)
    except Timeout:
        raise LibraryBusy(
            f"Library '{library.name}' is being written to by another process."
            " Try again when it is done."
        ) from None
    try:
        db = Database(library.path)
        try:
            db.enable_wal()
            db.execute("PRAGMA foreign_keys = ON")
            library_migrations(library.new_uuid()).apply(db)
            yield Writer(db, library)
        finally:
            db.close()
    finally:
        lock.release()


class Writer:
    """Adds and removes articles. Made by `Library.writer`, which holds the lock."""

    def __init__(self, db: Database, library: Library) -> None:
        """``db`` has foreign keys on and the newest schema."""
        self._db = db
        self._library = library
        self._changes: list[Any] | None = None
        self._counter = 0

    @contextmanager
    def change(self) -> Iterator[None]:
        """One transaction: all that is added and removed inside becomes one new generation.

        Nothing is committed if the body raises, and the generation stays if nothing changed.
        """
        with self._db.atomic():
            before = self.generation()
            self._changes = []
            self._counter = before.counter + 1
            try:
                yield
                if self._changes:
                    self._commit(before)
            finally:
                self._changes = None

    def add(self, article: Article, location: str, fingerprint: str | None = None) -> Outcome:
        """Adds an article, or replaces the one read from the same place, with its passages.

        ``location`` is the path or URL it was read from and tells whether it is the same article;
        ``fingerprint`` is kept for whoever wants to know whether the file was touched since.
        All or nothing, also inside a larger `change`.
        """
        assert self._changes is not None, "add() belongs inside change()"
        self._db["refusals"].delete_where("location = ?", [location])
        articles = self._db["articles"]
        known = list(
            articles.rows_where("location = ? AND removed IS NULL", [location])
        ) or list(
            # The same file at another place, as after moving the folder.
            articles.rows_where(
                "origin = ? AND sha256 = ? AND removed IS NULL", [article.origin, article.sha256]
            )
        )
        row = _article_row(article)
        if known and all(known[0][key] == value for key, value in row.items()):
            seen = {"location": location, "fingerprint": fingerprint}
            if any(known[0][key] != value for key, value in seen.items()):
                articles.update(known[0]["id"], seen)
            return Outcome.UNCHANGED
        mark = len(self._changes)
        try:
            with self._db.atomic():
                if known:
                    self._retire(known[0])
                self._insert(article, location, fingerprint, row)
        except BaseException:
            del self._changes[mark:]
            raise
        return Outcome.REPLACED if known else Outcome.ADDED

    def refuse(self, location: str, fingerprint: str, reason: str) -> None:
        """Notes why a file is no article, so that it is not read again until it is touched.

        An article that was read from there before stays as it is.
        """
        self._db["refusals"].upsert(
            {"location": location, "fingerprint": fingerprint, "reason": reason}, pk="location"
        )

    def remove(self, article: int) -> None:
        """Removes an article and its passages; its text is gone from the file's live pages."""
        assert self._changes is not None, "remove() belongs inside change()"
        self._retire(self._db["articles"].get(article))

    def remove_location(self, location: str) -> list[str]:
        """Removes what was read from a place; the origins of the articles that were."""
        assert self._changes is not None, "remove_location() belongs inside change()"
        self._db["refusals"].delete_where("location = ?", [location])
        rows = list(
            self._db["articles"].rows_where("location = ? AND removed IS NULL", [location])
        )
        for row in rows:
            self._retire(row)
        return [row["origin"] for row in rows]

    def generation(self) -> Generation:
        """The state that a reader would see, with what was changed so far not counted."""
        row = self._db["generation"].get(1)
        return Generation(row["uuid"], row["counter"], row["digest"])

    def _insert(
        self, article: Article, location: str, fingerprint: str | None, row: dict[str, Any]
    ) -> None:
        assert self._changes is not None
        inserted = self._db["articles"].insert(
            row
            | {
                "location": location,
                "fingerprint": fingerprint,
                "added": self._counter,
                "added_at": self._now(),
            }
        )
        passages = cut(article)
        self._db["passages"].insert_all(
            {
                "passage_id": passage.id,
                "article_id": inserted.last_pk,
                "paragraph": passage.paragraph,
                "start": passage.start,
                "end": passage.end,
                "added": self._counter,
            }
            for passage in passages
        )
        self._changes.append(["+", {key: row[key] for key in sorted(row) if key != "text"}])

    def _retire(self, row: dict[str, Any]) -> None:
        assert self._changes is not None
        gone = {"removed": self._counter, "removed_at": self._now(), "text": ""}
        self._db["articles"].update(row["id"], gone)
        self._db.execute(
            "UPDATE passages SET removed = ? WHERE article_id = ?", [self._counter, row["id"]]
        )
        self._changes.append(["-", row["origin"], row["sha256"]])

    def _commit(self, before: Generation) -> None:
        record = json.dumps([before.digest, self._changes], sort_keys=True, ensure_ascii=False)
        after = replace(
            before, counter=self._counter, digest=sha256(record.encode()).hexdigest()
        )
        self._db["generation"].update(
            1, {"counter": after.counter, "digest": after.digest, "changed_at": self._now()}
        )

    def _now(self) -> str:
        return self._library.clock().isoformat(timespec="seconds")


def _article_row(article: Article) -> dict[str, Any]:
    """What makes two readings of an article the same."""
    source = asdict(article.source)
    published = article.source.published
    source["published"] = published.isoformat() if published else None
    return {
        "origin": article.origin,
        "sha256": article.sha256,
        "text": article.text,
        "cutting": CUTTING_VERSION,
        **source,
    }
