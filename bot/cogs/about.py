"""/footnote: what the bot is and how to ask it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.core.app import App
from bot.views.markdown import escape, shortened

if TYPE_CHECKING:
    from bot.client import FootnoteBot


class About(commands.GroupCog, group_name="footnote", group_description="About this bot"):
    """Grouped under the bot's own name, so as not to collide with other bots."""

    def __init__(self, bot: FootnoteBot) -> None:
        self.bot = bot

    @app_commands.command(name="help", description="What Footnote does, and how to ask it")
    async def help(self, interaction: discord.Interaction[FootnoteBot]) -> None:
        """Six lines, for the one who asked."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        text = await self.bot.in_thread(help_text, self.bot.app, self.bot.team_key(interaction))
        await interaction.edit_original_response(content=text)


def help_text(app: App, team: str) -> str:
    """What the bot is, in six lines; at most 2,000 characters."""
    held = []
    for shelf in app.shelves(team):
        with shelf.library.reader() as reader:
            held.append(f"{escape(shortened(shelf.title, 60))} ({reader.coverage().articles:,})")
    searching = ", ".join(held[:10]) or "nothing yet"
    days = app.config.discord.answers_kept_days
    return "\n".join(
        [
            "Footnote finds passages in your articles and shows them word for word."
            " It writes nothing itself.",
            "Try: `/ask who rejected the offer?`",
            "Or mention me with a question, or write to me directly.",
            "Right-click or long-press a message → Apps → Find sources",
            f"You are searching: {searching}",
            f"Stored: questions and answers, {days} days. Delete on an answer erases it at once.",
        ]
    )


async def setup(bot: FootnoteBot) -> None:
    """Adds the cog."""
    await bot.add_cog(About(bot))
