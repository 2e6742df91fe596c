"""The words of quotations: what makes no difference, what does, and what may be left out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.quoted_words import quoted_words, sought

TEXT = st.text(alphabet=st.sampled_from("abU.S,3-–— '’“”\"[]…\u00ad\u00a0\n$%é"), max_size=60)


def keys(text: str) -> list[str]:
    return [word.key for word in quoted_words(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Iran's hands", "Iran’s hands"),
        ("Islamic State — or", "Islamic State--or"),
        ("self-serving", "self\u2011serving"),
        ("a\u00a0b\n c", "a b c"),
        ("co\u00adop", "coop"),
        ("cafe\u0301", "café"),
        ("said, “no”", "said, 'no'"),
        ("well … no", "well... no"),
    ],
)
def test_marks_dashes_white_space_and_what_is_invisible_make_no_difference(
    one: str, other: str
) -> None:
    left, right = quoted_words(one), quoted_words(other)
    assert [word[2:] for word in left] == [word[2:] for word in right]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("no, because", "no because"),
        ("US", "us"),
        ("U.S.", "US"),
        ("3,000", "3000"),
        ("a-b", "a b"),
    ],
)
def test_punctuation_and_capitals_keep_the_words_and_are_seen(one: str, other: str) -> None:
    left, right = quoted_words(one), quoted_words(other)
    assert [word.key for word in left] == [word.key for word in right]
    assert [word[3:] for word in left] != [word[3:] for word in right]


def test_numbers_and_their_signs_are_words() -> None:
    assert keys("$40, 40% and 2.5 at 10:30, P5+1") == [
        "$", "40", "40", "%", "and", "2.5", "at", "10:30", "p5", "+", "1",
    ]  # fmt: skip
    assert keys("Mr.Zarif claims&behaviors #Iran") == [
        "mr", "zarif", "claims", "&", "behaviors", "iran",
    ]  # fmt: skip


@given(TEXT)
def test_words_stand_where_they_say_in_order_and_none_is_empty(text: str) -> None:
    last = 0
    for word in quoted_words(text):
        assert last <= word.start < word.end <= len(text)
        assert word.key and word.form
        last = word.end


@pytest.mark.parametrize(
    ("quotation", "parts"),
    [
        ("I said ... no", ["i said", "no"]),
        ("[...] I said no …", ["i said no"]),
        ("I said (…) no", ["i said", "no"]),
        ("[T]he hands", ["the hands"]),
        ("they [the Americans] have", ["they", "have"]),
        ("it report[ed] this", ["it", "this"]),
        ("a [b] ... [c] d", ["a", "d"]),
        ("", []),
        ("[all] …", []),
    ],
)
def test_ellipses_and_insertions_part_a_quotation(quotation: str, parts: list[str]) -> None:
    found = sought(quotation).parts
    assert [" ".join(word.key for word in part.words) for part in found] == parts


def test_more_may_be_left_out_at_an_ellipsis_than_stand_in_the_place_of_an_insertion() -> None:
    _, ellipsis = sought("I have said ... no to it").parts
    _, short = sought("I ... no").parts
    _, bracket = sought("I [Khamenei] said").parts
    assert ellipsis.most > short.most > bracket.most > 0
    assert (ellipsis.omission, bracket.omission, bracket.bracket) == (True, False, "[Khamenei]")


@given(TEXT)
def test_anything_can_be_sought(text: str) -> None:
    found = sought(text)
    assert all(part.words for part in found.parts)
    for word in found.words:
        assert found.text[word.start : word.end]
