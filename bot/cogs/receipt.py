"""/receipt: an answer that was given, and what a fresh run would change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.limits import count_question
from bot.localised import command_text, option_texts
from bot.reach import may_see
from bot.views.notice import tell
from bot.views.receipt import ReceiptCard

if TYPE_CHECKING:
    from bot.client import FootnoteBot


class Receipts(commands.Cog):
    """Answers by their short ids."""

    def __init__(self, bot: FootnoteBot) -> None:
        self.bot = bot

    @app_commands.command(
        name=command_text("receipt-command"), description=command_text("receipt-command-about")
    )
    @option_texts("receipt-option", "id_")
    async def receipt(
        self,
        interaction: discord.Interaction[FootnoteBot],
        id_: app_commands.Range[str, 1, 40],
    ) -> None:
        """The answer as it was given, to the one who looks it up alone."""
        try:
            team = self.bot.team_key(interaction)
            count_question(self.bot, team, interaction.user.id)
            await interaction.response.defer(ephemeral=True, thinking=True)
            words = await self.bot.texts(interaction, private=True)
            found = await self.bot.in_search(
                self.bot.app.receipt, team, id_, lambda kept: may_see(interaction, kept)
            )
            await interaction.edit_original_response(view=ReceiptCard(found, words))
        except Exception as error:
            await tell(interaction, error)


async def setup(bot: FootnoteBot) -> None:
    """Adds the cog."""
    await bot.add_cog(Receipts(bot))
