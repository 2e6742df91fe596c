"""What is stored of a team and its members, and for how long: one list for all surfaces."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.retention import MOST_EXPORTED
from bot.core.settings import SettingsFile
from bot.core.team_file import TeamFile
from bot.core.texts import Texts


@dataclass(frozen=True, slots=True)
class Stored:
    """One kind of thing that is stored. ``what`` names its text, ``days`` how long it is kept:
    ``None`` until somebody removes it, 0 as long as an answer's buttons work. Of some the latest
    ``most`` are kept, however long that is."""

    what: str
    days: int | None
    most: int | None = None


def stored(file: TeamFile, default_days: int) -> list[Stored]:
    """What is stored in a team's file. ``default_days`` is what config.toml says of questions.

    Raises `TeamUnusable`.
    """
    chosen = SettingsFile(file).read().retention_days
    days = default_days if chosen is None else chosen
    return [
        Stored("questions", days),
        Stored("exported", None, MOST_EXPORTED),
        Stored("votes", days),
        Stored("notebook", None),
        Stored("watches", None),
        Stored("settings", None),
        Stored("articles", None),
    ]


def told(things: list[Stored], grace_days: int, words: Texts) -> list[str]:
    """What is stored and for how long, a line each, and what happens when the bot has to leave."""
    lines = [lifetime(each, words) for each in things]
    return [*lines, words("privacy-never"), words("privacy-leaving", days=grace_days)]


def lifetime(thing: Stored, words: Texts) -> str:
    """One kind of thing, and how long it is stored."""
    if thing.most is not None:
        until = words("privacy-latest", most=thing.most)
    elif thing.days is None:
        until = words("privacy-until-removed")
    else:
        until = words("privacy-days", days=thing.days)
    return f"{words(f'privacy-{thing.what}')}: {until}"
