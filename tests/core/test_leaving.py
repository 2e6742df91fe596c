"""Teams that have left: kept for a time of grace, and then deleted whole."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.leaving import Leaving
from tests.conftest import NOW

GRACE = timedelta(days=7)


@pytest.fixture
def teams(tmp_path: Path) -> Path:
    for name in ("guild-1", "guild-2", "user-3", "local"):
        (tmp_path / name / "library.index").mkdir(parents=True)
        (tmp_path / name / "team.db").write_text("kept")
    return tmp_path


def there(teams: Path) -> list[str]:
    return sorted(path.name for path in teams.iterdir())


def test_a_team_is_deleted_whole_once_its_time_is_over(teams: Path) -> None:
    leaving = Leaving(teams, GRACE)
    leaving.left("guild-1", NOW)
    assert leaving.delete(NOW + GRACE - timedelta(seconds=1)) == []
    leaving.left("guild-1", NOW + timedelta(days=6)), "told twice, it counts from the first time"
    assert Leaving(teams, GRACE).delete(NOW + GRACE) == ["guild-1"]
    assert there(teams) == ["guild-2", "local", "user-3"]


def test_a_team_that_came_back_is_kept(teams: Path) -> None:
    leaving = Leaving(teams, GRACE)
    leaving.left("guild-1", NOW)
    leaving.back("guild-1")
    assert leaving.delete(NOW + GRACE) == []
    leaving.left("guild-1", NOW + GRACE)
    assert leaving.due(NOW + GRACE + timedelta(days=1)) == []


def test_a_team_without_data_is_not_marked(teams: Path) -> None:
    Leaving(teams, GRACE).left("guild-9", NOW)
    Leaving(teams, GRACE).back("guild-9")
    assert "guild-9" not in there(teams)


def test_what_left_while_the_bot_was_away_is_found_on_its_own_shards_only(teams: Path) -> None:
    leaving = Leaving(teams, GRACE)
    leaving.left("guild-2", NOW)
    leaving.compare({2}, lambda guild: guild == 1, NOW)
    assert leaving.due(NOW + GRACE) == ["guild-1"]
    leaving.compare({1, 2}, lambda _: True, NOW)
    assert leaving.due(NOW + GRACE) == []
    leaving.compare(set(), lambda _: False, NOW)
    assert leaving.due(NOW + GRACE) == [], "another process serves them"
    (teams / "guild-x").mkdir()
    leaving.compare(set(), lambda _: True, NOW)
    assert leaving.due(NOW + GRACE) == ["guild-1", "guild-2"], "and persons are no servers"


def test_what_an_interruption_left_is_deleted_the_next_time(teams: Path) -> None:
    (teams / "guild-1").rename(teams / ".deleted-guild-1")
    assert Leaving(teams, GRACE).delete(NOW) == []
    assert there(teams) == ["guild-2", "local", "user-3"]


def test_a_mark_that_cannot_be_read_deletes_nothing_and_is_made_anew(teams: Path) -> None:
    for text in ("yesterday", ""):
        (teams / "guild-1" / "left").write_text(text)
        assert Leaving(teams, GRACE).delete(NOW + timedelta(days=999)) == []
        Leaving(teams, GRACE).left("guild-1", NOW)
        assert Leaving(teams, GRACE).due(NOW + GRACE) == ["guild-1"]
