"""What was found is told once, five passages an hour a place, whenever the bot stops."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import count, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.answer import Options
from bot.core.digest import MOST_KEPT, MOST_SHOWN, Digest
from bot.core.digests import APART, Digests
from bot.core.news import Looked, News
from bot.core.settings import SettingsFile
from bot.core.team import AnswerExpired, Team
from bot.core.team_file import TeamFile
from bot.core.watch import Every, Pause, Place, Wanted, Watch
from bot.core.watch_memory import WatchMemory, expire
from bot.core.watches import Watches
from bot.core.word_match import Match, WordMatch
from index.model import Generation
from tests.citations import SIMILAR, citing
from tests.clocks import MovingClock
from tests.conftest import NOW

KEPT = timedelta(days=30)
HOUR = timedelta(hours=1)
SECRET = "Quetzalcoatl"


class World:
    """A team's file, its clock, and libraries that passages come to."""

    def __init__(self, folder: Path) -> None:
        self.clock = MovingClock()
        ids = (f"{number:012x}" for number in count(1))
        self.file = TeamFile(folder / "team.db", clock=self.clock, new_id=lambda: next(ids))
        self.watches = Watches(self.file)
        self.memory = WatchMemory(self.file)
        self.team = Team(self.file, kept=KEPT)
        self.digests = Digests(self.team)
        self._states = count(1)

    def watch(self, question: str = "who landed?", place: str = "5", **more: object) -> Watch:
        wanted = Wanted(Place(place, "1"), question, Options(limit=1), **more)  # type: ignore[arg-type]
        return self.watches.add(wanted, "7", Looked((), (), {}))[0]

    def find(self, watch: Watch, *names: str, value: float = 0.9, also: str = "") -> bool:
        """A look that finds passages; those ``also`` named say the same as each."""
        seen = self.memory.seen(watch.id)
        news = tuple(
            News(
                citing(text=f"Passage {name}.", sentence=f"Passage {name}.", sentence_start=0,
                       passage_id=name, similar=(SIMILAR,)),
                Match(WordMatch.STRONG, value),
                NOW,
                (("news", name), *((("news", f"{name}{also}"),) if also else ())),
            )
            for name in names
        )  # fmt: skip
        state = Generation("u", next(self._states), "d")
        words = tuple(name.encode() for name in names)
        return self.memory.note(watch.id, seen, Looked(news, words, {"news": state}))

    def send(self) -> list[list[str]]:
        """Makes and sends what is due; the texts that each message shows."""
        self.digests.make()
        messages = []
        for digest in self.digests.to_send():
            assert self.digests.begin(digest)
            messages.append(self.shown(digest))
            self.digests.sent(digest, "99")
        return messages

    def shown(self, digest: Digest) -> list[str]:
        return [
            each.text
            for part in digest.parts
            for each in self.team.kept(part.answer).answer.citations[: part.shown]
        ]


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def test_what_was_found_is_told_once(world: World) -> None:
    watch = world.watch()
    assert world.send() == []
    world.find(watch, "a", "b")
    assert world.watches.get(watch.id).waiting == 2
    assert world.digests.are_on_their_way()
    assert world.send() == [["Passage a.", "Passage b."]]
    assert world.watches.get(watch.id).waiting == 0
    assert world.watches.get(watch.id).told_at == NOW
    assert not world.digests.are_on_their_way()
    world.clock.pass_by(HOUR)
    assert world.send() == []


def test_it_is_kept_as_an_answer_that_nobody_asked_for(world: World) -> None:
    watch = world.watch()
    world.find(watch, "a", also="2")
    world.digests.make()
    [digest] = world.digests.to_send()
    [part] = digest.parts
    assert (part.watch, part.passages, part.shown, part.counts) == (watch.id, 2, 1, (2,))
    assert part.added == (NOW,)
    assert digest.place == Place("5", "1")
    kept = world.team.kept(part.answer)
    assert (kept.asker, kept.place, kept.private) == ("", "5", False)
    assert kept.answer.question == "who landed?"
    assert kept.answer.match is WordMatch.STRONG
    assert kept.answer.citations[0].similar == (SIMILAR,)
    assert list(world.team.since(NOW)) == [], "it is no question of anybody's"
    assert world.team.with_receipt("") == []
    world.clock.pass_by(KEPT)
    with pytest.raises(AnswerExpired, match="This answer expired on 1 Feb 2026"):
        world.team.kept(part.answer)


