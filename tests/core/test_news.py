"""What is new in libraries and answers a question, and what only looks new."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from bot.core.news import news_json, read_news
from bot.core.newsfinder import LEAST, Newsfinder
from bot.core.word_match import WordMatch
from index import engines
from index.duplicates import shingles
from index.errors import QuestionRefused
from index.fingerprints import fingerprint
from index.library import Library
from index.model import Article
from index.operators import Operators
from tests.articles import APART, add, article
from tests.conftest import NOW
from tests.core.newsreading import AGAIN, LANDED, OTHERS, QUESTION, Reader, finder

NAMES = ("Anahita", "Babak", "Cyrus", "Darius", "Esther", "Farhad", "Golnar", "Hamid", "Iraj",
         "Jamshid", "Kaveh", "Leila")  # fmt: skip


@pytest.fixture(scope="module")
def news_finder() -> Newsfinder:
    return finder()


@pytest.fixture
def filled(library: Library) -> Library:
    """A library about other things."""
    add(library, *(article(f"A report\n\n{text}", f"{n}.txt") for n, text in enumerate(OTHERS)))
    return library


@pytest.fixture
def reader(news_finder: Newsfinder, filled: Library) -> Reader:
    return Reader(news_finder, [filled]).begin()


def told(text: str, name: str = "news.txt", **source: object) -> Article:
    return article(f"Late news\n\n{text}", name, **source)


def test_what_answers_is_news_once(reader: Reader, filled: Library) -> None:
    assert reader.news() == []
    add(filled, told(LANDED))
    [news] = reader.look().news
    assert news.citation.text == LANDED
    assert news.citation.rank == 1
    assert news.citation.title == "Late news"
    assert news.match.band is WordMatch.STRONG
    assert news.added_at == NOW
    assert news.passages == (("news", news.citation.passage_id),)
    assert reader.news() == []
    add(filled, told(AGAIN, "again.txt"))
    assert reader.news() == [AGAIN]


def test_it_is_kept_as_json_to_the_letter(reader: Reader, filled: Library) -> None:
    add(filled, told(LANDED, published=date(2026, 1, 1)), told(LANDED + " Really.", "copy.txt"))
    [news] = reader.look().news
    assert news.citation.similar
    assert read_news(news_json(news)) == news


def test_what_shares_some_words_is_no_news(reader: Reader, filled: Library) -> None:
    add(filled, told("A zeppelin that was on its way to Bushehr turned round."))
    assert reader.news() == []
    assert reader.words, "but it might have been taken for some"


def test_a_partial_match_is_news_to_those_who_want_it(
    news_finder: Newsfinder, filled: Library
) -> None:
    add(filled, told("The zeppelin is late.", "late.txt"))
    readers = [
        Reader(news_finder, [filled], least=each).begin()
        for each in (WordMatch.STRONG, WordMatch.PARTIAL)
    ]
    text = "The zeppelin was expected in Bushehr, said the mayor, who had waited for it."
    add(filled, told(text))
    assert [each.news() for each in readers] == [[], [text]]


def test_a_better_passage_that_was_there_hides_nothing(
    news_finder: Newsfinder, filled: Library
) -> None:
    best = "When did the zeppelin land in Bushehr? The zeppelin did land in Bushehr at noon."
    add(filled, told(best, "best.txt"))
    reader = Reader(news_finder, [filled]).begin()
    add(filled, told(LANDED))
    assert reader.news() == [LANDED]


def test_one_of_many_that_are_as_good_is_no_strong_match(
    news_finder: Newsfinder, filled: Library
) -> None:
    crowd = [
        f"Zeppelin {n} landed in Bushehr on day {n + 40}, where {name} had hung up a lantern."
        for n, name in enumerate(NAMES)
    ]
    add(filled, *(told(text, f"crowd{n}.txt") for n, text in enumerate(crowd[:-1])))
    reader = Reader(news_finder, [filled]).begin()
    add(filled, told(crowd[-1]))
    assert reader.news() == []


def test_of_more_than_a_hundred_that_have_its_words_the_80_best_are_told_and_no_more_later(
    news_finder: Newsfinder, filled: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(LEAST, WordMatch.PARTIAL, 0.0)  # none is told else, so alike are they
    reader = Reader(news_finder, [filled], least=WordMatch.PARTIAL).begin()
    crowd = [
        f"The zeppelin landed in Bushehr on day {n}, where {NAMES[n % 12]} saw word{n}, thing{n}."
        for n in range(130)
    ]
    add(filled, *(told(text, f"crowd{n}.txt") for n, text in enumerate(crowd)))
    assert sum(len(each.passages) for each in reader.look().news) == 80
    assert reader.news() == []


def test_the_verdict_does_not_depend_on_what_else_comes_with_it(
    news_finder: Newsfinder, tmp_path: Path, new_uuid: Callable[[], UUID]
) -> None:
    weak = [
        f"Nobody in Bushehr had ever seen so many fish as on the day number {n}." for n in range(30)
    ]
    found = []
    for name, batch in (("alone", []), ("crowded", weak)):
        library = Library(tmp_path / f"{name}.db", "news", new_uuid=new_uuid)
        before = OTHERS if batch else (*OTHERS, *weak)
        add(library, *(article(f"A report\n\n{text}", f"{n}.txt") for n, text in enumerate(before)))
        reader = Reader(news_finder, [library], least=WordMatch.PARTIAL).begin()
        add(library, *(told(text, f"w{n}.txt") for n, text in enumerate([*batch, LANDED])))
        found.append({each.citation.text: each.match for each in reader.look().news})
    assert found[0].keys() == found[1].keys() == {LANDED}
    assert found[0][LANDED].value == pytest.approx(found[1][LANDED].value, abs=1e-3)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(LANDED, id="word for word"),
        pytest.param(f"“{LANDED.upper()}”", id="in capitals and quotation marks"),
        pytest.param(f"{LANDED} So they said.", id="with some words more"),
    ],
)
def test_words_that_were_there_are_no_news(
    news_finder: Newsfinder, filled: Library, text: str
) -> None:
    add(filled, told(LANDED, "first.txt"))
    reader = Reader(news_finder, [filled]).begin()
    add(filled, told(text, "later.txt", outlet="Another outlet"))
    assert reader.news() == []


def test_neither_is_a_passage_of_a_copied_article(news_finder: Newsfinder, filled: Library) -> None:
    rest = APART.join(
        f"{text} It was the {n}th time this year, as everybody who lives there knows well enough."
        for n, text in enumerate(OTHERS, start=4)
    )
    add(filled, told(f"{LANDED} Some of them had come far.{APART}{rest}", "first.txt"))
    reader = Reader(news_finder, [filled], least=WordMatch.PARTIAL).begin()
    trimmed = "The zeppelin landed in Bushehr on Monday, and some of them had come far to see it."
    add(filled, told(f"{trimmed}{APART}{rest}", "later.txt"))
    assert reader.news() == []


def test_the_same_said_in_other_words_is_news_that_names_the_others(
    news_finder: Newsfinder, filled: Library
) -> None:
    add(filled, told("In Bushehr the zeppelin landed on Monday, officials said.", "first.txt"))
    reader = Reader(news_finder, [filled]).begin()
    add(filled, told("On Monday the zeppelin landed in Bushehr, the harbour master confirmed."))
    [news] = reader.look().news
    assert [each.origin for each in news.citation.similar] == ["first.txt"]
    assert not news.citation.similar[0].same_words


def test_copies_that_come_together_are_one(reader: Reader, filled: Library) -> None:
    add(filled, told(LANDED, "a.txt"), told(LANDED, "b.txt"), told(AGAIN, "c.txt"))
    looked = reader.look()
    assert sorted(each.citation.text for each in looked.news) == sorted([LANDED, AGAIN])
    assert sorted(len(each.passages) for each in looked.news) == [1, 2]


def test_what_is_read_again_moved_or_told_otherwise_is_no_news(
    news_finder: Newsfinder, filled: Library
) -> None:
    add(filled, told(LANDED))
    reader = Reader(news_finder, [filled]).begin()
    add(filled, told(LANDED))
    assert reader.news() == []
    with filled.writer() as writer, writer.change() as change:
        change.add(told(LANDED), "elsewhere/news.txt", exists=lambda _: False)
    assert reader.news() == []
    with filled.writer() as writer, writer.change() as change:
        change.add(told(LANDED, outlet="An outlet"), "elsewhere/news.txt")
    assert reader.news() == []
    with filled.writer() as writer, writer.change() as change:
        change.remove_location("elsewhere/news.txt")
    assert reader.news() == []
    add(filled, told(LANDED))
    assert reader.news() == []


def test_an_article_that_is_edited_is_news_only_where_it_says_something_new(
    news_finder: Newsfinder, filled: Library
) -> None:
    add(filled, told(f"{LANDED}{APART}The mayor was away."))
    reader = Reader(news_finder, [filled]).begin()
    add(filled, told(f"{LANDED}{APART}The mayor was at home."))
    assert reader.news() == []
    add(filled, told(f"{LANDED}{APART}{AGAIN}"))
    assert reader.news() == [AGAIN]
    add(filled, told(f"{LANDED}{APART}{AGAIN}{APART}The mayor was away."))
    assert reader.news() == []


def test_a_library_that_is_made_anew_is_no_news_but_for_what_it_has_besides(
    news_finder: Newsfinder, filled: Library
) -> None:
    add(filled, told(LANDED))
    reader = Reader(news_finder, [filled]).begin()
    more = [told(AGAIN, "again.txt")]
    for besides, expected in (([], []), (more, [AGAIN]), (more, [])):
        filled.delete()
        add(filled, *(article(f"A report\n\n{text}", f"{n}.txt") for n, text in enumerate(OTHERS)))
        add(filled, told(LANDED), *besides)
        assert reader.news(settled=False) == [], "it may not be whole yet"
        assert reader.news() == expected


def test_a_library_that_is_new_is_news(
    news_finder: Newsfinder, filled: Library, tmp_path: Path, new_uuid: Callable[[], UUID]
) -> None:
    other = Library(tmp_path / "other.db", "other", new_uuid=new_uuid)
    reader = Reader(news_finder, [filled, other]).begin()
    add(other, told(LANDED))
    assert reader.news(settled=False) == []
    assert reader.news() == [LANDED]
    add(other, told(AGAIN, "again.txt"))
    assert reader.news(settled=False) == [AGAIN], "it is known by now"


def test_of_what_libraries_have_everything_counts_as_known_at_first(
    news_finder: Newsfinder, filled: Library
) -> None:
    add(filled, told(LANDED))
    reader = Reader(news_finder, [filled]).begin()
    assert fingerprint(shingles(LANDED)) in reader.words
    assert reader.news() == []


def test_who_begins_from_an_earlier_state_is_told_what_came_since(
    news_finder: Newsfinder, filled: Library
) -> None:
    reader = Reader(news_finder, [filled])
    with filled.reader() as opened:
        before = {"news": opened.generation}
    add(filled, told(LANDED))
    known = news_finder.known(QUESTION, reader.options, reader.shelves, before)
    reader.seen, reader.words = dict(known.generations), list(known.words)
    assert reader.news() == [LANDED]


def test_a_name_that_no_library_has_is_waited_for_and_never_taken_for_a_slip(
    news_finder: Newsfinder, filled: Library
) -> None:
    add(filled, told("What the mayor said in Bushehr is known to all.", "mayor.txt"))
    reader = Reader(
        news_finder, [filled], "what did Zapatin say in Bushehr?", WordMatch.PARTIAL
    ).begin()
    add(filled, told("What Zapata said in Bushehr on Monday was wrong, say all who heard him."))
    assert reader.news() == []
    text = "Zapatin said in Bushehr that he would come again, and that all had been well there."
    add(filled, told(text, "zapatin.txt"))
    assert reader.news() == [text]


@pytest.mark.parametrize(
    ("operators", "heard"),
    [
        (Operators(sources=("gazette",)), True),
        (Operators(sources=("courier",)), False),
        (Operators(excluded=("Monday",)), False),
        (Operators(phrases=("zeppelin landed",)), True),
        (Operators(after=date(2026, 1, 1)), True),
        (Operators(before=date(2026, 1, 1)), False),
    ],
)
def test_what_operators_leave_out_is_no_news(
    news_finder: Newsfinder, filled: Library, operators: Operators, heard: bool
) -> None:
    reader = Reader(news_finder, [filled], operators=operators).begin()
    add(filled, told(LANDED, outlet="The Gazette", published=date(2026, 1, 2)))
    assert bool(reader.news()) is heard


def test_a_question_without_anything_to_search_for_is_refused(
    news_finder: Newsfinder, filled: Library
) -> None:
    for question in ("", "who is it?", "*" * 400, "x" * 501):
        with pytest.raises(QuestionRefused):
            Reader(news_finder, [filled], question).begin()


def test_without_any_library_nothing_is_new(news_finder: Newsfinder) -> None:
    assert Reader(news_finder, []).begin().news() == []


@pytest.mark.parametrize("name", engines.names())
def test_every_engine_finds_the_same(reader: Reader, filled: Library, name: str) -> None:
    other = Reader(finder(name), [filled]).begin()
    add(filled, told(LANDED), told(AGAIN, "again.txt"), told(LANDED, "copy.txt"))
    assert other.look() == reader.look()


def test_a_look_gives_the_same_however_often(reader: Reader, filled: Library) -> None:
    add(filled, told(LANDED), told(AGAIN, "again.txt"))
    again = replace(reader, seen=dict(reader.seen), words=list(reader.words))
    assert again.look() == reader.look()


TEXTS = [
    LANDED,
    AGAIN,
    "Late on Monday a zeppelin had to land near Bushehr, as its captain told this paper.",
    "Whether the zeppelin did land in Bushehr nobody would say, and the harbour was closed.",
    *OTHERS,
]


@pytest.mark.parametrize("seed", range(6))
def test_whatever_becomes_of_articles_no_words_are_told_twice(
    news_finder: Newsfinder, filled: Library, seed: int
) -> None:
    chance = random.Random(seed)
    reader = Reader(news_finder, [filled], least=WordMatch.PARTIAL).begin()
    heard: list[str] = []
    for _ in range(15):
        if chance.random() < 0.1:
            filled.delete()
        with filled.writer() as writer, writer.change() as change:
            for _ in range(chance.randrange(4)):
                name = f"{chance.randrange(5)}.txt"
                if chance.random() < 0.3:
                    change.remove_location(name)
                else:
                    chosen = chance.sample(TEXTS, chance.randrange(1, 4))
                    change.add(told(APART.join(chosen), name), name)
        heard += reader.news()
    assert heard
    assert len(heard) == len(set(heard))
