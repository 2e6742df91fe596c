"""Words that never meet: which words of a question no one passage has together."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis import Analyzer
from index.cooccurrence import apart
from index.engines.rank_bm25 import ENGINE
from index.library import Library
from index.operators import Operators
from index.searcher import Searcher
from index.snapshots import Snapshots
from tests.articles import add, article

ANALYZER = Analyzer()


def never_met(question: str, *texts: str, title: str = "A title") -> tuple[tuple[str, ...], ...]:
    """Over one library of an article each."""
    return across(question, [(title, text) for text in texts])


def across(question: str, *libraries: list[tuple[str, str]]) -> tuple[tuple[str, ...], ...]:
    snapshots = []
    with TemporaryDirectory() as name:
        for number, articles in enumerate(libraries):
            path = Path(name) / str(number)
            terms = (ANALYZER.terms(title) + ANALYZER.terms(text) for title, text in articles)
            ENGINE.build(path, terms)
            snapshots.append(ENGINE.open(path))
        return apart(ANALYZER.query(question), snapshots)


def test_two_words_that_stand_in_different_passages_are_told_as_written() -> None:
    assert never_met("Kerry's offers?", "Kerry spoke.", "An offer was made.") == (
        ("Kerry's", "offers"),
    )


def test_words_that_meet_are_not_told() -> None:
    assert never_met("Kerry offer", "Kerry made an offer.", "Kerry spoke.", "An offer.") == ()
    assert never_met("Kerry offer", "Kerry spoke.", title="An offer") == (), "in the title"


def test_what_occurs_nowhere_is_told_elsewhere() -> None:
    assert never_met("Kerry zeppelin", "Kerry spoke.") == ()
    assert never_met("zeppelin blimp", "Kerry spoke.") == ()


def test_common_words_are_not_told() -> None:
    assert never_met("what did they say of Kerry?", "They say no.", "Kerry spoke.") == ()


def test_two_libraries_are_looked_at_as_one() -> None:
    kerry, offer = ("T", "Kerry spoke."), ("T", "An offer.")
    assert across("Kerry offer", [kerry], [offer]) == (("Kerry", "offer"),)
    assert across("Kerry offer", [kerry], [offer, ("T", "Kerry's offer.")]) == ()


def test_three_words_of_which_every_two_meet_are_told_as_one() -> None:
    texts = ("Kerry made an offer.", "Kerry was in Paris.", "An offer of Paris.")
    assert never_met("Kerry offer Paris", *texts) == (("Kerry", "offer", "Paris"),)
    assert never_met("Kerry offer Paris", *texts, "Kerry made an offer in Paris.") == ()


def test_at_most_three_pairs_are_told_the_rarest_first() -> None:
    texts = ("Kerry spoke.", "An offer.", "Paris.", "Iran.", "Iran.", "Iran.")
    assert never_met("Iran Kerry offer Paris", *texts) == (
        ("Kerry", "offer"),
        ("Kerry", "Paris"),
        ("offer", "Paris"),
    )


def test_of_many_words_the_six_rarest_are_looked_at() -> None:
    words = ["alpha", "bravo", "charlie", "delta", "echo", "foxtrot"]
    texts = [" ".join(words), *["golf spoke."] * 3]
    assert never_met(" ".join([*words, "golf"]), *texts) == ()


def test_a_word_that_is_asked_for_twice_is_one() -> None:
    assert never_met("offers of an offer, Kerry, Kerry", "Kerry spoke.", "An offer.") == (
        ("offers", "Kerry"),
    )


WORDS = ["alpha", "bravo", "charlie", "delta", "echo"]
texts_ = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=1).map(" ".join),
    min_size=1,
    max_size=6,
)


@given(texts_, st.permutations(WORDS), st.integers(0, 6))
def test_what_is_told_never_meets_and_each_word_of_it_occurs(
    texts: list[str], words: list[str], split: int
) -> None:
    articles = [("T", text) for text in texts]
    told = across(" ".join(words), articles[:split], articles[split:])
    for some in told:
        assert list(some) == sorted(some, key=words.index), "in the question's order"
        assert all(any(word in text.split() for text in texts) for word in some)
        assert not any(set(some) <= set(text.split()) for text in texts)
        assert all(
            any({one, other} <= set(text.split()) for text in texts)
            for one, other in combinations(some, 2)
            if len(some) > 2
        )
    known = [word for word in words if any(word in text.split() for text in texts)]
    assert bool(told) == (not any(set(known) <= set(text.split()) for text in texts))
    assert told == across(" ".join(words), articles)


def test_a_search_tells_it_with_what_it_finds(tmp_path: Path) -> None:
    library = Library(tmp_path / "a.db", "a")
    add(library, article("T\n\nKerry spoke.", "a"), article("T\n\nAn offer.", "b"))
    searcher = Searcher(Snapshots(ENGINE, ANALYZER))

    def told(question: str) -> tuple[tuple[str, ...], ...]:
        return searcher.search(ANALYZER.query(question), [library], 5).apart

    assert told("Kerry offer") == (("Kerry", "offer"),)
    assert told("Kerry") == told("Kerry zeppelin") == ()
    add(library, article("Kerry\n\nHis offer.", "c"))
    assert told("Kerry offer") == (), "a title counts, since it is searched and shown"


def test_what_meets_only_beyond_the_operators_is_not_told_as_never_met(tmp_path: Path) -> None:
    library = Library(tmp_path / "a.db", "a")
    add(library, article("T\n\nKerry spoke.", "a"), article("T\n\nKerry's offer.", "b"))
    searcher = Searcher(Snapshots(ENGINE, ANALYZER))
    query = ANALYZER.query("Kerry offer")
    found = searcher.search(query, [library], 5, operators=Operators(sources=("a",)))
    assert (len(found.found), found.apart) == (1, ())


@pytest.mark.parametrize("question", ["", "the of", "Kerry"])
def test_fewer_than_two_words_have_nothing_to_meet(question: str) -> None:
    assert never_met(question, "Kerry spoke.") == ()
