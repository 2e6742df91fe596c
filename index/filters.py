"""Operators to bitmaps: which passages of a library may be hits, before any is ranked.

Filtering the best hundred hits afterwards would lose most of those that pass; so phrases,
exclusions, sources and dates all reach the engine as one set of ordinals.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import and_
from threading import Lock

from index.analysis import Analyzer
from index.bitmap import Bitmap
from index.indexed import Indexed
from index.model import Source, Statistics
from index.operators import Operators
from index.reader import Reader

#: Passages of one library that are read to look for a question's phrases.
MOST_READ = 5_000

_REMEMBERED = 64
# Passages of which the text is read at once to look for a phrase.
_BATCH = 500

_Key = tuple[Hashable, Operators, tuple[str, ...], tuple[int | None, ...]]


@dataclass(frozen=True, slots=True)
class Filtered:
    """The ordinals that pass, and how many articles a date left out because they state none."""

    within: Bitmap
    undated: int


class Filters:
    """Resolves operators. Safe to share between threads; keeps what it found last."""

    def __init__(self, analyzer: Analyzer) -> None:
        """``analyzer`` must be the one that the engine's terms were made with."""
        self._analyzer = analyzer
        self._found: OrderedDict[_Key, Filtered] = OrderedDict()
        self._lock = Lock()

    def filtered(
        self,
        reader: Reader,
        indexed: Indexed,
        operators: Operators,
        terms: Sequence[str],
        statistics: Statistics,
    ) -> Filtered | None:
        """What passes in one library; ``None`` if nothing is left out.

        Phrases are looked for in the passage alone, not in its title. An excluded word is looked
        for in both, since both are shown. Where more than `MOST_READ` passages hold the words of
        phrases, only those of them are looked at that rank first for ``terms``.
        """
        if not operators.restrict:
            return None
        # Which of too many are looked at depends on what else is asked.
        frequencies = statistics.document_frequencies
        counts = (statistics.passages, statistics.terms, *(frequencies.get(each) for each in terms))
        key = (indexed.ordering, replace(operators, newest=False), tuple(terms), counts)

        def best(candidates: Bitmap) -> Iterable[int]:
            snapshot = indexed.snapshot
            hits = snapshot.rank(terms, MOST_READ, statistics=statistics, within=candidates)
            return (hit.ordinal for hit in hits)

        with self._lock:
            if key in self._found:
                self._found.move_to_end(key)
                return self._found[key]
        found = self._resolved(reader, indexed, operators, best)
        with self._lock:
            self._found[key] = found
            if len(self._found) > _REMEMBERED:
                self._found.popitem(last=False)
        return found

    def _resolved(
        self,
        reader: Reader,
        indexed: Indexed,
        operators: Operators,
        best: Callable[[Bitmap], Iterable[int]],
    ) -> Filtered:
        within = indexed.live
        undated = 0
        if operators.sources or operators.dated:
            stated = [
                (article, source)
                for article, origin, source in reader.origins()
                if _is_from(origin, source, operators.sources)
            ]
            if operators.dated:
                undated = sum(source.published is None for _, source in stated)
            kept = {article for article, source in stated if _is_dated(source, operators)}
            within &= indexed.rows.of_articles(kept)
        wanted = [self._candidates(indexed, phrase) for phrase in operators.phrases]
        within = reduce(and_, wanted, within)
        unwanted = Bitmap()
        for excluded in operators.excluded:
            holding = within & self._candidates(indexed, excluded)
            if self._is_phrase(excluded):
                unwanted |= holding  # to be looked at: are the words one phrase there?
            else:
                within -= holding
        doubtful = within if wanted else within & unwanted
        looked_at = doubtful
        if len(doubtful) > MOST_READ:
            looked_at = Bitmap(best(doubtful))
        passed = self._passing(reader, indexed, looked_at, operators)
        return Filtered((within - doubtful) | passed, undated)

    def _candidates(self, indexed: Indexed, phrase: str) -> Bitmap:
        """The ordinals that hold all terms of a phrase, as far as a bitmap knows."""
        terms = dict.fromkeys(self._analyzer.terms(phrase))
        if len(self._analyzer.words(phrase)) > 1 or not terms:
            # "WHO" is a term, and "who" is none: what a passage holds in any case.
            terms = {term: None for term in terms if term in self._analyzer.terms(phrase.lower())}
        holding = [indexed.snapshot.holding(term) for term in terms]
        return reduce(and_, holding, indexed.live)

    def _passing(
        self, reader: Reader, indexed: Indexed, candidates: Bitmap, operators: Operators
    ) -> Bitmap:
        """Those in whose text every phrase stands, and no excluded one. Each is read once."""
        phrases = [self._spaced(phrase) for phrase in operators.phrases]
        excluded = [self._spaced(each) for each in operators.excluded if self._is_phrase(each)]
        ordinals = list(candidates)
        found = []
        for first in range(0, len(ordinals), _BATCH):
            part = ordinals[first : first + _BATCH]
            texts = reader.passages(indexed.rows[ordinal] for ordinal in part)
            for ordinal in part:
                text = self._spaced(texts[indexed.rows[ordinal]].text)
                if all(each in text for each in phrases) and not any(
                    each in text for each in excluded
                ):
                    found.append(ordinal)
        return Bitmap(found)

    def _is_phrase(self, excluded: str) -> bool:
        """Whether an exclusion must be looked for in texts: bitmaps know single terms alone."""
        return len(self._analyzer.words(excluded)) > 1 or not self._analyzer.terms(excluded)

    def _spaced(self, text: str) -> str:
        """A text's words between spaces, which are part of none: whole words can be found in it."""
        return f" {' '.join(self._analyzer.words(text))} "


def _is_from(origin: str, source: Source, wanted: tuple[str, ...]) -> bool:
    if not wanted:
        return True
    stated = [each.casefold() for each in (source.outlet, origin, source.url) if each]
    return any(name.casefold() in each for name in wanted for each in stated)


def _is_dated(source: Source, operators: Operators) -> bool:
    if not operators.dated:
        return True
    day = source.published
    return (
        day is not None
        and (operators.after is None or day >= operators.after)
        and (operators.before is None or day < operators.before)
    )
