"""The program as it is run: a process of its own that talks to Discord over sockets."""

import asyncio
import contextlib
import hashlib
import json
import re
import signal
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import pytest_asyncio

from bot.run import PERMISSIONS
from tests.bot.loopback import (
    COMPONENTS_V2,
    JSON,
    LOADING,
    TOKEN,
    LoopbackDiscord,
    Outcome,
    Program,
    components,
    launcher,
    running,
)
from tests.bot.openapi import complaints, missing_reason, rule_complaints

pytestmark = pytest.mark.asyncio(loop_scope="module")

ROOT = Path(__file__).resolve().parents[2]
QUESTION = "who rejected the offer?"
QUOTED = "rejected US Secretary of State"
VARIABLE = "DISCORD_TOKEN"


@pytest.fixture(scope="module", autouse=True)
def _environment() -> Iterator[None]:
    """The processes run this checkout's code and know nothing of whoever runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(ROOT))
        patch.delenv(VARIABLE, raising=False)
        patch.delenv("FOOTNOTE_CONFIG", raising=False)
        yield


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def _served(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[LoopbackDiscord]:
    """A server and, for as long as this module's tests run, the bot on it."""
    folder = configured(tmp_path_factory.mktemp("footnote"))
    async with LoopbackDiscord() as server:
        async with footnote(server, folder, "bot", "sync") as program:
            assert await program.ended() == 0
        async with footnote(server, folder, "bot", "run"):
            yield server


@pytest.fixture
def discord(_served: LoopbackDiscord) -> Iterator[LoopbackDiscord]:
    """The server on which the bot runs already; judges what the bot sends during the test."""
    _served.actor, _served.here = _served.member, _served.channel
    before = len(_served.requests)
    yield _served
    judge(_served, before)


