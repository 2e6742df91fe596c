"""Looks for what is new for the watches of all teams, and tells it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from datetime import datetime, timedelta
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING

import aiohttp
import discord
from discord.ext import commands, tasks

from bot.core.digest import Digest
from bot.core.digests import Digests
from bot.core.lookout import Due, Lookout
from bot.core.settings import SettingsFile
from bot.core.team import AnswerExpired
from bot.core.texts import DEFAULT, Texts, texts
from bot.core.watch import Pause, Place, WatchRefused
from bot.views.digest_card import MOST_PINGED, DigestCard, Section
from index.errors import FootnoteError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.client import FootnoteBot
    from bot.core.watching import Watching

log = logging.getLogger(__name__)

# Seconds between two looks at whether anything changed; between two times that shared libraries are
# brought up to date with their folders; and between two searches for teams that watch anything.
_EVERY, _SYNC_EVERY, _TEAMS_EVERY = 5.0, 30.0, 600.0
# Seconds after which what is still to be looked at waits for the next round.
_LONGEST = 30.0
# Messages of a place that are looked through for a digest that may have been sent, from the last
# attempt on, but for what two clocks may differ.
_LOOKED_THROUGH = 500
_CLOCKS_DIFFER = timedelta(minutes=5)
# What comes of asking Discord where it, or the way there, is down.
_UNREACHABLE = (discord.HTTPException, aiohttp.ClientError, OSError, TimeoutError)


class LookoutCog(commands.Cog):
    """One look at a time, so that questions never wait for watches."""

    def __init__(self, bot: FootnoteBot) -> None:
        self.bot = bot
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
                await self._send(team, digests, digest)
            if not await bot.in_thread(digests.are_on_their_way):
                self._telling.discard(team)
        except FootnoteError as error:
            log.warning("the watches of %s: %s", team, error)
        except Exception:
            log.exception("a fault while telling the watches of %s", team)

    async def _send(self, team: str, digests: Digests, digest: Digest) -> None:
        """Sends one digest, once. Where it cannot be sent, its watches pause."""
        bot, place = self.bot, digest.place
        settings = await bot.in_thread(SettingsFile(bot.app.team_file(team)).read)
        if team.startswith("guild-") and not settings.speaks(place.id, place.parent):
            await bot.in_thread(digests.fail, digest, Pause.QUIET)
            return
        channel = bot.get_partial_messageable(int(place.id))
        if digest.tried_at:
            try:
                before = await self._sent_since(channel, digest, digest.tried_at)
            except _UNREACHABLE as error:
                log.warning("a digest of %s is looked for again later: %s", team, error)
                return
            if before:
                await bot.in_thread(digests.sent, digest, str(before))
                return
        if not await bot.in_thread(digests.begin, digest):
            return  # somebody else sends it
        sections, pinged, language = await bot.in_thread(_read, bot, team, digest)
        if not sections:
            await bot.in_thread(digests.withdraw, digest)  # all of it expired on the way
            return
        words = self._words(team, settings.language or "", language)
        try:
            pinged = await self._in_reach(place, pinged)
            message = await channel.send(
                view=DigestCard(sections, pinged, words),
                nonce=digest.id,
                allowed_mentions=discord.AllowedMentions(
                    everyone=False,
                    roles=False,
                    users=[discord.Object(int(each)) for each in pinged],
                ),
            )
        except _UNREACHABLE as error:
            reason = _reason(error)
            if reason is None:
                log.warning("a digest of %s is tried again later: %s", team, error)
            else:
                log.warning("a digest of %s cannot be told in %s: %s", team, place.id, error)
                await bot.in_thread(digests.fail, digest, reason)
        else:
            await bot.in_thread(digests.sent, digest, str(message.id))

    async def _sent_since(
        self, channel: discord.PartialMessageable, digest: Digest, tried_at: datetime
    ) -> int | None:
        """The id of the message, if the last attempt was not in vain though nothing was heard.

        ``None``, too, where the bot may not look. Raises what asking Discord does.
        """
        me = self.bot.user
        ids = {part.answer for part in digest.parts}
        since = tried_at - _CLOCKS_DIFFER
        try:
            async for message in channel.history(
                limit=_LOOKED_THROUGH, after=since, oldest_first=True
            ):
                ours = me is not None and message.author.id == me.id
                if ours and any(each in ids for each in _named(message.components)):
                    return message.id
        except (discord.Forbidden, discord.NotFound) as error:
            log.warning("cannot look for a digest in %s: %s", channel.id, error)
        return None

    async def _in_reach(self, place: Place, people: list[str]) -> list[str]:
        """Those of some people who may be pinged in a place: all, but in a private thread.

        There a ping would let those in again who left it or were taken out.
        """
        if not place.parent or not people:
            return people
        number = int(place.id)
        thread = self.bot.get_channel(number) or await self.bot.fetch_channel(number)
        if not isinstance(thread, discord.Thread) or not thread.is_private():
            return people
        there = []
        for each in people:
            with contextlib.suppress(discord.NotFound):
                await thread.fetch_member(int(each))
                there.append(each)
        return there

    def _words(self, team: str, chosen: str, language: str) -> Texts:
        """The language that a team is told in: its own, its server's, or that of who added it."""
        guild = self.bot.get_guild(int(team.partition("-")[2]))
        server = str(guild.preferred_locale) if guild and team.startswith("guild-") else ""
        return texts(chosen or server or language or DEFAULT)


def _read(bot: FootnoteBot, team: str, digest: Digest) -> tuple[list[Section], list[str], str]:
    """What a digest shows, whom it pings, and the language of who added its first watch.

    Watches that were removed meanwhile are left out. Reads the team's file.
    """
    kept, watches = bot.app.team(team), bot.app.watching.watches(team)
    sections, pinged, language = [], dict[str, None](), ""
    for part in digest.parts:
        try:
            watch = watches.get(part.watch)
            sections.append(Section(part, kept.kept(part.answer).answer))
        except (WatchRefused, AnswerExpired):
            continue
        pinged |= dict.fromkeys(watches.pinged(watch.id))
        language = language or watch.language
    return sections, list(pinged)[:MOST_PINGED], language


def _reason(error: Exception) -> Pause | None:
    """Why Discord refuses a message; ``None`` if it only cannot take it just now.

    A refusal of Discord's own has a code. What stands before it gives none, nor does a token that
    is not valid any more.
    """
    if isinstance(error, discord.HTTPException) and not error.code:
        return None
    if isinstance(error, discord.NotFound):
        return Pause.GONE
    if isinstance(error, discord.Forbidden):
        return Pause.FORBIDDEN
    if not isinstance(error, discord.HTTPException) or error.status >= 500:
        return None
    return None if error.status == HTTPStatus.TOO_MANY_REQUESTS else Pause.REFUSED


def _named(components: Iterable[object]) -> Iterable[str]:
    """The kept answers that buttons name, as in ``fn:open:ANSWER:1``."""
    for each in components:
        custom_id = getattr(each, "custom_id", None)
        if custom_id:
            yield from custom_id.split(":")
        yield from _named(getattr(each, "children", ()))


async def setup(bot: FootnoteBot) -> None:
    """Adds the cog."""
    await bot.add_cog(LookoutCog(bot))
