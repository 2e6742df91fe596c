"""What becomes of a thread that is deleted: its questions are forgotten with it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import discord
from discord.ext import commands

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
        """A thread is gone, whether or not it was known."""
        turns = self.bot.app.turns(f"guild-{payload.guild_id}")
        try:
            await self.bot.in_thread(turns.forget_thread, str(payload.thread_id))
        except FootnoteError as error:
            log.warning("%s", error)


async def setup(bot: FootnoteBot) -> None:
    """Adds the cog."""
    await bot.add_cog(Threads(bot))