def test_where_questions_are_not_kept_for_long_digests_still_are(world: World) -> None:
    SettingsFile(world.file).change(retention_days=0)
    world.find(world.watch(), "a")
    world.digests.make()
    [digest] = world.digests.to_send()
    world.clock.pass_by(KEPT - HOUR)
    world.team.expire()
    assert world.shown(digest) == ["Passage a."]


def test_a_place_gets_one_digest_an_hour_and_nothing_is_lost(world: World) -> None:
    watch, other = world.watch(), world.watch(place="6")
    world.find(watch, "a")
    assert world.send() == [["Passage a."]]
    world.find(watch, "b")
    world.find(other, "c")
    world.clock.pass_by(HOUR - timedelta(seconds=1))
    assert world.send() == [["Passage c."]], "another place"
    assert world.send() == []
    world.clock.pass_by(timedelta(seconds=1))
    assert world.send() == [["Passage b."]]


def test_watches_of_one_place_share_a_digest_and_its_five_passages(world: World) -> None:
    watches = [world.watch(f"question {number}?") for number in range(3)]
    for number, watch in enumerate(watches):
        world.find(watch, *(f"{number}{letter}" for letter in "abcd"[: number + 2]))
    world.digests.make()
    [digest] = world.digests.to_send()
    assert [(part.passages, part.shown) for part in digest.parts] == [(2, 2), (3, 2), (4, 1)]
    assert len(world.shown(digest)) == MOST_SHOWN


def test_of_more_than_five_watches_those_that_wait_longest_come_first(world: World) -> None:
    watches = [world.watch(f"question {number}?") for number in range(7)]
    for number, watch in enumerate(reversed(watches)):
        world.find(watch, str(number))
        world.clock.pass_by(timedelta(seconds=1))
    assert world.send() == [[f"Passage {number}." for number in range(5)]]
    assert world.send() == []
    world.clock.pass_by(HOUR)
    assert world.send() == [["Passage 5.", "Passage 6."]]


def test_the_best_are_shown_and_the_rest_counted(world: World) -> None:
    watch = world.watch()
    world.find(watch, *(f"p{number:02}" for number in range(20)), value=0.8)
    world.find(watch, "best", value=0.95)
    world.digests.make()
    [digest] = world.digests.to_send()
    [part] = digest.parts
    assert world.shown(digest)[:2] == ["Passage best.", "Passage p00."]
    assert (part.passages, part.shown) == (21, 5)
    assert part.counts == (1,) * MOST_KEPT
    citations = world.team.kept(part.answer).answer.citations
    assert [each.rank for each in citations] == list(range(1, MOST_KEPT + 1))
    assert len(part.added) == MOST_KEPT


@pytest.mark.parametrize(("every", "time"), [(Every.HOUR, HOUR), (Every.DAY, 24 * HOUR),
                                             (Every.WEEK, 7 * 24 * HOUR)])  # fmt: skip
def test_a_watch_tells_as_often_as_it_should(world: World, every: Every, time: timedelta) -> None:
    watch = world.watch(every=every)
    world.find(watch, "a")
    assert world.send() == [["Passage a."]], "the first time at once"
    world.find(watch, "b")
    world.clock.pass_by(time - timedelta(seconds=1))
    assert world.send() == []
    world.clock.pass_by(timedelta(seconds=1))
    assert world.send() == [["Passage b."]]


