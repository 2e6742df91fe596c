"""Looks for what is new for the watches of all teams, and tells it."""

from __future__ import annotations

import asyncio
import logging
from functools import partial
from typing import TYPE_CHECKING

from discord.ext import commands, tasks

from bot.core.lookout import Due, Lookout
from bot.delivery import Delivery
from index.errors import FootnoteError

if TYPE_CHECKING:
    from bot.client import FootnoteBot
    from bot.core.watching import Watching

log = logging.getLogger(__name__)

# Seconds between two looks at whether anything changed; between two times that shared libraries are
# brought up to date with their folders; and between two searches for teams that watch anything.
_EVERY, _SYNC_EVERY, _TEAMS_EVERY = 5.0, 30.0, 600.0
# Seconds after which what is still to be looked at waits for the next round.
_LONGEST = 30.0


class LookoutCog(commands.Cog):
    """One look at a time, so that questions never wait for watches."""

    def __init__(self, bot: FootnoteBot) -> None:
        self.bot = bot
        self._delivery = Delivery(bot)
        self._lookout = Lookout(bot.app.known, bot.app.clock)
        # The teams that watch anything, those that have something to tell, and those that watch
        # something more since the last round.
        self._teams: set[str] = set()
        self._telling: set[str] = set()
        self._again: set[str] = set()
        self._synced_at = self._found_at = float("-inf")

    async def cog_load(self) -> None:
        """Begins."""
        self.rounds.start()

    async def cog_unload(self) -> None:
        """Ends."""
        self.rounds.cancel()

    @tasks.loop(seconds=_EVERY)
    async def rounds(self) -> None:
        """One round after the other, whatever becomes of one."""
        try:
            await self.round()
        except Exception:
            log.exception("a fault while looking for what is new")

    @rounds.before_loop
    async def _ready(self) -> None:
        await self.bot.wait_until_ready()

    @commands.Cog.listener()
    async def on_watched(self, team: str) -> None:
        """A team watches something now, or again."""
        self._teams.add(team)
        self._telling.add(team)
        self._again.add(team)

    async def round(self) -> None:
        """Looks where something changed, and tells what is due."""
        bot, watching = self.bot, self.bot.app.watching
        begun = asyncio.get_running_loop().time()
        if begun - self._found_at >= _TEAMS_EVERY:
            found = await bot.in_thread(watching.teams)
            self._teams.update(found)
            self._telling.update(found)
            self._found_at = begun
        ours = sorted(filter(self._is_ours, self._teams))
        if not ours:
            return
        if begun - self._synced_at >= _SYNC_EVERY:
            try:
                await bot.in_search(bot.app.sync)
            except FootnoteError as error:
                log.warning("%s", error)
            self._synced_at = begun
        while self._again:
            self._lookout.again(self._again.pop())
        for due in await bot.in_thread(self._lookout.due, ours):
            if asyncio.get_running_loop().time() - begun > _LONGEST:
                break
            await self._look(watching, due)
        for team in ours:
            if team in self._telling:
                await self._tell(team)

    def _is_ours(self, team: str) -> bool:
        """Whether this process serves a team: direct messages go to the first shard."""
        kind, _, number = team.partition("-")
        if kind == "guild":
            guild = self.bot.get_guild(int(number))
            return guild is not None and not guild.unavailable
        return kind == "user" and 0 in self.bot.shards

    async def _look(self, watching: Watching, due: Due) -> None:
        """Looks for every watch of a team, one after the other. None holds up the others."""
        bot, failures = self.bot, dict[str, None]()
        try:
            for watch in await bot.in_thread(watching.watches(due.team).all):
                if watch.paused is not None:
                    continue
                look = partial(watching.look, due.team, watch, settled=due.settled)
                try:
                    if await bot.in_search(look):
                        self._telling.add(due.team)
                except FootnoteError as error:
                    failures[str(error)] = None
        except FootnoteError as error:
            failures[str(error)] = None
        except Exception:
            log.exception("a fault while looking for the watches of %s", due.team)
            self._lookout.failed(due)
            return
        for each in failures:
            log.warning("the watches of %s: %s", due.team, each)
        if failures:
            self._lookout.failed(due)
        else:
            self._lookout.looked(due)

    async def _tell(self, team: str) -> None:
        """Makes the digests of a team that are due, and sends what is on its way."""
        bot, digests = self.bot, self.bot.app.watching.digests(team)
        try:
            await bot.in_thread(digests.make)
            for digest in await bot.in_thread(digests.to_send):
                await self._delivery.send(team, digests, digest)
            if not await bot.in_thread(digests.are_on_their_way):
                self._telling.discard(team)
        except FootnoteError as error:
            log.warning("the watches of %s: %s", team, error)
        except Exception:
            log.exception("a fault while telling the watches of %s", team)


async def setup(bot: FootnoteBot) -> None:
    """Adds the cog."""
    await bot.add_cog(LookoutCog(bot))
