"""One person's traces in a team's file, gone at once and for good."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from bot.core.answer import Options
from bot.core.digests import Digests
from bot.core.forgetting import PERSONS, Forgotten, forget
from bot.core.insights import insights
from bot.core.judged import judged_questions
from bot.core.news import Looked, News
from bot.core.notebook import Notebook
from bot.core.retention import export_answers
from bot.core.team import Team
from bot.core.team_file import TeamFile
from bot.core.team_migrations import MIGRATIONS
from bot.core.votes import Votes
from bot.core.watch import Place, Wanted, Watch
from bot.core.watch_memory import WatchMemory
from bot.core.watches import Watches
from bot.core.word_match import Match, WordMatch
from tests.citations import CITATION, answering, citing
from tests.clocks import MovingClock
from tests.conftest import NOW

ANN, BOB = "424242424242", "232323232323"


@pytest.fixture
def team(tmp_path: Path, clock: Callable[[], datetime], new_id: Callable[[], str]) -> Team:
    return Team(TeamFile(tmp_path / "team.db", clock=clock, new_id=new_id), kept=timedelta(days=30))


def ask(team: Team, asker: str, receipt: str, *, private: bool = True) -> str:
    answer = answering(citing(text=f"For {receipt}."), question=receipt, receipt=receipt)
    return team.keep(answer, asker=asker, place="5", private=private)


def bytes_of(team: Team) -> bytes:
    return b"".join(path.read_bytes() for path in team.file.path.parent.iterdir())


def test_every_table_says_which_of_its_columns_hold_a_person(team: Team) -> None:
    ask(team, ANN, "fn-000001")
    with closing(sqlite3.connect(team.file.path)) as connection:
        tables = {
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if not name.startswith(("_", "sqlite_"))
        }
        assert tables == set(PERSONS)
        for table, columns in PERSONS.items():
            there = {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
            assert set(columns) <= there
            named = {"asker", "person", "saver", "owner", "subscriber", "user", "sharer"} & there
            assert named <= set(columns), f"{table} keeps persons that are not forgotten"


def test_a_persons_questions_and_votes_are_gone_and_others_stay(team: Team) -> None:
    hers, his = ask(team, ANN, "fn-000001"), ask(team, BOB, "fn-000002")
    votes = Votes(team.file)
    votes.cast(his, ANN, helpful=True)
    votes.cast(his, BOB, helpful=False)
    votes.cast(hers, BOB, helpful=True)
    assert forget(team.file, ANN) == Forgotten(answers=1, votes=1, saved=0)
    assert team.with_receipt("fn-000001") == []
    assert [each.id for each in team.with_receipt("fn-000002")] == [his]
    assert votes.tallies()[his].unhelpful == 1
    assert ANN.encode() not in bytes_of(team) and b"For fn-000001." not in bytes_of(team)
    assert forget(team.file, ANN).nothing


def test_what_they_saved_stays_the_teams_without_their_name(team: Team) -> None:
    ask(team, ANN, "fn-000001", private=False)
    ask(team, ANN, "fn-000002", private=False)
    notebook = Notebook(team.file, "5")
    notebook.save(CITATION.as_quote(), question="q?", receipt="fn-000001", saver=ANN, note="mine")
    assert forget(team.file, ANN) == Forgotten(answers=1, votes=0, saved=1, kept=1)
    (entry,) = notebook.entries()
    assert (entry.saver, entry.note, entry.question) == ("", "mine", "q?")
    (kept,) = team.with_receipt("fn-000001")
    assert kept.asker == ""
    assert team.with_receipt("fn-000002") == []
    assert ANN.encode() not in bytes_of(team)
    assert forget(team.file, ANN).nothing


def test_of_what_somebody_else_saved_only_the_asker_is_forgotten(team: Team) -> None:
    ask(team, ANN, "fn-000001", private=False)
    notebook = Notebook(team.file, "5")
    notebook.save(CITATION.as_quote(), question="q?", receipt="fn-000001", saver=BOB)
    gone = forget(team.file, ANN)
    assert gone == Forgotten(answers=0, votes=0, saved=0, kept=1) and not gone.nothing


def test_a_private_question_is_gone_though_a_passage_of_its_answer_is_saved(team: Team) -> None:
    answer_id = ask(team, ANN, "fn-000001")
    notebook = Notebook(team.file, "5")
    notebook.save(CITATION.as_quote(), question="q?", receipt="fn-000001", saver=ANN)
    export_answers(team.file, [answer_id])
    assert forget(team.file, ANN) == Forgotten(answers=1, votes=0, saved=1)
    assert team.with_receipt("fn-000001") == []
    assert b"For fn-000001." not in bytes_of(team)


def test_who_is_forgotten_asked_nothing_that_insights_or_judged_questions_show(team: Team) -> None:
    answers = {
        private: ask(team, ANN, f"fn-00000{private:d}", private=private) for private in (0, 1)
    }
    notebook = Notebook(team.file, "5")
    for private, answer_id in answers.items():
        quote = replace(CITATION.as_quote(), passage_id=f"p{private:d}")
        notebook.save(quote, question="q?", receipt=f"fn-00000{private:d}", saver=BOB)
        Votes(team.file).cast(answer_id, BOB, helpful=False)
    forget(team.file, ANN)
    tallies = Votes(team.file).tallies()
    assert list(tallies) == [answers[False]], "the answer is still there, for its receipt"
    assert insights(team.since(NOW), tallies, NOW).asked == 0
    assert judged_questions(team.since(NOW), tallies) == []


def test_where_nothing_is_kept_nothing_is_made(team: Team) -> None:
    assert forget(team.file, ANN).nothing
    assert not team.file.exists


def test_a_watch_of_theirs_alone_is_gone(team: Team) -> None:
    wanted = Wanted(Place("5"), "who landed?", Options(limit=1))
    Watches(team.file).add(wanted, ANN, Looked((), (), {}))
    assert forget(team.file, ANN) == Forgotten(answers=0, votes=0, saved=0, watches=1)
    assert Watches(team.file).all() == []
    assert ANN.encode() not in bytes_of(team)


def told_of(team: Team, person: str, question: str, place: str = "5") -> Watch:
    """A watch of somebody's, of which a digest told."""
    digests = Digests(team)
    wanted = Wanted(Place(place), question, Options(limit=1))
    watch, _ = Watches(team.file).add(wanted, person, Looked((), (), {}))
    news = News(citing(text=f"For {person}."), Match(WordMatch.STRONG, 0.9), NOW, (("a", "b"),))
    WatchMemory(team.file).note(watch.id, {}, Looked((news,), (), {}))
    digests.make()
    for digest in digests.to_send():
        digests.sent(digest, "1")
    return watch


