"""How something is answered where it comes from: what the team chose for its channels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import discord

if TYPE_CHECKING:
    from bot.client import FootnoteBot

#: What a mention gets where the bot may not speak.
QUIET = "🔇"


@dataclass(frozen=True, slots=True)
class Manner:
    """Whether the bot may speak in a channel; whether an answer there is the asker's alone; and the
    library that is asked, ``None`` for all."""

    quiet: bool
    private: bool
    library: str | None


async def manner(
    bot: FootnoteBot,
    where: discord.Interaction[Any] | discord.Message,
    *,
    private: bool | None = None,
    library: str | None = None,
) -> Manner:
    """How to answer, given what was said with the question: ``None`` is nothing.

    Where the bot may not speak, every answer is private. A library that the team chose and that is
    gone counts as not chosen.
    """
    settings = await bot.settings(where)
    quiet = not settings.speaks(*_channels(where))
    if library is None and settings.library is not None:
        library = await bot.in_thread(bot.app.chosen_library, bot.team_key(where))
    if private is None:
        private = settings.private
    return Manner(quiet, quiet or private, library)


def _channels(where: discord.Interaction[Any] | discord.Message) -> tuple[str, ...]:
    """The ids of a channel, and of the one that it is a thread of. Direct messages are none."""
    channel = where.channel
    if channel is None or isinstance(channel, discord.DMChannel):
        return ()
    parent = getattr(channel, "parent_id", None)
    return (str(channel.id), str(parent)) if parent else (str(channel.id),)
