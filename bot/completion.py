"""What an option of a command is completed with while it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands

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
    typed = current.casefold()
    return [
        app_commands.Choice(name=shelf.title[:100], value=shelf.library.name)
        for shelf in shelves
        if typed in shelf.library.name or typed in shelf.title.casefold()
    ][:25]
