"""Whether a message was posted of which nobody heard: the ids of its buttons tell."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import aiohttp
import discord

if TYPE_CHECKING:
    from bot.client import FootnoteBot

log = logging.getLogger(__name__)

# Messages of a place that are looked through, but for what two clocks may differ.
_LOOKED_THROUGH = 500
_CLOCKS_DIFFER = timedelta(minutes=5)
#: What comes of asking Discord where it, or the way there, is down.
UNREACHABLE = (discord.HTTPException, aiohttp.ClientError, OSError, TimeoutError)


async def posted_since(
    bot: FootnoteBot,
    channel: discord.PartialMessageable,
    ids: Collection[str],
    since: datetime,
    *,
    newest_first: bool = False,
) -> int | None:
    """The id of the message of the bot's whose buttons name one of the kept answers of these ids.

    ``None`` if there is none from then on, and where the bot may not look. Raises one of
    `UNREACHABLE`.
    """
    me = bot.user
    try:
        async for message in channel.history(
            limit=_LOOKED_THROUGH, after=since - _CLOCKS_DIFFER, oldest_first=not newest_first
        ):
            ours = me is not None and message.author.id == me.id
            if ours and any(each in ids for each in _named(message.components)):
                return message.id
    except (discord.Forbidden, discord.NotFound) as error:
        log.warning("cannot look for what was posted in %s: %s", channel.id, error)
    return None


def _named(components: Iterable[object]) -> Iterable[str]:
    """The kept answers that buttons name, as in ``fn:open:ANSWER:1``."""
    for each in components:
        custom_id = getattr(each, "custom_id", None)
        if custom_id:
            yield from custom_id.split(":")
        yield from _named(getattr(each, "children", ()))
