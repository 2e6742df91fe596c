"""/settings: where and how the bot answers in a server, for those who manage it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.localised import command_text
from bot.views.notice import tell
from bot.views.settings_card import check_manager, settings_card

if TYPE_CHECKING:
    from bot.client import FootnoteBot


class SettingsCog(commands.Cog):
    """A card, changed by choosing from its lists."""

    def __init__(self, bot: FootnoteBot) -> None:
        self.bot = bot

    @app_commands.command(
        name=command_text("settings-command"), description=command_text("settings-command-about")
    )
    @app_commands.default_permissions(manage_guild=True)
    async def settings(self, interaction: discord.Interaction[FootnoteBot]) -> None:
        """The card, for the one who manages alone."""
        try:
            check_manager(interaction)
            await interaction.response.defer(ephemeral=True, thinking=True)
            await interaction.edit_original_response(view=await settings_card(interaction))
        except Exception as error:
            await tell(interaction, error)


async def setup(bot: FootnoteBot) -> None:
    """Adds the cog."""
    await bot.add_cog(SettingsCog(bot))
