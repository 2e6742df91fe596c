"""Find sources on a message: the passages that bear on what it claims, for who looks alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.core.claims import Sources
from bot.core.texts import told
from bot.limits import count_question
from bot.localised import command_text
from bot.manner import manner
from bot.views.again import keep_answer
from bot.views.card import MOST_PASSAGES, AnswerCard
from bot.views.markdown import spoken
from bot.views.notice import tell
from bot.views.sources_card import SourcesCard
from index.errors import QuestionRefused

if TYPE_CHECKING:
    from bot.client import FootnoteBot


class SourcesCog(commands.Cog):
    """A short message is answered like a question, a long one sentence by sentence."""

    def __init__(self, bot: FootnoteBot) -> None:
        self.bot = bot
        self._menu = app_commands.ContextMenu(
            name=command_text("ask-find-sources"), callback=self.find_sources
        )
        bot.tree.add_command(self._menu)

    async def cog_unload(self) -> None:
        """Takes the context menu along, which a cog does not do by itself."""
        self.bot.tree.remove_command(self._menu.name, type=self._menu.type)

    async def find_sources(
        self, interaction: discord.Interaction[FootnoteBot], message: discord.Message
    ) -> None:
        """The passages closest to a message's own words. No verdict of true or false."""
        try:
            words = spoken(message.content)
            if not words:
                raise told(QuestionRefused, "question-no-words")  # noqa: TRY301
            team = self.bot.team_key(interaction)
            count_question(self.bot, team, interaction.user.id)
            await interaction.response.defer(ephemeral=True, thinking=True)
            how = await manner(self.bot, interaction, private=True)
            found = await self.bot.in_search(
                self.bot.app.sources, team, words, library=how.library, limit=MOST_PASSAGES
            )
            await interaction.edit_original_response(view=await self._card(interaction, found))
        except Exception as error:
            await tell(interaction, error)

    async def _card(
        self, interaction: discord.Interaction[FootnoteBot], found: Sources
    ) -> AnswerCard | SourcesCard:
        words = await self.bot.texts(interaction, private=True)
        ids = [
            await keep_answer(
                self.bot,
                self.bot.team_key(interaction),
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


async def setup(bot: FootnoteBot) -> None:
    """Adds the cog."""
    await bot.add_cog(SourcesCog(bot))
