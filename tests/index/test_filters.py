"""Filters over real libraries: what operators leave out, whatever the ranking would have chosen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from index import engines
from index.analysis import Analyzer
from index.library import Library
from index.operators import Operators
from index.results import Results
from index.searcher import Searcher
from index.snapshots import Snapshots
from tests.articles import add, article

ANALYZER = Analyzer()
# Longer than what joins its neighbours, so that each paragraph is a passage of its own.
FILLING = "and so it went on for a long while, as was told by all who were there at the time " * 3


@pytest.fixture
def searcher() -> Searcher:
    return Searcher(Snapshots(engines.get(), ANALYZER))


Find = Callable[..., list[str]]


@pytest.fixture
def find(tmp_path: Path, searcher: Searcher) -> Find:
    """Texts about Kerry that some operators leave, of one article each."""

    def find(*texts: str, title: str = "A title", **operators: object) -> list[str]:
        library = Library(tmp_path / f"{len(list(tmp_path.iterdir()))}.db", "news")
        articles = (article(f"{title}\n\n{text}", f"{n:03}") for n, text in enumerate(texts))
        add(library, *articles)
        results = search(searcher, library, **operators)
        return [each.passage.text for each in results.found]

    return find


def search(
    searcher: Searcher, *libraries: Library, question: str = "Kerry", k: int = 100, **of: object
) -> Results:
    operators = Operators(**of)  # type: ignore[arg-type]
    return searcher.search(ANALYZER.query(question), libraries, k, operators=operators)


def origins(results: Results) -> list[str]:
    return sorted(each.passage.origin for each in results.found)


@pytest.mark.parametrize(
    "text",
    [
        "Kerry made the offers of peace.",
        "Kerry made THE OFFERS OF PEACE.",
        "Kerry made the ‘offers’ of “peace”.",
        "Kerry made the offers’ of peace.",
        "Kerry made the öffers of peacé.",
        "Kerry made the offers-of-peace.",
        "Kerry made the\u00a0offers\nof  peace.",
        "Kerry made the of\u00adfers of peace.",
        "Kerry made the offers of Peace's end.",
        "Kerry made the offers of peace’s end.",
    ],
)
def test_a_phrase_is_found_whatever_its_case_accents_and_apostrophes(find: Find, text: str) -> None:
    for phrase in ("the offers of peace", "The Offers of PEACE", "offers of péace", "the offers"):
        assert find(text, phrases=(phrase,)) == [text]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Kerry made the offer of peace.", id="a stem"),
        pytest.param("Kerry made the offers for peace.", id="another small word"),
        pytest.param("Kerry made the offers peace.", id="a small word left out"),
        pytest.param("Kerry made offers of peace.", id="the first one left out"),
        pytest.param("Kerry made the offers of peacekeeping.", id="the beginning of a word"),
        pytest.param("Kerry made of peace the offers.", id="another order"),
        pytest.param("Kerry made the new offers of peace.", id="a word between"),
        pytest.param("Kerry made. The peace offers, of, the.", id="all its words"),
    ],
)
def test_a_phrase_must_stand_word_for_word(find: Find, text: str) -> None:
    assert find(text, phrases=("the offers of peace",)) == []


def test_a_phrase_in_the_title_is_none_in_the_passage(find: Find) -> None:
    assert find("Kerry left.", title="The offers of peace", phrases=("offers of peace",)) == []
    assert find("Kerry left.", title="Offers", phrases=("offers",)) == []


def test_a_phrase_across_two_passages_is_in_neither(find: Find) -> None:
    text = f"Kerry {FILLING} made the offers.\n\nOf peace spoke Kerry {FILLING}."
    assert find(text, phrases=("the offers of peace",)) == []


def test_a_phrase_of_stop_words_alone_must_stand_too(find: Find) -> None:
    texts = ("Kerry asked who is at the door.", "Kerry is the one who left at noon.")
    assert find(*texts, phrases=("who is at the",)) == [texts[0]]


def test_all_phrases_must_stand(find: Find) -> None:
    texts = ("Kerry made offers of peace.", "Kerry made offers of war.", "Kerry spoke of peace.")
    assert find(*texts, phrases=("of peace", "made offers")) == [texts[0]]


@pytest.mark.parametrize(
    ("phrase", "text"),
    [("WHO said", "Kerry knows who said it."), ("IT IS peace", "Kerry says it is peace.")],
)
def test_the_case_of_who_it_and_is_does_not_matter_in_a_phrase(
    find: Find, phrase: str, text: str
) -> None:
    assert find(text, phrases=(phrase,)) == [text]


@pytest.mark.parametrize("excluded", ["offer", "Offers", "OFFERED", "offer's", "öffer"])
def test_an_excluded_word_leaves_out_its_other_forms(find: Find, excluded: str) -> None:
    texts = ("Kerry spoke.", "Kerry made an offer.", "Kerry is offering.", "The offers of Kerry.")
    assert find(*texts, excluded=(excluded,)) == ["Kerry spoke."]


def test_an_excluded_word_may_not_be_in_the_title_either(find: Find) -> None:
    assert find("Kerry spoke.", title="An offer", excluded=("offer",)) == []
    assert find("Kerry spoke.", title="An aid", excluded=("offer",)) == ["Kerry spoke."]


def test_an_excluded_stop_word_is_looked_for_in_the_passage(find: Find) -> None:
    assert find("Kerry spoke.", "The Kerry plan.", excluded=("the",)) == ["Kerry spoke."]


@pytest.mark.parametrize("excluded", ["offer of peace", "offer-of-peace", "Offer of Peace's"])
def test_an_excluded_phrase_leaves_out_what_has_it_word_for_word(find: Find, excluded: str) -> None:
    texts = ("Kerry spoke of an offer, peace.", "Kerry's offers of peace.", "Kerry: offer of peace")
    left = find(*texts, excluded=(excluded,))
    assert sorted(left) == sorted(texts[:2])


def test_each_of_several_excluded_words_leaves_out(find: Find) -> None:
    texts = ("Kerry spoke.", "Kerry in Paris.", "Kerry in Baghdad.")
    assert find(*texts, excluded=("Paris", "Baghdad")) == ["Kerry spoke."]


STATED = [
    ("a.txt", {"outlet": "Middle East Eye", "published": date(2014, 9, 15)}),
    ("pjmedia_1.txt", {"outlet": None, "published": date(2014, 9, 16)}),
    ("c.txt", {"url": "https://www.shafaqna.com/english/1", "published": date(2015, 1, 1)}),
    ("d.txt", {"outlet": "Shafaqna"}),
]


@pytest.fixture
def stated(tmp_path: Path) -> Library:
    """Articles about Kerry that state different things of themselves."""
    library = Library(tmp_path / "stated.db", "stated")
    add(library, *(article("T\n\nKerry spoke.", name, **source) for name, source in STATED))
    return library


@pytest.mark.parametrize(
    ("sources", "left"),
    [
        (("Middle East Eye",), ["a.txt"]),
        (("middle EAST",), ["a.txt"]),
        (("pjmedia",), ["pjmedia_1.txt"]),
        (("shafaqna",), ["c.txt", "d.txt"]),
        (("shafaqna.com",), ["c.txt"]),
        (("shafaqna", "pjmedia"), ["c.txt", "d.txt", "pjmedia_1.txt"]),
        ((".txt",), ["a.txt", "c.txt", "d.txt", "pjmedia_1.txt"]),
        (("nobody",), []),
        (("*",), []),
        (("%",), []),
    ],
)
def test_a_source_is_part_of_the_outlet_the_files_name_or_the_address(
    searcher: Searcher, stated: Library, sources: tuple[str, ...], left: list[str]
) -> None:
    assert origins(search(searcher, stated, sources=sources)) == left


@pytest.mark.parametrize(
    ("days", "left", "undated"),
    [
        ({"after": date(2014, 9, 15)}, ["a.txt", "c.txt", "pjmedia_1.txt"], 1),
        ({"after": date(2014, 9, 16)}, ["c.txt", "pjmedia_1.txt"], 1),
        ({"before": date(2014, 9, 16)}, ["a.txt"], 1),
        ({"before": date(2014, 9, 15)}, [], 1),
        ({"after": date(2014, 9, 16), "before": date(2014, 9, 17)}, ["pjmedia_1.txt"], 1),
        ({"after": date(2014, 1, 1), "sources": ("shafaqna",)}, ["c.txt"], 1),
        ({"after": date(2014, 1, 1), "sources": ("Middle",)}, ["a.txt"], 0),
        ({"sources": ("shafaqna",)}, ["c.txt", "d.txt"], 0),
    ],
)
def test_days_are_on_or_after_and_before_and_undated_articles_are_counted(
    searcher: Searcher, stated: Library, days: dict[str, object], left: list[str], undated: int
) -> None:
    results = search(searcher, stated, **days)
    assert (origins(results), results.undated) == (left, undated)


def test_several_libraries_are_filtered_alike(
    searcher: Searcher, stated: Library, tmp_path: Path
) -> None:
    other = Library(tmp_path / "other.db", "other")
    add(other, article("T\n\nKerry left.", "e.txt", published=date(2014, 9, 15)))
    add(other, article("T\n\nKerry came.", "f.txt"))
    results = search(searcher, stated, other, before=date(2014, 9, 16))
    assert (origins(results), results.undated) == (["a.txt", "e.txt"], 2)
    results = search(searcher, other, stated, phrases=("Kerry left",))
    assert (origins(results), results.undated) == (["e.txt"], 0)


def test_a_weak_hit_behind_a_hundred_stronger_ones_is_found(
    searcher: Searcher, tmp_path: Path
) -> None:
    library = Library(tmp_path / "many.db", "many")
    strong = (article("T\n\nKerry, Kerry, Kerry.", f"{n:03}") for n in range(130))
    add(library, *strong, article(f"T\n\nKerry {FILLING} by the river.", "weak"))
    assert "weak" not in origins(search(searcher, library))
    for operators in (
        {"phrases": ("by the river",)},
        {"sources": ("weak",)},
        {"excluded": ("title", "Kerry, Kerry")},
    ):
        assert origins(search(searcher, library, k=1, **operators)) == ["weak"]


def test_what_would_be_found_without_operators_is_told_as_emptied(
    searcher: Searcher, stated: Library
) -> None:
    assert search(searcher, stated, phrases=("Kerry left",)).emptied
    assert search(searcher, stated, before=date(2000, 1, 1)).emptied
    assert not search(searcher, stated, phrases=("Kerry spoke",)).emptied
    assert not search(searcher, stated).emptied
    nothing = search(searcher, stated, question="zeppelins", sources=("nobody",))
    assert not nothing.emptied, "there is nothing without them either"


def test_what_is_remembered_is_what_is_found_afresh(searcher: Searcher, stated: Library) -> None:
    for operators in ({"phrases": ("Kerry spoke",)}, {"after": date(2014, 9, 16)}):
        first = search(searcher, stated, **operators)
        again = search(searcher, stated, **operators)
        fresh = search(Searcher(Snapshots(engines.get(), ANALYZER)), stated, **operators)
        assert first == again == fresh


def test_a_new_article_is_seen_and_a_removed_one_is_not(
    searcher: Searcher, stated: Library
) -> None:
    operators = {"sources": ("shafaqna",), "phrases": ("spoke",)}
    assert origins(search(searcher, stated, **operators)) == ["c.txt", "d.txt"]
    add(stated, article("T\n\nKerry spoke.", "shafaqna_2.txt"))
    assert origins(search(searcher, stated, **operators)) == ["c.txt", "d.txt", "shafaqna_2.txt"]
    with stated.writer() as writer, writer.change() as change:
        change.remove_location("c.txt")
    assert origins(search(searcher, stated, **operators)) == ["d.txt", "shafaqna_2.txt"]


def test_sorting_restricts_nothing(searcher: Searcher, stated: Library) -> None:
    assert search(searcher, stated, newest=True) == search(searcher, stated)


def test_which_of_too_many_are_read_depends_on_the_libraries_asked_with(
    tmp_path: Path, searcher: Searcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was found for a library alone is not what is found for it beside another."""
    monkeypatch.setattr("index.filters.MOST_READ", 2)
    one, other = Library(tmp_path / "one.db", "one"), Library(tmp_path / "other.db", "other")
    words = ["Kerry"] * 2 + ["Geneva"] * 4
    texts = [f"A title\n\n{word} heard of the offer of peace." for word in words]
    add(one, *(article(text, f"{n}") for n, text in enumerate(texts)))
    add(other, *(article(f"A title\n\nKerry was there {n} times.", f"{n}") for n in range(30)))

    def found(searcher: Searcher, *libraries: Library) -> list[str]:
        given = {"question": "Kerry Geneva", "phrases": ("offer of peace",)}
        return origins(search(searcher, *libraries, **given))  # type: ignore[arg-type]

    assert found(searcher, one) == ["0", "1"]
    beside = found(Searcher(Snapshots(engines.get(), ANALYZER)), one, other)
    assert beside == ["2", "3"]
    assert found(searcher, one, other) == beside
