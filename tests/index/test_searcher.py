"""Searching: several libraries rank as one, and what is found belongs together."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import engines
from index.analysis import Analyzer
from index.engine import Snapshot
from index.errors import UnknownLibrary
from index.library import Library
from index.model import Article, Hit, Statistics
from index.ranking import RESCORED
from index.results import Results
from index.searcher import Searcher
from index.session import MOST_TERMS
from index.snapshots import Snapshots
from tests.articles import APART, add, article

ANALYZER = Analyzer()
WORDS = ["offer", "Paris", "Kerry", "Bushehr", "hospital", "coalition"]


@pytest.fixture
def searcher() -> Searcher:
    return Searcher(Snapshots(engines.get(), ANALYZER))


def search(searcher: Searcher, question: str, *libraries: Library, k: int = 100) -> Results:
    return searcher.search(ANALYZER.query(question), libraries, k)


def made(folder: Path, name: str, *articles: Article) -> Library:
    library = Library(folder / f"{name}.db", name)
    add(library, *articles)
    return library


paragraph_ = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
corpus_ = st.lists(
    st.tuples(st.integers(0, 3), st.lists(paragraph_, min_size=1, max_size=3)),
    min_size=1,
    max_size=6,  # 18 passages: no tie stands where rescoring ends
)


@settings(max_examples=40)
@given(corpus_, st.lists(st.sampled_from([*WORDS, "Putin"]), min_size=1, max_size=4).map(" ".join))
def test_several_libraries_score_and_rank_as_one(
    corpus: list[tuple[int, list[str]]], question: str
) -> None:
    articles = [
        article(f"Title {n}\n\n" + APART.join(paragraphs), f"{n:02}.txt")
        for n, (_, paragraphs) in enumerate(corpus)
    ]
    with TemporaryDirectory() as name:
        folder = Path(name)
        one = made(folder, "one", *articles)
        parts = [
            made(
                folder,
                f"part{part}",
                *(each for each, (of, _) in zip(articles, corpus, strict=True) if of == part),
            )
            for part in range(4)
        ]
        searcher = Searcher(Snapshots(engines.get(), ANALYZER))
        together = search(searcher, question, one)
        apart = search(searcher, question, *parts)
    terms = ANALYZER.terms(question)
    assert apart.statistics == Statistics.merged([together.statistics], terms)
    place = [
        (-each.score, -each.bm25, each.library, each.passage.origin, each.passage.start)
        for each in apart.found
    ]
    assert place == sorted(place)
    assert sorted((-each.score, -each.bm25, each.passage.id) for each in apart.found) == sorted(
        (-each.score, -each.bm25, each.passage.id) for each in together.found
    )


def test_ties_go_by_the_order_of_libraries_then_by_row(searcher: Searcher, tmp_path: Path) -> None:
    text = f"T\n\nKerry spoke.{APART}Kerry spoke."
    one = made(tmp_path, "one", article(text, "1.txt"))
    two = made(tmp_path, "two", article(text, "2.txt"))

    def order(*libraries: Library) -> list[tuple[str, int]]:
        found = search(searcher, "Kerry", *libraries).found
        assert len({each.bm25 for each in found}) == 1
        return [(each.library, each.passage.paragraph) for each in found]

    assert order(one, two) == [("one", 1), ("one", 2), ("two", 1), ("two", 2)]
    assert order(two, one) == [("two", 1), ("two", 2), ("one", 1), ("one", 2)]


def test_the_best_k_of_all_are_chosen(searcher: Searcher, tmp_path: Path) -> None:
    weak = made(tmp_path, "weak", *(article(f"T\n\nKerry and {n} more.", f"{n}") for n in range(5)))
    strong = made(tmp_path, "strong", article("T\n\nKerry, Kerry and Kerry.", "x.txt"))
    every = search(searcher, "Kerry", weak, strong).found
    assert [each.library for each in every] == ["strong", *["weak"] * 5]
    assert [search(searcher, "Kerry", weak, strong, k=k).found for k in (1, 3)] == [
        every[:1],
        every[:3],
    ]


def test_what_was_rescored_is_told_with_what_it_holds(searcher: Searcher, tmp_path: Path) -> None:
    one = made(tmp_path, "one", *(article(f"T\n\nKerry and {n} more.", f"{n}") for n in range(25)))
    found = search(searcher, "Kerry spoke", one).found
    assert len(found) == 25
    assert [each.seen is not None for each in found] == [True] * RESCORED + [False] * 5
    for each in found[:RESCORED]:
        assert each.seen is not None
        assert each.seen.score == each.score
        assert each.seen.held == {"kerri"}


RARE = [f"rare{n:02}" for n in range(MOST_TERMS)]


def common_and_rare(folder: Path) -> Library:
    """Each rare word in a passage of its own, two common ones in three passages each."""
    words = [*RARE, *["aardvark", "zebra"] * 3]
    text = APART.join(f"{word} was here." for word in words)
    return made(folder, "words", article(f"Of words\n\n{text}"))


def test_of_a_question_of_many_terms_the_rarest_are_searched(
    searcher: Searcher, tmp_path: Path
) -> None:
    library = common_and_rare(tmp_path)

    def found(*words: str) -> set[str]:
        results = search(searcher, " ".join(words), library)
        return {each.passage.text.split()[0] for each in results.found}

    assert found("aardvark", "zebra", *RARE[2:]) == {"aardvark", "zebra", *RARE[2:]}
    assert found("aardvark", "zebra", *RARE) == set(RARE)
    assert found("zebra", "aardvark", *RARE[1:]) == {"aardvark", *RARE[1:]}, "ties go by term"
    unknown = (f"unknown{word}" for word in RARE)
    assert found(*unknown, *RARE, "zebra") == set(RARE), "what no passage has takes no place"


def test_no_more_than_40_terms_reach_the_engine_in_the_questions_order(tmp_path: Path) -> None:
    asked: list[Sequence[str]] = []

    class Listening:
        def __init__(self, snapshot: Snapshot) -> None:
            self.snapshot = snapshot
            self.statistics = snapshot.statistics
            self.holding = snapshot.holding
            self.check = snapshot.check

        def rank(self, terms: Sequence[str], k: int, **more: Any) -> list[Hit]:
            asked.append(terms)
            return self.snapshot.rank(terms, k, **more)

    class Engine:
        name = engines.get().name
        build = staticmethod(engines.get().build)

        def open(self, path: Path) -> Snapshot:
            return Listening(engines.get().open(path))

    searcher = Searcher(Snapshots(Engine(), ANALYZER))
    library = common_and_rare(tmp_path)
    words = [*RARE[::-1], "zebra", *RARE]
    assert len(search(searcher, " ".join(words), library).found) == MOST_TERMS
    assert list(asked[0]) == ANALYZER.terms(" ".join(RARE[::-1]))
    search(searcher, "zebra rare00 zebra", library)
    assert list(asked[1]) == ANALYZER.terms("zebra rare00 zebra"), "a short one is as it was"


def test_what_was_searched_is_told_as_it_was(searcher: Searcher, tmp_path: Path) -> None:
    one = made(tmp_path, "one", article(f"T\n\nKerry spoke.{APART}He left."))
    (told,) = search(searcher, "Bushehr", one).searched
    with one.reader() as reader:
        assert (told.library, told.generation) == ("one", reader.generation)
        assert told.coverage == reader.coverage()
    assert (told.coverage.articles, told.coverage.passages) == (1, 2)


def test_a_new_generation_is_seen_by_the_next_search(searcher: Searcher, tmp_path: Path) -> None:
    one = made(tmp_path, "one", article("T\n\nKerry spoke."))
    assert len(search(searcher, "Kerry", one).found) == 1
    add(one, article("T\n\nKerry left.", "b.txt"))
    assert len(search(searcher, "Kerry", one).found) == 2
    with one.writer() as writer, writer.change() as change:
        change.remove_location("a.txt")
    assert [each.passage.origin for each in search(searcher, "Kerry", one).found] == ["b.txt"]


def test_an_emptied_library_beside_another_changes_nothing(
    searcher: Searcher, tmp_path: Path
) -> None:
    one = made(tmp_path, "one", article("T\n\nKerry spoke."))
    empty = made(tmp_path, "empty", article("T\n\nKerry left."))
    with empty.writer() as writer, writer.change() as change:
        change.remove_location("a.txt")
    assert search(searcher, "Kerry", empty, one).found == search(searcher, "Kerry", one).found
    assert search(searcher, "Kerry", empty).found == ()


def test_no_library_gives_nothing_and_a_missing_one_says_so(
    searcher: Searcher, tmp_path: Path
) -> None:
    assert search(searcher, "Kerry").found == ()
    with pytest.raises(UnknownLibrary, match="'gone'"):
        search(searcher, "Kerry", Library(tmp_path / "gone.db", "gone"))
