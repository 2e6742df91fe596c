"""Words that are nearly one, and words of the language."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from index import dictionary
from index.analysis import Analyzer
from index.vocabulary import Vocabulary

ANALYZER = Analyzer()
known_ = st.lists(st.text("abcz", min_size=1, max_size=9), max_size=30)


@given(known_, st.text("abcz", min_size=1, max_size=9), st.integers(1, 2), st.randoms())
def test_a_vocabulary_gives_all_that_is_near_whatever_its_order(
    words: list[str], word: str, edits: int, chance: random.Random
) -> None:
    expected = sorted(
        (OSA.distance(word, each), each)
        for each in set(words)
        if each[0] == word[0] and 0 < OSA.distance(word, each) <= edits
    )
    shuffled = list(set(words))
    chance.shuffle(shuffled)
    assert Vocabulary(shuffled).near(word, edits) == expected


def test_a_word_is_known_in_any_case_and_with_a_possessive() -> None:
    for word in ("conference", "Conference's", "2014", "état", "well-known"):
        assert dictionary.is_word(ANALYZER, word) == (word != "état")
    for word in ("Zarrif", "confernce"):
        assert not dictionary.is_word(ANALYZER, word)
    assert dictionary.get("en") is dictionary.get("en"), "loaded once"
