"""Whether an engine gives the passages, and the scores, that rank_bm25's ``BM25Plus`` gives."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bench.engines import Pairs


def best_hits(bm25: Any, terms: list[str], k: int) -> Pairs:
    """The best ``k`` passages that hold a term, by score and ordinal, and ties with the last."""
    import numpy as np

    scores = bm25.get_scores(terms)
    # BM25+ gives a passage without any term the sum of the idfs, added up in this order.
    floor = 0.0
    for term in terms:
        floor += (bm25.idf.get(term) or 0) * bm25.delta
    hits = np.flatnonzero(scores > floor)
    if len(hits) > k:
        hits = hits[scores[hits] >= np.partition(scores[hits], -k)[-k]]
    order = hits[np.argsort(-scores[hits], kind="stable")]
    return [(int(ordinal), float(scores[ordinal])) for ordinal in order]


def agreement(expected: Sequence[Pairs], given: Sequence[Pairs], k: int) -> dict[str, float]:
    """Three shares, each stricter than the one before.

    ``found``: of the best ``k`` passages of all questions, ties with the last among them.
    ``exact``: of the questions answered with bit-identical scores, whatever the order of ties.
    ``same``: of the questions with the very same answer, ties by ordinal, nothing but hits.
    """
    found = wanted = exact = same = 0
    for best, answer in zip(expected, given, strict=True):
        count = min(k, len(best))
        ordinals = {ordinal for ordinal, _ in best}
        wanted += count
        found += min(len({ordinal for ordinal, _ in answer[:k]} & ordinals), count)
        scores = [score for _, score in answer[:count]]
        exact += scores == [score for _, score in best[:count]] and set(answer[:count]) <= set(best)
        same += answer[:k] == best[:k]
    questions = len(given)
    return {
        "questions": questions,
        "found": found / max(wanted, 1),
        "exact": exact / questions,
        "same": same / questions,
    }
