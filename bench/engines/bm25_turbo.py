"""bm25-turbo, through its Python bindings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bench.engines import K1, B, Documents, Pairs


class _Opened:
    def __init__(self, engine: Any) -> None:
        self._engine = engine

    def top(self, terms: list[str], k: int) -> Any:
        return self._engine.search(" ".join(terms), k)

    def pairs(self, answer: Any) -> Pairs:
        return list(zip(*answer, strict=True))


class Bm25Turbo:
    name = "bm25-turbo"
    package = "bm25_turbo_python"
    settings = "method bm25+, k1 0.6, b 0.4; delta 0, with which it ranks as rank_bm25 does"
    largest = 1_000_000
    grows = False

    def build(self, folder: Path, documents: Documents) -> None:
        from bm25_turbo_python import BM25

        engine = BM25(method="bm25+", k1=K1, b=B, delta=0.0)
        engine.index([" ".join(terms) for terms in documents])
        engine.save(str(folder / "index.bm25"))

    def open(self, folder: Path) -> _Opened:
        from bm25_turbo_python import BM25

        return _Opened(BM25.load(str(folder / "index.bm25")))


PEER = Bm25Turbo()
