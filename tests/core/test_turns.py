"""Which message shows which answer, and what a thread goes on from."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.core.conversation import REMEMBERED
from bot.core.expiry import expire
from bot.core.forgetting import forget
from bot.core.team import AnswerExpired, Team
from bot.core.team_file import TeamFile
from bot.core.turns import LONGEST, Turns, forget_place
from tests.citations import answering, citing
from tests.conftest import NOW

THREAD, MESSAGE = "77", "55"


class Moving:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def moving() -> Moving:
    return Moving()


@pytest.fixture
def team(tmp_path: Path, moving: Moving, new_id: Callable[[], str]) -> Team:
    return Team(
        TeamFile(tmp_path / "team.db", clock=moving, new_id=new_id), kept=timedelta(days=90)
    )


@pytest.fixture
def turns(team: Team) -> Turns:
    return Turns(team)


def keep(team: Team, question: str, asker: str = "1") -> str:
    answer = answering(citing(), question=question)
    return team.keep(answer, asker=asker, place=THREAD, private=False)


def questions(turns: Turns, thread: str = THREAD) -> list[str]:
    return [each.answer.question for each in turns.earlier(thread)]


def rows(team: Team) -> list[int]:
    with closing(sqlite3.connect(team.file.path)) as connection:
        return [
            connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("answer_messages", "turns")
        ]


def test_where_nothing_is_kept_nothing_is_found_and_no_file_is_made(
    team: Team, turns: Turns
) -> None:
    assert turns.answer_of(MESSAGE) is None
    assert turns.earlier(THREAD) == []
    assert not team.file.exists


def test_a_message_shows_the_answer_that_it_showed_last(team: Team, turns: Turns) -> None:
    turns.shown(keep(team, "one?"), MESSAGE)
    last = keep(team, "two?")
    turns.shown(last, MESSAGE)
    found = turns.answer_of(MESSAGE)
    assert found is not None and found.id == last
    assert turns.answer_of("56") is None
    assert turns.earlier(THREAD) == [], "it is in no thread"


def test_a_thread_goes_on_from_its_latest_answers_in_their_order(team: Team, turns: Turns) -> None:
    for number in range(REMEMBERED + 3):
        turns.shown(keep(team, f"{number}?"), str(number), THREAD)
    assert questions(turns) == [f"{number}?" for number in range(3, REMEMBERED + 3)]
    assert questions(turns, "78") == []
    assert rows(team)[1] == REMEMBERED, "what is not looked at is not kept"
    assert turns.answer_of("0") is not None, "the message can still be replied to"


def test_a_thread_made_from_an_answer_begins_with_it(team: Team, turns: Turns) -> None:
    turns.shown(keep(team, "first?"), THREAD)
    turns.shown(keep(team, "second?"), "56", THREAD)
    assert questions(turns) == ["first?", "second?"]


def test_an_answer_takes_the_place_of_another_in_message_and_thread(
    team: Team, turns: Turns
) -> None:
    first, second = keep(team, "one?"), keep(team, "two?")
    turns.shown(first, "1", THREAD)
    turns.shown(second, "2", THREAD)
    again = keep(team, "one, exactly?")
    turns.replaced(first, again)
    team.drop(first)
    assert questions(turns) == ["one, exactly?", "two?"]
    found = turns.answer_of("1")
    assert found is not None and found.id == again


def test_with_an_answer_goes_all_that_is_here_of_it(team: Team, turns: Turns) -> None:
    answer = keep(team, "one?")
    turns.shown(answer, MESSAGE, THREAD)
    team.drop(answer)
    assert rows(team) == [0, 0]
    assert turns.answer_of(MESSAGE) is None
    turns.shown(answer, MESSAGE, THREAD)
    assert rows(team) == [0, 0], "what is gone is not noted"


def test_a_thread_is_forgotten_with_its_turns_and_no_other(team: Team, turns: Turns) -> None:
    turns.shown(keep(team, "one?"), "1", THREAD)
    turns.shown(keep(team, "two?"), "2", "78")
    with team.file.writing() as connection:
        forget_place(connection, THREAD)
    assert (questions(turns), questions(turns, "78")) == ([], ["two?"])


def test_what_is_too_old_is_forgotten(team: Team, turns: Turns, moving: Moving) -> None:
    turns.shown(keep(team, "old?"), "1", THREAD)
    turns.shown(keep(team, "older?"), "78")
    moving.now += LONGEST
    assert questions(turns) == questions(turns, "78") == []
    turns.shown(keep(team, "new?"), "2", THREAD)
    assert questions(turns) == ["new?"]
    assert rows(team)[1] == 1
    moving.now += LONGEST
    expire(team)
    assert rows(team)[1] == 0


def test_a_message_whose_answer_expired_says_when(team: Team, turns: Turns, moving: Moving) -> None:
    turns.shown(keep(team, "one?"), MESSAGE, THREAD)
    moving.now += timedelta(days=90)
    assert questions(turns) == []
    team.expire()
    with pytest.raises(AnswerExpired, match="expired on 2 Apr 2026"):
        turns.answer_of(MESSAGE)
    assert rows(team) == [1, 0]
    moving.now += timedelta(days=90)
    team.expire()
    assert rows(team) == [0, 0]


def test_a_person_who_is_forgotten_is_forgotten_here(team: Team, turns: Turns) -> None:
    turns.shown(keep(team, "hers?", asker="1"), "1", THREAD)
    turns.shown(keep(team, "his?", asker="2"), "2", THREAD)
    forget(team.file, "1")
    assert questions(turns) == ["his?"]
    assert turns.answer_of("1") is None


def test_many_at_once_lose_nothing(team: Team, turns: Turns) -> None:
    ids = [keep(team, f"{number}?") for number in range(REMEMBERED)]
    with ThreadPoolExecutor(5) as pool:
        list(pool.map(lambda each: turns.shown(each, MESSAGE, THREAD), ids * 2))
    assert {each.id for each in turns.earlier(THREAD)} == set(ids)
    assert rows(team) == [1, REMEMBERED]
