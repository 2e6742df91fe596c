"""The first page: at most two statements of one article while others have something."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.told import MOST_OF_ONE, Statement, spread
from index.model import Source
from index.reader import StoredPassage
from index.results import Found


def statement(article: int, number: int) -> Statement:
    passage = StoredPassage(
        row=number,
        id=f"{number:016x}",
        article=article,
        origin=f"{article}.txt",
        sha256="f" * 64,
        source=Source(),
        paragraph=number,
        start=0,
        end=4,
        text="text",
        last_paragraph=number,
    )
    return Statement(Found("news", passage, 1.0, 1.0))


def spread_of(*articles: int, page: int = 5) -> list[int]:
    statements = [statement(each, number) for number, each in enumerate(articles)]
    return [each.found.passage.article for each in spread(statements, page)]


@pytest.mark.parametrize(
    ("articles", "expected"),
    [
        ((1, 1, 1, 2, 3), (1, 1, 2, 3, 1)),
        ((1, 1, 1, 1, 1, 2, 2, 3), (1, 1, 2, 2, 3, 1, 1, 1)),
        ((1, 1, 1, 1, 1), (1, 1, 1, 1, 1)),
        ((1, 1, 1, 1, 1, 1, 2), (1, 1, 2, 1, 1, 1, 1)),
        ((1, 2, 3, 4, 5, 6, 6, 6), (1, 2, 3, 4, 5, 6, 6, 6)),
        ((1, 2, 1, 2, 1, 2, 3), (1, 2, 1, 2, 3, 1, 2)),
        ((), ()),
    ],
)
def test_no_more_than_two_of_one_article_stand_first(
    articles: tuple[int, ...], expected: tuple[int, ...]
) -> None:
    assert spread_of(*articles) == list(expected)


@given(st.lists(st.integers(1, 5), max_size=20), st.integers(1, 6))
def test_spreading_loses_nothing_and_keeps_the_order(articles: list[int], page: int) -> None:
    statements = [statement(each, number) for number, each in enumerate(articles)]
    spreaded = spread(statements, page)
    places = [each.found.passage.row for each in spreaded]
    assert sorted(places) == list(range(len(articles)))
    first = Counter(each.found.passage.article for each in spreaded[:page])
    others = sum(min(MOST_OF_ONE, number) for number in Counter(articles).values())
    if others >= page:
        assert all(number <= MOST_OF_ONE for number in first.values())
    assert places[page:] == sorted(places[page:])
    for number in set(articles):
        mine = [place for place in places if articles[place] == number]
        assert mine == sorted(mine), "those of one article stay in their order"
    if all(number <= MOST_OF_ONE for number in Counter(articles).values()):
        assert places == sorted(places)
