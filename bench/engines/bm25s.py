"""bm25s with its numba backend."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bench.engines import K1, B, Documents, Pairs


class _Opened:
    def __init__(self, retriever: Any) -> None:
        self._retriever = retriever
        self._passages = retriever.scores["num_docs"]

    def top(self, terms: list[str], k: int) -> Any:
        k = min(k, self._passages)
        return self._retriever.retrieve([terms], k=k, show_progress=False)

    def pairs(self, answer: Any) -> Pairs:
        ordinals, scores = answer
        return list(zip(ordinals[0].tolist(), scores[0].tolist(), strict=True))


class Bm25s:
    name = "bm25s"
    package = "bm25s"
    settings = "method bm25+, k1 0.6, b 0.4, delta 1; backend numba; opened with mmap"
    largest = 1_000_000
    grows = False

    def build(self, folder: Path, documents: Documents) -> None:
        from bm25s import BM25

        retriever = BM25(method="bm25+", k1=K1, b=B, delta=1.0, backend="numba")
        retriever.index(documents, show_progress=False)
        retriever.save(folder, show_progress=False)

    def open(self, folder: Path) -> _Opened:
        from bm25s import BM25

        return _Opened(BM25.load(folder, mmap=True))


PEER = Bm25s()
