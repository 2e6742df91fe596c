"""The buttons of watches. They are found by their ids, so that they work after a restart.

An id holds a watch's own id, which cannot be guessed; the team is that of the click.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Self

import discord
from discord import ui

from bot.core.texts import Texts, texts, told
from bot.core.watch import Place, Wanted, Watch, WatchRefused
from bot.core.watch_wording import state
from bot.core.watching import question_of
from bot.limits import count_question
from bot.manner import manner
from bot.views.buttons import ANSWER, KeptButton, NotHere
from bot.views.markdown import escape, shortened
from bot.views.notice import tell, tell_privately

if TYPE_CHECKING:
    import re

    from bot.client import FootnoteBot
    from bot.core.kept import KeptAnswer
    from bot.core.watches import Watches

#: What a button on a watch may do.
DEEDS = ("mute", "unmute", "ping", "noping", "resume", "stop")
MUTED_FOR = timedelta(weeks=1)

_LABELS = {
    "mute": "watch-mute",
    "unmute": "watch-unmute",
    "ping": "watch-ping",
    "noping": "watch-no-ping",
    "resume": "watch-resume",
    "stop": "watch-stop",
}
_QUESTION = 150


class WatchButton(
    ui.DynamicItem[ui.Button[Any]],
    template=rf"fn:watch:(?P<watch>[0-9a-f]{{12}}):(?P<deed>{'|'.join(DEEDS)})"
    r"(?::(?P<page>\d{1,2}))?",
):
    """Changes a watch, or whether it pings whoever presses; on a list, shows that anew."""

    def __init__(self, watch_id: str, deed: str, words: Texts, page: int | None = None) -> None:
        """``deed`` is one of `DEEDS`; ``page`` is that of the list that the button is on."""
        self.watch_id = watch_id
        self.deed = deed
        self.page = page
        on = "" if page is None else f":{page}"
        button: ui.Button[Any] = ui.Button(
            label=words(_LABELS[deed]), custom_id=f"fn:watch:{watch_id}:{deed}{on}"
        )
        super().__init__(button)

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction, _item: ui.Item[Any], match: re.Match[str]
    ) -> Self:
        page = None if match["page"] is None else int(match["page"])
        return cls(match["watch"], match["deed"], texts(), page)

    async def callback(self, interaction: discord.Interaction[FootnoteBot]) -> None:
        """Does it. Whatever comes of it is told to the one who pressed."""
        from bot.views.watch_list import show_list  # which carries these buttons

        try:
            await interaction.response.defer()
            said = await self._do(interaction)
            if self.page is None:
                await interaction.followup.send(said, ephemeral=True)
            else:
                await show_list(interaction, self.page)
            await tell_of_pauses(interaction)
        except Exception as error:
            await tell(interaction, error)

    async def _do(self, interaction: discord.Interaction[FootnoteBot]) -> str:
        bot = interaction.client
        watches = watches_of(interaction)
        words = await bot.texts(interaction, private=True)
        if self.deed in ("ping", "noping"):
            wants = self.deed == "ping"
            person = str(interaction.user.id)
            await bot.in_thread(watches.subscribe, self.watch_id, person, ping=wants)
            return words("watch-will-ping" if wants else "watch-will-not-ping")
        return await change(interaction, self.watch_id, self.deed, words)


async def change(
    interaction: discord.Interaction[FootnoteBot],
    watch_id: str,
    deed: str,
    words: Texts,
    time: timedelta = MUTED_FOR,
) -> str:
    """Mutes, unmutes, resumes or stops a watch for who may, and says so. Raises `NotHere`, and
    `WatchRefused` if it is gone."""
    bot = interaction.client
    watches = watches_of(interaction)
    watch = await bot.in_thread(watches.get, watch_id)
    _check_may(interaction, watch)
    question = escape(shortened(watch.question, _QUESTION))
    if deed == "stop":
        await bot.in_thread(watches.remove, watch.id)
        return words("watch-removed", question=question)
    if deed == "resume":
        await bot.in_thread(watches.resume, watch.id)
        bot.dispatch("watched", bot.team_key(interaction))
        return words("watch-resumed", question=question)
    until = bot.app.clock() + time if deed == "mute" and time else None
    await bot.in_thread(watches.mute, watch.id, until)
    if until is None:
        return words("watch-unmuted", question=question)
    shown = f"<t:{int(until.timestamp())}:f>"
    return words("watch-muted", when=shown, question=question)


class WatchForButton(KeptButton, template=rf"fn:watchfor:{ANSWER}"):
    """Watches the question of an answer that found nothing, from when it was given on.

    Who asked in private is first told that the channel will see the question.
    """

    def __init__(self, answer_id: str, words: Texts) -> None:
        super().__init__(answer_id, 0, words("watch-for"), f"fn:watchfor:{answer_id}")

    async def press(self, interaction: discord.Interaction[FootnoteBot], kept: KeptAnswer) -> None:
        if not kept.private or interaction.guild_id is None:
            await self.watch(interaction, kept)
            return
        await place_of(interaction)  # whether it can be at all
        words = await interaction.client.texts(interaction, private=True)
        view = ui.LayoutView(timeout=None)
        view.add_item(ui.TextDisplay(words("watch-seen-by")))
        view.add_item(ui.ActionRow(WatchHereButton(self.answer_id, words)))
        await interaction.followup.send(view=view, ephemeral=True)

    async def watch(self, interaction: discord.Interaction[FootnoteBot], kept: KeptAnswer) -> None:
        """Adds the watch for the channel, and says so to whoever pressed."""
        from bot.views.watch_list import AddedCard

        bot = interaction.client
        team = bot.team_key(interaction)
        count_question(bot, team, interaction.user.id)
        wanted = Wanted(
            await place_of(interaction),
            *question_of(kept.answer),
            language=(await bot.texts(interaction, private=False)).language,
        )
        added = await bot.in_search(
            bot.app.watching.add, team, wanted, str(interaction.user.id), kept.answer
        )
        bot.dispatch("watched", team)
        words = await bot.texts(interaction, private=True)
        await interaction.followup.send(view=AddedCard(added, words), ephemeral=True)
        await tell_of_pauses(interaction)


class WatchHereButton(WatchForButton, template=rf"fn:watchhere:{ANSWER}"):
    """Watches a question that was asked in private, for all who can see the channel."""

    def __init__(self, answer_id: str, words: Texts) -> None:
        label = words("watch-for-all")
        KeptButton.__init__(self, answer_id, 0, label, f"fn:watchhere:{answer_id}")

    async def press(self, interaction: discord.Interaction[FootnoteBot], kept: KeptAnswer) -> None:
        await self.watch(interaction, kept)


async def tell_of_pauses(interaction: discord.Interaction[FootnoteBot]) -> None:
    """Tells whoever uses a watch which of theirs do not tell any more, and why: once."""
    bot = interaction.client
    paused = await bot.in_thread(watches_of(interaction).to_be_told, str(interaction.user.id))
    if paused:
        words = await bot.texts(interaction, private=True)
        now = bot.app.clock()
        lines = [
            words(
                "watch-was-paused",
                question=escape(shortened(each.question, _QUESTION)),
                reason=state(each, now, words)[1],
            )
            for each in paused
        ]
        await tell_privately(interaction, "\n".join(lines))


def watches_of(interaction: discord.Interaction[FootnoteBot]) -> Watches:
    """The watches of the team that something comes from."""
    bot = interaction.client
    return bot.app.watching.watches(bot.team_key(interaction))


async def place_of(interaction: discord.Interaction[FootnoteBot]) -> Place:
    """Where a watch that is added here tells. Raises `WatchRefused` where the bot cannot."""
    channel = interaction.channel
    if interaction.guild_id is not None:
        if (await manner(interaction.client, interaction)).quiet:
            raise told(WatchRefused, "watch-is-quiet")
        may = interaction.app_permissions
        thread = isinstance(channel, discord.Thread)
        if not (
            may.view_channel and (may.send_messages_in_threads if thread else may.send_messages)
        ):
            raise told(WatchRefused, "watch-may-not-write")
    parent = getattr(channel, "parent_id", None)
    return Place(str(interaction.channel_id), str(parent) if parent else "")


def _check_may(interaction: discord.Interaction[FootnoteBot], watch: Watch) -> None:
    """Raises `NotHere` for who neither added a watch nor moderates where it tells."""
    may = interaction.permissions
    here = watch.place.id == str(interaction.channel_id)
    moderates = interaction.guild_id is not None and (
        may.manage_guild or (here and may.manage_messages)
    )
    if watch.owner != str(interaction.user.id) and not moderates:
        raise told(NotHere, "watch-not-yours", owner=f"<@{watch.owner}>")


#: What the client looks for in the ids of pressed buttons.
WATCH_BUTTONS = (WatchButton, WatchForButton, WatchHereButton)
