"""What an option of a command is completed with while it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.core.rendering import library_title

if TYPE_CHECKING:
    from bot.client import FootnoteBot


async def complete_library(
    interaction: discord.Interaction[FootnoteBot], current: str
) -> list[app_commands.Choice[str]]:
    """The libraries that the team may read and whose name or title has what was typed.

    It binds nobody: any name may come in as the option itself.
    """
    bot = interaction.client
    shelves = await bot.in_thread(bot.app.shelves, bot.team_key(interaction))
    words = await bot.texts(interaction, private=True)
    typed = current.casefold()
    named = [(each.library.name, each.title) for each in shelves]
    titled = [(name, library_title(name, title, words)) for name, title in named]
    return [
        app_commands.Choice(name=title[:100], value=name)
        for name, title in titled
        if typed in name or typed in title.casefold()
    ][:25]
