"""/ask-file: the questions of a file, answered as a table and a report."""

from __future__ import annotations

import asyncio
import contextlib
import io
import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.completion import complete_library
from bot.core.answer import Answer
from bot.core.batch import MOST_IN_DISCORD, PASSAGES, Entry, ask_all, to_csv, to_markdown
from bot.core.question_file import read_questions
from bot.core.rendering import Wording
from bot.core.team_file import TeamUnusable
from bot.core.text_file import FileRefused
from bot.core.texts import Texts, told
from bot.limits import count_question
from bot.localised import command_text, option_texts
from bot.manner import manner
from bot.views.batch import BatchCard, Run
from bot.views.notice import in_words, tell, tell_privately

if TYPE_CHECKING:
    from bot.client import FootnoteBot

log = logging.getLogger(__name__)

# Fifty questions of the longest kind are smaller.
_MOST_BYTES = 256 << 10


class AskFile(commands.Cog):
    """Several questions at once."""

    def __init__(self, bot: FootnoteBot) -> None:
        self.bot = bot

    @app_commands.command(
        name=command_text("batch-command"), description=command_text("batch-command-about")
    )
    @app_commands.autocomplete(library=complete_library)
    @option_texts("batch-option", "file", "library", "private")
    async def ask_file(
        self,
        interaction: discord.Interaction[FootnoteBot],
        file: discord.Attachment,
        library: app_commands.Range[str, 1, 100] | None = None,
        private: bool | None = None,
    ) -> None:
        """One message that shows how far it is, and then has the files."""
        run = None
        try:
            how = await manner(self.bot, interaction, private=private, library=library)
            private, library = how.private, how.library
            team = self.bot.team_key(interaction)
            count_question(self.bot, team, interaction.user.id)
            await interaction.response.defer(ephemeral=private, thinking=True)
            questions = await self._questions(file)
            await self.bot.in_thread(self.bot.app.check, team, "library", library=library)
            run = self.bot.runs.begin(team, interaction.user.id, len(questions))
            await self._ask(interaction, run, questions, library, private=private)
        except Exception as error:
            if run is not None and private:
                await self._end(interaction, run, error)
            else:
                instead = private is not True
                await tell(interaction, error, instead=instead, after_fault="batch-again")
        finally:
            if run is not None:
                self.bot.runs.end(run)

    async def _ask(
        self,
        interaction: discord.Interaction[FootnoteBot],
        run: Run,
        questions: list[str],
        library: str | None,
        *,
        private: bool,
    ) -> None:
        words = await self.bot.texts(interaction, private=private)
        asked_at = self.bot.app.clock()
        await interaction.edit_original_response(view=BatchCard(run, words))
        await self.bot.in_search(self.bot.app.sync)
        entries: list[Entry] = []
        kept: list[str] = []
        asking = ask_all(questions, self._asker(interaction, library, kept, private=private))
        why = ""
        try:
            await self._ask_all(interaction, run, asking, entries, words)
        except Exception as error:
            if not entries:
                raise
            own = await self.bot.texts(interaction, private=True)
            why = in_words(error, own, "batch-again")
        table, report = await self.bot.in_thread(_files, entries, words, asked_at)
        team = self.bot.team_key(interaction)
        await self.bot.in_thread(self.bot.app.exported, team, answers=kept)
        found = sum(1 for each in entries if each.answer and each.answer.citations)
        ended = None
        if why:
            ended = words("batch-broken", done=run.done, count=run.count)
            ended = f"{ended} {why}" if private else ended
        card = BatchCard(run, words, found=found, files=(table, report), ended=ended)
        await interaction.edit_original_response(view=card, attachments=[table, report])
        if why and not private:
            await tell_privately(interaction, why)

    async def _ask_all(
        self,
        interaction: discord.Interaction[FootnoteBot],
        run: Run,
        asking: Iterator[Entry],
        entries: list[Entry],
        words: Texts,
    ) -> None:
        """Adds what comes of one question after another, and shows how far it is."""
        loop = asyncio.get_running_loop()
        shown = loop.time()
        while not run.stopped and (entry := await self.bot.in_search(_next, asking)) is not None:
            entries.append(entry)
            run.done = len(entries)
            if loop.time() - shown >= self.bot.runs.shown_every and run.done < run.count:
                # How far it is may fail to be shown; what was found is shown at the end.
                with contextlib.suppress(discord.HTTPException):
                    await interaction.edit_original_response(view=BatchCard(run, words))
                shown = loop.time()

    async def _end(
        self, interaction: discord.Interaction[FootnoteBot], run: Run, error: Exception
    ) -> None:
        """Puts what went wrong in the place of how far a private file is, or below that."""
        words = await self.bot.texts(interaction, private=True)
        why = in_words(error, words, "batch-again")
        try:
            card = BatchCard(run, words, ended=why)
            await interaction.edit_original_response(view=card, attachments=[])
        except discord.HTTPException as refused:
            log.warning("could not show how a file of questions ended: %s", refused)
            await tell_privately(interaction, why)

    async def _questions(self, file: discord.Attachment) -> list[str]:
        if file.size > _MOST_BYTES:
            raise told(FileRefused, "batch-too-large", most=_MOST_BYTES >> 10)
        data = await file.read()
        return await self.bot.in_thread(read_questions, data, file.filename, MOST_IN_DISCORD)

    def _asker(
        self,
        interaction: discord.Interaction[FootnoteBot],
        library: str | None,
        ids: list[str],
        *,
        private: bool,
    ) -> Any:
        """What asks one question, and keeps its answer for its receipt; its id is added to
        ``ids``."""
        team = self.bot.team_key(interaction)
        kept = self.bot.app.team(team)
        asker, place = str(interaction.user.id), str(interaction.channel_id)

        def ask(question: str) -> Answer:
            answer = self.bot.app.ask(team, question, library=library, limit=PASSAGES, sync=False)
            try:
                ids.append(kept.keep(answer, asker=asker, place=place, private=private))
            except TeamUnusable as error:
                log.warning("%s The receipt %s leads nowhere.", error, answer.receipt)
            return answer

        return ask


def _next(asking: Iterator[Entry]) -> Entry | None:
    return next(asking, None)


def _files(entries: list[Entry], words: Texts, asked_at: Any) -> tuple[discord.File, discord.File]:
    wording = Wording(words)
    # With a byte order mark, by which spreadsheets know UTF-8.
    table = to_csv(entries, wording).encode("utf-8-sig")
    report = to_markdown(entries, wording, asked_at).encode()
    return (
        discord.File(io.BytesIO(table), "answers.csv"),
        discord.File(io.BytesIO(report), "answers.md"),
    )


async def setup(bot: FootnoteBot) -> None:
    """Adds the cog."""
    await bot.add_cog(AskFile(bot))
