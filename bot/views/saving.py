"""The buttons that save a passage to the channel's notebook, and the form that they open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import discord
from discord import ui

from bot.core.answer import Citation
from bot.core.kept import Kept, KeptAnswer, KeptComparison
from bot.core.notebook import LONGEST_NOTE
from bot.core.notebook_entry import Entry
from bot.core.rendering import Wording, title
from bot.core.team import AnswerExpired, Team
from bot.core.texts import Texts, texts, told
from bot.reach import may_see
from bot.views.buttons import ANSWER, KeptButton, NotHere
from bot.views.forms import MOST_CHOICES, Forms, Values, choice, field, form, typed
from bot.views.given_back import typed_in, with_given
from bot.views.markdown import ago, shortened
from bot.views.notebook_buttons import NoteButton, RemoveEntryButton, notebook_of
from bot.views.notebook_page import NotebookPageButton

if TYPE_CHECKING:
    from bot.client import FootnoteBot


@dataclass(frozen=True, slots=True)
class _Cited:
    """What passages can be saved from: an answer, or a comparison, which has no receipt."""

    question: str
    receipt: str
    citations: Sequence[Citation]

    @classmethod
    def of(cls, kept: Kept) -> Self:
        if isinstance(kept, KeptComparison):
            rows = kept.comparison.rows
            return cls(kept.comparison.question, "", [each.citation for each in rows])
        assert isinstance(kept, KeptAnswer)
        return cls(kept.answer.question, kept.answer.receipt, kept.answer.citations)


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

    async def press(self, interaction: discord.Interaction[FootnoteBot], kept: Kept) -> None:
        citations = _Cited.of(kept).citations
        if self.number > len(citations):
            raise told(NotHere, "answer-no-passage")
        words = await interaction.client.texts(interaction, private=True)
        fields = []
        if not self.only and len(citations) > 1:
            fields.append(choice("rank", words("notebook-which"), self._offered(citations, words)))
        label, whose = words("notebook-note"), _whose(interaction)
        about = "" if whose == "-own" else words(f"notebook-seen-by{whose}")
        fields.append(field("note", label, about=about, most=LONGEST_NOTE, long=True))
        await interaction.response.send_modal(form(self._form(), words("notebook-save"), *fields))

    def _form(self) -> str:
        return f"fn:saving:{self.answer_id}:{self.number}"

    def _offered(self, citations: Sequence[Citation], words: Texts) -> list[discord.SelectOption]:
        wording = Wording(words)
        # As many as a list holds, so that the passage which is offered first is among them.
        first = max(0, min(self.number - 1, len(citations) - MOST_CHOICES))
        return [
            discord.SelectOption(
                label=shortened(f"{each.rank}. {title(each)}", 100),
                description=shortened(wording.origin_line(each), 100),
                value=str(each.rank),
                default=each.rank == self.number,
            )
            for each in citations[first : first + MOST_CHOICES]
        ]


class SaveWordingButton(SaveButton, template=rf"fn:keeprow:{ANSWER}:(?P<number>[1-9]\d?)"):
    """Asks for a note to save a passage of a comparison with, which was opened."""

    def __init__(self, comparison_id: str, rank: int, words: Texts) -> None:
        self.only = True
        label, custom_id = words("notebook-save"), f"fn:keeprow:{comparison_id}:{rank}"
        KeptButton.__init__(self, comparison_id, rank, label, custom_id)

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction, _item: ui.Item[Any], match: re.Match[str]
    ) -> Self:
        return cls(match["answer"], int(match["number"]), texts())

    def look_up(self, team: Team) -> KeptComparison:
        return team.kept_comparison(self.answer_id)

    def _form(self) -> str:
        return f"fn:savingrow:{self.answer_id}:{self.number}"


class SaveFromReceiptButton(SaveButton, template=rf"fn:savereceipt:{ANSWER}:(?P<number>[1-9]\d?)"):
    """Asks which passage of a receipt to save, for whom the answer may be shown to: anywhere."""

    def __init__(self, answer_id: str, rank: int, words: Texts) -> None:
        self.only = False
        label, custom_id = words("notebook-save"), f"fn:savereceipt:{answer_id}:{rank}"
        KeptButton.__init__(self, answer_id, rank, label, custom_id)

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction, _item: ui.Item[Any], match: re.Match[str]
    ) -> Self:
        return cls(match["answer"], int(match["number"]), texts())

    async def _kept(self, interaction: discord.Interaction[FootnoteBot]) -> KeptAnswer:
        return await _of_receipt(interaction, self.answer_id)

    def _form(self) -> str:
        return f"fn:savingreceipt:{self.answer_id}:{self.number}"


async def _of_receipt(interaction: discord.Interaction[FootnoteBot], answer_id: str) -> KeptAnswer:
    """The answer of a receipt that was looked up. Raises `AnswerExpired`, also for one that may
    not be shown here to whoever wants it."""
    bot = interaction.client
    kept = await bot.in_thread(bot.team_of(interaction).kept_for_receipt, answer_id)
    if not may_see(interaction, kept):
        raise told(AnswerExpired, "team-gone-answer")
    return kept


async def _save(
    interaction: discord.Interaction[FootnoteBot], match: re.Match[str], values: Values
) -> None:
    """Saves what was chosen, and says so to the one who did."""
    bot = interaction.client
    await interaction.response.defer(ephemeral=True, thinking=True)
    kept: Kept
    if match["of"] == "receipt":
        kept = await _of_receipt(interaction, match["answer"])
    else:
        look = Team.kept_comparison if match["of"] else Team.kept
        kept = await KeptButton.look_up_here(interaction, match["answer"], look)
    cited = _Cited.of(kept)
    rank = typed(values, "rank") or match["number"]
    if not rank.isdecimal() or not 1 <= int(rank) <= len(cited.citations):
        raise told(NotHere, "answer-no-passage")
    channel, note = interaction.channel, typed(values, "note").strip()
    # A private thread has a notebook of its own, where all is from there.
    thread = channel if isinstance(channel, discord.Thread) and not channel.is_private() else None
    entry, new = await bot.in_thread(
        notebook_of(interaction).save,
        cited.citations[int(rank) - 1].as_quote(),
        question=cited.question,
        receipt=cited.receipt,
        saver=str(interaction.user.id),
        note=note,
        thread=str(thread.id) if thread else "",
        thread_name=thread.name if thread else "",
    )
    words = await bot.texts(interaction, private=True)
    view = ui.View(timeout=None)
    files: list[discord.File] = []
    if new:
        said = words(f"notebook-did-save{_whose(interaction)}")
        view.add_item(RemoveEntryButton(entry.id, words, undo=True))
    else:
        said = _was_there(entry, words, note)
        left = note and entry.note != note
        said, files = with_given(said, typed_in(interaction) if left else (), words)
        view.add_item(NoteButton(entry.id, words))
    view.add_item(NotebookPageButton(0, "0", "0", words("notebook-show")))
    await interaction.edit_original_response(content=said, view=view, attachments=files)


def _whose(interaction: discord.Interaction[FootnoteBot]) -> str:
    """What is said of a notebook: that of a channel, one's own, or a private thread's."""
    if interaction.guild_id is None:
        return "-own"
    channel = interaction.channel
    private = isinstance(channel, discord.Thread) and channel.is_private()
    return "-private" if private else ""


def _was_there(entry: Entry, words: Texts, note: str) -> str:
    """That a passage was saved before, and what became of the note that was typed."""
    when = ago(entry.saved_at)
    if entry.saver:
        said = words("notebook-was-there", saver=f"<@{entry.saver}>", when=when)
    else:
        said = words("notebook-was-there-unknown", when=when)
    if not note:
        return said
    became = "notebook-note-added" if entry.note == note else "notebook-note-left"
    return f"{said}\n{words(became)}"


def add_forms(forms: Forms) -> None:
    """Lets the form be answered."""
    forms.add(rf"fn:saving(?P<of>row|receipt)?:{ANSWER}:(?P<number>[1-9]\d?)", _save)


#: What the client looks for in the ids of pressed buttons.
SAVE_BUTTONS = (SaveButton, SaveWordingButton, SaveFromReceiptButton)
