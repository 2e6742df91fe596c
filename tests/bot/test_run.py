"""`footnote bot run` and `sync`: how they begin and end, and what they say when they cannot."""

import asyncio
import re
import signal
import socket
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.run import PERMISSIONS
from tests.bot.loopback import LoopbackDiscord
from tests.bot.processes import VARIABLE, complaint, footnote

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.usefixtures("process_environment"),
]


async def test_sync_tells_discord_the_commands(server: LoopbackDiscord, folder: Path) -> None:
    async with footnote(server, folder, "bot", "sync") as program:
        assert await program.ended() == 0
        told, invitation = program.stdout.splitlines()
    by_name = {command["name"]: command for command in server.commands}
    assert {name: command["type"] for name, command in by_name.items()} == {
        "ask": 1,
        "ask-file": 1,
        "check": 1,
        "compare": 1,
        "footnote": 1,
        "insights": 1,
        "notebook": 1,
        "receipt": 1,
        "settings": 1,
        "Check quotes": 3,
        "watch": 1,
        "Find sources": 3,
    }
    options = {option["name"]: option for option in by_name["ask"]["options"]}
    assert {"question", "library", "private"} <= set(options)
    assert [name for name, option in options.items() if option.get("required")] == ["question"]
    assert [option["name"] for option in by_name["footnote"]["options"]] == [
        *("help", "about", "privacy", "forget-me"),
    ]

    assert all(name in told for name in by_name)
    link = urlsplit(re.search(r"https://\S+", invitation)[0])  # type: ignore[index]
    assert (link.hostname, link.path) == ("discord.com", "/oauth2/authorize")
    assert parse_qs(link.query) == {
        "client_id": [server.bot["id"]],
        "scope": ["bot applications.commands"],
        "permissions": [str(PERMISSIONS.value)],
    }


@pytest.mark.parametrize("command", ["run", "sync"])
async def test_without_a_token_it_says_what_to_do(
    server: LoopbackDiscord, folder: Path, command: str
) -> None:
    async with footnote(server, folder, "bot", command, token=None) as program:
        assert await program.ended() == 1
        problem, remedy = complaint(program)
    assert "no Discord token" in problem
    assert "discord.com/developers/applications" in problem
    assert remedy == f"Then: echo '{VARIABLE}=...' >> {folder / '.env'}"
    assert server.requests == []


@pytest.mark.parametrize("command", ["run", "sync"])
async def test_a_refused_token_is_said_to_be_refused(
    server: LoopbackDiscord, folder: Path, command: str
) -> None:
    async with footnote(server, folder, "bot", command, token="reset.bot.token") as program:
        assert await program.ended() == 1
        problem, remedy = complaint(program)
    assert "Discord refuses the token" in problem
    assert VARIABLE in remedy
    assert [request.path for request in server.requests] == ["/users/@me"]


async def test_nothing_is_said_about_voice(server: LoopbackDiscord, folder: Path) -> None:
    async with footnote(server, folder, "bot", "sync") as program:
        assert await program.ended() == 0
        assert program.stderr == ""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_it_says_that_it_is_there_and_a_signal_ends_it(
    server: LoopbackDiscord, folder: Path, number: signal.Signals
) -> None:
    async with footnote(server, folder, "bot", "run") as program:
        async with asyncio.timeout(20):
            while not program.stdout:
                await asyncio.sleep(0.05)
        assert await program.stopped(number) == 0
        assert program.stdout == "Footnote is connected, in 1 server. Ctrl-C stops it.\n"
        assert program.stderr == ""


@pytest.mark.parametrize("command", ["run", "sync"])
async def test_where_nothing_listens_it_says_so_in_one_line(folder: Path, command: str) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    async with footnote(f"http://127.0.0.1:{port}", folder, "bot", command) as program:
        assert await program.ended() == 1
        (problem,) = complaint(program)
    assert problem.startswith("footnote: Discord cannot be reached, or does not do as it is asked")
    assert "broke on our side" not in problem
