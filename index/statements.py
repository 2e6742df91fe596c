"""The same statement in another article: whether two passages report one thing.

Passages are held against each other sentence by sentence, and the most alike two sentences count:
what two outlets both report is seldom longer. Two sentences are as alike as the idf that they share
makes them, as a share of what they hold and as a sum, with words that only begin alike ("robbery",
"robbers") counted apart. A small logistic model makes a number between 0 and 1 of this. It is less
where the articles are known and tell different stories, and more where third passages are like
both. ``bench/fit_statements.py`` fits the weights on ECB+ (Cybulska and Vossen,
2014); docs/statements.md has the figures.

It tells likeness of words and no more: not who was first, and not whether it is true.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from math import exp, floor, log, log1p, sqrt

from index.analysis import Analyzer
from index.model import Statistics
from index.sentences import sentence_spans

#: At or above this likeness, two passages are said to report the same. Chosen on the samples for
#: `Likenesses.supported`; of likenesses without support it lets fewer pass.
SAME = 0.58

#: Articles whose kinship is at least this tell one story, as far as words show; below, the
#: likeness of their passages falls with that power. Of ECB+'s right pairs 95 in 100 are above.
ONE_STORY = 0.22
FALLING = 4

#: How much third passages add to a likeness, and how many are asked for each passage.
SUPPORT = 1.0
SUPPORTERS = 6
# The likeness that the best three of them agree on counts.
_AGREEING = 3

#: Passages have at most 1,000 characters; of longer texts the rest is not read.
LONGEST = 2_000
_MOST_SENTENCES = 12
_MOST_TERMS = 80
#: An article's subject is clear from its beginning: so many characters of its passages.
LONGEST_ARTICLE = 20_000
# The least idf in the likeness of articles.
_LEAST_OF_STORY = 0.3
#: Words that are alike in so many first letters are taken for relatives.
BEGINNING = 5
# An idf, and a term's weight in an article, are multiples of these fractions. So sums of some
# hundred idfs, and of some thousand products of two weights, are exact in 53 bits, and the same in
# any order.
_IDF_STEPS = 2.0**40
_WEIGHT_STEPS = 2.0**16


@dataclass(frozen=True, slots=True)
class Features:
    """What is known of two sentences."""

    share: float
    """The idf they share, as a share of the geometric mean of what each holds."""
    mass: float
    """The logarithm of one more than the idf they share; a term's idf is at most 1."""
    relatives: float
    """As ``share``, in terms that differ but begin alike."""


#: In the order of `Features`, then the constant; fitted by bench/fit_statements.py.
WEIGHTS = Features(share=8.322, mass=2.216, relatives=13.998)
CONSTANT = -4.934


@dataclass(frozen=True, slots=True, eq=False)
class SentenceProfile:
    """A sentence: where it stands in its passage, its terms, and each first term of a beginning."""

    start: int
    end: int
    terms: tuple[str, ...]
    known: frozenset[str]
    beginnings: Mapping[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class ArticleProfile:
    """An article's terms and how often it has each. May be kept for good."""

    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True, eq=False)
class StatementProfile:
    """A passage as it is held against others. Knows no idf, so it may be kept for good."""

    sentences: tuple[SentenceProfile, ...]
    terms: frozenset[str]
    article: ArticleProfile | None = None

    def within(self, start: int, end: int) -> StatementProfile:
        """Of the sentences that ``start`` to ``end`` touch: what is shown of the passage."""
        kept = tuple(each for each in self.sentences if each.start < end and start < each.end)
        return _profile(kept, self.article)


