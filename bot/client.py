"""The discord.py client: shards, commands, buttons, and what happens when something breaks."""

from __future__ import annotations

import asyncio
import gc
import logging
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pkgutil import iter_modules
from typing import Any, ParamSpec, TypeVar

import discord
from discord import app_commands
from discord.ext import commands

from bot import cogs
from bot.config import Config
from bot.core.app import App, open_app
from bot.core.settings import Settings, SettingsFile
from bot.core.team import Team
from bot.core.texts import DEFAULT, Texts, texts
from bot.localised import CatalogueTranslator
from bot.views.about import ForgetButton
from bot.views.again import AgainButton
from bot.views.batch import CancelButton, Runs
from bot.views.buttons import BUTTONS
from bot.views.change import ChangeButton
from bot.views.change import add_forms as add_change_forms
from bot.views.check_buttons import CHECK_BUTTONS
from bot.views.comparison_buttons import COMPARISON_BUTTONS
from bot.views.digest_card import DIGEST_BUTTONS
from bot.views.follow_up import FollowUpButton
from bot.views.follow_up import add_forms as add_follow_up_forms
from bot.views.forms import Forms
from bot.views.notebook_buttons import NOTEBOOK_BUTTONS
from bot.views.notebook_buttons import add_forms as add_notebook_forms
from bot.views.notebook_page import EntryList, NotebookPageButton, SearchPageButton
from bot.views.notice import NoticeButton, Notices, tell, tell_privately
from bot.views.saving import SAVE_BUTTONS
from bot.views.saving import add_forms as add_saving_forms
from bot.views.settings_card import SETTING_LISTS
from bot.views.share import ShareButton
from bot.views.sources_card import ClaimButton
from bot.views.try_again import TryAgainButton
from bot.views.votes import VOTE_BUTTONS
from bot.views.watch_buttons import WATCH_BUTTONS
from bot.views.watch_list import LIST_BUTTONS
from index.errors import FootnoteError

log = logging.getLogger(__name__)

# Footnote has no voice: that its libraries are missing is nothing to warn of.
discord.VoiceClient.warn_nacl = False
discord.VoiceClient.warn_dave = False

P = ParamSpec("P")
T = TypeVar("T")

# Seconds between two looks at the folders that shared libraries are filled from.
_SYNC_EVERY = 1.0
# Threads of each kind that run at a time; more wait their turn. All share one interpreter with the
# event loop: more of them would only keep each other, and the loop, waiting (bench/answer.py).
_SEARCHES = 2
#: Seconds for which one of them may keep the others from the interpreter: a fifth of Python's own.
TURN = 0.001


class FootnoteTree(app_commands.CommandTree["FootnoteBot"]):
    """The commands, with our words for what goes wrong."""

    async def on_error(
        self, interaction: discord.Interaction[FootnoteBot], error: app_commands.AppCommandError
    ) -> None:
        """Tells the one who used a command, and nobody else."""
        if isinstance(error, (app_commands.CommandNotFound, app_commands.CommandSignatureMismatch)):
            log.warning("%s: run `footnote bot sync`", error)
            words = await interaction.client.texts(interaction, private=True)
            await tell_privately(interaction, words("notice-changed"))
            return
        cause = getattr(error, "original", error)
        await tell(interaction, cause)


