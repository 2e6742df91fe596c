"""What is watched, as cards: a watch that was just added, and the list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

import discord
from discord import ui

from bot.core.texts import Texts, texts
from bot.core.watch import Added, Watch
from bot.core.watch_wording import not_yet, state
from bot.views.markdown import bold, escape, shortened
from bot.views.notice import tell
from bot.views.watch_buttons import WatchButton, watches_of

if TYPE_CHECKING:
    import re

    from bot.client import FootnoteBot

#: Watches of one page: each has a text and a row of four buttons at most.
A_PAGE = 5
_QUESTION, _WORD = 200, 60


class AddedCard(ui.LayoutView):
    """A watch that was added, or was there; with a button to be pinged for whoever presses it."""

    def __init__(self, added: Added, words: Texts) -> None:
        super().__init__(timeout=None)
        watch = added.watch
        question = shortened(watch.question, _QUESTION)
        lines = [
            bold(words("watch-added" if added.is_new else "watch-there", question=question)),
            words(
                "watch-comes-here",
                often=words(f"watch-at-most-{watch.every.value}"),
                match=words("watch-tells-partial" if watch.partial else "watch-tells-strong"),
            ),
        ]
        if line := not_yet(added, words, _name):
            lines.append(line)
        self.add_item(ui.Container(ui.TextDisplay("\n".join(lines))))
        deeds = ("ping", "stop")
        self.add_item(ui.ActionRow(*(WatchButton(watch.id, each, words) for each in deeds)))


class WatchList(ui.LayoutView):
    """A page of what is watched, for one person alone."""

    def __init__(
        self,
        watches: Sequence[tuple[Watch, bool]],
        page: int,
        place: str,
        now: datetime,
        words: Texts,
    ) -> None:
        """``watches`` come with whether they ping the reader; ``place`` is where they look."""
        super().__init__(timeout=None)
        page = max(0, min(page, (len(watches) - 1) // A_PAGE))
        shown = watches[page * A_PAGE : (page + 1) * A_PAGE]
        heading = words("watch-list-heading", count=len(watches))
        if not watches:
            heading = words("watch-list-none-here")
        container: ui.Container[WatchList] = ui.Container(ui.TextDisplay(heading))
        for watch, pings in shown:
            container.add_item(ui.TextDisplay(_entry(watch, place, now, words)))
            deeds = [
                "unmute" if watch.is_muted(now) else "mute",
                "noping" if pings else "ping",
                *(["resume"] if watch.paused else []),
                "stop",
            ]
            container.add_item(
                ui.ActionRow(*(WatchButton(watch.id, each, words, page) for each in deeds))
            )
        self.add_item(container)
        turning: list[ui.Item[Any]] = []
        if page > 0:
            turning.append(WatchPageButton(page - 1, words("watch-back")))
        if len(watches) > (page + 1) * A_PAGE:
            turning.append(WatchPageButton(page + 1, words("watch-more")))
        if turning:
            self.add_item(ui.ActionRow(*turning))


class WatchPageButton(ui.DynamicItem[ui.Button[Any]], template=r"fn:watches:(?P<page>\d{1,2})"):
    """Turns the page of the list."""

    def __init__(self, page: int, label: str) -> None:
        self.page = page
        super().__init__(ui.Button(label=label, custom_id=f"fn:watches:{page}"))

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction, _item: ui.Item[Any], match: re.Match[str]
    ) -> Self:
        return cls(int(match["page"]), texts()("watch-more"))

    async def callback(self, interaction: discord.Interaction[FootnoteBot]) -> None:
        try:
            await interaction.response.defer()
            await show_list(interaction, self.page)
        except Exception as error:
            await tell(interaction, error)


async def show_list(interaction: discord.Interaction[FootnoteBot], page: int = 0) -> None:
    """Shows a page of the list in the place of what was deferred."""
    bot = interaction.client
    words = await bot.texts(interaction, private=True)
    watches = watches_of(interaction)
    person = str(interaction.user.id)

    def read() -> list[tuple[Watch, bool]]:
        return [(each, person in watches.pinged(each.id)) for each in visible(interaction)]

    card = WatchList(
        await bot.in_thread(read), page, str(interaction.channel_id), bot.app.clock(), words
    )
    await interaction.edit_original_response(view=card)


def visible(interaction: discord.Interaction[FootnoteBot]) -> list[Watch]:
    """The watches that somebody may see: those of this channel, and their own elsewhere; all, for
    those who manage the server. Reads a file. Raises `TeamUnusable`."""
    person, place = str(interaction.user.id), str(interaction.channel_id)
    manages = interaction.guild_id is None or interaction.permissions.manage_guild
    return [
        each
        for each in watches_of(interaction).all()
        if manages or each.place.id == place or each.owner == person
    ]


def _entry(watch: Watch, place: str, now: datetime, words: Texts) -> str:
    lines = state(watch, now, words, lambda moment: f"<t:{int(moment.timestamp())}:f>")
    lines.insert(0, words(f"watch-at-most-{watch.every.value}"))
    if watch.place.id != place:
        lines.insert(0, words("watch-in", place=f"<#{watch.place.id}>"))
    return f"{bold(shortened(watch.question, _QUESTION))}\n-# {' · '.join(lines)}"


def _name(text: str) -> str:
    return escape(shortened(text, _WORD))


#: What the client looks for in the ids of pressed buttons.
LIST_BUTTONS = (WatchPageButton,)
