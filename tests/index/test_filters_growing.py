"""Operators over an index of several parts, with marks and merges: the same as from scratch."""

from __future__ import annotations

import random
from datetime import date

import pytest

from index.library import Library
from index.operators import Operators
from index.results import Results
from index.searcher import Searcher
from index.snapshots import Snapshots
from tests.articles import article
from tests.index.counting import ANALYZER
from tests.index.growing import Growing
from tests.index.lives import settle, text

OPERATORS = [
    Operators(sources=("reuters",)),
    Operators(after=date(2014, 9, 12)),
    Operators(before=date(2014, 9, 13), sources=("irna",)),
    Operators(excluded=("offer",)),
    Operators(excluded=("offer talks",)),
    Operators(phrases=("syria summit",)),
    Operators(excluded=("the",)),
]


def told(results: Results) -> list[object]:
    found = [(each.passage.id, each.score, each.bm25) for each in results.found]
    return [found, results.undated, results.emptied, results.apart]


@pytest.mark.parametrize("seed", range(3))
def test_operators_find_the_same_whatever_the_parts(library: Library, seed: int) -> None:
    chance = random.Random(seed)
    followed = Searcher(Snapshots(Growing(), ANALYZER))
    query = ANALYZER.query("offer talks syria summit tehran")
    for round_ in range(12):
        with library.writer() as writer, writer.change() as changed:
            for _ in range(4):
                name = f"{chance.randrange(15)}.txt"
                if chance.random() < 0.3:
                    changed.remove_location(name)
                    continue
                day = date(2014, 9, chance.randint(10, 15))
                outlet = chance.choice(["Reuters", "IRNA", None])
                dated = day if chance.random() < 0.7 else None
                given = article(text(chance), name, outlet=outlet, published=dated)
                changed.add(given, name)
        fresh = Searcher(Snapshots(Growing(), ANALYZER))
        with library.reader() as reader:
            # Opened from scratch, and kept as what this one has.
            elsewhere = library.path.with_name(f"{round_}.index")
            fresh.snapshots.keep(fresh.snapshots.of(reader, elsewhere))
        for operators in OPERATORS:
            expected = told(fresh.search(query, [library], 20, operators=operators))
            assert told(followed.search(query, [library], 20, operators=operators)) == expected
            if round_ % 3 == 0:
                # The same generation in other parts: what was remembered has other ordinals.
                snapshots = followed.snapshots
                settle(snapshots, library)
                assert told(followed.search(query, [library], 20, operators=operators)) == expected
