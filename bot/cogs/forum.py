"""Posts in forums that the team chose: answered once, from their title.

The text of a post does not arrive without the message-content intent; its title does.
"""

from __future__ import annotations

import asyncio
import logging
from functools import partial
from typing import TYPE_CHECKING, Any

import discord
from discord.ext import commands

from bot.core.answer import Options
from bot.core.forum import ForumPosts
from bot.core.settings import SettingsFile
from bot.core.texts import DEFAULT, Texts, texts
from bot.core.unanswered import Unanswered
from bot.limits import count_question
from bot.views.again import kept_card
from bot.views.asking import remember
from bot.views.card import MOST_PASSAGES
from bot.views.markdown import spoken
from bot.views.notice import notify_in
from bot.views.try_again import keep_failed

if TYPE_CHECKING:
    from bot.client import FootnoteBot

log = logging.getLogger(__name__)

# Nobody may write before the post's author has (Discord developer documentation, "JSON Error
# Codes"): a post is announced before its text is there.
_TOO_EARLY = 40058
_TRIES, _BETWEEN = 5, 1.0


class Forum(commands.Cog):
    """Answers new posts."""

    def __init__(self, bot: FootnoteBot) -> None:
        self.bot = bot

    @commands.Cog.listener()
    async def on_thread_create(self, thread: discord.Thread) -> None:
        """Answers a new post in a forum that the team chose; tells its author why it cannot."""
        me = self.bot.user
        if me is None or thread.owner_id == me.id:
            return
        team = f"guild-{thread.guild.id}"
        file = self.bot.app.team_file(team)
        try:
            settings = await self.bot.in_thread(SettingsFile(file).read)
            if str(thread.parent_id) not in settings.forums:
                return
            if await _is_a_bots(thread):
                return
            if not await self.bot.in_thread(ForumPosts(file).begin, str(thread.id)):
                return
        except discord.HTTPException as error:
            log.warning("nobody knows who wrote post %s: %s", thread.id, error)
            return
        except Exception:
            log.exception("a fault before a post in %s was answered", team)
            return
        words = texts(settings.language or str(thread.guild.preferred_locale or DEFAULT))
        try:
            library = await self.bot.in_thread(self.bot.app.chosen_library, team)
            await self._answer(thread, team, library, words)
        except discord.HTTPException as error:
            log.warning("may not answer post %s: %s", thread.id, error)
        except Exception as error:
            asked = Unanswered(spoken(thread.name), Options(MOST_PASSAGES))
            kept = await keep_failed(
                self.bot,
                team,
                error,
                asked,
                asker=thread.owner_id,
                place=thread.id,
                private=False,
            )
            send = partial(_send, thread)
            await notify_in(self.bot, send, thread.owner_id, error, words, question=kept)

    async def _answer(
        self, thread: discord.Thread, team: str, library: str | None, words: Texts
    ) -> None:
        question = spoken(thread.name)
        count_question(self.bot, team, thread.owner_id)
        await self.bot.in_thread(self.bot.app.check, team, question, library=library)
        answer = await self.bot.in_search(
            self.bot.app.ask, team, question, library=library, limit=MOST_PASSAGES
        )
        card = await kept_card(
            self.bot,
            team,
            answer,
            words,
            asker=thread.owner_id,
            place=thread.id,
            private=False,
        )
        sent = await _send(thread, view=card)
        await remember(self.bot, team, card.answer_id, sent.id, thread)


async def _is_a_bots(thread: discord.Thread) -> bool:
    """Whether a post is a bot's, or a webhook's, which is no member. Raises HTTPException."""
    try:
        return (await thread.guild.fetch_member(thread.owner_id)).bot
    except discord.NotFound:
        return True


async def _send(thread: discord.Thread, **message: Any) -> discord.Message:
    """Sends a message into a post, as soon as Discord takes one."""
    for _ in range(_TRIES - 1):
        try:
            return await thread.send(**message)
        except discord.HTTPException as error:
            if error.code != _TOO_EARLY:
                raise
            await asyncio.sleep(_BETWEEN)
    return await thread.send(**message)


async def setup(bot: FootnoteBot) -> None:
    """Adds the cog."""
    await bot.add_cog(Forum(bot))
