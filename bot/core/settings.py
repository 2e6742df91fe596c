"""What a team chose: where the bot may speak, in which language, and how long things are kept."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.core.team_file import TeamFile


class Settings(BaseModel):
    """A team's choices. Each has a default that is sensible with none made.

    ``speaks_in`` are the ids of the channels where the bot may speak, ``None`` for all of them:
    elsewhere it answers only ``/ask``, privately. ``forums`` are the forum channels whose new posts
    are answered. ``library`` is asked where none is named; ``private`` is whether an answer is the
    asker's alone where nothing is said. ``retention_days`` is how long questions are kept, ``None``
    for what config.toml says; at 0, no longer than the answer's buttons work. ``language`` is that
    of public answers, ``None`` for the server's own.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    speaks_in: tuple[str, ...] | None = None
    forums: tuple[str, ...] = ()
    library: str | None = None
    private: bool = False
    retention_days: Annotated[int, Field(ge=0, le=3650)] | None = None
    language: str | None = None

    def speaks(self, *channels: str) -> bool:
        """Whether the bot may speak in a channel: one of its ids is enough, as a thread has its
        own and its parent's. With none, as in direct messages, it may; and so it may in a forum
        whose posts are answered."""
        if self.speaks_in is None or not channels:
            return True
        return not {*self.speaks_in, *self.forums}.isdisjoint(channels)


class SettingsFile:
    """The settings in a team's file."""

    def __init__(self, file: TeamFile) -> None:
        self._file = file

    def read(self) -> Settings:
        """What the team chose; the defaults where it chose nothing. Raises `TeamUnusable`.

        A choice that this version cannot read counts as not made.
        """
        rows = self._file.rows("SELECT settings FROM settings WHERE id = 1")
        return _read(rows[0]["settings"]) if rows else Settings()

    def change(self, **chosen: object) -> Settings:
        """Changes some of the settings in one step and returns them all.

        Two who change different ones at once both have their way. Raises `TeamUnusable`, and
        ValueError for what cannot be chosen.
        """
        with self._file.writing() as connection:
            row = connection.execute("SELECT settings FROM settings WHERE id = 1").fetchone()
            before = _read(row["settings"]).model_dump() if row else {}
            after = Settings.model_validate({**before, **chosen})
            connection.execute(
                "INSERT INTO settings (id, settings) VALUES (1, ?)"
                " ON CONFLICT (id) DO UPDATE SET settings = excluded.settings",
                [after.model_dump_json()],
            )
        return after


def _read(stored: str) -> Settings:
    try:
        return Settings.model_validate_json(stored)
    except ValidationError:
        return Settings()
