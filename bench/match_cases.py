"""The questions of a set with their first hits, over its passages and over those without the
relevant ones: what bench/fit_match.py learns from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import astuple, dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from fit_ranking import FOLDS

from bot.core.evaluating import Question, fill, read_questions
from index import engines
from index.analysis import Analyzer, Query
from index.library import Library
from index.model import Statistics
from index.ranking import RESCORED, Features, Reranker
from index.reader import StoredPassage
from index.snapshots import Snapshots

ANSWERABLE, REMOVED, UNANSWERABLE = "answerable", "removed", "unanswerable"


@dataclass(frozen=True)
class Case:
    """One question over one library: its first hits in the engine's order."""

    kind: str
    fold: int
    query: Query
    statistics: Statistics
    features: Sequence[Features]
    values: np.ndarray
    terms: Sequence[AbstractSet[str]]
    relevant: np.ndarray


class Cases:
    """The questions of a folder as cases. One whose hits share only common words with it has none:
    nothing is shown then."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._analyzer = Analyzer()
        self._reranker = Reranker(self._analyzer)

    def __iter__(self) -> Iterator[Case]:
        snapshots = Snapshots(engines.get(), self._analyzer)
        with TemporaryDirectory() as state:
            library = Library(Path(state) / "fit.db", "fit")
            ids = fill(library, self._folder / "passages.jsonl")
            with library.reader() as reader:
                self._indexed = snapshots.of(reader, library.index_folder)
                self._passages = reader.passages(self._indexed.rows)
                self._ids = {row: ids[each.id] for row, each in self._passages.items()}
                self._row = {id_: row for row, id_ in self._ids.items()}
                self._terms = {
                    row: frozenset(self._analyzer.terms(each.text))
                    for row, each in self._passages.items()
                }
                for question in read_questions(self._folder / "questions.jsonl"):
                    yield from self._both(question)

    def _both(self, question: Question) -> Iterator[Case]:
        if not question.answerable:
            yield from self._case(question, UNANSWERABLE, frozenset())
            return
        yield from self._case(question, ANSWERABLE, frozenset())
        gone = frozenset(self._row[each] for each in question.relevant)
        yield from self._case(question, REMOVED, gone)

    def _case(self, question: Question, kind: str, gone: frozenset[int]) -> Iterator[Case]:
        query = self._analyzer.query(question.text)
        statistics = self._statistics(query, gone)
        depth = RESCORED + len(gone)
        hits = [
            (self._indexed.rows[hit.ordinal], hit.score)
            for hit in self._indexed.snapshot.rank(query.terms, depth, statistics=statistics)
            if self._indexed.rows[hit.ordinal] not in gone
        ][:RESCORED]
        features = self._reranker.features(
            query,
            statistics,
            [(self._passages[row].id, self._passages[row].text, score) for row, score in hits],
        )
        told = [place for place, (row, _) in enumerate(hits) if self._tells(query, row)]
        if not told:
            return
        rows = [hits[place][0] for place in told]
        relevant = np.array([self._ids[row] in question.relevant for row in rows])
        first = rows[int(np.argmax(relevant))]
        if question.relevant:
            # The same fold with and without its passages.
            first = min(self._row[each] for each in question.relevant)
        kept = [features[place] for place in told]
        yield Case(
            kind=kind,
            fold=_fold(self._passages[first]),
            query=query,
            statistics=statistics,
            features=kept,
            values=np.array([astuple(each) for each in kept]),
            terms=[self._terms[row] for row in rows],
            relevant=relevant,
        )

    def _statistics(self, query: Query, gone: frozenset[int]) -> Statistics:
        """Those of the library without some passages, for the question's terms."""
        whole = Statistics.merged([self._indexed.snapshot.statistics], query.terms)
        frequencies = dict(whole.document_frequencies)
        lost = 0
        for row in sorted(gone):
            title = self._passages[row].source.title or ""
            terms = self._analyzer.terms(f"{title}\n{self._passages[row].text}")
            lost += len(terms)
            for term in set(terms) & frequencies.keys():
                frequencies[term] -= 1
        return Statistics(
            whole.passages - len(gone),
            whole.terms - lost,
            {term: count for term, count in frequencies.items() if count > 0},
        )

    def _tells(self, query: Query, row: int) -> bool:
        title = self._passages[row].source.title or ""
        return not query.telling.isdisjoint({*self._terms[row], *self._analyzer.terms(title)})


def _fold(passage: StoredPassage) -> int:
    article = passage.source.title or ":".join(passage.origin.split(":")[:3])
    return int(sha256(article.encode()).hexdigest(), 16) % FOLDS
