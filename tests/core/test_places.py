"""What becomes of a deleted channel's notebooks, and of what its threads asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.notebook import UNDO, Notebook
from bot.core.notebook import clear as clear_notebook
from bot.core.places import Places
from bot.core.team import Team
from bot.core.team_file import TeamFile
from bot.core.turns import Turns
from tests.citations import CITATION, answering, citing
from tests.clocks import MovingClock

CHANNEL, THREAD, OTHER = "5", "56", "6"


@pytest.fixture
def clock() -> MovingClock:
    return MovingClock()


@pytest.fixture
def team(tmp_path: Path, clock: MovingClock, new_id: Callable[[], str]) -> Team:
    return Team(TeamFile(tmp_path / "team.db", clock=clock, new_id=new_id), kept=timedelta(days=30))


@pytest.fixture
def places(team: Team) -> Places:
    return Places(team.file)


def save(notebook: Notebook) -> None:
    notebook.save(CITATION.as_quote(), question="q?", receipt="", saver="7")


def turn(team: Team, message: str, thread: str, parent: str) -> None:
    answer = answering(citing(), question=message)
    kept = team.keep(answer, asker="7", place=thread, private=False)
    Turns(team).shown(kept, message, thread, parent)


def test_with_a_channel_goes_what_is_kept_of_its_threads(team: Team, places: Places) -> None:
    of_channel = Notebook(team.file, CHANNEL)
    of_thread = Notebook(team.file, THREAD, parent=CHANNEL)
    of_other = Notebook(team.file, OTHER)
    for notebook in (of_channel, of_thread, of_other):
        save(notebook)
    turn(team, "1", THREAD, CHANNEL)
    turn(team, "2", "57", CHANNEL)
    turn(team, "3", "67", OTHER)
    places.gone(CHANNEL)
    assert of_channel.entries() == of_thread.entries() == []
    assert len(of_other.entries()) == 1
    turns = Turns(team)
    assert turns.earlier(THREAD) == turns.earlier("57") == []
    assert len(turns.earlier("67")) == 1


def test_with_a_thread_goes_nothing_but_its_own(team: Team, places: Places) -> None:
    of_channel, of_thread = Notebook(team.file, CHANNEL), Notebook(team.file, THREAD, CHANNEL)
    save(of_channel)
    save(of_thread)
    turn(team, "1", THREAD, CHANNEL)
    turn(team, "2", "57", CHANNEL)
    places.gone(THREAD)
    assert (len(of_channel.entries()), of_thread.entries()) == (1, [])
    assert Turns(team).earlier(THREAD) == []
    assert len(Turns(team).earlier("57")) == 1


def test_a_notebook_that_is_gone_is_there_for_a_day_and_no_longer(
    team: Team, places: Places, clock: MovingClock
) -> None:
    save(Notebook(team.file, CHANNEL))
    places.gone(CHANNEL)
    assert team.file.rows("SELECT 1 FROM notebook")
    clock.now += timedelta(hours=12)
    places.gone(CHANNEL)
    clock.now += UNDO / 2
    with team.file.writing() as connection:
        clear_notebook(connection, clock())
    assert team.file.rows("SELECT 1 FROM notebook") == [], "its day began when it was gone first"


def test_the_channels_that_something_is_kept_of_are_known_and_no_threads(
    team: Team, places: Places
) -> None:
    assert places.channels() == []
    save(Notebook(team.file, "8"))
    save(Notebook(team.file, "91", parent="9"))
    turn(team, "1", THREAD, CHANNEL)
    turn(team, "2", "57", CHANNEL)
    assert places.channels() == [CHANNEL, "8", "9"]
    places.gone(CHANNEL)
    places.gone("8")
    assert places.channels() == ["9"]


def test_what_is_no_channel_for_sure_is_none(team: Team, places: Places) -> None:
    """A notebook from before it was noted whether it is a private thread's."""
    save(Notebook(team.file, "91"))
    with team.file.writing() as connection:
        connection.execute("UPDATE notebook SET parent = NULL")
    turn(team, "1", THREAD, "")
    assert places.channels() == []
    places.gone("91")
    assert Notebook(team.file, "91").entries() == [], "that it is deleted is for sure"


def test_where_nothing_is_kept_no_file_is_made(team: Team, places: Places) -> None:
    places.gone(CHANNEL)
    assert places.channels() == []
    assert not team.file.exists
