"""The buttons on the card of a check, found by their ids like those on answers."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any, Self

import discord
from discord import ui

from bot.core.checked_draft import as_list
from bot.core.rendering import Wording
from bot.core.texts import Texts, texts
from bot.views.buttons import ANSWER, DeleteButton, KeptButton, is_private
from bot.views.share import ShareButton

if TYPE_CHECKING:
    from bot.client import FootnoteBot
    from bot.core.kept import KeptCheck
    from bot.core.team import Team

#: The files that a check is sent with: the draft with footnotes, and the list of its quotations.
FILES = ("draft.md", "quotations.md")


class CheckPageButton(KeptButton, template=rf"fn:checked:{ANSWER}:(?P<number>\d{{1,4}})"):
    """Turns the page: on the card itself for the asker, privately for everybody else."""

    def __init__(self, check_id: str, page: int, label: str) -> None:
        super().__init__(check_id, page, label, f"fn:checked:{check_id}:{page}")

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction, _item: ui.Item[Any], match: re.Match[str]
    ) -> Self:
        return cls(match["answer"], int(match["number"]), texts()("answer-more"))

    def look_up(self, team: Team) -> KeptCheck:
        return team.kept_check(self.answer_id)

    async def press(self, interaction: discord.Interaction[FootnoteBot], kept: KeptCheck) -> None:
        from bot.views.check_card import CheckCard  # which carries these buttons

        asker = kept.asker == str(interaction.user.id)
        bot = interaction.client
        words = await bot.texts(interaction, private=kept.private or not asker)
        copied = kept.shared and not kept.private
        card = await bot.in_thread(
            CheckCard,
            kept.check,
            kept.id,
            self.number,
            texts=words,
            # Copies for others are sent without files.
            files=_sent(interaction) if asker else (),
            private=kept.private,
            copy=not asker,
            shared_by=kept.asker if copied else None,
        )
        if asker or is_private(interaction):
            await interaction.edit_original_response(view=card)
        else:
            await interaction.followup.send(view=card, ephemeral=True)


class DeleteCheckButton(DeleteButton, template=rf"fn:uncheck:{ANSWER}"):
    """Deletes the check and what was kept of it: for the asker, or a moderator."""

    def __init__(self, check_id: str, words: Texts) -> None:
        KeptButton.__init__(self, check_id, 0, words("answer-delete"), f"fn:uncheck:{check_id}")

    def look_up(self, team: Team) -> KeptCheck:
        return team.kept_check(self.answer_id)


class ShareCheckButton(ShareButton, template=rf"fn:sharecheck:{ANSWER}"):
    """Posts a private check where it was made, for whoever had it made, with the list of its
    quotations. The draft stays theirs, and is not kept."""

    def __init__(self, check_id: str, words: Texts) -> None:
        KeptButton.__init__(self, check_id, 0, words("answer-share"), f"fn:sharecheck:{check_id}")

    def look_up(self, team: Team) -> KeptCheck:
        return team.kept_check(self.answer_id)

    def shared_card(
        self, team: Team, copy: str, words: Texts, may_attach: bool
    ) -> tuple[ui.LayoutView, list[discord.File]]:
        from bot.views.check_card import CheckCard  # which carries these buttons

        shared = team.kept_check(copy)
        files = []
        if may_attach and shared.check.findings:
            listed = as_list(shared.check, Wording(words)).encode()
            files.append(discord.File(io.BytesIO(listed), FILES[1]))
        card = CheckCard(shared.check, copy, texts=words, files=files, shared_by=shared.asker)
        return card, files


def _sent(interaction: discord.Interaction[FootnoteBot]) -> list[str]:
    """Those of the files that are on the card that was pressed."""
    message = interaction.message
    names = {each.filename for each in message.attachments} if message is not None else set()
    return [each for each in FILES if each in names]


#: What the client looks for in the ids of pressed buttons.
CHECK_BUTTONS = (CheckPageButton, DeleteCheckButton, ShareCheckButton)
