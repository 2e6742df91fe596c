"""The buttons on the card of a check, found by their ids like those on answers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Self

import discord
from discord import ui

from bot.core.texts import Texts, texts
from bot.views.buttons import ANSWER, DeleteButton, KeptButton
from bot.views.share import ShareButton

if TYPE_CHECKING:
    from bot.client import FootnoteBot
    from bot.core.team import KeptCheck, Team

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
        words = await interaction.client.texts(interaction, private=kept.private or not asker)
        copied = kept.shared and not kept.private
        card = CheckCard(
            kept.check,
            kept.id,
            self.number,
            texts=words,
            # The files are on the card that was made for its asker, and on no other.
            files=FILES if asker and not copied else (),
            private=kept.private,
            copy=not asker,
            shared_by=kept.asker if copied else None,
        )
        if asker:
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
    """Posts a private check where it was made, for whoever had it made. The files stay theirs."""

    def __init__(self, check_id: str, words: Texts) -> None:
        KeptButton.__init__(self, check_id, 0, words("answer-share"), f"fn:sharecheck:{check_id}")

    def look_up(self, team: Team) -> KeptCheck:
        return team.kept_check(self.answer_id)

    def shared_card(self, team: Team, copy: str, words: Texts) -> ui.LayoutView:
        from bot.views.check_card import CheckCard  # which carries these buttons

        shared = team.kept_check(copy)
        return CheckCard(shared.check, copy, texts=words, shared_by=shared.asker)


#: What the client looks for in the ids of pressed buttons.
CHECK_BUTTONS = (CheckPageButton, DeleteCheckButton, ShareCheckButton)
