"""Teams whose server the bot was removed from: their data goes after a time of grace.

The mark of a team that has left is a file in its folder, so that a restart does not begin the time
anew. To be invited back takes the mark away.
"""

from __future__ import annotations

import contextlib
import logging
import shutil
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from pathlib import Path

log = logging.getLogger(__name__)

_MARK = "left"
_GUILD = "guild-"


class Leaving:
    """The marks in the folder of all teams."""

    def __init__(self, teams: Path, grace: timedelta) -> None:
        """``teams`` holds a folder a team; ``grace`` is how long one that left is kept."""
        self._teams = teams
        self._grace = grace

    def left(self, team: str, now: datetime) -> None:
        """Notes that a team has left, unless that is noted already or it keeps nothing."""
        folder = self._teams / team
        if not folder.is_dir() or _since(folder / _MARK) is not None:
            return
        # Whole or not at all: half a mark would never be due.
        part = folder / f"{_MARK}.part"
        part.write_text(now.isoformat())
        part.replace(folder / _MARK)
        log.warning("%s has left: its data is deleted in %d days", team, self._grace.days)

    def back(self, team: str) -> None:
        """Notes that a team is there."""
        with contextlib.suppress(FileNotFoundError):
            (self._teams / team / _MARK).unlink()
            log.warning("%s is back: its data is kept", team)

    def compare(self, there: Collection[int], serves: Callable[[int], bool], now: datetime) -> None:
        """Notes which servers are there and which have left.

        ``there`` are the ids of servers that the bot is in, available or not; ``serves`` says of
        an id whether its server, if the bot is in it, would be this process's.
        """
        for folder in sorted(self._teams.glob(f"{_GUILD}*")):
            digits = folder.name.removeprefix(_GUILD)
            if not digits.isdecimal():
                continue
            if int(digits) in there:
                self.back(folder.name)
            elif serves(int(digits)):
                self.left(folder.name, now)

    def due(self, now: datetime) -> list[str]:
        """The teams whose time of grace is over, in order."""
        marks = sorted(self._teams.glob(f"*/{_MARK}"))
        left = {mark.parent.name: _since(mark) for mark in marks}
        return [team for team, since in left.items() if since and since + self._grace <= now]

    def delete(self, now: datetime) -> list[str]:
        """Deletes all that is kept of the teams whose time is over; which they are.

        A folder is first renamed, so that what is half deleted is no team's any more; what an
        interruption left is deleted the next time.
        """
        deleted = []
        for team in self.due(now):
            folder = self._teams / team
            try:
                folder.rename(folder.with_name(f".deleted-{team}"))
            except OSError as error:
                log.error("the data of %s cannot be deleted: %s", team, error)  # noqa: TRY400 - a full disk is no bug, so no trace
                continue
            log.warning("the data of %s is deleted", team)
            deleted.append(team)
        for rest in self._teams.glob(".deleted-*"):
            shutil.rmtree(rest, ignore_errors=True)
        return deleted


def _since(mark: Path) -> datetime | None:
    """When a team left; ``None`` if there is no mark that can be read."""
    try:
        return datetime.fromisoformat(mark.read_text())
    except (OSError, ValueError):
        return None
