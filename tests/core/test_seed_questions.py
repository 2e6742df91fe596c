"""How well the samples answer questions about them: a floor, so that losing one is seen.

Five questions have no answer in the samples; the others count as answered by a passage of one of
the files that holds one of the phrases.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from bot.config import Config, SharedLibrary, Storage
from bot.core.answer import Answer
from bot.core.app import LOCAL, App, open_app
from bot.core.word_match import WordMatch


class Question(NamedTuple):
    """A question, and what answers it: phrases, each with the beginning of its file's name."""

    id: str
    text: str
    expected: list[tuple[str, str]]


# The floor. An id may be taken out only together with the reason, in the change that loses it.
# s31 fell from first to second when hits began to be rescored, which brought s29, s33, s35 and s37
# to the first place.
FIRST = {
    "s01",
    "s05",
    "s07",
    "s09",
    "s11",
    "s17",
    "s21",
    "s23",
    "s27",
    "s29",
    "s33",
    "s35",
    "s37",
    "s39",
}
FIRST_THREE = FIRST | {"s03", "s13", "s31"}

QUESTIONS = [
    Question(
        "s01",
        "who rejected the offer?",
        [
            ("000", "rejected US Secretary of State’s offer too"),
            ("004", "I rejected US offer"),
            ("004", "rejected an entreaty"),
        ],
    ),
    Question(
        "s03",
        "which countries were not invited to the Paris conference?",
        [
            ("003", "Neither Iran, nor Syria were invited"),
            ("004", "Neither Iran nor Syria were invited"),
        ],
    ),
    Question(
        "s05",
        "diplomats from how many nations gathered in Paris?",
        [
            ("004", "Diplomats from 30 nations"),
        ],
    ),
    Question(
        "s07",
        "where is Iran building new nuclear power plants?",
        [
            ("002", "city of Bushehr"),
        ],
    ),
    Question(
        "s09",
        "who was the first country to send arms to Kurdish fighters?",
        [
            ("003", "first country to send arms to Kurdish fighters"),
        ],
    ),
    Question(
        "s11",
        "what did Wendy Sherman ask Iranian officials?",
        [
            ("002", "Wendy Sherman, the State Department"),
            ("002", "repeated the same demand"),
        ],
    ),
    Question(
        "s13",
        "who is the U.S. ambassador to Iraq?",
        [
            ("002", "Ambassador to Iraq Stuart Jones"),
        ],
    ),
    Question(
        "s15",
        "what does Daesh mean?",
        [
            ("000", "Arabic acronym"),
            ("003", "Arabic acronym for IS"),
            ("001", "Daesh (Islamic State)"),
        ],
    ),
    Question(
        "s17",
        "why did Khamenei say the US has stained hands?",
        [
            ("000", "stained hands"),
            ("002", "stained hands"),
        ],
    ),
    Question(
        "s19",
        "how old is Khamenei?",
        [
            ("001", "Khamenei, 75"),
        ],
    ),
    Question(
        "s21",
        "who mocked Obama's ISIL strategy?",
        [
            ("002", "mocked President Barack Obama"),
        ],
    ),
    Question(
        "s23",
        "who broke the backbone of Daesh in Iraq?",
        [
            ("000", "broke the backbone of Daesh"),
            ("004", "broke #ISIS’s back in Iraq"),
        ],
    ),
    Question(
        "s25",
        "who turned down the proposal?",
        [
            ("000", "rejected US Secretary of State’s offer too"),
            ("004", "I rejected US offer"),
            ("001", "vetoed a U.S. invitation"),
            ("001", "had vetoed"),
            ("003", "he rejected the request"),
            ("002", "Zarif had rejected his demand"),
            ("003", "Iran rejected a US request"),
            ("004", "rejected a U.S. bid"),
            ("001", "refused similar overtures"),
            ("002", "Tehran apparently rejected"),
        ],
    ),
    Question(
        "s27",
        "what medical operation did the ayatollah undergo?",
        [
            ("000", "prostate surgery"),
            ("001", "prostate surgery"),
            ("002", "prostate surgery"),
            ("003", "prostate surgery"),
            ("004", "prostate surgery"),
        ],
    ),
    Question(
        "s29",
        "what amused Khamenei while he was recovering?",
        [
            ("002", "I had fun listening"),
            ("002", "he laughed at the Obama"),
            ("004", "I had a hobby"),
        ],
    ),
    Question(
        "s31",
        "did Washington and Tehran hold talks about fighting ISIS"
        " alongside the atomic negotiations?",
        [
            ("004", "on margins of our P5+1 talks"),
            ("004", "talked to Iran about its efforts"),
            ("002", "talks with her Iranian counterpart"),
        ],
    ),
    Question(
        "s33",
        "what does Iran say about who left it out of the alliance?",
        [
            ("001", "it is them who excluded us"),
            ("002", "won't accept Iran in the coalition"),
        ],
    ),
    Question(
        "s35",
        "how much territory do the militants hold?",
        [
            ("001", "seized a third of Iraq and Syria"),
            ("003", "seized a big chunk of eastern Syria"),
            ("001", "captured tracts of land"),
        ],
    ),
    Question(
        "s37",
        "is Kerry still open to dialogue with Tehran?",
        [
            ("002", "still willing to discuss ISIL with Iran"),
            ("002", "Having a channel of communication"),
            ("002", "opposed to the idea of communicating"),
        ],
    ),
    Question(
        "s39",
        "who counts Assad as a friend?",
        [
            ("001", "an ally of Iran"),
            ("003", "main regional ally of the Damascus government"),
        ],
    ),
    Question(
        "s41",
        "what did Putin say?",
        [],
    ),
    Question(
        "s43",
        "how many soldiers did France send to Mali?",
        [],
    ),
    Question(
        "s45",
        "what is the price of oil?",
        [],
    ),
    Question(
        "s47",
        "what did Hassan Rouhani say about the hospital?",
        [],
    ),
    Question(
        "s49",
        "who founded Islamic State?",
        [],
    ),
]


