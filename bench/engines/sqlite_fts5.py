"""SQLite's FTS5, of the standard library."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.engines import Documents, Pairs

if TYPE_CHECKING:
    from sqlite3 import Connection

_TOP = "SELECT rowid, rank FROM passages WHERE passages MATCH ? ORDER BY rank LIMIT ?"


class _Opened:
    def __init__(self, path: Path) -> None:
        import sqlite3

        self._database = sqlite3.connect(path)
        self._database.execute("PRAGMA mmap_size = 4294967296")
        self._database.execute("PRAGMA cache_size = -65536")

    def top(self, terms: list[str], k: int) -> Any:
        any_of = " OR ".join(f'"{term}"' for term in terms)
        return self._database.execute(_TOP, (any_of, k)).fetchall()

    def pairs(self, answer: Any) -> Pairs:
        # Its rank is the negative score.
        return [(rowid, -rank) for rowid, rank in answer]

    def add(self, documents: Documents) -> None:
        last = self._database.execute("SELECT max(rowid) FROM passages_docsize").fetchone()[0]
        _insert(self._database, last + 1, documents)
        self._database.commit()


class SqliteFts5:
    name = "sqlite-fts5"
    package = "sqlite3"
    settings = (
        "contentless table, ascii tokenizer, optimized; ORDER BY rank LIMIT k; memory-mapped, "
        "64 MiB cache; k1 1.2 and b 0.75 are fixed"
    )
    largest = 1_000_000
    grows = True

    def build(self, folder: Path, documents: Documents) -> None:
        import sqlite3

        database = sqlite3.connect(folder / "index.db")
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("PRAGMA synchronous = OFF")
        database.execute(
            "CREATE VIRTUAL TABLE passages USING fts5(terms, content='', tokenize='ascii')"
        )
        # Larger pieces are merged less often.
        database.execute("INSERT INTO passages(passages, rank) VALUES ('hashsize', 268435456)")
        _insert(database, 0, documents)
        database.execute("INSERT INTO passages(passages) VALUES ('optimize')")
        database.commit()
        database.execute("VACUUM")
        database.close()

    def open(self, folder: Path) -> _Opened:
        return _Opened(folder / "index.db")


def _insert(database: Connection, first: int, documents: Documents) -> None:
    rows = ((rowid, " ".join(terms)) for rowid, terms in enumerate(documents, start=first))
    database.executemany("INSERT INTO passages(rowid, terms) VALUES (?, ?)", rows)


PEER = SqliteFts5()
