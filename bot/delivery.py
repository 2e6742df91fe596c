"""Sends what watches found, once, to those who wait for it."""

from __future__ import annotations

import contextlib
import logging
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING

import aiohttp
import discord

from bot.core.digest import Digest
from bot.core.digests import Digests
from bot.core.settings import SettingsFile
from bot.core.team import AnswerExpired
from bot.core.texts import DEFAULT, Texts, texts
from bot.core.watch import Pause, Place, WatchRefused
from bot.views.digest_card import MOST_PINGED, DigestCard, Section

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.client import FootnoteBot

log = logging.getLogger(__name__)

# Messages of a place that are looked through for a digest that may have been sent, from the last
# attempt on, but for what two clocks may differ.
_LOOKED_THROUGH = 500
_CLOCKS_DIFFER = timedelta(minutes=5)
# What comes of asking Discord where it, or the way there, is down.
_UNREACHABLE = (discord.HTTPException, aiohttp.ClientError, OSError, TimeoutError)


class Delivery:
    """The way of a digest to its place."""

    def __init__(self, bot: FootnoteBot) -> None:
        self.bot = bot

    async def send(self, team: str, digests: Digests, digest: Digest) -> None:
        """Sends one digest, once. Where it cannot be sent, its watches pause."""
        bot, place = self.bot, digest.place
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
        settings = await bot.in_thread(SettingsFile(bot.app.team_file(team)).read)
        if team.startswith("guild-") and not settings.speaks(place.id, place.parent):
            await bot.in_thread(digests.fail, digest, Pause.QUIET)
            return
        if not await bot.in_thread(digests.begin, digest):
            return  # somebody else sends it, or it waits
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
