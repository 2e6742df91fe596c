"""The package rank_bm25: the reference that defines the scores."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

from bench.engines import K1, B, Documents, Pairs


class _Opened:
    def __init__(self, bm25: Any) -> None:
        self.bm25 = bm25

    def top(self, terms: list[str], k: int) -> Any:
        import numpy as np

        scores = self.bm25.get_scores(terms)
        # A selection is quicker than the sort of all scores in the package's own get_top_n.
        best = np.argpartition(scores, -k)[-k:] if k < len(scores) else np.arange(len(scores))
        best = best[np.argsort(-scores[best], kind="stable")]
        return best, scores[best]

    def pairs(self, answer: Any) -> Pairs:
        ordinals, scores = answer
        return list(zip(ordinals.tolist(), scores.tolist(), strict=True))


class RankBm25:
    name = "rank_bm25"
    package = "rank_bm25"
    settings = "BM25Plus, k1 0.6, b 0.4, delta 1; top k by numpy.argpartition; kept as a pickle"
    largest = 100_000
    grows = False

    def build(self, folder: Path, documents: Documents) -> None:
        import pickle

        index = import_module(self.package).BM25Plus(documents, k1=K1, b=B)
        with (folder / "index.pickle").open("wb") as file:
            pickle.dump(index, file, protocol=pickle.HIGHEST_PROTOCOL)

    def open(self, folder: Path) -> _Opened:
        import pickle

        with (folder / "index.pickle").open("rb") as file:
            return _Opened(pickle.load(file))  # noqa: S301 - the benchmark wrote it


PEER = RankBm25()
