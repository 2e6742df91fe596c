"""The buttons, lists and forms of notebooks. They are found by their ids, also after a restart.

An id holds an entry's own id; the notebook is always that of the channel where it was pressed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

import discord
from discord import ui

from bot.core.notebook import LONGEST_NOTE, Entry, Notebook
from bot.core.rendering import Wording, printable, title
from bot.core.texts import Texts, texts, told
from bot.views.buttons import ANSWER, KeptButton, NotHere
from bot.views.forms import Forms, Values, choice, field, form, typed
from bot.views.markdown import escape, shortened
from bot.views.notice import tell

if TYPE_CHECKING:
    from bot.client import FootnoteBot
    from bot.core.team import KeptAnswer

ENTRY = r"(?P<entry>[0-9a-f]{12})"
_TAGS = 300


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


class EntryButton(ui.DynamicItem[ui.Button[Any]], template=r"unused"):
    """A button on an entry of the notebook of the channel where it is pressed."""

    def __init__(self, entry_id: str, label: str, custom_id: str) -> None:
        self.entry_id = entry_id
        super().__init__(ui.Button(label=label, custom_id=custom_id))

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction, _item: ui.Item[Any], match: re.Match[str]
    ) -> Self:
        return cls(match["entry"], texts())  # type: ignore[call-arg, arg-type]

    async def callback(self, interaction: discord.Interaction[FootnoteBot]) -> None:
        """Runs `press`. Whatever goes wrong is told to the one who pressed."""
        try:
            await self.press(interaction, await interaction.client.texts(interaction, private=True))
        except Exception as error:
            await tell(interaction, error)

    async def press(self, interaction: discord.Interaction[FootnoteBot], words: Texts) -> None:
        """Does what the button says."""
        raise NotImplementedError

    async def entry(self, interaction: discord.Interaction[FootnoteBot]) -> Entry:
        """The entry. Raises `NotebookRefused` if there is none here."""
        return await interaction.client.in_thread(notebook_of(interaction).entry, self.entry_id)


class NoteButton(EntryButton, template=rf"fn:nbnote:{ENTRY}"):
    """Shows the note to be changed."""

    def __init__(self, entry_id: str, words: Texts) -> None:
        super().__init__(entry_id, words("notebook-note"), f"fn:nbnote:{entry_id}")

    async def press(self, interaction: discord.Interaction[FootnoteBot], words: Texts) -> None:
        entry = await self.entry(interaction)
        label = words("notebook-note")
        typing = field("note", label, default=entry.note, most=LONGEST_NOTE, long=True)
        await interaction.response.send_modal(form(f"fn:noting:{entry.id}", label, typing))


class TagButton(EntryButton, template=rf"fn:nbtag:{ENTRY}"):
    """Shows the tags to be changed."""

    def __init__(self, entry_id: str, words: Texts) -> None:
        super().__init__(entry_id, words("notebook-tags"), f"fn:nbtag:{entry_id}")

    async def press(self, interaction: discord.Interaction[FootnoteBot], words: Texts) -> None:
        entry = await self.entry(interaction)
        label = words("notebook-tags-typed")
        typing = field("tags", label, default=", ".join(entry.tags), most=_TAGS)
        custom_id = f"fn:tagging:{entry.id}"
        await interaction.response.send_modal(form(custom_id, words("notebook-tags"), typing))


class RemoveEntryButton(EntryButton, template=rf"fn:nb(?P<kind>remove|undo):{ENTRY}"):
    """Removes the entry: for who saved it, or a moderator."""

    def __init__(self, entry_id: str, words: Texts, *, undo: bool = False) -> None:
        """``undo`` takes back what was just saved."""
        label = words("notebook-undo" if undo else "notebook-remove")
        kind = "undo" if undo else "remove"
        super().__init__(entry_id, label, f"fn:nb{kind}:{entry_id}")

    async def press(self, interaction: discord.Interaction[FootnoteBot], words: Texts) -> None:
        await interaction.response.defer()
        entry = await remove(interaction, self.entry_id)
        view = ui.View(timeout=None)
        view.add_item(RestoreButton(entry.id, words))
        await interaction.followup.send(words("notebook-did-remove"), view=view, ephemeral=True)


class RestoreButton(EntryButton, template=rf"fn:nbrestore:{ENTRY}"):
    """Brings back an entry that was removed."""

    def __init__(self, entry_id: str, words: Texts) -> None:
        super().__init__(entry_id, words("notebook-undo"), f"fn:nbrestore:{entry_id}")

    async def press(self, interaction: discord.Interaction[FootnoteBot], words: Texts) -> None:
        await interaction.response.defer()
        await interaction.client.in_thread(notebook_of(interaction).restore, self.entry_id)
        said = words("notebook-did-restore")
        await interaction.edit_original_response(content=said, view=None)


class NotebookPageButton(
    ui.DynamicItem[ui.Button[Any]],
    template=r"fn:nb:(?P<page>\d{1,4}):(?P<thread>\d{1,20}):(?P<tag>[0-9a-f]{1,8})",
):
    """Shows a page of the notebook: on the card itself where it is one, else privately."""

    def __init__(self, page: int, thread: str, tag: str, label: str) -> None:
        """``thread`` and ``tag`` are what entries are chosen by, "0" for all."""
        self.page, self.thread, self.tag = page, thread, tag
        super().__init__(ui.Button(label=label, custom_id=f"fn:nb:{page}:{thread}:{tag}"))

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction, _item: ui.Item[Any], match: re.Match[str]
    ) -> Self:
        return cls(int(match["page"]), match["thread"], match["tag"], texts()("answer-more"))

    async def callback(self, interaction: discord.Interaction[FootnoteBot]) -> None:
        try:
            message = interaction.message
            # A card turns; below an ordinary message a new one opens.
            turns = message is not None and message.flags.components_v2
            await interaction.response.defer(ephemeral=True, thinking=not turns)
            thread = "" if self.thread == "0" else self.thread
            card = await notebook_card(interaction, page=self.page, thread=thread, tag_key=self.tag)
            await interaction.edit_original_response(view=card)
        except Exception as error:
            await tell(interaction, error)


class EntryList(ui.DynamicItem[ui.Select[Any]], template=r"fn:nbopen"):
    """A list to open an entry from, for the one who chooses."""

    def __init__(self, labels: Mapping[str, str], words: Texts) -> None:
        """``labels`` are those of the entries, by id."""
        select: ui.Select[Any] = ui.Select(
            custom_id="fn:nbopen",
            placeholder=words("notebook-open"),
            options=[
                discord.SelectOption(label=label[:100], value=entry_id)
                for entry_id, label in labels.items()
            ],
        )
        super().__init__(select)

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction, _item: ui.Item[Any], _match: re.Match[str]
    ) -> Self:
        return cls({"0": "0"}, texts())

    async def callback(self, interaction: discord.Interaction[FootnoteBot]) -> None:
        try:
            await interaction.response.defer(ephemeral=True, thinking=True)
            data: Any = interaction.data or {}
            await show_entry(interaction, next(iter(data.get("values", ())), ""))
        except Exception as error:
            await tell(interaction, error)


async def show_entry(interaction: discord.Interaction[FootnoteBot], entry_id: str) -> None:
    """Shows one entry whole, in the place of what was acknowledged."""
    from bot.views.notebook_card import EntryCard  # which carries these buttons

    bot = interaction.client
    entry = await bot.in_thread(notebook_of(interaction).entry, entry_id)
    around = await bot.in_thread(bot.app.surroundings, bot.team_key(interaction), entry.quote)
    words = await bot.texts(interaction, private=True)
    card = EntryCard(entry, words, gone=not around.present)
    await interaction.edit_original_response(view=card)


async def notebook_card(
    interaction: discord.Interaction[FootnoteBot],
    *,
    page: int = 0,
    thread: str = "",
    tag: str = "",
    tag_key: str = "0",
    searched: str = "",
) -> Any:
    """A page of the notebook of a channel, chosen by thread, tag and words."""
    from bot.core.notebook_search import search
    from bot.views import notebook_card as cards  # which carry these buttons

    bot = interaction.client
    notebook = notebook_of(interaction)
    words = await bot.texts(interaction, private=True)
    team = bot.team_key(interaction)

    def look() -> tuple[list[Entry], str, dict[str, bool]]:
        chosen = tag.casefold()
        if tag_key != "0":
            chosen = next((each for each in notebook.tags() if cards.tag_key(each) == tag_key), "")
        entries = notebook.entries(thread=thread, tag=chosen)
        if searched:
            entries = search(entries, searched, bot.app.snapshots.analyzer)
        first = min(page, max(0, len(entries) - 1) // cards.ENTRIES_A_PAGE) * cards.ENTRIES_A_PAGE
        shown = entries[first : first + cards.ENTRIES_A_PAGE]
        gone = {each.id: not bot.app.surroundings(team, each.quote).present for each in shown}
        return entries, chosen, gone

    entries, chosen, gone = await bot.in_search(look)
    heading = ""
    if searched:
        entries = entries[: cards.ENTRIES_A_PAGE]
        asked = escape(shortened(printable(searched), 100))
        key = "notebook-found" if entries else "notebook-nothing-for"
        heading = words(key, words=asked)
        if not entries:
            return cards.Words(heading)
    return cards.NotebookCard(
        entries, page, words, gone=gone, heading=heading, thread=thread, tag=chosen
    )


async def remove(interaction: discord.Interaction[FootnoteBot], entry_id: str) -> Entry:
    """Removes an entry for its saver or a moderator. Raises `NotebookRefused`."""
    return await interaction.client.in_thread(
        notebook_of(interaction).remove,
        entry_id,
        str(interaction.user.id),
        anyones=interaction.permissions.manage_messages,
    )


def notebook_of(interaction: discord.Interaction[FootnoteBot]) -> Notebook:
    """The notebook of the channel that something comes from; a thread has its parent's."""
    channel = interaction.channel
    place = channel.parent_id if isinstance(channel, discord.Thread) else interaction.channel_id
    bot = interaction.client
    return Notebook(bot.app.team_file(bot.team_key(interaction)), str(place))


