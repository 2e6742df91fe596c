"""A library's past, as one of its readers sees it: what an index needs to catch up."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple


class Indexable(NamedTuple):
    """A passage as it is indexed: its row id, its article's, the article's title, and its text."""

    row: int
    article: int
    title: str | None
    text: str


class History:
    """What was added and removed since when. For one thread, as long as its reader."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """``connection`` is the reader's own, inside its read transaction."""
        self._connection = connection

    def digest_at(self, counter: int) -> str | None:
        """The digest of the generation of that counter in this library's own past.

        ``None`` where that is not known: it was before libraries kept it, or is yet to come.
        """
        row = self._connection.execute(
            "SELECT digest FROM history WHERE counter = ?", (counter,)
        ).fetchone()
        return None if row is None else str(row["digest"])

    def live(self) -> int:
        """How many passages are live."""
        row = self._connection.execute(
            "SELECT number FROM tallies WHERE kind = 'all' AND value = 'passages'"
        ).fetchone()
        return int(row["number"])

    def last_row(self) -> int:
        """The highest row id that a passage has or had; 0 where there was none."""
        (last,) = self._connection.execute("SELECT coalesce(max(id), 0) FROM passages").fetchone()
        return int(last)

    def added_by(self, row: int) -> int:
        """Which generation, by its counter, added the last passage up to a row id; 0 for none."""
        found = self._connection.execute(
            "SELECT added FROM passages WHERE id <= ? ORDER BY id DESC LIMIT 1", (row,)
        ).fetchone()
        return 0 if found is None else int(found["added"])

    def last_row_at(self, counter: int) -> int:
        """The highest row id of the passages that were added up to that generation."""
        first, last = 0, self.last_row()
        # Row ids and the generations that added them ascend together.
        while first < last:
            middle = (first + last + 1) // 2
            if self.added_by(middle) <= counter:
                first = middle
            else:
                last = middle - 1
        return first

    def had(self, sha256: str, counter: int) -> bool:
        """Whether an article of these contents was added up to that generation, even if it has
        been removed since."""
        row = self._connection.execute(
            "SELECT 1 FROM articles WHERE sha256 = ? AND added <= ? LIMIT 1", (sha256, counter)
        ).fetchone()
        return row is not None

    def removed_since(self, counter: int, last: int) -> list[int]:
        """Row ids up to ``last``, ascending, of passages removed after that generation."""
        return [
            row["id"]
            for row in self._connection.execute(
                # The plus keeps SQLite from walking all passages for the sake of the order.
                "SELECT id FROM passages WHERE removed > ? AND +id <= ? ORDER BY +id",
                (counter, last),
            )
        ]

    def stretch(self, after: int, last: int) -> Iterator[Indexable]:
        """The live passages with row ids above ``after`` and up to ``last``, ascending."""
        article, title, text = 0, None, ""
        for row in self._connection.execute(
            'SELECT id, article_id, start, "end" FROM passages'
            " WHERE id > ? AND id <= ? AND removed IS NULL ORDER BY id",
            (after, last),
        ):
            if row["article_id"] != article:
                article = row["article_id"]
                found = self._connection.execute(
                    "SELECT title, text FROM articles WHERE id = ?", (article,)
                ).fetchone()
                title, text = found["title"], found["text"]
            yield Indexable(row["id"], article, title, text[row["start"] : row["end"]])
