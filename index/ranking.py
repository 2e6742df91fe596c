"""Rescoring of the first hits: how a question's words stand together in a passage.

BM25 counts words wherever they stand. Here the first hits are looked at once more: how much of the
question one sentence holds, or two neighbouring ones; which of its words stand side by side, and
which are written exactly as in the question; whether there is a name, a date or a number where
the question asks for one. Each of these is a number between 0 and 1, and a hit's score is their
weighted sum. The weights are those of a conditional logit model (McFadden, 1974), fitted by
``bench/fit_ranking.py`` on questions whose passages are known; docs/ranking.md has the figures.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from itertools import pairwise
from math import log, log1p
from operator import attrgetter, mul
from threading import Lock

from rapidfuzz import process
from rapidfuzz.distance import OSA

from index.analysis import Analyzer, Query
from index.dictionary import is_word
from index.model import Statistics
from index.sentences import sentence_spans

#: Raise it with any change that ranks the same hits differently.
RANKING_VERSION = 2
#: Hits that are rescored; the others stay behind them in the engine's order.
RESCORED = 20

# Question words of neighbouring places: at most this many words apart in the passage.
_NEAR = 2
# Letters from which on a word that no passage has is compared with those that are one edit away.
_NEARLY = 4
_REMEMBERED = 20_000
_YEAR = re.compile(r"[12]\d{3}")
_DIGIT = re.compile(r"\d")


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
class Profile:
    """A passage as rescoring sees it: its words in order, each with its term and sentence."""

    words: tuple[str, ...]
    terms: tuple[str | None, ...]
    sentences: tuple[int, ...]
    kinds: frozenset[str]

    def by_sentence(self) -> list[list[str]]:
        """The terms of each sentence, stop words left out."""
        found: list[list[str]] = [[] for _ in range(max(self.sentences, default=-1) + 1)]
        for term, sentence in zip(self.terms, self.sentences, strict=True):
            if term is not None:
                found[sentence].append(term)
        return found


@dataclass(frozen=True, slots=True)
class Scored:
    """A rescored hit: a greater score is better; ``held`` are the question's terms in its text."""

    score: float
    features: Features
    held: frozenset[str]
    profile: Profile


class Reranker:
    """Scores hits. Safe to share between threads; keeps the profiles of recent passages."""

    def __init__(self, analyzer: Analyzer) -> None:
        """``analyzer`` must be the one that the engine's terms were made with."""
        self._analyzer = analyzer
        self._kinds = lru_cache(maxsize=1 << 16)(self._uncached_kinds)
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
            Scored(
                sum(map(mul, _WEIGHTS, _VALUES(features))),
                features,
                terms.intersection(profile.terms),
                profile,
            )
            for features, profile in zip(
                self.features(query, statistics, hits), profiles, strict=True
            )
        ]

    def features(
        self, query: Query, statistics: Statistics, hits: Sequence[tuple[str, str, float]]
    ) -> list[Features]:
        """What the score of each hit is made of."""
        asked = _Asked(self._analyzer, query, statistics)
        best = hits[0][2] if hits else 0.0
        return [
            asked.features(self._profile(passage_id, text), (best - score) / best)
            for passage_id, text, score in hits
        ]

    def _profile(self, passage_id: str, text: str) -> Profile:
        with self._lock:
            if passage_id in self._profiles:
                self._profiles.move_to_end(passage_id)
                return self._profiles[passage_id]
        profile = self._made(text)
        with self._lock:
            self._profiles[passage_id] = profile
            if len(self._profiles) > _REMEMBERED:
                self._profiles.popitem(last=False)
        return profile

    def _made(self, text: str) -> Profile:
        written: list[str] = []
        sentences: list[int] = []
        kinds: set[frozenset[str]] = set()
        spans = sentence_spans(text, self._analyzer.language.code)
        for number, (start, end) in enumerate(spans):
            found = self._analyzer.raw_words(text[start:end])
            written += found
            sentences += [number] * len(found)
            # The first word of a sentence owes its capital to its place.
            kinds.update(map(self._kinds, found[1:]))
            kinds.update(self._kinds(word) - {"name"} for word in found[:1])
        terms = tuple(map(self._analyzer.term, written))
        return Profile(
            tuple(map(str.lower, written)), terms, tuple(sentences), frozenset().union(*kinds)
        )

    def _uncached_kinds(self, written: str) -> frozenset[str]:
        """What a word may be, as a question may ask for it."""
        kinds = set()
        if _DIGIT.search(written):
            kinds |= {"number", "date"}
        if written in self._analyzer.language.capitalised or _YEAR.fullmatch(written):
            kinds.add("date")
        if written[0].isupper():
            kinds.add("name")
        return frozenset(kinds)


