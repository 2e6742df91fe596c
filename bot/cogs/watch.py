"""/watch: questions that are kept, and what is done with them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.completion import complete_library
from bot.core.answer import Options
from bot.core.answering import LONGEST_QUESTION
from bot.core.texts import told
from bot.core.watch import BY_ITSELF, Every, Wanted, Watch, WatchRefused
from bot.limits import count_question
from bot.localised import command_text, option_texts
from bot.manner import manner
from bot.views.markdown import shortened
from bot.views.notice import tell
from bot.views.watch_buttons import change, place_of, tell_of_pauses
from bot.views.watch_list import AddedCard, show_list, visible

if TYPE_CHECKING:
    from bot.client import FootnoteBot

_MOST_CHOICES = 25
_MOST_DAYS = 365


async def complete_watch(
    interaction: discord.Interaction[FootnoteBot], current: str
) -> list[app_commands.Choice[str]]:
    """The watches that somebody may see and that have what was typed. It binds nobody."""
    typed = current.casefold()
    watches = await interaction.client.in_thread(visible, interaction)
    return [
        app_commands.Choice(name=shortened(each.question, 100), value=each.id)
        for each in watches
        if typed in each.question.casefold()
    ][:_MOST_CHOICES]


class WatchCog(
    commands.GroupCog,
    group_name=command_text("watch-command"),
    group_description=command_text("watch-command-about"),
):
    """What is watched in a channel, for whoever can see it."""

    def __init__(self, bot: FootnoteBot) -> None:
        self.bot = bot

    @app_commands.command(
        name=command_text("watch-command-add"), description=command_text("watch-command-add-about")
    )
    @app_commands.autocomplete(library=complete_library)
    @app_commands.choices(
        every=[
            app_commands.Choice(name=command_text(f"watch-every-{each.value}"), value=each.value)
            for each in BY_ITSELF
        ]
    )
    @option_texts("watch-option", "question", "every", "partial", "ping", "library")
    async def add(
        self,
        interaction: discord.Interaction[FootnoteBot],
        question: app_commands.Range[str, 1, LONGEST_QUESTION],
        every: str | None = None,
        partial: bool | None = None,
        ping: bool | None = None,
        library: app_commands.Range[str, 1, 100] | None = None,
    ) -> None:
        """Adds a watch that tells here, and says so where its digests come."""
        bot = self.bot
        private = False
        try:
            team = bot.team_key(interaction)
            count_question(bot, team, interaction.user.id)
            place = await place_of(interaction)
            how = await manner(bot, interaction, library=library)
            private = how.private
            await bot.in_thread(bot.app.check, team, question, library=how.library)
            await interaction.response.defer(ephemeral=private, thinking=True)
            words = await bot.texts(interaction, private=private)
            wanted = Wanted(
                place,
                question,
                Options(limit=1, library=how.library),
                every=Every(every) if every in {each.value for each in BY_ITSELF} else None,
                partial=partial,
                ping=ping,
                language=(await bot.texts(interaction, private=False)).language,
            )
            person = str(interaction.user.id)
            added = await bot.in_search(bot.app.watching.add, team, wanted, person)
            bot.dispatch("watched", team)
            await interaction.edit_original_response(view=AddedCard(added, words))
            await tell_of_pauses(interaction)
        except Exception as error:
            await tell(interaction, error, instead=not private)

    @app_commands.command(
        name=command_text("watch-command-list"),
        description=command_text("watch-command-list-about"),
    )
    async def list(self, interaction: discord.Interaction[FootnoteBot]) -> None:
        """What is watched here, and one's own elsewhere, for the one who looks alone."""
        try:
            await interaction.response.defer(ephemeral=True, thinking=True)
            await show_list(interaction)
            await tell_of_pauses(interaction)
        except Exception as error:
            await tell(interaction, error)

    @app_commands.command(
        name=command_text("watch-command-remove"),
        description=command_text("watch-command-remove-about"),
    )
    @app_commands.autocomplete(watch=complete_watch)
    @option_texts("watch-option", "watch")
    async def remove(
        self,
        interaction: discord.Interaction[FootnoteBot],
        watch: app_commands.Range[str, 1, 100],
    ) -> None:
        """Stops a watch, for who added it or a moderator."""
        await self._change(interaction, watch, "stop")

    @app_commands.command(
        name=command_text("watch-command-mute"),
        description=command_text("watch-command-mute-about"),
    )
    @app_commands.autocomplete(watch=complete_watch)
    @option_texts("watch-option", "watch", "days")
    async def mute(
        self,
        interaction: discord.Interaction[FootnoteBot],
        watch: app_commands.Range[str, 1, 100],
        days: app_commands.Range[int, 0, _MOST_DAYS] = 7,
    ) -> None:
        """Keeps a watch from telling; what is found meanwhile waits."""
        await self._change(interaction, watch, "mute", timedelta(days=days))

    async def _change(
        self,
        interaction: discord.Interaction[FootnoteBot],
        typed: str,
        deed: str,
        time: timedelta = timedelta(),
    ) -> None:
        try:
            await interaction.response.defer(ephemeral=True, thinking=True)
            watch = await self.bot.in_thread(_chosen, interaction, typed)
            words = await self.bot.texts(interaction, private=True)
            said = await change(interaction, watch.id, deed, words, time)
            await interaction.edit_original_response(content=said)
            await tell_of_pauses(interaction)
        except Exception as error:
            await tell(interaction, error)

    @commands.Cog.listener()
    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """A channel that is deleted takes its watches along, and those of its threads."""
        await self._gone(channel.guild.id, channel.id)

    @commands.Cog.listener()
    async def on_raw_thread_delete(self, payload: discord.RawThreadDeleteEvent) -> None:
        """So does a thread."""
        await self._gone(payload.guild_id, payload.thread_id)

    async def _gone(self, guild: int, place: int) -> None:
        watches = self.bot.app.watching.watches(f"guild-{guild}")
        await self.bot.in_thread(watches.remove_place, str(place))


def _chosen(interaction: discord.Interaction[FootnoteBot], typed: str) -> Watch:
    """The watch that was chosen from the list. Any text may come in: its words will do, if they
    are one watch's. Raises `WatchRefused`."""
    watches = visible(interaction)
    found = [each for each in watches if each.id == typed]
    if not found:
        found = [each for each in watches if typed.casefold() in each.question.casefold()]
    if len(found) != 1:
        raise told(WatchRefused, "watch-none-chosen")
    return found[0]


async def setup(bot: FootnoteBot) -> None:
    """Adds the cog."""
    await bot.add_cog(WatchCog(bot))
