"""The button that asks another question in the place of one that found nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import discord

from bot.core.answer import Options
from bot.core.kept import KeptAnswer
from bot.core.team import Team
from bot.core.texts import Texts
from bot.core.unanswered import Unanswered
from bot.views.again import ask_instead
from bot.views.buttons import ANSWER, KeptButton
from bot.views.forms import Forms, Values, question_form, typed
from bot.views.notice import tell
from bot.views.try_again import below_fault, keep_unanswered

if TYPE_CHECKING:
    from bot.client import FootnoteBot


class ChangeButton(KeptButton, template=rf"fn:change:{ANSWER}"):
    """Shows the question to be changed."""

    defers = False

    def __init__(self, answer_id: str, words: Texts) -> None:
        super().__init__(answer_id, 0, words("answer-change"), f"fn:change:{answer_id}")

    async def press(self, interaction: discord.Interaction[FootnoteBot], kept: KeptAnswer) -> None:
        words = await interaction.client.texts(interaction, private=True)
        asked = kept.answer.options.read_as or kept.answer.question
        await interaction.response.send_modal(
            question_form(
                f"fn:changing:{kept.id}",
                words("answer-change"),
                words("answer-change-label"),
                asked,
            )
        )


async def _change(
    interaction: discord.Interaction[FootnoteBot], match: re.Match[str], values: Values
) -> None:
    """Asks what was sent in; a question that is refused changes nothing."""
    bot = interaction.client
    await interaction.response.defer()
    kept = await KeptButton.look_up_here(interaction, match["answer"], Team.kept)
    question = typed(values, "question")
    asked = kept.answer.options
    await bot.in_thread(
        bot.app.check, bot.team_key(interaction), question, operators=asked.operators
    )
    options = Options(asked.limit, asked.library, asked.operators)
    try:
        await ask_instead(interaction, kept, question, options)
    except Exception as error:
        # What was typed is in no field any more.
        failed = Unanswered(question, options)
        asker = kept.asker == str(interaction.user.id)
        again = await keep_unanswered(
            bot, interaction, error, failed, private=kept.private or not asker
        )
        words = await bot.texts(interaction, private=True)
        await tell(interaction, error, view=below_fault(again, words) if again else None)


def add_forms(forms: Forms) -> None:
    """Lets the modal be answered."""
    forms.add(rf"fn:changing:{ANSWER}", _change)
