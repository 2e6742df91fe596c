"""What a team's file keeps for a time only, cleared away where nobody does anything any more."""

from __future__ import annotations

from bot.core import digests, forum, notebook, turns
from bot.core.team import Team


def expire(team: Team) -> None:
    """Clears away answers whose time is over, entries of notebooks that were removed, posts that
    nobody announces any more, turns of threads that are too old, and digests that were sent. Raises
    `TeamUnusable`."""
    team.expire()
    if team.file.exists:
        now, kept_for = team.file.clock(), team.kept_for
        with team.file.writing() as connection:
            notebook.clear(connection, now)
            forum.clear(connection, now, kept_for)
            turns.expire(connection, now)
            digests.clear(connection, now)
