"""Watches are kept once a question and place, within their limits, for whoever subscribed."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.answer import Options
from bot.core.news import Looked
from bot.core.team_file import TeamFile
from bot.core.watch import Every, Pause, Place, Wanted, WatchRefused
from bot.core.watch_memory import WatchMemory
from bot.core.watches import MOST_OF_PERSON, MOST_OF_TEAM, Watches, forget
from index.model import Generation
from index.operators import Operators
from tests.clocks import MovingClock
from tests.conftest import NOW

HERE = Place("5", "1")
SECRET = "Quetzalcoatl"
KNOWN = Looked((), (b"w1", b"w2"), {"news": Generation("u", 3, "d")})
NOTHING = Looked((), (), {})


@pytest.fixture
def clock() -> MovingClock:
    return MovingClock()


@pytest.fixture
def file(tmp_path: Path, clock: MovingClock, new_id: Callable[[], str]) -> TeamFile:
    return TeamFile(tmp_path / "team.db", clock=clock, new_id=new_id)


@pytest.fixture
def watches(file: TeamFile) -> Watches:
    return Watches(file)


def wanted(question: str = "who landed?", place: Place = HERE, **more: object) -> Wanted:
    return Wanted(place, question, Options(limit=1), **more)  # type: ignore[arg-type]


def bytes_of(file: TeamFile) -> bytes:
    return b"".join(path.read_bytes() for path in file.path.parent.glob("team.db*"))


def test_looking_makes_no_file(watches: Watches, file: TeamFile) -> None:
    assert watches.all() == []
    assert not watches.are_there()
    assert watches.to_be_told("7") == []
    assert watches.remove_place("5") == 0
    with pytest.raises(WatchRefused, match="not there any more"):
        watches.get("000000000001")
    assert not file.exists


def test_a_watch_is_kept_as_it_was_wanted(watches: Watches, file: TeamFile) -> None:
    options = Options(limit=1, library="seeds", operators=Operators(phrases=("a b",)))
    asked = Wanted(HERE, "  who landed?\n", options, Every.DAY, True, True, "de")
    watch, is_new = watches.add(asked, "7", KNOWN)
    assert is_new
    assert watches.all() == [watch] == [watches.get(watch.id)]
    assert (watch.place, watch.owner, watch.question) == (HERE, "7", "who landed?")
    assert (watch.options, watch.every, watch.partial, watch.language) == (
        options, Every.DAY, True, "de",
    )  # fmt: skip
    assert (watch.made_at, watch.told_at, watch.muted_until, watch.paused, watch.waiting) == (
        NOW, None, None, None, 0,
    )  # fmt: skip
    assert watches.pinged(watch.id) == ["7"]
    memory = WatchMemory(file)
    assert memory.seen(watch.id) == {"news": Generation("u", 3, "d")}
    assert memory.words(watch.id) == [b"w1", b"w2"]


def test_nothing_said_is_hourly_strong_and_without_a_ping(watches: Watches) -> None:
    watch, _ = watches.add(wanted(), "7", NOTHING)
    assert (watch.every, watch.partial) == (Every.HOUR, False)
    assert watches.pinged(watch.id) == []


@pytest.mark.parametrize("again", ["who landed?", " WHO  landed? "])
def test_the_same_question_in_the_same_place_is_one_watch(watches: Watches, again: str) -> None:
    watch, _ = watches.add(wanted(), "7", KNOWN)
    other, is_new = watches.add(wanted(again, ping=True), "8", NOTHING)
    assert not is_new
    assert other == watch
    assert watches.pinged(watch.id) == ["8"]


@pytest.mark.parametrize(
    "other",
    [
        wanted(place=Place("6", "1")),
        wanted("who landed there?"),
        Wanted(HERE, "who landed?", Options(limit=1, library="seeds")),
        Wanted(HERE, "who landed?", Options(limit=1, operators=Operators(excluded=("a",)))),
    ],
    ids=["another place", "another question", "another library", "other operators"],
)
def test_another_one_is_another_watch(watches: Watches, other: Wanted) -> None:
    watches.add(wanted(), "7", NOTHING)
    assert watches.add(other, "7", NOTHING)[1]
    assert len(watches.all()) == 2


def test_many_who_add_it_at_once_have_one_watch_and_all_subscribe(watches: Watches) -> None:
    people = [str(person) for person in range(8)]
    with ThreadPoolExecutor(8) as pool:
        added = list(pool.map(lambda person: watches.add(wanted(ping=True), person, KNOWN), people))
    assert sum(is_new for _, is_new in added) == 1
    [watch] = watches.all()
    assert sorted(watches.pinged(watch.id)) == people


def test_its_owner_may_change_how_it_tells_and_nobody_else(watches: Watches) -> None:
    watch, _ = watches.add(wanted(ping=True), "7", NOTHING)
    watches.pause(watch.id, Pause.FORBIDDEN)
    watches.add(wanted(every=Every.WEEK, partial=True), "8", NOTHING)
    assert watches.get(watch.id).every is Every.HOUR
    assert watches.get(watch.id).paused is None, "but whoever wants it may set it going again"
    changed, is_new = watches.add(wanted(every=Every.WEEK, partial=True), "7", NOTHING)
    assert not is_new
    assert (changed.every, changed.partial, changed.paused) == (Every.WEEK, True, None)
    assert watches.add(wanted(), "7", NOTHING)[0] == changed, "nothing said leaves it"
    assert watches.pinged(watch.id) == ["7"]


def test_a_team_and_a_person_have_their_limits(watches: Watches) -> None:
    for number in range(MOST_OF_PERSON):
        watches.add(wanted(f"question {number}?"), "7", NOTHING)
    with pytest.raises(WatchRefused, match="You have 25 watches already"):
        watches.add(wanted("one more?"), "7", NOTHING)
    assert not watches.add(wanted("question 3?"), "7", NOTHING)[1], "what is there is no more"
    for number in range(MOST_OF_PERSON, MOST_OF_TEAM):
        watches.add(wanted(f"question {number}?"), str(number), NOTHING)
    with pytest.raises(WatchRefused, match="This team has 100 watches already"):
        watches.add(wanted("one more?"), "8", NOTHING)
    assert len(watches.all()) == MOST_OF_TEAM
    watches.remove(watches.all()[0].id)
    assert watches.add(wanted("one more?"), "7", NOTHING)[1]


def test_what_is_removed_leaves_nothing(watches: Watches, file: TeamFile) -> None:
    watch, _ = watches.add(wanted(f"who is {SECRET}?", ping=True), "7", KNOWN)
    assert SECRET.encode() in bytes_of(file)
    watches.remove(watch.id)
    watches.remove(watch.id)
    assert watches.all() == []
    assert WatchMemory(file).seen(watch.id) == {}
    assert WatchMemory(file).words(watch.id) == []
    assert watches.pinged(watch.id) == []
    with file.reading() as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert SECRET.encode() not in bytes_of(file)


def test_a_channel_takes_its_watches_and_those_of_its_threads_along(watches: Watches) -> None:
    watches.add(wanted("in it?", Place("1", "9")), "7", NOTHING)
    watches.add(wanted("in its thread?", Place("5", "1")), "7", NOTHING)
    watches.add(wanted("elsewhere?", Place("2", "9")), "7", NOTHING)
    assert watches.remove_place("1") == 2
    assert [each.question for each in watches.all()] == ["elsewhere?"]


def test_muting_lasts_until_its_time(watches: Watches, clock: MovingClock) -> None:
    watch, _ = watches.add(wanted(), "7", NOTHING)
    muted = watches.mute(watch.id, clock() + timedelta(weeks=1))
    assert muted.is_muted(clock())
    clock.pass_by(timedelta(weeks=1))
    assert not watches.get(watch.id).is_muted(clock())
    watches.mute(watch.id, clock() + timedelta(days=1))
    assert not watches.mute(watch.id, None).is_muted(clock())


def test_whoever_added_a_watch_that_was_paused_is_told_once(watches: Watches) -> None:
    watch, _ = watches.add(wanted(), "7", NOTHING)
    watches.pause(watch.id, Pause.GONE)
    watches.pause(watch.id, Pause.QUIET)
    assert watches.to_be_told("8") == []
    [told] = watches.to_be_told("7")
    assert (told.id, told.paused) == (watch.id, Pause.GONE)
    assert watches.to_be_told("7") == []
    assert watches.resume(watch.id).paused is None
    watches.pause(watch.id, Pause.QUIET)
    assert len(watches.to_be_told("7")) == 1


def test_what_is_gone_meanwhile_is_said_to_be(watches: Watches) -> None:
    watch, _ = watches.add(wanted(), "7", NOTHING)
    watches.remove(watch.id)
    for change in (
        lambda: watches.mute(watch.id, NOW),
        lambda: watches.resume(watch.id),
        lambda: watches.subscribe(watch.id, "8", ping=True),
    ):
        with pytest.raises(WatchRefused, match="not there any more"):
            change()
    watches.pause(watch.id, Pause.GONE)
    assert watches.pinged(watch.id) == []


def test_pings_are_for_those_who_asked_as_long_as_they_do(watches: Watches) -> None:
    watch, _ = watches.add(wanted(ping=True), "7", NOTHING)
    watches.subscribe(watch.id, "9", ping=True)
    watches.subscribe(watch.id, "8", ping=True)
    assert watches.pinged(watch.id) == ["7", "9", "8"]
    watches.subscribe(watch.id, "7", ping=False)
    assert watches.pinged(watch.id) == ["9", "8"]


def test_a_forgotten_persons_watch_goes_to_the_next_or_away(
    watches: Watches, file: TeamFile
) -> None:
    watches.add(wanted("shared?", ping=True), "7777777", NOTHING)
    watches.add(wanted("shared?"), "8", NOTHING)
    watches.add(wanted("alone?"), "7777777", NOTHING)
    others, _ = watches.add(wanted("another's?"), "8", NOTHING)
    watches.subscribe(others.id, "7777777", ping=True)
    with file.writing() as connection:
        assert forget(connection, "7777777") == 1
    assert [(each.question, each.owner) for each in watches.all()] == [
        ("shared?", "8"),
        ("another's?", "8"),
    ]
    assert watches.pinged(others.id) == []
    with file.reading() as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert b"7777777" not in bytes_of(file)
