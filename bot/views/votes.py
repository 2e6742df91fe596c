"""The buttons that say whether an answer helped."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import ui

from bot.core.texts import Texts
from bot.core.votes import Votes
from bot.views.buttons import ANSWER, KeptButton

if TYPE_CHECKING:
    from bot.client import FootnoteBot
    from bot.core.kept import KeptAnswer

_LABELS = {"yes": "insights-vote-helpful", "no": "insights-vote-unhelpful"}


class VoteButton(KeptButton, template=rf"fn:vote:{ANSWER}:(?P<way>yes|no)"):
    """Counts the vote of whoever presses it, in the place of one that they gave before."""

    def __init__(self, answer_id: str, way: str, words: Texts) -> None:
        """``way`` is "yes" or "no"."""
        self.way = way
        super().__init__(answer_id, 0, words(_LABELS[way]), f"fn:vote:{answer_id}:{way}")

    async def press(self, interaction: discord.Interaction[FootnoteBot], kept: KeptAnswer) -> None:
        bot = interaction.client
        helpful = self.way == "yes"
        votes = Votes(bot.team_of(interaction).file)
        await bot.in_thread(votes.cast, kept.id, str(interaction.user.id), helpful=helpful)
        words = await bot.texts(interaction, private=True)
        view = ui.View(timeout=None)
        view.add_item(TakeBackButton(kept.id, words))
        said = words("insights-voted-helpful" if helpful else "insights-voted-unhelpful")
        await interaction.followup.send(said, view=view, ephemeral=True)


class TakeBackButton(KeptButton, template=rf"fn:unvote:{ANSWER}"):
    """Forgets the vote of whoever presses it."""

    def __init__(self, answer_id: str, words: Texts) -> None:
        super().__init__(answer_id, 0, words("insights-take-back"), f"fn:unvote:{answer_id}")

    async def press(self, interaction: discord.Interaction[FootnoteBot], kept: KeptAnswer) -> None:
        bot = interaction.client
        votes = Votes(bot.team_of(interaction).file)
        gone = await bot.in_thread(votes.take_back, kept.id, str(interaction.user.id))
        words = await bot.texts(interaction, private=True)
        said = words("insights-taken-back" if gone else "insights-no-vote")
        await interaction.edit_original_response(content=said, view=None)


#: What the client looks for in the ids of pressed buttons.
VOTE_BUTTONS = (VoteButton, TakeBackButton)
