"""The button to ask on from an answer: replies to what a command brought do not reach a bot."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import discord

from bot.core.answer import Options
from bot.core.kept import KeptAnswer
from bot.core.team import Team
from bot.core.texts import Texts
from bot.core.unanswered import Unanswered
from bot.limits import count_question
from bot.manner import manner
from bot.views.asking import following, respond
from bot.views.buttons import ANSWER, KeptButton
from bot.views.forms import Forms, Values, question_form, typed
from bot.views.try_again import tell_asker

if TYPE_CHECKING:
    from bot.client import FootnoteBot


class FollowUpButton(KeptButton, template=rf"fn:follow:{ANSWER}"):
    """Asks for the next question; its answer is a message of its own, as private as this one."""

    defers = False

    def __init__(self, answer_id: str, words: Texts) -> None:
        super().__init__(answer_id, 0, words("ask-follow-up"), f"fn:follow:{answer_id}")

    async def press(self, interaction: discord.Interaction[FootnoteBot], kept: KeptAnswer) -> None:
        words = await interaction.client.texts(interaction, private=True)
        await interaction.response.send_modal(
            question_form(
                f"fn:following:{kept.id}", words("ask-follow-up"), words("ask-follow-up-label")
            )
        )


async def _follow(
    interaction: discord.Interaction[FootnoteBot], match: re.Match[str], values: Values
) -> None:
    """Asks what was sent in, with the answer before it."""
    bot = interaction.client
    private = None
    question = typed(values, "question")
    asked: Unanswered | None = None
    try:
        kept = await KeptButton.look_up_here(interaction, match["answer"], Team.kept)
        how = await manner(bot, interaction, private=kept.private)
        private = how.private
        team = bot.team_key(interaction)
        options = Options(kept.answer.options.limit)
        asked = Unanswered(question, options, (kept.id,))
        count_question(bot, team, interaction.user.id)
        # Acknowledged first: how passages write its words is looked up when searches have room.
        await interaction.response.defer(ephemeral=private, thinking=True)
        options = await following(bot, team, question, [kept], options, how.library)
        await respond(interaction, question, options, private=private)
    except Exception as error:
        await tell_asker(interaction, error, asked, private=private)


def add_forms(forms: Forms) -> None:
    """Lets the modal be answered."""
    forms.add(rf"fn:following:{ANSWER}", _follow)
