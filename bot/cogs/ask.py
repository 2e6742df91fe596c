"""Questions: /ask, a mention, a direct message."""

from __future__ import annotations

import contextlib
import logging
import re
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.completion import complete_library
from bot.core.answering import LONGEST_QUESTION
from bot.limits import TooFast, count_question
from bot.localised import command_text, option_texts
from bot.manner import QUIET, manner
from bot.views.about import help_text
from bot.views.again import answer_card
from bot.views.card import MOST_PASSAGES
from bot.views.markdown import spoken
from bot.views.notice import notify, tell
from index.errors import QuestionRefused
from index.operators import NO_OPERATORS, Operators, given_operators

if TYPE_CHECKING:
    from bot.client import FootnoteBot

log = logging.getLogger(__name__)


class Ask(commands.Cog):
    """The ways to ask."""

    def __init__(self, bot: FootnoteBot) -> None:
        self.bot = bot

    @app_commands.command(
        name=command_text("ask-command"), description=command_text("ask-command-about")
    )
    @app_commands.autocomplete(library=complete_library)
    @option_texts(
        "ask-option",
        "question",
        "library",
        "phrase",
        "without",
        "source",
        "after",
        "before",
        "sort",
        "private",
    )
    @app_commands.choices(
        sort=[
            app_commands.Choice(name=command_text("ask-choice-relevance"), value="relevance"),
            app_commands.Choice(name=command_text("ask-choice-newest"), value="newest"),
        ]
    )
    async def ask(
        self,
        interaction: discord.Interaction[FootnoteBot],
        question: app_commands.Range[str, 1, LONGEST_QUESTION],
        library: app_commands.Range[str, 1, 100] | None = None,
        phrase: app_commands.Range[str, 1, 100] | None = None,
        without: app_commands.Range[str, 1, 100] | None = None,
        source: app_commands.Range[str, 1, 100] | None = None,
        after: app_commands.Range[str, 1, 20] | None = None,
        before: app_commands.Range[str, 1, 20] | None = None,
        sort: str = "relevance",
        private: bool | None = None,
    ) -> None:
        """The closest passages as a card, for everybody or for the asker alone."""
        try:
            operators = given_operators(
                phrases=[phrase] if phrase else (),
                excluded=[without] if without else (),
                sources=[source] if source else (),
                after=after,
                before=before,
                newest=sort == "newest",
            )
        except QuestionRefused as error:
            await tell(interaction, error)
            return
        await self._respond(
            interaction, question, library=library, operators=operators, private=private
        )

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
            how = await manner(self.bot, message)
            if how.quiet:
                await message.add_reaction(QUIET)
            elif question:
                await self._reply(message, question, how.library)
            else:
                team = self.bot.team_key(message)
                count_question(self.bot, team, message.author.id)
                words = await self.bot.texts(message, private=False)
                text = await self.bot.in_thread(help_text, self.bot.app, team, words)
                await message.reply(text)
        except discord.Forbidden as error:
            log.warning("may not answer in channel %s: %s", message.channel.id, error)
            with contextlib.suppress(discord.HTTPException):
                await message.add_reaction(QUIET)
        except Exception as error:
            await notify(self.bot, message, error, once=isinstance(error, TooFast))

    async def _respond(
        self,
        interaction: discord.Interaction[FootnoteBot],
        question: str,
        *,
        library: str | None = None,
        operators: Operators = NO_OPERATORS,
        private: bool | None,
    ) -> None:
        """Acknowledges, searches, and edits once. Whatever goes wrong is told to the asker."""
        try:
            how = await manner(self.bot, interaction, private=private, library=library)
            private, library = how.private, how.library
            team = self.bot.team_key(interaction)
            count_question(self.bot, team, interaction.user.id)
            # What autocomplete offers binds nobody: any name may come in.
            await self.bot.in_thread(
                self.bot.app.check,
                team,
                question,
                library=library,
                operators=operators,
            )
            await interaction.response.defer(ephemeral=private, thinking=True)
            answer = await self.bot.in_search(
                self.bot.app.ask,
                team,
                question,
                library=library,
                operators=operators,
                limit=MOST_PASSAGES,
            )
            card = await answer_card(self.bot, interaction, answer, private=private)
            await interaction.edit_original_response(view=card)
        except Exception as error:
            await tell(interaction, error, instead=private is not True)

    async def _reply(self, message: discord.Message, question: str, library: str | None) -> None:
        team = self.bot.team_key(message)
        count_question(self.bot, team, message.author.id)
        await message.channel.typing()
        await self.bot.in_thread(self.bot.app.check, team, question, library=library)
        answer = await self.bot.in_search(
            self.bot.app.ask, team, question, library=library, limit=MOST_PASSAGES
        )
        card = await answer_card(self.bot, message, answer, private=False)
        await message.reply(view=card)


async def setup(bot: FootnoteBot) -> None:
    """Adds the cog."""
    await bot.add_cog(Ask(bot))
