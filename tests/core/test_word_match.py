"""The word match: what raises it, what must never lower it, and odd input."""

from __future__ import annotations

from dataclasses import astuple, replace
from math import isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.word_match import (
    PARTIAL,
    STRONG,
    WEIGHTS,
    Match,
    Rescored,
    WordMatch,
    band,
    signals,
    squashed,
    word_match,
)
from index.analysis import Analyzer, Query
from index.model import Statistics
from index.ranking import Features

ANALYZER = Analyzer()
QUESTION = "who rejected the nuclear offer in Paris?"
TERMS = ANALYZER.query(QUESTION).terms
STATISTICS = Statistics(1_000, 50_000, {"reject": 20, "nuclear": 60, "offer": 90, "pari": 10})

share = st.floats(0, 1)
features = st.builds(
    Features, share, share, share, share, share, share, share, share, st.floats(0, 8)
)
rescored = st.builds(
    Rescored,
    features,
    st.floats(-100, 100),
    st.frozensets(st.sampled_from(TERMS)),
    st.booleans(),
)
found = st.lists(rescored, min_size=1, max_size=8).map(
    lambda hits: sorted(hits, key=lambda each: -each.score)
)


def hit(
    score: float = 0.0,
    *,
    held: float = 1.0,
    terms: tuple[str, ...] = TERMS,
    agrees: bool = False,
) -> Rescored:
    """A hit whose shares of the question are all the same."""
    values = Features(0.0, held, held, held, held, held, held, 1.0, 4.0)
    return Rescored(values, score, frozenset(terms), agrees)


def matched(
    *hits: Rescored, question: str = QUESTION, statistics: Statistics = STATISTICS
) -> Match:
    return word_match(signals(ANALYZER.query(question), statistics, hits))


def test_a_passage_that_holds_the_question_and_has_no_rival_is_strong() -> None:
    assert matched(hit(5.0), hit(-3.0, held=0.2)).band is WordMatch.STRONG


def test_one_of_many_that_hold_little_of_the_question_is_weak() -> None:
    many = [hit(0.0, held=0.3, terms=("offer",)) for _ in range(10)]
    assert matched(*many).band is WordMatch.WEAK


def test_nothing_found_is_weak() -> None:
    assert matched() == Match(WordMatch.WEAK, 0.0)
    assert word_match(None) == Match(WordMatch.WEAK, 0.0)


def test_a_telling_word_that_no_passage_has_weighs_heavily() -> None:
    known = Statistics(80, 4_000, {"found": 1, "islam": 16, "state": 16})
    unknown = Statistics(80, 4_000, {"islam": 16, "state": 16})
    hits = [hit(2.0, held=0.5, terms=("islam", "state")), hit(0.0, held=0.2, terms=("state",))]
    question = "who founded Islamic State?"
    with_it = matched(*hits, question=question, statistics=known)
    without = matched(*hits, question=question, statistics=unknown)
    assert without.value < with_it.value
    assert without.band is WordMatch.WEAK


def test_a_rival_close_behind_lowers_it_and_one_that_agrees_does_not() -> None:
    alone = matched(hit(3.0), hit(-3.0))
    assert matched(hit(3.0), hit(2.9), hit(-3.0)).value < alone.value
    assert matched(hit(3.0), hit(2.9, agrees=True), hit(-3.0)).value == alone.value


@given(found, rescored, st.integers(0, 8))
def test_one_more_hit_that_agrees_never_lowers_it(
    hits: list[Rescored], more: Rescored, place: int
) -> None:
    added = replace(more, agrees=True)
    # It may also come before what was first: that agrees with it, then.
    old = [replace(hits[0], agrees=True), *hits[1:]]
    both = [*old[:place], added, *old[place:]]
    assert matched(*both).value >= matched(*hits).value - 1e-12


