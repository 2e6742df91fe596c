"""Corroboration: what is folded under what, led by whom, and that nothing is lost by it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.config import Config
from bot.core.app import LOCAL, open_app
from bot.core.corroboration import Corroborator, Voices
from bot.core.told import Statement
from index import engines
from index.analysis import Analyzer
from index.library import Library
from index.model import Article
from index.results import Found
from index.searcher import Searcher
from index.session import Session
from index.snapshots import Snapshots
from tests.articles import add, article

ANALYZER = Analyzer()
DAY = date(2014, 9, 15)
BRIDGE = (
    "The bridge at Mostar fell on Tuesday evening, when two heavy lorries stood on it in the rain,"
    " and the police of the town closed the road on either bank until the next morning came."
)
AGAIN = (
    "Engineers from abroad will build the Mostar bridge again, officials in Sarajevo said; they did"
    " not name a price or a day, and asked the people of the town for patience until next spring."
)
FERRY = (
    "Until there is a bridge again at Mostar, a ferry is to carry workers over the river, free of"
    " charge and every quarter of an hour, its owner told the council at a meeting in the school."
)
TRIMMED = BRIDGE.split(", and the police")[0] + "."
TEXTS = [BRIDGE, AGAIN, FERRY, TRIMMED, "Mostar has a bridge.", "A bridge of Mostar was painted."]


@contextmanager
def opened(
    *articles: Article, question: str = "Mostar bridge"
) -> Iterator[tuple[Session, list[Found]]]:
    """A session over the articles, each in one of two libraries, and what it finds."""
    with TemporaryDirectory() as name:
        libraries = []
        for part in (0, 1):
            library = Library(Path(name) / f"{part}.db", str(part))
            add(library, *articles[part::2])
            libraries.append(library)
        searcher = Searcher(Snapshots(engines.get(), ANALYZER))
        with searcher.session(libraries) as session:
            yield session, list(session.search(ANALYZER.query(question), 20).found)


def told(*texts: str, days: Sequence[int | None] = ()) -> list[Article]:
    """An article of each text, dated so many days after the first day where that is given."""
    dates = [None if each is None else DAY + timedelta(days=each) for each in days]
    dates += [None] * (len(texts) - len(dates))
    return [
        article(f"Title {n}\n\n{text}", f"{n}.txt", published=day)
        for n, (text, day) in enumerate(zip(texts, dates, strict=True))
    ]


def voices(session: Session) -> Voices:
    return Corroborator(ANALYZER).voices(session)


def folded(*articles: Article, limit: int = 10) -> list[tuple[str, list[tuple[str, bool, bool]]]]:
    """Each statement's origin, and those folded under it with how they are told."""
    with opened(*articles) as (session, found):
        return [
            (
                each.found.passage.origin,
                [(it.found.passage.origin, it.same_words, it.copy) for it in each.similar],
            )
            for each in voices(session).fold(found, limit)
        ]


def key(found: Found) -> tuple[str, int]:
    return found.library, found.passage.article


def articles_of(statement: Statement) -> set[tuple[str, int]]:
    """All that tell it."""
    return {key(statement.found), *(key(each.found) for each in statement.similar)}


def test_what_is_told_twice_is_shown_once_and_what_is_told_once_alone() -> None:
    assert sorted(folded(*told(BRIDGE, FERRY, BRIDGE))) == [
        ("0.txt", [("2.txt", True, True)]),
        ("1.txt", []),
    ]


def test_copies_are_led_by_the_earliest_dated_and_undated_ones_come_last() -> None:
    for days, lead in [
        ((2, 1, 0), "2.txt"),
        ((1, 0, 2), "1.txt"),
        ((None, None, 3), "2.txt"),
        ((0, None, None), "0.txt"),
    ]:
        [(origin, similar)] = folded(*told(BRIDGE, BRIDGE, BRIDGE, days=days))
        assert origin == lead
        assert sorted(each for each, _, _ in similar) == sorted(
            {"0.txt", "1.txt", "2.txt"} - {lead}
        )
        assert all(same and copy for _, same, copy in similar)


def test_copies_of_one_day_are_led_by_the_best() -> None:
    [(origin, _)] = folded(*told(BRIDGE, BRIDGE, days=(0, 0)))
    assert origin == "0.txt"


def test_an_earlier_article_that_only_quotes_a_paragraph_of_it_does_not_lead() -> None:
    """One paragraph of three is the same: the same words, and no copy."""
    other = "Rain is expected over Bosnia until Friday, with wind from the north in the evening."
    shared = f"{BRIDGE} Nobody was hurt in the accident."
    texts = (f"{shared}\n\n{AGAIN} {other}", f"{shared}\n\n{FERRY} A ticket is two marks.")
    shown = dict(folded(*told(*texts, days=(5, 0))))
    assert ("1.txt", True, False) in shown["0.txt"]


def test_what_takes_the_lead_keeps_the_place_and_the_score_of_the_best() -> None:
    with opened(*told(BRIDGE, FERRY, TRIMMED, days=(5, None, 0))) as (session, found):
        [first, *_] = voices(session).fold(found, 10)
        best = found[0]
        assert (first.found.score, first.found.bm25) == (best.score, best.bm25)
        assert key(best) in articles_of(first)


def test_the_same_words_in_one_article_are_its_own_and_no_other_source() -> None:
    twice = f"{BRIDGE} It was dark.\n\n{FERRY}\n\n{BRIDGE} It was dark."
    with opened(*told(twice)) as (session, found):
        statements = voices(session).fold(found, 10)
    assert [len(each.similar) for each in statements] == [0] * len(statements)
    assert sum(each.own for each in statements) == 1
    assert len(statements) == len(found) - 1


