"""The buttons on a notebook's entries, and their forms. They are found by their ids, also after a
restart.

An id holds an entry's own id; the notebook is always that of the channel where it was pressed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Self

import discord
from discord import ui

from bot.core.notebook import LONGEST_NOTE, LONGEST_TAG, MOST_TAGS, Notebook
from bot.core.notebook_entry import Entry, EntryChanged, NotebookRefused, Noted, mark
from bot.core.texts import Texts, texts, told
from bot.views.forms import Forms, Values, field, form, typed
from bot.views.given_back import Given, with_given
from bot.views.markdown import escape
from bot.views.notice import tell

if TYPE_CHECKING:
    from bot.client import FootnoteBot

ENTRY = r"(?P<entry>[0-9a-f]{12})"
# The mark of what a form showed: whether that still stands is looked at when it is sent in.
_SEEN = r"(?P<seen>[0-9a-f]{12})"
# What all tags of an entry may take, with commas between.
_TAGS = MOST_TAGS * (LONGEST_TAG + 2)


class EntryButton(ui.DynamicItem[ui.Button[Any]], template=r"unused"):
    """A button on an entry of the notebook of the channel where it is pressed."""

    def __init__(self, entry_id: str, label: str, custom_id: str) -> None:
        self.entry_id = entry_id
        super().__init__(ui.Button(label=label, custom_id=custom_id))

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction, _item: ui.Item[Any], match: re.Match[str]
    ) -> Self:
        return cls(match["entry"], texts())  # type: ignore[call-arg, arg-type]  # each subclass takes an entry and texts

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
        custom_id = f"fn:noting:{entry.id}:{mark(entry.note)}"
        await interaction.response.send_modal(form(custom_id, label, typing))


class TagButton(EntryButton, template=rf"fn:nbtag:{ENTRY}"):
    """Shows the tags to be changed."""

    def __init__(self, entry_id: str, words: Texts) -> None:
        super().__init__(entry_id, words("notebook-tags"), f"fn:nbtag:{entry_id}")

    async def press(self, interaction: discord.Interaction[FootnoteBot], words: Texts) -> None:
        entry = await self.entry(interaction)
        label = words("notebook-tags-typed")
        typing = field("tags", label, default=entry.listed_tags, most=_TAGS)
        custom_id = f"fn:tagging:{entry.id}:{mark(entry.listed_tags)}"
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


class PutBackButton(EntryButton, template=rf"fn:nbnoteback:(?P<undo>[0-9a-f]{{12}}):{_SEEN}"):
    """Puts a note back that another took the place of, as long as that is the one that stands."""

    def __init__(self, undo: str, seen: str, words: Texts) -> None:
        self.undo, self.seen = undo, seen
        super().__init__(undo, words("notebook-undo"), f"fn:nbnoteback:{undo}:{seen}")

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction, _item: ui.Item[Any], match: re.Match[str]
    ) -> Self:
        return cls(match["undo"], match["seen"], texts())

    async def press(self, interaction: discord.Interaction[FootnoteBot], words: Texts) -> None:
        await interaction.response.defer()
        notebook = notebook_of(interaction)
        try:
            await interaction.client.in_thread(notebook.put_back, self.undo, self.seen)
        except EntryChanged as error:
            given = [Given("now", error.now.note), Given("before", error.before)]
            await _give_back(interaction, error, given, NoteButton(error.now.id, words))
            return
        said = words("notebook-did-put-back")
        await interaction.edit_original_response(content=said, view=None, attachments=[])


async def show_noted(
    interaction: discord.Interaction[FootnoteBot], noted: Noted, words: Texts
) -> None:
    """Tells that a note was set or cleared, in the place of what was acknowledged; one that was
    lost by that is shown, with a button that puts it back."""
    said = words("notebook-did-note" if noted.entry.note else "notebook-did-clear")
    if not noted.undo:
        await interaction.edit_original_response(content=said)
        return
    said, files = with_given(said, [Given("before", noted.before)], words)
    view = ui.View(timeout=None)
    view.add_item(PutBackButton(noted.undo, mark(noted.entry.note), words))
    await interaction.edit_original_response(content=said, view=view, attachments=files)


async def remove(interaction: discord.Interaction[FootnoteBot], entry_id: str) -> Entry:
    """Removes an entry for its saver or a moderator. Raises `NotebookRefused`.

    In direct messages all entries are that person's own, also once they were forgotten.
    """
    return await interaction.client.in_thread(
        notebook_of(interaction).remove,
        entry_id,
        str(interaction.user.id),
        anyones=interaction.guild_id is None or interaction.permissions.manage_messages,
    )


def notebook_of(interaction: discord.Interaction[FootnoteBot]) -> Notebook:
    """The notebook of the channel that something comes from; a thread has its parent's.

    But a private thread has one of its own: not all who see its parent see it. Raises
    `NotebookRefused` for a member who cannot see the channel any more.
    """
    channel = interaction.channel
    if interaction.guild_id is not None and not interaction.permissions.view_channel:
        raise told(NotebookRefused, "notebook-hidden")
    place, parent = interaction.channel_id, None
    if isinstance(channel, discord.Thread):
        if channel.is_private():
            parent = channel.parent_id
        else:
            place = channel.parent_id
    bot = interaction.client
    file = bot.app.team_file(bot.team_key(interaction))
    return Notebook(file, str(place), str(parent or ""))


async def _note(
    interaction: discord.Interaction[FootnoteBot], match: re.Match[str], values: Values
) -> None:
    await interaction.response.defer(ephemeral=True, thinking=True)
    bot = interaction.client
    notebook, note = notebook_of(interaction), typed(values, "note")
    words = await bot.texts(interaction, private=True)
    try:
        noted = await bot.in_thread(notebook.note, match["entry"], note, seen=match["seen"])
    except EntryChanged as error:
        button = NoteButton(error.now.id, words)
        await _give_back(interaction, error, [Given("now", error.now.note)], button)
        return
    await show_noted(interaction, noted, words)


async def _tag(
    interaction: discord.Interaction[FootnoteBot], match: re.Match[str], values: Values
) -> None:
    await interaction.response.defer(ephemeral=True, thinking=True)
    bot = interaction.client
    notebook, tags = notebook_of(interaction), typed(values, "tags").split(",")
    words = await bot.texts(interaction, private=True)
    try:
        changed = await bot.in_thread(
            notebook.tag, match["entry"], add=tags, take=None, seen=match["seen"]
        )
    except EntryChanged as error:
        button = TagButton(error.now.id, words)
        await _give_back(interaction, error, [Given("now", error.now.listed_tags)], button)
        return
    await interaction.edit_original_response(content=tagged(changed, words))


async def _give_back(
    interaction: discord.Interaction[FootnoteBot],
    error: EntryChanged,
    given: list[Given],
    button: EntryButton,
) -> None:
    """Tells that an entry was changed meanwhile, what is ``given`` of it, and what was typed; the
    button opens the form anew."""
    view = ui.View(timeout=None)
    view.add_item(button)
    await tell(interaction, error, view=view, given=given)


def tagged(entry: Entry, words: Texts) -> str:
    """What tags an entry has now."""
    if not entry.tags:
        return words("notebook-did-untag")
    return words("notebook-did-tag", tags=escape(", ".join(entry.tags)))


def nothing_in(tag: str, words: Texts) -> str:
    """That a notebook is empty, or has nothing with a tag."""
    return words("notebook-nothing-tagged", tag=escape(tag)) if tag else words("notebook-empty")


def add_forms(forms: Forms) -> None:
    """Lets notebooks' modals be answered."""
    forms.add(rf"fn:noting:{ENTRY}:{_SEEN}", _note)
    forms.add(rf"fn:tagging:{ENTRY}:{_SEEN}", _tag)


#: What the client looks for in the ids of pressed buttons.
NOTEBOOK_BUTTONS = (
    NoteButton,
    PutBackButton,
    TagButton,
    RemoveEntryButton,
    RestoreButton,
)
