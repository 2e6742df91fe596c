"""What bears on a long message, a claim at a time, and a button that shows each claim's passages.

It fits Discord's limits for Components V2 (4,000 characters of text displays and 40 components a
message; Discord developer documentation, "Component Reference") whatever the message holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import discord
from discord import ui

from bot.core import rendering
from bot.core.claims import Sources
from bot.core.texts import Texts
from bot.views.buttons import ANSWER, KeptButton
from bot.views.card import MOST_TEXT, first_passage, quoted_within
from bot.views.markdown import bold, escape, shortened, units

if TYPE_CHECKING:
    from bot.client import FootnoteBot
    from bot.core.answer import Answer
    from bot.core.kept import KeptAnswer

# Buttons that a row holds.
_ROW = 5
_CLAIM, _TITLE, _QUOTES = 140, 60, (200, 100, 50)


class SourcesCard(ui.LayoutView):
    """The closest passage to each claim, and what differs. ``ids`` are those of the kept answers,
    ``None`` where one could not be kept: it has no button."""

    def __init__(self, found: Sources, ids: Sequence[str | None], words: Texts) -> None:
        super().__init__(timeout=None)
        below = [words("sources-note")]
        if found.more:
            below.insert(0, words("sources-more", count=found.more))
        foot = "\n".join(f"-# {line}" for line in below)
        room = MOST_TEXT - units(foot)
        lines = []
        for place, answer in enumerate(found.answers):
            text = _claim(place + 1, answer, room // (len(found.answers) - place), words)
            room -= units(text)
            lines.append(text)
        self.add_item(ui.Container(*(ui.TextDisplay(line) for line in (*lines, foot))))
        buttons = [
            ClaimButton(answer_id, place, words)
            for place, (answer_id, answer) in enumerate(
                zip(ids, found.answers, strict=True), start=1
            )
            if answer_id is not None and answer.citations
        ]
        for first in range(0, len(buttons), _ROW):
            self.add_item(ui.ActionRow(*buttons[first : first + _ROW]))


def _claim(number: int, answer: Answer, room: int, words: Texts) -> str:
    """A claim with its closest passage in at most ``room`` units, of which the shortest form, two
    lines, takes 430: all of it is behind the claim's button."""
    above = f"{number}\\. {bold(shortened(answer.question, _CLAIM))}"
    if not answer.citations:
        return f"{above}\n{words('sources-none')}"
    for limit in _QUOTES:
        text = f"{above}\n{first_passage(answer, limit, words)}"
        if units(text) <= room:
            return text
    citation = answer.citations[0]
    title = f"-# {escape(shortened(rendering.title(citation), _TITLE))}"
    short = f"{above}\n{title}"
    text = f"{above}\n{quoted_within(citation, room - units(short) - 1)}\n{title}"
    return text if units(text) <= room else short


class ClaimButton(KeptButton, template=rf"fn:claim:{ANSWER}:(?P<number>[1-9]\d?)"):
    """Shows the passages for one claim, to the one who pressed."""

    def __init__(self, answer_id: str, number: int, words: Texts) -> None:
        label = words("sources-open", number=str(number))
        super().__init__(answer_id, number, label, f"fn:claim:{answer_id}:{number}")

    async def press(self, interaction: discord.Interaction[FootnoteBot], kept: KeptAnswer) -> None:
        from bot.views.card import AnswerCard  # which carries buttons

        words = await interaction.client.texts(interaction, private=True)
        card = AnswerCard(kept.answer, kept.id, texts=words, private=True)
        await interaction.followup.send(view=card, ephemeral=True)