class _Asked:
    """A question, prepared for being held against passages."""

    def __init__(self, analyzer: Analyzer, query: Query, statistics: Statistics) -> None:
        self._weights = _idf(dict.fromkeys(query.terms), statistics)
        self._total = sum(self._weights.values()) or 1.0
        self._kind = analyzer.language.expects.get(query.asks or "")
        self._written: dict[str, set[str]] = {}
        for word, term in zip(query.words, query.terms, strict=True):
            self._written.setdefault(term, set()).add(word.lower())
        self._pairs = list(pairwise(query.terms))
        self._pairs_total = sum(self._pair(*pair) for pair in self._pairs) or 1.0
        text = query.text
        # A word that neither a passage nor the dictionary has may be a slip: what is nearly it
        # counts as it.
        self._unknown = {
            word.lower(): term
            for word, term in zip(query.words, query.terms, strict=True)
            if term in query.telling
            and len(word) >= _NEARLY
            and term not in statistics.document_frequencies
            and not is_word(analyzer, word)
        }
        said = [text[token.start : token.end].lower() for token in analyzer.tokens(text)]
        self._phrase = set(pairwise(said))

    def features(self, profile: Profile, gap: float) -> Features:
        terms = self._nearly(profile) if self._unknown else profile.terms
        places = [
            (place, term)
            for place, term in enumerate(terms)
            if term is not None and term in self._weights
        ]
        in_sentence: dict[int, set[str]] = {}
        exact = set()
        for place, term in places:
            in_sentence.setdefault(profile.sentences[place], set()).add(term)
            if profile.words[place] in self._written[term]:
                exact.add(term)
        beside = {(a, b) for (x, a), (y, b) in pairwise(places) if y - x <= _NEAR}
        pairs = sum(self._pair(*pair) for pair in self._pairs if pair in beside)
        phrase = len(self._phrase.intersection(pairwise(profile.words)))
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
            pairs=pairs / self._pairs_total,
            phrase=phrase / (len(self._phrase) or 1),
            exact=self._share(exact),
            kind=1.0 if self._kind is None or self._kind in profile.kinds else 0.0,
            length=log1p(len(profile.words)),
        )

    def _nearly(self, profile: Profile) -> Sequence[str | None]:
        """The passage's terms, an unknown one in the place of a word one edit away from it."""
        terms = list(profile.terms)
        for word, term in self._unknown.items():
            found = process.extract(
                word, profile.words, scorer=OSA.distance, score_cutoff=1, limit=None
            )
            for _, _, place in found:
                if terms[place] not in self._weights:
                    terms[place] = term
        return terms

    def _pair(self, one: str, other: str) -> float:
        return self._weights[one] + self._weights[other]

    def _share(self, terms: Iterable[str]) -> float:
        found = set(terms)
        # Summed in the question's order: the same terms always give the same float.
        return sum(weight for term, weight in self._weights.items() if term in found) / self._total


def _idf(terms: Iterable[str], statistics: Statistics) -> Mapping[str, float]:
    """The engine's idf; for a term that no passage has, as if one had it."""
    frequencies = statistics.document_frequencies
    return {term: log((statistics.passages + 1) / frequencies.get(term, 1)) for term in terms}


# In the order of the fields. `dataclasses.astuple` copies what it is given, which takes longer.
_VALUES = attrgetter(*(each.name for each in fields(Features)))
_WEIGHTS = _VALUES(WEIGHTS)
