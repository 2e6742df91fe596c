"""Libraries are looked at once they changed, and not while somebody is writing to them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from bot.core.answering import Shelf
from bot.core.lookout import LATEST, STILL, Lookout
from index.library import Library
from tests.articles import add, article
from tests.clocks import MovingClock

MOMENT = timedelta(seconds=1)


@pytest.fixture
def clock() -> MovingClock:
    return MovingClock()


@pytest.fixture
def shelves(tmp_path: Path, clock: MovingClock, new_uuid: Callable[[], UUID]) -> list[Shelf]:
    """One that everybody reads, and one of a team."""
    names = ("shared", "own")
    return [
        Shelf(Library(tmp_path / f"{name}.db", name, clock=clock, new_uuid=new_uuid), name)
        for name in names
    ]


@pytest.fixture
def lookout(shelves: list[Shelf], clock: MovingClock) -> Lookout:
    """Over two teams, of which one has a library of its own."""
    return Lookout(lambda team: shelves if team == "a" else shelves[:1], clock)


def due(lookout: Lookout, *teams: str) -> list[tuple[str, bool]]:
    """Who is due, and whether all had settled; then they are looked at."""
    found = lookout.due(teams or ("a", "b"))
    for each in found:
        lookout.looked(each)
    return [(each.team, each.settled) for each in found]


def written(shelf: Shelf, text: str) -> None:
    add(shelf.library, article(f"A title\n\n{text}", f"{text[:9]}.txt"))


def test_at_first_everybody_is_due_once_all_is_still(
    lookout: Lookout, shelves: list[Shelf], clock: MovingClock
) -> None:
    written(shelves[0], "One.")
    assert due(lookout) == []
    clock.pass_by(STILL)
    assert due(lookout) == [("a", True), ("b", True)]
    clock.pass_by(timedelta(days=9))
    assert due(lookout) == [], "nothing changed"


def test_whoever_reads_what_changed_is_due(
    lookout: Lookout, shelves: list[Shelf], clock: MovingClock
) -> None:
    due(lookout)
    clock.pass_by(STILL)
    due(lookout)
    written(shelves[1], "Two.")
    assert due(lookout) == []
    clock.pass_by(STILL - MOMENT)
    assert due(lookout) == []
    clock.pass_by(MOMENT)
    assert due(lookout) == [("a", True)]
    written(shelves[0], "Three.")
    due(lookout)
    clock.pass_by(STILL)
    assert due(lookout) == [("a", True), ("b", True)]


def test_a_library_that_is_written_all_the_time_is_looked_at_now_and_then(
    lookout: Lookout, shelves: list[Shelf], clock: MovingClock
) -> None:
    looks = []
    for number in range(int(3 * LATEST / STILL)):
        written(shelves[0], f"{number}.")
        looks += due(lookout, "b")
        clock.pass_by(STILL - MOMENT)
    assert looks == [("b", False), ("b", False)]
    clock.pass_by(STILL)
    assert due(lookout, "b") == [("b", True)], "once more when it is done"
    assert due(lookout, "b") == []


def test_a_look_that_failed_is_made_again_later(
    lookout: Lookout, shelves: list[Shelf], clock: MovingClock
) -> None:
    written(shelves[0], "One.")
    lookout.due(["b"])
    clock.pass_by(STILL)
    [one] = lookout.due(["b"])
    lookout.failed(one)
    clock.pass_by(LATEST - MOMENT)
    assert lookout.due(["b"]) == []
    clock.pass_by(MOMENT)
    assert due(lookout, "b") == [("b", True)]
    assert due(lookout, "b") == []


def test_a_team_that_watches_something_more_is_due_once_again(
    lookout: Lookout, shelves: list[Shelf], clock: MovingClock
) -> None:
    lookout.again("a")
    due(lookout)
    clock.pass_by(STILL)
    assert due(lookout) == [("a", True), ("b", True)]
    lookout.again("a")
    assert due(lookout) == [("a", True)], "nobody is writing"
    assert due(lookout) == []
    written(shelves[0], "One.")
    lookout.again("b")
    assert due(lookout) == [], "half of it may be missing"
    clock.pass_by(STILL)
    assert due(lookout) == [("a", True), ("b", True)]


def test_a_library_that_is_taken_away_or_made_anew_has_changed(
    lookout: Lookout, shelves: list[Shelf], clock: MovingClock
) -> None:
    written(shelves[0], "One.")
    due(lookout)
    clock.pass_by(STILL)
    due(lookout)
    for change in (shelves[0].library.delete, lambda: written(shelves[0], "One.")):
        change()
        due(lookout)
        clock.pass_by(STILL)
        assert due(lookout) == [("a", True), ("b", True)]
