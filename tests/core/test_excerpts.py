"""Excerpts: verbatim, around the whole best sentence, and no longer than there is room for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.core.excerpts import Excerpt, excerpt

TEXT = "One two three. The offer was rejected on Monday. Four five six seven. Eight."
START, END = 15, 49

words_ = st.text(st.sampled_from("abé’\U0001f600."), min_size=1, max_size=15)


@st.composite
def passages_(draw: st.DrawFn) -> tuple[str, int, int]:
    """A text of words, and the place of some whole words in it."""
    words = draw(st.lists(words_, min_size=1, max_size=60))
    gaps = draw(st.lists(st.sampled_from([" ", "\n", "\u00a0", "  "]), min_size=60, max_size=60))
    first = draw(st.integers(0, len(words) - 1))
    last = draw(st.integers(first, len(words) - 1))
    places, text = [], ""
    for word, gap in zip(words, gaps, strict=False):
        places.append((len(text), len(text) + len(word)))
        text += word + gap
    return text[: places[-1][1]], places[first][0], places[last][1]


limits_ = st.integers(1, 400)


def joined(found: Excerpt) -> str:
    return found.before + found.sentence + found.after


@given(passages_(), limits_, st.booleans())
def test_what_is_shown_is_one_verbatim_piece(
    passage: tuple[str, int, int], limit: int, hard: bool
) -> None:
    text, start, end = passage
    found = excerpt(text, start, end, limit, hard=hard)
    left = start - len(found.before)
    assert left >= 0
    assert text[left : left + len(joined(found))] == joined(found)


@given(passages_(), limits_)
def test_the_best_sentence_is_whole(passage: tuple[str, int, int], limit: int) -> None:
    text, start, end = passage
    found = excerpt(text, start, end, limit)
    assert found.sentence == text[start:end]
    assert not found.cut_sentence
    assert len(joined(found)) <= max(limit, end - start)


@given(passages_(), limits_)
def test_a_hard_limit_holds(passage: tuple[str, int, int], limit: int) -> None:
    text, start, end = passage
    found = excerpt(text, start, end, limit, hard=True)
    assert len(joined(found)) <= limit
    assert text[start:end].startswith(found.sentence)
    assert found.cut_sentence == (found.sentence != text[start:end])


@given(passages_(), st.integers(101, 400))
def test_a_hard_limit_leaves_something_to_read(passage: tuple[str, int, int], limit: int) -> None:
    text, start, end = passage
    assert excerpt(text, start, end, limit, hard=True).sentence


@given(passages_(), limits_)
def test_cuts_are_told_and_fall_between_words(passage: tuple[str, int, int], limit: int) -> None:
    text, start, end = passage
    found = excerpt(text, start, end, limit)
    left, right = start - len(found.before), end + len(found.after)
    assert found.cut_before == (left > 0)
    assert found.cut_after == (text[right:].strip() != "")
    if found.cut_before:
        assert text[left - 1].isspace()
        assert not text[left].isspace()
    if found.cut_after:
        assert text[right].isspace()


@given(passages_())
def test_a_passage_that_fits_is_shown_whole(passage: tuple[str, int, int]) -> None:
    text, start, end = passage
    found = excerpt(text, start, end, len(text))
    assert joined(found) == text
    assert not (found.cut_before or found.cut_after or found.cut_sentence)


def test_what_is_left_over_goes_to_both_sides() -> None:
    assert TEXT[START:END].startswith("The offer") and TEXT[START:END].endswith("Monday. ")
    found = excerpt(TEXT, START, END - 1, END - START + 24)
    assert found == Excerpt(
        "two three. ", "The offer was rejected on Monday.", " Four five", True, True
    )


def test_what_one_side_does_not_need_goes_to_the_other() -> None:
    text = "A. The offer was rejected. " + "word " * 50
    assert excerpt(text, 3, 26, 100).before == "A. "
    assert len(excerpt(text, 3, 26, 100).after) > 60
