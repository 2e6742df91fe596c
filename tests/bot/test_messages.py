"""Messages: which of them are questions, whose they are, and how many are answered."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import discord
import pytest
from simcord.backend import errors

from bot.core.settings import SettingsFile
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


def as_strict_as_discord(place: Place, patch: pytest.MonkeyPatch) -> None:
    """Refuses replies to messages that are gone, unless they say that they may be: simcord does
    not look."""
    backend = place.env.backend
    real = backend.normalize_message_reference

    def strict(channel_id: int, reference: dict[str, Any] | None) -> dict[str, Any] | None:
        found = real(channel_id, reference)
        if found and found["fail_if_not_exists"]:
            gone = int(found["message_id"]) not in backend.messages[channel_id]
            if gone:
                raise errors.invalid_form_body("message_reference: Unknown message")
        return found

    patch.setattr(backend, "normalize_message_reference", strict)


@pytest.mark.parametrize("question", [QUESTION, "what did Putin say?", "?!", "", "fault"])
async def test_a_message_that_is_deleted_while_it_is_answered_is_answered_without_a_trace(
    place: Place,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    question: str,
) -> None:
    as_strict_as_discord(place, monkeypatch)
    backend, settings = place.env.backend, place.bot.settings

    async def deleting(where: Any) -> Any:
        message = place.channel.last_message
        if message is not None and message.author.id == place.ann.id:
            backend.delete_message(place.channel.id, message.id)
        return await settings(where)

    def broken(*_: Any, **__: Any) -> Any:
        raise RuntimeError("a bug")

    monkeypatch.setattr(place.bot, "settings", deleting)
    if question == "fault":
        monkeypatch.setattr(place.bot.app, "answer", broken)
    await place.ann.send(place.channel, place.mention(question))
    (only,) = said(place)
    shown = texts(place.components(only)) or [only.content]
    expected = {
        QUESTION: f"**{QUESTION}**",
        "what did Putin say?": "**what did Putin say?**",
        "": "Footnote finds passages",
    }.get(question, "I could not answer that.")
    assert shown[0].startswith(expected)
    assert ("Traceback" in caplog.text) == (question == "fault"), "of the fault itself alone"
    if question == QUESTION:
        opened = await place.bob.click(only, label="Open 1")
        assert texts(opened.followups[0].components), "its buttons work"


async def test_a_message_that_is_deleted_where_the_bot_is_quiet_gets_nothing_and_no_trace(
    place: Place, caplog: pytest.LogCaptureFixture
) -> None:
    SettingsFile(place.bot.app.team_file(f"guild-{place.guild.id}")).change(speaks_in=("1",))
    place.env.inject_error("PUT", "/channels/*/messages/*/reactions/*", status=404, code=10008)
    await place.ann.send(place.channel, place.mention(QUESTION))
    assert said(place) == []
    assert "Traceback" not in caplog.text
    assert caplog.text.count("could not be marked") == 1
