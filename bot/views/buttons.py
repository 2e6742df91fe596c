"""The buttons on cards. They are found by their ids, so that they work after a restart.

An id holds the answer's own id, which cannot be guessed; what it belongs to is read from the file
of the team that the click comes from, and the click must come from the answer's own channel.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Self, TypeVar

import discord
from discord import ui

from bot.core.texts import Texts, texts, told
from bot.views.notice import tell
from index.errors import FootnoteError

if TYPE_CHECKING:
    from bot.client import FootnoteBot
    from bot.core.kept import Kept, KeptAnswer
    from bot.core.team import Team

Found = TypeVar("Found", bound="Kept")

ANSWER = r"(?P<answer>[0-9a-f]{12})"


class NotHere(FootnoteError):
    """A button that was pressed where, or by whom, it must not be."""


class KeptButton(ui.DynamicItem[ui.Button[Any]], template=r"unused"):
    """A button on a kept answer: acknowledges, looks the answer up, and reports what goes wrong."""

    #: Whether it is acknowledged before it is known what it brings. A modal must come first.
    defers = True

    def __init__(self, answer_id: str, number: int, label: str, custom_id: str) -> None:
        self.answer_id = answer_id
        self.number = number
        super().__init__(ui.Button(label=label, custom_id=custom_id))

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction, _item: ui.Item[Any], match: re.Match[str]
    ) -> Self:
        """The button of an id, whose groups are what it is made with, before its words."""
        answer, *others = match.groups()
        make: Any = cls
        return make(answer, *(int(each) if each.isdecimal() else each for each in others), texts())

    async def callback(self, interaction: discord.Interaction[FootnoteBot]) -> None:
        """Runs `press` with the answer. Whatever goes wrong is told to the one who pressed."""
        try:
            # Acknowledged without a visible change: what follows may take a moment.
            if self.defers:
                await interaction.response.defer()
            await self.press(interaction, await self._kept(interaction))
        except Exception as error:
            await tell(interaction, error)

    async def press(self, interaction: discord.Interaction[FootnoteBot], kept: KeptAnswer) -> None:
        """Does what the button says."""
        raise NotImplementedError

    def look_up(self, team: Team) -> Any:
        """What the button is about: a kept answer, or what keeps another thing like one."""
        return team.kept(self.answer_id)

    async def _kept(self, interaction: discord.Interaction[FootnoteBot]) -> KeptAnswer:
        return _here(
            interaction,
            await interaction.client.in_thread(
                self.look_up, interaction.client.team_of(interaction)
            ),
        )

    @staticmethod
    async def look_up_here(
        interaction: discord.Interaction[FootnoteBot],
        answer_id: str,
        look: Callable[[Team, str], Found],
    ) -> Found:
        """The kept answer of that id, or what else ``look`` finds, if it may be used here and by
        whoever does."""
        bot = interaction.client
        return _here(interaction, await bot.in_thread(look, bot.team_of(interaction), answer_id))


def _here(interaction: discord.Interaction[FootnoteBot], kept: Found) -> Found:
    if kept.place != str(interaction.channel_id):
        raise told(NotHere, "answer-elsewhere")
    if kept.private and kept.asker != str(interaction.user.id):
        raise told(NotHere, "answer-private")
    return kept


class OpenButton(KeptButton, template=rf"fn:open:{ANSWER}:(?P<number>[1-9]\d?)"):
    """Shows one passage whole, to the one who pressed."""

    def __init__(self, answer_id: str, rank: int, words: Texts) -> None:
        label = words("answer-open", rank=str(rank))
        super().__init__(answer_id, rank, label, f"fn:open:{answer_id}:{rank}")

    async def press(self, interaction: discord.Interaction[FootnoteBot], kept: KeptAnswer) -> None:
        from bot.views.opened import OpenedCard  # it shows cards, which carry these buttons
        from bot.views.saving import SaveButton

        citations = kept.answer.citations
        if self.number > len(citations):
            raise told(NotHere, "answer-no-passage")
        bot = interaction.client
        citation = citations[self.number - 1]
        around = await bot.in_thread(bot.app.surroundings, bot.team_key(interaction), citation)
        words = await bot.texts(interaction, private=True)
        save = SaveButton(kept.id, citation.rank, words, only=True)
        card = OpenedCard(citation, around, words, save)
        files = [card.file] if card.file else []
        await interaction.followup.send(view=card, files=files, ephemeral=True)


class PageButton(KeptButton, template=rf"fn:page:{ANSWER}:(?P<number>\d\d?)"):
    """Turns the page: on the card itself for the asker, privately for everybody else."""

    def __init__(self, answer_id: str, page: int, label: str) -> None:
        super().__init__(answer_id, page, label, f"fn:page:{answer_id}:{page}")

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction, _item: ui.Item[Any], match: re.Match[str]
    ) -> Self:
        return cls(match["answer"], int(match["number"]), texts()("answer-more"))

    async def press(self, interaction: discord.Interaction[FootnoteBot], kept: KeptAnswer) -> None:
        from bot.views.card import AnswerCard  # which carries these buttons

        asker = kept.asker == str(interaction.user.id)
        private = kept.private or not asker
        words = await interaction.client.texts(interaction, private=private)
        card = AnswerCard(
            kept.answer,
            kept.id,
            self.number,
            texts=words,
            private=private,
            copy=not asker,
            shared_by=kept.asker if kept.shared and not private else None,
        )
        if asker or is_private(interaction):
            await interaction.edit_original_response(view=card)
        else:
            await interaction.followup.send(view=card, ephemeral=True)


class DeleteButton(KeptButton, template=rf"fn:delete:{ANSWER}"):
    """Deletes the answer and what was kept of it: for the asker, or who may manage messages."""

    def __init__(self, answer_id: str, words: Texts) -> None:
        super().__init__(answer_id, 0, words("answer-delete"), f"fn:delete:{answer_id}")

    async def press(self, interaction: discord.Interaction[FootnoteBot], kept: KeptAnswer) -> None:
        bot = interaction.client
        # In direct messages all is the asker's, who may have been forgotten.
        asker = kept.asker == str(interaction.user.id) or interaction.guild_id is None
        if not asker and not interaction.permissions.manage_messages:
            if not kept.asker:
                raise told(NotHere, "answer-moderators")
            raise told(NotHere, "answer-not-yours", asker=f"<@{kept.asker}>")
        await bot.in_thread(bot.team_of(interaction).drop, kept.id)
        # Pressed twice, or deleted by somebody else meanwhile: it is gone, as was wished.
        with contextlib.suppress(discord.NotFound):
            await interaction.delete_original_response()


def is_private(interaction: discord.Interaction[Any]) -> bool:
    """Whether the card that was pressed is seen by one person alone."""
    return interaction.message is not None and interaction.message.flags.ephemeral


#: What the client looks for in the ids of pressed buttons.
BUTTONS = (OpenButton, PageButton, DeleteButton)
