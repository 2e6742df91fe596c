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


def test_a_negative_ordinal_is_an_error() -> None:
    with pytest.raises(ValueError, match="-3"):
        Bitmap([1, -3])


def test_an_empty_one_is_false_and_holds_nothing() -> None:
    assert not Bitmap()
    assert bytes(Bitmap()) == b""
    assert 0 not in Bitmap()
