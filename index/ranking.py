"""Rescoring of the first hits: how a question's words stand together in a passage.

BM25 counts words wherever they stand. Here the first hits are looked at once more: how much of the
question one sentence holds, or two neighbouring ones; which of its words stand side by side, and
which are written exactly as in the question; whether there is a name, a date or a number where
the question asks for one. Each of these is a number between 0 and 1, and a hit's score is their
weighted sum. The weights are those of a conditional logit model (McFadden, 1974), fitted by
``bench/fit_ranking.py`` on questions whose passages are known; docs/ranking.md has the figures.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import pairwise
from math import floor, log, log1p
from operator import attrgetter, mul
from threading import Lock

from rapidfuzz import process
from rapidfuzz.distance import OSA

from index.analysis import Analyzer, Query
from index.dictionary import is_word
from index.model import Statistics
from index.profile import Profile, Profiler

#: Raise it with any change that ranks the same hits differently.
RANKING_VERSION = 2
#: Hits that are rescored; the others stay behind them in the engine's order.
RESCORED = 20

#: Question words of neighbouring places: at most this many words apart in the passage.
NEAR = 2
# Letters from which on a word that no passage has is compared with those that are one edit away.
_NEARLY = 4
_REMEMBERED = 20_000
_STEPS = 2.0**32


@dataclass(frozen=True, slots=True)
class Features:
    """What is known of one hit for one question. All but ``length`` are between 0 and 1."""

    gap: float
    """How far the engine's score is below the best one, as a share of that."""
    coverage: float
    """The share of the question's idf that the passage holds."""
    sentence: float
    """The share that its best sentence holds."""
    neighbours: float
    """The share that its best two neighbouring sentences hold."""
    pairs: float
    """Neighbouring terms of the question that are neighbours here, in the same order, by idf."""
    phrase: float
    """The share of the question's pairs of words, small ones included, that stand here."""
    exact: float
    """The share of idf whose words are written here as in the question."""
    kind: float
    """1 unless the question asks for a name, a date or a number and there is none."""
    length: float
    """The logarithm of one more than the passage's words."""


#: In the order of `Features`; fitted by bench/fit_ranking.py.
WEIGHTS = Features(
    gap=-14.951,
    coverage=-2.397,
    sentence=4.309,
    neighbours=2.596,
    pairs=1.616,
    phrase=2.815,
    exact=2.609,
    kind=0.512,
    length=-0.324,
)


@dataclass(frozen=True, slots=True)
class Scored:
    """A rescored hit: a greater score is better; ``held`` are the question's terms in its text.

    ``profile`` is what was made for it, if one had to be.
    """

    score: float
    features: Features
    held: frozenset[str]
    profile: Profile | None = None


class Reranker:
    """Scores hits. Safe to share between threads; keeps the profiles of recent passages."""

    def __init__(self, analyzer: Analyzer) -> None:
        """``analyzer`` must be the one that the engine's terms were made with."""
        self._analyzer = analyzer
        self._profiler = Profiler(analyzer)
        self._profiles: OrderedDict[str, Profile] = OrderedDict()
        self._lock = Lock()

    def scored(
        self, query: Query, statistics: Statistics, hits: Sequence[tuple[str, str, float]]
    ) -> list[Scored]:
        """A score for each hit, in their order, and what it is made of.

        ``hits`` are passage id, text and engine score, the best first; ``statistics`` those that
        they were ranked with.
        """
        terms = frozenset(query.terms)
        profiles = [self._profile(passage_id, text) for passage_id, text, _ in hits]
        return [
            Scored(score_of(features), features, terms.intersection(profile.terms), profile)
            for features, profile in zip(
                self.features(query, statistics, hits), profiles, strict=True
            )
        ]

    def features(
        self, query: Query, statistics: Statistics, hits: Sequence[tuple[str, str, float]]
    ) -> list[Features]:
        """What the score of each hit is made of."""
        asked = self.asked(query, statistics)
        gaps = gaps_of([score for _, _, score in hits])
        return [
            asked.features(self._profile(passage_id, text), gap)
            for (passage_id, text, _), gap in zip(hits, gaps, strict=True)
        ]

    def asked(self, query: Query, statistics: Statistics) -> Asked:
        """The question, prepared for being held against passages."""
        return Asked(self._analyzer, query, statistics)

    def _profile(self, passage_id: str, text: str) -> Profile:
        with self._lock:
            if passage_id in self._profiles:
                self._profiles.move_to_end(passage_id)
                return self._profiles[passage_id]
        profile = self._profiler.profile(text)
        with self._lock:
            self._profiles[passage_id] = profile
            if len(self._profiles) > _REMEMBERED:
                self._profiles.popitem(last=False)
        return profile


