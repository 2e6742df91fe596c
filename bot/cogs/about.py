"""/footnote: what the bot is and how to ask it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.core.app import App
from bot.core.rendering import library_title
from bot.core.texts import Texts
from bot.localised import command_text
from bot.views.markdown import escape, shortened

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
        """Six lines, for the one who asked."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        words = await self.bot.texts(interaction, private=True)
        team = self.bot.team_key(interaction)
        text = await self.bot.in_thread(help_text, self.bot.app, team, words)
        await interaction.edit_original_response(content=text)


def help_text(app: App, team: str, texts: Texts) -> str:
    """What the bot is, in six lines; at most 2,000 characters."""
    held = []
    for shelf in app.shelves(team):
        with shelf.library.reader() as reader:
            articles = reader.coverage().articles
        title = library_title(shelf.library.name, shelf.title, texts)
        held.append(
            texts("help-searching-library", title=escape(shortened(title, 60)), articles=articles)
        )
    searching = texts("help-searching-nothing")
    if held:
        searching = texts("help-searching", libraries=", ".join(held[:10]))
    return "\n".join(
        [
            texts("help-what"),
            texts("help-try", ask=texts("ask-command")),
            texts("help-mention"),
            texts("help-message", find=texts("ask-find-sources")),
            searching,
            texts("help-stored", days=app.config.discord.answers_kept_days),
        ]
    )


async def setup(bot: FootnoteBot) -> None:
    """Adds the cog."""
    await bot.add_cog(About(bot))
