"""The same statement: what makes two passages alike, and what does not."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis import Analyzer
from index.model import Statistics
from index.statements import SAME, Likenesses, StatementProfile, Statements, likeness

MAKES = Statements(Analyzer())
WORDS = ["Kerry", "rejected", "rejection", "offer", "the", "in", "Paris", "2014", ".", "Then"]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)
COMMON = {"the": 90, "said": 60, "minist": 40, "offer": 10, "reject": 5, "kerri": 3, "pari": 8}
STATISTICS = Statistics(100, 2_000, COMMON)

HANDS = "He said that they had dirty hands and that he would not work with them."
STAINED = "“We do not work with them: they have stained hands,” he said on Monday."
BRIDGES = "Farmers blocked both bridges with tractors until noon."


def alike(one: str, other: str) -> float:
    return likeness(MAKES.profile(one), MAKES.profile(other), STATISTICS)


def test_what_is_reported_twice_is_more_alike_than_what_is_not() -> None:
    assert alike(HANDS, STAINED) > alike(HANDS, BRIDGES)
    assert alike(HANDS, HANDS) >= SAME > alike(HANDS, BRIDGES)


def test_the_best_sentences_count_wherever_they_stand() -> None:
    alone = alike(HANDS, STAINED)
    assert alike(f"{BRIDGES} {HANDS}", f"{STAINED} It rained.") == pytest.approx(alone)


def test_only_what_is_shown_of_a_passage_may_be_asked_for() -> None:
    passage = MAKES.profile(f"{BRIDGES} {HANDS}")
    shown = passage.within(len(BRIDGES) + 5, len(BRIDGES) + 10)
    assert likeness(shown, MAKES.profile(HANDS), STATISTICS) >= SAME
    assert likeness(shown, MAKES.profile(BRIDGES), STATISTICS) < 0.1
    assert passage.within(0, 0).sentences == ()


def test_rare_words_count_for_more_and_relatives_for_something() -> None:
    assert alike("Kerry spoke", "Kerry slept") > alike("The minister spoke", "The minister slept")
    assert alike("A robbery in Paris", "The robbers of Paris") > alike(
        "A theft in Paris", "The men of Paris"
    )


def test_articles_of_other_stories_make_a_likeness_less() -> None:
    story, same, another = (MAKES.article([each]) for each in (HANDS, STAINED, BRIDGES))
    one = MAKES.profile(HANDS, story)
    alone, near, far = (MAKES.profile(STAINED, each) for each in (None, same, another))
    found = [likeness(one, each, STATISTICS) for each in (alone, near, far)]
    assert found[0] >= found[1] > found[2]


def test_passages_that_are_like_both_speak_for_two() -> None:
    shown, other, third = (
        MAKES.profile(each)
        for each in (
            "Kerry rejected the offer",
            "Zarif refused the offer of talks",
            "Kerry rejected and Zarif refused the offer of talks",
        )
    )
    comparison = Likenesses(STATISTICS)
    (without,) = comparison.supported(shown, [other])
    assert without == pytest.approx(comparison.likeness(shown, other))
    assert without < comparison.supported(shown, [other, third])[0] <= 1.0


def test_a_passage_does_not_speak_for_one_of_its_own_article() -> None:
    article = MAKES.article([HANDS])
    shown = MAKES.profile("Kerry rejected the offer", MAKES.article([HANDS]))
    others = [MAKES.profile(each, article) for each in ("The offer", "Kerry rejected the offer")]
    comparison = Likenesses(STATISTICS)
    alone = [comparison.likeness(shown, each) for each in others]
    assert comparison.supported(shown, others) == pytest.approx(alone)


@given(TEXTS, TEXTS)
def test_likeness_is_symmetric_between_0_and_1_and_the_same_every_time(
    one: str, other: str
) -> None:
    assert 0.0 <= alike(one, other) <= 1.0
    assert alike(one, other) == alike(other, one) == alike(one, other)


@given(TEXTS, st.sampled_from(WORDS))
def test_nothing_is_more_like_a_sentence_than_itself(one: str, left_out: str) -> None:
    sentence = one.replace(".", "")
    rest = " ".join(word for word in sentence.split() if word != left_out)
    assert alike(sentence, sentence) >= alike(sentence, rest)


@given(st.lists(TEXTS, min_size=1, max_size=5))
def test_support_never_lowers_a_likeness(texts: list[str]) -> None:
    shown, *others = [MAKES.profile(each) for each in texts]
    comparison = Likenesses(STATISTICS)
    for raised, other in zip(comparison.supported(shown, others), others, strict=True):
        assert comparison.likeness(shown, other) <= raised + 1e-12 <= 1.0 + 1e-9


def test_what_was_asked_before_changes_nothing() -> None:
    profiles = [MAKES.profile(each) for each in (HANDS, STAINED, BRIDGES)]
    known = Likenesses(STATISTICS)
    for one, other in permutations(profiles, 2):
        assert known.likeness(one, other) == likeness(one, other, STATISTICS)


@pytest.mark.parametrize("statistics", [Statistics(), Statistics(1, 3, {"kerri": 1}), STATISTICS])
@pytest.mark.parametrize("text", ["", " ", "...", "Kerry", "\u0301"])
def test_any_corpus_and_any_text_will_do(statistics: Statistics, text: str) -> None:
    assert 0.0 <= likeness(MAKES.profile(text), MAKES.profile("Kerry"), statistics) <= 1.0


@pytest.mark.parametrize("hostile", ["a. ", "word ", "x", "“", "A.B.", "\n\n", "robbery "])
def test_of_a_megabyte_only_the_beginning_is_read(hostile: str) -> None:
    text = hostile * (1_000_000 // len(hostile))
    profile = MAKES.profile(text)
    assert len(profile.sentences) <= 12
    assert all(len(each.terms) <= 80 for each in profile.sentences)
    assert len(MAKES.article([text] * 20).counts) <= 20_000
    assert 0.0 <= likeness(profile, profile, STATISTICS) <= 1.0


def test_profiles_know_no_idf() -> None:
    profile: StatementProfile = MAKES.profile(HANDS)
    assert likeness(profile, profile, Statistics()) != likeness(profile, profile, STATISTICS)
