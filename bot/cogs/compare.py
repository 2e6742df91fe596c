"""/compare: who words it how."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.completion import complete_library
from bot.core.answering import LONGEST_QUESTION
from bot.core.comparison import Comparison
from bot.core.team_file import TeamUnusable
from bot.limits import count_question
from bot.localised import command_text, option_texts
from bot.manner import manner
from bot.views.comparison_card import ComparisonCard
from bot.views.notice import tell

if TYPE_CHECKING:
    from bot.client import FootnoteBot

log = logging.getLogger(__name__)


class Compare(commands.Cog):
    """The wordings of several articles side by side."""

    def __init__(self, bot: FootnoteBot) -> None:
        self.bot = bot

    @app_commands.command(
        name=command_text("compare-command"), description=command_text("compare-command-about")
    )
    @app_commands.autocomplete(library=complete_library)
    @option_texts("compare-option", "question", "library", "private")
    async def compare(
        self,
        interaction: discord.Interaction[FootnoteBot],
        question: app_commands.Range[str, 1, LONGEST_QUESTION],
        library: app_commands.Range[str, 1, 100] | None = None,
        private: bool | None = None,
    ) -> None:
        """Acknowledges, compares, and edits once. Whatever goes wrong is told to the asker."""
        try:
            how = await manner(self.bot, interaction, private=private, library=library)
            private, library = how.private, how.library
            team = self.bot.team_key(interaction)
            count_question(self.bot, team, interaction.user.id)
            # What autocomplete offers binds nobody: any name may come in.
            await self.bot.in_thread(self.bot.app.check, team, question, library=library)
            await interaction.response.defer(ephemeral=private, thinking=True)
            found = await self.bot.in_search(self.bot.app.compare, team, question, library=library)
            card = await self._card(interaction, found, private=private)
            await interaction.edit_original_response(view=card)
        except Exception as error:
            await tell(interaction, error, instead=private is not True)

    async def _card(
        self, interaction: discord.Interaction[FootnoteBot], found: Comparison, *, private: bool
    ) -> ComparisonCard:
        """Keeps a comparison, so that its buttons work; shows it without them if it cannot."""
        team = self.bot.team_key(interaction)
        try:
            comparison_id = await self.bot.in_thread(
                self.bot.app.team(team).keep,
                found,
                asker=str(interaction.user.id),
                place=str(interaction.channel_id),
                private=private,
            )
        except TeamUnusable as error:
            log.error("a comparison of %s could not be kept: %s", team, error)  # noqa: TRY400
            comparison_id = None
        words = await self.bot.texts(interaction, private=private)
        return ComparisonCard(found, comparison_id, texts=words, private=private)


async def setup(bot: FootnoteBot) -> None:
    """Adds the cog."""
    await bot.add_cog(Compare(bot))
