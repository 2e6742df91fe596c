"""Corrections: what becomes of a word that no library has, and what never does."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from index import dictionary, engines
from index.analysis import Analyzer
from index.correction import ONE_EDIT, TWO_EDITS, edits_allowed
from index.library import Library
from index.operators import Operators, read_operators
from index.results import Results
from index.searcher import Searcher
from index.snapshots import Snapshots
from tests.articles import add, article

ANALYZER = Analyzer()
TEXTS = [
    "Zarif rejected the offer.",
    "Khamenei spoke of Zarif’s offer to Kerry in Baghdad.",
    "The coalition bombed positions near Ali and Mosul.",
    "France held a conference; the aid of the coalition came late.",
    "Each macro was recorded, and macros are recorded still in Bushehr.",
]


@pytest.fixture(scope="module")
def searcher() -> Searcher:
    return Searcher(Snapshots(engines.get(), ANALYZER))


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return made(tmp_path_factory.mktemp("corrected"), "news", *TEXTS)


def made(folder: Path, name: str, *texts: str) -> Library:
    library = Library(folder / f"{name}.db", name)
    add(library, *(article(f"A title\n\n{text}", f"{n:03}") for n, text in enumerate(texts)))
    return library


def search(
    searcher: Searcher, question: str, *libraries: Library, exactly: bool = False
) -> Results:
    words, operators = read_operators(question)
    query = ANALYZER.query(words)
    return searcher.search(query, libraries, 20, operators=operators, exactly=exactly)


@pytest.fixture
def corrected(searcher: Searcher, library: Library) -> Callable[..., dict[str, str]]:
    """What is corrected in a question over `TEXTS`, and how."""

    def corrected(question: str, *, exactly: bool = False) -> dict[str, str]:
        results = search(searcher, question, library, exactly=exactly)
        return {each.word: each.to for each in results.corrections}

    return corrected


Corrected = Callable[..., dict[str, str]]


@pytest.mark.parametrize(
    ("word", "to"),
    [
        pytest.param("Zarrif", "Zarif", id="a letter too many"),
        pytest.param("Zarrif's", "Zarif", id="with a possessive"),
        pytest.param("Bushhr", "Bushehr", id="one too few"),
        pytest.param("Zerif", "Zarif", id="another letter"),
        pytest.param("Kahmenei", "Khamenei", id="two swapped"),
        pytest.param("Khamanei", "Khamenei", id="one of eight"),
        pytest.param("Khamanai", "Khamenei", id="two of eight"),
        pytest.param("zarrif", "Zarif", id="typed without its capital"),
        pytest.param("ZARRIF", "Zarif", id="shouted"),
        pytest.param("Zárrif", "Zarif", id="with an accent"),
        pytest.param("coaltion", "coalition", id="no name"),
        pytest.param("confernce", "conference", id="whole where its term is a stem"),
        pytest.param("Bagdhad", "Baghdad", id="a place"),
    ],
)
def test_a_slip_is_corrected_to_what_a_passage_has(
    searcher: Searcher, library: Library, word: str, to: str
) -> None:
    results = search(searcher, f"what of {word} then?", library)
    (correction,) = results.corrections
    assert (correction.word, correction.to) == (word, to)
    assert correction.term in results.query.terms
    assert correction.wrong not in results.query.terms
    assert to in results.query.words
    assert any(to in each.passage.text for each in results.found)


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("the price of oil", id="oil is not aid"),
        pytest.param("what of Mali?", id="Mali is not Ali"),
        pytest.param("what of Alli?", id="four letters"),
        pytest.param("what of Zarriff?", id="two edits in seven letters"),
        pytest.param("what of Karif?", id="another first letter"),
        pytest.param("what of Azrif?", id="the first letter swapped"),
        pytest.param("what of Khemanai's?", id="three edits in eight letters"),
        pytest.param("the race in Frances", id="a known English word"),
        pytest.param("he recorder it", id="another known English word"),
        pytest.param("the Zar1f", id="a digit"),
        pytest.param("in 20145", id="digits"),
        pytest.param("who rejected it", id="nothing unknown"),
        pytest.param('what of "Zarrif" then', id="in a phrase"),
        pytest.param('Zarrif of "the Zarrif of it"', id="in a phrase and beside it"),
        pytest.param("the offer -Zarrif", id="excluded"),
        pytest.param('the offer -"of Zarrif"', id="in an excluded phrase"),
        pytest.param("what of Macron?", id="a name that passages only have without a capital"),
    ],
)
def test_what_may_be_meant_as_it_is_stays(corrected: Corrected, question: str) -> None:
    assert corrected(question) == {}


def test_a_name_becomes_only_what_is_written_with_a_capital(
    searcher: Searcher, corrected: Corrected, tmp_path: Path
) -> None:
    assert corrected("what of macrro?") == {"macrro": "macro"}
    assert corrected("what of Macrro?") == {}
    capital = made(tmp_path, "capital", *TEXTS, "Macro, a company, was sold.")
    results = search(searcher, "what of Macrro?", capital)
    assert [each.to for each in results.corrections] == ["Macro"]


def test_exactly_corrects_nothing(
    searcher: Searcher, library: Library, corrected: Corrected
) -> None:
    assert corrected("what of Zarrif?", exactly=True) == {}
    results = search(searcher, "Zarrif's offer", library, exactly=True)
    assert results.query == ANALYZER.query("Zarrif's offer")


def test_a_word_that_one_of_several_libraries_has_stays(
    searcher: Searcher, library: Library, tmp_path: Path
) -> None:
    other = made(tmp_path, "other", "Zarrif is a town.")
    assert search(searcher, "what of Zarrif?", library, other).corrections == ()
    assert len(search(searcher, "what of Zarrif?", library).corrections) == 1


def test_a_word_that_titles_alone_have_is_known_and_a_correction(
    searcher: Searcher, tmp_path: Path
) -> None:
    library = Library(tmp_path / "titles.db", "titles")
    add(library, article("On Bushehr\n\nA plant was built.", "a"))
    assert search(searcher, "what of Bushehr?", library).corrections == ()
    (correction,) = search(searcher, "what of Busher?", library).corrections
    assert correction.to == "Bushehr"


@pytest.mark.parametrize(
    ("question", "to"),
    [
        ("did Zarik sign the treaty in Geneva?", "Zarif"),
        ("did Zarik sing in the opera?", "Zarim"),
    ],
)
def test_between_equally_near_words_the_rest_of_the_question_decides(
    searcher: Searcher, tmp_path: Path, question: str, to: str
) -> None:
    library = made(
        tmp_path,
        "ties",
        "Zarif flew to Geneva and signed the treaty.",
        "Zarim sang in the opera of Vienna.",
        "Zarim sang.",
    )
    assert [each.to for each in search(searcher, question, library).corrections] == [to]


def test_the_nearest_is_taken_before_the_more_frequent(searcher: Searcher, tmp_path: Path) -> None:
    library = made(tmp_path, "near", *["Khatami spoke."] * 9, "Khamenei spoke.", "Kamenei spoke.")
    (correction,) = search(searcher, "what of Khameneii?", library).corrections
    assert correction.to == "Khamenei"


def test_the_commonest_spelling_is_shown_and_none_that_no_passage_has(
    searcher: Searcher, tmp_path: Path
) -> None:
    library = made(tmp_path, "spelt", *["The CONFERENCES met."] * 2, "The conferences met.")
    (correction,) = search(searcher, "the confernces", library).corrections
    assert correction.to == "CONFERENCES"


def test_a_repeated_slip_is_corrected_each_time_and_told_once(
    searcher: Searcher, library: Library
) -> None:
    results = search(searcher, "Zarrif and Zarrif and Zarif", library)
    assert [each.to for each in results.corrections] == ["Zarif"]
    assert results.query.words.count("Zarif") == 3
    assert len(results.query.terms) == len(ANALYZER.query("Zarif and Zarif and Zarif").terms)


def told_of(searcher: Searcher, *libraries: Library) -> list[tuple[str, str]]:
    results = search(searcher, "what of Zarix and Zarrim?", *libraries)
    return [(each.word, each.to) for each in results.corrections]


NAMES = ["Zarif spoke.", "Zarim spoke.", "Zarik spoke.", "Zaril spoke."]


def test_corrections_are_the_same_whatever_the_order_of_libraries_and_articles(
    searcher: Searcher, tmp_path: Path
) -> None:
    expected = [("Zarix", "Zarif"), ("Zarrim", "Zarim")]
    for number, order in enumerate(permutations(NAMES[:3])):
        one = made(tmp_path, f"one{number}", *order)
        two = made(tmp_path, f"two{number}", *reversed(order))
        assert told_of(searcher, one) == told_of(searcher, two) == expected
        assert told_of(searcher, one, two) == told_of(searcher, two, one) == expected


def test_several_libraries_are_corrected_from_as_one(searcher: Searcher, tmp_path: Path) -> None:
    together = made(tmp_path, "together", *NAMES)
    one, two = made(tmp_path, "one", *NAMES[:1]), made(tmp_path, "two", *NAMES[1:])
    assert told_of(searcher, one, two) == told_of(searcher, together)


def test_no_more_than_four_words_of_a_question_are_corrected(
    searcher: Searcher, library: Library
) -> None:
    question = "of Zarrif Kahmenei Bagdhad coaltion confernce"
    assert len(search(searcher, question, library).corrections) == 4


def test_edits_allowed_grow_with_the_word() -> None:
    assert (ONE_EDIT, TWO_EDITS) == (5, 8)
    assert [edits_allowed("x" * length) for length in (1, 4, 5, 7, 8, 500)] == [0, 0, 1, 1, 2, 2]


letters_ = st.text("abdeghiklmnorstuvwz’'é-", min_size=1, max_size=12)


@settings(max_examples=150)
@given(st.lists(letters_ | st.sampled_from(["Zarrif", "Khamanai", "Confernce"]), max_size=5))
def test_whatever_is_asked_every_correction_keeps_the_rules(
    shared: tuple[Searcher, Library], words: list[str]
) -> None:
    searcher, library = shared
    query = ANALYZER.query(" ".join(words))
    results = searcher.search(query, [library], 5, operators=Operators())
    again = searcher.search(query, [library], 5, operators=Operators())
    assert results.corrections == again.corrections
    assert len(results.corrections) <= 4
    for each in results.corrections:
        plain, to = "".join(ANALYZER.words(each.word)), "".join(ANALYZER.words(each.to))
        assert plain[0] == to[0]
        assert 1 <= OSA.distance(plain, to) <= edits_allowed(plain)
        assert plain not in dictionary.get("en")
        assert any(each.to in text for text in TEXTS), "verbatim"
        assert each.word in query.words
        assert each.word not in query.names or each.to[0].isupper()


@pytest.fixture(scope="module")
def shared(searcher: Searcher, library: Library) -> tuple[Searcher, Library]:
    return searcher, library
