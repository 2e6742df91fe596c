"""Xapian, through its Python bindings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bench.engines import K1, B, Documents, Pairs


class _Opened:
    def __init__(self, folder: Path) -> None:
        import xapian

        self._query, self._folder = xapian.Query, folder
        self._database = xapian.Database(str(folder))
        self._enquire = xapian.Enquire(self._database)
        weight = xapian.BM25PlusWeight(K1, 0, 1, B, 0, 0)
        self._enquire.set_weighting_scheme(weight)

    def top(self, terms: list[str], k: int) -> Any:
        self._enquire.set_query(self._query(self._query.OP_OR, terms))
        return self._enquire.get_mset(0, k)

    def pairs(self, answer: Any) -> Pairs:
        # Its documents are counted from 1.
        return [(match.docid - 1, match.weight) for match in answer]

    def add(self, documents: Documents) -> None:
        import xapian

        database = xapian.WritableDatabase(str(self._folder), xapian.DB_OPEN)
        _add(database, documents)
        database.close()
        self._database.reopen()


class Xapian:
    name = "xapian"
    package = "xapian"
    settings = "glass database, compacted; BM25PlusWeight, k1 0.6, b 0.4, delta 0"
    largest = 1_000_000
    grows = True

    def build(self, folder: Path, documents: Documents) -> None:
        import xapian

        database = xapian.WritableDatabase(str(folder / "grown"), xapian.DB_CREATE)
        _add(database, documents)
        database.compact(str(folder / "compacted"))
        database.close()
        for file in (folder / "grown").iterdir():
            file.unlink()
        (folder / "grown").rmdir()

    def open(self, folder: Path) -> _Opened:
        return _Opened(folder / "compacted")


def _add(database: Any, documents: Documents) -> None:
    import xapian

    for terms in documents:
        document = xapian.Document()
        for term in terms:
            document.add_term(term)
        database.add_document(document)
    database.commit()


PEER = Xapian()
