"""What a team chose is kept, and choices made at once do not undo each other."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.core.settings import Settings, SettingsFile
from bot.core.team_file import TeamFile


@pytest.fixture
def file(tmp_path: Path, clock: Callable[[], datetime], new_id: Callable[[], str]) -> TeamFile:
    return TeamFile(tmp_path / "team.db", clock=clock, new_id=new_id)


def test_with_none_made_the_choices_are_sensible_and_no_file_is_made(file: TeamFile) -> None:
    settings = SettingsFile(file).read()
    assert settings == Settings()
    assert settings.speaks("1") and not settings.private and settings.retention_days is None
    assert not file.exists


def test_a_choice_is_kept_beside_the_others(file: TeamFile) -> None:
    SettingsFile(file).change(speaks_in=("1", "2"), private=True)
    SettingsFile(file).change(language="de")
    settings = SettingsFile(file).read()
    assert settings == Settings(speaks_in=("1", "2"), private=True, language="de")
    assert settings.speaks("2") and settings.speaks("9", "1") and not settings.speaks("9")


def test_choices_made_at_once_are_all_kept(file: TeamFile) -> None:
    chosen = [{"private": True}, {"library": "own"}, {"retention_days": 7}, {"forums": ("5",)}]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda each: SettingsFile(file).change(**each), chosen))
    assert SettingsFile(file).read() == Settings(
        private=True, library="own", retention_days=7, forums=("5",)
    )


def test_what_cannot_be_chosen_changes_nothing(file: TeamFile) -> None:
    SettingsFile(file).change(retention_days=7)
    with pytest.raises(ValidationError):
        SettingsFile(file).change(retention_days=-1)
    assert SettingsFile(file).read().retention_days == 7


def test_choices_that_cannot_be_read_count_as_not_made_and_can_be_made_anew(
    file: TeamFile,
) -> None:
    SettingsFile(file).change(private=True)
    for stored in ("{", "[]", '{"retention_days": "long"}'):
        with file.writing() as connection:
            connection.execute("UPDATE settings SET settings = ? WHERE id = 1", [stored])
        assert SettingsFile(file).read() == Settings()
        assert SettingsFile(file).change(language="de") == Settings(language="de")


def test_what_a_newer_version_chose_is_passed_over(file: TeamFile) -> None:
    SettingsFile(file).change(private=True)
    with file.writing() as connection:
        connection.execute(
            'UPDATE settings SET settings = \'{"private": true, "newer": 1}\' WHERE id = 1'
        )
    assert SettingsFile(file).read() == Settings(private=True)
