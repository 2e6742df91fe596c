"""What was found is told once, five passages an hour a place, whenever the bot stops."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.digest import MOST_KEPT, MOST_SHOWN, parts_json, read_parts
from bot.core.news import Looked, News
from bot.core.settings import SettingsFile
from bot.core.team import AnswerExpired
from bot.core.texts import texts
from bot.core.watch import Every, Pause, Place
from bot.core.word_match import Match, WordMatch
from index.model import Generation
from tests.citations import SIMILAR, citing
from tests.conftest import NOW
from tests.core.digest_world import KEPT, World

HOUR = timedelta(hours=1)
SECRET = "Quetzalcoatl"


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
    with pytest.raises(AnswerExpired, match="What this digest showed expired on 1 Feb 2026"):
        world.team.kept(part.answer)


@pytest.mark.parametrize("cleared", [False, True])
@pytest.mark.parametrize("chosen", [0, 7, 90])
def test_an_expired_digest_tells_its_own_days_whatever_the_team_chose_for_questions(
    world: World, chosen: int, cleared: bool
) -> None:
    SettingsFile(world.file).change(retention_days=chosen)
    world.find(world.watch(), "a")
    world.digests.make()
    [digest] = world.digests.to_send()
    world.digests.sent(digest, "99")
    world.clock.pass_by(KEPT)
    if cleared:
        world.clock.pass_by(KEPT - HOUR)
        world.team.expire()
    with pytest.raises(AnswerExpired) as said:
        world.team.kept(digest.parts[0].answer)
    assert str(said.value) == (
        "What this digest showed expired on 1 Feb 2026: digests are kept for 30 days."
        " Ask its question to see the passages."
    )
    assert texts("de").error(said.value) == (
        "Was diese Meldung zeigte, ist am 1. Februar 2026 abgelaufen: Meldungen werden 30 Tage"
        " gespeichert. Stelle ihre Frage, um die Passagen zu sehen."
    )
    world.clock.pass_by(KEPT)
    world.team.expire()
    assert world.file.rows("SELECT 1 FROM answers") == [], "for as long again"


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


@pytest.mark.parametrize("found", [21, MOST_KEPT, MOST_KEPT + 30])
def test_the_best_are_shown_and_the_rest_kept_to_be_looked_at(world: World, found: int) -> None:
    watch = world.watch()
    world.find(watch, *(f"p{number:03}" for number in range(found - 1)), value=0.8)
    world.find(watch, "best", value=0.95)
    world.digests.make()
    [digest] = world.digests.to_send()
    [part] = digest.parts
    assert world.shown(digest)[:2] == ["Passage best.", "Passage p000."]
    assert (part.passages, part.shown) == (found, MOST_SHOWN)
    kept = min(found, MOST_KEPT)
    assert part.counts == (1,) * kept
    citations = world.team.kept(part.answer).answer.citations
    assert [each.rank for each in citations] == list(range(1, kept + 1))
    assert len(part.added) == kept


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


@pytest.mark.parametrize("tries", [0, 1, 3])
def test_a_digest_on_its_way_waits_while_its_watch_is_muted_and_is_told_once_after_that(
    world: World, tries: int
) -> None:
    watch = world.watch()
    world.find(watch, "a")
    world.digests.make()
    for _ in range(tries):
        [digest] = world.digests.to_send()
        assert world.digests.begin(digest)
        world.clock.pass_by(HOUR)
    world.watches.mute(watch.id, world.clock() + 24 * HOUR)
    [digest] = world.digests.to_send()
    assert not world.digests.begin(digest)
    assert world.file.rows("SELECT 1 FROM answers") == [], "what was to be shown is with its watch"
    world.find(watch, "b")
    for _ in range(4):
        assert world.send() == []
        world.clock.pass_by(6 * HOUR - timedelta(seconds=1))
    assert world.watches.get(watch.id).waiting == 2
    world.clock.pass_by(timedelta(minutes=1))
    assert world.send() == [["Passage a.", "Passage b."]]
    world.clock.pass_by(24 * HOUR)
    assert world.send() == []
    assert not world.digests.are_on_their_way()


@pytest.mark.parametrize("how", ["muted", "paused", "stopped"])
def test_of_a_digest_on_its_way_the_others_are_told_at_once(world: World, how: str) -> None:
    watch, other = world.watch("one?"), world.watch("two?")
    world.find(watch, *"abcd")
    world.find(other, *"efgh")
    world.digests.make()
    [digest] = world.digests.to_send()
    assert world.digests.begin(digest)
    world.clock.pass_by(HOUR)
    if how == "muted":
        world.watches.mute(watch.id, world.clock() + 24 * HOUR)
    elif how == "paused":
        world.watches.pause(watch.id, Pause.LIBRARY)
    else:
        world.watches.remove(watch.id)
    [digest] = world.digests.to_send()
    assert not world.digests.begin(digest)
    assert world.send() == [["Passage e.", "Passage f.", "Passage g.", "Passage h."]]
    assert len(world.file.rows("SELECT 1 FROM answers")) == 1, "nothing is kept that nobody saw"
    world.clock.pass_by(25 * HOUR)
    if how == "paused":
        assert world.send() == []
        world.watches.resume(watch.id)
    told = [] if how == "stopped" else [["Passage a.", "Passage b.", "Passage c.", "Passage d."]]
    assert world.send() == told


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


def test_how_well_they_match_is_not_said_of_the_best_alone(world: World) -> None:
    watch = world.watch(partial=True)
    for bands, mixed in (
        ((WordMatch.STRONG,), False),
        ((WordMatch.PARTIAL, WordMatch.PARTIAL), False),
        ((WordMatch.PARTIAL, WordMatch.STRONG), True),
    ):
        for band in bands:
            world.find(watch, f"{world.clock()}{band}", band=band, value=0.9)
            world.clock.pass_by(timedelta(seconds=1))
        assert world.digests.waiting(watch).is_mixed == mixed
        world.digests.make()
        [digest] = world.digests.to_send()
        assert digest.parts[0].mixed == mixed
        assert read_parts(parts_json(digest.parts)) == digest.parts
        world.digests.sent(digest, "99")
        world.clock.pass_by(HOUR)


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
    world.digests.make()
    [digest] = world.digests.to_send()
    assert len(world.shown(digest)) == 2
    [part] = digest.parts
    assert (part.passages, part.counts) == (2, (1, 1)), "each stands for what is new in it"


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
