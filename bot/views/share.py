"""The button that posts a private answer to its channel, once, in the name of who shares it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot.core.texts import Texts, told
from bot.manner import manner
from bot.views.asking import remember, thread_of
from bot.views.buttons import ANSWER, KeptButton, NotHere

if TYPE_CHECKING:
    from bot.client import FootnoteBot
    from bot.core.kept import KeptAnswer
    from bot.core.team import Team


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
        team, team_key = bot.team_of(interaction), bot.team_key(interaction)
        copy = await bot.in_thread(team.share, kept.id)
        try:
            words = await bot.texts(interaction, private=False)
            may_attach = interaction.guild_id is None or interaction.app_permissions.attach_files
            card, files = await bot.in_thread(self.shared_card, team, copy, words, may_attach)
            assert interaction.channel_id is not None
            channel = bot.get_partial_messageable(interaction.channel_id)
            sent = await channel.send(view=card, files=files)
        except discord.Forbidden as error:
            await bot.in_thread(team.unshare, kept.id, copy)
            raise told(NotHere, "answer-share-bot") from error
        except BaseException:
            await bot.in_thread(team.unshare, kept.id, copy)
            raise
        # What is no answer is not remembered.
        await remember(bot, team_key, copy, sent.id, thread_of(interaction.channel))
        own = await bot.texts(interaction, private=True)
        await interaction.followup.send(own("answer-shared"), ephemeral=True)

    def shared_card(
        self, team: Team, copy: str, words: Texts, _may_attach: bool
    ) -> tuple[ui.LayoutView, list[discord.File]]:
        """The card of a copy that is for everybody, and the files on it, if there may be any."""
        from bot.views.card import AnswerCard  # which carries this button

        shared = team.kept(copy)
        return AnswerCard(shared.answer, copy, texts=words, shared_by=shared.asker), []


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
