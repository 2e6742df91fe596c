"""What every test may use: a configuration whose state is its own, and a clock that stands still.

The sample articles are read where they are; nothing is ever written outside the test's folder.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import settings

from bot.config import Config, load_config
from bot.core.app import App, open_app
from index.library import Library

settings.register_profile("footnote", deadline=None, derandomize=True, database=None)
settings.load_profile("footnote")

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Says of a run in which the bot sent something whether that was held against Discord's API
    description."""
    from tests.bot.openapi import missing_reason  # which not every test needs

    ran = (getattr(each, "nodeid", "") for them in terminalreporter.stats.values() for each in them)
    if any(each.startswith("tests/bot/") for each in ran) and (reason := missing_reason()):
        said = f"Not checked: the bodies that the bot sent. {reason}"
        terminalreporter.write_line(said, yellow=True, bold=True)


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of the sample articles."""
    return Path(__file__).resolve().parent.parent / "seeds"


@pytest.fixture
def clock() -> Callable[[], datetime]:
    """A clock that stands still at `NOW`."""
    return lambda: NOW


@pytest.fixture
def new_uuid() -> Callable[[], UUID]:
    """Uuids that differ from each other and are the same in every run."""
    numbers = count(1)
    return lambda: UUID(int=next(numbers) << 96)


@pytest.fixture
def new_id() -> Callable[[], str]:
    """Answer ids that differ from each other and are the same in every run."""
    numbers = count(1)
    return lambda: f"{next(numbers):012x}"


@pytest.fixture
def config_file(tmp_path: Path, seeds: Path) -> Path:
    """A config.toml with the sample articles as the one shared library."""
    path = tmp_path / "config.toml"
    path.write_text(
        f'[libraries.seeds]\ntitle = "Sample articles"\nfolders = [{json.dumps(str(seeds))}]\n',
        encoding="utf-8",
    )
    return path


@pytest.fixture
def config(config_file: Path) -> Config:
    """The configuration of `config_file`; its state is in the test's own folder."""
    return load_config(config_file)


@pytest.fixture
def app(
    config: Config,
    clock: Callable[[], datetime],
    new_id: Callable[[], str],
    new_uuid: Callable[[], UUID],
) -> App:
    """Everything that can be asked under `config`."""
    return open_app(config, clock=clock, new_id=new_id, new_uuid=new_uuid)


@pytest.fixture
def library(tmp_path: Path, clock: Callable[[], datetime], new_uuid: Callable[[], UUID]) -> Library:
    """A library that is not there yet."""
    return Library(tmp_path / "library.db", "news", clock=clock, new_uuid=new_uuid)
