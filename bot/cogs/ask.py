"""Questions: /ask, a mention, a direct message, a reply to an answer."""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.completion import complete_library
from bot.core.answer import Options
from bot.core.answering import LONGEST_QUESTION
from bot.core.unanswered import Unanswered
from bot.following import followed, replied_to
from bot.limits import TooFast, count_question
from bot.localised import command_text, option_texts
from bot.manner import QUIET, manner
from bot.replies import reply_to
from bot.views.about import help_text
from bot.views.asking import following, reply, respond
from bot.views.card import MOST_PASSAGES
from bot.views.markdown import spoken
from bot.views.notice import notify, tell
from bot.views.thread import open_thread
from bot.views.try_again import keep_unanswered, tell_asker
from index.errors import QuestionRefused
from index.operators import given_operators

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
        "thread",
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
        thread: bool = False,
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
        options = Options(MOST_PASSAGES, library, operators)
        await self._respond(interaction, question, options, private=private, thread=thread)

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answers mentions and direct messages of people; says how to ask where nothing is."""
        me = self.bot.user
        if message.author.bot or me is None or message.is_system():
            return
        mention = re.compile(rf"<@!?{me.id}>")
        named = mention.search(message.content) is not None
        addressed = named or isinstance(message.channel, discord.DMChannel)
        replied = replied_to(message, me)
        if not addressed and (replied is None or me not in message.mentions):
            return
        question = spoken(mention.sub(" ", message.content))
        asked: Unanswered | None = None
        try:
            how = await manner(self.bot, message)
            if how.quiet:
                await _mark_quiet(message)
                return
            team = self.bot.team_key(message)
            count_question(self.bot, team, message.author.id)
            if question or not addressed:
                await message.channel.typing()
                earlier = await followed(self.bot, message, replied, addressed=addressed)
                options = Options(MOST_PASSAGES)
                asked = Unanswered(question, options, tuple(each.id for each in earlier))
                options = await following(self.bot, team, question, earlier, options, how.library)
                await reply(self.bot, message, question, options)
            else:
                words = await self.bot.texts(message, private=False)
                text = await self.bot.in_thread(help_text, self.bot.app, team, words)
                await reply_to(message, text)
        except discord.Forbidden as error:
            log.warning("may not answer in channel %s: %s", message.channel.id, error)
            await _mark_quiet(message)
        except Exception as error:
            kept = await keep_unanswered(self.bot, message, error, asked, private=False)
            once = isinstance(error, TooFast)
            await notify(self.bot, message, error, once=once, question=kept)

    async def _respond(
        self,
        interaction: discord.Interaction[FootnoteBot],
        question: str,
        options: Options,
        *,
        private: bool | None,
        thread: bool,
    ) -> None:
        """Answers, and makes a thread on request. Whatever goes wrong is told to the asker."""
        asked = Unanswered(question, options, thread=thread)
        try:
            how = await manner(self.bot, interaction, private=private, library=options.library)
            private = how.private
            options = replace(options, library=how.library)
            count_question(self.bot, self.bot.team_key(interaction), interaction.user.id)
            card, message = await respond(interaction, question, options, private=private)
        except Exception as error:
            await tell_asker(interaction, error, asked, private=private)
            return
        if thread:
            try:
                await open_thread(interaction, card, message, question, private=private)
            except Exception as error:
                await tell(interaction, error)


async def _mark_quiet(message: discord.Message) -> None:
    """Shows with a reaction that nothing is said here, if Discord takes one."""
    try:
        await message.add_reaction(QUIET)
    except discord.HTTPException as error:
        # It was deleted, or reactions are forbidden: nothing more may be said here.
        log.warning("message %s could not be marked: %s", message.id, error)


async def setup(bot: FootnoteBot) -> None:
    """Adds the cog."""
    await bot.add_cog(Ask(bot))