@pytest.fixture(scope="module")
def shared_app(tmp_path_factory: pytest.TempPathFactory, seeds: Path) -> App:
    state = tmp_path_factory.mktemp("state")
    return open_app(
        Config(
            storage=Storage(state=str(state)),
            libraries={"seeds": SharedLibrary(folders=(str(seeds),))},
            base=state,
        )
    )


@pytest.fixture(scope="module")
def answers(shared_app: App) -> dict[str, Answer]:
    return {each.id: shared_app.ask(LOCAL, each.text, limit=3) for each in QUESTIONS}


def answered(question: Question, answer: Answer, first: int) -> bool:
    """Whether one of the first passages holds what is expected."""
    return any(
        citation.origin.startswith(file) and phrase in citation.text
        for citation in answer.citations[:first]
        for file, phrase in question.expected
    )


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda each: each.id)
def test_what_answers_a_question_stands_in_the_samples(question: Question, seeds: Path) -> None:
    for file, phrase in question.expected:
        (path,) = seeds.glob(f"{file}_*.txt")
        assert phrase in path.read_text("utf-8")


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda each: each.id)
def test_no_question_loses_its_answer(question: Question, answers: dict[str, Answer]) -> None:
    answer = answers[question.id]
    assert answered(question, answer, 1) >= (question.id in FIRST)
    assert answered(question, answer, 3) >= (question.id in FIRST_THREE)


def test_the_floor_is_what_is_reached(answers: dict[str, Answer]) -> None:
    """Raise the floor when more is answered, so that it cannot be lost again unseen."""
    assert {each.id for each in QUESTIONS if answered(each, answers[each.id], 1)} == FIRST
    assert {each.id for each in QUESTIONS if answered(each, answers[each.id], 3)} == FIRST_THREE


def test_the_questions_are_25_and_20_of_them_have_an_answer() -> None:
    assert len({each.id for each in QUESTIONS}) == len(QUESTIONS) == 25
    assert sum(bool(each.expected) for each in QUESTIONS) == 20
    assert {each.id for each in QUESTIONS if each.expected} >= FIRST_THREE >= FIRST


@pytest.mark.parametrize(
    ("question", "absent"),
    [("s41", ("Putin",)), ("s43", ("Mali",)), ("s47", ("Hassan", "Rouhani"))],
)
def test_a_name_that_no_sample_has_quotes_nothing(
    answers: dict[str, Answer], question: str, absent: tuple[str, ...]
) -> None:
    assert answers[question].citations == ()
    assert set(answers[question].missing.absent) >= set(absent)


UNANSWERABLE = [each.id for each in QUESTIONS if not each.expected]


@pytest.mark.parametrize("question", UNANSWERABLE)
def test_what_the_samples_do_not_answer_ends_weak(
    answers: dict[str, Answer], question: str
) -> None:
    assert answers[question].match is WordMatch.WEAK
    # "founded" is an English word that no sample has, and Islamic State is in all of them.
    assert bool(answers[question].citations) == (question == "s49")


def test_no_strong_match_is_wrong(answers: dict[str, Answer]) -> None:
    strong = {each.id for each in QUESTIONS if answers[each.id].match is WordMatch.STRONG}
    assert strong >= {"s01", "s05", "s07", "s09", "s11", "s17", "s23"}
    assert strong <= FIRST_THREE


@pytest.mark.parametrize("limit", [5, 15])
def test_one_article_has_two_of_the_first_five_as_long_as_others_have_something(
    shared_app: App, limit: int
) -> None:
    for each in QUESTIONS:
        everything = {
            citation.origin for citation in shared_app.ask(LOCAL, each.text, limit=50).citations
        }
        cited = shared_app.ask(LOCAL, each.text, limit=limit).citations[:5]
        told = Counter(citation.origin for citation in cited)
        if max(told.values(), default=0) > 2:
            assert everything == told.keys(), each.id


def test_the_limit_changes_nothing_but_how_many_there_are(shared_app: App) -> None:
    for each in QUESTIONS:
        every = shared_app.ask(LOCAL, each.text, limit=15).citations
        for limit in (3, 5):
            cited = shared_app.ask(LOCAL, each.text, limit=limit).citations
            assert [one.passage_id for one in cited] == [one.passage_id for one in every[:limit]], (
                each.id
            )


def test_no_passage_is_shown_twice(shared_app: App) -> None:
    for each in QUESTIONS:
        cited = shared_app.ask(LOCAL, each.text, limit=15).citations
        ids = [citation.passage_id for citation in cited]
        assert len(set(ids)) == len(ids)
        for citation in cited:
            origins = [similar.origin for similar in citation.similar]
            assert citation.origin not in origins
            assert len(set(origins)) == len(origins), "an article is counted once"


def test_the_same_question_gives_the_same_answer(
    shared_app: App, answers: dict[str, Answer]
) -> None:
    for each in QUESTIONS:
        assert shared_app.ask(LOCAL, each.text, limit=3) == answers[each.id]