@given(found, share, share, share)
def test_holding_more_of_the_question_never_lowers_it(
    hits: list[Rescored], sentence: float, exact: float, coverage: float
) -> None:
    first = hits[0]
    more = replace(
        first.features,
        sentence=max(first.features.sentence, sentence),
        exact=max(first.features.exact, exact),
        coverage=max(first.features.coverage, coverage),
    )
    for better in (
        replace(first, features=more),
        replace(first, terms=frozenset(TERMS)),
        replace(first, features=more, terms=frozenset(TERMS)),
    ):
        assert matched(better, *hits[1:]).value >= matched(*hits).value


@given(found, st.integers(1, 1_000))
def test_a_term_that_becomes_known_never_lowers_it_if_the_passage_holds_the_rarest(
    hits: list[Rescored], frequency: int
) -> None:
    first = replace(hits[0], terms=frozenset(TERMS[1:]))
    without = STATISTICS._replace(document_frequencies={"nuclear": 60, "offer": 90, "pari": 10})
    known = {**without.document_frequencies, "reject": frequency}
    with_it = STATISTICS._replace(document_frequencies=known)
    hits = [first, *(replace(each, terms=frozenset()) for each in hits[1:])]
    assert matched(*hits, statistics=with_it).value >= matched(*hits, statistics=without).value


@given(
    st.lists(rescored, max_size=5),
    st.sampled_from(["", "?", "offer", QUESTION, "offer " * 400, "Zzyzx Putin 3,000"]),
    st.builds(
        Statistics,
        st.sampled_from([0, 1, 2, 1_000_000]),
        st.just(0),
        st.sampled_from([{}, {"offer": 1}]),
    ),
)
def test_odd_input_gives_a_number_between_0_and_1_and_twice_the_same(
    hits: list[Rescored], question: str, statistics: Statistics
) -> None:
    match = matched(*hits, question=question, statistics=statistics)
    assert isfinite(match.value)
    assert 0.0 <= match.value <= 1.0
    assert match.band is band(match.value)
    assert match == matched(*hits, question=question, statistics=statistics)


def test_a_single_hit_and_equal_scores_are_no_errors() -> None:
    assert matched(hit()).value > matched(hit(), hit()).value > matched(hit(), hit(), hit()).value


def test_a_question_without_terms_has_no_signals() -> None:
    query = Query("?", (), (), (), frozenset(), None)
    assert signals(query, STATISTICS, [hit()]) is None


@given(found)
def test_the_signals_are_shares(hits: list[Rescored]) -> None:
    result = signals(ANALYZER.query(QUESTION), STATISTICS, hits)
    assert result is not None
    for value in astuple(replace(result, length=0.0)):
        assert 0.0 <= value <= 1.0 + 1e-12


def test_more_of_the_question_counts_for_it_and_unknown_words_against() -> None:
    assert min(WEIGHTS.share, WEIGHTS.rarest, WEIGHTS.sentence, WEIGHTS.exact) >= 0
    assert WEIGHTS.unknown <= 0


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0.0, WordMatch.WEAK),
        (PARTIAL - 1e-9, WordMatch.WEAK),
        (PARTIAL, WordMatch.PARTIAL),
        (STRONG - 1e-9, WordMatch.PARTIAL),
        (STRONG, WordMatch.STRONG),
        (1.0, WordMatch.STRONG),
    ],
)
def test_the_bands(value: float, expected: WordMatch) -> None:
    assert band(value) is expected


@given(st.floats(allow_nan=False), st.floats(allow_nan=False))
def test_squashing_keeps_the_order(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert 0.0 <= squashed(low) <= squashed(high) <= 1.0


def test_only_a_strong_match_is_brought_down_to_partial() -> None:
    assert Match(WordMatch.STRONG, 0.9).at_most_partial() == Match(WordMatch.PARTIAL, 0.9)
    assert Match(WordMatch.PARTIAL, 0.5).at_most_partial() == Match(WordMatch.PARTIAL, 0.5)
    assert Match(WordMatch.WEAK, 0.1).at_most_partial() == Match(WordMatch.WEAK, 0.1)
