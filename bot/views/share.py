"""The button that posts a private answer to its channel, once, in the name of who shares it."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot.core.copies import AlreadyShared, Copies, Copy
from bot.core.texts import Texts, told
from bot.manner import manner
from bot.posted import UNREACHABLE, posted_since
from bot.views.asking import remember, thread_of
from bot.views.buttons import ANSWER, KeptButton, NotHere

if TYPE_CHECKING:
    from bot.client import FootnoteBot
    from bot.core.kept import KeptAnswer
    from bot.core.team import Team

log = logging.getLogger(__name__)

# From here on Discord's answers do not say what became of a request.
_DOWN = HTTPStatus.INTERNAL_SERVER_ERROR


class ShareButton(KeptButton, template=rf"fn:share:{ANSWER}"):
    """Posts a private answer where it was asked, for its asker."""

    def __init__(self, answer_id: str, words: Texts) -> None:
        super().__init__(answer_id, 0, words("answer-share"), f"fn:share:{answer_id}")

    async def press(self, interaction: discord.Interaction[FootnoteBot], kept: KeptAnswer) -> None:
        bot = interaction.client
        if not kept.private or kept.asker != str(interaction.user.id):
            raise told(NotHere, "answer-private")
        if (await manner(bot, interaction)).quiet:
            raise told(NotHere, "answer-share-quiet")
        _check(interaction)
        if kept.id in bot.sharing:
            raise told(AlreadyShared, "answer-shared-already")
        bot.sharing.add(kept.id)
        try:
            await self._share(interaction, kept)
        finally:
            bot.sharing.discard(kept.id)
        own = await bot.texts(interaction, private=True)
        await interaction.followup.send(own("answer-shared"), ephemeral=True)

    async def _share(self, interaction: discord.Interaction[FootnoteBot], kept: KeptAnswer) -> None:
        """Posts the copy once: also where the bot ended, or Discord fell silent, while it was
        posted before."""
        bot, team = interaction.client, interaction.client.team_of(interaction)
        assert interaction.channel_id is not None
        channel = bot.get_partial_messageable(interaction.channel_id)
        copies = Copies(team)
        copy = await bot.in_thread(copies.make, kept.id)
        before = await _seen(bot, channel, copy, kept) if copy.again else None
        try:
            message = before or await self._post(interaction, channel, team, copy.id)
        except discord.Forbidden as error:
            await bot.in_thread(copies.take_back, kept.id, copy.id)
            raise told(NotHere, "answer-share-bot") from error
        except UNREACHABLE as error:
            if isinstance(error, discord.HTTPException) and error.status < _DOWN:
                await bot.in_thread(copies.take_back, kept.id, copy.id)
                raise
            # It may be there: whoever presses again has it looked for.
            raise _unheard(error) from error
        await bot.in_thread(copies.posted, copy.id)
        # What is no answer is not remembered.
        thread = thread_of(interaction.channel)
        await remember(bot, bot.team_key(interaction), copy.id, message, thread)
        if before:
            raise told(AlreadyShared, "answer-shared-already")

    async def _post(
        self,
        interaction: discord.Interaction[FootnoteBot],
        channel: discord.PartialMessageable,
        team: Team,
        copy: str,
    ) -> int:
        """Posts a copy; the message's id."""
        bot = interaction.client
        words = await bot.texts(interaction, private=False)
        may_attach = interaction.guild_id is None or interaction.app_permissions.attach_files
        card, files = await bot.in_thread(self.shared_card, team, copy, words, may_attach)
        # For some minutes Discord gives back the message that has this nonce already.
        sent = await channel.send(view=card, files=files, nonce=copy)
        return sent.id

    def shared_card(
        self, team: Team, copy: str, words: Texts, _may_attach: bool
    ) -> tuple[ui.LayoutView, list[discord.File]]:
        """The card of a copy that is for everybody, and the files on it, if there may be any."""
        from bot.views.card import AnswerCard  # which carries this button

        shared = team.kept(copy)
        return AnswerCard(shared.answer, copy, texts=words, shared_by=shared.asker), []


async def _seen(
    bot: FootnoteBot, channel: discord.PartialMessageable, copy: Copy, kept: KeptAnswer
) -> int | None:
    """The id of the message that shows a copy already. Raises `NotHere` if nobody can say."""
    try:
        return await posted_since(bot, channel, {copy.id}, kept.asked_at, newest_first=True)
    except UNREACHABLE as error:
        raise _unheard(error) from error


def _unheard(error: Exception) -> NotHere:
    log.warning("nobody knows whether an answer was shared: %s", error)
    return told(NotHere, "answer-share-unheard")


def _check(interaction: discord.Interaction[Any]) -> None:
    """Raises `NotHere` where the member, or the bot, may not write."""
    if interaction.guild_id is None:
        return
    thread = isinstance(interaction.channel, discord.Thread)
    right = "send_messages_in_threads" if thread else "send_messages"
    if not getattr(interaction.permissions, right):
        raise told(NotHere, "answer-share-member")
    if not getattr(interaction.app_permissions, right):
        raise told(NotHere, "answer-share-bot")
