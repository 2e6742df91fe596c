"""/footnote: what the bot is, how to ask it, what it stores, and how it forgets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.localised import command_text
from bot.manner import manner
from bot.views.about import ForgetButton, about_text, help_text, privacy_text
from bot.views.notice import tell

if TYPE_CHECKING:
    from bot.client import FootnoteBot


class About(
    commands.GroupCog,
    group_name=command_text("help-group"),
    group_description=command_text("help-group-about"),
):
    """Grouped under the bot's own name, so as not to collide with other bots."""

    def __init__(self, bot: FootnoteBot) -> None:
        self.bot = bot

    @app_commands.command(
        name=command_text("help-command"), description=command_text("help-command-about")
    )
    async def help(self, interaction: discord.Interaction[FootnoteBot]) -> None:
        """What this member may do, for the one who asked."""
        try:
            await interaction.response.defer(ephemeral=True, thinking=True)
            words = await self.bot.texts(interaction, private=True)
            team = self.bot.team_key(interaction)
            manager = interaction.guild_id is not None and interaction.permissions.manage_guild
            quiet = (await manner(self.bot, interaction)).quiet
            text = await self.bot.in_thread(
                help_text, self.bot.app, team, words, manager=manager, quiet=quiet
            )
            await interaction.edit_original_response(content=text)
        except Exception as error:
            await tell(interaction, error)

    @app_commands.command(
        name=command_text("help-command-about-bot"),
        description=command_text("help-command-about-bot-about"),
    )
    async def about(self, interaction: discord.Interaction[FootnoteBot]) -> None:
        """Version, libraries and freshness."""
        try:
            await interaction.response.defer(ephemeral=True, thinking=True)
            words = await self.bot.texts(interaction, private=True)
            team = self.bot.team_key(interaction)
            text = await self.bot.in_thread(about_text, self.bot.app, team, words)
            await interaction.edit_original_response(content=text)
        except Exception as error:
            await tell(interaction, error)

    @app_commands.command(
        name=command_text("help-command-privacy"),
        description=command_text("help-command-privacy-about"),
    )
    async def privacy(self, interaction: discord.Interaction[FootnoteBot]) -> None:
        """What is stored, and for how long."""
        try:
            await interaction.response.defer(ephemeral=True, thinking=True)
            words = await self.bot.texts(interaction, private=True)
            team = self.bot.team_key(interaction)
            guild = interaction.guild_id is not None
            text = await self.bot.in_thread(privacy_text, self.bot.app, team, words, guild=guild)
            await interaction.edit_original_response(content=text)
        except Exception as error:
            await tell(interaction, error)

    @app_commands.command(
        name=command_text("help-command-forget"),
        description=command_text("help-command-forget-about"),
    )
    async def forget_me(self, interaction: discord.Interaction[FootnoteBot]) -> None:
        """Says what would be erased, with the button that does."""
        try:
            await interaction.response.defer(ephemeral=True, thinking=True)
            words = await self.bot.texts(interaction, private=True)
            own = "" if interaction.guild_id is not None else "-own"
            view = ui.View(timeout=None)
            view.add_item(ForgetButton(interaction.user.id, words))
            said = words(f"privacy-forget-ask{own}", delete=words("answer-delete"))
            await interaction.edit_original_response(content=said, view=view)
        except Exception as error:
            await tell(interaction, error)


async def setup(bot: FootnoteBot) -> None:
    """Adds the cog."""
    await bot.add_cog(About(bot))