def score_of(features: Features) -> float:
    """The weighted sum that hits are ranked by."""
    return float(sum(map(mul, _WEIGHTS, _VALUES(features))))


def gaps_of(scores: Sequence[float]) -> list[float]:
    """How far each of the engine's scores, the best first, is below the best, as a share of it."""
    return [(scores[0] - score) / scores[0] for score in scores]


class Asked:
    """A question, prepared for being held against passages.

    ``weights`` are the idfs of its terms, in its order, and ``total`` their sum; ``written`` are
    each term's words in lower case; ``pairs`` are neighbouring terms and ``pairs_total`` the
    weight of all; ``phrase`` are neighbouring words, small ones included; ``kind`` is what it asks
    for, if it says; ``unknown`` are words that may be a slip, with their terms.
    """

    def __init__(self, analyzer: Analyzer, query: Query, statistics: Statistics) -> None:
        """``statistics`` are those that the hits were ranked with."""
        self.weights = _idf(dict.fromkeys(query.terms), statistics)
        self.total = sum(self.weights.values()) or 1.0
        self.kind = analyzer.language.expects.get(query.asks or "")
        self.written: dict[str, set[str]] = {}
        for word, term in zip(query.words, query.terms, strict=True):
            self.written.setdefault(term, set()).add(word.lower())
        self.pairs = list(pairwise(query.terms))
        self.pairs_total = sum(self.pair(*pair) for pair in self.pairs) or 1.0
        text = query.text
        # A word that neither a passage nor the dictionary has may be a slip: what is nearly it
        # counts as it.
        self.unknown = {
            word.lower(): term
            for word, term in zip(query.words, query.terms, strict=True)
            if term in query.telling
            and len(word) >= _NEARLY
            and term not in statistics.document_frequencies
            and not is_word(analyzer, word)
        }
        said = [text[token.start : token.end].lower() for token in analyzer.tokens(text)]
        self.phrase = set(pairwise(said))

    def features(self, profile: Profile, gap: float) -> Features:
        """What is known of a passage for this question; ``gap`` is the engine's part of it."""
        terms = self._nearly(profile) if self.unknown else profile.terms
        places = [
            (place, term)
            for place, term in enumerate(terms)
            if term is not None and term in self.weights
        ]
        in_sentence: dict[int, set[str]] = {}
        exact = set()
        for place, term in places:
            in_sentence.setdefault(profile.sentences[place], set()).add(term)
            if profile.words[place] in self.written[term]:
                exact.add(term)
        beside = {(a, b) for (x, a), (y, b) in pairwise(places) if y - x <= NEAR}
        pairs = sum(self.pair(*pair) for pair in self.pairs if pair in beside)
        phrase = len(self.phrase.intersection(pairwise(profile.words)))
        return Features(
            gap=gap,
            coverage=self._share(term for _, term in places),
            sentence=max(map(self._share, in_sentence.values()), default=0.0),
            neighbours=max(
                (
                    self._share(terms | in_sentence.get(number + 1, set()))
                    for number, terms in in_sentence.items()
                ),
                default=0.0,
            ),
            pairs=pairs / self.pairs_total,
            phrase=phrase / (len(self.phrase) or 1),
            exact=self._share(exact),
            kind=1.0 if self.kind is None or self.kind in profile.kinds else 0.0,
            length=log1p(len(profile.words)),
        )

    def _nearly(self, profile: Profile) -> Sequence[str | None]:
        """The passage's terms, an unknown one in the place of a word one edit away from it."""
        terms = list(profile.terms)
        for word, term in self.unknown.items():
            found = process.extract(
                word, profile.words, scorer=OSA.distance, score_cutoff=1, limit=None
            )
            for _, _, place in found:
                if terms[place] not in self.weights:
                    terms[place] = term
        return terms

    def pair(self, one: str, other: str) -> float:
        """What two terms side by side weigh."""
        return self.weights[one] + self.weights[other]

    def _share(self, terms: Iterable[str]) -> float:
        found = set(terms)
        # Summed in the question's order: the same terms always give the same float.
        return sum(weight for term, weight in self.weights.items() if term in found) / self.total


def _idf(terms: Iterable[str], statistics: Statistics) -> Mapping[str, float]:
    """The engine's idf; for a term that no passage has, as if one had it.

    A multiple of 2^-32, so that sums of some thousands are exact, and the same however they are
    taken: Python's `sum` has changed, and C has none.
    """
    frequencies = statistics.document_frequencies
    return {
        term: floor(log((statistics.passages + 1) / frequencies.get(term, 1)) * _STEPS) / _STEPS
        for term in terms
    }


# In the order of the fields. `dataclasses.astuple` copies what it is given, which takes longer.
_VALUES = attrgetter(*(each.name for each in fields(Features)))
_WEIGHTS = _VALUES(WEIGHTS)
