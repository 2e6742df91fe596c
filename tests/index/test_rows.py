"""Which passages an index's ordinals stand for."""

from __future__ import annotations

from itertools import accumulate, pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.rows import PartRows, Rows


@given(st.lists(st.integers(1, 5), max_size=12), st.lists(st.integers(0, 40), max_size=4))
def test_the_passages_beside_one_are_those_of_its_article(
    lengths: list[int], cuts: list[int]
) -> None:
    articles = np.repeat(np.arange(len(lengths)) * 3 + 7, lengths)
    ids = np.arange(len(articles)) * 2 + 1
    ends = sorted({0, *(min(cut, len(articles)) for cut in cuts), len(articles)})
    rows = Rows([PartRows(ids[one:other], articles[one:other]) for one, other in pairwise(ends)])
    for begin, length in zip(accumulate(lengths, initial=0), lengths, strict=False):
        for ordinal in range(begin, begin + length):
            assert rows.beside(ordinal) == range(begin, begin + length)
