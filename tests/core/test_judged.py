"""Judged answers become a question set that `footnote evaluate` reads and measures."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from bot.core.answer import Answer
from bot.core.app import App
from bot.core.evaluating import measure, read_questions, run
from bot.core.judged import PASSAGES, QUESTIONS, judged_questions, write_set, zip_set
from bot.core.kept import KeptAnswer
from bot.core.votes import Tally
from tests.citations import SIMILAR, answering, citing, lacking
from tests.conftest import NOW

GIVEN = answering(citing(similar=(SIMILAR,)), citing(rank=2), receipt="fn-000001")


def kept(answer: Answer, number: int, *, private: bool = False) -> KeptAnswer:
    return KeptAnswer(
        id=str(number), asker="77", place="5", private=private, asked_at=NOW, answer=answer
    )


def test_a_helpful_answers_first_passage_is_relevant_with_those_that_say_the_same() -> None:
    (question,) = judged_questions([kept(GIVEN, 1)], {"1": Tally(2, 1)})
    assert question.relevant == (citing().passage_id, SIMILAR.passage_id)
    assert (question.id, question.answerable) == ("fn-000001", True)


def test_what_was_saved_of_it_is_relevant_instead() -> None:
    saved = {"fn-000001": ["abc"]}
    (question,) = judged_questions([kept(GIVEN, 1)], {"1": Tally(1)}, saved)
    assert question.relevant == ("abc",)


def test_an_unhelpful_answer_is_a_question_without_an_answer() -> None:
    (question,) = judged_questions([kept(GIVEN, 1)], {"1": Tally(0, 1)})
    assert (question.relevant, question.answerable) == ((), False)


def test_ties_private_ones_and_helpful_ones_without_passages_are_left_out() -> None:
    other = replace(GIVEN, question="another?")
    nothing = lacking("Putin", question="what did Putin say?")
    answers = [kept(GIVEN, 1), kept(other, 2, private=True), kept(nothing, 3), kept(GIVEN, 4)]
    votes = {"1": Tally(1, 0), "2": Tally(3, 0), "3": Tally(1, 0), "4": Tally(0, 1)}
    assert judged_questions(answers, votes) == []


@pytest.fixture
def judged(app: App) -> list[KeptAnswer]:
    questions = ("who rejected the offer?", "what surgery did Khamenei have?", "who won?")
    return [kept(app.ask("local", each, limit=5), n) for n, each in enumerate(questions)]


def test_the_set_is_read_and_measured_over_the_teams_own_passages(
    app: App, judged: list[KeptAnswer], tmp_path: Path
) -> None:
    votes = {"0": Tally(2, 0), "1": Tally(1, 0), "2": Tally(0, 1)}
    questions = judged_questions(judged, votes)
    write_set(tmp_path / "set", questions, app.shelves("local"))
    read = read_questions(tmp_path / "set" / QUESTIONS)
    assert {each.text for each in read} == {each.answer.question for each in judged}
    runs = list(run(tmp_path / "set" / PASSAGES, read, engine="rank-bm25"))
    figures = measure(runs)
    assert figures["questions"] == 2
    assert figures["hit@5"] == 100


def test_the_archive_has_the_same_bytes_each_time_and_is_bounded(
    app: App, judged: list[KeptAnswer], tmp_path: Path
) -> None:
    questions = judged_questions(judged, {"0": Tally(1)})
    one, other, small = io.BytesIO(), io.BytesIO(), io.BytesIO()
    assert zip_set(one, questions, app.shelves("local"), 1_000_000)
    assert zip_set(other, questions, app.shelves("local"), 1_000_000)
    assert one.getvalue() == other.getvalue()
    assert not zip_set(small, questions, app.shelves("local"), 1_000)
    write_set(tmp_path, questions, app.shelves("local"))
    with zipfile.ZipFile(one) as archive:
        for name in (QUESTIONS, PASSAGES):
            assert archive.read(name) == (tmp_path / name).read_bytes()
