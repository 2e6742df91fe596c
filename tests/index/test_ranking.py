"""Rescoring: how a question's words stand together decides among the first hits."""

from __future__ import annotations

from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis import Analyzer
from index.model import Statistics
from index.ranking import WEIGHTS, Features, Reranker

ANALYZER = Analyzer()
WORDS = ["Iran", "Iran's", "offer", "rejected", "the", "of", "in", "Paris", "2014", "September"]


def statistics(*texts: str) -> Statistics:
    frequencies: dict[str, int] = {}
    for text in texts:
        for term in set(ANALYZER.terms(text)):
            frequencies[term] = frequencies.get(term, 0) + 1
    return Statistics(len(texts), 100, frequencies)


def features(question: str, *texts: str) -> list[Features]:
    """Of each text, all with the same engine score."""
    hits = [(text, text, 1.0) for text in texts]
    return Reranker(ANALYZER).features(ANALYZER.query(question), statistics(*texts), hits)


def best(question: str, *texts: str) -> str:
    """The text with the greatest score, the engine's scores being equal."""
    hits = [(text, text, 1.0) for text in texts]
    query = ANALYZER.query(question)
    scores = [each.score for each in Reranker(ANALYZER).scored(query, statistics(*texts), hits)]
    return texts[scores.index(max(scores))]


@pytest.mark.parametrize(
    ("question", "better", "worse"),
    [
        pytest.param(
            "who rejected the offer?",
            "The minister rejected the offer at once. It rained in Paris on that day.",
            "The minister rejected the talks at once. It was an offer made in Paris on that day.",
            id="one sentence holds more of it",
        ),
        pytest.param(
            "nuclear power plants",
            "They have built nuclear power plants in the city since then.",
            "They have plants of nuclear origin in the power city since then.",
            id="its words stand side by side",
        ),
        pytest.param(
            "what happened in the mean time?",
            "What they did in the mean time was of no use at all.",
            "What they did at the time was of mean use in it all.",
            id="small words, too, stand as in the question",
        ),
        pytest.param(
            "which rejections were there?",
            "There were rejections on that day by the council of the town.",
            "There were rejected men on that day by the council of the town.",
            id="words are written as in the question",
        ),
        pytest.param(
            "how many diplomats gathered?",
            "On that day 30 diplomats gathered in the old hall of the town.",
            "On that day all diplomats gathered in the old hall of the town.",
            id="there is a number where one is asked for",
        ),
        pytest.param(
            "when did diplomats gather?",
            "All diplomats had to gather in September in the hall of the town.",
            "All diplomats had to gather in numbers in the hall of the town.",
            id="there is a date where one is asked for",
        ),
        pytest.param(
            "who gathered the diplomats?",
            "It was Kerry who gathered diplomats in the old hall of the town.",
            "It was him who gathered diplomats in the old hall of the town.",
            id="there is a name where one is asked for",
        ),
    ],
)
def test_among_equal_engine_scores_the_better_passage_comes_first(
    question: str, better: str, worse: str
) -> None:
    assert best(question, worse, better) == better
    assert best(question, better, worse) == better


@given(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join),
    st.lists(
        st.lists(st.sampled_from([*WORDS, ".", "Then"]), min_size=1, max_size=20).map(" ".join),
        min_size=1,
        max_size=4,
    ),
)
def test_every_feature_but_the_length_is_between_0_and_1(question: str, texts: list[str]) -> None:
    for each in features(question, *texts):
        values = asdict(each)
        assert values.pop("length") >= 0
        assert all(0.0 <= value <= 1.0 + 1e-9 for value in values.values())


def test_a_passage_that_is_the_question_has_all_of_it() -> None:
    (found,) = features("Kerry rejected the offer in Paris", "Kerry rejected the offer in Paris")
    assert (found.coverage, found.sentence, found.neighbours) == pytest.approx((1, 1, 1))
    assert (found.pairs, found.phrase, found.exact, found.kind) == pytest.approx((1, 1, 1, 1))
    assert found.gap == 0.0


def test_the_gap_is_the_engines_and_counts_against_a_hit() -> None:
    query = ANALYZER.query("offer")
    hits = [("a", "The offer stands.", 2.0), ("b", "The offer stood.", 1.5)]
    found = Reranker(ANALYZER).features(query, statistics("offer"), hits)
    assert [each.gap for each in found] == [0.0, 0.25]
    assert WEIGHTS.gap < 0


def test_a_remembered_passage_scores_as_one_seen_for_the_first_time() -> None:
    query = ANALYZER.query("who rejected the offer?")
    hits = [("a", "Kerry rejected it. The offer fell.", 2.0), ("b", "An offer in Paris.", 1.0)]
    known = Reranker(ANALYZER)
    first = known.scored(query, statistics("offer"), hits)
    assert known.scored(query, statistics("offer"), hits) == first
    assert Reranker(ANALYZER).scored(query, statistics("offer"), hits) == first


def test_what_a_text_holds_of_the_question_is_told() -> None:
    query = ANALYZER.query("who rejected the offer in Paris?")
    hits = [
        ("a", "Kerry rejected it.", 2.0),
        ("b", "An offer fell.", 1.0),
        ("c", "Paris, 2014.", 1),
    ]
    scored = Reranker(ANALYZER).scored(query, statistics("offer", "Paris", "rejected"), hits)
    assert [set(each.held) for each in scored] == [{"reject"}, {"offer"}, {"pari"}]


def test_no_hits_have_no_scores() -> None:
    assert Reranker(ANALYZER).scored(ANALYZER.query("offer"), statistics(), []) == []
