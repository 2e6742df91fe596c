"""One state of several libraries, searched as if they were one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from index.additions import Additions
from index.analysis import Query
from index.bitmap import Bitmap
from index.cooccurrence import apart
from index.correction import Correction
from index.indexed import Indexed
from index.kept import At, Kept
from index.library import Library
from index.model import Generation, Statistics, SummedFrequencies
from index.operators import NO_OPERATORS, Operators
from index.ranking import RESCORED, Scored
from index.reader import Reader, StoredPassage
from index.rescoring import MOST_TERMS as MOST_KEPT
from index.rescoring import can_be_kept
from index.results import Found, Results
from index.sentences import sentence_spans
from index.spelling import is_name
from index.table import Unkept

if TYPE_CHECKING:
    from index.searcher import Searcher

#: Terms of a question that are searched for. A long message has more; its rarest tell it apart.
MOST_TERMS = 40
# Passages that are looked at for whether one has all words, before the whole library is.
_LOOKED_AT = 3

#: Score, place of the library among those asked, and ordinal.
EngineHit = tuple[float, int, int]


@dataclass(frozen=True, slots=True)
class Opened:
    """A library in the middle of a search."""

    library: Library
    reader: Reader
    indexed: Indexed


class Session:
    """One state of several libraries, ranked as one. For one thread, while its `with` lasts."""

    def __init__(self, searcher: Searcher, opened: Sequence[Opened]) -> None:
        """Made by `Searcher.session`. ``opened`` are in the order that breaks ties."""
        self._searcher = searcher
        #: What the terms were made with.
        self.analyzer = searcher.snapshots.analyzer
        self._opened = opened
        self._snapshots = [each.indexed.snapshot for each in opened]
        #: What is kept of the passages that are found, if the engine keeps any.
        self.kept = Kept.of(
            [each.indexed for each in opened],
            self.everything.passages,
            lambda: searcher.terms_known.lend(self.generations),
        )
        # Library's place and ordinal of what was found, by library's name and row.
        self._places: dict[tuple[str, int], tuple[int, int]] = {}

    def search(
        self,
        query: Query,
        k: int,
        *,
        operators: Operators = NO_OPERATORS,
        exactly: bool = False,
        among: Sequence[Bitmap] | None = None,
    ) -> Results:
        """The at most ``k`` best passages over all the libraries, as if they were one.

        A passage that shares nothing with the question but common words is none of them, nor is
        one that ``operators`` leave out. A word that no library has is corrected to the nearest
        one, unless the question is to be searched for ``exactly``, or the word is part of a phrase.
        Only passages ``among`` these ordinals, of each library, are found, if some are named; the
        statistics stay those of all. Equal scores go by the order of the libraries, then by row.
        """
        corrections: tuple[Correction, ...] = ()
        if not exactly:
            known = [(each.reader, each.indexed) for each in self._opened]
            corrections = self._searcher.corrector.corrections(query, known, operators.phrases)
            query = query.corrected({each.wrong: (each.term, each.to) for each in corrections})
        statistics = self.statistics(query.terms)
        filtered = [
            self._searcher.filters.filtered(
                each.reader, each.indexed, operators, query.terms, statistics
            )
            for each in self._opened
        ]
        withins = [each.within if each else None for each in filtered]
        if among is not None:
            withins = [
                own if within is None else own & within
                for own, within in zip(among, withins, strict=True)
            ]
        found = self._found(query, statistics, withins, k)
        everywhere: list[Bitmap | None] = [None] * len(self._opened)
        return Results(
            query,
            found,
            tuple(map(self._searcher.searched, self._opened)),
            statistics,
            corrections=corrections,
            undated=sum(each.undated for each in filtered if each),
            emptied=not found
            and operators.restrict
            and bool(self._found(query, statistics, everywhere, 1)),
            apart=self._apart(query, found) if among is None else (),
        )

    def rescored(
        self, query: Query, statistics: Statistics, found: Iterable[Found]
    ) -> tuple[Found, ...]:
        """Passages that searches for one question found, rescored as one list, best first.

        How far a passage is behind the best one is part of its score: those of two searches cannot
        be compared.
        """
        each_once = {(each.library, each.passage.row): each for each in found}
        by_engine = sorted(each_once.values(), key=lambda each: (-each.bm25, *self.at(each)))
        return self._best_first(query, statistics, by_engine)

    def additions(self, seen: Mapping[str, Generation], *, all_else: bool = True) -> Additions:
        """What was added since these states, by the names of the libraries, as `Additions` says."""
        return Additions(self._opened, seen, all_else=all_else)

    def is_name(self, word: str) -> bool:
        """Whether passages write a word as names are written."""
        known = [(each.reader, each.indexed) for each in self._opened]
        return is_name(word, known, self.analyzer)

    def statistics(self, terms: Iterable[str]) -> Statistics:
        """The statistics of all the libraries together, for these terms."""
        return Statistics.merged((each.statistics for each in self._snapshots), terms)

    @property
    def indexed(self) -> tuple[Indexed, ...]:
        """The libraries' indexes."""
        return tuple(each.indexed for each in self._opened)

    def check(self) -> None:
        """Raises `StaleIndex` if there was damage in anything that was asked so far."""
        for each in self._snapshots:
            each.check(everything=False)

    @property
    def generations(self) -> tuple[Generation, ...]:
        """Which state of the libraries this is."""
        return tuple(each.reader.generation for each in self._opened)

    @cached_property
    def everything(self) -> Statistics:
        """The statistics of all the libraries together, for any term."""
        parts = [each.statistics for each in self._snapshots]
        if len(parts) == 1:
            return parts[0]
        return Statistics(
            passages=sum(part.passages for part in parts),
            terms=sum(part.terms for part in parts),
            document_frequencies=SummedFrequencies([each.document_frequencies for each in parts]),
        )

    def sentences(
        self, found: Found, terms: tuple[str, ...]
    ) -> list[tuple[tuple[int, int], set[str]]] | None:
        """Where each sentence of a passage begins and ends in its text, and which of some terms it
        holds; ``None`` where they are not kept."""
        if self.kept and len(terms) <= MOST_KEPT:
            try:
                return self.kept.sentences(self.at(found), terms)
            except Unkept:
                self.forget_kept()
        return None

    def at(self, found: Found) -> At:
        """Where a passage stands in this state of the libraries."""
        key = (found.library, found.passage.row)
        if key not in self._places:
            [place] = [n for n, each in enumerate(self._opened) if each.library.name == key[0]]
            rows = self._opened[place].indexed.rows
            self._places[key] = (place, bisect_left(rows, found.passage.row))
        return self._places[key]

    def article_texts(self, found: Found) -> tuple[str, ...]:
        """The article of a passage: all of its passages in order, without what is furniture."""
        [reader] = [each.reader for each in self._opened if each.library.name == found.library]
        return tuple(each.text for each in reader.passages_of(found.passage.article))

    def article(self, found: Found) -> tuple[str, list[StoredPassage]]:
        """The article of a passage as it is stored, and all of its passages in order."""
        [reader] = [each.reader for each in self._opened if each.library.name == found.library]
        article = found.passage.article
        return reader.text(article), reader.passages_of(article)

    def forget_kept(self) -> None:
        """From now on all is worked out from texts: what is kept has a gap."""
        self.kept = None

    def hits(
        self,
        terms: Sequence[str],
        statistics: Statistics,
        withins: Sequence[Bitmap | None],
        k: int,
    ) -> list[EngineHit]:
        """The engine's best passages over all libraries, best first."""
        hits = [
            (-hit.score, place, hit.ordinal)
            for place, (each, within) in enumerate(zip(self._opened, withins, strict=True))
            for hit in each.indexed.snapshot.rank(terms, k, statistics=statistics, within=within)
        ]
        return [(-negative, place, ordinal) for negative, place, ordinal in sorted(hits)[:k]]

    def read(self, hits: Sequence[EngineHit]) -> tuple[Found, ...]:
        rows = [self._opened[place].indexed.rows[ordinal] for _, place, ordinal in hits]
        texts = [
            opened.reader.passages(
                row for row, hit in zip(rows, hits, strict=True) if hit[1] == place
            )
            for place, opened in enumerate(self._opened)
        ]
        found = []
        for row, (score, place, ordinal) in zip(rows, hits, strict=True):
            library = self._opened[place].library.name
            self._places[library, row] = place, ordinal
            found.append(Found(library, texts[place][row], score, score))
        return tuple(found)

    def _found(
        self, query: Query, statistics: Statistics, withins: Sequence[Bitmap | None], k: int
    ) -> tuple[Found, ...]:
        """The best passages, rescored, without those that share only common words."""
        terms = statistics.rarest(query.terms, MOST_TERMS)
        found = self.read(self.hits(terms, statistics, withins, max(k, RESCORED)))
        reranked = self._reranked(query, statistics, found)
        return tuple(each for each in reranked if self._telling(query, each))[:k]

    def _apart(self, query: Query, found: Sequence[Found]) -> tuple[tuple[str, ...], ...]:
        """Words that never meet. Only looked for where the best passages do not have them all."""
        known = {
            term
            for term in query.telling
            if any(term in each.statistics.document_frequencies for each in self._snapshots)
        }
        if any(known <= self._telling(query, each) for each in found[:_LOOKED_AT]):
            return ()
        return apart(query, self._snapshots)

    def _telling(self, query: Query, found: Found) -> set[str]:
        """What a passage or its title shares with the question besides common words."""
        held = found.seen.held if found.seen else self._held(query, found)
        title = self._searcher.title_terms(found.passage.source.title or "")
        return {*query.telling.intersection(held), *query.telling.intersection(title)}

    def _held(self, query: Query, found: Found) -> AbstractSet[str]:
        """The question's telling terms, among others, of a passage that was not rescored."""
        sentences = self.sentences(found, tuple(sorted(query.telling)))
        if sentences is not None:
            return set().union(*(terms for _, terms in sentences))
        text = found.passage.text
        spans = sentence_spans(text, self.analyzer.language.code)
        return {term for start, end in spans for term in self.analyzer.terms(text[start:end])}

    def _reranked(
        self, query: Query, statistics: Statistics, found: tuple[Found, ...]
    ) -> tuple[Found, ...]:
        """The first hits by their new scores; equal ones, and the others behind, as they were."""
        rescored = self._best_first(query, statistics, found[:RESCORED])
        # Behind them by the engine's score, below the least of theirs.
        floor = rescored[-1].score if rescored else 0.0
        best = found[0].bm25 if found else 1.0
        rest = [replace(each, score=floor - (best - each.bm25) / best) for each in found[RESCORED:]]
        return (*rescored, *rest)

    def _best_first(
        self, query: Query, statistics: Statistics, found: Sequence[Found]
    ) -> tuple[Found, ...]:
        """Passages, given in the engine's order, by their new scores; equal ones as they were."""
        scored = self._scored(query, statistics, found) if found else []
        rescored = (
            Found(each.library, each.passage, seen.score, each.bm25, seen)
            for each, seen in zip(found, scored, strict=True)
        )
        return tuple(sorted(rescored, key=lambda each: -each.score))

    def _scored(self, query: Query, statistics: Statistics, found: Sequence[Found]) -> list[Scored]:
        """A score for each hit: from what is kept of them, or else from their texts."""
        reranker = self._searcher.reranker
        if self.kept:
            asked = reranker.asked(query, statistics)
            if can_be_kept(asked):
                try:
                    return self.kept.scored(asked, [(self.at(each), each.bm25) for each in found])
                except Unkept:
                    self.forget_kept()
        return reranker.scored(
            query, statistics, [(each.passage.id, each.passage.text, each.bm25) for each in found]
        )
