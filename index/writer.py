"""Writing to a library: one writer at a time, everything inside a transaction that rolls back."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, fields, replace
from enum import Enum
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from filelock import FileLock, Timeout
from sqlite_utils import Database

from index.errors import LibraryBusy, LibraryUnusable
from index.migrations import library_migrations
from index.model import Article, Generation, Passage, Source
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
    with locked(library, wait):
        db = Database(library.path)
        try:
            db.enable_wal()
            db.execute("PRAGMA foreign_keys = ON")
            db.execute("PRAGMA secure_delete = ON")  # what is removed is gone from the file
            library_migrations(library.new_uuid()).apply(db)
            yield Writer(db, library)
        finally:
            db.close()


@contextmanager
def locked(library: Library, wait: float) -> Iterator[None]:
    """Keeps other writers out. Raises `LibraryBusy`, or `LibraryUnusable` on a read-only disk."""
    lock = FileLock(library.path.with_suffix(".lock"))
    try:
        library.path.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=wait)
    except Timeout:
        raise LibraryBusy(
            f"Library '{library.name}' is being written to by another process."
            " Try again when it is done.",
            key="library-busy",
            name=library.name,
        ) from None
    except OSError as error:
        folder = Path(*library.path.parent.parts[-2:])
        raise LibraryUnusable(
            f"Library '{library.name}' cannot be written in {folder}: {error.strerror}.",
            key="library-unwritable",
            name=library.name,
            folder=str(folder),
            reason=str(error.strerror),
        ) from error
    try:
        yield
    finally:
        lock.release()


class Writer:
    """The one who may write. Made by `Library.writer`, which holds the lock."""

    def __init__(self, db: Database, library: Library) -> None:
        """``db`` has foreign keys on and the newest schema."""
        self._db = db
        self._library = library

    @contextmanager
    def change(self) -> Iterator[Change]:
        """One transaction: all that is added and removed inside becomes one new generation.

        Nothing is committed if the body raises, and the generation stays if nothing changed.
        """
        with self._db.atomic():
            row = self._db.table("generation").get(1)
            before = Generation(row["uuid"], row["counter"], row["digest"])
            now = self._library.clock().isoformat(timespec="seconds")
            change = Change(self._db, before.counter + 1, now)
            yield change
            if change.log:
                after = _next(before, change)
                self._db.table("generation").update(1, after)
                self._db.table("history").insert(
                    {"counter": change.counter, "digest": after["digest"]}
                )


class Change:
    """Articles added to and removed from a library in one transaction."""

    def __init__(self, db: Database, counter: int, now: str) -> None:
        """``counter`` is the generation that this becomes."""
        self._db = db
        self._articles = db.table("articles")
        self.counter = counter
        self.now = now
        #: What was changed, free of clocks and of where files are: equal logs make equal
        #: generations. An article's id counts the additions before it.
        self.log: list[Any] = []

    def add(
        self,
        article: Article,
        location: str,
        fingerprint: str | None = None,
        *,
        exists: Callable[[str], bool] = os.path.exists,
        passages: Sequence[Passage] | None = None,
    ) -> Outcome:
        """Adds an article, or replaces the one read from the same place, with its passages.

        ``location`` is the path or URL it was read from and tells whether it is the same article;
        ``fingerprint`` is kept for whoever wants to know whether the file was touched since.
        ``exists`` tells whether there is still something at another location: if not, an article
        of the same name and contents was moved. ``passages`` stand in for those that cutting the
        article would give. All or nothing, also inside a larger change.
        """
        self._db.table("refusals").delete_where("location = ?", [location])
        row = _article_row(article)
        known = self._known(article, location, exists)
        if known and known["sha256"] == article.sha256 and known["location"] == location:
            # Met on another way, as through the folder above: it keeps the name it has.
            article = replace(article, origin=known["origin"])
            row = _article_row(article)
        if known and all(known[key] == value for key, value in row.items()):
            self._articles.update(known["id"], {"location": location, "fingerprint": fingerprint})
            return Outcome.UNCHANGED
        mark = len(self.log)
        try:
            with self._db.atomic():
                if known:
                    self._retire(known)
                row |= {"location": location, "fingerprint": fingerprint}
                self._insert(row, cut(article) if passages is None else passages)
        except BaseException:
            del self.log[mark:]
            raise
        return Outcome.REPLACED if known else Outcome.ADDED

    def refuse(self, location: str, fingerprint: str, reason: str) -> None:
        """Notes why a file is no article, so that it is not read again until it is touched.

        An article that was read from there before stays as it is.
        """
        self._db.table("refusals").upsert(
            {"location": location, "fingerprint": fingerprint, "reason": reason}, pk="location"
        )

    def remove(self, article: int) -> None:
        """Removes an article, by its row id, and its passages. Its text is emptied.

        Nothing happens to one that is removed already.
        """
        row = self._articles.get(article)
        if row["removed"] is None:
            self._retire(row)

    def remove_location(self, location: str) -> list[str]:
        """Removes what was read from a place; the origins of the articles that were."""
        self._db.table("refusals").delete_where("location = ?", [location])
        rows = list(self._articles.rows_where("location = ? AND removed IS NULL", [location]))
        for row in rows:
            self._retire(row)
        return [row["origin"] for row in rows]

    def _known(
        self, article: Article, location: str, exists: Callable[[str], bool]
    ) -> dict[str, Any] | None:
        """The live row of the same article: read from the same place, or moved from another."""
        for row in self._articles.rows_where("location = ? AND removed IS NULL", [location]):
            return row
        for row in self._articles.rows_where(
            "origin = ? AND sha256 = ? AND removed IS NULL", [article.origin, article.sha256]
        ):
            if not exists(row["location"]):
                return row
        return None

    def _insert(self, row: dict[str, Any], passages: Sequence[Passage]) -> None:
        inserted = self._articles.insert(row | {"added": self.counter, "added_at": self.now})
        self._db.table("passages").insert_all(
            {
                "passage_id": passage.id,
                "article_id": inserted.last_pk,
                "paragraph": passage.paragraph,
                "last_paragraph": passage.last_paragraph or passage.paragraph,
                "start": passage.start,
                "end": passage.end,
                "added": self.counter,
            }
            for passage in passages
        )
        self._tally(row, len(passages), 1)
        self.log.append(["+", {key: value for key, value in row.items() if key in _LOGGED}])

    def _retire(self, row: dict[str, Any]) -> None:
        gone = {"removed": self.counter, "removed_at": self.now, "text": ""}
        self._articles.update(row["id"], gone)
        retired = self._db.execute(
            "UPDATE passages SET removed = ? WHERE article_id = ?", [self.counter, row["id"]]
        )
        self._tally(row, -retired.rowcount, -1)
        # By its id, since another one may have the same name and contents.
        self.log.append(["-", row["id"], row["origin"], row["sha256"]])

    def _tally(self, row: dict[str, Any], passages: int, articles: int) -> None:
        """Counts an article, with its passages, in or out of what the library holds."""
        counted = [("all", "articles", articles), ("all", "passages", passages)]
        counted += [
            (kind, row[kind], articles) for kind in ("outlet", "published") if row[kind] is not None
        ]
        for each in counted:
            self._db.execute(
                "INSERT INTO tallies VALUES (?, ?, ?)"
                " ON CONFLICT DO UPDATE SET number = number + excluded.number",
                each,
            )
            if articles < 0 and each[0] != "all":
                self._db.execute(
                    "DELETE FROM tallies WHERE kind = ? AND value = ? AND number = 0", each[:2]
                )


_LOGGED = {"origin", "sha256", "cutting", *(each.name for each in fields(Source))}


def _next(before: Generation, change: Change) -> dict[str, Any]:
    record = json.dumps([before.digest, change.log], sort_keys=True, ensure_ascii=False)
    return {
        "counter": change.counter,
        "digest": sha256(record.encode()).hexdigest(),
        "changed_at": change.now,
    }


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
