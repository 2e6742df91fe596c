"""Sends what watches found, once, to those who wait for it."""

from __future__ import annotations

import contextlib
import logging
from http import HTTPStatus
from typing import TYPE_CHECKING

import discord

from bot.core.digest import Digest
from bot.core.digests import Digests
from bot.core.settings import SettingsFile
from bot.core.team import AnswerExpired
from bot.core.texts import DEFAULT, Texts, texts
from bot.core.watch import Pause, Place, WatchRefused
from bot.posted import UNREACHABLE, posted_since
from bot.views.digest_card import MOST_PINGED, DigestCard, Section

if TYPE_CHECKING:
    from bot.client import FootnoteBot

log = logging.getLogger(__name__)


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
                ids = {part.answer for part in digest.parts}
                before = await posted_since(bot, channel, ids, digest.tried_at)
            except UNREACHABLE as error:
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
        except UNREACHABLE as error:
            reason = _reason(error)
            if reason is None:
                log.warning("a digest of %s is tried again later: %s", team, error)
            else:
                log.warning("a digest of %s cannot be told in %s: %s", team, place.id, error)
                await bot.in_thread(digests.fail, digest, reason)
        else:
            await bot.in_thread(digests.sent, digest, str(message.id))

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
