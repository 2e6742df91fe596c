"""What becomes of a channel or thread that is deleted: its notebook is removed, and what threads go
on from is forgotten. Of a channel that goes for all its threads, archived ones, too."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import aiohttp
import discord
from discord.ext import commands

from bot.core.places import Places
from index.errors import FootnoteError

if TYPE_CHECKING:
    from bot.client import FootnoteBot

log = logging.getLogger(__name__)

# What Discord says of a channel that is not there (developer documentation, "JSON Error Codes").
_UNKNOWN_CHANNEL = 10003


class Threads(commands.Cog):
    """Nobody sees it."""

    def __init__(self, bot: FootnoteBot) -> None:
        self.bot = bot

    @commands.Cog.listener()
    async def on_raw_thread_delete(self, payload: discord.RawThreadDeleteEvent) -> None:
        """A thread is gone, whether or not it was known. What was saved from one that was not
        private is in its channel's notebook, and stays."""
        await self._gone(payload.guild_id, payload.thread_id)

    @commands.Cog.listener()
    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """Nobody can open the notebook of a channel that is gone, nor any of its threads."""
        await self._gone(channel.guild.id, channel.id)

    @commands.Cog.listener()
    async def on_guild_available(self, guild: discord.Guild) -> None:
        """A server is there, at the start or after an outage: some of its channels may have been
        deleted meanwhile.

        Two must say so: the server's own list of channels, which has those that the bot cannot
        see, too, and Discord, asked for that channel. Whatever else is said erases nothing. A
        thread is never looked for: archived ones are in no list.
        """
        if guild.unavailable:
            return
        places = Places(self.bot.app.team_file(f"guild-{guild.id}"))
        try:
            kept = await self.bot.in_thread(places.channels)
        except FootnoteError as error:
            log.warning("%s", error)
            return
        there = {str(channel.id) for channel in guild.channels}
        for place in kept:
            if place in there or not place.isdecimal():
                continue
            try:
                await self.bot.fetch_channel(int(place))
            except discord.NotFound as error:
                if error.code != _UNKNOWN_CHANNEL:
                    return
            except (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError) as error:
                log.warning("nobody knows whether channel %s is still there: %s", place, error)
                return
            else:
                continue
            await self._gone(guild.id, int(place))

    async def _gone(self, guild: int, place: int) -> None:
        places = Places(self.bot.app.team_file(f"guild-{guild}"))
        try:
            await self.bot.in_thread(places.gone, str(place))
        except FootnoteError as error:
            log.warning("%s", error)


async def setup(bot: FootnoteBot) -> None:
    """Adds the cog."""
    await bot.add_cog(Threads(bot))
