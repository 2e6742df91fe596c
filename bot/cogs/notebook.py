"""/notebook: the passages that a channel's members saved."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.core.exports import exports, packed
from bot.core.notebook import LONGEST_NOTE, LONGEST_TAG, plain_tag
from bot.core.rendering import Wording, printable, title
from bot.limits import count_question
from bot.localised import command_text, option_texts
from bot.manner import manner
from bot.views.markdown import shortened
from bot.views.notebook_buttons import (
    RestoreButton,
    notebook_of,
    nothing_in,
    remove,
    show_noted,
    tagged,
)
from bot.views.notebook_page import notebook_card, show_entry
from bot.views.notice import tell

if TYPE_CHECKING:
    from bot.client import FootnoteBot

_MOST_CHOICES = 25


async def complete_entry(
    interaction: discord.Interaction[FootnoteBot], current: str
) -> list[app_commands.Choice[str]]:
    """The entries of this channel's notebook that have what was typed. It binds nobody."""
    entries = await interaction.client.in_thread(notebook_of(interaction).entries)
    wanted = current.casefold()
    found = []
    for each in entries:
        shown = shortened(f"{title(each.quote)}: {printable(each.quote.text)}", 100)
        if wanted in f"{each.id} {shown} {each.note} {' '.join(each.tags)}".casefold():
            found.append(app_commands.Choice(name=shown, value=each.id))
    return found[:_MOST_CHOICES]


async def complete_tag(
    interaction: discord.Interaction[FootnoteBot], current: str
) -> list[app_commands.Choice[str]]:
    """The tags of this channel's notebook that begin with what was typed. It binds nobody."""
    tags = await interaction.client.in_thread(notebook_of(interaction).tags)
    typed = current.casefold()
    found = [each for each in tags if each.startswith(typed)]
    return [app_commands.Choice(name=each, value=each) for each in found[:_MOST_CHOICES]]