def owners(team: Team) -> list[str]:
    return [row["owner"] for row in team.file.rows("SELECT owner FROM answers ORDER BY rowid")]


@pytest.mark.parametrize("channel_deleted", [False, True])
def test_nothing_stays_in_digests_of_a_watch_that_they_stopped_before_and_others_stay(
    team: Team, channel_deleted: bool
) -> None:
    watches = Watches(team.file)
    hers, his = told_of(team, ANN, "who landed?"), told_of(team, BOB, "who left?", "6")
    assert owners(team) == ["", ""], "as long as there is a watch, that says whose it is"
    for each in (hers, his):
        if channel_deleted:
            watches.remove_place(each.place.id)
        else:
            watches.remove(each.id)
    assert owners(team) == [ANN, BOB]
    assert b"who landed?" in bytes_of(team), "its buttons work on"
    gone = forget(team.file, ANN)
    assert gone == Forgotten(answers=0, votes=0, saved=0, watches=1) and not gone.nothing
    left = bytes_of(team)
    assert b"who landed?" not in left and ANN.encode() not in left
    assert b"who left?" in left and f"For {BOB}.".encode() in left, "somebody else's"
    assert forget(team.file, ANN).nothing
    assert forget(team.file, BOB).watches == 1
    assert b"who left?" not in bytes_of(team) and BOB.encode() not in bytes_of(team)


