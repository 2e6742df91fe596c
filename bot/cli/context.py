"""What the program's own options say, for the commands."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.progress import BuildProgress

if TYPE_CHECKING:
    from bot.config import Config
    from bot.core.app import App


class Context:
    """The chosen config.toml, read when it is first needed."""

    def __init__(self, config: Path | None) -> None:
        """``config`` is what ``--config`` named, if anything."""
        self._named = config
        self._progress = BuildProgress()

    @cached_property
    def config_path(self) -> Path:
        """The config.toml in use. Raises `ConfigError` if there is none."""
        from bot.config import find_config

        return self._named or find_config()

    @cached_property
    def config(self) -> Config:
        """Raises `ConfigError`."""
        from bot.config import load_config

        return load_config(self.config_path)

    @cached_property
    def app(self) -> App:
        """Raises `ConfigError`."""
        from bot.core.app import open_app

        app = open_app(self.config)
        app.snapshots.progress = self._progress
        return app

    def close(self) -> None:
        """Whatever became of the command, the terminal is as it was."""
        self._progress.stop()
