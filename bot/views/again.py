"""The buttons that ask the same question in another way: as it is written, or nearest anyway."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import discord

from bot.core.answer import Answer, Options
from bot.core.team_file import TeamUnusable
from bot.core.texts import Texts, told
from bot.limits import count_question
from bot.views.buttons import ANSWER, KeptButton, NotHere

if TYPE_CHECKING:
    from bot.client import FootnoteBot
    from bot.core.kept import KeptAnswer
    from bot.views.card import AnswerCard

log = logging.getLogger(__name__)

_LABELS = {"anyway": "answer-anyway", "exactly": "answer-exactly"}


class AgainButton(KeptButton, template=rf"fn:again:{ANSWER}:(?P<way>anyway|exactly)"):
    """Asks again: on the card itself for the asker, privately for everybody else."""

    def __init__(self, answer_id: str, way: str, words: Texts) -> None:
        """``way`` is "anyway" or "exactly", as in `bot.core.answer.Options`."""
        self.way = way
        super().__init__(answer_id, 0, words(_LABELS[way]), f"fn:again:{answer_id}:{way}")

    async def press(self, interaction: discord.Interaction[FootnoteBot], kept: KeptAnswer) -> None:
        asked = kept.answer.options
        again = asked.as_it_stands() if self.way == "exactly" else replace(asked, anyway=True)
        await ask_instead(interaction, kept, kept.answer.question, again)


async def ask_instead(
    interaction: discord.Interaction[FootnoteBot],
    kept: KeptAnswer,
    question: str,
    options: Options,
) -> None:
    """Asks, and shows the answer in the place of a kept one: privately unless its asker does, and
    where that was shared, since what stands there was shared as it is."""
    bot = interaction.client
    team = bot.team_key(interaction)
    count_question(bot, team, interaction.user.id)
    if kept.asker != str(interaction.user.id) or (kept.shared and not kept.private):
        answer = await bot.in_search(bot.app.answer, team, question, options)
        card = await answer_card(bot, interaction, answer, private=True)
        await interaction.followup.send(view=card, ephemeral=True)
        return
    with _alone(bot, kept):
        await bot.in_thread(bot.app.team(team).kept, kept.id)  # not replaced or deleted just now
        answer = await bot.in_search(bot.app.answer, team, question, options)
        card = await answer_card(bot, interaction, answer, private=kept.private)
        await interaction.edit_original_response(view=card)
        # Its card is gone: Delete on the new one must leave nothing of it.
        if card.answer_id is not None:
            await bot.in_thread(bot.app.turns(team).replaced, kept.id, card.answer_id)
        await bot.in_thread(bot.app.team(team).drop, kept.id)


@contextlib.contextmanager
def _alone(bot: FootnoteBot, kept: KeptAnswer) -> Iterator[None]:
    """Puts one answer in the place of another: two would leave one that no card shows.

    Raises `NotHere` if somebody is at it.
    """
    if kept.id in bot.replacing:
        raise told(NotHere, "answer-asked-again")
    bot.replacing.add(kept.id)
    try:
        yield
    finally:
        bot.replacing.discard(kept.id)


async def answer_card(
    bot: FootnoteBot,
    where: discord.Interaction[Any] | discord.Message,
    answer: Answer,
    *,
    private: bool,
) -> AnswerCard:
    """Keeps an answer, so that its buttons work, and shows it; without them if it cannot.

    ``where`` is the command, press or message that it answers.
    """
    if isinstance(where, discord.Interaction):
        asker, place = where.user, where.channel_id
    else:
        asker, place = where.author, where.channel.id
    words = await bot.texts(where, private=private)
    return await kept_card(
        bot, bot.team_key(where), answer, words, asker=asker.id, place=place, private=private
    )


async def kept_card(
    bot: FootnoteBot,
    team: str,
    answer: Answer,
    words: Texts,
    *,
    asker: int,
    place: int | None,
    private: bool,
) -> AnswerCard:
    """The same where there is neither a message nor a command: in ``words`` of a language."""
    from bot.views.card import AnswerCard  # which carries the button above

    answer_id = await keep_answer(bot, team, answer, asker=asker, place=place, private=private)
    return AnswerCard(answer, answer_id, texts=words, private=private)


async def keep_answer(
    bot: FootnoteBot, team: str, answer: Answer, *, asker: int, place: int | None, private: bool
) -> str | None:
    """Keeps an answer for its buttons; its id, or ``None`` if it cannot be, which is logged."""
    try:
        return await bot.in_thread(
            bot.app.team(team).keep, answer, asker=str(asker), place=str(place), private=private
        )
    except TeamUnusable as error:
        log.error("an answer of %s could not be kept: %s", team, error)  # noqa: TRY400 - a full disk is no bug, so no trace
        return None
