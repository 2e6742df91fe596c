"""The buttons on comparison cards, found by their ids like those on answers."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot.core.texts import Texts, told
from bot.views.buttons import ANSWER, DeleteButton, KeptButton, NotHere
from bot.views.share import ShareButton

if TYPE_CHECKING:
    from bot.client import FootnoteBot
    from bot.core.kept import KeptComparison
    from bot.core.team import Team

# Discord's limit on what a list can offer ("Component Reference", string select).
_MOST_OPTIONS = 25


class _ComparisonButton(KeptButton, template=r"unused"):
    """A button on a kept comparison."""

    def look_up(self, team: Team) -> KeptComparison:
        return team.kept_comparison(self.answer_id)


class OpenRowButton(_ComparisonButton, template=rf"fn:row:{ANSWER}:(?P<number>[1-9]\d?)"):
    """Shows one passage whole, to the one who pressed."""

    def __init__(self, comparison_id: str, rank: int, words: Texts) -> None:
        label = words("answer-open", rank=str(rank))
        super().__init__(comparison_id, rank, label, f"fn:row:{comparison_id}:{rank}")

    async def press(
        self, interaction: discord.Interaction[FootnoteBot], kept: KeptComparison
    ) -> None:
        await _open(interaction, kept, self.number)


class OpenRowList(_ComparisonButton, template=rf"fn:rows:{ANSWER}"):
    """A list to open a passage from, where there are too many for buttons."""

    def __init__(self, comparison_id: str, words: Texts, labels: Sequence[str] = ("1",)) -> None:
        """``labels`` are those of the passages, in order; none are needed to answer a choice."""
        self.answer_id = comparison_id
        select: ui.Select[Any] = ui.Select(
            custom_id=f"fn:rows:{comparison_id}",
            placeholder=words("compare-open"),
            options=[
                discord.SelectOption(label=label, value=str(rank))
                for rank, label in enumerate(labels[:_MOST_OPTIONS], start=1)
            ],
        )
        ui.DynamicItem.__init__(self, select)

    async def press(
        self, interaction: discord.Interaction[FootnoteBot], kept: KeptComparison
    ) -> None:
        chosen = (interaction.data or {}).get("values") or [""]
        await _open(interaction, kept, int(chosen[0]) if chosen[0].isdecimal() else 0)


class TableButton(_ComparisonButton, template=rf"fn:table:{ANSWER}"):
    """Sends the comparison as CSV, to the one who pressed."""

    def __init__(self, comparison_id: str, words: Texts) -> None:
        super().__init__(comparison_id, 0, words("compare-table"), f"fn:table:{comparison_id}")

    async def press(
        self, interaction: discord.Interaction[FootnoteBot], kept: KeptComparison
    ) -> None:
        from bot.core.comparison_rendering import to_csv

        # With a byte order mark, by which spreadsheets know UTF-8.
        data = to_csv(kept.comparison).encode("utf-8-sig")
        file = discord.File(io.BytesIO(data), "comparison.csv")
        await interaction.followup.send(file=file, ephemeral=True)


class ImageButton(_ComparisonButton, template=rf"fn:image:{ANSWER}"):
    """Draws the comparison, for the one who pressed."""

    def __init__(self, comparison_id: str, words: Texts) -> None:
        super().__init__(comparison_id, 0, words("compare-image"), f"fn:image:{comparison_id}")

    async def press(
        self, interaction: discord.Interaction[FootnoteBot], kept: KeptComparison
    ) -> None:
        from bot.core.comparison_image import draw

        bot = interaction.client
        words = await bot.texts(interaction, private=True)
        picture = await bot.in_search(draw, kept.comparison, words)
        data = io.BytesIO(picture.png)
        file = discord.File(data, "comparison.png", description=picture.alt)
        await interaction.followup.send(file=file, ephemeral=True)


class DeleteComparisonButton(DeleteButton, template=rf"fn:drop:{ANSWER}"):
    """Deletes the comparison and what was kept of it: for the asker, or a moderator."""

    def __init__(self, comparison_id: str, words: Texts) -> None:
        label = words("answer-delete")
        KeptButton.__init__(self, comparison_id, 0, label, f"fn:drop:{comparison_id}")

    def look_up(self, team: Team) -> KeptComparison:
        return team.kept_comparison(self.answer_id)


class ShareComparisonButton(ShareButton, template=rf"fn:sharerows:{ANSWER}"):
    """Posts a private comparison where it was made, for whoever made it."""

    def __init__(self, comparison_id: str, words: Texts) -> None:
        label, custom_id = words("answer-share"), f"fn:sharerows:{comparison_id}"
        KeptButton.__init__(self, comparison_id, 0, label, custom_id)

    def look_up(self, team: Team) -> KeptComparison:
        return team.kept_comparison(self.answer_id)

    def shared_card(
        self, team: Team, copy: str, words: Texts, _may_attach: bool
    ) -> tuple[ui.LayoutView, list[discord.File]]:
        from bot.views.comparison_card import ComparisonCard  # which carries this button

        shared = team.kept_comparison(copy)
        return ComparisonCard(shared.comparison, copy, texts=words, shared_by=shared.asker), []


async def _open(
    interaction: discord.Interaction[FootnoteBot], kept: KeptComparison, rank: int
) -> None:
    """Shows one passage whole, to the one who asked for it."""
    from bot.views.opened import OpenedCard  # it shows cards, which carry buttons
    from bot.views.saving import SaveWordingButton

    rows = kept.comparison.rows
    if not 1 <= rank <= len(rows):
        raise told(NotHere, "compare-no-passage")
    bot = interaction.client
    citation = rows[rank - 1].citation
    around = await bot.in_thread(bot.app.surroundings, bot.team_key(interaction), citation)
    words = await bot.texts(interaction, private=True)
    card = OpenedCard(citation, around, words, SaveWordingButton(kept.id, rank, words))
    files = [card.file] if card.file else []
    await interaction.followup.send(view=card, files=files, ephemeral=True)


#: What the client looks for in the ids of pressed buttons.
COMPARISON_BUTTONS = (
    OpenRowButton,
    OpenRowList,
    TableButton,
    ImageButton,
    DeleteComparisonButton,
    ShareComparisonButton,
)
