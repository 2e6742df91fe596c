"""One question in Discord, whatever way it came: acknowledged, answered, and remembered."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import discord

from bot.core.answer import Options
from bot.core.team_file import TeamUnusable
from bot.replies import reply_to
from bot.views.again import answer_card

if TYPE_CHECKING:
    from bot.client import FootnoteBot
    from bot.core.kept import KeptAnswer
    from bot.views.card import AnswerCard

log = logging.getLogger(__name__)


async def respond(
    interaction: discord.Interaction[FootnoteBot],
    question: str,
    options: Options,
    *,
    private: bool,
) -> tuple[AnswerCard, discord.InteractionMessage]:
    """Acknowledges, searches, and edits once: the card, and the message that shows it.

    Raises what `App.check` does before anybody sees anything of it, unless it was acknowledged
    already.
    """
    bot = interaction.client
    team = bot.team_key(interaction)
    # What autocomplete offers binds nobody: any name may come in.
    await bot.in_thread(
        bot.app.check,
        team,
        question,
        library=options.library,
        operators=options.operators,
        read_as=options.read_as,
    )
    if not interaction.response.is_done():
        await interaction.response.defer(ephemeral=private, thinking=True)
    answer = await bot.in_search(bot.app.answer, team, question, options)
    card = await answer_card(bot, interaction, answer, private=private)
    message = await interaction.edit_original_response(view=card)
    if not private:
        thread = thread_of(interaction.channel)
        await remember(bot, team, card.answer_id, message.id, thread)
    return card, message


async def reply(
    bot: FootnoteBot, message: discord.Message, question: str, options: Options
) -> None:
    """Answers a message. Raises what `App.check` and `App.answer` do."""
    team = bot.team_key(message)
    await bot.in_thread(
        bot.app.check, team, question, library=options.library, read_as=options.read_as
    )
    answer = await bot.in_search(bot.app.answer, team, question, options)
    card = await answer_card(bot, message, answer, private=False)
    sent = await reply_to(message, view=card)
    await remember(bot, team, card.answer_id, sent.id, thread_of(message.channel))


async def following(
    bot: FootnoteBot,
    team: str,
    question: str,
    earlier: Sequence[KeptAnswer],
    options: Options,
    otherwise: str | None,
) -> Options:
    """How a question is asked after kept answers, as `App.following` says."""
    answers = [each.answer for each in earlier]
    return await bot.in_search(bot.app.following, team, question, answers, options, otherwise)


async def remember(
    bot: FootnoteBot,
    team: str,
    answer_id: str | None,
    message: int,
    thread: discord.Thread | None,
) -> None:
    """Notes which answer a message shows, so that one can ask on from it, and in which thread.

    What cannot be noted is only not remembered.
    """
    if answer_id is None:
        return
    turns = bot.app.turns(team)
    try:
        if thread is None:
            await bot.in_thread(turns.shown, answer_id, str(message))
        else:
            place, parent = str(thread.id), str(thread.parent_id)
            await bot.in_thread(turns.shown, answer_id, str(message), place, parent)
    except TeamUnusable as error:
        log.warning("%s Nobody can ask on from message %s.", error, message)


def thread_of(channel: Any) -> discord.Thread | None:
    """A channel if it is a thread."""
    return channel if isinstance(channel, discord.Thread) else None
