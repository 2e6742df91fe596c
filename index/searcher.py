"""The read path: a question's terms to the best passages of several libraries, ranked as one."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace

from index.analysis import Query
from index.library import Library
from index.model import Generation, Statistics
from index.ranking import RESCORED, Reranker
from index.reader import Coverage, StoredPassage
from index.snapshots import Snapshots

#: Terms of a question that are searched for. A long message has more; its rarest tell it apart.
MOST_TERMS = 40


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that was found: the library it is from, what it is ranked by, and of that the
    engine's part."""

    library: str
    passage: StoredPassage
    score: float
    bm25: float


@dataclass(frozen=True, slots=True)
class Searched:
    """One library as it was when it was searched."""

    library: str
    generation: Generation
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class Results:
    """What a search gives.

    ``found`` is best first; ``statistics`` are those of all the libraries together, for the
    question's terms.
    """

    found: tuple[Found, ...]
    searched: tuple[Searched, ...]
    statistics: Statistics


class Searcher:
    """Searches libraries. Safe to share between threads."""

    def __init__(self, snapshots: Snapshots) -> None:
        """``snapshots`` hold the engine and the analyzer."""
        self._snapshots = snapshots
        self._reranker = Reranker(snapshots.analyzer)

    def search(self, query: Query, libraries: Sequence[Library], k: int) -> Results:
        """The at most ``k`` best passages over all the libraries, as if they were one.

        A passage that shares nothing with the question but common words is none of them.

        Each library is read in one transaction, so that what is found, its text and its
        generation belong together whatever is written meanwhile. Equal scores go by the order of
        ``libraries``, then by row.
        """
        with ExitStack() as stack:
            readers = [stack.enter_context(library.reader()) for library in libraries]
            indexed = [
                self._snapshots.of(reader, library.index_folder)
                for reader, library in zip(readers, libraries, strict=True)
            ]
            statistics = Statistics.merged(
                (each.snapshot.statistics for each in indexed), query.terms
            )
            terms = _rarest(query.terms, statistics)
            hits = [
                (-hit.score, place, each.rows[hit.ordinal])
                for place, each in enumerate(indexed)
                for hit in each.snapshot.rank(terms, max(k, RESCORED), statistics=statistics)
            ]
            best = sorted(hits)[: max(k, RESCORED)]
            texts = [
                reader.passages(row for _, at, row in best if at == place)
                for place, reader in enumerate(readers)
            ]
            found = tuple(
                Found(libraries[place].name, texts[place][row], -negative, -negative)
                for negative, place, row in best
            )
            found = tuple(
                each
                for each in self._reranked(query, statistics, found)
                if self._tells(query, each)
            )[:k]
            searched = tuple(
                Searched(library.name, reader.generation, reader.coverage())
                for library, reader in zip(libraries, readers, strict=True)
            )
        return Results(found, searched, statistics)

    def _tells(self, query: Query, found: Found) -> bool:
        """Whether a passage or its title shares more with the question than common words."""
        terms = self._snapshots.analyzer.terms
        return not query.telling.isdisjoint(terms(found.passage.text)) or not (
            query.telling.isdisjoint(terms(found.passage.source.title or ""))
        )

    def _reranked(
        self, query: Query, statistics: Statistics, found: tuple[Found, ...]
    ) -> tuple[Found, ...]:
        """The first hits by their new scores; equal ones, and the others behind, as they were."""
        first = found[:RESCORED]
        hits = [(each.passage.id, each.passage.text, each.bm25) for each in first]
        scores = self._reranker.scores(query, statistics, hits)
        rescored = sorted(
            (replace(each, score=score) for each, score in zip(first, scores, strict=True)),
            key=lambda each: -each.score,
        )
        # Behind them by the engine's score, below the least of theirs.
        floor = rescored[-1].score if rescored else 0.0
        best = found[0].bm25 if found else 1.0
        rest = [replace(each, score=floor - (best - each.bm25) / best) for each in found[RESCORED:]]
        return (*rescored, *rest)


def _rarest(terms: tuple[str, ...], statistics: Statistics) -> tuple[str, ...]:
    """The terms in their order; of more than 40, those that are in the fewest passages."""
    if len(terms) <= MOST_TERMS:
        return terms
    frequencies = statistics.document_frequencies
    known = dict.fromkeys(term for term in terms if term in frequencies)
    kept = set(sorted(known, key=lambda term: (frequencies[term], term))[:MOST_TERMS])
    return tuple(term for term in known if term in kept)
