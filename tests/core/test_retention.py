"""How long answers are kept, and that what is not kept is really gone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.answer import Options
from bot.core.copies import Copies
from bot.core.digests import Digests
from bot.core.expiry import expire
from bot.core.forgetting import forget as forget_person
from bot.core.forum import ForumPosts
from bot.core.news import Looked, News
from bot.core.notebook import Notebook
from bot.core.retention import export_answers, export_receipts, forget
from bot.core.settings import SettingsFile
from bot.core.team import NOT_KEPT, AnswerExpired, Team
from bot.core.team_file import TeamFile
from bot.core.votes import Votes
from bot.core.watch import Place, Wanted
from bot.core.watch_memory import WatchMemory
from bot.core.watches import Watches
from bot.core.word_match import Match, WordMatch
from tests.citations import CITATION, answering, citing
from tests.clocks import MovingClock
from tests.conftest import NOW

SECRET = "Quetzalcoatl"
ASKER = "424242424242"


@pytest.fixture
def clock() -> MovingClock:
    return MovingClock()


@pytest.fixture
def team(tmp_path: Path, clock: MovingClock, new_id: Callable[[], str]) -> Team:
    return Team(TeamFile(tmp_path / "team.db", clock=clock, new_id=new_id), kept=timedelta(days=30))


def keep(team: Team, receipt: str = "fn-000001", *, private: bool = False) -> str:
    answer = answering(citing(text=f"{SECRET} said so."), question=SECRET, receipt=receipt)
    return team.keep(answer, asker=ASKER, place="5", private=private)


def bytes_of(team: Team) -> bytes:
    return b"".join(path.read_bytes() for path in team.file.path.parent.iterdir())


def test_a_team_chooses_how_long_answers_are_kept(team: Team, clock: MovingClock) -> None:
    assert team.kept_for == timedelta(days=30)
    SettingsFile(team.file).change(retention_days=7)
    kept = keep(team)
    clock.now += timedelta(days=7)
    with pytest.raises(AnswerExpired, match=r"expired on 9 Jan 2026: answers are kept for 7 days"):
        team.kept(kept)


def test_what_expired_tells_the_time_that_it_had_when_a_longer_one_was_chosen_since(
    team: Team, clock: MovingClock
) -> None:
    SettingsFile(team.file).change(retention_days=7)
    kept = keep(team)
    SettingsFile(team.file).change(retention_days=90)
    clock.now += timedelta(days=7)
    with pytest.raises(AnswerExpired, match=r"expired on 9 Jan 2026: answers are kept for 7 days"):
        team.kept(kept)


def test_a_shorter_time_is_that_of_older_answers_too(team: Team, clock: MovingClock) -> None:
    old, clock.now = keep(team), NOW + timedelta(days=5)
    new = keep(team, "fn-000002")
    SettingsFile(team.file).change(retention_days=3)
    team.expire()
    with pytest.raises(AnswerExpired):
        team.kept(old)
    assert team.kept(new).id == new
    clock.now += timedelta(days=3)
    with pytest.raises(AnswerExpired):
        team.kept(new)


def test_a_shorter_time_is_that_of_answers_that_would_soon_have_expired_too(
    team: Team, clock: MovingClock
) -> None:
    old, clock.now = keep(team), NOW + timedelta(days=20)
    newer = keep(team, "fn-000002")
    clock.now = NOW + timedelta(days=25)
    SettingsFile(team.file).change(retention_days=7)
    team.expire()
    with pytest.raises(AnswerExpired):
        team.kept(old)
    assert team.kept(newer).id == newer
    clock.now = NOW + timedelta(days=27)
    with pytest.raises(AnswerExpired):
        team.kept(newer)


def test_a_longer_time_is_that_of_new_answers_only(team: Team, clock: MovingClock) -> None:
    old = keep(team)
    SettingsFile(team.file).change(retention_days=365)
    team.expire()
    clock.now += timedelta(days=30)
    with pytest.raises(AnswerExpired):
        team.kept(old)


def test_what_is_not_to_be_kept_is_gone_with_its_buttons(team: Team, clock: MovingClock) -> None:
    SettingsFile(team.file).change(retention_days=0)
    kept = keep(team)
    clock.now += NOT_KEPT - timedelta(seconds=1)
    assert team.kept(kept).id == kept
    clock.now += timedelta(seconds=1)
    with pytest.raises(AnswerExpired, match="not kept any more"):
        team.kept(kept)
    assert SECRET.encode() in bytes_of(team)
    team.expire()
    left = bytes_of(team)
    assert SECRET.encode() not in left and ASKER.encode() not in left
    assert kept.encode() not in left, "not even that there was one"


def test_what_was_removed_from_a_notebook_is_gone_after_a_day_whatever_else_happens(
    team: Team, clock: MovingClock
) -> None:
    notebook = Notebook(team.file, "5")
    note = {"question": "q?", "receipt": "", "saver": ASKER, "note": SECRET}
    entry, _ = notebook.save(CITATION.as_quote(), **note)
    notebook.remove(entry.id, ASKER, anyones=False)
    expire(team)
    assert SECRET.encode() in bytes_of(team), "it can be brought back"
    clock.now += timedelta(days=1)
    expire(team)
    assert SECRET.encode() not in bytes_of(team) and ASKER.encode() not in bytes_of(team)


def test_answered_posts_are_known_for_a_week(team: Team, clock: MovingClock) -> None:
    posts = ForumPosts(team.file)
    assert posts.begin("4711")
    clock.now += timedelta(days=6)
    expire(team)
    assert not posts.begin("4711")
    clock.now += timedelta(days=1)
    expire(team)
    assert b"4711" not in bytes_of(team)


def test_answered_posts_are_known_no_longer_than_answers_are_kept(
    team: Team, clock: MovingClock
) -> None:
    SettingsFile(team.file).change(retention_days=0)
    posts = ForumPosts(team.file)
    assert posts.begin("4711")
    clock.now += NOT_KEPT - timedelta(seconds=1)
    expire(team)
    assert not posts.begin("4711"), "it may be announced twice while the bot comes back"
    clock.now += timedelta(seconds=1)
    expire(team)
    assert b"4711" not in bytes_of(team)


def test_a_digest_that_was_sent_is_remembered_for_a_day_also_where_none_follows(
    team: Team, clock: MovingClock
) -> None:
    watches, digests = Watches(team.file), Digests(team)
    wanted = Wanted(Place("5"), "who landed?", Options(limit=1))
    watch, _ = watches.add(wanted, ASKER, Looked((), (), {}))
    news = News(citing(), Match(WordMatch.STRONG, 0.9), clock(), (("a", "b"),))
    WatchMemory(team.file).note(watch.id, {}, Looked((news,), (), {}))
    digests.make()
    [digest] = digests.to_send()
    clock.now += timedelta(days=2)
    expire(team)
    digests.sent(digest, "4711")
    watches.remove(watch.id)
    clock.now += timedelta(days=1) - timedelta(seconds=1)
    expire(team)
    assert b"4711" in bytes_of(team)
    clock.now += timedelta(seconds=1)
    expire(team)
    assert b"4711" not in bytes_of(team)


def test_an_answer_that_a_notebook_has_a_passage_of_outlives_it_without_its_asker(
    team: Team, clock: MovingClock
) -> None:
    kept = keep(team)
    keep(team, "fn-000002")
    notebook = Notebook(team.file, "5")
    entry, _ = notebook.save(CITATION.as_quote(), question="q?", receipt="fn-000001", saver="7")
    clock.now += timedelta(days=200)
    team.expire()
    (found,) = team.with_receipt("fn-000001")
    assert (found.id, found.asker) == (kept, "")
    assert found.answer.question == SECRET
    assert team.with_receipt("fn-000002") == []
    assert ASKER.encode() not in bytes_of(team)
    with pytest.raises(AnswerExpired):
        team.kept(kept)

    notebook.remove(entry.id, "7", anyones=False)
    team.expire()
    assert team.with_receipt("fn-000001") == []
    assert SECRET.encode() not in bytes_of(team)


def test_an_exported_receipt_outlives_it_without_its_asker(team: Team, clock: MovingClock) -> None:
    kept = keep(team)
    others = keep(team)
    export_answers(team.file, [kept])
    Votes(team.file).cast(kept, ASKER, helpful=True)
    clock.now += timedelta(days=400)
    team.expire()
    (found,) = team.with_receipt("fn-000001")
    assert (found.id, found.asker) == (kept, "")
    assert found.answer.question == SECRET
    assert ASKER.encode() not in bytes_of(team)
    with pytest.raises(AnswerExpired):
        team.kept(others)
    team.drop(kept)
    assert team.with_receipt("fn-000001") == []
    assert SECRET.encode() not in bytes_of(team)


def test_a_private_answer_does_not_outlive_its_time(team: Team, clock: MovingClock) -> None:
    kept = keep(team, private=True)
    notebook = Notebook(team.file, "5")
    notebook.save(CITATION.as_quote(), question="q?", receipt="fn-000001", saver="7")
    export_answers(team.file, [kept])
    export_receipts(team.file, ["fn-000001"])
    clock.now += timedelta(days=29)
    team.expire()
    assert [each.id for each in team.with_receipt("fn-000001")] == [kept], "its asker's alone"
    clock.now += timedelta(days=1)
    assert team.with_receipt("fn-000001") == [], "at once, whenever it is cleared away"
    team.expire()
    assert team.with_receipt("fn-000001") == []
    assert SECRET.encode() not in bytes_of(team) and ASKER.encode() not in bytes_of(team)


def test_private_answers_take_no_room_among_the_exported_ones(
    team: Team, clock: MovingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.core.retention.MOST_EXPORTED", 1)
    export_answers(team.file, [keep(team)])
    clock.now += timedelta(minutes=1)
    export_answers(team.file, [keep(team, "fn-000002", private=True)])
    clock.now += timedelta(days=40)
    team.expire()
    assert len(team.with_receipt("fn-000001")) == 1


def test_receipts_of_an_exported_notebook_outlive_its_entries(
    team: Team, clock: MovingClock
) -> None:
    keep(team)
    notebook = Notebook(team.file, "5")
    entry, _ = notebook.save(CITATION.as_quote(), question="q?", receipt="fn-000001", saver="7")
    export_receipts(team.file, ["fn-000001", "fn-000009", ""])
    notebook.remove(entry.id, "7", anyones=False)
    clock.now += timedelta(days=400)
    team.expire()
    assert [each.asker for each in team.with_receipt("fn-000001")] == [""]


def test_who_is_forgotten_is_so_in_what_was_exported(team: Team) -> None:
    export_answers(team.file, [keep(team)])
    with team.file.writing() as connection:
        assert forget(connection, ASKER) == (1, 0)
    assert team.with_receipt("fn-000001") == []


def test_what_stays_of_who_was_forgotten_goes_with_the_saved_passage(
    team: Team, clock: MovingClock
) -> None:
    export_answers(team.file, [keep(team), keep(team, "fn-000002")])
    notebook = Notebook(team.file, "5")
    entry, _ = notebook.save(CITATION.as_quote(), question="q?", receipt="fn-000001", saver="7")
    assert forget_person(team.file, ASKER).kept == 1
    team.expire()
    assert len(team.with_receipt("fn-000001")) == 1
    notebook.remove(entry.id, "7", anyones=False)
    team.expire()
    assert team.with_receipt("fn-000001") == []
    assert SECRET.encode() not in bytes_of(team), "long before it would have expired"


def test_who_is_alone_deletes_what_was_exported_at_any_time(team: Team, clock: MovingClock) -> None:
    export_answers(team.file, [keep(team)])
    clock.now += timedelta(days=40)
    team.expire()
    assert forget_person(team.file, ASKER).nothing, "it is not known who asked"
    assert forget_person(team.file, ASKER, alone=True).answers == 1
    assert SECRET.encode() not in bytes_of(team)


def test_the_oldest_exported_receipts_give_way(
    team: Team, clock: MovingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.core.retention.MOST_EXPORTED", 2)
    for number in range(3):
        export_answers(team.file, [keep(team, f"fn-00000{number}")])
        clock.now += timedelta(minutes=1)
    clock.now += timedelta(days=40)
    team.expire()
    found = [bool(team.with_receipt(f"fn-00000{number}")) for number in range(3)]
    assert found == [False, True, True]


@pytest.mark.parametrize("posted", [False, True])
def test_a_copy_that_nobody_has_seen_outlives_nothing(
    team: Team, clock: MovingClock, posted: bool
) -> None:
    copy = Copies(team).make(keep(team, private=True)).id
    entry = CITATION.as_quote()
    Notebook(team.file, "5").save(entry, question="q?", receipt="fn-000001", saver="1")
    if posted:
        Copies(team).posted(copy)
    export_answers(team.file, [copy])
    export_receipts(team.file, ["fn-000001"])
    exported = team.file.rows("SELECT 1 FROM answers WHERE exported = 1")
    assert bool(exported) == posted
    shown = sorted(each.private for each in team.with_receipt("fn-000001"))
    assert shown == ([False, True] if posted else [True])
    clock.now += timedelta(days=30)
    team.expire()
    assert (SECRET.encode() in bytes_of(team)) == posted


@pytest.mark.parametrize("posted", [False, True])
def test_of_a_copy_that_nobody_has_seen_nothing_is_left_when_its_asker_is_forgotten(
    team: Team, posted: bool
) -> None:
    copy = Copies(team).make(keep(team, private=True)).id
    entry = CITATION.as_quote()
    Notebook(team.file, "5").save(entry, question="q?", receipt="fn-000001", saver="1")
    if posted:
        Copies(team).posted(copy)
    forget_person(team.file, ASKER)
    assert (SECRET.encode() in bytes_of(team)) == posted
    assert ASKER.encode() not in bytes_of(team)
