"""The loopback server, tried with a small real bot in a process of its own."""

import asyncio
import textwrap
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from tests.bot.loopback import JSON, TOKEN, LoopbackDiscord, Outcome, launcher, running
from tests.bot.openapi import rule_complaints

SMALL_BOT = textwrap.dedent(
    """
    import sys
    import discord
    from discord import app_commands, ui
    from discord.ext import commands

    class Card(ui.LayoutView):
        def __init__(self, text="first"):
            super().__init__(timeout=None)
            more = ui.Button(label="More", custom_id="more")
            more.callback = self.more
            drop = ui.Button(label="Delete", custom_id="drop")
            drop.callback = self.drop
            self.add_item(ui.Container(ui.TextDisplay(text), ui.ActionRow(more, drop)))

        async def more(self, interaction):
            await interaction.response.edit_message(view=Card("second"))

        async def drop(self, interaction):
            await interaction.response.defer()
            await interaction.delete_original_response()
            await interaction.followup.send("gone", ephemeral=True)

    class Small(commands.AutoShardedBot):
        def __init__(self):
            none = discord.AllowedMentions.none()
            intents = discord.Intents.default()
            super().__init__("!", intents=intents, allowed_mentions=none)

        async def setup_hook(self):
            self.add_view(Card())
            self.tree.add_command(ask)
            self.tree.add_command(group)
            self.tree.add_command(sources)
            await self.tree.sync()

        async def on_message(self, message):
            if message.author == self.user:
                return
            if message.guild is None:
                await message.channel.send(view=Card("in private: " + message.content))
            elif self.user in message.mentions:
                async with message.channel.typing():
                    await message.reply(view=Card("mentioned"), mention_author=False)

    @app_commands.command(description="Ask")
    async def ask(interaction, question: str, times: int = 1):
        await interaction.response.defer()
        await interaction.edit_original_response(view=Card(question * times))

    @ask.autocomplete("question")
    async def complete(interaction, current):
        return [app_commands.Choice(name=current + end, value=current + end) for end in "ab"]

    group = app_commands.Group(name="small", description="About")

    @group.command(name="help", description="Help")
    async def helping(interaction):
        await interaction.response.send_message("help", ephemeral=True)
        try:
            await interaction.client.http.request(discord.http.Route("GET", "/nowhere"))
        except discord.NotFound:
            pass
        await interaction.followup.send("file", file=discord.File(__file__), ephemeral=True)

    @app_commands.context_menu(name="Find sources")
    async def sources(interaction, message: discord.Message):
        await interaction.response.send_message("about " + message.content)

    def main():
        Small().run(sys.argv[1])
    """
)


@pytest.fixture
async def discord(tmp_path: Path) -> AsyncIterator[LoopbackDiscord]:
    (tmp_path / "small_bot.py").write_text(SMALL_BOT)
    async with (
        LoopbackDiscord() as server,
        running(launcher(server.url, "small_bot"), TOKEN, cwd=tmp_path),
    ):
        yield server


async def test_a_bot_is_driven_over_sockets(discord: LoopbackDiscord) -> None:
    spoken = await discord.mention("hello")
    assert (spoken.ack, spoken.ephemeral) == ("typing", False)
    assert spoken.message is not None
    assert _text(spoken.message) == "mentioned"

    asked = await discord.slash("ask", question="who?", times=2)
    assert asked.ack == "defer"
    assert asked.seconds is not None
    assert asked.seconds < 3
    assert asked.message is not None
    assert _text(asked.message) == "who?who?"
    assert not asked.message["flags"] & 128

    clicked = await discord.click(asked.message, label="More")
    assert clicked.ack == "update"
    assert clicked.message is asked.message
    assert _text(asked.message) == "second"

    offered = await discord.autocomplete("ask", "question", "wh")
    assert [choice["value"] for choice in offered.choices or ()] == ["wha", "whb"]

    again = await discord.reply(asked.message, "and when?")
    assert again.source is not None
    assert again.message is not None
    assert again.message["message_reference"]["message_id"] == again.source["id"]

    private = await discord.direct_message("psst")
    assert private.ack == "message"
    assert private.message is not None
    assert _text(private.message) == "in private: psst"
    assert (await discord.click(private.message, "More")).message is private.message
    assert _text(private.message) == "second"

    plain = await discord.post("a claim")
    found = await discord.context_menu("Find sources", plain)
    assert found.message is not None
    assert found.message["content"] == "about a claim"

    helped = await discord.slash("small help")
    assert helped.ack == "message"
    assert helped.ephemeral
    upload = await discord.wait_for_message(lambda message: message["attachments"])
    assert upload["attachments"][0]["filename"] == "small_bot.py"
    assert discord.unknown == ["GET /nowhere"]

    dropped = await discord.click(asked.message, label="Delete")
    assert dropped.ack == "defer update"
    assert dropped.deleted
    assert asked.messages == []
    await discord.wait_for_message(lambda message: message["content"] == "gone")
    with pytest.raises(LookupError):
        await discord.click(clicked.source or {}, label="More")

    assert rule_complaints(discord.requests) == []
    assert any(request.path.endswith("/callback") for request in discord.requests)


