"""Which answers a message asks on from: the one that it replies to, or those of its thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.core.texts import told
from bot.views.markdown import spoken
from index.errors import FootnoteError

if TYPE_CHECKING:
    from bot.client import FootnoteBot
    from bot.core.kept import KeptAnswer


class NothingToFollow(FootnoteError):
    """A reply to a message of the bot's that is no answer, or whose words cannot be seen."""


def replied_to(message: discord.Message, me: discord.ClientUser) -> int | None:
    """The message of the bot's that a message replies to, ``None`` if it replies to none.

    Where Discord does not say whose message that is, a reply that pings the bot is to it: a reply
    pings nobody but whom it replies to.
    """
    reference = message.reference
    if message.type is not discord.MessageType.reply or reference is None:
        return None
    replied = reference.resolved
    if isinstance(replied, discord.Message):
        return replied.id if replied.author.id == me.id else None
    return reference.message_id if me in message.mentions else None


async def followed(
    bot: FootnoteBot, message: discord.Message, replied: int | None, *, addressed: bool
) -> list[KeptAnswer]:
    """The answers that a question follows, the latest last.

    ``replied`` is the bot's message that it replies to. ``addressed`` says that it is a question
    to the bot in any case: then a reply to what is no answer follows nothing. Raises
    `NothingToFollow`, `AnswerExpired` and `TeamUnusable`.
    """
    if not addressed and not spoken(message.content):
        raise told(NothingToFollow, "ask-reply-unread")
    turns = bot.app.turns(bot.team_key(message))
    if replied is not None and (kept := await bot.in_thread(turns.answer_of, str(replied))):
        return [kept]
    if isinstance(message.channel, discord.Thread):
        return await bot.in_thread(turns.earlier, str(message.channel.id))
    if replied is not None and not addressed:
        raise told(NothingToFollow, "ask-reply-unknown")
    return []
