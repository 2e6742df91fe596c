"""Slips of the pen: a word that no library has, to the nearest one that some library has.

Only words that are neither in a library nor in the language's dictionary are corrected, so that
"oil" never becomes "aid". What stands near them is looked for twice: among the libraries' own
terms, which have its names, and in the dictionary, whose words are whole where terms are stems.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from rapidfuzz.distance import OSA

from index import dictionary
from index.analysis import Analyzer, Query
from index.model import Statistics
from index.spelling import Opened, spellings

#: From how many letters on a word may differ by one edit, and by two.
ONE_EDIT = 5
TWO_EDITS = 8
# Words of one question that are looked at, and that are corrected; for each, the terms whose
# spelling is looked at, and the equally near ones that are held against the question.
_LOOKED_AT = 8
_CORRECTED = 4
_TRIED = 12
_FITTED = 4


@dataclass(frozen=True, slots=True)
class Correction:
    """A word of the question as it was written and its term ``wrong``; and what was searched for
    instead: a term, and how passages spell it."""

    word: str
    wrong: str
    term: str
    to: str


class Corrector:
    """Finds what a word was meant to be. Safe to share between threads."""

    def __init__(self, analyzer: Analyzer) -> None:
        """``analyzer`` must be the one that the libraries' terms were made with."""
        self._analyzer = analyzer

    def corrections(
        self, query: Query, opened: Sequence[Opened], phrases: Sequence[str]
    ) -> tuple[Correction, ...]:
        """What is to be searched for in the place of the question's unknown words.

        Words of ``phrases`` stay as they are. A word that is written as a name becomes only what
        some passage writes with a capital: who asks for Macron does not mean a macro.
        """
        kept = {term for phrase in phrases for term in self._analyzer.terms(phrase)}
        unknown = {
            term: word
            for term, word in zip(query.terms, query.words, strict=True)
            if term in query.telling and term not in kept and not _frequency(term, opened)
        }
        found: list[Correction] = []
        wrong = ((term, word) for term, word in unknown.items() if self._can_be_wrong(word))
        for term, word in islice(wrong, _LOOKED_AT):
            if len(found) < _CORRECTED:
                spellings = self._nearest(word, word in query.names, opened)
                if spellings:
                    best = self._fitting(query, term, spellings, opened)
                    found.append(Correction(word, term, best, spellings[best]))
        return tuple(found)

    def _can_be_wrong(self, word: str) -> bool:
        plain = self._plain(word)
        if not plain.isalpha() or edits_allowed(plain) == 0:
            return False
        return plain not in dictionary.get(self._analyzer.language.code)

    def _nearest(self, word: str, name: bool, opened: Sequence[Opened]) -> dict[str, str]:
        """The terms that a word may stand for and how they are spelt, all equally few edits away.

        Terms are stems: the edits that count are those to a word as some passage has it.
        """
        plain = self._plain(word)
        edits = edits_allowed(plain)
        found: dict[str, str] = {}
        for term in islice(self._near_terms(plain, edits, opened), _TRIED):
            spelling, distance = self._spelling(term, plain, name, opened)
            if distance < edits:
                edits, found = distance, {}
            if distance == edits and len(found) < _FITTED:
                found[term] = spelling
        return found

    def _near_terms(self, plain: str, edits: int, opened: Sequence[Opened]) -> Iterator[str]:
        """Known terms near a word: fewest edits first, then the more frequent, then by letters."""
        best: dict[str, int] = {}
        for distance, known in dictionary.get(self._analyzer.language.code).near(plain, edits):
            for term in self._analyzer.terms(known):
                best.setdefault(term, distance)
        for term in self._analyzer.terms(plain):
            for _, indexed in opened:
                for distance, known in indexed.vocabulary.near(term, edits):
                    best[known] = min(distance, best.get(known, distance))
        ranked = sorted(
            (distance, -_frequency(term, opened), term) for term, distance in best.items()
        )
        return (term for _, negative, term in ranked if negative)

    def _spelling(
        self, term: str, plain: str, name: bool, opened: Sequence[Opened]
    ) -> tuple[str, int]:
        """How passages, or their titles, spell a term: what is fewest edits away, then what is
        commonest among them; and how many edits that is."""
        ranked = sorted(
            (OSA.distance(plain, self._plain(each)), -number, each)
            for each, number in spellings(term, opened, self._analyzer).items()
            if not name or each[0].isupper()
        )
        return (ranked[0][2], ranked[0][0]) if ranked else ("", len(plain))

    def _fitting(
        self, query: Query, wrong: str, candidates: Iterable[str], opened: Sequence[Opened]
    ) -> str:
        """The candidate that goes best with the rest of the question: by the best score that the
        other terms have in a passage which holds it; where that is equal, the first."""
        candidates = list(candidates)
        others = [term for term in query.terms if term != wrong]
        if len(candidates) == 1 or not others:
            return candidates[0]
        parts = [indexed.snapshot.statistics for _, indexed in opened]
        statistics = Statistics.merged(parts, others)

        def best(candidate: str) -> float:
            hits = [
                hit
                for _, indexed in opened
                for hit in indexed.snapshot.rank(
                    others, 1, statistics=statistics, within=indexed.snapshot.holding(candidate)
                )
            ]
            return max((hit.score for hit in hits), default=0.0)

        return max(candidates, key=best)

    def _plain(self, word: str) -> str:
        return "".join(self._analyzer.words(word))


def edits_allowed(word: str) -> int:
    """How many edits a word may be away from what was meant."""
    return 0 if len(word) < ONE_EDIT else 1 if len(word) < TWO_EDITS else 2


def _frequency(term: str, opened: Sequence[Opened]) -> int:
    return sum(
        indexed.snapshot.statistics.document_frequencies.get(term, 0) for _, indexed in opened
    )
