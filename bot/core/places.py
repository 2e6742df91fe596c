"""The channels and threads of a server of which something is kept, and their end."""

from __future__ import annotations

from bot.core import notebook, turns
from bot.core.team_file import TeamFile


class Places:
    """The places in a team's file. All methods raise `TeamUnusable`."""

    def __init__(self, file: TeamFile) -> None:
        self._file = file

    def channels(self) -> list[str]:
        """The ids of the channels of which, or of a thread of which, there is a notebook or what
        was asked in a thread; in order.

        Only what is a channel for sure: never a thread, which may be there without being known.
        """
        rows = self._file.rows(
            "SELECT iif(parent = '', place, parent) AS channel FROM notebook"
            " WHERE removed_at IS NULL AND parent IS NOT NULL"
            " UNION SELECT parent FROM turns WHERE parent <> '' ORDER BY channel"
        )
        return [row["channel"] for row in rows]

    def gone(self, place: str) -> None:
        """A channel or thread is deleted: removes its notebook and forgets what a thread goes on
        from, of a channel those of all its threads, too. In one step."""
        if self._file.exists:
            with self._file.writing() as connection:
                notebook.remove_place(connection, place, self._file.clock())
                turns.forget_place(connection, place)
