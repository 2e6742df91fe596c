"""The sources of a message in Discord: looked for, kept for their buttons, and shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.core.claims import Sources
from bot.views.again import keep_answer
from bot.views.card import MOST_PASSAGES, AnswerCard
from bot.views.sources_card import SourcesCard

if TYPE_CHECKING:
    from bot.client import FootnoteBot


async def find_sources(
    interaction: discord.Interaction[FootnoteBot],
    message: str,
    library: str | None,
    *,
    private: bool = True,
) -> None:
    """Shows what bears on a message's own words, once that was acknowledged in private."""
    assert private
    bot = interaction.client
    found = await bot.in_search(
        bot.app.sources,
        bot.team_key(interaction),
        message,
        library=library,
        limit=MOST_PASSAGES,
    )
    await interaction.edit_original_response(view=await _card(interaction, found))


async def _card(
    interaction: discord.Interaction[FootnoteBot], found: Sources
) -> AnswerCard | SourcesCard:
    bot = interaction.client
    words = await bot.texts(interaction, private=True)
    ids = [
        await keep_answer(
            bot,
            bot.team_key(interaction),
            answer,
            asker=interaction.user.id,
            place=interaction.channel_id,
            private=True,
        )
        for answer in found.answers
    ]
    if len(ids) == 1:
        return AnswerCard(found.answers[0], ids[0], texts=words, private=True)
    return SourcesCard(found, ids, words)
