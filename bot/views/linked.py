"""A message by its link: what it holds, as far as Discord lets a bot and its reader see it.

Without the message-content intent a bot that looks a message up gets the text of its own ones, of
those that mention it, and of direct messages (Discord developer documentation, "Message Content
Intent").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import discord

from bot.core.texts import told
from bot.reach import sees
from index.errors import FootnoteError

if TYPE_CHECKING:
    from bot.client import FootnoteBot

_ID = r"\d{1,20}"
_LINK = re.compile(
    r"<?https://(?:canary\.|ptb\.)?discord(?:app)?\.com"
    rf"/channels/(?P<guild>{_ID}|@me)/(?P<channel>{_ID})/(?P<message>{_ID})/?>?"
)


class LinkRefused(FootnoteError):
    """A link to a message whose text is not to be had."""


def message_link(text: str) -> re.Match[str] | None:
    """The link to a message that a text is, if it is nothing but that."""
    return _LINK.fullmatch(text.strip())


async def linked_message(
    interaction: discord.Interaction[FootnoteBot], link: re.Match[str]
) -> discord.Message:
    """The message behind a link, for whoever uses an interaction. Raises `LinkRefused`."""
    if link["guild"] != str(interaction.guild_id or "@me"):
        raise told(LinkRefused, "check-link-elsewhere")
    channel = int(link["channel"])
    if not sees(interaction, channel):
        raise told(LinkRefused, "check-link-unseen")
    try:
        place = interaction.client.get_partial_messageable(channel)
        message = await place.fetch_message(int(link["message"]))
    except (discord.NotFound, discord.Forbidden) as error:
        raise told(LinkRefused, "check-link-unseen") from error
    if not (written(message) or message.attachments):
        raise told(LinkRefused, "check-link-unread")
    return message


def written(message: discord.Message) -> str:
    """The text of a message: what was typed, or what stands on a card."""
    return "\n\n".join(filter(None, [message.content, *_displayed(message.components)]))


def _displayed(components: Sequence[Any]) -> Iterator[str]:
    for each in components:
        if isinstance(each, discord.TextDisplay):
            yield each.content
        else:
            yield from _displayed(getattr(each, "children", ()))