def test_what_is_found_while_a_watch_is_muted_or_paused_waits(world: World) -> None:
    watch = world.watch()
    world.watches.mute(watch.id, NOW + 2 * HOUR)
    world.find(watch, "a")
    assert world.send() == []
    world.clock.pass_by(2 * HOUR)
    world.watches.pause(watch.id, Pause.LIBRARY)
    assert world.send() == []
    world.watches.resume(watch.id)
    assert world.send() == [["Passage a."]]


def test_a_digest_that_cannot_be_told_pauses_its_watches_and_waits(world: World) -> None:
    watch, other = world.watch("one?"), world.watch("two?")
    world.find(watch, "a")
    world.find(other, "b")
    world.digests.make()
    [digest] = world.digests.to_send()
    world.digests.begin(digest)
    world.digests.fail(digest, Pause.FORBIDDEN)
    assert {each.paused for each in world.watches.all()} == {Pause.FORBIDDEN}
    for part in digest.parts:
        with pytest.raises(AnswerExpired):
            world.team.kept(part.answer)
    world.clock.pass_by(24 * HOUR)
    assert world.send() == [], "nobody tries again"
    world.watches.resume(other.id)
    assert world.send() == [["Passage b."]], "without waiting for an hour"


def test_a_digest_of_which_nothing_is_heard_is_tried_again_ever_later(world: World) -> None:
    world.find(world.watch(), "a")
    world.digests.make()
    waited = []
    for _ in range(9):
        [digest] = world.digests.to_send()
        assert digest.tries == len(waited)
        begun = world.clock()
        assert world.digests.begin(digest)
        assert world.digests.to_send() == []
        assert not world.digests.begin(digest), "somebody has begun"
        minutes = 0
        while not world.digests.to_send():
            world.clock.pass_by(timedelta(minutes=1))
            minutes += 1
        waited.append(minutes)
        assert world.digests.to_send()[0].tried_at == begun
    assert waited == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    world.find(world.watch("another?"), "b")
    world.digests.make()
    assert len(world.digests.to_send()) == 1, "the place waits for it"


def test_what_somebody_else_found_meanwhile_is_not_found_twice(world: World) -> None:
    watch = world.watch()
    seen = world.memory.seen(watch.id)
    assert world.find(watch, "a")
    late = Looked((), (), {"news": Generation("u", 99, "d")})
    assert not world.memory.note(watch.id, seen, late)
    assert world.memory.seen(watch.id)["news"].counter != 99
    assert world.find(watch, "a", "b"), "a second time from where the first ended"
    assert world.send() == [["Passage a.", "Passage b."]]


def test_a_passage_that_leads_others_is_told_if_only_they_are_known(world: World) -> None:
    watch = world.watch()
    world.find(watch, "a")
    seen = world.memory.seen(watch.id)
    news = News(citing(passage_id="b"), Match(WordMatch.STRONG, 0.9), NOW,
                (("news", "a"), ("news", "b")))  # fmt: skip
    world.memory.note(watch.id, seen, Looked((news,), (), {"news": Generation("u", 7, "d")}))
    assert len(world.send()[0]) == 2


def test_a_watch_that_is_removed_on_the_way_takes_what_it_found_along(world: World) -> None:
    watch, other = world.watch("one?"), world.watch("two?")
    world.find(watch, "a")
    world.find(other, "b")
    world.digests.make()
    world.watches.remove(watch.id)
    [digest] = world.digests.to_send()
    assert len(digest.parts) == 2, "the other is still to be told"
    world.watches.remove(other.id)
    assert world.digests.to_send() == []
    assert not world.digests.are_on_their_way()
    assert not world.memory.note(watch.id, {}, Looked((), (), {}))


def test_nothing_of_a_text_is_kept_with_the_watch_once_it_was_told(world: World) -> None:
    watch = world.watch()
    world.find(watch, SECRET)
    world.digests.make()
    [digest] = world.digests.to_send()
    world.digests.begin(digest)
    world.digests.sent(digest, "99")
    world.team.drop(digest.parts[0].answer)
    with world.file.reading() as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    held = b"".join(path.read_bytes() for path in world.file.path.parent.glob("team.db*"))
    assert f"Passage {SECRET}".encode() not in held


