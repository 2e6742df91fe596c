"""A team's file: answers are kept for their time, and then are really gone."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from filelock import FileLock

from bot.core.comparison import Comparison
from bot.core.copies import Copies
from bot.core.insights import insights
from bot.core.judged import judged_questions
from bot.core.kept import KeptAnswer, KeptComparison
from bot.core.team import AnswerExpired, Team
from bot.core.team_file import SCHEMA, TeamFile, TeamUnusable
from bot.core.votes import Tally
from tests.citations import CITATION, answering, citing
from tests.clocks import MovingClock
from tests.comparisons import comparing
from tests.conftest import NOW

KEPT = timedelta(days=30)
SECRET = "Quetzalcoatl"


@pytest.fixture
def clock() -> MovingClock:
    return MovingClock()


@pytest.fixture
def team(tmp_path: Path, clock: MovingClock, new_id: Callable[[], str]) -> Team:
    return Team(
        TeamFile(tmp_path / "teams" / "1" / "team.db", clock=clock, new_id=new_id), kept=KEPT
    )


COMPARISON: Comparison = comparing()


def keep(team: Team, text: str = "The offer was rejected.", asker: str = "77") -> str:
    answer = answering(citing(text=text), question=f"who? {text}")
    return team.keep(answer, asker=asker, place="5/6", private=True)


def bytes_of(team: Team) -> bytes:
    return b"".join(path.read_bytes() for path in team.file.path.parent.iterdir())


def test_an_answer_comes_back_as_it_was_given(team: Team) -> None:
    answer = answering(CITATION, citing(title=None, outlet=None, published=None))
    answer_id = team.keep(answer, asker="77", place="5/6", private=True)
    assert team.kept(answer_id) == KeptAnswer(answer_id, "77", "5/6", True, NOW, answer)


def test_it_survives_a_restart(team: Team, clock: MovingClock) -> None:
    answer_id = keep(team)
    again = Team(TeamFile(team.file.path, clock=clock, new_id=lambda: "x"), kept=KEPT)
    assert again.kept(answer_id) == team.kept(answer_id)


def test_a_comparison_comes_back_as_it_was_given_and_is_no_answer(team: Team) -> None:
    kept_id = team.keep(COMPARISON, asker="77", place="5/6", private=True)
    kept = KeptComparison(kept_id, "77", "5/6", True, NOW, COMPARISON)
    assert team.kept_comparison(kept_id) == kept
    with pytest.raises(AnswerExpired, match="This answer is not kept any more"):
        team.kept(kept_id)
    with pytest.raises(AnswerExpired, match="This comparison is not kept any more"):
        team.kept_comparison(keep(team))


def test_a_receipt_gives_its_answers_the_latest_first(team: Team, clock: MovingClock) -> None:
    def given(receipt: str) -> str:
        clock.now += timedelta(minutes=1)
        answer = answering(CITATION, receipt=receipt)
        return team.keep(answer, asker="77", place="5/6", private=True)

    assert team.with_receipt("fn-000000") == []
    assert not team.file.path.exists(), "looking makes no file"
    first, other, last = given("fn-000000"), given("fn-000001"), given("fn-000000")
    team.keep(COMPARISON, asker="77", place="5/6", private=True)
    assert [each.id for each in team.with_receipt("fn-000000")] == [last, first]
    assert [each.id for each in team.with_receipt("fn-000001")] == [other]
    assert team.with_receipt("") == []
    clock.now += KEPT - timedelta(seconds=90)
    assert [each.id for each in team.with_receipt("fn-000000")] == [last]
    clock.now += timedelta(minutes=2)
    assert team.with_receipt("fn-000000") == []
    [(one, said), _] = team.expired_with_receipt("fn-000000")
    assert "This answer expired on 1 Feb 2026" in str(said)
    assert (one.place, one.private) == ("5/6", True)


def test_a_private_answer_that_was_shared_was_asked_once(team: Team) -> None:
    private = keep(team)
    alone = keep(team)
    copy = Copies(team).make(private).id
    assert {each.id for each in team.since(NOW)} == {private, alone}, "nobody has seen it"
    Copies(team).posted(copy)
    assert {each.id for each in team.since(NOW)} == {copy, alone}
    votes = {private: Tally(1, 0), copy: Tally(1, 0)}
    found = insights(team.since(NOW), votes, NOW)
    assert (found.asked, found.private, found.helpful) == (2, 1, 1)
    assert len(judged_questions(team.since(NOW), votes)) == 1
    team.drop(copy)
    assert {each.id for each in team.since(NOW)} == {private, alone}, "it is private again"
    assert insights(team.since(NOW), votes, NOW).private == 2


def test_answers_do_not_mix(team: Team) -> None:
    ids = [keep(team, f"Text {n}.", asker=str(n)) for n in range(5)]
    assert len(set(ids)) == 5
    for n, answer_id in enumerate(ids):
        assert team.kept(answer_id).asker == str(n)
        assert team.kept(answer_id).answer.citations[0].text == f"Text {n}."


def test_an_answer_is_kept_until_its_last_moment(team: Team, clock: MovingClock) -> None:
    answer_id = keep(team)
    clock.now = NOW + KEPT - timedelta(microseconds=1)
    assert team.kept(answer_id).id == answer_id
    clock.now = NOW + KEPT
    with pytest.raises(AnswerExpired, match=r"expired on 1 Feb 2026: .* kept for 30 days"):
        team.kept(answer_id)


def test_an_expired_answers_text_is_gone_from_the_file(team: Team, clock: MovingClock) -> None:
    old = keep(team, f"{SECRET} " * 500)
    assert SECRET.encode() in bytes_of(team)
    clock.now = NOW + KEPT
    new = keep(team)
    assert SECRET.encode() not in bytes_of(team)
    with closing(sqlite3.connect(team.file.path)) as connection:
        assert connection.execute(
            "SELECT asker, question, answer FROM answers WHERE id = ?", [old]
        ).fetchall() == [("", "", "")]
    with pytest.raises(AnswerExpired, match="expired on 1 Feb 2026"):
        team.kept(old)
    assert team.kept(new).id == new


def test_when_it_expired_is_forgotten_in_the_end(team: Team, clock: MovingClock) -> None:
    old = keep(team)
    clock.now = NOW + 2 * KEPT
    keep(team)
    with pytest.raises(AnswerExpired, match="not kept any more"):
        team.kept(old)


def test_an_unknown_answer_is_said_to_be_gone(team: Team) -> None:
    with pytest.raises(AnswerExpired, match="Ask again"):
        team.kept("nothing")
    assert not team.file.path.exists()  # looking makes no file
    keep(team)
    with pytest.raises(AnswerExpired, match="Ask again"):
        team.kept("nothing")


def test_a_dropped_answer_is_gone_from_the_file_and_the_others_stay(team: Team) -> None:
    old, other = keep(team, f"{SECRET} " * 500), keep(team)
    team.drop(old)
    team.drop(old)
    with pytest.raises(AnswerExpired):
        team.kept(old)
    assert SECRET.encode() not in bytes_of(team)
    assert team.kept(other).id == other


def test_threads_keep_answers_at_once(team: Team) -> None:
    lock_free_ids = iter(f"{n:04}" for n in range(100))
    several = [
        Team(
            TeamFile(team.file.path, clock=lambda: NOW, new_id=lambda: next(lock_free_ids)),
            kept=KEPT,
        )
        for _ in range(4)
    ]
    with ThreadPoolExecutor(4) as pool:
        ids = list(pool.map(lambda n: keep(several[n % 4], f"Text {n}."), range(24)))
    assert len(set(ids)) == 24
    assert all(team.kept(each).id == each for each in ids)


def _a_file_for_a_folder(team: Team) -> None:
    team.file.path.parent.parent.mkdir(parents=True)
    team.file.path.parent.write_text("a file where the folder should be")


def _a_folder_for_a_file(team: Team) -> None:
    team.file.path.mkdir(parents=True)


def _garbage(team: Team) -> None:
    team.file.path.parent.mkdir(parents=True)
    team.file.path.write_text("not a database at all" * 500)


def _missing_table(team: Team) -> None:
    keep(team)
    with closing(sqlite3.connect(team.file.path)) as connection, connection:
        connection.execute("DROP TABLE answers")


@pytest.mark.parametrize(
    "damage", [_a_file_for_a_folder, _a_folder_for_a_file, _garbage, _missing_table]
)
def test_a_file_that_cannot_be_used_is_said_to_be(
    team: Team, damage: Callable[[Team], None]
) -> None:
    damage(team)
    with pytest.raises(TeamUnusable, match="cannot be read or written") as error:
        keep(team)
    assert str(team.file.path.parent.parent) not in str(error.value), "an asker is told this"


def test_a_file_that_another_process_holds_is_said_to_be_without_its_path(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.core.team_file._PATIENCE", 0.0)
    team.file.path.parent.mkdir(parents=True)
    with (
        FileLock(team.file.path.with_suffix(".lock")),
        pytest.raises(TeamUnusable, match="being written by another process") as migrating,
    ):
        keep(team)
    answer_id = keep(team)
    with closing(sqlite3.connect(team.file.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(TeamUnusable, match=r"cannot be read or written: .*locked") as writing:
            keep(team)
        assert team.kept(answer_id).asker == "77", "a reader need not wait"
    for error in (migrating, writing):
        assert str(team.file.path.parent) not in str(error.value)
        assert "None" not in str(error.value)


@pytest.mark.parametrize("damage", [_a_folder_for_a_file, _garbage])
def test_reading_one_that_cannot_be_used_says_so(
    team: Team, damage: Callable[[Team], None]
) -> None:
    damage(team)
    for use in (team.kept, team.drop):
        with pytest.raises(TeamUnusable, match="cannot be read or written"):
            use("000000000001")


def test_what_has_expired_is_cleared_even_if_nobody_asks_any_more(
    team: Team, clock: MovingClock
) -> None:
    keep(team, SECRET)
    clock.now += KEPT
    assert SECRET.encode() in bytes_of(team)
    team.expire()
    assert SECRET.encode() not in bytes_of(team)


def test_a_team_that_never_asked_has_nothing_to_clear(team: Team) -> None:
    team.expire()
    assert not team.file.path.exists()


def test_a_file_of_a_newer_schema_is_left_alone(team: Team) -> None:
    kept = keep(team)
    with closing(sqlite3.connect(team.file.path)) as db, db:
        db.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " VALUES ('team', '9999_later', '')"
        )
    with pytest.raises(TeamUnusable, match="newer Footnote"):
        team.kept(kept)


def test_the_schema_is_the_number_of_migrations(team: Team) -> None:
    from sqlite_utils import Database

    from bot.core.team_migrations import MIGRATIONS

    with closing(Database(memory=True)) as db:
        assert len(MIGRATIONS.pending(db)) == SCHEMA


def test_what_the_first_footnote_kept_is_read_and_written_on(team: Team) -> None:
    from sqlite_utils import Database

    from bot.core.team_migrations import MIGRATIONS

    team.file.path.parent.mkdir(parents=True)
    with closing(Database(team.file.path)) as db:
        MIGRATIONS.apply(db, stop_before="0002_kinds")
        values = answering(CITATION).to_dict()
        for key in ("missing", "match", "match_score", "corrections", "kept_back", "operators"):
            del values[key]
        for key in ("options", "receipt"):
            del values[key]
        db.table("answers").insert(
            {
                "id": "old",
                "asker": "77",
                "place": "5/6",
                "private": 1,
                "asked_at": NOW.isoformat(),
                "expires_at": (NOW + KEPT).isoformat(),
                "question": "who rejected the offer?",
                "answer": json.dumps({**values, "absent": []}),
            }
        )
    answer = answering(CITATION)
    assert team.kept("old") == KeptAnswer("old", "77", "5/6", True, NOW, answer)
    new = team.keep(replace(answer, receipt="fn-000000"), asker="7", place="5", private=False)
    assert [each.id for each in team.with_receipt("fn-000000")] == [new]
