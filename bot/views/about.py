"""What the bot says of itself: help, version, what it stores; and the button that forgets."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Self

import discord
from discord import ui

from bot.core.app import App
from bot.core.forgetting import Forgotten, forget
from bot.core.privacy import promises, stored, told
from bot.core.rendering import library_title
from bot.core.texts import Texts, texts
from bot.core.version import own_version
from bot.views.markdown import ago, escape, shortened
from bot.views.notice import tell, tell_privately

if TYPE_CHECKING:
    from bot.client import FootnoteBot

# Libraries that are named; the others are counted.
_NAMED = 10
# What else a member may do, by the names of the commands.
_MORE = (
    "compare-command",
    "check-command",
    "batch-command",
    "notebook-command",
    "watch-command",
    "receipt-command",
)


def help_text(
    app: App, team: str, words: Texts, *, manager: bool = False, quiet: bool = False
) -> str:
    """What the bot is, and what a member may do, in a few lines; at most 2,000 characters.

    ``manager`` may change the settings; ``quiet`` is where the bot may not speak.
    """
    held = []
    for shelf in app.shelves(team):
        with shelf.library.reader() as reader:
            articles = reader.coverage().articles
        title = library_title(shelf.library.name, shelf.title, words)
        held.append(
            words("help-searching-library", title=escape(shortened(title, 60)), articles=articles)
        )
    searching = words("help-searching-nothing")
    if held:
        searching = words("help-searching", libraries=", ".join(held[:_NAMED]))
    lines = [
        words("help-what"),
        words("help-try", ask=words("ask-command")),
        words("help-mention", follow=words("ask-follow-up")),
        words("help-message", find=words("ask-find-sources")),
        words("help-more", commands=", ".join(f"/{words(each)}" for each in _MORE)),
        searching,
        words("help-stored", days=app.team(team).kept_for.days, forget=_forget_me(words)),
    ]
    if quiet:
        lines.insert(1, words("help-quiet"))
    if manager:
        lines.append(words("help-manager", settings=words("settings-command")))
    return "\n".join(lines)


def about_text(app: App, team: str, words: Texts) -> str:
    """Version, libraries and how fresh they are; at most 2,000 characters."""
    lines = [words("help-version", version=own_version()), words("help-engine")]
    shelves = app.shelves(team)
    for shelf in shelves[:_NAMED]:
        with shelf.library.reader() as reader:
            held = reader.coverage()
        title = library_title(shelf.library.name, shelf.title, words)
        library = words(
            "help-library",
            title=escape(shortened(title, 60)),
            articles=held.articles,
            passages=held.passages,
        )
        if held.changed_at:
            library = f"{library} {words('help-indexed', when=ago(held.changed_at))}"
        lines.append(f"- {library}")
    if not shelves:
        lines.append(words("help-searching-nothing"))
    if len(shelves) > _NAMED:
        lines.append(words("answer-more-libraries", count=len(shelves) - _NAMED))
    return "\n".join(lines)


def privacy_text(app: App, team: str, words: Texts, *, guild: bool) -> str:
    """What is stored, how long, and how it is erased; at most 2,000 characters."""
    config = app.config.discord
    things = stored(app.team_file(team), config.answers_kept_days, team)
    lines = [f"**{words('privacy-heading' if guild else 'privacy-own-heading')}**"]
    for until, kept in told(things, words):
        lines += [f"__{until}__", *(f"- {line}" for line in kept)]
    lines += ["", *promises(config.leaving_grace_days, team, words)]
    lines.append(words("privacy-how", delete=words("answer-delete"), forget=_forget_me(words)))
    return "\n".join(lines)


def _forget_me(words: Texts) -> str:
    return f"{words('help-group')} {words('help-command-forget')}"


class ForgetButton(ui.DynamicItem[ui.Button[Any]], template=r"fn:forget:(?P<person>\d{1,20})"):
    """Deletes everything that is kept of the one who presses it, in this server."""

    def __init__(self, person: int, words: Texts) -> None:
        self.person = person
        super().__init__(
            ui.Button(
                label=words("privacy-forget-confirm"),
                style=discord.ButtonStyle.danger,
                custom_id=f"fn:forget:{person}",
            )
        )

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction, _item: ui.Item[Any], match: re.Match[str]
    ) -> Self:
        return cls(int(match["person"]), texts())

    async def callback(self, interaction: discord.Interaction[FootnoteBot]) -> None:
        try:
            bot = interaction.client
            words = await bot.texts(interaction, private=True)
            if interaction.user.id != self.person:
                await tell_privately(interaction, words("privacy-not-yours"))
                return
            await interaction.response.defer()
            file = bot.app.team_file(bot.team_key(interaction))
            guild = interaction.guild_id is not None
            gone = await bot.in_thread(forget, file, str(self.person), alone=not guild)
            said = forgotten(gone, words, guild=guild)
            await interaction.edit_original_response(content=said, view=None)
        except Exception as error:
            await tell(interaction, error)


def forgotten(gone: Forgotten, words: Texts, *, guild: bool) -> str:
    """What was erased."""
    if gone.nothing:
        said = words("privacy-forgotten-nothing")
    else:
        said = words("privacy-forgotten", **asdict(gone))
    return f"{said} {words('privacy-forgotten-here')}" if guild else said