def test_what_waits_for_three_months_is_dropped(world: World) -> None:
    watch = world.watch()
    world.watches.mute(watch.id, NOW + timedelta(days=300))
    world.find(watch, "a")
    world.clock.pass_by(timedelta(days=90) - HOUR)
    world.find(watch, "b")
    world.clock.pass_by(HOUR)
    with world.file.writing() as connection:
        expire(connection, world.clock())
    assert world.watches.mute(watch.id, None).waiting == 1
    assert world.send() == [["Passage b."]]


def test_what_is_found_while_somebody_is_told_waits_for_the_next_time(world: World) -> None:
    watch = world.watch()
    world.find(watch, "a")
    waiting = world.digests.waiting(watch)
    world.find(watch, "b")
    world.digests.told(waiting)
    left = world.digests.waiting(watch)
    assert [each.citation.passage_id for each in left.news] == ["b"]
    world.digests.told(left)
    assert world.digests.waiting(watch).news == ()


def test_on_the_command_line_it_is_told_without_a_digest(world: World) -> None:
    watch = world.watch()
    world.find(watch, "a", "b", also="2")
    waiting = world.digests.waiting(watch)
    assert [each.citation.text for each in waiting.news] == ["Passage a.", "Passage b."]
    assert waiting.passages == 4
    world.digests.told(waiting)
    assert world.digests.waiting(watch).news == ()
    assert world.watches.get(watch.id).told_at == NOW


class Crash(Exception):
    """The process ends."""


class Discord:
    """A place that takes messages, and knows what it has."""

    def __init__(self) -> None:
        self.messages: list[tuple[str, list[str], datetime]] = []


def step_by_step(world: World, discord: Discord, crash: Iterator[bool]) -> None:
    """One round of the bot's, which may end after each of its steps."""

    def step() -> None:
        if next(crash):
            raise Crash

    world.digests.make()
    step()
    for digest in world.digests.to_send():
        if not world.digests.begin(digest):
            continue
        step()
        # What the bot asks Discord if it may have sent it already.
        known = [each for each in discord.messages if each[0] == digest.id]
        if not known:
            discord.messages.append((digest.id, world.shown(digest), world.clock()))
        step()
        world.digests.sent(digest, "99")
        step()


@settings(max_examples=12)
@given(
    st.lists(
        st.tuples(st.integers(0, 4), st.integers(0, 90), st.lists(st.booleans(), max_size=5)),
        min_size=1,
        max_size=12,
    )
)
def test_whenever_it_stops_every_passage_is_told_once_and_an_hour_apart(
    tmp_path_factory: pytest.TempPathFactory,
    rounds: list[tuple[int, int, list[bool]]],
) -> None:
    world, discord = World(tmp_path_factory.mktemp("world")), Discord()
    watches = [world.watch("one?"), world.watch("two?")]
    names = (str(number) for number in count())
    found = []
    for new, minutes, crashes in [*rounds, *[(0, 61, [])] * 9]:
        for number in range(new):
            found.append(name := next(names))
            world.find(watches[number % 2], name)
        # Whoever comes after a crash knows only what is in the file.
        with suppress(Crash):
            step_by_step(world, discord, iter([*crashes, *[False] * 99]))
        world.clock.pass_by(timedelta(minutes=minutes))
    shown = [text for _, texts, _ in discord.messages for text in texts]
    assert len(shown) == len(set(shown))
    assert set(shown) <= {f"Passage {name}." for name in found}
    [told] = world.file.rows("SELECT count(*) AS passages FROM watch_found WHERE digest <> ''")
    assert told["passages"] == len(found), "what is not shown is counted"
    times = [time for _, _, time in discord.messages]
    assert all(later - sooner >= APART for sooner, later in pairwise(times))
