"""The compiled engine against rank_bm25 itself: every layout of lists, parts, removals, merges."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from math import log
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rank_bm25 import BM25Plus

from index import engines, kernel
from index.bitmap import Bitmap
from index.model import Hit, Statistics

pytestmark = pytest.mark.skipif(not kernel.available(), reason="the kernel was not compiled")

Documents = list[list[str]]


class Corpus(NamedTuple):
    """Passages in parts, some removed; and what rank_bm25 makes of those that are left."""

    parts: list[Documents]
    removed: list[set[int]]

    @property
    def ordinals(self) -> list[int]:
        """The ordinals of what is left."""
        places = [
            (at, part) for part, documents in enumerate(self.parts) for at in range(len(documents))
        ]
        return [n for n, (at, part) in enumerate(places) if at not in self.removed[part]]

    @property
    def documents(self) -> Documents:
        return [
            document
            for documents, gone in zip(self.parts, self.removed, strict=True)
            for at, document in enumerate(documents)
            if at not in gone
        ]

    def built(self, folder: Path) -> list[Path]:
        engine = engines.get("compiled")
        paths = [folder / f"part-{number}" for number in range(len(self.parts))]
        for path, documents in zip(paths, self.parts, strict=True):
            engine.build(path, documents)
        return paths

    def bitmaps(self) -> list[Bitmap | None]:
        return [Bitmap(gone) if gone else None for gone in self.removed]


class Reference:
    """rank_bm25's own scores of a corpus, by the engine's ordinals."""

    def __init__(self, corpus: Corpus) -> None:
        self.documents, self.ordinals = corpus.documents, corpus.ordinals
        self.held = [set(document) for document in self.documents]
        self.bm25 = BM25Plus(self.documents, k1=0.6, b=0.4) if any(self.documents) else None

    def rank(self, terms: Sequence[str], k: int, within: set[int] | None = None) -> list[Hit]:
        if self.bm25 is None:
            return []
        scores = self.bm25.get_scores(list(terms))
        wanted = set(terms)
        hits = [
            Hit(ordinal, float(score))
            for ordinal, score, held in zip(self.ordinals, scores, self.held, strict=True)
            if not wanted.isdisjoint(held) and (within is None or ordinal in within)
        ]
        return sorted(hits, key=lambda hit: (-hit.score, hit.ordinal))[:k]

    @property
    def statistics(self) -> Statistics:
        frequencies: dict[str, int] = {}
        for held in self.held:
            for term in held:
                frequencies[term] = frequencies.get(term, 0) + 1
        terms = sum(map(len, self.documents))
        return Statistics(len(self.documents), terms, frequencies)


def passages(chance: random.Random, count: int, vocabulary: int) -> Documents:
    """Passages of a Zipfian vocabulary, some long, some with one term over and over, some empty."""

    def passage() -> list[str]:
        length = chance.choice([0, 1, 3, 8, 8, 20, 20, 60])
        terms = [f"t{int(vocabulary ** chance.random())}" for _ in range(length)]
        if chance.random() < 0.02:
            terms += [f"t{chance.randrange(9)}"] * chance.choice([12, 70, 260, 700])
        return terms

    return [passage() for _ in range(count)]


def corpora(
    most_parts: int, most_passages: int, *, removals: bool
) -> st.SearchStrategy[tuple[Corpus, random.Random]]:
    """Corpora made by a seed: a large one is cheap, and few bytes of hypothesis's."""

    def made(seed: int, sizes: list[int], vocabulary: int) -> tuple[Corpus, random.Random]:
        chance = random.Random(seed)
        parts = [passages(chance, size, vocabulary) for size in sizes]
        share = chance.choice([0.0, 0.01, 0.3, 1.0]) if removals else 0.0
        removed = [
            {at for at in range(len(documents)) if chance.random() < share} for documents in parts
        ]
        return Corpus(parts, removed), chance

    sizes = st.lists(st.integers(0, most_passages), min_size=1, max_size=most_parts)
    return st.builds(made, st.integers(0, 2**32), sizes, st.sampled_from([5, 40, 900, 20000]))


def question(chance: random.Random, vocabulary: int = 900) -> list[str]:
    places = chance.choice([1, 1, 2, 3, 4, 6, 8, 15])
    return [f"t{int(vocabulary ** chance.random())}" for _ in range(places)]


def questions(chance: random.Random, count: int) -> Iterator[tuple[list[str], int]]:
    for _ in range(count):
        yield question(chance), chance.choice([1, 2, 10, 100, 1000])


@settings(max_examples=150, deadline=None)
@given(corpora(1, 3000, removals=False))
def test_scores_are_the_package_s_bit_for_bit(made: tuple[Corpus, random.Random]) -> None:
    corpus, chance = made
    with TemporaryDirectory() as folder:
        [path] = corpus.built(Path(folder))
        snapshot = engines.get("compiled").open(path)
    reference = Reference(corpus)
    for terms, k in questions(chance, 12):
        assert snapshot.rank(terms, k) == reference.rank(terms, k)


