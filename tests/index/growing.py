"""A second engine that grows, in plain Python over rank-bm25: it keeps the protocol honest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from index import engines
from index.bitmap import Bitmap
from index.engine import Engine, GrowingEngine, Snapshot
from index.engines.rank_bm25 import RankBm25Snapshot, read_documents
from index.model import Hit, Statistics

_REFERENCE = engines.get("rank-bm25")


class Growing:
    """Each part is what rank-bm25 writes; all of their passages are one `BM25Plus`."""

    name = "growing"

    def __init__(self) -> None:
        self.built = self.opened = self.merged = 0

    def build(self, path: Path, documents: Iterable[Sequence[str]]) -> None:
        self.built += 1
        _REFERENCE.build(path, documents)

    def open(self, path: Path) -> Snapshot:
        return self.open_parts([path], [None])

    def open_parts(self, paths: Sequence[Path], removed: Sequence[Bitmap | None]) -> Snapshot:
        self.opened += 1
        return GrowingSnapshot([read_documents(path) for path in paths], removed)

    def merge(self, paths: Sequence[Path], removed: Sequence[Bitmap | None], into: Path) -> None:
        self.merged += 1
        parts = [read_documents(path) for path in paths]
        _REFERENCE.build(into, (document for _, document in _live(parts, removed)))


class GrowingSnapshot:
    """The live passages ranked by the package; only their ordinals are another's."""

    def __init__(
        self, parts: Sequence[Sequence[list[str]]], removed: Sequence[Bitmap | None]
    ) -> None:
        live = list(_live(parts, removed))
        self._ordinals = [ordinal for ordinal, _ in live]
        self._places = {ordinal: place for place, ordinal in enumerate(self._ordinals)}
        self._snapshot = RankBm25Snapshot([document for _, document in live])

    @property
    def statistics(self) -> Statistics:
        return self._snapshot.statistics

    def rank(
        self,
        terms: Sequence[str],
        k: int,
        *,
        statistics: Statistics | None = None,
        within: Bitmap | None = None,
    ) -> list[Hit]:
        if within is not None:
            within = Bitmap(self._places[each] for each in within if each in self._places)
        hits = self._snapshot.rank(terms, k, statistics=statistics, within=within)
        return [Hit(self._ordinals[hit.ordinal], hit.score) for hit in hits]

    def holding(self, term: str) -> Bitmap:
        return Bitmap(self._ordinals[place] for place in self._snapshot.holding(term))

    def check(self, *, everything: bool) -> None:
        """All was read at opening."""


def _live(
    parts: Sequence[Sequence[list[str]]], removed: Sequence[Bitmap | None]
) -> Iterable[tuple[int, list[str]]]:
    ordinal = 0
    for part, gone in zip(parts, removed, strict=True):
        for place, document in enumerate(part):
            if gone is None or place not in gone:
                yield ordinal, document
            ordinal += 1


#: Every engine that can grow: this one, and those that are registered.
GROWING: list[Engine] = [
    Growing(),
    *(each for each in map(engines.get, engines.names()) if isinstance(each, GrowingEngine)),
]
