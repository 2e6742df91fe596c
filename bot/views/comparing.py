"""A comparison in Discord: acknowledged, made, kept for its buttons, and shown."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import discord

from bot.core.comparison import Comparison
from bot.core.team_file import TeamUnusable
from bot.views.comparison_card import ComparisonCard

if TYPE_CHECKING:
    from bot.client import FootnoteBot

log = logging.getLogger(__name__)


async def compare(
    interaction: discord.Interaction[FootnoteBot],
    question: str,
    library: str | None,
    *,
    private: bool,
) -> None:
    """Acknowledges, unless that is done, compares, and edits once.

    Raises what `App.check` does before anybody sees anything of it.
    """
    bot = interaction.client
    team = bot.team_key(interaction)
    # What autocomplete offers binds nobody: any name may come in.
    await bot.in_thread(bot.app.check, team, question, library=library)
    if not interaction.response.is_done():
        await interaction.response.defer(ephemeral=private, thinking=True)
    found = await bot.in_search(bot.app.compare, team, question, library=library)
    card = await _card(interaction, found, private=private)
    await interaction.edit_original_response(view=card)


async def _card(
    interaction: discord.Interaction[FootnoteBot], found: Comparison, *, private: bool
) -> ComparisonCard:
    """Keeps a comparison, so that its buttons work; shows it without them if it cannot."""
    bot = interaction.client
    team = bot.team_key(interaction)
    try:
        comparison_id: str | None = await bot.in_thread(
            bot.app.team(team).keep,
            found,
            asker=str(interaction.user.id),
            place=str(interaction.channel_id),
            private=private,
        )
    except TeamUnusable as error:
        log.error("a comparison of %s could not be kept: %s", team, error)  # noqa: TRY400 - a full disk is no bug, so no trace
        comparison_id = None
    words = await bot.texts(interaction, private=private)
    return ComparisonCard(found, comparison_id, texts=words, private=private)
