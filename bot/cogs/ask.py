"""Questions: /ask, a mention, a direct message, and Find sources on a message."""

from __future__ import annotations

import contextlib
import logging
import re
from math import ceil
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.cogs.about import help_text
from bot.core.answer import Answer
from bot.core.answering import LONGEST_QUESTION
from bot.core.rendering import counted
from bot.core.team import TeamUnusable
from bot.views.card import MOST_PASSAGES, AnswerCard
from bot.views.markdown import spoken
from bot.views.notice import notify, tell
from index.errors import FootnoteError, QuestionRefused

if TYPE_CHECKING:
    from bot.client import FootnoteBot

log = logging.getLogger(__name__)

_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


class TooFast(FootnoteError):
    """More questions than a member may ask in a minute."""


class Ask(commands.Cog):
    """The ways to ask."""

    def __init__(self, bot: FootnoteBot) -> None:
        self.bot = bot
        self._find_sources = app_commands.ContextMenu(
            name="Find sources", callback=self.find_sources
        )
        bot.tree.add_command(self._find_sources)

    async def cog_unload(self) -> None:
        """Takes the context menu along, which a cog does not do by itself."""
        self.bot.tree.remove_command(self._find_sources.name, type=self._find_sources.type)

    @app_commands.command(
        name="ask", description="Find the passages in your articles that answer a question"
    )
    @app_commands.describe(
        question="What do you want to know?",
        library="Search only this library",
        private="Show the answer to you alone",
    )
    async def ask(
        self,
        interaction: discord.Interaction[FootnoteBot],
        question: app_commands.Range[str, 1, LONGEST_QUESTION],
        library: app_commands.Range[str, 1, 100] | None = None,
        private: bool = False,
    ) -> None:
        """The closest passages as a card, for everybody or for the asker alone."""
        await self._respond(interaction, question, library=library, private=private)

    @ask.autocomplete("library")
    async def _libraries(
        self, interaction: discord.Interaction[FootnoteBot], current: str
    ) -> list[app_commands.Choice[str]]:
        """The libraries that the team may read and whose name or title has what was typed."""
        shelves = await self.bot.in_thread(self.bot.app.shelves, self.bot.team_key(interaction))
        typed = current.casefold()
        return [
            app_commands.Choice(name=shelf.title[:100], value=shelf.library.name)
            for shelf in shelves
            if typed in shelf.library.name or typed in shelf.title.casefold()
        ][:25]

    async def find_sources(
        self, interaction: discord.Interaction[FootnoteBot], message: discord.Message
    ) -> None:
        """The passages closest to a message's own words, for the one who looked alone."""
        words = spoken(message.content)
        if not words:
            await tell(interaction, QuestionRefused("That message has no words to search for."))
            return
        await self._respond(interaction, words, private=True, message=True)

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answers mentions and direct messages of people; says how to ask where nothing is."""
        me = self.bot.user
        if message.author.bot or me is None or message.is_system():
            return
        mention = re.compile(rf"<@!?{me.id}>")
        direct = isinstance(message.channel, discord.DMChannel)
        # A reply pings the bot without naming it: that is talk about an answer, not a question.
        if not direct and not mention.search(message.content):
            return
        question = spoken(mention.sub(" ", message.content))
        try:
            if question:
                await self._reply(message, question)
            else:
                team = self.bot.team_key(message)
                self._within_limit(team, message.author.id)
                text = await self.bot.in_thread(help_text, self.bot.app, team)
                await message.reply(text)
        except discord.Forbidden as error:
            log.warning("may not answer in channel %s: %s", message.channel.id, error)
            with contextlib.suppress(discord.HTTPException):
                await message.add_reaction("🔇")
        except Exception as error:
            await notify(self.bot, message, error, once=isinstance(error, TooFast))

    async def _respond(
        self,
        interaction: discord.Interaction[FootnoteBot],
        question: str,
        *,
        library: str | None = None,
        private: bool,
        message: bool = False,
    ) -> None:
        """Acknowledges, searches, and edits once. Whatever goes wrong is told to the asker."""
        try:
            team = self.bot.team_key(interaction)
            self._within_limit(team, interaction.user.id)
            # What autocomplete offers binds nobody: any name may come in.
            await self.bot.in_thread(
                self.bot.app.check, team, question, library=library, message=message
            )
            await interaction.response.defer(ephemeral=private, thinking=True)
            answer = await self.bot.in_search(
                self.bot.app.ask,
                team,
                question,
                library=library,
                limit=MOST_PASSAGES,
                message=message,
            )
            card = await self._card(
                team, answer, interaction.user.id, interaction.channel_id, private=private
            )
            await interaction.edit_original_response(view=card)
        except Exception as error:
            await tell(interaction, error, instead=not private)

    async def _reply(self, message: discord.Message, question: str) -> None:
        team = self.bot.team_key(message)
        self._within_limit(team, message.author.id)
        await message.channel.typing()
        await self.bot.in_thread(self.bot.app.check, team, question)
        answer = await self.bot.in_search(self.bot.app.ask, team, question, limit=MOST_PASSAGES)
        card = await self._card(team, answer, message.author.id, message.channel.id, private=False)
        await message.reply(view=card)

    async def _card(
        self, team: str, answer: Answer, asker: int, place: int | None, *, private: bool
    ) -> AnswerCard:
        """Keeps an answer, so that its buttons work, and shows it; without them if it cannot."""
        try:
            answer_id = await self.bot.in_thread(
                self.bot.app.team(team).keep,
                answer,
                asker=str(asker),
                place=str(place),
                private=private,
            )
        except TeamUnusable as error:
            log.error("an answer of %s could not be kept: %s", team, error)  # noqa: TRY400
            answer_id = None
        return AnswerCard(answer, answer_id)

    def _within_limit(self, team: str, user_id: int) -> None:
        """Counts a question. Raises `TooFast` if it is one too many for this member."""
        now = self.bot.app.clock().timestamp()
        wait = self.bot.questions.update_rate_limit((team, user_id), now)
        if wait is not None:
            limit = self.bot.app.config.discord.questions_per_minute
            number = _NUMBERS[limit] if limit < len(_NUMBERS) else str(limit)
            plural = "question" if limit == 1 else "questions"
            raise TooFast(
                f"{number} {plural} a minute is the limit."
                f" Ask again in {counted(ceil(wait), 'second')}."
            )


async def setup(bot: FootnoteBot) -> None:
    """Adds the cog."""
    await bot.add_cog(Ask(bot))
