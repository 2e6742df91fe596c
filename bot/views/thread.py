"""A thread made from an answer, to go on in."""

from __future__ import annotations

import contextlib
import logging
from typing import TYPE_CHECKING

import discord

from bot.core.rendering import printable
from bot.core.texts import told
from bot.views.asking import remember
from bot.views.markdown import shortened
from index.errors import FootnoteError

if TYPE_CHECKING:
    from bot.client import FootnoteBot
    from bot.views.card import AnswerCard

log = logging.getLogger(__name__)

# Characters of a thread's name (Discord developer documentation, "Channel Resource").
_NAME = 100


class NoThread(FootnoteError):
    """Why an answer has no thread."""


async def open_thread(
    interaction: discord.Interaction[FootnoteBot],
    card: AnswerCard,
    message: discord.InteractionMessage,
    question: str,
    *,
    private: bool,
) -> None:
    """Makes a thread from an answer that is shown, named after its question.

    Raises `NoThread` where there can be none; the answer stands.
    """
    bot = interaction.client
    _check(interaction, private=private)
    try:
        thread = await message.create_thread(name=shortened(printable(question), _NAME))
    except discord.Forbidden as error:
        raise told(NoThread, "ask-thread-not-allowed") from error
    except (discord.HTTPException, ValueError) as error:
        log.warning("no thread from message %s: %s", message.id, error)
        raise told(NoThread, "ask-thread-failed") from error
    await remember(bot, bot.team_key(interaction), card.answer_id, message.id, thread)
    words = await bot.texts(interaction, private=False)
    # A bot that may not write there is heard no less.
    with contextlib.suppress(discord.HTTPException):
        await thread.send(words("ask-thread-hint"))


def _check(interaction: discord.Interaction[FootnoteBot], *, private: bool) -> None:
    channel = interaction.channel
    if private:
        raise told(NoThread, "ask-thread-private")
    if interaction.guild_id is None:
        raise told(NoThread, "ask-thread-direct")
    if isinstance(channel, discord.Thread):
        raise told(NoThread, "ask-thread-already")
    if not isinstance(channel, discord.TextChannel):
        raise told(NoThread, "ask-thread-none")
    if not interaction.permissions.create_public_threads:
        raise told(NoThread, "ask-thread-not-yours")
    if not interaction.app_permissions.create_public_threads:
        raise told(NoThread, "ask-thread-not-allowed")
