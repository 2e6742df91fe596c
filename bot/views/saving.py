"""The button that saves a passage to the channel's notebook, and the form that it opens."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Self

import discord
from discord import ui

from bot.core.notebook import LONGEST_NOTE
from bot.core.rendering import Wording, title
from bot.core.texts import Texts, texts, told
from bot.views.buttons import ANSWER, KeptButton, NotHere
from bot.views.forms import Forms, Values, choice, field, form, typed
from bot.views.markdown import shortened
from bot.views.notebook_buttons import NoteButton, RemoveEntryButton, notebook_of
from bot.views.notebook_page import NotebookPageButton

if TYPE_CHECKING:
    from bot.client import FootnoteBot
    from bot.core.team import KeptAnswer


class SaveButton(KeptButton, template=rf"fn:(?P<kind>save|keep):{ANSWER}:(?P<number>[1-9]\d?)"):
    """Asks which passage to save, and for a note; on an opened passage, for the note alone."""

    defers = False

    def __init__(self, answer_id: str, rank: int, words: Texts, *, only: bool = False) -> None:
        """``rank`` is the passage that is offered first, and if ``only``, the only one."""
        self.only = only
        kind = "keep" if only else "save"
        label = words("notebook-save")
        super().__init__(answer_id, rank, label, f"fn:{kind}:{answer_id}:{rank}")

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction, _item: ui.Item[Any], match: re.Match[str]
    ) -> Self:
        only = match["kind"] == "keep"
        return cls(match["answer"], int(match["number"]), texts(), only=only)

    async def press(self, interaction: discord.Interaction[FootnoteBot], kept: KeptAnswer) -> None:
        citations = kept.answer.citations
        if self.number > len(citations):
            raise told(NotHere, "answer-no-passage")
        words = await interaction.client.texts(interaction, private=True)
        fields = []
        if not self.only and len(citations) > 1:
            wording = Wording(words)
            options = [
                discord.SelectOption(
                    label=shortened(f"{each.rank}. {title(each)}", 100),
                    description=shortened(wording.origin_line(each), 100),
                    value=str(each.rank),
                    default=each.rank == self.number,
                )
                for each in citations
            ]
            fields.append(choice("rank", words("notebook-which"), options))
        fields.append(field("note", words("notebook-note"), most=LONGEST_NOTE, long=True))
        custom_id = f"fn:saving:{self.answer_id}:{self.number}"
        await interaction.response.send_modal(form(custom_id, words("notebook-save"), *fields))


async def _save(
    interaction: discord.Interaction[FootnoteBot], match: re.Match[str], values: Values
) -> None:
    """Saves what was chosen, and says so to the one who did."""
    bot = interaction.client
    await interaction.response.defer(ephemeral=True, thinking=True)
    kept = await KeptButton.look_up_here(interaction, match["answer"])
    rank = typed(values, "rank") or match["number"]
    citations = kept.answer.citations
    if not rank.isdecimal() or not 1 <= int(rank) <= len(citations):
        raise told(NotHere, "answer-no-passage")
    channel = interaction.channel
    thread = channel if isinstance(channel, discord.Thread) else None
    entry, new = await bot.in_thread(
        notebook_of(interaction).save,
        citations[int(rank) - 1].as_quote(),
        question=kept.answer.question,
        receipt=kept.answer.receipt,
        saver=str(interaction.user.id),
        note=typed(values, "note"),
        thread=str(thread.id) if thread else "",
        thread_name=thread.name if thread else "",
    )
    words = await bot.texts(interaction, private=True)
    own = "" if interaction.guild_id else "-own"
    said = words(f"notebook-did-save{own}") if new else words("notebook-was-there")
    view = ui.View(timeout=None)
    if new:
        view.add_item(RemoveEntryButton(entry.id, words, undo=True))
    else:
        view.add_item(NoteButton(entry.id, words))
    view.add_item(NotebookPageButton(0, "0", "0", words("notebook-show")))
    await interaction.edit_original_response(content=said, view=view)


def add_forms(forms: Forms) -> None:
    """Lets the form be answered."""
    forms.add(rf"fn:saving:{ANSWER}:(?P<number>[1-9]\d?)", _save)
