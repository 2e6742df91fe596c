"""Which channels of a server somebody can look into, besides the one where they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord

if TYPE_CHECKING:
    from bot.core.kept import Kept


def sees(interaction: discord.Interaction[Any], place: int) -> bool:
    """Whether whoever uses an interaction can read what was written in a channel or thread.

    Of a private thread it is not known who is in it: it is seen from inside alone.
    """
    if place == interaction.channel_id:
        return True
    guild, member = interaction.guild, interaction.user
    if guild is None or not isinstance(member, discord.Member):
        return False
    channel = guild.get_channel_or_thread(place)
    if channel is None or (isinstance(channel, discord.Thread) and channel.is_private()):
        return False
    permissions = channel.permissions_for(member)
    return permissions.view_channel and permissions.read_message_history


def may_see(interaction: discord.Interaction[Any], kept: Kept) -> bool:
    """Whether an answer is shown to who looks it up: its asker, or who can see its channel.

    A private one is its asker's alone, and one in a private thread stays there.
    """
    if kept.asker == str(interaction.user.id):
        return True
    if kept.private:
        return False
    return kept.place.isdecimal() and sees(interaction, int(kept.place))
