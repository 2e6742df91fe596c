"""How well the words of a question are matched: strong, partial or weak.

It judges words only. Of the first passage it asks how clearly it stands before those that say
something else, and how much of the question it holds. Six numbers, put together by a logistic
model that ``bench/fit_match.py`` fits on questions whose passages are known, asked once over a
library that has the passage and once over the same library without it. The value is between 0
and 1 and orders questions well, but it is no probability that anything is true, nor that the
passage answers: docs/word_match.md has the figures, and where it fails.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import astuple, dataclass
from enum import Enum
from math import exp, log

from index.analysis import Query
from index.model import Statistics
from index.ranking import Features
from index.session import MOST_TERMS

#: Raise it with any change that gives another match for the same hits.
MATCH_VERSION = 1
#: Values from which on a match is partial, and strong: chosen in docs/word_match.md.
PARTIAL = 0.25
STRONG = 0.70


class WordMatch(Enum):
    """What people see of it."""

    STRONG = "strong"
    PARTIAL = "partial"
    WEAK = "weak"


@dataclass(frozen=True, slots=True)
class Match:
    """A band and the number behind it, from 0 to 1."""

    band: WordMatch
    value: float

    def at_most_partial(self) -> Match:
        """The same, but partial if it is strong: for a question that was searched with a change."""
        return Match(WordMatch.PARTIAL, self.value) if self.band is WordMatch.STRONG else self


@dataclass(frozen=True, slots=True)
class Rescored:
    """One rescored hit.

    ``score`` is what it was ranked by, ``terms`` are those of its text (only the question's
    matter). ``agrees`` says that it says the same as the first hit; the first agrees with itself.
    """

    features: Features
    score: float
    terms: AbstractSet[str]
    agrees: bool


@dataclass(frozen=True, slots=True)
class Signals:
    """What the match is made of. All but ``length`` are between 0 and 1."""

    share: float
    """The first hit's part of the choice among it and those that say something else: a softmax."""
    length: float
    """The logarithm of the question's distinct terms, at most 40 of them counted."""
    rarest: float
    """The idf of the rarest term of the question in the first hit, as a share of the greatest."""
    sentence: float
    """The share of the question's idf that the best sentence holds."""
    exact: float
    """The share of idf whose words are written as in the question."""
    unknown: float
    """The share of idf of terms that occur in no passage."""


#: In the order of `Signals`; fitted by bench/fit_match.py.
WEIGHTS = Signals(
    share=4.283,
    length=1.781,
    rarest=3.710,
    sentence=2.316,
    exact=1.162,
    unknown=-2.655,
)
BIAS = -10.341


def signals(query: Query, statistics: Statistics, hits: Sequence[Rescored]) -> Signals | None:
    """What is known of how a question was matched; ``None`` where nothing was found.

    ``statistics`` are those that the ``hits``, best first, were ranked with. Hits that agree with
    the first are no rivals of it, and what one of them holds counts as held: one more of them
    never lowers the match.
    """
    terms = tuple(dict.fromkeys(query.terms))
    if not hits or not terms:
        return None
    most = log(statistics.passages + 1)
    frequencies = statistics.document_frequencies
    idf = {term: most - log(frequencies.get(term, 1)) for term in terms}
    agreeing = [each for place, each in enumerate(hits) if place == 0 or each.agrees]
    best = max(each.score for each in agreeing)
    # No rival weighs more than the first, whatever order they come in.
    rivals = [
        exp(min(0.0, each.score - best))
        for place, each in enumerate(hits)
        if place > 0 and not each.agrees
    ]
    held = [idf[term] for term in terms if any(term in each.terms for each in agreeing)]
    absent = [idf[term] for term in terms if term not in frequencies]
    return Signals(
        share=1.0 / (1.0 + sum(rivals)),
        length=log(min(len(terms), MOST_TERMS)),
        rarest=_share(max(held, default=0.0), most),
        sentence=max(each.features.sentence for each in agreeing),
        exact=max(each.features.exact for each in agreeing),
        unknown=_share(sum(absent), sum(idf.values())),
    )


def word_match(found: Signals | None) -> Match:
    """The match for what `signals` gave; weak and 0 where nothing was found."""
    if found is None:
        return Match(WordMatch.WEAK, 0.0)
    value = squashed(weighted(astuple(found), astuple(WEIGHTS)) + BIAS)
    return Match(band(value), value)


def band(value: float) -> WordMatch:
    """The band of a value from 0 to 1."""
    if value >= STRONG:
        return WordMatch.STRONG
    return WordMatch.PARTIAL if value >= PARTIAL else WordMatch.WEAK


def weighted(values: Iterable[float], weights: Iterable[float]) -> float:
    """The weighted sum, in the order given."""
    return sum(weight * value for weight, value in zip(weights, values, strict=True))


def squashed(logit: float) -> float:
    """The logistic function, for any number."""
    if logit < 0:
        grown = exp(max(logit, -700.0))
        return grown / (1.0 + grown)
    return 1.0 / (1.0 + exp(-min(logit, 700.0)))


def _share(part: float, whole: float) -> float:
    return part / whole if whole > 0 else 0.0
