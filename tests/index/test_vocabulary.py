"""Words that are nearly one, and words of the language."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from index import dictionary, engines, kernel
from index.analysis import Analyzer
from index.engine import GrowingEngine
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
    assert Vocabulary.of(shuffled).near(word, edits) == expected


def test_a_word_is_known_in_any_case_and_with_a_possessive() -> None:
    for word in ("conference", "Conference's", "2014", "état", "well-known"):
        assert dictionary.is_word(ANALYZER, word) == (word != "état")
    for word in ("Zarrif", "confernce"):
        assert not dictionary.is_word(ANALYZER, word)
    assert dictionary.get("en") is dictionary.get("en"), "loaded once"


@pytest.mark.skipif(not kernel.available(), reason="the kernel was not compiled")
@given(
    st.lists(st.lists(st.text("abä\u65e5\U0001f600", min_size=1, max_size=6)), min_size=1),
    st.text("abä\u65e5", min_size=1, max_size=7),
    st.integers(1, 2),
)
def test_a_vocabulary_in_the_kernel_is_the_same_over_all_parts(
    passages: list[list[str]], word: str, edits: int
) -> None:
    engine = engines.get("compiled")
    assert isinstance(engine, GrowingEngine)
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / str(number) for number in range(len(passages))]
        for path, passage in zip(paths, passages, strict=True):
            engine.build(path, [passage])
        snapshot = engine.open_parts(paths, [None] * len(paths))
        frequencies: Any = snapshot.statistics.document_frequencies
        words = {term for passage in passages for term in passage}
        assert Vocabulary(frequencies.beginning).near(word, edits) == Vocabulary.of(words).near(
            word, edits
        )


@pytest.mark.skipif(not kernel.available(), reason="the kernel was not compiled")
def test_more_terms_than_there_is_room_for_at_first_all_come(tmp_path: Path) -> None:
    terms = [f"word{number:060}" for number in range(20_000)]
    engine = engines.get("compiled")
    engine.build(tmp_path / "index", [terms, ["other"]])
    frequencies: Any = engine.open(tmp_path / "index").statistics.document_frequencies
    assert frequencies.beginning("w", 64, 64) == set(terms)
    assert frequencies.beginning("w", 65, 99) == set()
    assert frequencies.beginning("", 1, 5) == {"other"}