def test_of_two_watches_of_one_question_that_were_stopped_only_theirs_is_gone(team: Team) -> None:
    watches = Watches(team.file)
    stopped = told_of(team, ANN, "who landed?")
    watches.remove(stopped.id)
    with team.file.writing() as connection:
        connection.execute("DELETE FROM watch_digests")  # the hour between two is over
    again = told_of(team, BOB, "who landed?")
    assert forget(team.file, ANN).watches == 1
    [kept] = team.file.rows("SELECT watch, owner FROM answers")
    assert tuple(kept) == (again.id, "")
    watches.remove(again.id)
    assert forget(team.file, ANN).nothing
    assert owners(team) == [BOB]


def test_what_went_over_to_somebody_else_is_theirs_also_once_it_is_stopped(team: Team) -> None:
    watches = Watches(team.file)
    watch = told_of(team, ANN, "who landed?")
    watches.subscribe(watch.id, BOB, ping=False)
    forget(team.file, ANN)
    watches.remove(watch.id)
    assert owners(team) == [BOB]


def test_whose_a_stopped_watch_was_is_forgotten_with_what_it_told(
    tmp_path: Path, new_id: Callable[[], str]
) -> None:
    clock = MovingClock()
    file = TeamFile(tmp_path / "team.db", clock=clock, new_id=new_id)
    team = Team(file, kept=timedelta(days=30))
    watch = told_of(team, ANN, "who landed?")
    Watches(file).remove(watch.id)
    assert owners(team) == [ANN]
    clock.pass_by(timedelta(days=30))
    team.expire()
    assert owners(team) == [""]
    assert ANN.encode() not in bytes_of(team)


def test_digests_of_before_it_was_kept_whose_they_are_are_given_to_their_watches(
    tmp_path: Path, clock: Callable[[], datetime], new_id: Callable[[], str]
) -> None:
    path = tmp_path / "team.db"
    db = Database(path)
    MIGRATIONS.apply(db, stop_before="0014_digest_owners")
    answer = {"asker": "", "private": 0, "asked_at": NOW.isoformat(), "receipt": "", "answer": "{}"}
    later = (NOW + timedelta(days=30)).isoformat()
    for answer_id, question in (("a1", "who landed?"), ("a2", "who left?")):
        db.table("answers").insert({**answer, "id": answer_id, "place": "5", "kind": "digest",
                                    "question": question, "expires_at": later})  # fmt: skip
    db.table("watches").insert({
        "id": "w1", "place": "5", "parent": "", "owner": ANN, "question": "who landed?",
        "options": '{"limit": 1}', "asks": "x", "every": "hour", "partial": 0, "language": "en",
        "made_at": NOW.isoformat(), "told_at": "", "muted_until": "", "paused": "", "owner_told": 1,
    })  # fmt: skip
    db.close()
    file = TeamFile(path, clock=clock, new_id=new_id)
    rows = "SELECT watch, owner FROM answers ORDER BY id"
    assert [tuple(row) for row in file.rows(rows)] == [("w1", ""), ("", "")]
    Watches(file).remove("w1")
    assert [tuple(row) for row in file.rows(rows)] == [("w1", ANN), ("", "")]
    forget(file, BOB)
    assert [tuple(row) for row in file.rows(rows)] == [("w1", ANN)], (
        "of one that was stopped before nobody knows whose it was: it goes as soon as anybody's do"
    )


def test_nothing_of_a_watch_of_theirs_stays_in_digests(team: Team) -> None:
    digests, watches = Digests(team), Watches(team.file)
    for person, question in ((ANN, "who landed?"), (BOB, "who left?")):
        wanted = Wanted(Place("5"), question, Options(limit=1))
        watch, _ = watches.add(wanted, person, Looked((), (), {}))
        news = News(citing(text=f"For {person}."), Match(WordMatch.STRONG, 0.9), NOW, (("a", "b"),))
        WatchMemory(team.file).note(watch.id, {}, Looked((news,), (), {}))
    digests.make()
    [digest] = digests.to_send()
    digests.sent(digest, "1")
    forget(team.file, ANN)
    left = bytes_of(team)
    assert b"who landed?" not in left and f"For {ANN}.".encode() not in left
    [his] = [part for part in digest.parts if part.watch == watches.all()[0].id]
    assert team.kept(his.answer).answer.question == "who left?", "others' stay"