@settings(max_examples=100, deadline=None)
@given(corpora(4, 900, removals=True))
def test_parts_without_what_is_removed_rank_as_what_is_left(
    made: tuple[Corpus, random.Random],
) -> None:
    corpus, chance = made
    engine: Any = engines.get("compiled")
    reference = Reference(corpus)
    with TemporaryDirectory() as folder:
        paths = corpus.built(Path(folder))
        snapshot = engine.open_parts(paths, corpus.bitmaps())
        engine.merge(paths, corpus.bitmaps(), Path(folder) / "merged")
        merged = engine.open(Path(folder) / "merged")
    assert snapshot.statistics == merged.statistics == reference.statistics
    ordinals = corpus.ordinals
    for terms, k in questions(chance, 6):
        best = reference.rank(terms, k)
        assert snapshot.rank(terms, k) == best
        assert [Hit(ordinals[n], score) for n, score in merged.rank(terms, k)] == best
        some = {n for n in range(len(ordinals)) if chance.random() < 0.3}
        assert snapshot.rank(terms, k, within=Bitmap(some)) == reference.rank(terms, k, some)
        held = {n for n, held in zip(ordinals, reference.held, strict=True) if terms[0] in held}
        assert set(snapshot.holding(terms[0])) == held


@settings(max_examples=60, deadline=None)
@given(corpora(3, 700, removals=False), st.sampled_from([0.2, 0.9, 1.1, 7.0]))
def test_a_part_under_the_statistics_of_all_scores_as_in_all(
    made: tuple[Corpus, random.Random], longer: float
) -> None:
    """Also where the others' passages are far shorter or longer, so that the average drifts."""
    corpus, chance = made
    others = [document * max(1, int(longer * 3)) for document in corpus.parts[-1]][
        : int(9 / longer)
    ]
    corpus.parts.append(others)
    corpus.removed.append(set())
    reference = Reference(corpus)
    with TemporaryDirectory() as folder:
        snapshots = [engines.get("compiled").open(path) for path in corpus.built(Path(folder))]
    for terms, k in questions(chance, 8):
        statistics = Statistics.merged((each.statistics for each in snapshots), terms)
        every = reference.rank(terms, 10**9)
        first = 0
        for snapshot, documents in zip(snapshots, corpus.parts, strict=True):
            end = first + len(documents)
            own = [Hit(n - first, score) for n, score in every if first <= n < end]
            assert snapshot.rank(terms, k, statistics=statistics) == own[:k]
            first = end


def test_a_term_that_given_statistics_count_against_costs_all_that_it_may() -> None:
    """A negative idf, where passages are far longer than on the average that is given."""
    documents = [["x"], ["pos"] * 30 + ["neg"] * 300, ["x"], ["f"] * 400, *[["f"] * 100] * 1500]
    statistics = Statistics(1000, 20_000, {"neg": 2462, "pos": 368, "x": 991})
    with TemporaryDirectory() as folder:
        for name in ("compiled", "rank-bm25"):
            engines.get(name).build(Path(folder) / name, documents)
        found, expected = (
            [list(snapshot.rank(["pos", "neg", "x"], k, statistics=statistics)) for k in (1, 2, 3)]
            for snapshot in (
                engines.get(name).open(Path(folder) / name) for name in ("compiled", "rank-bm25")
            )
        )
    assert found == expected


@pytest.mark.parametrize("seed", range(3))
def test_scores_are_the_package_s_over_several_windows(seed: int) -> None:
    """Where the search leaves most of the passages out."""
    chance = random.Random(seed)
    documents = passages(chance, 40_000, 3_000)
    with TemporaryDirectory() as folder:
        engines.get("compiled").build(Path(folder) / "part", documents)
        snapshot = engines.get("compiled").open(Path(folder) / "part")
    reference = Reference(Corpus([documents], [set()]))
    for terms, k in questions(chance, 40):
        assert snapshot.rank(terms, k) == reference.rank(terms, k)


def test_more_terms_than_can_be_bounded_are_all_scored() -> None:
    chance = random.Random(5)
    documents = passages(chance, 1500, 900)
    with TemporaryDirectory() as folder:
        engines.get("compiled").build(Path(folder) / "part", documents)
        snapshot = engines.get("compiled").open(Path(folder) / "part")
    reference = Reference(Corpus([documents], [set()]))
    terms = [f"t{number}" for number in range(400)] + ["t3", "t1"]
    assert snapshot.rank(terms, 30) == reference.rank(terms, 30)
    assert snapshot.rank(terms[:230], 2000) == reference.rank(terms[:230], 2000)


def test_a_part_with_too_many_terms_to_bound_is_ranked_beside_one_with_few() -> None:
    chance = random.Random(6)
    few = [[f"t{chance.randrange(40)}" for _ in range(9)] for _ in range(300)]
    corpus = Corpus([passages(chance, 1500, 900), few], [set(), set()])
    with TemporaryDirectory() as folder:
        paths = corpus.built(Path(folder))
        engine: Any = engines.get("compiled")
        snapshot = engine.open_parts(paths, corpus.bitmaps())
    terms = [f"t{number}" for number in range(400)]
    assert snapshot.rank(terms, 30) == Reference(corpus).rank(terms, 30)


def test_the_idf_is_python_s_to_the_last_bit() -> None:
    lib = kernel.native().lib
    for n in (1, 2, 7, 1000, 99_991, 20_000_003):
        for frequency in {1, 2, 3, n // 3 + 1, n}:
            assert lib.fn_idf(n, frequency) == log((n + 1) / frequency)
