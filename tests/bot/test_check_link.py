"""/check with a link to a message: what Discord shows a bot without a privileged intent."""

from __future__ import annotations

from typing import Any

import discord
import pytest

from bot.views.linked import message_link
from tests.bot.conftest import Place, texts

TRUE = 'He said "because they have dirty hands".'
UNREAD = "Discord does not show me that message: it is not mine and does not mention me."
UNSEEN = "There is no message at that link that we can both see."
#: What the bot asks for, and no more: its simulated Discord hides texts as the real one does.
UNPRIVILEGED = pytest.mark.simcord(approved_intents=discord.Intents.default())
pytestmark = UNPRIVILEGED


def link(place: Place, message: Any, guild: int | str | None = None) -> str:
    channel = getattr(message, "channel_id", None) or message.channel.id
    return f"https://discord.com/channels/{guild or place.guild.id}/{channel}/{message.id}"


async def checked(place: Place, text: str, actor: Any = None, **options: Any) -> Any:
    actor = actor or place.ann
    result = await actor.slash(place.channel, "check", text=text, **options)
    assert result.response is not None and result.response.ephemeral
    return result.response


async def test_a_message_that_mentions_the_bot_is_checked(place: Place) -> None:
    message = await place.bob.send(place.channel, place.mention(TRUE))
    card = await checked(place, link(place, message))
    assert "1 word for word" in texts(place.components(card))[0]
    pasted = await place.ann.slash(place.channel, "check")
    sent = await place.ann.submit_modal(pasted, {"text": f" <{link(place, message)}> "})
    assert "1 word for word" in texts(place.components(sent.response))[0]


async def test_the_bots_own_answer_is_checked_by_link_and_by_menu(place: Place) -> None:
    answer = (await place.bob.slash(place.channel, "ask", question='"dirty hands"')).response
    card = await checked(place, link(place, answer))
    assert "word for word" in texts(place.components(card))[0]
    menu = await place.ann.context_menu(place.channel, "Check quotes", answer)
    assert texts(place.components(menu.response))[0] == texts(place.components(card))[0]


async def test_a_message_that_discord_hides_is_refused_in_a_line(place: Place) -> None:
    message = await place.bob.send(place.channel, TRUE)
    said = await checked(place, link(place, message))
    assert said.content == f"{UNREAD} Right-click or long-press it → Apps → Check quotes"
    menu = await place.ann.context_menu(place.channel, "Check quotes", message)
    assert "1 word for word" in texts(place.components(menu.response))[0]


async def test_what_somebody_cannot_see_is_as_if_it_were_not_there(place: Place) -> None:
    hidden = place.guild.create_text_channel(
        "hidden",
        overwrites={
            place.guild.default_role: discord.PermissionOverwrite(view_channel=False),
            place.moderator: discord.PermissionOverwrite(view_channel=True),
            place.guild.me: discord.PermissionOverwrite(view_channel=True),
        },
    )
    message = await place.moderator.send(hidden, place.mention(TRUE))
    said = await checked(place, link(place, message))
    assert said.content.startswith(UNSEEN)
    card = await checked(place, link(place, message), place.moderator)
    assert "1 word for word" in texts(place.components(card))[0]
    gone = f"https://discord.com/channels/{place.guild.id}/{place.channel.id}/1"
    assert (await checked(place, gone)).content == said.content


async def test_a_private_thread_is_seen_from_inside_alone(place: Place) -> None:
    channel = place.bot.get_channel(place.channel.id)
    assert isinstance(channel, discord.TextChannel)
    await channel.create_thread(name="ours", type=discord.ChannelType.private_thread)
    (thread,) = place.channel.threads
    backend_thread = place.bot.get_channel(thread.id)
    assert isinstance(backend_thread, discord.Thread)
    message = await backend_thread.send(TRUE)
    said = await checked(place, link(place, message))
    assert said.content.startswith(UNSEEN)


async def test_in_direct_messages_a_link_to_one_of_them_is_taken_and_no_other(
    place: Place,
) -> None:
    ann = place.ann.user
    message = await ann.send_dm(TRUE)
    card = (await ann.slash("check", text=link(place, message, "@me"))).response
    assert "1 word for word" in texts(place.components(card))[0]
    elsewhere = await place.bob.send(place.channel, place.mention(TRUE))
    said = (await ann.slash("check", text=link(place, elsewhere, "@me"))).response
    assert said.content.startswith(UNSEEN)


@pytest.mark.parametrize("guild", ["1", "@me"])
async def test_a_link_to_another_server_is_refused(place: Place, guild: str) -> None:
    message = await place.bob.send(place.channel, place.mention(TRUE))
    said = await checked(place, link(place, message, guild))
    assert said.content == "That link leads to another server. Paste the text instead."


async def test_a_refusal_of_a_public_check_is_the_askers_alone(place: Place) -> None:
    message = await place.bob.send(place.channel, TRUE)
    result = await place.ann.slash(place.channel, "check", text=link(place, message), private=False)
    (said,) = result.followups
    assert said.ephemeral and said.content.startswith(UNREAD)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("https://discord.com/channels/1/2/3", True),
        ("<https://ptb.discord.com/channels/@me/2/3/>", True),
        ("https://discordapp.com/channels/1/2/3", True),
        ("https://discord.com.evil.org/channels/1/2/3", False),
        ('see "this" https://discord.com/channels/1/2/3', False),
        ("https://discord.com/channels/1/2", False),
    ],
)
async def test_only_a_link_alone_is_one(text: str, found: bool) -> None:
    assert (message_link(text) is not None) is found
