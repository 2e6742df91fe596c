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

    def rarest(self, terms: tuple[str, ...], most: int) -> tuple[str, ...]:
        """The terms in their order; of more than ``most``, those that are in the fewest passages,
        without those that are in none."""
        if len(terms) <= most:
            return terms
        known = {term: self.document_frequencies.get(term) for term in terms}
        found = sorted((frequency, term) for term, frequency in known.items() if frequency)
        kept = {term for _, term in found[:most]}
        return tuple(term for term in known if term in kept)
