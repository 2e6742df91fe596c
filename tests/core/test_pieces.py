"""Pieces: a text cut where its marked spans begin and end, and nothing lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.core.excerpts import pieces

TEXT = "One. The offer was rejected. Three. It was refused. Five."
FIRST, SECOND = (5, 28), (36, 51)


@st.composite
def marked_(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]], int, int]:
    """A text, spans of it apart from each other, and a part of it."""
    text = draw(st.text("ab. \n’\U0001f600", max_size=60))
    places = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    spans = list(zip(places[::2], places[1::2], strict=False))
    begin = draw(st.integers(0, len(text)))
    return text, spans, begin, draw(st.integers(begin, len(text)))


def test_the_marked_sentences_are_told_from_the_rest() -> None:
    assert pieces(TEXT, [FIRST, SECOND]) == [
        ("One. ", False),
        ("The offer was rejected.", True),
        (" Three. ", False),
        ("It was refused.", True),
        (" Five.", False),
    ]


def test_a_sentence_that_is_not_wholly_inside_is_not_marked() -> None:
    assert pieces(TEXT, [FIRST, SECOND], 6, 51) == [(TEXT[6:36], False), (TEXT[36:51], True)]
    assert pieces(TEXT, [FIRST, SECOND], 5, 50) == [(TEXT[5:28], True), (TEXT[28:50], False)]


def test_a_text_that_is_marked_whole_is_one_piece() -> None:
    assert pieces("all", [(0, 3)]) == [("all", True)]
    assert pieces("all", []) == [("all", False)]
    assert pieces("", []) == []


def test_neighbours_stay_two_pieces() -> None:
    assert pieces("ab", [(0, 1), (1, 2)]) == [("a", True), ("b", True)]


@given(marked_())
def test_pieces_joined_are_the_part_and_none_is_empty(
    drawn: tuple[str, list[tuple[int, int]], int, int],
) -> None:
    text, spans, begin, end = drawn
    found = pieces(text, spans, begin, end)
    assert "".join(piece for piece, _ in found) == text[begin:end]
    assert all(piece for piece, _ in found)


@given(marked_())
def test_exactly_the_spans_inside_are_marked(
    drawn: tuple[str, list[tuple[int, int]], int, int],
) -> None:
    text, spans, begin, end = drawn
    found, place = [], begin
    for piece, mark in pieces(text, spans, begin, end):
        if mark:
            found.append((place, place + len(piece)))
        place += len(piece)
    assert found == [(a, b) for a, b in spans if begin <= a < b <= end]
