"""/insights: what a team asks and does not find, for those who manage the server."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.core.answering import Shelf
from bot.core.insights import insights as looked_at
from bot.core.judged import JudgedQuestion, judged_questions, zip_set
from bot.core.notebook import saved_passages
from bot.core.texts import told
from bot.core.votes import Votes
from bot.limits import count_question
from bot.localised import command_text, option_texts
from bot.views.insights_card import InsightsCard
from bot.views.notice import tell
from index.errors import FootnoteError

if TYPE_CHECKING:
    from bot.client import FootnoteBot

# A little under what Discord takes of a file anywhere.
_MOST_BYTES = 9_500_000
_DAYS = (7, 30, 90, 365)


class NotAllowed(FootnoteError):
    """Something that only those who manage the server may do."""


class InsightsCog(commands.Cog):
    """What can be learnt from the questions that are still kept."""

    def __init__(self, bot: FootnoteBot) -> None:
        self.bot = bot

    @app_commands.command(
        name=command_text("insights-command"), description=command_text("insights-command-about")
    )
    @app_commands.default_permissions(manage_guild=True)
    @option_texts("insights-option", "days", "export")
    @app_commands.choices(
        days=[
            app_commands.Choice(name=command_text(f"insights-choice-{each}"), value=each)
            for each in _DAYS
        ]
    )
    async def insights(
        self,
        interaction: discord.Interaction[FootnoteBot],
        days: int = 30,
        export: bool = False,
    ) -> None:
        """A card for the one who looks alone, with a question set on request."""
        try:
            _check(interaction)
            key = self.bot.team_key(interaction)
            count_question(self.bot, key, interaction.user.id)
            await interaction.response.defer(ephemeral=True, thinking=True)
            words = await self.bot.texts(interaction, private=True)
            team = self.bot.app.team(key)
            since = self.bot.app.clock() - timedelta(days=min(max(days, 1), max(_DAYS)))
            votes = Votes(team.file)
            tallies = await self.bot.in_thread(votes.tallies)
            found = await self.bot.in_search(lambda: looked_at(team.since(since), tallies, since))
            kept = await self.bot.in_thread(lambda: team.kept_for)
            card = InsightsCard(found, kept.days, words)
            await interaction.edit_original_response(view=card)
            if export:
                questions = await self.bot.in_search(
                    lambda: judged_questions(team.since(since), tallies, saved_passages(team.file))
                )
                await self._export(interaction, key, questions)
        except Exception as error:
            await tell(interaction, error)

    async def _export(
        self,
        interaction: discord.Interaction[FootnoteBot],
        key: str,
        questions: list[JudgedQuestion],
    ) -> None:
        if not questions:
            raise told(FootnoteError, "insights-nothing-judged")
        shelves = await self.bot.in_thread(self.bot.app.shelves, key)
        data = await self.bot.in_search(_zipped, questions, shelves)
        if data is None:
            raise told(FootnoteError, "insights-too-large", team=key)
        file = discord.File(io.BytesIO(data), "judged.zip")
        await interaction.followup.send(file=file, ephemeral=True)


def _check(interaction: discord.Interaction[FootnoteBot]) -> None:
    """A server may open the command to others; what it shows is still not for them."""
    if interaction.guild_id is not None and not interaction.permissions.manage_guild:
        raise told(NotAllowed, "insights-not-allowed")


def _zipped(questions: list[JudgedQuestion], shelves: list[Shelf]) -> bytes | None:
    """The set as an archive; ``None`` if it is larger than a file may be."""
    with io.BytesIO() as file:
        fits = zip_set(file, questions, shelves, _MOST_BYTES)
        return file.getvalue() if fits else None


async def setup(bot: FootnoteBot) -> None:
    """Adds the cog."""
    await bot.add_cog(InsightsCog(bot))