class Statements:
    """Makes profiles. Safe to share between threads; keeps nothing."""

    def __init__(self, analyzer: Analyzer) -> None:
        """``analyzer`` must be the one that the statistics' terms were made with."""
        self._analyzer = analyzer

    def profile(self, text: str, article: ArticleProfile | None = None) -> StatementProfile:
        """A passage's profile; of a longer text, that of its first 2,000 characters.

        ``article`` is what the passage is from: one object for all passages of one article.
        """
        text = text[:LONGEST]
        spans = sentence_spans(text, self._analyzer.language.code)[:_MOST_SENTENCES]
        found = [self._sentence(text[start:end], start, end) for start, end in spans]
        return _profile(tuple(each for each in found if each.terms), article)

    def profile_of(self, sentences: Iterable[Iterable[str]]) -> StatementProfile:
        """The same of a passage whose terms are known, sentence by sentence.

        Its sentences have no places, so that nothing is `StatementProfile.within` any of them.
        """
        made = [
            _made(0, 0, islice(terms, _MOST_TERMS)) for terms in islice(sentences, _MOST_SENTENCES)
        ]
        return _profile(tuple(each for each in made if each.terms), None)

    def article(self, passages: Iterable[str]) -> ArticleProfile:
        """An article's profile, made of its first passages: those that begin within 20,000
        characters."""
        counts: Counter[str] = Counter()
        characters = 0
        for text in passages:
            if characters >= LONGEST_ARTICLE:
                break
            text = text[:LONGEST]
            for start, end in sentence_spans(text, self._analyzer.language.code):
                counts.update(self._analyzer.terms(text[start:end]))
            characters += len(text)
        return ArticleProfile(counts)

    def _sentence(self, text: str, start: int, end: int) -> SentenceProfile:
        return _made(start, end, self._analyzer.terms(text)[:_MOST_TERMS])


class Likenesses:
    """Holds passages of one corpus against each other. For one answer and one thread.

    It remembers what it was asked, so that passages shown together share the work.
    """

    def __init__(self, statistics: Statistics, idfs: dict[str, float] | None = None) -> None:
        """``statistics`` are those of all libraries that the passages are from.

        ``idfs`` may be handed on from one to the next with the same statistics, also between
        threads: whoever works one out finds the same.
        """
        self._frequencies = statistics.document_frequencies
        self._most = log(statistics.passages + 1)
        self._idfs = {} if idfs is None else idfs
        self._masses: dict[SentenceProfile, float] = {}
        self._lengths: dict[ArticleProfile, float] = {}
        self._kinships: dict[tuple[ArticleProfile, ArticleProfile], float] = {}
        self._likenesses: dict[tuple[StatementProfile, StatementProfile], float] = {}

    def likeness(self, one: StatementProfile, other: StatementProfile) -> float:
        """How alike what two passages report is, between 0 and 1; the same either way round."""
        found = self._likenesses.get((one, other))
        if found is None:
            found = self._likeness(one, other)
            self._likenesses[one, other] = self._likenesses[other, one] = found
        return found

    def supported(self, shown: StatementProfile, others: Sequence[StatementProfile]) -> list[float]:
        """Each passage's likeness to ``shown``, raised by further ones that are like both.

        The supporters are those of ``others`` that are most like ``shown``. Where articles are
        known, a passage does not speak for one of its own. Costs at most 7 likenesses for each.
        """
        alike = [self.likeness(shown, other) for other in others]

        def speaks(third: int, place: int) -> float:
            one_article = _of_one_article(others[third], others[place])
            return 0.0 if one_article else self.likeness(others[third], others[place])

        return [supported(place, alike, speaks) for place in range(len(others))]

    def features(self, left: SentenceProfile, right: SentenceProfile) -> Features:
        """What the model knows of two sentences."""
        shared = left.known & right.known
        if not shared:
            return Features(0.0, 0.0, 0.0)
        mass = sum([self._idf(term) for term in shared])
        whole = sqrt(self._mass(left) * self._mass(right))
        if not whole:
            return Features(0.0, 0.0, 0.0)
        relatives = 0.0
        few, many = sorted((left.beginnings, right.beginnings), key=len)
        for beginning, term in few.items():
            other = many.get(beginning, term)
            if other != term and term not in shared and other not in shared:
                relatives += min(self._idf(term), self._idf(other))
        return Features(min(1.0, mass / whole), log1p(mass), min(1.0, relatives / whole))

    def kinship(self, one: ArticleProfile, other: ArticleProfile) -> float:
        """How alike two articles are: their cosine under tf-idf, the logarithm of tf taken."""
        found = self._kinships.get((one, other))
        if found is None:
            shared = one.counts.keys() & other.counts.keys()
            product = sum(
                [
                    self._weight(term, one.counts[term]) * self._weight(term, other.counts[term])
                    for term in shared
                ]
            )
            length = self._length(one) * self._length(other)
            found = min(1.0, product / length) if length else 0.0
            self._kinships[one, other] = self._kinships[other, one] = found
        return found

    def _likeness(self, one: StatementProfile, other: StatementProfile) -> float:
        if one.terms.isdisjoint(other.terms):
            return 0.0
        best = 0.0
        for left in one.sentences:
            for right in other.sentences:
                if not left.known.isdisjoint(right.known):
                    best = max(best, _weighed(self.features(left, right)))
        if not best:
            return 0.0  # what every passage has says nothing
        chance = 1.0 / (1.0 + exp(-(CONSTANT + best)))
        if one.article is None or other.article is None:
            return chance
        return chance * of_one_story(self.kinship(one.article, other.article))

    def _idf(self, term: str) -> float:
        """The engine's idf, as a share of what a term has that one passage holds."""
        found = self._idfs.get(term)
        if found is None:
            frequency = max(1, self._frequencies.get(term, 1))
            share = max(0.0, 1.0 - log(frequency) / self._most) if self._most else 1.0
            found = self._idfs[term] = floor(share * _IDF_STEPS) / _IDF_STEPS
        return found

    def _mass(self, sentence: SentenceProfile) -> float:
        found = self._masses.get(sentence)
        if found is None:
            found = self._masses[sentence] = sum([self._idf(term) for term in sentence.terms])
        return found

    def _weight(self, term: str, count: int) -> float:
        # What every article of a small library is about has no idf there, and is what they share.
        weight = (1.0 + log(count)) * max(_LEAST_OF_STORY, self._idf(term))
        return floor(weight * _WEIGHT_STEPS) / _WEIGHT_STEPS

    def _length(self, article: ArticleProfile) -> float:
        found = self._lengths.get(article)
        if found is None:
            squares = [self._weight(term, count) ** 2 for term, count in article.counts.items()]
            found = self._lengths[article] = sqrt(sum(squares))
        return found


