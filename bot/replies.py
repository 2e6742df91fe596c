"""Replies to messages, which may have been deleted by the time there is something to say."""

from __future__ import annotations

from typing import Any

import discord


async def reply_to(message: discord.Message, content: str = "", **what: Any) -> discord.Message:
    """Replies to a message, or writes into its channel where it has been deleted meanwhile.

    A plain reply to a deleted message is refused as a whole (Discord developer documentation,
    "Message Reference", ``fail_if_not_exists``). Raises HTTPException.
    """
    reference = message.to_reference(fail_if_not_exists=False)
    return await message.channel.send(content or None, reference=reference, **what)
