"""The settings as a card: what is chosen, and lists to choose from. It works after a restart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Self

import discord
from discord import ui

from bot.core.settings import Settings, SettingsFile
from bot.core.texts import Texts, languages, texts, told
from bot.manner import QUIET
from bot.views.markdown import escape, shortened
from bot.views.notice import tell
from index.errors import FootnoteError

if TYPE_CHECKING:
    from bot.client import FootnoteBot

_DAYS = (0, 1, 7, 30, 90, 365)
_SPOKEN_IN = [
    *(discord.ChannelType.text, discord.ChannelType.news),
    *(discord.ChannelType.voice, discord.ChannelType.stage_voice),
]
# Channels that are named on the card; the others are in the list.
_NAMED = 10
_MOST = 25


class NotManager(FootnoteError):
    """Somebody who may not manage the server."""


class SettingsCard(ui.LayoutView):
    """What a team chose, for one who may change it. In direct messages there are no channels."""

    def __init__(
        self,
        settings: Settings,
        libraries: Sequence[tuple[str, str]],
        default_days: int,
        words: Texts,
        *,
        guild: bool,
        saved: bool = False,
    ) -> None:
        """``libraries`` are names and titles, ``default_days`` what config.toml says of keeping."""
        super().__init__(timeout=None)
        lines = _lines(settings, dict(libraries), default_days, words, guild=guild)
        if saved:
            lines.append(f"**{words('settings-saved')}**")
        self.add_item(ui.Container(ui.TextDisplay("\n".join(lines))))
        rows: list[ui.Item[Any]] = []
        if guild:
            rows.append(ChannelChoice("speaks", settings.speaks_in or (), words))
            rows.append(ChannelChoice("forums", settings.forums, words))
        rows += [
            Choice(key, words(f"settings-choose-{key}"), options)
            for key, options in _options(settings, libraries, default_days, words, guild).items()
        ]
        for row in rows:
            self.add_item(ui.ActionRow(row))


def _lines(
    settings: Settings,
    libraries: dict[str, str],
    default_days: int,
    words: Texts,
    *,
    guild: bool,
) -> list[str]:
    days = default_days if settings.retention_days is None else settings.retention_days
    library = libraries.get(settings.library or "")
    named = escape(shortened(library, 60)) if library else words("settings-library-all")
    lines = [f"**{words('settings-heading' if guild else 'settings-own-heading')}**"]
    if guild:
        none = "settings-speaks-all" if settings.speaks_in is None else "settings-speaks-none"
        speaks = _channels(settings.speaks_in or ()) or words(none)
        lines.append(words("settings-speaks", channels=speaks))
        lines.append(f"-# {words('settings-speaks-note', sign=QUIET)}")
        forums = _channels(settings.forums) or words("settings-forums-none")
        lines.append(words("settings-forums", channels=forums))
    lines += [
        words("settings-library", library=named),
        words("settings-private", private="yes" if settings.private else "no"),
        words("settings-retention", days=days),
    ]
    if guild:
        language = words(f"settings-language-{settings.language or 'own'}")
        lines.append(words("settings-language", language=language))
    return lines


def _channels(ids: Sequence[str]) -> str:
    named = [f"<#{each}>" for each in ids[:_NAMED]]
    if len(ids) > _NAMED:
        named.append(f"+{len(ids) - _NAMED}")
    return ", ".join(named)


def _options(
    settings: Settings,
    libraries: Sequence[tuple[str, str]],
    default_days: int,
    words: Texts,
    guild: bool,
) -> dict[str, list[discord.SelectOption]]:
    """What can be chosen, by setting; what is chosen is marked."""
    option = discord.SelectOption
    names = [("", words("settings-option-all")), *libraries]
    days: list[tuple[str, str]] = [("", words("settings-option-default", days=default_days))]
    days += [(str(each), words("settings-option-days", days=each)) for each in _DAYS]
    chosen_days = "" if settings.retention_days is None else str(settings.retention_days)
    private = [("no", words("settings-option-public")), ("yes", words("settings-option-private"))]
    choices = {
        "library": (names[:_MOST], settings.library or ""),
        "private": (private, "yes" if settings.private else "no"),
        "retention": (days, chosen_days),
    }
    if guild:
        spoken = [("", words("settings-option-server"))]
        spoken += [(each, words(f"settings-language-{each}")) for each in languages()]
        choices["language"] = (spoken, settings.language or "")
    return {
        key: [
            # A value may not be empty.
            option(label=label[:100], value=value or "-", default=value == chosen)
            for value, label in found
        ]
        for key, (found, chosen) in choices.items()
    }


class Choice(
    ui.DynamicItem[ui.Select[Any]], template=r"fn:set:(?P<key>library|private|retention|language)"
):
    """A list to choose one value of a setting from."""

    def __init__(self, key: str, label: str, options: list[discord.SelectOption]) -> None:
        self.key = key
        select: ui.Select[Any] = ui.Select(
            custom_id=f"fn:set:{key}", placeholder=label[:150], options=options
        )
        super().__init__(select)

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction, _item: ui.Item[Any], match: re.Match[str]
    ) -> Self:
        return cls(match["key"], "", [discord.SelectOption(label="-")])

    async def callback(self, interaction: discord.Interaction[FootnoteBot]) -> None:
        try:
            value = next(iter(_values(interaction)), "")
            await _change(interaction, **_chosen(interaction, self.key, value))
        except Exception as error:
            await tell(interaction, error)


class ChannelChoice(
    ui.DynamicItem[ui.ChannelSelect[Any]], template=r"fn:set:(?P<key>speaks|forums)"
):
    """A list to choose channels from; none is a choice, too."""

    def __init__(self, key: str, chosen: Sequence[str], words: Texts) -> None:
        self.key = key
        types = discord.ChannelType
        select: ui.ChannelSelect[Any] = ui.ChannelSelect(
            custom_id=f"fn:set:{key}",
            placeholder=words(f"settings-choose-{key}")[:150],
            channel_types=[types.forum] if key == "forums" else _SPOKEN_IN,
            min_values=0,
            max_values=_MOST,
            default_values=[
                discord.SelectDefaultValue(
                    id=int(each), type=discord.SelectDefaultValueType.channel
                )
                for each in chosen[:_MOST]
            ],
        )
        super().__init__(select)

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction, _item: ui.Item[Any], match: re.Match[str]
    ) -> Self:
        return cls(match["key"], (), texts())

    async def callback(self, interaction: discord.Interaction[FootnoteBot]) -> None:
        try:
            ids = tuple(sorted({each for each in _values(interaction) if each.isdecimal()}))
            if self.key == "forums":
                await _change(interaction, forums=ids)
            else:
                await _change(interaction, speaks_in=ids or None)
        except Exception as error:
            await tell(interaction, error)


def check_manager(interaction: discord.Interaction[Any]) -> None:
    """Raises `NotManager` for who may not manage the server, whatever its commands are open to."""
    if interaction.guild_id is not None and not interaction.permissions.manage_guild:
        raise told(NotManager, "settings-not-allowed")


async def settings_card(
    interaction: discord.Interaction[FootnoteBot], *, saved: bool = False
) -> SettingsCard:
    """The card with what is chosen now."""
    bot = interaction.client
    key = bot.team_key(interaction)
    known = await bot.in_thread(bot.app.shelves, key)
    settings = await bot.settings(interaction)
    return SettingsCard(
        _there(settings, interaction.guild),
        [(each.library.name, each.title) for each in known],
        bot.app.config.discord.answers_kept_days,
        await bot.texts(interaction, private=True),
        guild=interaction.guild_id is not None,
        saved=saved,
    )


def _there(settings: Settings, guild: discord.Guild | None) -> Settings:
    """The settings without channels that are gone: Discord takes none as chosen."""
    if guild is None:
        return settings
    known = {str(each.id) for each in guild.channels}
    forums = tuple(each for each in settings.forums if each in known)
    there = {"forums": forums}
    if settings.speaks_in is not None:
        there["speaks_in"] = tuple(each for each in settings.speaks_in if each in known)
    return settings.model_copy(update=there)


async def _change(interaction: discord.Interaction[FootnoteBot], **chosen: object) -> None:
    """Keeps a choice of somebody who may make it, and shows the card anew."""
    bot = interaction.client
    check_manager(interaction)
    await interaction.response.defer()
    settings = SettingsFile(bot.app.team_file(bot.team_key(interaction)))
    await bot.in_thread(lambda: settings.change(**chosen))
    if "retention_days" in chosen:
        # What is not to be kept any longer goes at once.
        await bot.in_thread(bot.team_of(interaction).expire)
    await interaction.edit_original_response(view=await settings_card(interaction, saved=True))


def _chosen(
    interaction: discord.Interaction[FootnoteBot], key: str, value: str
) -> dict[str, object]:
    """A choice as `Settings` has it. What a list offers binds nobody: anything may come in."""
    value = "" if value == "-" else value
    if key == "private":
        return {"private": value == "yes"}
    if key == "retention":
        days = int(value) if value.isdecimal() and int(value) in _DAYS else None
        return {"retention_days": days}
    if key == "language":
        return {"language": value if value in languages() else None}
    bot = interaction.client
    names = {each.library.name for each in bot.app.known(bot.team_key(interaction))}
    return {"library": value if value in names else None}


def _values(interaction: discord.Interaction[Any]) -> list[str]:
    data: Any = interaction.data or {}
    return [str(each) for each in data.get("values", ())]


#: What the client looks for in the ids of lists.
SETTING_LISTS = (Choice, ChannelChoice)
