"""Answering: the closest passages with their best sentence, or what is missing."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.config import Config
from bot.core.answer import Answer, Missing
from bot.core.answering import LONGEST_MESSAGE, LONGEST_QUESTION
from bot.core.app import LOCAL, App, open_app
from bot.core.word_match import WordMatch
from index.errors import QuestionRefused
from tests.articles import APART, add, article

TEXT = APART.join(
    [
        "The bridge\n\nIt stood for long. The bridge at Mostar fell on Tuesday. Nobody was hurt.",
        "Officials in Sarajevo said the bridge would be built again by U.S. engineers.",
        "Snow is expected in the north of Bosnia.",
    ]
)


@pytest.fixture
def ask(tmp_path: Path) -> Callable[..., Answer]:
    app = open_app(Config(base=tmp_path))
    add(app.writable().library, article(TEXT, "bridge.txt"))

    def ask(question: str, limit: int = 5, **options: bool) -> Answer:
        return app.ask(LOCAL, question, limit=limit, **options)

    return ask


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> App:
    app = open_app(Config(base=tmp_path_factory.mktemp("shared")))
    add(app.writable().library, article(TEXT, "bridge.txt"))
    return app


def test_citations_are_ranked_and_cut_from_the_article(ask: Callable[..., Answer]) -> None:
    answer = ask("which bridge fell?")
    assert [each.rank for each in answer.citations] == [1, 2, 3]
    scores = [each.score for each in answer.citations]
    assert scores == sorted(scores, reverse=True)
    for each in answer.citations:
        assert TEXT[each.start : each.end] == each.text
        assert each.text[each.sentence_start :].startswith(each.sentence)
        assert (each.title, each.library, each.origin) == ("The bridge", "own", "bridge.txt")
        assert each.bm25 > 0


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("what fell on Tuesday?", "The bridge at Mostar fell on Tuesday."),
        ("who was hurt?", "Nobody was hurt."),
        ("long stood", "It stood for long."),
        ("Mostar?", "The bridge at Mostar fell on Tuesday."),
    ],
)
def test_the_best_sentence_has_most_of_the_question(
    ask: Callable[..., Answer], question: str, sentence: str
) -> None:
    assert ask(question).citations[0].sentence == sentence


def test_the_limit_is_kept(ask: Callable[..., Answer]) -> None:
    every = ask("bridge").citations
    assert [ask("bridge", limit=n).citations for n in (1, 2, 3)] == [every[:n] for n in (1, 2, 3)]
    assert len(every) == 3


@pytest.mark.parametrize("question", ["", "  \n", "who is it?", "?!…", "🙂", "what did they say"])
def test_what_cannot_be_searched_is_refused(ask: Callable[..., Answer], question: str) -> None:
    with pytest.raises(QuestionRefused, match=r"^There is no"):
        ask(question)


def test_a_question_of_common_words_is_told_what_to_name(ask: Callable[..., Answer]) -> None:
    with pytest.raises(QuestionRefused, match="only common words or symbols"):
        ask("who is it?")


def test_a_question_may_be_so_long_and_no_longer(ask: Callable[..., Answer]) -> None:
    question = " ".join(["bridge"] * 71).ljust(LONGEST_QUESTION, "?")
    assert ask(question).citations
    assert ask(f"  {question}\n").question == question
    with pytest.raises(QuestionRefused, match="at most 500 characters; this one has 501"):
        ask(question + "?")
    assert ask(question + "?", message=True).citations
    with pytest.raises(QuestionRefused, match="at most 4,000 characters; this one has 4,001"):
        ask("bridge " + "?" * (LONGEST_MESSAGE - 6), message=True)


def test_words_that_no_passage_has_are_named_as_they_were_written(
    ask: Callable[..., Answer],
) -> None:
    answer = ask("when did the Bridges collapse, collapse in torrents?")
    assert answer.missing.absent == ("collapse", "torrents")
    assert answer.citations


def test_a_name_that_no_passage_has_quotes_nothing(ask: Callable[..., Answer]) -> None:
    answer = ask("did Putin see the bridge?")
    assert (answer.citations, answer.missing.absent) == ((), ("Putin",))
    assert answer.kept_back
    assert answer.match is WordMatch.WEAK
    assert answer.libraries[0].articles == 1


@pytest.mark.parametrize("word", ["Putin", "grobnik", "Mladić", "flinksbury"])
def test_a_word_that_no_dictionary_has_keeps_quotes_back_as_a_name_does(
    ask: Callable[..., Answer], word: str
) -> None:
    answer = ask(f"did {word} see the bridge?")
    assert (answer.citations, answer.kept_back) == ((), True)
    assert answer.missing.absent == (word,)


def test_what_is_kept_back_is_shown_to_those_who_want_it_anyway(
    ask: Callable[..., Answer],
) -> None:
    answer = ask("did Putin see the bridge?", anyway=True)
    assert not answer.kept_back
    assert "bridge" in answer.citations[0].text
    assert answer.missing.absent == ("Putin",)


def test_nothing_is_kept_back_where_there_is_nothing(ask: Callable[..., Answer]) -> None:
    answer = ask("Putin?")
    assert (answer.citations, answer.kept_back) == ((), False)


def test_words_that_never_meet_are_told(ask: Callable[..., Answer]) -> None:
    answer = ask("snow on Tuesday")
    assert answer.missing == Missing(apart=(("snow", "Tuesday"),))
    assert answer.citations
    assert ask("the bridge at Mostar").missing == Missing()


@pytest.mark.parametrize(
    "question",
    [
        "Hi! Who rebuilt the bridge? Thanks",
        "The bridge at Mostar: Why did it fall? Cheers!",
        "did the bridge fall in December?",
        "who saw the bridge on a Friday, and not in May or on Sunday?",
        "did the bridge fall in December's storm?",
        "does the bridge fall on Fridays?",
    ],
)
def test_what_is_capitalised_without_being_a_name_keeps_no_quotes_back(
    ask: Callable[..., Answer], question: str
) -> None:
    answer = ask(question)
    assert answer.citations
    assert answer.missing.absent


@pytest.mark.parametrize(
    "question",
    ["Hi! What did Putin say about the bridge? Thanks", "the bridge. Did Putin fall in December?"],
)
def test_a_name_among_other_capitals_still_quotes_nothing(
    ask: Callable[..., Answer], question: str
) -> None:
    answer = ask(question)
    assert answer.citations == ()
    assert "Putin" in answer.missing.absent


def test_a_message_whose_sources_are_sought_is_quoted_from_whatever_its_names(
    ask: Callable[..., Answer],
) -> None:
    prose = "Yesterday it rained. Reports say that Putin saw the bridge in Mostar. Nonsense!"
    assert ask(prose).citations == ()
    answer = ask(prose, message=True)
    assert "The bridge at Mostar fell on Tuesday." in answer.citations[0].text
    assert answer.missing.absent == (
        *("Yesterday", "rained", "Reports"),
        *("Putin", "saw", "Nonsense"),
    )


@pytest.mark.parametrize(
    "question",
    [
        "Did the bridge collapse?",  # the first word has a capital in every question
        "Collapse of the bridge",
        "DID THE BRIDGE COLLAPSE IN TORRENTS?",
        "Bridge Collapse Torrents",
    ],
)
def test_a_capital_alone_makes_no_name(ask: Callable[..., Answer], question: str) -> None:
    assert ask(question).citations


def test_nothing_at_all_in_common_gives_no_citation(ask: Callable[..., Answer]) -> None:
    answer = ask("price of oil?")
    assert (answer.citations, answer.missing.absent) == ((), ("price", "oil"))
    assert (answer.match, answer.match_score) == (WordMatch.WEAK, 0.0)


def test_what_is_kept_of_an_answer_does_not_grow_with_the_articles(tmp_path: Path) -> None:
    def length(articles: int) -> int:
        app = open_app(Config(base=tmp_path / str(articles)))
        days = (date(2014, 1, 1) + timedelta(days=n) for n in range(articles))
        texts = (
            article(f"T{n}\n\nThe bridge {n} fell.", f"{n}", published=day)
            for n, day in enumerate(days)
        )
        add(app.writable().library, *texts)
        answer = app.ask(LOCAL, "bridge", limit=1)
        assert answer.libraries[0].dated == answer.libraries[0].articles == articles
        return len(json.dumps(answer.to_dict()["libraries"]))

    assert length(500) - length(5) <= 10  # three numbers have more digits


def test_the_bytes_of_an_answer_are_the_same_every_time(ask: Callable[..., Answer]) -> None:
    assert ask("bridge in Mostar?").to_dict() == ask("bridge in Mostar?").to_dict()


@settings(max_examples=60)
@given(st.text(max_size=60))
def test_any_question_is_answered_or_refused(shared: App, question: str) -> None:
    try:
        answer = shared.ask(LOCAL, question, limit=2)
    except QuestionRefused:
        return
    assert answer.question == question.strip()
    assert len(answer.citations) <= 2
