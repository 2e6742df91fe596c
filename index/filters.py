"""Operators to bitmaps: which passages of a library may be hits, before any is ranked.

Filtering the best hundred hits afterwards would lose most of those that pass; so phrases,
exclusions, sources and dates all reach the engine as one set of ordinals.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import reduce
from operator import and_
from threading import Lock

from index.analysis import Analyzer
from index.bitmap import Bitmap
from index.model import Generation, Source
from index.operators import Operators
from index.reader import Reader
from index.snapshots import Indexed

_REMEMBERED = 64
# Passages of which the text is read at once to look for a phrase.
_BATCH = 500


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
        self._found: OrderedDict[tuple[Generation, Operators], Filtered] = OrderedDict()
        self._lock = Lock()

    def filtered(self, reader: Reader, indexed: Indexed, operators: Operators) -> Filtered | None:
        """What passes in one library; ``None`` if nothing is left out.

        Phrases are looked for in the passage alone, not in its title. An excluded word is looked
        for in both, since both are shown.
        """
        if not operators.restrict:
            return None
        key = (reader.generation, replace(operators, newest=False))
        with self._lock:
            if key in self._found:
                self._found.move_to_end(key)
                return self._found[key]
        found = self._resolved(reader, indexed, operators)
        with self._lock:
            self._found[key] = found
            if len(self._found) > _REMEMBERED:
                self._found.popitem(last=False)
        return found

    def _resolved(self, reader: Reader, indexed: Indexed, operators: Operators) -> Filtered:
        within = Bitmap.below(len(indexed.rows))
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
            within = Bitmap(
                ordinal
                for ordinal, article in enumerate(reader.articles_of_rows())
                if article in kept
            )
        for phrase in operators.phrases:
            within = self._holding(reader, indexed, within, phrase, whole=True)
        for excluded in operators.excluded:
            words = self._analyzer.words(excluded)
            within -= self._holding(reader, indexed, within, excluded, whole=len(words) > 1)
        return Filtered(within, undated)

    def _holding(
        self, reader: Reader, indexed: Indexed, within: Bitmap, phrase: str, *, whole: bool
    ) -> Bitmap:
        """Those of ``within`` that hold a phrase word for word, or else a word in any form."""
        # "WHO" is a term, and "who" is none: what a passage holds in any case.
        terms = dict.fromkeys(self._analyzer.terms(phrase))
        if whole:
            terms = {term: None for term in terms if term in self._analyzer.terms(phrase.lower())}
        holding = [indexed.snapshot.holding(term) for term in terms]
        candidates = reduce(and_, holding, within)
        if terms and not whole:
            return candidates
        return self._standing(reader, indexed, candidates, _has(self._analyzer, phrase))

    def _standing(
        self, reader: Reader, indexed: Indexed, candidates: Bitmap, has: Callable[[str], bool]
    ) -> Bitmap:
        ordinals = list(candidates)
        found = []
        for first in range(0, len(ordinals), _BATCH):
            part = ordinals[first : first + _BATCH]
            texts = reader.passages(indexed.rows[ordinal] for ordinal in part)
            found += [ordinal for ordinal in part if has(texts[indexed.rows[ordinal]].text)]
        return Bitmap(found)


def _has(analyzer: Analyzer, phrase: str) -> Callable[[str], bool]:
    """Whether a text has the words of a phrase one after another."""
    # A space is part of no word, so that whole words are found and nothing else.
    wanted = f" {' '.join(analyzer.words(phrase))} "
    return lambda text: wanted in f" {' '.join(analyzer.words(text))} "


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
