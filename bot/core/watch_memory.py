"""What a watch has seen and found: kept together, so that nothing is told twice, and nothing lost.

A look and what came of it are one transaction. Until a passage is told, its text is kept with the
watch, however long it waits; afterwards, that it was told.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import replace

from bot.core.news import Looked, News, news_json
from bot.core.team_file import TeamFile
from index.model import Generation

# Fingerprints that are kept of one watch, the latest.
_WORDS = 500
_SEEN = "SELECT * FROM watch_seen WHERE watch = ? ORDER BY library"


class WatchMemory:
    """What the watches in a team's file have seen and found."""

    def __init__(self, file: TeamFile) -> None:
        self._file = file

    def seen(self, watch_id: str) -> dict[str, Generation]:
        """Which state of each library a watch has looked at last."""
        return _generations(self._file.rows(_SEEN, watch_id))

    def words(self, watch_id: str) -> list[bytes]:
        """The fingerprints of what is no news to a watch."""
        rows = self._file.rows("SELECT words FROM watch_words WHERE watch = ?", watch_id)
        return [row["words"] for row in rows]

    def note(self, watch_id: str, seen: Mapping[str, Generation], looked: Looked) -> bool:
        """Keeps what a look from those ``seen`` states on found: all of it, or nothing.

        Nothing, and false, if the watch is gone, or somebody has looked from there meanwhile: what
        they found is kept already. Raises `TeamUnusable`.
        """
        with self._file.writing() as connection:
            there = connection.execute("SELECT 1 FROM watches WHERE id = ?", [watch_id]).fetchone()
            now_seen = _generations(connection.execute(_SEEN, [watch_id]))
            if there is None or now_seen != seen:
                return False
            remember(connection, watch_id, looked)
            now = self._file.clock().isoformat()
            for each in looked.news:
                _found(connection, watch_id, each, now)
        return True


def remember(connection: sqlite3.Connection, watch_id: str, looked: Looked) -> None:
    """Keeps what a watch has seen, and the words that it knows, in a transaction of the caller's.

    A library that was not looked at stays as it was seen before.
    """
    for library, each in looked.generations.items():
        connection.execute(
            "INSERT OR REPLACE INTO watch_seen VALUES (?, ?, ?, ?, ?)",
            [watch_id, library, each.uuid, each.counter, each.digest],
        )
    connection.executemany(
        "INSERT OR IGNORE INTO watch_words (watch, words) VALUES (?, ?)",
        [(watch_id, words) for words in looked.words],
    )
    connection.execute(
        "DELETE FROM watch_words WHERE watch = ? AND id NOT IN"
        " (SELECT id FROM watch_words WHERE watch = ? ORDER BY id DESC LIMIT ?)",
        [watch_id, watch_id, _WORDS],
    )


def _generations(rows: Iterable[sqlite3.Row]) -> dict[str, Generation]:
    return {row["library"]: Generation(row["uuid"], row["counter"], row["digest"]) for row in rows}


def _found(connection: sqlite3.Connection, watch_id: str, news: News, now: str) -> None:
    """Keeps a passage, and those that say the same, as far as they were not found before."""
    known = "SELECT 1 FROM watch_found WHERE watch = ? AND library = ? AND passage = ?"
    added = tuple(
        key
        for key in dict.fromkeys(news.passages)
        if not connection.execute(known, [watch_id, *key]).fetchone()
    )
    text = news_json(replace(news, passages=added))
    for library, passage in added:
        connection.execute(
            "INSERT INTO watch_found VALUES (?, ?, ?, ?, ?, '')",
            [watch_id, library, passage, now, text],
        )
        text = ""
