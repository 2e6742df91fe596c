"""Word by word: what two texts share, what differs, and what stands in the place of what."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.alignment import align, counterpart, differing, wording_key, words
from index.analysis import Analyzer

ANALYZER = Analyzer()


def marked(left: str, right: str) -> tuple[list[str], list[str]]:
    ours, theirs = differing(words(ANALYZER, left), words(ANALYZER, right))
    return (
        [left[each.start : each.end] for each in ours],
        [right[each.start : each.end] for each in theirs],
    )


@pytest.mark.parametrize(
    ("left", "right", "ours", "theirs"),
    [
        ("they have dirty hands", "They have stained hands.", ["dirty"], ["stained"]),
        ("rejected a US request", "rejects U.S. bid", ["request"], ["bid"]),
        ("they [the U.S.] lie", "they lie", [], []),
        ("the same words", "The “same” words!", [], []),
        ("", "new", [], ["new"]),
    ],
)
def test_differing_words_are_marked_on_each_side(
    left: str, right: str, ours: list[str], theirs: list[str]
) -> None:
    assert marked(left, right) == (ours, theirs)


def standing(left: str, word: str, right: str, *shared: str) -> str | None:
    ours, theirs = words(ANALYZER, left), words(ANALYZER, right)
    place = next(n for n, each in enumerate(ours) if left[each.start : each.end] == word)
    found = counterpart(ours, place, theirs, {ANALYZER.terms(each)[0] for each in shared}, set())
    return None if found is None else right[theirs[found.place].start : theirs[found.place].end]


@pytest.mark.parametrize(
    ("left", "word", "right", "shared", "expected"),
    [
        ("they have dirty hands", "dirty", "they have aims and stained hands", "hand", "stained"),
        ("as they have dirty hands", "dirty", "as US has corrupted its hands", "hand", "corrupted"),
        ("one whose hands are dirty", "dirty", "men whose hands are filthy", "hands", "filthy"),
        ("I rejected US offer to Iran", "offer", "they rejected a US request", "reject", "request"),
        ("asked a man for a meeting", "meeting", "asked our man for a session", "ask", "session"),
        # Nothing holds the place from the other side, and a phrase ends before it.
        ("whose hands are dirty", "dirty", "its hands in this issue", "hands", None),
        # No name stands for a word that is none.
        ("he rejected the offer", "offer", "and then he rejected the Kerry", "rejected", None),
        ("they have dirty hands", "dirty", "nothing in common", "hands", None),
    ],
)  # fmt: skip
def test_a_counterpart_is_seen_from_where_it_stands(
    left: str, word: str, right: str, shared: str, expected: str | None
) -> None:
    assert standing(left, word, right, shared) == expected


def test_what_is_taken_or_inserted_answers_to_nothing() -> None:
    left, right = words(ANALYZER, "have dirty hands"), words(ANALYZER, "have stained hands")
    assert counterpart(left, 1, right, {"hand"}, {"stain"}) is None
    inserted = words(ANALYZER, "have [stained] hands")
    assert counterpart(left, 1, inserted, {"hand"}, set()) is None


def test_wordings_are_equal_but_for_case_punctuation_endings_and_articles() -> None:
    def key(text: str) -> tuple[str, ...]:
        return wording_key(words(ANALYZER, text))

    assert key("Rejected a U.S. offer") == key("rejects US’s offers")
    assert key("dirty hands") != key("hands are dirty")
    assert key("hands are dirty") != key("hands were dirty")


WORDS = st.lists(st.sampled_from(["a", "hand", "dirti", "stain", "us"]), max_size=30)


@given(WORDS, WORDS)
def test_blocks_cover_both_sides_in_order_and_say_what_is_the_same(
    left: list[str], right: list[str]
) -> None:
    blocks = align(left, right)
    assert [n for each in blocks for n in range(*each.left)] == list(range(len(left)))
    assert [n for each in blocks for n in range(*each.right)] == list(range(len(right)))
    for each in blocks:
        assert (left[slice(*each.left)] == right[slice(*each.right)]) == each.same
    for one, other in pairwise(blocks):
        assert one.same != other.same


@given(st.text(alphabet=st.sampled_from("aB c.,[]’'-U.S é"), max_size=200))
def test_words_are_verbatim_spans_in_order(text: str) -> None:
    found = words(ANALYZER, text)
    position = 0
    for each in found:
        assert position <= each.start < each.end <= len(text)
        position = each.end