async def test_a_button_is_pressed_after_a_restart(tmp_path: Path) -> None:
    (tmp_path / "small_bot.py").write_text(SMALL_BOT)
    async with LoopbackDiscord() as server:
        program = launcher(server.url, "small_bot")
        async with running(program, TOKEN, cwd=tmp_path):
            asked = await server.slash("ask", question="who?")
        async with running(program, TOKEN, cwd=tmp_path):
            assert asked.message is not None
            clicked = await server.click(asked.message, "More")
            assert clicked.ack == "update"
            assert _text(asked.message) == "second"


async def test_what_a_client_could_not_send_is_refused(discord: LoopbackDiscord) -> None:
    await discord.slash("ask", question="?")
    for name, options in [
        ("asks", {}),
        ("small", {}),
        ("small hepl", {}),
        ("ask", {}),
        ("ask", {"question": "?", "who": 1}),
    ]:
        with pytest.raises(LookupError):
            await discord.slash(name, **options)
    with pytest.raises(LookupError):
        await discord.autocomplete("ask", "times", "1")


async def test_what_discord_refuses_is_refused() -> None:
    async with LoopbackDiscord(timeout=0.2) as server, aiohttp.ClientSession() as client:
        api = f"{server.url}/api/v10"
        async with client.get(f"{api}/users/@me") as answer:
            assert answer.status == 401
            assert await answer.json() == {"message": "401: Unauthorized", "code": 0}
        async with client.post(f"{api}/interactions/1/none/callback", json={"type": 5}) as answer:
            assert (answer.status, (await answer.json())["code"]) == (404, 10062)
        async with client.patch(f"{api}/webhooks/1/none/messages/@original", json={}) as answer:
            assert (answer.status, (await answer.json())["code"]) == (404, 10015)
        with pytest.raises(TimeoutError, match="connection"):
            await server.mention("is anybody there?")


async def test_one_acknowledgement_and_in_time() -> None:
    async with (
        LoopbackDiscord(timeout=1, deadline=0.2) as server,
        aiohttp.ClientSession() as client,
        client.ws_connect(f"{server.url}/gateway") as gateway,
    ):
        await gateway.send_json({"op": 2, "d": {"token": TOKEN}})
        server.commands = [{"id": "1", "name": "ask"}]
        acts = asyncio.gather(server.slash("ask"), server.slash("ask"), return_exceptions=True)
        events: list[JSON] = []
        while len(events) < 2:
            frame = await gateway.receive_json()
            events += [frame["d"]] if frame.get("t") == "INTERACTION_CREATE" else []
        quick, slow = [f"{server.url}{_callback(event)}" for event in events]
        body = {"type": 4, "data": {"content": "here"}}
        async with client.post(quick, json=body) as answer:
            assert answer.status == 204
        async with client.post(quick, json=body) as answer:
            assert (answer.status, (await answer.json())["code"]) == (400, 40060)
        await asyncio.sleep(0.3)
        async with client.post(slow, json=body) as answer:
            assert (answer.status, (await answer.json())["code"]) == (404, 10062)
        kept, lost = await acts
        assert isinstance(kept, Outcome)
        assert kept.message is not None
        assert kept.message["content"] == "here"
        assert isinstance(lost, TimeoutError)
        assert "nothing at all" in str(lost)


def _text(message: JSON) -> str:
    text: str = message["components"][0]["components"][0]["content"]
    return text


def _callback(event: JSON) -> str:
    return f"/api/v10/interactions/{event['id']}/{event['token']}/callback"
