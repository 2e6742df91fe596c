"""/compare: who words it how."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.completion import complete_library
from bot.core.answer import Options
from bot.core.answering import LONGEST_QUESTION
from bot.core.unanswered import Unanswered
from bot.limits import count_question
from bot.localised import command_text, option_texts
from bot.manner import manner
from bot.views.comparing import compare
from bot.views.try_again import tell_asker

if TYPE_CHECKING:
    from bot.client import FootnoteBot


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
        asked = Unanswered(question, Options(1, library), way="comparison")
        try:
            how = await manner(self.bot, interaction, private=private, library=library)
            private = how.private
            count_question(self.bot, self.bot.team_key(interaction), interaction.user.id)
            await compare(interaction, question, how.library, private=private)
        except Exception as error:
            await tell_asker(interaction, error, asked, private=private)


async def setup(bot: FootnoteBot) -> None:
    """Adds the cog."""
    await bot.add_cog(Compare(bot))
