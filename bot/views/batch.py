"""A file of questions while it is asked: how far it is, and a button that stops it."""

from __future__ import annotations

import contextlib
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import discord
from discord import ui

from bot.core.texts import Texts, texts, told
from bot.views.buttons import NotHere
from bot.views.notice import tell, tell_privately
from index.errors import FootnoteError

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from bot.client import FootnoteBot


class AlreadyRunning(FootnoteError):
    """A member asks one file at a time."""


@dataclass(slots=True)
class Run:
    """A file that is being asked: of ``count`` questions ``done`` are."""

    key: str
    team: str
    asker: int
    count: int
    done: int = 0
    stopped: bool = False


class Runs:
    """The files that are being asked. They end with the process."""

    def __init__(self) -> None:
        #: Seconds between two edits that show how far one is: Discord allows five in five.
        self.shown_every = 2.0
        self._runs: dict[str, Run] = {}

    def begin(self, team: str, asker: int, count: int) -> Run:
        """A new one. Raises `AlreadyRunning` if the member has one in this team."""
        if any(each.asker == asker for each in self.of(team)):
            raise told(AlreadyRunning, "batch-running")
        run = Run(secrets.token_hex(6), team, asker, count)
        self._runs[run.key] = run
        return run

    def of(self, team: str) -> list[Run]:
        """Those of a team."""
        return [each for each in self._runs.values() if each.team == team]

    def end(self, run: Run) -> None:
        """Forgets one that is over."""
        self._runs.pop(run.key, None)

    def get(self, key: str, team: str) -> Run | None:
        """The team's one of that key; ``None`` if it is over."""
        run = self._runs.get(key)
        return run if run is not None and run.team == team else None


class BatchCard(ui.LayoutView):
    """How far a file is, and, once it is over, what came of it."""

    def __init__(
        self,
        run: Run,
        words: Texts,
        *,
        found: int | None = None,
        files: Sequence[discord.File] = (),
        ended: str | None = None,
    ) -> None:
        """Once it is over, ``found`` counts those with quotes, and ``files`` are the results;
        ``ended`` says what ended it otherwise."""
        super().__init__(timeout=None)
        if ended is not None:
            text = ended
        elif found is None:
            text = words("batch-progress", done=run.done, count=run.count)
        elif run.done < run.count:
            text = words("batch-cancelled", done=run.done, count=run.count)
        else:
            text = words("batch-done", count=run.count, found=found)
        self.add_item(ui.Container(ui.TextDisplay(text), *(ui.File(each) for each in files)))
        if found is None and ended is None:
            self.add_item(ui.ActionRow(CancelButton(run.key, words)))


class OverCard(ui.LayoutView):
    """What stands in the place of how far a file is, where nobody asks it any more."""

    def __init__(self, words: Texts) -> None:
        super().__init__(timeout=None)
        self.add_item(ui.Container(ui.TextDisplay(words("batch-over"))))


class CancelButton(ui.DynamicItem[ui.Button[Any]], template=r"fn:stop:(?P<key>[0-9a-f]{12})"):
    """Stops a file after the question that is being asked: for its asker, or a moderator."""

    def __init__(self, key: str, words: Texts) -> None:
        self.key = key
        super().__init__(ui.Button(label=words("batch-cancel"), custom_id=f"fn:stop:{key}"))

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction, _item: ui.Item[Any], match: re.Match[str]
    ) -> Self:
        return cls(match["key"], texts())

    async def callback(self, interaction: discord.Interaction[FootnoteBot]) -> None:
        try:
            await self._stop(interaction)
        except Exception as error:
            await tell(interaction, error)

    async def _stop(self, interaction: discord.Interaction[FootnoteBot]) -> None:
        bot = interaction.client
        run = bot.runs.get(self.key, bot.team_key(interaction))
        if run is None:
            await self._end(interaction)
            raise told(NotHere, "batch-over")
        if interaction.user.id != run.asker and not interaction.permissions.manage_messages:
            raise told(NotHere, "batch-stopped-by", asker=f"<@{run.asker}>")
        run.stopped = True
        words = await bot.texts(interaction, private=True)
        await tell_privately(interaction, words("batch-cancelling"))

    async def _end(self, interaction: discord.Interaction[FootnoteBot]) -> None:
        """Takes the progress off a message whose process ended before it was done. What is done has
        no such button any more, whenever it was pressed."""
        await interaction.response.defer()
        with contextlib.suppress(discord.NotFound):
            message = await interaction.original_response()
            if any(self.item.custom_id == each.custom_id for each in _buttons(message)):
                words = await interaction.client.texts(interaction, private=message.flags.ephemeral)
                await interaction.edit_original_response(view=OverCard(words))


def _buttons(message: discord.Message) -> Iterator[discord.Button]:
    """The buttons in the rows of a message."""
    for row in message.components:
        if isinstance(row, discord.ActionRow):
            yield from (each for each in row.children if isinstance(each, discord.Button))
