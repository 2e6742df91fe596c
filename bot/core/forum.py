"""Which posts in forums were answered: each once, whatever is restarted in between."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta

from bot.core.team_file import TeamFile

#: How long a post is known at most, and no longer than answers are kept. It is announced once, when
#: it is made, or a little later to a bot that was away for a moment.
KNOWN = timedelta(days=7)


class ForumPosts:
    """The posts in a team's file that were answered. Nothing but their ids is kept."""

    def __init__(self, file: TeamFile) -> None:
        self._file = file

    def begin(self, post: str) -> bool:
        """Notes that a post is being answered; whether it was not before. Raises `TeamUnusable`.

        It is noted before it is answered: rather no answer than two.
        """
        with self._file.writing() as connection:
            new = connection.execute(
                "INSERT OR IGNORE INTO forum_posts (post, answered_at) VALUES (?, ?)",
                [post, self._file.clock().isoformat()],
            ).rowcount
        return new > 0


def clear(connection: sqlite3.Connection, now: datetime, kept_for: timedelta) -> None:
    """Forgets posts that nobody announces any more, in a transaction of the caller's. ``kept_for``
    is how long answers are kept."""
    before = (now - min(KNOWN, kept_for)).isoformat()
    connection.execute("DELETE FROM forum_posts WHERE answered_at <= ?", [before])
