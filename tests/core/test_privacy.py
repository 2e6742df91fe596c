"""What is said to be stored is what is stored: each table, and each kind of answer."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from bot.core.answer import Answer
from bot.core.kept import KINDS as KEPT
from bot.core.kept import Keepable
from bot.core.privacy import KINDS, TABLES, stored, told
from bot.core.settings import SettingsFile
from bot.core.shelves import LOCAL
from bot.core.team_file import TeamFile
from bot.core.texts import languages, texts

GUILD = "guild-1"


@pytest.fixture
def file(tmp_path: Path, clock: Callable[[], datetime], new_id: Callable[[], str]) -> TeamFile:
    return TeamFile(tmp_path / "team.db", clock=clock, new_id=new_id)


def days(file: TeamFile, team: str = GUILD) -> dict[str, int | None]:
    return {each.what: each.days for each in stored(file, 30, team)}


def test_every_table_of_a_teams_file_is_told_of(file: TeamFile) -> None:
    SettingsFile(file).change(private=True)
    with closing(sqlite3.connect(file.path)) as connection:
        tables = {
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if not name.startswith(("_sqlite_", "sqlite_"))
        }
    assert tables == set(TABLES)


def test_every_kind_of_answer_is_told_of() -> None:
    assert set(KEPT) == set(Keepable.__args__) - {Answer}
    assert set(KINDS) == {"answer", "digest", *KEPT.values()}


def test_what_is_told_is_what_tables_keep_and_the_articles(file: TeamFile) -> None:
    kept = {what for things in TABLES.values() for what in things}
    assert set(days(file)) == kept | {"articles"}


def test_where_less_can_be_stored_less_is_told(file: TeamFile) -> None:
    assert set(days(file)) - set(days(file, "user-1")) == {"turns", "posts"}
    assert set(days(file, "user-1")) - set(days(file, LOCAL)) == {
        *("checks", "messages", "digests", "failed", "searches"),
    }


@pytest.mark.parametrize(
    ("chosen", "turns", "posts", "brief"),
    [(None, 30, 7, 1), (0, 0, 0, 0), (1, 1, 1, 1), (3, 3, 3, 1), (365, 30, 7, 1)],
)
def test_nothing_is_said_to_be_kept_longer_than_it_is(
    file: TeamFile, chosen: int | None, turns: int, posts: int, brief: int
) -> None:
    SettingsFile(file).change(retention_days=chosen)
    found = days(file)
    long = 30 if chosen is None else chosen
    assert {found[each] for each in ("questions", "checks", "votes", "messages")} == {long}
    assert (found["turns"], found["posts"]) == (turns, posts)
    assert (found["failed"], found["searches"]) == (brief, brief)
    assert (found["digests"], found["removed"]) == (30, 1)
    assert found.get("expired", 0) == long, "for as long again"


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("chosen", [None, 0, 1, 365, 3650])
def test_it_is_told_by_how_long_each_thing_once(
    file: TeamFile, language: str, chosen: int | None
) -> None:
    SettingsFile(file).change(retention_days=chosen)
    things = stored(file, 3650, GUILD)
    parts = told(things, texts(language))
    times = [until for until, _ in parts]
    lines = [line for _, each in parts for line in each]
    assert len(set(times)) == len(times) and len(lines) == len(things) == len(set(lines))


def test_it_reads_like_this(file: TeamFile) -> None:
    parts = told(stored(file, 30, GUILD), texts("en"))
    assert [until for until, _ in parts] == [
        "For 30 days",
        "For 30 days more",
        "For 7 days",
        "For one day",
        "The latest 5,000",
        "Until somebody changes or removes them",
    ]
    SettingsFile(file).change(retention_days=0)
    assert told(stored(file, 30, GUILD), texts("en"))[0][0] == "For 15 minutes"
