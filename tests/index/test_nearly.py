"""Rescoring with a word that no passage has: what is one edit from it counts as it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis import Analyzer
from index.model import Statistics
from index.ranking import Features, Reranker

ANALYZER = Analyzer()
TEXT = "Zarif rejected the offer."


def features(question: str, *texts: str, known: str = "") -> list[Features]:
    """Of each text, all with the same engine score; ``known`` is elsewhere in the library."""
    frequencies: dict[str, int] = {}
    for text in (*texts, known):
        for term in set(ANALYZER.terms(text)):
            frequencies[term] = frequencies.get(term, 0) + 1
    statistics = Statistics(len(texts) + 1, 100, frequencies)
    hits = [(text, text, 1.0) for text in texts]
    return Reranker(ANALYZER).features(ANALYZER.query(question), statistics, hits)


@pytest.mark.parametrize("word", ["Zarrif", "Zatif", "Zerif", "Zairf", "zarrif", "ZARRIF"])
def test_a_word_one_edit_away_counts_as_the_unknown_one(word: str) -> None:
    [nearly] = features(f"did {word} reject the offer?", TEXT)
    [right] = features("did Zarif reject the offer?", TEXT)
    assert nearly.coverage == right.coverage == pytest.approx(1.0)
    assert nearly.sentence == pytest.approx(1.0)
    assert nearly.pairs == pytest.approx(1.0)
    assert nearly.exact < right.exact, "but it is not written as in the question"


@pytest.mark.parametrize("word", ["Zarriff", "Kzari", "Zarifian", "Kerry"])
def test_a_word_further_away_does_not(word: str) -> None:
    [found] = features(f"did {word} reject the offer?", TEXT)
    [without] = features(f"did {'x' * 30} reject the offer?", TEXT)
    assert found.coverage == without.coverage < 1.0


def test_a_word_that_some_passage_has_is_no_slip() -> None:
    [found] = features("did Zarrif reject the offer?", TEXT, known="Zarrif is a town.")
    assert found.coverage < 1.0


def test_words_under_four_letters_are_not_compared() -> None:
    [found] = features("price of oil", "The price of an oik.")
    assert found.coverage < 1.0
    [found] = features("price of coql", "The price of coal.")
    assert found.coverage == pytest.approx(1.0)


def test_a_word_of_the_question_is_not_taken_for_another_one() -> None:
    """A passage that has "offer" has not, for that, the unknown "offers'" neighbour "offed"."""
    [found] = features("offers offerd", "The offers were made.")
    assert found.coverage < 1.0


def test_what_is_nearly_the_word_decides_between_equal_hits() -> None:
    near, other = features("the confernce", "The conference met.", "The committee met.")
    assert near.coverage > other.coverage == 0.0


@pytest.mark.parametrize(
    ("question", "text"), [("what of Mali?", "Ali spoke."), ("the price of bread", "A break.")]
)
def test_a_name_or_a_known_word_is_not_taken_for_a_slip(question: str, text: str) -> None:
    [found] = features(question, text)
    assert found.coverage == 0.0


words_ = st.lists(
    st.sampled_from(["Zarif", "Zarik", "zarif", "offer", "offers", "the", "Paris", "Kerry"]),
    min_size=1,
    max_size=8,
)


@given(words_, words_)
def test_every_feature_stays_a_share(question: list[str], text: list[str]) -> None:
    [found] = features(" ".join(["Zarrif", *question]), " ".join(text) + ".")
    for name in ("coverage", "sentence", "neighbours", "pairs", "phrase", "exact", "kind"):
        assert 0.0 <= getattr(found, name) <= 1.0 + 1e-9


@given(words_, words_)
def test_a_question_of_known_words_is_scored_as_if_nothing_were_compared(
    question: list[str], text: list[str]
) -> None:
    known = " ".join(question)
    [found] = features(known, " ".join(text) + ".", known=known)
    [longer] = features(known, " ".join(text) + ".", known=f"{known} Zarrif")
    assert found == longer
