"""Messages: which of them are questions, whose they are, and how many are answered."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import discord

from tests.bot.conftest import MovingClock, Place, labels, texts

QUESTION = "who rejected the offer?"


def said(place: Place) -> list[Any]:
    """What the bot has written in the channel, oldest first."""
    assert place.bot.user is not None
    return [each for each in place.channel.history() if each.author.id == place.bot.user.id]


async def test_other_bots_and_unaddressed_messages_are_left_alone(place: Place) -> None:
    await place.ann.send(place.channel, "who rejected the offer?")
    other = place.env.create_user("other", bot=True)
    robot = place.guild.add_member(other)
    await robot.send(place.channel, place.mention("who rejected the offer?"))
    assert [message.author.name for message in place.channel.history()] == ["ann", "other"]


async def test_a_reply_that_names_the_bot_is_answered(place: Place) -> None:
    await place.ann.send(place.channel, place.mention(QUESTION))
    (card,) = said(place)
    await place.bob.send(place.channel, place.mention("Bushehr"), reply_to=card)
    assert "Bushehr" in texts(place.last().components)[1]
    assert len(said(place)) == 2


async def test_mentions_without_a_question_count_towards_the_limit(
    place: Place, moving_clock: MovingClock
) -> None:
    for _ in range(8):
        await place.ann.send(place.channel, place.mention(""))
    *helped, notice = said(place)
    assert len(helped) == 6
    assert all(each.content.startswith("Footnote finds passages") for each in helped)
    assert labels(place.components(notice)) == ["Show me privately"]
    refused = await place.ann.slash(place.channel, "ask", question="Bushehr")
    assert refused.response is not None
    assert "is the limit" in refused.response.content
    moving_clock.pass_by(timedelta(seconds=61))
    await place.ann.send(place.channel, place.mention(""))
    assert said(place)[-1].content == helped[0].content


async def test_who_asks_too_fast_is_told_once_a_channel_while_the_notice_stands(
    place: Place,
) -> None:
    """Every other refusal is told each time: see tests/bot/test_notices.py."""
    other = place.guild.create_text_channel("other")

    def notices() -> list[str]:
        return [each.content for each in said(place) if each.content]

    for _ in range(6):
        await place.ann.send(place.channel, place.mention("Bushehr"))
    assert notices() == []
    for _ in range(5):
        await place.ann.send(place.channel, place.mention("Bushehr"))
    assert notices() == ["I could not answer that."]
    await place.ann.send(other, place.mention("Bushehr"))
    assert place.last(other).content == "I could not answer that."

    await place.env.advance_time(31)
    assert notices() == []
    await place.ann.send(place.channel, place.mention("Bushehr"))
    assert notices() == ["I could not answer that."], "the next one is told again"


async def uncached(place: Place, content: str, guild_id: int | None) -> discord.Message:
    """A message of Ann's in the channel, as the client reads it before it knows the server."""
    state = place.bot._connection
    channel: Any = discord.PartialMessageable(state=state, id=place.channel.id, guild_id=guild_id)
    sent = await place.ann.send(place.channel, "hello")
    data: Any = {
        "id": str(sent.id),
        "channel_id": str(place.channel.id),
        "author": {
            "id": str(place.ann.id),
            "username": "ann",
            "discriminator": "0",
            "avatar": None,
        },
        "content": content,
        "timestamp": sent.created_at.isoformat(),
        "edited_timestamp": None,
        "type": 0,
        "flags": 0,
        "pinned": False,
        "tts": False,
        "mention_everyone": False,
        "mentions": [],
        "mention_roles": [],
        "attachments": [],
        "embeds": [],
        "components": [],
    }
    return discord.Message(state=state, channel=channel, data=data)


async def test_a_message_of_a_server_that_is_not_known_yet_is_that_servers(place: Place) -> None:
    message = await uncached(place, QUESTION, guild_id=4711)
    assert message.guild is None
    assert place.bot.team_key(message) == "guild-4711"
    known = await place.ann.send(place.channel, "hello")
    assert place.bot.team_key(known) == f"guild-{place.guild.id}"
    direct = await place.ann.send_dm("hello")
    assert place.bot.team_key(direct) == f"user-{place.ann.id}"


async def test_a_message_of_a_server_that_is_not_known_yet_is_no_direct_message(
    place: Place,
) -> None:
    cog: Any = place.bot.get_cog("Ask")
    await cog.on_message(await uncached(place, QUESTION, guild_id=4711))
    assert said(place) == [], "it does not name the bot"
    await cog.on_message(await uncached(place, place.mention(QUESTION), guild_id=4711))
    assert len(said(place)) == 1
    answer = place.bot.app.team_file("guild-4711").path
    assert QUESTION.encode() in answer.read_bytes()
    assert not place.bot.app.team_file(f"user-{place.ann.id}").path.exists()


async def test_what_is_refused_in_a_server_that_is_not_known_yet_is_told_privately(
    place: Place,
) -> None:
    cog: Any = place.bot.get_cog("Ask")
    await cog.on_message(await uncached(place, place.mention("?!"), guild_id=4711))
    assert [each.content for each in said(place)] == ["I could not answer that."]
