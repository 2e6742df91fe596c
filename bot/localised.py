"""The names and descriptions of commands, in every language that there is a catalogue of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import discord
from discord import app_commands

from bot.core.texts import DEFAULT, languages, texts

Command = TypeVar("Command", bound=Callable[..., Any])


def command_text(key: str) -> app_commands.locale_str:
    """The English text of that key, which Discord shows in a member's own language if it can.

    By custom "ask-command" is a command's name in ``ask.ftl``, "ask-command-about" its description,
    "ask-option-library" and "ask-option-library-about" those of an option (`option_texts`). Raises
    LookupError for a key that there is none of.
    """
    return app_commands.locale_str(texts()(key), key=key)


def option_texts(begins: str, *names: str) -> Callable[[Command], Command]:
    """Names and describes the options of a command, which are its parameters of those names.

    With "ask-option" the parameter ``library`` has the texts "ask-option-library" and
    "ask-option-library-about"; an underscore at the end of a name is left out.
    """
    keys = {name: f"{begins}-{name.rstrip('_')}" for name in names}
    describe = app_commands.describe(
        **{name: command_text(f"{key}-about") for name, key in keys.items()}
    )
    rename = app_commands.rename(**{name: command_text(key) for name, key in keys.items()})

    def decorate(command: Command) -> Command:
        return rename(describe(command))

    return decorate


class CatalogueTranslator(app_commands.Translator):
    """Reads from the catalogues what `command_text` named."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,  # noqa: ARG002 - discord.py's signature
    ) -> str | None:
        """The text in a locale's language; ``None`` leaves Discord with the English one."""
        language = str(locale).partition("-")[0]
        key = string.extras.get("key")
        if key is None or language == DEFAULT or language not in languages():
            return None
        return texts(language)(key)
