"""Searching: several libraries rank as one, and what is found belongs together."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import engines
from index.analysis import Analyzer
from index.errors import UnknownLibrary
from index.library import Library
from index.model import Article
from index.searcher import Results, Searcher
from index.snapshots import Snapshots
from tests.articles import add, article

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
    max_size=7,
)


@settings(max_examples=40)
@given(corpus_, st.lists(st.sampled_from([*WORDS, "Putin"]), min_size=1, max_size=4).map(" ".join))
def test_several_libraries_score_and_rank_as_one(
    corpus: list[tuple[int, list[str]]], question: str
) -> None:
    articles = [
        article(f"Title {n}\n\n" + "\n\n".join(paragraphs), f"{n:02}.txt")
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
    assert apart.statistics == together.statistics
    place = [
        (-each.bm25, each.library, each.passage.origin, each.passage.start) for each in apart.found
    ]
    assert place == sorted(place)
    assert sorted((-each.bm25, each.passage.id) for each in apart.found) == sorted(
        (-each.bm25, each.passage.id) for each in together.found
    )


def test_ties_go_by_the_order_of_libraries_then_by_row(searcher: Searcher, tmp_path: Path) -> None:
    text = "T\n\nKerry spoke.\n\nKerry spoke."
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


def test_what_was_searched_is_told_as_it_was(searcher: Searcher, tmp_path: Path) -> None:
    one = made(tmp_path, "one", article("T\n\nKerry spoke.\n\nHe left."))
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
