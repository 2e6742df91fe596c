"""Words are known again by their fingerprints, when the passage itself is gone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.duplicates import same_words, shingles
from index.fingerprints import Fingerprints, fingerprint
from tests.index.test_duplicates import OTHER, OWN, SAID

NUMBERS = st.lists(st.integers(0, 12).map(str), min_size=1, max_size=60)


def printed(text: str) -> bytes:
    return fingerprint(shingles(text))


@given(NUMBERS, NUMBERS, st.integers(0, 30))
def test_they_say_what_the_words_themselves_would(
    one: list[str], other: list[str], shared: int
) -> None:
    first, second = " ".join(one), " ".join(one[:shared] + other)
    for a, b in ((first, second), (second, first)):
        known = Fingerprints([printed(OWN), printed(b)])
        assert (printed(a) in known) is same_words(shingles(a), shingles(b))


@pytest.mark.parametrize("text", [SAID[:150], f"“{SAID.upper()}”", SAID.replace("ten", "two")])
def test_trimmed_quoted_or_hardly_changed_it_is_the_same(text: str) -> None:
    assert printed(text) in Fingerprints([printed(OTHER), printed(SAID)])


def test_other_words_are_not_known() -> None:
    known = Fingerprints([printed(OWN), printed(SAID), printed("Yes.")])
    assert printed(OTHER) not in known
    assert printed("No.") not in known
    assert printed("Yes!") in known
    assert printed(OWN) not in Fingerprints([])


def test_no_word_of_a_passage_can_be_read_in_it() -> None:
    text = "Quetzalcoatl met nobody whom he knew in Tenochtitlan that morning. " * 20
    kept = printed(text)
    assert len(kept) < 4_000
    for word in ("Quetzalcoatl", "quetzalcoatl", "morning"):
        assert word.encode() not in kept
    assert b"yes" not in printed("Yes.")
