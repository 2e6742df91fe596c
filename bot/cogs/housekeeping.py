"""What is cleared away: answers that have expired, and the data of servers that were left."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import discord
from discord.ext import commands, tasks

from index.errors import FootnoteError

if TYPE_CHECKING:
    from bot.client import FootnoteBot

log = logging.getLogger(__name__)

# Minutes between two times of clearing away.
_EVERY = 5.0


class Housekeeping(commands.Cog):
    """Nobody sees it; nobody's data outlives what was promised."""

    def __init__(self, bot: FootnoteBot) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        """Begins clearing away."""
        self.clear.start()

    async def cog_unload(self) -> None:
        """Ends it."""
        self.clear.cancel()

    @tasks.loop(minutes=_EVERY)
    async def clear(self) -> None:
        """Clears away what has expired, whatever becomes of one of the teams."""
        app = self.bot.app
        try:
            await self.bot.in_thread(app.expire)
            await self.bot.in_thread(app.leaving.delete, app.clock())
        except FootnoteError as error:
            log.warning("%s", error)
        except Exception:
            log.exception("a fault while clearing away")

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """The bot was removed from a server, or the server was deleted. An outage is neither."""
        app = self.bot.app
        await self.bot.in_thread(app.leaving.left, f"guild-{guild.id}", app.clock())

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """The bot was invited, perhaps back."""
        await self.bot.in_thread(self.bot.app.leaving.back, f"guild-{guild.id}")

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Every shard knows its servers: finds out which were left meanwhile."""
        app, shards, count = self.bot.app, set(self.bot.shards), self.bot.shard_count or 1
        there = {guild.id for guild in self.bot.guilds}

        def serves(guild: int) -> bool:
            # Discord developer documentation, "Sharding".
            return (guild >> 22) % count in shards

        await self.bot.in_thread(app.leaving.compare, there, serves, app.clock())


async def setup(bot: FootnoteBot) -> None:
    """Adds the cog."""
    await bot.add_cog(Housekeeping(bot))
