"""What BM25 knows of a corpus."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple


class Statistics(NamedTuple):
    """What BM25 knows of a corpus: passages, terms in all, and passages per term."""

    passages: int = 0
    terms: int = 0
    document_frequencies: Mapping[str, int] = MappingProxyType({})

    @staticmethod
    def merged(parts: Iterable[Statistics], terms: Iterable[str]) -> Statistics:
        """Statistics of several corpora as if they were one, for the given terms only.

        Only a question's own terms are asked for, so merging costs nothing that grows with the
        vocabulary.
        """
        parts = tuple(parts)
        frequencies = {
            term: sum(part.document_frequencies.get(term, 0) for part in parts)
            for term in dict.fromkeys(terms)
        }
        return Statistics(
            passages=sum(part.passages for part in parts),
            terms=sum(part.terms for part in parts),
            document_frequencies={term: n for term, n in frequencies.items() if n},
        )
