"""Votes: one a person and answer, changeable, gone with the answer."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.notebook import Notebook
from bot.core.team import AnswerExpired, Team
from bot.core.team_file import TeamFile
from bot.core.votes import Tally, Votes, forget
from tests.citations import CITATION, answering, citing
from tests.clocks import MovingClock


@pytest.fixture
def clock() -> MovingClock:
    return MovingClock()


@pytest.fixture
def team(tmp_path: Path, clock: MovingClock, new_id: Callable[[], str]) -> Team:
    return Team(TeamFile(tmp_path / "team.db", clock=clock, new_id=new_id), kept=timedelta(days=30))


@pytest.fixture
def votes(team: Team) -> Votes:
    return Votes(team.file)


@pytest.fixture
def answer(team: Team) -> str:
    given = answering(citing(text="The offer was rejected."), question="who?")
    return team.keep(given, asker="1", place="5", private=False)


def test_the_last_vote_of_a_person_counts(votes: Votes, answer: str) -> None:
    votes.cast(answer, "1", helpful=True)
    votes.cast(answer, "2", helpful=True)
    votes.cast(answer, "1", helpful=False)
    votes.cast(answer, "1", helpful=False)
    assert votes.tallies() == {answer: Tally(helpful=1, unhelpful=1)}


def test_a_vote_is_taken_back_once(votes: Votes, answer: str) -> None:
    votes.cast(answer, "1", helpful=True)
    assert votes.take_back(answer, "1")
    assert not votes.take_back(answer, "1")
    assert votes.tallies() == {}


def test_people_who_press_at_once_are_all_counted_once(votes: Votes, answer: str) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: votes.cast(answer, str(n % 5), helpful=n % 2 == 0), range(40)))
    tally = votes.tallies()[answer]
    assert tally.helpful + tally.unhelpful == 5


def test_votes_go_with_a_deleted_and_with_an_expired_answer(
    team: Team, votes: Votes, answer: str, clock: MovingClock
) -> None:
    votes.cast(answer, "1", helpful=True)
    team.drop(answer)
    assert votes.tallies() == {}
    with pytest.raises(AnswerExpired, match="not kept any more"):
        votes.cast(answer, "1", helpful=True)

    other = team.keep(answering(citing(text="x")), asker="1", place="5", private=False)
    votes.cast(other, "2", helpful=False)
    clock.now += timedelta(days=30)
    team.expire()
    assert votes.tallies() == {}
    with pytest.raises(AnswerExpired):
        votes.cast(other, "2", helpful=True)


@pytest.mark.parametrize("cleared", [False, True])
@pytest.mark.parametrize("saved", [False, True])
def test_an_answer_whose_time_is_over_takes_no_vote_whether_it_was_cleared_away_or_not(
    team: Team, votes: Votes, answer: str, clock: MovingClock, cleared: bool, saved: bool
) -> None:
    given = answering(citing(text="x"), question="who?", receipt="fn-000001")
    answer = team.keep(given, asker="1", place="5", private=False)
    votes.cast(answer, "2", helpful=True)
    if saved:
        entry = CITATION.as_quote()
        Notebook(team.file, "5").save(entry, question="who?", receipt="fn-000001", saver="1")
    clock.now += timedelta(days=30)
    if cleared:
        team.expire()
    with pytest.raises(AnswerExpired) as refused:
        votes.cast(answer, "2", helpful=False)
    assert str(refused.value) == (
        "This answer expired on 1 Feb 2026: answers are kept for 30 days. Ask again to see it."
    )
    with pytest.raises(AnswerExpired):
        votes.cast(answer, "3", helpful=False)
    assert answer not in votes.tallies() or votes.tallies()[answer] == Tally(helpful=1)


def test_a_person_is_forgotten_and_others_votes_stay(team: Team, votes: Votes, answer: str) -> None:
    votes.cast(answer, "1", helpful=True)
    votes.cast(answer, "2", helpful=False)
    with team.file.writing() as connection:
        assert forget(connection, "1") == 1
    assert votes.tallies() == {answer: Tally(unhelpful=1)}
