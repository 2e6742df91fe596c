"""A bitmap behaves like the set of ordinals that it was made from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.bitmap import Bitmap

ordinals_ = st.lists(st.integers(0, 500))


@given(ordinals_, st.integers(-20, 600))
def test_it_behaves_like_a_set(ordinals: list[int], probe: int) -> None:
    bitmap = Bitmap(ordinals)
    assert list(bitmap) == sorted(set(ordinals))
    assert len(bitmap) == len(set(ordinals))
    assert (probe in bitmap) == (probe in set(ordinals))


@given(ordinals_)
def test_its_bytes_hold_ordinal_i_as_bit_i_modulo_8(ordinals: list[int]) -> None:
    packed = bytes(Bitmap(ordinals))
    assert int.from_bytes(packed, "little") == sum(1 << each for each in set(ordinals))
    assert not packed or packed[-1] != 0


@given(ordinals_, ordinals_)
def test_its_operators_are_those_of_sets(one: list[int], other: list[int]) -> None:
    for ours, theirs in [
        (Bitmap(one) & Bitmap(other), set(one) & set(other)),
        (Bitmap(one) | Bitmap(other), set(one) | set(other)),
        (Bitmap(one) - Bitmap(other), set(one) - set(other)),
    ]:
        assert list(ours) == sorted(theirs)
        assert len(ours) == len(theirs)
        assert bytes(ours) == bytes(Bitmap(theirs)), "no zero bytes are left at the end"


@given(ordinals_, ordinals_)
def test_bitmaps_of_the_same_ordinals_are_equal(one: list[int], other: list[int]) -> None:
    assert (Bitmap(one) == Bitmap(other)) == (set(one) == set(other))
    assert Bitmap(one) == Bitmap([*reversed(one), *one])
    assert hash(Bitmap(one)) == hash(Bitmap([*reversed(one), *one]))
    assert Bitmap(one) != set(one)


@given(ordinals_, st.integers(0, 500))
def test_operators_change_neither_of_their_bitmaps(ordinals: list[int], size: int) -> None:
    one, other = Bitmap(ordinals), Bitmap.below(size)
    _ = (one & other, one | other, one - other)
    assert one == Bitmap(ordinals)
    assert other == Bitmap(range(size))


@given(st.integers(0, 600))
def test_all_below_a_size_are_in_it(size: int) -> None:
    bitmap = Bitmap.below(size)
    assert list(bitmap) == list(range(size))
    assert bitmap == Bitmap(range(size))


def test_a_negative_ordinal_is_an_error() -> None:
    with pytest.raises(ValueError, match="-3"):
        Bitmap([1, -3])


def test_an_empty_one_is_false_and_holds_nothing() -> None:
    assert not Bitmap()
    assert bytes(Bitmap()) == b""
    assert 0 not in Bitmap()
