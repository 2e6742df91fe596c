"""The program as it is run: a process of its own that talks to Discord over sockets."""

import hashlib
import re
import signal
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.bot.loopback import COMPONENTS_V2, JSON, LOADING, TOKEN, LoopbackDiscord, components
from tests.bot.processes import (
    ROOT,
    VARIABLE,
    configured,
    footnote,
    indexed,
    judge,
    shown,
    steps,
    text,
)

pytestmark = pytest.mark.asyncio(loop_scope="module")

QUESTION = "who rejected the offer?"
QUOTED = "rejected US Secretary of State"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def _served(
    process_environment: None, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[LoopbackDiscord]:
    """A server and, for as long as this module's tests run, the bot on it."""
    folder = configured(tmp_path_factory.mktemp("footnote"))
    async with LoopbackDiscord() as server:
        async with footnote(server, folder, "bot", "sync") as program:
            assert await program.ended() == 0
        await indexed(server, folder)
        async with footnote(server, folder, "bot", "run"):
            yield server


@pytest.fixture
def discord(_served: LoopbackDiscord) -> Iterator[LoopbackDiscord]:
    """The server on which the bot runs already; judges what the bot sends during the test."""
    _served.actor, _served.here = _served.member, _served.channel
    before = len(_served.requests)
    yield _served
    judge(_served, before)


async def test_a_mention_is_answered(discord: LoopbackDiscord) -> None:
    asked = await discord.mention(QUESTION)
    card = shown(asked)
    assert card["flags"] & COMPONENTS_V2
    assert QUOTED in text(card)
    assert "Closest passages" in text(card)
    assert (asked.ack, asked.ephemeral) == ("typing", False)
    assert card["message_reference"]["message_id"] == asked.id

    lines = shown(await discord.mention(""))["content"].splitlines()
    assert len(lines) == 7
    assert "/ask" in lines[1]
    assert lines[5] == "You are searching: Sample articles (5)"

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
    copy = shown(turned)
    assert text(copy) != first
    assert text(card) == first
    assert "Delete" in buttons(card) and "Delete" not in buttons(copy)
    turned = await discord.click(copy, "Back")
    assert turned.message is copy, "a private copy turns in place"
    assert text(copy) == first

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


@pytest.mark.usefixtures("process_environment")
async def test_buttons_work_after_a_restart(server: LoopbackDiscord, folder: Path) -> None:
    await indexed(server, folder)
    (folder / ".env").write_text(f"{VARIABLE}={TOKEN}\n")
    async with footnote(server, folder, "bot", "run", token=None) as program:
        card = shown(await server.mention(QUESTION))
        await program.stopped(signal.SIGINT)
    async with footnote(server, folder, "bot", "run", token=None):
        opened = await server.click(card, "Open 1")
        assert opened.ephemeral
        assert QUOTED in text(shown(opened))
        await server.click(card, "More")
        assert "4\\. " in text(card)
        assert (await server.click(card, "Delete")).deleted


def buttons(message: JSON) -> list[str]:
    """The labels of a card's buttons."""
    return [part["label"] for part in components(message) if "label" in part]
