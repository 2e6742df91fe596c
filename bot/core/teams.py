"""The teams of one configuration, and their files."""

from __future__ import annotations

import logging
import re
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from bot.config import Config
from bot.core.leaving import Leaving
from bot.core.shelves import LOCAL
from bot.core.team_file import TeamFile
from index.errors import FootnoteError

if TYPE_CHECKING:
    from bot.core.team import Team
    from bot.core.turns import Turns

log = logging.getLogger(__name__)

_TEAM = re.compile(r"local|(?:guild|user)-\d{1,20}")


def new_answer_id() -> str:
    """Twelve unguessable characters."""
    return secrets.token_hex(6)


class Teams:
    """The teams' files in the state folder. Safe to share between threads."""

    def __init__(
        self, config: Config, *, clock: Callable[[], datetime], new_id: Callable[[], str]
    ) -> None:
        self.config = config
        self.clock = clock
        self._new_id = new_id

    def is_team(self, key: str) -> bool:
        """Whether something typed is the name of a team that there is."""
        if not _TEAM.fullmatch(key):
            return False
        return key == LOCAL or self._team_folder(key).is_dir()

    def team(self, key: str) -> Team:
        """The answers that a team's file keeps, for as long as the team or config.toml says."""
        from bot.core.team import Team  # knows comparisons, which not every question needs

        kept = timedelta(days=self.config.discord.answers_kept_days)
        return Team(self.team_file(key), kept=kept)

    def turns(self, key: str) -> Turns:
        """Which messages show which answers of a team, and the turns of its threads."""
        from bot.core.turns import Turns

        return Turns(self.team(key))

    def team_file(self, key: str) -> TeamFile:
        """A team's file: what it asked, chose and kept."""
        path = self._team_folder(key) / "team.db"
        return TeamFile(path, clock=self.clock, new_id=self._new_id)

    def expire(self) -> None:
        """Clears away what has expired in every team's file. One that cannot be read is logged."""
        from bot.core.expiry import expire

        for file in sorted(self.config.state.glob("teams/*/team.db")):
            try:
                expire(self.team(file.parent.name))
            except FootnoteError as error:
                log.warning("%s: %s", file.parent.name, error)

    @cached_property
    def leaving(self) -> Leaving:
        """The teams whose server the bot was removed from."""
        grace = timedelta(days=self.config.discord.leaving_grace_days)
        return Leaving(self.config.state / "teams", grace)

    def _team_folder(self, team: str) -> Path:
        return self.config.state / "teams" / team
