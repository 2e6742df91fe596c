"""`footnote bot run` and `sync`: the only way from the command line to Discord."""

from __future__ import annotations

import asyncio
import os

import discord

from bot.client import FootnoteBot, create_bot
from bot.config import Config
from bot.core.diagnosis import TOKEN, token
from index.errors import FootnoteError

#: What the bot needs in a channel, and no more.
PERMISSIONS = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    read_message_history=True,
)


def run_bot(config: Config) -> None:
    """Runs the bot until it is stopped. Raises `FootnoteError` without a usable token."""
    secret = _token(config)
    try:
        create_bot(config).run(secret, log_handler=None)
    except discord.LoginFailure:
        raise _refused() from None


def sync_commands(config: Config) -> str:
    """Tells Discord the commands, and returns what was told and how to invite the bot."""
    return asyncio.run(_sync(create_bot(config), _token(config)))


async def _sync(bot: FootnoteBot, secret: str) -> str:
    async with bot:
        try:
            await bot.login(secret)
        except discord.LoginFailure:
            raise _refused() from None
        synced = await bot.tree.sync()
        assert bot.application_id is not None, "known after login"
        invite = discord.utils.oauth_url(
            bot.application_id, permissions=PERMISSIONS, scopes=("bot", "applications.commands")
        )
    names = ", ".join(command.name for command in synced)
    return f"Discord knows these commands now: {names}\nInvite the bot with {invite}"


def _token(config: Config) -> str:
    found = token(config.base, os.environ)
    if found is None:
        raise FootnoteError(
            f"there is no Discord token. Make a bot at discord.com/developers/applications,"
            f" and copy its token.\nThen: echo '{TOKEN}=...' >> {config.base / '.env'}"
        )
    return found[0]


def _refused() -> FootnoteError:
    return FootnoteError(
        "Discord refuses the token: it was reset, or not copied whole."
        f"\nMake a new one in the developer portal (Bot, Reset Token) and set {TOKEN} to it."
    )