async def _note(
    interaction: discord.Interaction[FootnoteBot], match: re.Match[str], values: Values
) -> None:
    await interaction.response.defer(ephemeral=True, thinking=True)
    bot = interaction.client
    notebook = notebook_of(interaction)
    entry = await bot.in_thread(notebook.note, match["entry"], typed(values, "note"))
    words = await bot.texts(interaction, private=True)
    said = words("notebook-did-note" if entry.note else "notebook-did-clear")
    await interaction.edit_original_response(content=said)


async def _tag(
    interaction: discord.Interaction[FootnoteBot], match: re.Match[str], values: Values
) -> None:
    await interaction.response.defer(ephemeral=True, thinking=True)
    bot = interaction.client
    notebook = notebook_of(interaction)
    before = await bot.in_thread(notebook.entry, match["entry"])
    wanted = [each for each in typed(values, "tags").split(",") if each.strip()]
    changed = await bot.in_thread(notebook.tag, match["entry"], add=wanted, take=before.tags)
    words = await bot.texts(interaction, private=True)
    await interaction.edit_original_response(content=tagged(changed, words))


def tagged(entry: Entry, words: Texts) -> str:
    """What tags an entry has now."""
    if not entry.tags:
        return words("notebook-did-untag")
    return words("notebook-did-tag", tags=escape(", ".join(entry.tags)))


def add_forms(forms: Forms) -> None:
    """Lets notebooks' modals be answered."""
    forms.add(rf"fn:saving:{ANSWER}:(?P<number>[1-9]\d?)", _save)
    forms.add(rf"fn:noting:{ENTRY}", _note)
    forms.add(rf"fn:tagging:{ENTRY}", _tag)


#: What the client looks for in the ids of pressed buttons.
NOTEBOOK_BUTTONS = (
    SaveButton,
    NoteButton,
    TagButton,
    RemoveEntryButton,
    RestoreButton,
    NotebookPageButton,
    EntryList,
)