class NotebookCog(
    commands.GroupCog,
    group_name=command_text("notebook-command"),
    group_description=command_text("notebook-command-about"),
):
    """What members of a channel saved, for whoever can see the channel."""

    def __init__(self, bot: FootnoteBot) -> None:
        self.bot = bot

    @app_commands.command(
        name=command_text("notebook-command-show"),
        description=command_text("notebook-command-show-about"),
    )
    @app_commands.autocomplete(entry=complete_entry, tag=complete_tag)
    @option_texts("notebook-option", "tag", "entry", "thread")
    async def show(
        self,
        interaction: discord.Interaction[FootnoteBot],
        tag: app_commands.Range[str, 1, LONGEST_TAG] | None = None,
        entry: app_commands.Range[str, 1, 100] | None = None,
        thread: bool = False,
    ) -> None:
        """The entries page by page, or one of them whole."""
        try:
            await interaction.response.defer(ephemeral=True, thinking=True)
            if entry:
                await show_entry(interaction, entry)
                return
            only = str(interaction.channel_id) if thread else ""
            card = await notebook_card(interaction, thread=only, tag=tag or "")
            await interaction.edit_original_response(view=card)
        except Exception as error:
            await tell(interaction, error)

    @app_commands.command(
        name=command_text("notebook-command-search"),
        description=command_text("notebook-command-search-about"),
    )
    @option_texts("notebook-option", "words")
    async def search(
        self,
        interaction: discord.Interaction[FootnoteBot],
        words: app_commands.Range[str, 1, 200],
    ) -> None:
        """The entries that have any of the words, best first."""
        try:
            count_question(self.bot, self.bot.team_key(interaction), interaction.user.id)
            await interaction.response.defer(ephemeral=True, thinking=True)
            card = await notebook_card(interaction, searched=words)
            await interaction.edit_original_response(view=card)
        except Exception as error:
            await tell(interaction, error)

    @app_commands.command(
        name=command_text("notebook-command-note"),
        description=command_text("notebook-command-note-about"),
    )
    @app_commands.autocomplete(entry=complete_entry)
    @option_texts("notebook-option", "entry", "note")
    async def note(
        self,
        interaction: discord.Interaction[FootnoteBot],
        entry: app_commands.Range[str, 1, 100],
        note: app_commands.Range[str, 1, LONGEST_NOTE] | None = None,
    ) -> None:
        """Sets a note, or clears it where none is given; a button puts back what was there."""
        try:
            await interaction.response.defer(ephemeral=True, thinking=True)
            noted = await self.bot.in_thread(notebook_of(interaction).note, entry, note or "")
            words = await self.bot.texts(interaction, private=True)
            await show_noted(interaction, noted, words)
        except Exception as error:
            await tell(interaction, error)

    @app_commands.command(
        name=command_text("notebook-command-tag"),
        description=command_text("notebook-command-tag-about"),
    )
    @app_commands.autocomplete(entry=complete_entry, add=complete_tag, take=complete_tag)
    @option_texts("notebook-option", "entry", "add", "take")
    async def tag(
        self,
        interaction: discord.Interaction[FootnoteBot],
        entry: app_commands.Range[str, 1, 100],
        add: app_commands.Range[str, 1, 100] | None = None,
        take: app_commands.Range[str, 1, 100] | None = None,
    ) -> None:
        """Adds tags, which commas part, and takes others off."""
        try:
            await interaction.response.defer(ephemeral=True, thinking=True)
            changed = await self.bot.in_thread(
                notebook_of(interaction).tag,
                entry,
                add=(add or "").split(","),
                take=(take or "").split(","),
            )
            words = await self.bot.texts(interaction, private=True)
            await interaction.edit_original_response(content=tagged(changed, words))
        except Exception as error:
            await tell(interaction, error)

    @app_commands.command(
        name=command_text("notebook-command-remove"),
        description=command_text("notebook-command-remove-about"),
    )
    @app_commands.autocomplete(entry=complete_entry)
    @option_texts("notebook-option", "entry")
    async def remove(
        self,
        interaction: discord.Interaction[FootnoteBot],
        entry: app_commands.Range[str, 1, 100],
    ) -> None:
        """Removes an entry; a button brings it back."""
        try:
            await interaction.response.defer(ephemeral=True, thinking=True)
            removed = await remove(interaction, entry)
            words = await self.bot.texts(interaction, private=True)
            view = ui.View(timeout=None)
            view.add_item(RestoreButton(removed.id, words))
            said = words("notebook-did-remove")
            await interaction.edit_original_response(content=said, view=view)
        except Exception as error:
            await tell(interaction, error)

    @app_commands.command(
        name=command_text("notebook-command-export"),
        description=command_text("notebook-command-export-about"),
    )
    @app_commands.autocomplete(tag=complete_tag)
    @option_texts("notebook-option", "format_", "tag", "public")
    @app_commands.choices(
        format_=[
            app_commands.Choice(name=each.TITLE, value=each.NAME) for each in exports().values()
        ]
    )
    async def export(
        self,
        interaction: discord.Interaction[FootnoteBot],
        format_: str = "markdown",
        tag: app_commands.Range[str, 1, LONGEST_TAG] | None = None,
        public: bool = False,
    ) -> None:
        """The notebook as a file, for the one who asked or for everybody."""
        try:
            count_question(self.bot, self.bot.team_key(interaction), interaction.user.id)
            public = not (await manner(self.bot, interaction, private=not public)).private
            await interaction.response.defer(ephemeral=not public, thinking=True)
            words = await self.bot.texts(interaction, private=not public)
            export = exports()[format_]
            notebook, app = notebook_of(interaction), self.bot.app
            team, most = self.bot.team_key(interaction), interaction.filesize_limit

            def write() -> tuple[int, str, bytes]:
                entries = notebook.entries(tag=plain_tag(tag or ""))
                gone = app.gone(team, {each.id: each.quote for each in entries})
                data = export.write(entries, Wording(words), gone)
                if export.RECEIPTS:
                    app.exported(team, receipts=(each.receipt for each in entries))
                return len(entries), *packed(f"notebook{export.SUFFIX}", data, most)

            count, name, data = await self.bot.in_search(write)
            if not count:
                none = nothing_in(plain_tag(tag or ""), words)
                await interaction.edit_original_response(content=none)
                return
            file = discord.File(io.BytesIO(data), name)
            said = words("notebook-title", count=count)
            await interaction.edit_original_response(content=said, attachments=[file])
        except Exception as error:
            await tell(interaction, error, instead=public)


async def setup(bot: FootnoteBot) -> None:
    """Adds the cog."""
    await bot.add_cog(NotebookCog(bot))
