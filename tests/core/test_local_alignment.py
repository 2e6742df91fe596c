"""Local alignment: held against a plain search over all cells, and what it is for."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.core.local_alignment import aligned

WORDS = st.lists(st.sampled_from("abcd"), max_size=8)
TELLING = {"a": True, "b": True, "c": False, "d": False}


def best_score(left: list[str], right: list[str]) -> int:
    """By definition: the best path that ends with two words, over all of them."""

    @cache
    def both(i: int, j: int) -> int:
        if i < 0 or j < 0:
            return -(10**9)
        gain = (200 if TELLING[left[i]] else 100) if left[i] == right[j] else -50
        before = max(0, both(i - 1, j - 1), ours(i - 1, j - 1), theirs(i - 1, j - 1))
        return gain + before

    @cache
    def ours(i: int, j: int) -> int:
        if i < 1 or j < 0:
            return -(10**9)
        return max(both(i - 1, j) - 50, ours(i - 1, j) - 15)

    @cache
    def theirs(i: int, j: int) -> int:
        if i < 0 or j < 1:
            return -(10**9)
        return max(both(i, j - 1) - 50, theirs(i, j - 1) - 15)

    cells = [both(i, j) for i in range(len(left)) for j in range(len(right))]
    return max([0, *cells])


@given(WORDS, WORDS)
def test_it_is_the_best_there_is(left: list[str], right: list[str]) -> None:
    score, pairs = aligned(left, right, [TELLING[word] for word in left])
    assert score == best_score(left, right)
    assert bool(pairs) == (score > 0)
    assert all(left[i] == right[j] for i, j in pairs)
    for (i, j), (k, m) in pairwise(pairs):
        assert i < k and j < m


def test_words_that_belong_together_stay_together() -> None:
    left = ["I", "saw", "no", "point"]
    right = ["but", "I", "was", "opposed", "and", "I", "saw", "no", "point", "in", "it"]
    _, pairs = aligned(left, right, [False, True, False, True])
    assert pairs == [(0, 5), (1, 6), (2, 7), (3, 8)]


def test_a_negation_that_was_left_out_is_a_gap() -> None:
    left = ["We", "will", "not", "coordinate", "militarily"]
    right = ["We", "are", "not", "and", "will", "not", "coordinate", "militarily"]
    _, pairs = aligned(left, right, [False, False, False, True, True])
    assert pairs == [(0, 0), (1, 4), (2, 5), (3, 6), (4, 7)]
