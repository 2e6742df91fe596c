"""A page of a notebook: the buttons that turn it, and the list that opens an entry."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

import discord
from discord import ui

from bot.core.exports import Gone
from bot.core.kept import KeptSearch
from bot.core.notebook import plain_tag
from bot.core.notebook_entry import Entry
from bot.core.notebook_search import NotebookSearch
from bot.core.rendering import printable
from bot.core.team import Team
from bot.core.team_file import TeamUnusable
from bot.core.texts import Texts, texts
from bot.views.buttons import ANSWER, KeptButton
from bot.views.markdown import escape, shortened
from bot.views.notebook_buttons import notebook_of
from bot.views.notice import tell

if TYPE_CHECKING:
    from bot.client import FootnoteBot

log = logging.getLogger(__name__)


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


class SearchPageButton(KeptButton, template=rf"fn:nbfind:{ANSWER}:(?P<number>\d{{1,4}})"):
    """Shows another page of what was looked for, which is kept: people's words are in no id."""

    def __init__(self, search_id: str, page: int, label: str) -> None:
        super().__init__(search_id, page, label, f"fn:nbfind:{search_id}:{page}")

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction, _item: ui.Item[Any], match: re.Match[str]
    ) -> Self:
        return cls(match["answer"], int(match["number"]), texts()("answer-more"))

    def look_up(self, team: Team) -> KeptSearch:
        return team.kept_search(self.answer_id)

    async def press(self, interaction: discord.Interaction[FootnoteBot], kept: KeptSearch) -> None:
        card = await notebook_card(
            interaction, page=self.number, searched=kept.search.question, search_id=kept.id
        )
        await interaction.edit_original_response(view=card)


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
    team = bot.team_key(interaction)
    gone = await bot.in_thread(bot.app.gone, team, {entry.id: entry.quote})
    words = await bot.texts(interaction, private=True)
    card = EntryCard(entry, words, gone=gone)
    await interaction.edit_original_response(view=card)


async def notebook_card(
    interaction: discord.Interaction[FootnoteBot],
    *,
    page: int = 0,
    thread: str = "",
    tag: str = "",
    tag_key: str = "0",
    searched: str = "",
    search_id: str | None = None,
) -> Any:
    """A page of the notebook of a channel, chosen by thread, tag and words.

    ``search_id`` is that of a search that is kept already.
    """
    from bot.core.notebook_search import search
    from bot.views import notebook_card as cards  # which carry these buttons

    bot = interaction.client
    notebook = notebook_of(interaction)
    words = await bot.texts(interaction, private=True)
    team = bot.team_key(interaction)

    def look() -> tuple[list[Entry], str, Gone] | None:
        chosen = plain_tag(tag)
        if tag_key != "0":
            chosen = next((each for each in notebook.tags() if cards.tag_key(each) == tag_key), "")
            if not chosen:
                return None
        entries = notebook.entries(thread=thread, tag=chosen)
        if searched:
            entries = search(entries, searched, bot.app.snapshots.analyzer)
        first = min(page, max(0, len(entries) - 1) // cards.ENTRIES_A_PAGE) * cards.ENTRIES_A_PAGE
        shown = entries[first : first + cards.ENTRIES_A_PAGE]
        gone = bot.app.gone(team, {each.id: each.quote for each in shown})
        return entries, chosen, gone

    looked = await bot.in_search(look)
    if looked is None:  # the ids of buttons only tell which tag it was, not how it reads
        return cards.Words(words("notebook-tag-unused"))
    entries, chosen, gone = looked
    heading = ""
    if searched:
        asked = escape(shortened(printable(searched), 100))
        if not entries:
            return cards.Words(words("notebook-nothing-for", words=asked))
        heading = words("notebook-found", words=asked, count=len(entries))
        if search_id is None and len(entries) > cards.ENTRIES_A_PAGE:
            search_id = await _keep_search(interaction, searched)
    return cards.NotebookCard(
        entries,
        page,
        words,
        gone=gone,
        heading=heading,
        search_id=search_id,
        thread=thread,
        tag=chosen,
    )


async def _keep_search(interaction: discord.Interaction[FootnoteBot], searched: str) -> str | None:
    """Keeps what was looked for; its id, or ``None`` if it cannot be, which is logged."""
    try:
        return await interaction.client.in_thread(
            interaction.client.team_of(interaction).keep,
            NotebookSearch(searched),
            asker=str(interaction.user.id),
            place=str(interaction.channel_id),
            private=True,
        )
    except TeamUnusable as error:
        log.warning("%s A search in a notebook has one page.", error)
        return None