@pytest_asyncio.fixture(loop_scope="module")
async def server() -> AsyncIterator[LoopbackDiscord]:
    """A server of the test's own, with nothing running; judges what is sent to it."""
    async with LoopbackDiscord() as server:
        yield server
        judge(server)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder with a config.toml, where the program is to be run; only its state is added."""
    yield configured(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} <= {"config.toml", ".env", "state"}


async def test_sync_tells_discord_the_commands(server: LoopbackDiscord, folder: Path) -> None:
    async with footnote(server, folder, "bot", "sync") as program:
        assert await program.ended() == 0
        told, invitation = program.stdout.splitlines()
    by_name = {command["name"]: command for command in server.commands}
    assert {name: command["type"] for name, command in by_name.items()} == {
        "ask": 1,
        "footnote": 1,
        "Find sources": 3,
    }
    options = {option["name"]: option for option in by_name["ask"]["options"]}
    assert list(options) == ["question", "library", "private"]
    assert [name for name, option in options.items() if option.get("required")] == ["question"]
    assert [option["name"] for option in by_name["footnote"]["options"]] == ["help"]

    assert all(name in told for name in by_name)
    link = urlsplit(re.search(r"https://\S+", invitation)[0])  # type: ignore[index]
    assert (link.hostname, link.path) == ("discord.com", "/oauth2/authorize")
    assert parse_qs(link.query) == {
        "client_id": [server.bot["id"]],
        "scope": ["bot applications.commands"],
        "permissions": [str(PERMISSIONS.value)],
    }


async def test_a_mention_is_answered(discord: LoopbackDiscord) -> None:
    asked = await discord.mention(QUESTION)
    card = shown(asked)
    assert card["flags"] & COMPONENTS_V2
    assert QUOTED in text(card)
    assert "Closest passages" in text(card)
    assert (asked.ack, asked.ephemeral) == ("typing", False)
    assert card["message_reference"]["message_id"] == asked.id

    lines = shown(await discord.mention(""))["content"].splitlines()
    assert len(lines) == 6
    assert "/ask" in lines[1]
    assert lines[4] == "You are searching: Sample articles (5)"

    helped = await discord.slash("footnote help")
    assert helped.ephemeral
    assert shown(helped)["content"].splitlines() == lines


async def test_a_direct_message_is_answered(discord: LoopbackDiscord) -> None:
    card = shown(await discord.direct_message(QUESTION))
    assert card["channel_id"] == discord.dm["id"]
    assert QUOTED in text(card)
    assert "SHA-256" in text(shown(await discord.click(card, "Open 1")))

    discord.here = discord.dm
    assert QUOTED in text(shown(await discord.slash("ask", question=QUESTION)))
    assert (await discord.click(card, "Delete")).deleted


async def test_ask_is_deferred_at_once_and_edited_once(discord: LoopbackDiscord) -> None:
    asked = await discord.slash("ask", question=QUESTION)
    assert asked.ack == "defer"
    assert asked.seconds is not None and asked.seconds < 1
    assert not asked.ephemeral
    card = shown(asked)
    assert card["flags"] & (COMPONENTS_V2 | LOADING) == COMPONENTS_V2
    assert QUOTED in text(card)

    alone = await discord.slash("ask", question=QUESTION, private=True)
    assert alone.ephemeral
    assert QUOTED in text(shown(alone))

    offered = await discord.autocomplete("ask", "library", "samp", question=QUESTION)
    assert [(each["name"], each["value"]) for each in offered.choices or ()] == [
        ("Sample articles", "seeds")
    ]
    named = await discord.slash("ask", question=QUESTION, library="seeds")
    assert QUOTED in text(shown(named))
    unknown = await discord.slash("ask", question=QUESTION, library="nowhere")
    assert unknown.ephemeral
    assert "nowhere" in shown(unknown)["content"]

    # By now anything that the bot had still to say about the first questions has arrived.
    for act in (asked, alone, named):
        assert steps(discord, act) == ["POST callback", "PATCH @original"]


async def test_open_shows_what_can_be_checked(discord: LoopbackDiscord) -> None:
    card = shown(await discord.mention(QUESTION))
    opened = await discord.click(card, "Open 1")
    assert opened.ephemeral
    assert shown(opened)["flags"] & COMPONENTS_V2
    copy = re.search(r"```text\n(.+)\n```", text(shown(opened)), re.DOTALL)
    assert copy is not None
    check = re.search(r"Check: (\S+), characters (\d+)-(\d+), SHA-256 (\w+)", copy[1])
    assert check is not None
    article = (ROOT / "seeds" / Path(check[1]).name).read_bytes()
    assert hashlib.sha256(article).hexdigest() == check[4]
    quote = article.decode()[int(check[2]) : int(check[3])]
    assert copy[1].startswith(f"{quote}\n\n")
    assert QUOTED in quote


async def test_more_turns_the_page_of_the_one_who_asked(discord: LoopbackDiscord) -> None:
    card = shown(await discord.mention(QUESTION))
    first = text(card)
    discord.actor = discord.owner
    turned = await discord.click(card, "More")
    assert turned.ephemeral
    assert text(shown(turned)) != first
    assert text(card) == first

    discord.actor = discord.member
    turned = await discord.click(card, "More")
    assert turned.message is card
    assert text(card) != first
    await discord.click(card, "Back")
    assert text(card) == first


async def test_delete_is_for_the_one_who_asked(discord: LoopbackDiscord) -> None:
    discord.actor = discord.owner
    card = shown(await discord.mention(QUESTION))
    discord.actor = discord.member
    refused = await discord.click(card, "Delete")
    assert refused.ephemeral
    assert f"<@{discord.owner['id']}>" in shown(refused)["content"]
    assert card["id"] in discord.messages

    discord.actor = discord.owner
    assert (await discord.click(card, "Delete")).deleted
    assert card["id"] not in discord.messages


async def test_find_sources_is_for_the_one_who_looks(discord: LoopbackDiscord) -> None:
    claim = await discord.post("Zarif rejected the offer of the US Secretary of State")
    found = await discord.context_menu("Find sources", claim)
    assert found.ephemeral
    assert QUOTED in text(shown(found))


async def test_buttons_work_after_a_restart(server: LoopbackDiscord, folder: Path) -> None:
    (folder / ".env").write_text(f"{VARIABLE}={TOKEN}\n")
    async with footnote(server, folder, "bot", "run", token=None) as program:
        card = shown(await server.mention(QUESTION))
        await program.stopped(signal.SIGINT)
    async with footnote(server, folder, "bot", "run", token=None):
        opened = await server.click(card, "Open 2")
        assert opened.ephemeral
        assert QUOTED in text(shown(opened))
        await server.click(card, "More")
        assert "4\\. " in text(card)


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


def configured(folder: Path) -> Path:
    """Puts a config.toml into a folder: its state is there, the articles are the samples."""
    folder.joinpath("config.toml").write_text(
        '[storage]\nstate = "state"\n'
        '[libraries.seeds]\ntitle = "Sample articles"\n'
        f"folders = [{json.dumps(str(ROOT / 'seeds'))}]\n"
        "[discord]\nquestions_per_minute = 60\n",
        encoding="utf-8",
    )
    return folder


@contextlib.asynccontextmanager
async def footnote(
    server: LoopbackDiscord, folder: Path, *argv: str, token: str | None = TOKEN
) -> AsyncIterator[Program]:
    """`footnote argv...` in a folder, with that token in the environment or with none. Whatever
    happens, it prints no token and no traceback."""
    env = {} if token is None else {VARIABLE: token}
    async with running(launcher(server.url), *argv, cwd=folder, env=env) as program:
        yield program
        printed = program.stdout + program.stderr
        assert (token or TOKEN) not in printed
        assert "Traceback" not in printed


def complaint(program: Program) -> list[str]:
    """The lines that the program itself has written to its standard error."""
    assert program.stdout == ""
    return program.stderr.splitlines()


def judge(server: LoopbackDiscord, before: int = 0) -> None:
    """Every request, but for those before, is one that Discord has a place for and would take.
    Skips where that can be told by the rules only, as Discord's own description is missing."""
    requests = server.requests[before:]
    assert server.unknown == []
    assert rule_complaints(requests) == []
    if reason := missing_reason():
        pytest.skip(reason)
    assert complaints(requests) == []


def shown(act: Outcome) -> JSON:
    """The message that the bot has shown."""
    assert act.message is not None
    return act.message


def text(message: JSON) -> str:
    """All text of a card."""
    return "\n".join(part["content"] for part in components(message) if "content" in part)


def steps(server: LoopbackDiscord, act: Outcome) -> list[str]:
    """Everything that the bot has sent about an interaction: methods and ends of paths."""
    paths = [(request.method, request.path.split("/")) for request in server.requests]
    token = next(path[3] for _, path in paths if path[1:3] == ["interactions", act.id])
    return [f"{method} {path[-1]}" for method, path in paths if token in path]
