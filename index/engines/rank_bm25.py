"""The reference engine: the package rank-bm25 itself, which defines the scores.

All of it is in memory and a question costs time in proportion to the passages: for libraries of
up to some tens of thousands of passages.
"""

from __future__ import annotations

import copy
import gc
import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from math import log
from pathlib import Path
from types import MappingProxyType
from typing import TypeGuard

import numpy as np
from rank_bm25 import BM25Plus

from index.bitmap import Bitmap
from index.engines import K1, B
from index.errors import StaleIndex
from index.model import Hit, Statistics

_FILE = "terms.json.z"


class RankBm25Snapshot:
    """A `BM25Plus` object and the statistics it was made from."""

    def __init__(self, documents: Sequence[Sequence[str]]) -> None:
        """``documents`` are the passages, each as its terms; its place is its ordinal."""
        # The package divides by zero where there is no passage.
        self._bm25 = BM25Plus(documents, k1=K1, b=B) if documents else None
        frequencies: dict[str, int] = {}
        for document in self._bm25.doc_freqs if self._bm25 else ():
            for term in document:
                frequencies[term] = frequencies.get(term, 0) + 1
        self._statistics = Statistics(
            passages=len(documents),
            terms=sum(map(len, documents)),
            document_frequencies=MappingProxyType(frequencies),
        )

    @property
    def statistics(self) -> Statistics:
        return self._statistics

    def rank(
        self,
        terms: Sequence[str],
        k: int,
        *,
        statistics: Statistics | None = None,
        within: Bitmap | None = None,
    ) -> list[Hit]:
        known = self._statistics.document_frequencies
        wanted = {term for term in terms if term in known}
        if self._bm25 is None or not wanted or k <= 0:
            return []
        bm25 = self._bm25 if statistics is None else _under(self._bm25, statistics, terms)
        scores = bm25.get_scores(list(terms))
        # BM25+ gives every passage the sum of the idfs: only those that hold a term are hits.
        hits = np.fromiter(
            (
                ordinal
                for ordinal, document in enumerate(bm25.doc_freqs)
                if (within is None or ordinal in within) and not wanted.isdisjoint(document)
            ),
            dtype=np.int64,
        )
        best = hits[np.argsort(-scores[hits], kind="stable")[:k]]
        return [Hit(int(ordinal), float(scores[ordinal])) for ordinal in best]

    def check(self, *, everything: bool) -> None:
        """All was read at opening."""

    def holding(self, term: str) -> Bitmap:
        documents = self._bm25.doc_freqs if self._bm25 else ()
        return Bitmap(ordinal for ordinal, each in enumerate(documents) if term in each)


def _under(own: BM25Plus, statistics: Statistics, terms: Sequence[str]) -> BM25Plus:
    """The same passages under the idf and average length of several libraries together."""
    bm25 = copy.copy(own)
    bm25.idf = _idf(statistics, terms)
    bm25.avgdl = statistics.terms / statistics.passages
    return bm25


def _idf(statistics: Statistics, terms: Sequence[str]) -> Mapping[str, float]:
    """``log((N + 1) / df)``, as `BM25Plus` has it (Lv and Zhai, CIKM 2011)."""
    frequencies = statistics.document_frequencies
    return {
        term: log((statistics.passages + 1) / frequencies[term])
        for term in terms
        if frequencies.get(term)
    }


class RankBm25:
    """Keeps each passage's terms; `BM25Plus` is made anew at every opening."""

    name = "rank-bm25"

    def build(self, path: Path, documents: Iterable[Sequence[str]]) -> None:
        path.mkdir(parents=True)
        terms = [list(document) for document in documents]
        (path / _FILE).write_bytes(zlib.compress(json.dumps(terms).encode(), level=1))

    def open(self, path: Path) -> RankBm25Snapshot:
        snapshot = RankBm25Snapshot(read_documents(path))
        # A dictionary a passage: Python would look through all of them for garbage again and again,
        # in the middle of a question, where there is none.
        gc.freeze()
        return snapshot


def read_documents(path: Path) -> list[list[str]]:
    """The passages that were written to a folder, as terms. Raises `StaleIndex`."""
    try:
        documents = json.loads(zlib.decompress((path / _FILE).read_bytes()))
    except (OSError, ValueError, zlib.error) as error:
        raise StaleIndex(f"{path.name} cannot be read: {error}") from error
    if not _are_documents(documents):
        raise StaleIndex(f"{path.name} does not hold passages as lists of terms")
    return documents


def _are_documents(value: object) -> TypeGuard[list[list[str]]]:
    return isinstance(value, list) and all(
        isinstance(document, list) and all(isinstance(term, str) for term in document)
        for document in value
    )


ENGINE = RankBm25()
