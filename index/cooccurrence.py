"""Which words of a question no one passage has together."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from itertools import combinations

import numpy as np
import numpy.typing as npt

from index.analysis import Query
from index.bitmap import Bitmap
from index.engine import Snapshot

# The rarest terms of a question that are looked at: the pairs of more would be a list, not a word.
_LOOKED_AT = 6
_MOST_PAIRS = 3


def apart(query: Query, snapshots: Sequence[Snapshot]) -> tuple[tuple[str, ...], ...]:
    """Telling words that occur, but never in one passage or its title, as the question has them.

    At most three pairs, rarest first; where every pair meets somewhere, but not all of the words,
    all of them.
    """
    frequencies = [each.statistics.document_frequencies for each in snapshots]
    written = dict(zip(reversed(query.terms), reversed(query.words), strict=True))
    number = {term: sum(each.get(term, 0) for each in frequencies) for term in written}
    known = [term for term in written if term in query.telling and number[term]]
    rarest = set(sorted(known, key=lambda term: (number[term], term))[:_LOOKED_AT])
    terms = [term for term in dict.fromkeys(query.terms) if term in rarest]
    if len(terms) < 2:
        return ()
    holding = [{term: _bytes(each.holding(term)) for term in terms} for each in snapshots]

    def meet(some: Sequence[str]) -> bool:
        return any(_meet([each[term] for term in some]) for each in holding)

    pairs: list[tuple[str, ...]] = [pair for pair in combinations(terms, 2) if not meet(pair)]
    pairs.sort(key=lambda pair: sum(number[term] for term in pair))
    if not pairs and len(terms) > 2 and not meet(terms):
        pairs = [tuple(terms)]
    return tuple(tuple(written[term] for term in pair) for pair in pairs[:_MOST_PAIRS])


def _bytes(bitmap: Bitmap) -> npt.NDArray[np.uint8]:
    return np.frombuffer(bytes(bitmap), np.uint8)


def _meet(bitmaps: Sequence[npt.NDArray[np.uint8]]) -> bool:
    """Whether they share a member. As arrays: pairs are many, and bitmaps may be long."""
    size = min(map(len, bitmaps))
    return bool(reduce(np.bitwise_and, (each[:size] for each in bitmaps)).any())