class FootnoteBot(commands.AutoShardedBot):
    """The bot. Every search runs in a thread; the event loop only talks to Discord."""

    def __init__(self, app: App) -> None:
        """``app`` answers; nothing is connected yet."""
        # No privileged intent: mentions and direct messages arrive with their text without one.
        intents = discord.Intents.none()
        intents.guilds = True
        intents.guild_messages = True
        intents.dm_messages = True
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            tree_cls=FootnoteTree,
            intents=intents,
            # Nothing in an article or a question can ever ping anybody.
            allowed_mentions=discord.AllowedMentions.none(),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=True, private_channel=False
            ),
            # Members are not needed, and nobody's presence or messages are kept in memory.
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_messages=None,
        )
        self.app = app
        self.notices = Notices()
        self.runs = Runs()
        #: Questions that failed and are being asked again, by the ids of their buttons.
        self.trying: set[str] = set()
        #: The private answers that are being posted.
        self.sharing: set[str] = set()
        #: The answers in the place of which another is about to be shown.
        self.replacing: set[str] = set()
        self.forms = Forms()
        for add_forms in (
            add_notebook_forms,
            add_saving_forms,
            add_change_forms,
            add_follow_up_forms,
        ):
            add_forms(self.forms)
        limit = app.config.discord.questions_per_minute
        self.questions: commands.CooldownMapping[Any] = commands.CooldownMapping.from_cooldown(
            limit, 60.0, lambda asker: asker
        )
        # Apart from each other, so that a press on a button does not wait for long searches.
        self._searches = ThreadPoolExecutor(_SEARCHES, thread_name_prefix="footnote-search")
        self._threads = ThreadPoolExecutor(_SEARCHES, thread_name_prefix="footnote")

    async def setup_hook(self) -> None:
        """Loads every cog there is, and knows every button again."""
        await self.tree.set_translator(CatalogueTranslator())
        for module in iter_modules(cogs.__path__, f"{cogs.__name__}."):
            await self.load_extension(module.name)
        self.add_dynamic_items(
            *BUTTONS,
            *CHECK_BUTTONS,
            *COMPARISON_BUTTONS,
            *NOTEBOOK_BUTTONS,
            NotebookPageButton,
            SearchPageButton,
            EntryList,
            *SAVE_BUTTONS,
            *SETTING_LISTS,
            *VOTE_BUTTONS,
            *WATCH_BUTTONS,
            *LIST_BUTTONS,
            *DIGEST_BUTTONS,
            AgainButton,
            TryAgainButton,
            ClaimButton,
            ChangeButton,
            FollowUpButton,
            ShareButton,
            ForgetButton,
            CancelButton,
            NoticeButton,
        )
        # So that the first question does not wait for the indexing of what is new.
        self._warming = asyncio.create_task(self.warm())

    async def warm(self) -> None:
        """Brings libraries up to date, and clears away what has expired."""
        sys.setswitchinterval(TURN)
        for task in (self.app.sync, self.app.expire):
            try:
                await self.in_search(task)
            except FootnoteError as error:
                log.warning("%s", error)
            except Exception:
                log.exception("a fault at the start")
        # What is here now stays. Python would look through all of it for garbage again and again,
        # and nobody gets a turn meanwhile.
        gc.collect()
        gc.freeze()

    async def close(self) -> None:
        """Leaves Discord; searches that have begun are finished."""
        await super().close()
        await asyncio.to_thread(self.app.close)
        for pool in (self._searches, self._threads):
            pool.shutdown(wait=False, cancel_futures=True)

    async def on_message(self, message: discord.Message, /) -> None:
        """There are no prefix commands: `bot.cogs.ask` listens itself."""

    async def on_interaction(self, interaction: discord.Interaction[Any], /) -> None:
        """What is sent in with a modal is answered by the modal's id."""
        if interaction.type is discord.InteractionType.modal_submit:
            await self.forms.answer(interaction)

    async def on_error(self, event_method: str, /, *_args: Any, **_kwargs: Any) -> None:
        """A fault outside any interaction: logged with its trace."""
        log.exception("a fault in %s", event_method)

    async def in_thread(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Runs what reads or writes files off the event loop."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, partial(function, *args, **kwargs))

    async def in_search(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Runs what searches or indexes off the event loop."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._searches, partial(function, *args, **kwargs))

    def team_key(self, where: discord.Interaction[Any] | discord.Message) -> str:
        """The team that something comes from: a server, or a person in direct messages."""
        if isinstance(where, discord.Interaction):
            guild_id, person = where.guild_id, where.user
        else:
            # A server that is not in the cache is still not a direct message.
            guild = where.guild or getattr(where.channel, "guild", None)
            guild_id = guild.id if guild else getattr(where.channel, "guild_id", None)
            person = where.author
        return f"guild-{guild_id}" if guild_id else f"user-{person.id}"

    async def texts(
        self, where: discord.Interaction[Any] | discord.Message, *, private: bool
    ) -> Texts:
        """The language to answer in: the member's own in private, else the team's.

        The team's is what it chose, or else its server's. A message does not say which language
        its author reads.
        """
        if isinstance(where, discord.Interaction):
            own, server = str(where.locale), where.guild_locale
            if private or where.guild_id is None:
                return texts(own)
        else:
            server = where.guild.preferred_locale if where.guild else None
        chosen = (await self.settings(where)).language
        return texts(chosen or str(server or DEFAULT))

    async def settings(self, where: discord.Interaction[Any] | discord.Message) -> Settings:
        """What the team chose that something comes from.

        Where that cannot be read, nobody but who asks sees anything.
        """
        settings = SettingsFile(self.app.team_file(self.team_key(where)))
        try:
            return await self.in_thread(settings.read)
        except FootnoteError as error:
            log.warning("%s", error)
            return Settings(speaks_in=(), private=True)

    def team_of(self, where: discord.Interaction[Any] | discord.Message) -> Team:
        """The file of the team that something comes from."""
        return self.app.team(self.team_key(where))


def create_bot(config: Config, *, app: App | None = None) -> FootnoteBot:
    """Builds the whole client without connecting it.

    Tests and embedders may hand in an ``app`` with clocks of their own. Raises `ConfigError`.
    """
    return FootnoteBot(app or open_app(config, sync_every=_SYNC_EVERY, background=True))
