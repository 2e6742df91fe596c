"""What becomes of a channel or thread that is deleted: its notebook is removed, and a thread's
questions are forgotten."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import discord
from discord.ext import commands

from bot.core.notebook import Notebook
from index.errors import FootnoteError

if TYPE_CHECKING:
    from bot.client import FootnoteBot

log = logging.getLogger(__name__)


class Threads(commands.Cog):
    """Nobody sees it."""

    def __init__(self, bot: FootnoteBot) -> None:
        self.bot = bot

    @commands.Cog.listener()
    async def on_raw_thread_delete(self, payload: discord.RawThreadDeleteEvent) -> None:
        """A thread is gone, whether or not it was known. What was saved from one that was not
        private is in its channel's notebook, and stays."""
        turns = self.bot.app.turns(f"guild-{payload.guild_id}")
        try:
            await self.bot.in_thread(turns.forget_thread, str(payload.thread_id))
        except FootnoteError as error:
            log.warning("%s", error)
        await self._remove_notebook(payload.guild_id, payload.thread_id)

    @commands.Cog.listener()
    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """Nobody can open the notebook of a channel that is gone."""
        await self._remove_notebook(channel.guild.id, channel.id)

    async def _remove_notebook(self, guild: int, place: int) -> None:
        notebook = Notebook(self.bot.app.team_file(f"guild-{guild}"), str(place))
        try:
            await self.bot.in_thread(notebook.remove_all)
        except FootnoteError as error:
            log.warning("%s", error)


async def setup(bot: FootnoteBot) -> None:
    """Adds the cog."""
    await bot.add_cog(Threads(bot))
