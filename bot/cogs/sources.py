"""Find sources on a message: the passages that bear on what it claims, for who looks alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.core.answer import Options
from bot.core.texts import told
from bot.core.unanswered import Unanswered
from bot.limits import count_question
from bot.localised import command_text
from bot.manner import manner
from bot.views.card import MOST_PASSAGES
from bot.views.finding import find_sources
from bot.views.markdown import spoken
from bot.views.try_again import tell_asker
from index.errors import QuestionRefused

if TYPE_CHECKING:
    from bot.client import FootnoteBot


class SourcesCog(commands.Cog):
    """A short message is answered like a question, a long one sentence by sentence."""

    def __init__(self, bot: FootnoteBot) -> None:
        self.bot = bot
        self._menu = app_commands.ContextMenu(
            name=command_text("ask-find-sources"), callback=self.find_sources
        )
        bot.tree.add_command(self._menu)

    async def cog_unload(self) -> None:
        """Takes the context menu along, which a cog does not do by itself."""
        self.bot.tree.remove_command(self._menu.name, type=self._menu.type)

    async def find_sources(
        self, interaction: discord.Interaction[FootnoteBot], message: discord.Message
    ) -> None:
        """The passages closest to a message's own words. No verdict of true or false."""
        words = spoken(message.content)
        asked = Unanswered(words, Options(MOST_PASSAGES), way="sources")
        try:
            if not words:
                raise told(QuestionRefused, "question-no-words")  # noqa: TRY301 - refused like any other
            team = self.bot.team_key(interaction)
            count_question(self.bot, team, interaction.user.id)
            await interaction.response.defer(ephemeral=True, thinking=True)
            how = await manner(self.bot, interaction, private=True)
            await find_sources(interaction, words, how.library)
        except Exception as error:
            await tell_asker(interaction, error, asked, private=True)


async def setup(bot: FootnoteBot) -> None:
    """Adds the cog."""
    await bot.add_cog(SourcesCog(bot))
