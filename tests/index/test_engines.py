"""The contract of every engine: the scores and the order of rank_bm25's BM25Plus, bit for bit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from math import log
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rank_bm25 import BM25Plus

from index import engines
from index.bitmap import Bitmap
from index.engine import Engine, Snapshot
from index.model import Hit, Statistics
from tests.index.contract import PASSAGES, Documents, Make

terms_ = st.sampled_from("abcdefgh")
documents_ = st.lists(st.lists(terms_, max_size=8), max_size=12)
questions_ = st.lists(st.sampled_from("abcdefghxy"), max_size=6)


def opened(engine: Engine, documents: Documents) -> Snapshot:
    """A snapshot whose files are gone by the time it is asked, as after a newer generation."""
    with TemporaryDirectory() as folder:
        engine.build(Path(folder, "index"), documents)
        return engine.open(Path(folder, "index"))


def reference(documents: Documents, terms: Sequence[str]) -> list[Hit]:
    """What the package itself gives, for the passages that hold a term of the question."""
    if not any(documents):
        return []
    scores = BM25Plus(documents, k1=0.6, b=0.4).get_scores(list(terms))
    held = [n for n, document in enumerate(documents) if set(terms) & set(document)]
    return [Hit(n, float(scores[n])) for n in sorted(held, key=lambda n: (-scores[n], n))]


def ordinals(hits: Iterable[Hit]) -> list[int]:
    return [hit.ordinal for hit in hits]


def test_no_passages_give_no_hits(make: Make) -> None:
    snapshot = make([])
    assert snapshot.rank(["iran"], 10) == []
    assert snapshot.statistics == Statistics(0, 0, {})


def test_passages_without_terms_give_no_hits(make: Make) -> None:
    snapshot = make([[], []])
    assert snapshot.rank(["iran"], 10) == []
    assert snapshot.statistics == Statistics(2, 0, {})


def test_no_terms_give_no_hits(make: Make) -> None:
    assert make(PASSAGES).rank([], 10) == []


def test_unknown_terms_give_no_hits(make: Make) -> None:
    assert make(PASSAGES).rank(["putin", "moscow"], 10) == []


def test_an_unknown_term_beside_a_known_one_changes_nothing(make: Make) -> None:
    snapshot = make(PASSAGES)
    assert snapshot.rank(["putin", "kerri"], 10) == snapshot.rank(["kerri"], 10) != []


def test_only_passages_that_hold_a_term_are_hits(make: Make) -> None:
    assert sorted(ordinals(make(PASSAGES).rank(["pari", "kerri"], 10))) == [1, 3]


def test_equal_scores_go_by_ascending_ordinal(make: Make) -> None:
    hits = make([["x"], ["b", "a"], ["a", "b"], ["a", "b"], ["y"]]).rank(["a", "b"], 10)
    assert ordinals(hits) == [1, 2, 3]
    assert len({hit.score for hit in hits}) == 1


def test_many_equal_scores_go_by_ascending_ordinal(make: Make) -> None:
    documents = [["a", "b"] if n % 3 else ["a", "a"] for n in range(600)]
    hits = make(documents).rank(["a"], 600)
    assert ordinals(hits) == [*range(0, 600, 3), *(n for n in range(600) if n % 3)]
    assert len({hit.score for hit in hits}) == 2


def test_repeated_terms_count_again(make: Make) -> None:
    snapshot = make(PASSAGES)
    once = {hit.ordinal: hit.score for hit in snapshot.rank(["offer"], 10)}
    twice = {hit.ordinal: hit.score for hit in snapshot.rank(["offer", "offer"], 10)}
    assert twice == {ordinal: score + score for ordinal, score in once.items()}


def test_k_beyond_the_hits_gives_all_of_them(make: Make) -> None:
    assert len(make(PASSAGES).rank(["offer"], 1000)) == 3


@pytest.mark.parametrize("k", [0, -1])
def test_k_of_nothing_gives_nothing(make: Make, k: int) -> None:
    assert make(PASSAGES).rank(["offer"], k) == []


def test_the_best_k_are_the_first_of_all(make: Make) -> None:
    snapshot = make(PASSAGES)
    every = snapshot.rank(["iran", "offer"], 10)
    assert [snapshot.rank(["iran", "offer"], k) for k in range(1, 5)] == [
        every[:k] for k in range(1, 5)
    ]


def test_within_is_applied_before_the_best_k_are_chosen(make: Make) -> None:
    documents = [["a", "a", "a"], ["a", "a", "b"], ["a", "b", "c"]]
    snapshot = make(documents)
    assert ordinals(snapshot.rank(["a"], 1)) == [0]
    assert ordinals(snapshot.rank(["a"], 1, within=Bitmap([2]))) == [2]


def test_within_nothing_gives_nothing(make: Make) -> None:
    assert make(PASSAGES).rank(["offer"], 10, within=Bitmap()) == []


def test_within_names_ordinals_that_are_not_there(make: Make) -> None:
    assert ordinals(make(PASSAGES).rank(["offer"], 10, within=Bitmap([3, 4000]))) == [3]


def test_the_passages_that_hold_a_term_are_told_apart(make: Make) -> None:
    snapshot = make(PASSAGES)
    assert list(snapshot.holding("offer")) == [0, 3, 4]
    assert list(snapshot.holding("syria")) == [3]
    assert snapshot.holding("iran") & snapshot.holding("pari") == Bitmap([1])


def test_no_passage_holds_an_unknown_term(make: Make) -> None:
    assert make(PASSAGES).holding("putin") == Bitmap()


@pytest.mark.parametrize("documents", [[], [[], []]])
def test_where_there_are_no_terms_no_passage_holds_one(make: Make, documents: Documents) -> None:
    assert make(documents).holding("iran") == Bitmap()


def test_statistics_count_passages_terms_and_document_frequencies(make: Make) -> None:
    statistics = make(PASSAGES).statistics
    assert (statistics.passages, statistics.terms) == (5, 15)
    assert dict(statistics.document_frequencies) == {
        "iran": 3, "reject": 2, "offer": 3, "pari": 2, "confer": 1, "kerri": 1, "syria": 1,
    }  # fmt: skip


def test_terms_of_any_script_are_kept_apart(make: Make) -> None:
    snapshot = make([["коалиция"], ["ایران"], ["伊朗"], ["a\u0301"], ["á"], [" "], ['"\\']])
    for ordinal, term in enumerate(["коалиция", "ایران", "伊朗", "a\u0301", "á", " ", '"\\']):
        assert ordinals(snapshot.rank([term], 10)) == [ordinal]


def test_threads_share_a_snapshot(make: Make) -> None:
    documents = [[f"t{n % 7}", f"t{n % 11}", f"t{n % 3}"] for n in range(300)]
    snapshot = make(documents)
    others = Statistics(900, 2700, dict.fromkeys(snapshot.statistics.document_frequencies, 90))
    questions = [[f"t{n % 11}", f"t{n % 5}"] for n in range(60)]

    def ask(question: list[str]) -> tuple[list[Hit], list[Hit]]:
        return snapshot.rank(question, 20), snapshot.rank(question, 20, statistics=others)

    alone = [ask(question) for question in questions]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(ask, questions)) == alone


@pytest.mark.parametrize("name", engines.names())
@given(documents=documents_, terms=questions_, k=st.integers(0, 15))
def test_scores_and_order_are_those_of_the_package_bit_for_bit(
    name: str, documents: list[list[str]], terms: list[str], k: int
) -> None:
    snapshot = opened(engines.get(name), documents)
    assert snapshot.rank(terms, k) == reference(documents, terms)[:k]


@pytest.mark.parametrize("name", engines.names())
@given(
    documents=documents_,
    terms=questions_,
    k=st.integers(1, 15),
    members=st.frozensets(st.integers(0, 15)),
)
def test_within_changes_neither_the_scores_nor_the_order(
    name: str, documents: list[list[str]], terms: list[str], k: int, members: frozenset[int]
) -> None:
    hits = opened(engines.get(name), documents).rank(terms, k, within=Bitmap(members))
    every = reference(documents, terms)
    assert hits == [hit for hit in every if hit.ordinal in members][:k]


@pytest.mark.parametrize("name", engines.names())
@given(documents=documents_, term=st.sampled_from("abcdefghxy"))
def test_holding_is_every_passage_with_the_term_and_no_other(
    name: str, documents: list[list[str]], term: str
) -> None:
    snapshot = opened(engines.get(name), documents)
    held = snapshot.holding(term)
    assert list(held) == [n for n, document in enumerate(documents) if term in document]
    assert len(held) == snapshot.statistics.document_frequencies.get(term, 0)
    assert set(held) == {hit.ordinal for hit in snapshot.rank([term], len(documents))}


@pytest.mark.parametrize("name", engines.names())
@given(
    documents=st.lists(st.tuples(st.integers(0, 3), st.lists(terms_, max_size=8)), max_size=12),
    terms=questions_,
)
def test_parts_ranked_with_merged_statistics_score_as_one_index(
    name: str, documents: list[tuple[int, list[str]]], terms: list[str]
) -> None:
    parts = [[n for n, (part, _) in enumerate(documents) if part == each] for each in range(4)]
    snapshots = [opened(engines.get(name), [documents[n][1] for n in members]) for members in parts]
    statistics = Statistics.merged((each.statistics for each in snapshots), terms)
    found = [
        Hit(members[hit.ordinal], hit.score)
        for members, snapshot in zip(parts, snapshots, strict=True)
        for hit in snapshot.rank(terms, 20, statistics=statistics)
    ]
    found.sort(key=lambda hit: (-hit.score, hit.ordinal))
    assert found == reference([document for _, document in documents], terms)


@given(st.lists(documents_, max_size=4), questions_)
def test_merged_statistics_are_those_of_all_passages_together(
    corpora: list[list[list[str]]], terms: list[str]
) -> None:
    engine = engines.get()
    merged = Statistics.merged((opened(engine, each).statistics for each in corpora), terms)
    together = opened(engine, [document for corpus in corpora for document in corpus]).statistics
    assert (merged.passages, merged.terms) == (together.passages, together.terms)
    assert merged.document_frequencies == {
        term: together.document_frequencies[term]
        for term in terms
        if term in together.document_frequencies
    }


def test_the_idf_is_that_of_the_paper(make: Make) -> None:
    # Lv and Zhai (CIKM 2011): log((N + 1) / df); one passage of average length, tf 1.
    (hit,) = make([["a", "b"], ["b", "c"]]).rank(["a"], 10)
    assert hit.score == pytest.approx(log(3 / 1) * (1 + (0.6 + 1) / (0.6 + 1)))


def test_a_wrong_name_is_told_the_right_ones() -> None:
    with pytest.raises(LookupError, match=r"no engine 'bm52'; there are: auto, .*rank-bm25"):
        engines.get("bm52")
    assert engines.get("auto").name in engines.names()
