"""/check, and Check quotes on a message: a draft's quotations, each held against the articles."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.completion import complete_library
from bot.config import LIBRARY_NAME
from bot.core.checked import Check
from bot.core.checked_draft import as_list, with_footnotes
from bot.core.draft import MOST_IN_DISCORD as MOST_BYTES
from bot.core.draft import Draft, is_readable, read_draft
from bot.core.quote_check import MOST_IN_DISCORD, Checking
from bot.core.rendering import Wording
from bot.core.team_file import TeamUnusable
from bot.core.text_file import FileRefused
from bot.core.texts import told
from bot.limits import count_question
from bot.localised import command_text, option_texts
from bot.manner import manner
from bot.views.check_buttons import FILES
from bot.views.check_card import CheckCard
from bot.views.forms import Values, field, form, typed
from bot.views.linked import linked_message, message_link, written
from bot.views.notice import tell

if TYPE_CHECKING:
    import re

    from bot.client import FootnoteBot

log = logging.getLogger(__name__)

# A library's name is short enough to stand in an id.
_FORM = rf"fn:check:(?P<shown>private|public):(?P<library>(?:{LIBRARY_NAME.pattern})?)"
# As much as a field takes (Discord developer documentation, "Component Reference").
_MOST_TEXT = 4_000


class CheckQuotes(commands.Cog):
    """The ways to have a draft checked."""

    def __init__(self, bot: FootnoteBot) -> None:
        self.bot = bot
        self._menu = app_commands.ContextMenu(
            name=command_text("check-menu"), callback=self.check_message
        )
        bot.tree.add_command(self._menu)
        bot.forms.add(_FORM, self._typed)

    async def cog_unload(self) -> None:
        """Takes the context menu along, which a cog does not do by itself."""
        self.bot.tree.remove_command(self._menu.name, type=self._menu.type)

    @app_commands.command(
        name=command_text("check-command"), description=command_text("check-command-about")
    )
    @app_commands.autocomplete(library=complete_library)
    @option_texts("check-option", "file", "text", "library", "private")
    async def check(
        self,
        interaction: discord.Interaction[FootnoteBot],
        file: discord.Attachment | None = None,
        text: app_commands.Range[str, 1, _MOST_TEXT] | None = None,
        library: app_commands.Range[str, 1, 100] | None = None,
        private: bool = True,
    ) -> None:
        """A file, or a text, or a link to a message; with none, a field to paste one into."""
        if file is None and text is None:
            await self._ask_for_text(interaction, library, private=private)
            return
        await self._respond(interaction, file or text or "", library=library, private=private)

    async def _ask_for_text(
        self, interaction: discord.Interaction[FootnoteBot], library: str | None, *, private: bool
    ) -> None:
        """Shows the field to paste into. The form's id has the options, which anybody may make up:
        they are looked at again when it is sent in."""
        try:
            words = await self.bot.texts(interaction, private=True)
            if library is not None:
                # Nobody pastes a text for a library that there is none of.
                team = self.bot.team_key(interaction)
                await self.bot.in_thread(self.bot.app.check, team, "library", library=library)
            shown = "private" if private else "public"
            entry = field(
                "text", words("check-form-text"), most=_MOST_TEXT, long=True, required=True
            )
            asking = form(f"fn:check:{shown}:{library or ''}", words("check-title"), entry)
            await interaction.response.send_modal(asking)
        except Exception as error:
            await tell(interaction, error)

    async def check_message(
        self, interaction: discord.Interaction[FootnoteBot], message: discord.Message
    ) -> None:
        """The first file of a message that can be read, or else its text, for who looks alone."""
        await self._respond(interaction, _draft_in(message), private=True)

    async def _typed(
        self,
        interaction: discord.Interaction[FootnoteBot],
        match: re.Match[str],
        values: Values,
    ) -> None:
        library, private = match["library"] or None, match["shown"] == "private"
        await self._respond(interaction, typed(values, "text"), library=library, private=private)

    async def _respond(
        self,
        interaction: discord.Interaction[FootnoteBot],
        given: discord.Attachment | str,
        *,
        library: str | None = None,
        private: bool,
    ) -> None:
        """Acknowledges, checks, and edits once. Whatever goes wrong is told to the asker."""
        try:
            how = await manner(self.bot, interaction, private=private, library=library)
            private = how.private
            team = self.bot.team_key(interaction)
            count_question(self.bot, team, interaction.user.id)
            await interaction.response.defer(ephemeral=private, thinking=True)
            if isinstance(given, str) and (link := message_link(given)):
                given = _draft_in(await linked_message(interaction, link))
            draft = await self._draft(given)
            checking = await self.bot.in_search(
                self.bot.app.check_quotations,
                team,
                draft,
                library=how.library,
                most=MOST_IN_DISCORD,
            )
            steps = checking.steps()
            # One quotation at a time, so that others have their turn in between.
            while await self.bot.in_search(_next, steps):
                pass
            await self._show(interaction, draft, checking, private=private)
        except Exception as error:
            await tell(interaction, error, instead=not private, after_fault="check-again")

    async def _draft(self, given: discord.Attachment | str) -> Draft:
        if isinstance(given, str):
            return await self.bot.in_thread(read_draft, given.encode("utf-8", "replace"))
        if given.size > MOST_BYTES:
            raise told(FileRefused, "check-too-large", most=MOST_BYTES >> 10)
        return await self.bot.in_thread(read_draft, await given.read(), given.filename)

    async def _show(
        self,
        interaction: discord.Interaction[FootnoteBot],
        draft: Draft,
        checking: Checking,
        *,
        private: bool,
    ) -> None:
        check = checking.result()
        words = await self.bot.texts(interaction, private=private)
        files = await self.bot.in_thread(_files, draft, check, Wording(words))
        try:
            check_id: str | None = await self.bot.in_thread(
                self.bot.team_of(interaction).keep,
                check,
                asker=str(interaction.user.id),
                place=str(interaction.channel_id),
                private=private,
            )
        except TeamUnusable as error:
            log.error("a check could not be kept: %s", error)  # noqa: TRY400 - a full disk is no bug, so no trace
            check_id = None
        # So many findings take a moment to be cut to fit.
        card = await self.bot.in_thread(
            CheckCard, check, check_id, texts=words, files=files, private=private
        )
        await interaction.edit_original_response(view=card, attachments=files)


def _draft_in(message: discord.Message) -> discord.Attachment | str:
    """The first file of a message that can be read, or else its text."""
    files = [each for each in message.attachments if is_readable(each.filename)]
    return files[0] if files else written(message)


def _next(steps: Iterator[None]) -> bool:
    """Looks at the next quotation; whether there was one."""
    return next(steps, False) is None


def _files(draft: Draft, check: Check, wording: Wording) -> list[discord.File]:
    if not check.findings:
        return []
    written = (with_footnotes(draft, check, wording), as_list(check, wording))
    return [
        discord.File(io.BytesIO(text.encode()), name)
        for name, text in zip(FILES, written, strict=True)
    ]


async def setup(bot: FootnoteBot) -> None:
    """Adds the cog."""
    await bot.add_cog(CheckQuotes(bot))