def supported(place: int, alike: Sequence[float], speaks: Callable[[int, int], float]) -> float:
    """A passage's likeness to the one that is shown, raised by further ones that are like both.

    ``alike`` are the likenesses of all passages to the one shown, of which that at ``place`` is
    raised; ``speaks`` gives what one of them, by its place, says for another.
    """
    if alike[place] == 0.0:
        return 0.0
    nearest = sorted(range(len(alike)), key=lambda third: (-alike[third], third))[:SUPPORTERS]
    agreed = sorted(
        (
            min(alike[third], speaks(third, place))
            for third in nearest
            if third != place and alike[third] > 0.0
        ),
        reverse=True,
    )
    support = 0.0
    for each in agreed[:_AGREEING]:  # `sum` rounds in another way from Python 3.12 on
        support += each
    return 1.0 - (1.0 - alike[place]) * (1.0 - SUPPORT * (support / _AGREEING))


def of_one_story(kinship: float) -> float:
    """What is left of a likeness between articles of that kinship: all if they tell one story."""
    return min(1.0, kinship / ONE_STORY) ** FALLING


def likeness(one: StatementProfile, other: StatementProfile, statistics: Statistics) -> float:
    """`Likenesses.likeness` of a single pair; for more of them, a `Likenesses` costs less."""
    return Likenesses(statistics).likeness(one, other)


def _weighed(found: Features) -> float:
    return (
        WEIGHTS.share * found.share
        + WEIGHTS.mass * found.mass
        + WEIGHTS.relatives * found.relatives
    )


def _made(start: int, end: int, terms: Iterable[str]) -> SentenceProfile:
    # Sorted, so that of several terms with one beginning it is always the same that comes first.
    each_once = tuple(sorted(set(terms)))
    beginnings: dict[str, str] = {}
    for term in each_once:
        if len(term) >= BEGINNING:
            beginnings.setdefault(term[:BEGINNING], term)
    return SentenceProfile(start, end, each_once, frozenset(each_once), beginnings)


def _profile(
    sentences: tuple[SentenceProfile, ...], article: ArticleProfile | None
) -> StatementProfile:
    terms = frozenset(chain.from_iterable(each.terms for each in sentences))
    return StatementProfile(sentences, terms, article)


def _of_one_article(one: StatementProfile, other: StatementProfile) -> bool:
    return one.article is not None and one.article is other.article
