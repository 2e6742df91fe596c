"""`footnote bot run` and `sync`: the only way from the command line to Discord."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal

import discord

from bot.client import FootnoteBot, create_bot
from bot.config import Config
from bot.core.diagnosis import TOKEN, token
from bot.core.rendering import counted
from index.errors import FootnoteError

#: What the bot needs in a channel, and no more.
PERMISSIONS = discord.Permissions(
    view_channel=True,
    add_reactions=True,
    attach_files=True,
    send_messages=True,
    send_messages_in_threads=True,
    create_public_threads=True,
    read_message_history=True,
)


def run_bot(config: Config) -> None:
    """Runs the bot until it is stopped. Raises `FootnoteError` without a usable token."""
    secret = _token(config)
    try:
        asyncio.run(_run(create_bot(config), secret))
    except discord.LoginFailure:
        raise _refused() from None
    except (OSError, discord.DiscordException) as error:
        raise _unreachable(error) from error
    except KeyboardInterrupt:
        pass  # on a system without signal handlers


async def _run(bot: FootnoteBot, secret: str) -> None:
    """Connects until Ctrl-C or a request to terminate, which say goodbye to Discord first."""
    loop = asyncio.get_running_loop()
    leaving: set[asyncio.Task[None]] = set()

    def leave() -> None:
        leaving.add(loop.create_task(bot.close()))

    async def on_ready() -> None:
        servers = counted(len(bot.guilds), "server")
        print(f"Footnote is connected, in {servers}. Ctrl-C stops it.", flush=True)  # noqa: T201 - this is the terminal's

    bot.add_listener(on_ready)
    async with bot:
        for number in (signal.SIGINT, signal.SIGTERM):
            with contextlib.suppress(NotImplementedError):
                loop.add_signal_handler(number, leave)
        await bot.start(secret)


def sync_commands(config: Config) -> str:
    """Tells Discord the commands, and returns what was told and how to invite the bot."""
    secret = _token(config)
    try:
        return asyncio.run(_sync(create_bot(config), secret))
    except discord.LoginFailure:
        raise _refused() from None
    except (OSError, discord.DiscordException) as error:
        raise _unreachable(error) from error


async def _sync(bot: FootnoteBot, secret: str) -> str:
    async with bot:
        await bot.login(secret)
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


def _unreachable(error: Exception) -> FootnoteError:
    return FootnoteError(f"Discord cannot be reached, or does not do as it is asked: {error}")


def _refused() -> FootnoteError:
    return FootnoteError(
        "Discord refuses the token: it was reset, or not copied whole."
        f"\nMake a new one in the developer portal (Bot, Reset Token) and set {TOKEN} to it."
    )