def test_a_limit_leaves_the_first_as_they_are() -> None:
    articles = told(*TEXTS, BRIDGE, AGAIN)
    with opened(*articles) as (session, found):
        every = voices(session).fold(found, 20)
        for limit in range(len(every) + 1):
            assert voices(session).fold(found, limit) == every[:limit]


def test_nothing_found_is_nothing_folded() -> None:
    with opened(*told(BRIDGE)) as (session, _):
        assert voices(session).fold([], 5) == []
        assert voices(session).agree([]) == []


def test_agreement_is_of_other_articles_with_the_first() -> None:
    with opened(*told(BRIDGE, FERRY, BRIDGE)) as (session, found):
        agree = voices(session).agree(found)
    origins = [each.passage.origin for each in found]
    assert agree[0] is False
    assert [name for name, does in zip(origins, agree, strict=True) if does] == (
        ["2.txt"] if origins[0] == "0.txt" else []
    )


texts_ = st.lists(
    st.tuples(
        st.lists(st.sampled_from(TEXTS), min_size=1, max_size=2, unique=True).map("\n\n".join),
        st.none() | st.integers(0, 3),
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=20)
@given(texts_, st.integers(1, 4))
def test_folding_keeps_the_order_and_loses_nothing(
    corpus: list[tuple[str, int | None]], limit: int
) -> None:
    articles = told(*(text for text, _ in corpus), days=[day for _, day in corpus])
    with opened(*articles) as (session, found):
        statements = voices(session).fold(found, 99)
        some = voices(session).fold(found, limit)
        again = voices(session).fold(found, 99)
    assert some == statements[:limit]
    assert again == statements
    places = {each.passage.id: place for place, each in enumerate(found)}
    best = []
    for each in statements:
        members = [each.found, *(it.found for it in each.similar)]
        assert len({key(it) for it in members}) == len(members), "each article once"
        assert all(it.same_words for it in each.similar if it.copy)
        copies = [it.found for it in each.similar if it.copy]
        dates = [it.passage.source.published or date.max for it in [each.found, *copies]]
        assert dates[0] == min(dates)
        best.append(min(places[it.passage.id] for it in members))
    assert best == sorted(best)
    # Shown, folded, or told by an article that is counted there already.
    for each in found:
        assert any(key(each) in articles_of(statement) for statement in statements)
    shown = Counter(
        it.passage.id
        for each in statements
        for it in [each.found, *(told.found for told in each.similar)]
    )
    assert set(shown.values()) <= {1}
    if all(len(list(text.split("\n\n"))) == 1 for text, _ in corpus):
        assert set(shown) == set(places)


@settings(max_examples=15)
@given(texts_)
def test_looking_up_adds_only_other_articles_and_takes_none_away(
    corpus: list[tuple[str, int | None]],
) -> None:
    articles = told(*(text for text, _ in corpus), days=[day for _, day in corpus])
    with opened(*articles) as (session, found):
        holding = voices(session)
        for before in holding.fold(found[:2], 2):
            after = holding.looked_up(before)
            members = [after.found, *(each.found for each in after.similar)]
            assert len({key(each) for each in members}) == len(members)
            assert articles_of(after) >= articles_of(before)
            ids = {each.passage.id for each in members}
            assert ids >= {before.found.passage.id, *(it.found.passage.id for it in before.similar)}
            assert holding.looked_up(before) == after


def test_looking_up_finds_what_the_question_does_not(tmp_path: Path) -> None:
    one, other = BRIDGE, BRIDGE.replace("Mostar", "the old town")
    with opened(*told(one, other), question="Mostar") as (session, found):
        assert [each.passage.origin for each in found] == ["0.txt"]
        holding = voices(session)
        [before] = holding.fold(found, 5)
        after = holding.looked_up(before)
    assert before.similar == ()
    assert [each.found.passage.origin for each in after.similar] == ["1.txt"]


def test_one_file_in_two_libraries_is_told_of_in_both() -> None:
    one, same, filler = told(BRIDGE, BRIDGE, FERRY)
    with opened(one, same, same, filler) as (session, found):
        lead = next(each for each in found if each.passage.origin == "0.txt")
        statement = voices(session).looked_up(Statement(lead))
        told_by = [(each.found.library, each.found.passage.origin) for each in statement.similar]
        assert sorted(told_by) == [("0", "1.txt"), ("1", "1.txt")]


@pytest.fixture
def ask(tmp_path: Path) -> Callable[..., list[str]]:
    """The passages of an answer over some articles, by their ids."""

    def ask(question: str, *articles: Article) -> list[str]:
        app = open_app(Config(base=tmp_path))
        add(app.writable().library, *articles)
        return [each.passage_id for each in app.ask(LOCAL, question, limit=5).citations]

    return ask


def test_no_passage_is_shown_twice_in_one_answer(ask: Callable[..., list[str]]) -> None:
    whole = article(f"Whole\n\n{BRIDGE} {AGAIN}", "whole.txt", published=DAY)
    later = DAY + timedelta(days=1)
    cut = article(f"Cut\n\n{BRIDGE} So far.\n\n{AGAIN} So far.", "cut.txt", published=later)
    shown = ask("will engineers build the Mostar bridge again?", whole, cut)
    assert len(shown) == len(set(shown))
